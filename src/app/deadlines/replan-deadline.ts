import { problem, type Problem } from '../../contracts/problems.js';
import { fromDateColumn, inTransaction, type Actor } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, type Result } from '../../domain/result.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import { commandStory, type CommandAnswer } from '../commands/command-story.js';
import type { StoryDeps } from '../deps.js';
import { isOwnAccount, OWN_ACCOUNT } from '../staff/own-accounts.js';

export interface ReplanDeadline {
  readonly deadlineId: string;
  readonly safeDate: PlainDate;
  readonly reason: string;
  readonly commandId: string;
}

/** Asks the deadline's story to re-plan it; the story inserts the superseding row. Never past the hard date (ruling 8). */
export async function replanDeadline(
  deps: StoryDeps,
  actor: Actor,
  organizationId: string,
  input: ReplanDeadline,
): Promise<Result<CommandAnswer, Problem>> {
  const { row, isOwn } = await inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const found = await tx.db.deadline.findUnique({
      where: { organizationId_id: { organizationId, id: input.deadlineId } },
    });
    return { row: found, isOwn: found !== null && (await isOwnAccount(tx, found, actor.id)) };
  });
  if (!row) return fail(problem('notFound', 'deadline'));
  if (isOwn) return fail(problem('notAllowed', OWN_ACCOUNT));
  if (row.closedOn) return fail(problem('conflict', 'the deadline is closed'));
  const hardDate = fromDateColumn(row.hardDate);
  if (input.safeDate > hardDate)
    return fail(problem('deadlinePassesHardDate', `the hard date is ${hardDate}`, { hardDate }));
  return commandStory(deps, actor, organizationId, {
    story: row.subjectType as StoryKind,
    subjectId: row.subjectId,
    command: 'replanDeadline',
    reason: input.reason,
    commandId: input.commandId,
    details: { kind: row.kind, safeDate: input.safeDate },
  });
}
