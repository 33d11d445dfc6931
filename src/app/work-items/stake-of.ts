import type { Problem } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { RefundEvent } from '../../domain/refunds/refund-life.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { OutcomeRule } from '../../domain/work-items/catalog.js';
import { lockRefund, refuseRefund, settleRefund } from '../refunds/settle-refund.js';
import { amountAtStake } from './amount-at-stake.js';
import type { OutcomeFields } from './outcome-fields.js';
import { screenedDiscount } from './screened-discount.js';

/** What an approval is asked for: cents, and what the approver must see besides. */
export interface Stake {
  readonly amountCents: number;
  readonly details?: object;
}

/**
 * What is asked for, before anything is closed: an application that cannot be screened, and a refund that cannot go this
 * way any more, leave their items open.
 */
export async function stakeOf(
  tx: Tx,
  item: WorkItem,
  rule: OutcomeRule,
  fields: OutcomeFields,
): Promise<Result<Stake, Problem>> {
  if (item.subjectType === 'refund') {
    const refused = await refuseRefund(tx, item, rule.event as RefundEvent);
    if (refused) return fail(refused);
    const { owner, government } = await lockRefund(tx, item.subjectId);
    return ok({ amountCents: Number(item.amountCents), details: { owner, government } });
  }
  if (rule.approval === 'charity') return screenedDiscount(tx, item, fields);
  return ok({ amountCents: rule.approval ? await amountAtStake(tx, item, fields) : 0 });
}

/** A refund has no story: what a person answered is settled here. True when the item was about one. */
export async function settledRefund(
  tx: Tx,
  item: WorkItem,
  rule: OutcomeRule,
  { reference, sentOn }: OutcomeFields,
): Promise<boolean> {
  if (item.subjectType !== 'refund') return false;
  await settleRefund(tx, item.subjectId, {
    event: rule.event as RefundEvent,
    ...(typeof reference === 'string' && { reference }),
    ...(typeof sentOn === 'string' && { sentOn: sentOn as PlainDate }),
  });
  return true;
}
