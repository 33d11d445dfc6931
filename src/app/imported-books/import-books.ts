import { inTransaction, type Actor } from '../../db/in-transaction.js';
import type { BookParty } from '../../domain/imported-books/import-findings.js';
import { syntheaFiles, type SyntheaFile } from '../../domain/imported-books/synthea-rows.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { examineExport, type ExaminedClaim, type ExaminedExport } from './examine-export.js';
import { loadClaims, type LoadRun } from './load-claims.js';
import { loadParties } from './load-parties.js';
import { readExport } from './read-export.js';

export interface ImportTotals {
  readonly chargedCents: number;
  readonly paidCents: Readonly<Record<BookParty, number>>;
  readonly adjustedCents: number;
  /** What is owed, credits not netted. */
  readonly owedCents: Readonly<Record<BookParty, number>>;
  readonly creditCents: number;
}

export interface ImportReport extends Omit<ExaminedExport, 'claims'> {
  readonly rows: Readonly<Record<SyntheaFile, number>>;
  readonly claims: {
    readonly read: number;
    readonly loaded: number;
    readonly repeated: number;
    readonly leftOut: number;
    readonly open: number;
  };
  /** Of the claims that are booked, this time or before. */
  readonly totals: ImportTotals;
}

export interface ImportWish {
  readonly folder: string;
  readonly onProgress?: (done: number, of: number) => void;
}

const CLAIMS_A_TRANSACTION = 200;

/**
 * Takes over the books of a Synthea CSV export into a practice organization: every claim once, to the cent as its transactions
 * tell it. What the export contradicts is reported beside, never mended in silence.
 */
export async function importBooks(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: ImportWish,
): Promise<ImportReport> {
  const source = await readExport(wish.folder);
  const today = await inTransaction(deps.db, organizationId, { actor }, async (tx) => tx.at.date);
  const examined = examineExport(source, today);
  const parties = await inTransaction(deps.db, organizationId, { actor, timeoutMs: 300_000 }, (tx) =>
    loadParties(deps, tx, source),
  );
  const patients = new Map(source.tables.patients.map((row) => [row.get('ID'), row]));
  const run: LoadRun = { parties, patients: new Map(), coverages: new Map() };
  const counts = { loaded: 0, repeated: 0, leftOut: 0 };
  const booked: ExaminedClaim[] = [];
  for (let at = 0; at < examined.claims.length; at += CLAIMS_A_TRANSACTION) {
    const chunk = examined.claims.slice(at, at + CLAIMS_A_TRANSACTION);
    await inTransaction(deps.db, organizationId, { actor, timeoutMs: 300_000 }, async (tx) => {
      const sources = chunk.map((each) => ({ examined: each, patient: patients.get(each.claim.get('PATIENTID')) }));
      for (const [index, became] of (await loadClaims(deps, tx, run, sources)).entries()) {
        counts[became === 'left out' ? 'leftOut' : became] += 1;
        const claim = chunk[index];
        if (claim && became !== 'left out') booked.push(claim);
      }
      await recordAudit(tx, {
        action: 'books.import',
        subjectType: 'organization',
        subjectId: organizationId,
        why: 'books of another system are taken over',
        after: { claims: chunk.length, from: at + 1 },
      });
    });
    wish.onProgress?.(Math.min(at + CLAIMS_A_TRANSACTION, examined.claims.length), examined.claims.length);
  }
  const { claims, ...findings } = examined;
  const open = booked.filter(({ folded }) => Object.values(folded.owed).some((owed) => owed !== 0)).length;
  return {
    ...findings,
    rows: Object.fromEntries(syntheaFiles.map((file) => [file, source.tables[file].length])) as ImportReport['rows'],
    claims: { read: claims.length, ...counts, open },
    totals: totalsOf(booked),
  };
}

const parties = ['primary', 'secondary', 'patient'] as const;

function totalsOf(booked: readonly ExaminedClaim[]): ImportTotals {
  const sum = (of: (claim: ExaminedClaim) => number): number => booked.reduce((total, each) => total + of(each), 0);
  const byParty = (of: (claim: ExaminedClaim, party: BookParty) => number): Record<BookParty, number> => ({
    primary: sum((claim) => of(claim, 'primary')),
    secondary: sum((claim) => of(claim, 'secondary')),
    patient: sum((claim) => of(claim, 'patient')),
  });
  return {
    chargedCents: sum(({ folded }) => folded.chargedCents),
    paidCents: byParty(({ folded }, party) => folded.paid[party]),
    adjustedCents: sum(({ folded }) => parties.reduce((total, party) => total + folded.adjusted[party], 0)),
    owedCents: byParty(({ folded }, party) => Math.max(0, folded.owed[party])),
    creditCents: sum(({ folded }) => parties.reduce((total, party) => total + Math.max(0, -folded.owed[party]), 0)),
  };
}
