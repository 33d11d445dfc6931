import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Remittance as RemittanceRow } from '../../db/generated/client.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { ClaimPlan, ReviewReason } from '../../domain/remittances/claim-plan.js';
import type { ProviderAdjustmentPlan } from '../../domain/remittances/plan-provider-adjustments.js';
import { openWorkItem } from '../stories/open-work-item.js';
import type { RemittancePlan } from '../../domain/remittances/plan-postings.js';
import type { Unplaced } from './find-claims.js';
import type { StagedClaim } from './staged-claims.js';

/** Unapplied cash is cleared within five business days (rulebook §6.5). */
const CLEARED_WITHIN = 5;

interface Unposted {
  readonly kind: string;
  readonly place: string;
  readonly amountCents: number;
  readonly remittanceClaimId?: string;
  readonly claimId?: string;
  readonly waitsForClaimId?: string;
  readonly facts: Readonly<Record<string, string | number | null>>;
}

/** Reviews whose money stands in suspense although the claim is known. */
const IN_SUSPENSE: Readonly<Partial<Record<ReviewReason, string>>> = {
  reversalWithoutOriginal: 'orphanReversal',
  predeterminationWithMoney: 'predetermination',
};
/** Reviews that post as they are and that a person must still read. */
const TO_READ: readonly ReviewReason[] = ['overpaymentCheck', 'differsFromPrimary', 'unmatchedLine', 'decidedTwice'];

/** What a person must know before they read the facts. */
const SAYS: Readonly<Partial<Record<ReviewReason, string>>> = {
  decidedTwice:
    'The payer decided this claim again and did not take its first decision back. The new decision is on the books; ' +
    'the first payment is held for the payer until it takes it back (reversal or PLB WO). Ask the payer which payment it means; “returned” sends the first one back as a refund.',
};

/** What a part of a remittance was planned to do, and what of it found no claim. */
interface PlannedPart {
  readonly plan: Pick<RemittancePlan, 'claims' | 'providerAdjustments'>;
  readonly staged: readonly StagedClaim[];
  readonly unplaced: ReadonlyMap<number, Unplaced>;
}

/** A CLP whose plan opens an item: it found no claim, or a person must read what it does. */
export const opensUnposted = (claim: ClaimPlan): boolean =>
  claim.claimId === undefined || claim.reviews.some(({ reason }) => kindOf(reason) !== undefined);

const kindOf = (reason: ReviewReason): string | undefined =>
  IN_SUSPENSE[reason] ?? (TO_READ.includes(reason) ? reason : undefined);

/** Everything of a posted remittance that found no place by itself: a typed row with owner and age, and its work item. */
export async function openUnposted(tx: Tx, row: RemittanceRow, part: PlannedPart): Promise<void> {
  const { plan } = part;
  const items = [
    ...plan.claims.flatMap((claim) => ofClaim(claim, part)),
    ...plan.providerAdjustments.flatMap((adjustment) => ofAdjustment(adjustment)),
  ];
  for (const item of items) await open(tx, row, item);
}

function ofClaim(claim: ClaimPlan, { staged, unplaced }: PlannedPart): Unposted[] {
  const place = `clp:${claim.ordinal}`;
  const remittanceClaimId = staged.find(({ document }) => document.ordinal === claim.ordinal)?.row.id;
  const head = { place, ...(remittanceClaimId && { remittanceClaimId }) };
  const { paidCents, status } = claim.outcome;
  const facts = { ordinal: claim.ordinal, paidCents, status };
  if (claim.claimId === undefined) {
    const why = unplaced.get(claim.ordinal) ?? { kind: 'unknownClaim' as const };
    return [{ ...head, ...why, amountCents: paidCents, facts: { ...facts, kind: why.kind } }];
  }
  return claim.reviews.flatMap((review): Unposted[] => {
    const kind = kindOf(review.reason);
    if (!kind) return [];
    const { amountCents } = review;
    const id = claim.claimId ? { claimId: claim.claimId } : {};
    return [
      {
        ...head,
        ...id,
        kind,
        place: kind in IN_SUSPENSE ? place : `${place}:${kind}`,
        amountCents,
        facts: { ...facts, kind, ...(SAYS[review.reason] && { says: SAYS[review.reason] }) },
      },
    ];
  });
}

function ofAdjustment({ ordinal, reason, review, amountCents, claimId }: ProviderAdjustmentPlan): Unposted[] {
  if (!review) return [];
  const facts = { plb: reason, review, amountCents };
  return [{ kind: review, place: `plb:${ordinal}`, amountCents, ...(claimId && { claimId }), facts }];
}

async function open(tx: Tx, row: RemittanceRow, item: Unposted): Promise<void> {
  const id = randomUUID();
  await tx.db.unpostedItem.create({
    data: {
      id,
      organizationId: tx.organizationId,
      kind: item.kind,
      remittanceId: row.id,
      remittanceClaimId: item.remittanceClaimId ?? null,
      place: item.place,
      payerId: row.payerId ?? '',
      amountCents: BigInt(item.amountCents),
      waitsForClaimId: item.waitsForClaimId ?? null,
      claimId: item.claimId ?? null,
      openedOn: toDateColumn(tx.at.date),
    },
  });
  await openWorkItem(
    tx,
    { type: 'remittance', id: row.id, amountCents: item.amountCents, ...(item.claimId && { claimId: item.claimId }) },
    {
      kind: 'unknownClaimPayment',
      dedupeKey: `${row.id}:${item.place}`,
      dueDate: addBusinessDays(tx.at.date, CLEARED_WITHIN),
      facts: { ...item.facts, unpostedItemId: id },
    },
  );
}
