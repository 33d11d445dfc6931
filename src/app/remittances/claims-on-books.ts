import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Claim } from '../../db/generated/client.js';
import type { ClaimOnBooks, ClaimLineOnBooks } from '../../domain/remittances/claim-plan.js';
import { matchClaim, type ClaimCandidate } from '../../domain/remittances/match-claims.js';
import type { OpenPayerOffset } from '../../domain/remittances/plan-provider-adjustments.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import { mayBillPatient } from '../../domain/patients/may-bill-patient.js';
import { normalizedName } from '../../security/normalized-person.js';
import type { Deps } from '../deps.js';
import { claimBalance } from '../ledger/save-postings.js';
import { handedOn, priorPayerImpact } from '../next-payer/handed-on.js';
import { insuranceOf } from '../next-payer/coverages-on-file.js';
import { earlierAdjudications } from './earlier-adjudications.js';
import type { StagedClaim } from './post-remittance.js';

export interface ClaimsToMatch {
  readonly payerId: string;
  readonly claims: readonly StagedClaim[];
}

/** Why a CLP found no claim by itself. */
export type Unplaced =
  | { readonly kind: 'unknownClaim' | 'ambiguousClaim' }
  /** The claim whose payer must decide before this one: a secondary came first. */
  | { readonly kind: 'secondaryBeforePrimary'; readonly waitsForClaimId: string };

export interface ClaimsFound {
  readonly books: ReadonlyMap<number, ClaimOnBooks>;
  readonly matchedBy: ReadonlyMap<number, string>;
  readonly unplaced: ReadonlyMap<number, Unplaced>;
}

