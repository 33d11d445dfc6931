import type { Claim } from '../../db/generated/client.js';
import { fromNullableDate, type Tx } from '../../db/in-transaction.js';
import { changeCondition, voidCondition } from '../../domain/claims/change-condition.js';
import { claimDiff } from '../../domain/claims/claim-diff.js';
import type { VoidReason } from '../../domain/claims/void-reason.js';
import {
  changeConditionOf,
  reopeningReasonOf,
  withChangeCondition,
  withReopeningReason,
} from '../../edi/x12/837p/change-condition-code.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';

/** Medicare Part A alone wants to be told what a correction changed (rulebook C2). */
export async function isPartA(tx: Tx, claim: Pick<Claim, 'kind' | 'payerId'>): Promise<boolean> {
  if (claim.kind !== 'I') return false;
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: claim.payerId } },
    select: { payerClass: true },
  });
  return payer.payerClass === 'medicare';
}

/** What a corrected Part A claim that names no change still lacks: it leaves as D9, which needs a remark (rulebook C2). */
export async function lacksRemark(tx: Tx, claim: Pick<Claim, 'kind' | 'payerId'>, content: Claim837): Promise<boolean> {
  const told = changeConditionOf(content) ?? 'D9';
  return told === 'D9' && !content.notes.some(({ qualifier }) => qualifier === 'ADD') && (await isPartA(tx, claim));
}

/** A decided Part A claim older than its year leaves as a reopening (TOB xxQ): what is wrong while it names no reason (rulebook C2). */
export async function lacksReopeningReason(
  tx: Tx,
  claim: Pick<Claim, 'kind' | 'payerId' | 'adjudicatedOn' | 'hardDeadlineOn'>,
  content: Claim837,
): Promise<boolean> {
  const lastDay = fromNullableDate(claim.hardDeadlineOn);
  if (!claim.adjudicatedOn || !lastDay || lastDay >= tx.at.date || reopeningReasonOf(content)) return false;
  return isPartA(tx, claim);
}

export const REOPENING_REASON =
  'corrections: reopeningReason: after twelve months a Part A claim leaves as a reopening (TOB xxQ) and names its reason, R1 to R9';

/** A correction after another one that was never sent changed several things: D9. */
export function withCorrectionCondition(before: Claim837, after: Claim837): Claim837 {
  const primary = after.otherPayers.length === 0;
  const changes = claimDiff(before, withReopeningReason(after, reopeningReasonOf(before)));
  const now = changeCondition(changes, primary);
  if (now === undefined) return after;
  const earlier = changeConditionOf(before);
  return withChangeCondition(after, earlier === undefined || earlier === now ? now : 'D9');
}

/** The code as the claim leaves: none on a claim of its own, D5 or D6 on a void, D9 where nobody said what changed. */
export function withSentCondition(content: Claim837, frequency: string, reason: VoidReason | undefined): Claim837 {
  const told = frequency === 'Q' ? content : withReopeningReason(content, undefined);
  if (frequency === '1') return withChangeCondition(told, undefined);
  if (frequency === '8') return withChangeCondition(told, voidCondition(reason ?? 'duplicatePaid'));
  return withChangeCondition(told, changeConditionOf(told) ?? 'D9');
}
