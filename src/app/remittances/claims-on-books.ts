import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Claim } from '../../db/generated/client.js';
import type { ClaimOnBooks, ClaimLineOnBooks } from '../../domain/remittances/claim-plan.js';
import type { OpenPayerOffset } from '../../domain/remittances/plan-provider-adjustments.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import { mayBillPatient } from '../../domain/patients/may-bill-patient.js';
import type { Deps } from '../deps.js';
import { claimBalances } from '../ledger/save-postings.js';
import { claimsThatHandedOn, handedOn, priorPayerImpact } from '../next-payer/handed-on.js';
import { insurancesOf } from '../next-payer/coverages-on-file.js';
import { decidedClaims, earlierAdjudications } from './earlier-adjudications.js';

/** What of a claim's row its books need; the sealed content stays where it is. */
export const claimOfBooks = {
  id: true,
  claimNumber: true,
  payerClaimNumber: true,
  patientId: true,
  accountId: true,
  coverageId: true,
  payerId: true,
  parentClaimId: true,
  sequence: true,
  chargeCents: true,
  serviceFrom: true,
} as const;

export type ClaimOfBooks = Pick<Claim, keyof typeof claimOfBooks>;

const RANKS = { P: 'primary', S: 'secondary', T: 'tertiary' } as const;

/**
 * What the books say about each claim. What nearly every claim has is asked once for all of them; earlier decisions and
 * what was handed to a next payer are read claim by claim, for the few that have any.
 */
export async function booksOf(deps: Deps, tx: Tx, claims: readonly ClaimOfBooks[]): Promise<Map<string, ClaimOnBooks>> {
  const unique = [...new Map(claims.map((claim) => [claim.id, claim])).values()];
  const ids = unique.map(({ id }) => id);
  const billsPatients = await billsPatientsOf(tx, unique);
  const insurances = await insurancesOf(tx, unique);
  const open = await claimBalances(tx, ids, 'receivable.payer');
  const lines = await linesOf(tx, ids);
  const decided = await decidedClaims(tx, ids);
  const handing = await claimsThatHandedOn(tx, ids);
  const books = new Map<string, ClaimOnBooks>();
  for (const claim of unique) {
    const { next, payerClasses, qmb } = insurances.get(claim.id) ?? { next: undefined, payerClasses: [], qmb: false };
    const impactCents = claim.parentClaimId ? await priorPayerImpact(tx, claim) : undefined;
    books.set(claim.id, {
      claimId: claim.id,
      payerId: claim.payerId,
      guarantorAccountId: claim.accountId,
      chargeCents: Number(claim.chargeCents),
      rank: RANKS[claim.sequence as 'P'] ?? 'primary',
      ...(claim.parentClaimId && { parentClaimId: claim.parentClaimId }),
      openPayerCents: open.get(claim.id) ?? 0,
      ...(next && { nextPayerId: next.payerId }),
      patientGuard: mayBillPatient({
        group: 'PR',
        payerClasses,
        qmb,
        selfPayRestriction: billsPatients.get(claim.payerId) !== true,
      }),
      handedOn: handing.has(claim.id) ? await handedOn(tx, claim.id) : [],
      ...(impactCents !== undefined && { priorPayerImpactCents: impactCents }),
      earlier: decided.has(claim.id) ? await earlierAdjudications(deps, tx, claim, lines.get(claim.id) ?? []) : [],
      lines: lines.get(claim.id) ?? [],
    });
  }
  return books;
}

export async function bookOf(deps: Deps, tx: Tx, claim: ClaimOfBooks): Promise<ClaimOnBooks> {
  const book = (await booksOf(deps, tx, [claim])).get(claim.id);
  if (!book) throw new Error(`Claim ${claim.id} has no books`);
  return book;
}

async function billsPatientsOf(tx: Tx, claims: readonly ClaimOfBooks[]): Promise<Map<string, boolean>> {
  const payers = await tx.db.payer.findMany({
    where: { organizationId: tx.organizationId, id: { in: [...new Set(claims.map(({ payerId }) => payerId))] } },
    select: { id: true, billsPatients: true },
  });
  return new Map(payers.map(({ id, billsPatients }) => [id, billsPatients]));
}

async function linesOf(tx: Tx, claimIds: readonly string[]): Promise<Map<string, ClaimLineOnBooks[]>> {
  const rows = await tx.db.claimLine.findMany({
    where: { organizationId: tx.organizationId, claimId: { in: [...claimIds] } },
    orderBy: [{ claimId: 'asc' }, { lineNumber: 'asc' }],
    omit: { units: true, pointers: true, serviceThrough: true },
  });
  const lines = new Map<string, ClaimLineOnBooks[]>();
  for (const row of rows) {
    const own = lines.get(row.claimId) ?? [];
    lines.set(row.claimId, own);
    own.push({
      lineId: String(row.lineNumber),
      lineControlNumber: row.lineControl,
      procedureCode: row.procedure,
      modifiers: row.modifiers,
      serviceDate: fromDateColumn(row.serviceFrom),
      chargeCents: Number(row.chargeCents),
    });
  }
  return lines;
}

/** Announced recoveries a payer has not yet taken: the open credit of payer-offset by reference. */
export async function openOffsets(tx: Tx, payerId: string): Promise<OpenPayerOffset[]> {
  const rows = await tx.db.$queryRaw<{ reference: string | null; open: bigint }[]>`
    SELECT reference, -sum(amount_cents)::bigint AS open FROM ledger_entries
     WHERE organization_id = ${tx.organizationId}::uuid AND ledger_account = 'payer-offset' AND (payer_id = ${payerId}::uuid OR payer_id IS NULL)
     GROUP BY reference HAVING sum(amount_cents) <> 0 ORDER BY min(id)`;
  return rows.map((row) => ({ reference: row.reference ?? '', amountCents: Number(row.open) }));
}

/** Claims that PLB references name (payer control number or our claim number), by ordinal of the adjustment. */
export async function claimsOfReferences(tx: Tx, remittance: Remittance): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (const { ordinal, reference } of remittance.providerAdjustments) {
    if (!reference) continue;
    const claim = await tx.db.claim.findFirst({
      where: {
        organizationId: tx.organizationId,
        payerId: remittance.payerId,
        OR: [{ payerClaimNumber: reference }, { claimNumber: reference }],
      },
      select: { id: true },
    });
    if (claim) found.set(ordinal, claim.id);
  }
  return found;
}