/** Finds our claim of every CLP (CLP01 → CLP07 → patient + date + charge) and reads what the books say about it; locks the claims. */
export async function booksOfClaims(deps: Deps, tx: Tx, input: ClaimsToMatch): Promise<ClaimsFound> {
  const books = new Map<number, ClaimOnBooks>();
  const matchedBy = new Map<number, string>();
  const unplaced = new Map<number, Unplaced>();
  for (const staged of input.claims) {
    const { ordinal } = staged.document;
    const candidates = await candidatesFor(deps, tx, staged);
    const match = matchClaim(
      staged.document,
      input.payerId,
      candidates.map(({ candidate }) => candidate),
    );
    const found = 'claimId' in match ? candidates.find(({ claim }) => claim.id === match.claimId) : undefined;
    if (!found) {
      unplaced.set(
        ordinal,
        match.by === 'ambiguous' ? { kind: 'ambiguousClaim' } : await whyUnknown(tx, input, staged, candidates),
      );
      continue;
    }
    await tx.db
      .$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${found.claim.id}::uuid FOR UPDATE`;
    matchedBy.set(ordinal, match.by);
    books.set(ordinal, await bookOf(tx, found.claim));
  }
  return { books, matchedBy, unplaced };
}

/** A payer that comes after the one our claim is with, and that speaks first, is waited for, not unknown. */
async function whyUnknown(
  tx: Tx,
  { payerId }: ClaimsToMatch,
  { document }: StagedClaim,
  candidates: readonly Candidate[],
): Promise<Unplaced> {
  const own = candidates.find(({ claim }) => claim.claimNumber === document.claimNumber)?.claim;
  const next = own && (await insuranceOf(tx, own)).next;
  return own && next?.payerId === payerId
    ? { kind: 'secondaryBeforePrimary', waitsForClaimId: own.id }
    : { kind: 'unknownClaim' };
}

interface Candidate {
  readonly claim: Claim;
  readonly candidate: ClaimCandidate;
}

async function candidatesFor(deps: Deps, tx: Tx, { document }: StagedClaim): Promise<Candidate[]> {
  const { patient } = document;
  const nameIndex = patient?.name
    ? new Uint8Array(
        deps.keys.blindIndex(tx.organizationId, 'name', normalizedName(patient.name, patient.firstName ?? '')),
      )
    : undefined;
  const patients = nameIndex
    ? await tx.db.patient.findMany({ where: { organizationId: tx.organizationId, nameIndex }, select: { id: true } })
    : [];
  const patientIds = patients.map(({ id }) => id);
  const chain = await claimsBehind(tx, document.claimNumber);
  const claims = await tx.db.claim.findMany({
    where: {
      organizationId: tx.organizationId,
      OR: [
        { claimNumber: document.claimNumber },
        ...(chain.length > 0 ? [{ id: { in: chain } }] : []),
        ...(document.payerControlNumber ? [{ payerClaimNumber: document.payerControlNumber }] : []),
        ...(patientIds.length > 0
          ? [{ patientId: { in: patientIds }, chargeCents: BigInt(Math.abs(document.chargeCents)) }]
          : []),
      ],
    },
    take: 50,
  });
  return claims.map((claim) => ({
    claim,
    candidate: {
      claimId: claim.id,
      payerId: claim.payerId,
      claimNumber: claim.claimNumber,
      samePatient: patientIds.includes(claim.patientId),
      serviceFrom: fromDateColumn(claim.serviceFrom),
      chargeCents: Number(claim.chargeCents),
      ...(claim.payerClaimNumber && { payerControlNumber: claim.payerClaimNumber }),
      ...(chain.includes(claim.id) && { parentClaimNumber: document.claimNumber }),
    },
  }));
}

/** Claims to the payers after the one with this number: a forwarded claim keeps the number it was first sent under. */
async function claimsBehind(tx: Tx, claimNumber: string): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE behind AS (
      SELECT id FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND claim_number = ${claimNumber}
      UNION ALL
      SELECT c.id FROM claims c JOIN behind b ON c.parent_claim_id = b.id
       WHERE c.organization_id = ${tx.organizationId}::uuid
    ) SELECT c.id FROM behind b JOIN claims c ON c.organization_id = ${tx.organizationId}::uuid AND c.id = b.id
       WHERE c.claim_number <> ${claimNumber}`;
  return rows.map(({ id }) => id);
}

const RANKS = { P: 'primary', S: 'secondary', T: 'tertiary' } as const;

export async function bookOf(tx: Tx, claim: Claim): Promise<ClaimOnBooks> {
  const key = { organizationId: tx.organizationId };
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: claim.payerId } } });
  const { next, payerClasses } = await insuranceOf(tx, claim);
  const impactCents = await priorPayerImpact(tx, claim);
  return {
    claimId: claim.id,
    payerId: claim.payerId,
    guarantorAccountId: claim.accountId,
    rank: RANKS[claim.sequence as 'P'] ?? 'primary',
    ...(claim.parentClaimId && { parentClaimId: claim.parentClaimId }),
    openPayerCents: await claimBalance(tx, claim.id, 'receivable.payer'),
    ...(next && { nextPayerId: next.payerId }),
    patientGuard: mayBillPatient({
      group: 'PR',
      payerClasses,
      selfPayRestriction: !payer.billsPatients,
    }),
    handedOn: await handedOn(tx, claim.id),
    ...(impactCents !== undefined && { priorPayerImpactCents: impactCents }),
    earlier: await earlierAdjudications(tx, claim.id),
    lines: await linesOf(tx, claim.id),
  };
}

async function linesOf(tx: Tx, claimId: string): Promise<ClaimLineOnBooks[]> {
  const rows = await tx.db.claimLine.findMany({
    where: { organizationId: tx.organizationId, claimId },
    orderBy: { lineNumber: 'asc' },
  });
  return rows.map((row) => ({
    lineId: String(row.lineNumber),
    lineControlNumber: row.lineControl,
    procedureCode: row.procedure,
    modifiers: row.modifiers,
    serviceDate: fromDateColumn(row.serviceFrom),
    chargeCents: Number(row.chargeCents),
  }));
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
