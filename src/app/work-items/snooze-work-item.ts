import { problem, type Problem } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { earliest, type PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { lockWorkItem, type LockWish } from './lock-work-item.js';

export interface SnoozeWorkItem extends LockWish {
  readonly until: PlainDate;
  readonly reason: string;
}

export interface SnoozedWorkItem {
  readonly id: string;
  readonly state: 'SNOOZED';
  readonly snoozedUntil: PlainDate;
  readonly version: number;
}

/** Puts an item away until a date, never past the earliest safe date of its subject, nor into the past. */
export async function snoozeWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: SnoozeWorkItem,
): Promise<Result<SnoozedWorkItem, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, (tx) => snoozeWithin(tx, input));
}

export async function snoozeWithin(tx: Tx, input: SnoozeWorkItem): Promise<Result<SnoozedWorkItem, Problem>> {
  const { organizationId } = tx;
  const locked = await lockWorkItem(tx, input);
  if (!locked.ok) return locked;
  const item = locked.value;
  const limit = await snoozeLimit(tx, item);
  if (input.until <= tx.at.date)
    return fail(problem('invalidInput', 'a snooze ends in the future', { today: tx.at.date }));
  if (input.until > limit) return fail(problem('snoozeTooLong', `the safe date is ${limit}`, { safeDate: limit }));
  await tx.db.workItem.update({
    where: { organizationId_id: { organizationId, id: item.id } },
    data: {
      state: 'SNOOZED',
      snoozedUntil: toDateColumn(input.until),
      reservedUntil: null,
      version: { increment: 1 },
    },
  });
  await recordAudit(tx, {
    action: 'workItem.snooze',
    subjectType: 'workItem',
    subjectId: item.id,
    why: `put away until ${input.until}`,
    before: { state: item.state },
    after: { state: 'SNOOZED', until: input.until },
  });
  return ok({ id: item.id, state: 'SNOOZED' as const, snoozedUntil: input.until, version: item.version + 1 });
}

/** Earliest safe date of the subject's and its claim's open deadlines; without one, the item's due date. */
export async function snoozeLimit(tx: Tx, item: WorkItem): Promise<PlainDate> {
  const subjects = item.claimId ? [item.subjectId, item.claimId] : [item.subjectId];
  const open = await tx.db.deadline.findMany({
    where: { organizationId: tx.organizationId, subjectId: { in: subjects }, closedOn: null },
    select: { safeDate: true },
  });
  return earliest(open.map((row) => fromDateColumn(row.safeDate))) ?? fromDateColumn(item.dueDate);
}
