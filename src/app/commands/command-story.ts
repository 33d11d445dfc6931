import {
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { problem, type Problem } from '../../contracts/problems.js';
import type { SupervisorCommand, UpdateName } from '../../contracts/stories.js';
import { workflowId } from '../../contracts/workflow-ids.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { StoryDeps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export interface StoryCommand {
  readonly story: StoryKind;
  readonly subjectId: string;
  readonly command: UpdateName;
  readonly reason: string;
  readonly details?: Readonly<Record<string, string>>;
  /** The caller's Idempotency-Key: Temporal answers a repeated update id with the first answer. */
  readonly commandId: string;
}

export interface CommandAnswer {
  readonly commandId: string;
  readonly command: UpdateName;
  readonly answer: unknown;
}

/** How long a caller waits for the story; a story without a worker answers never. */
const PATIENCE_MS = 10_000;

/** Asks a running story; the story's validator decides, the API writes the audit row of a refusal. */
export async function commandStory(
  deps: StoryDeps,
  actor: Actor,
  organizationId: string,
  input: StoryCommand,
): Promise<Result<CommandAnswer, Problem>> {
  const known = await inTransaction(deps.db, organizationId, { actor }, (tx) =>
    tx.db.story.findFirst({
      where: { organizationId, kind: input.story, subjectId: input.subjectId },
      select: { closedAt: true },
    }),
  );
  if (!known) return fail(problem('notFound', 'story'));
  if (known.closedAt)
    return refused(deps, actor, organizationId, input, problem('storyClosed', `${input.story} is closed`));
  const command: SupervisorCommand = {
    commandId: input.commandId,
    actor: actor.id,
    role: actor.role,
    reason: input.reason,
    ...(input.details && { details: input.details }),
  };
  try {
    const handle = deps.temporal.workflow.getHandle(workflowId(input.story, organizationId, input.subjectId));
    const answer = await deps.temporal.connection.withDeadline(Date.now() + PATIENCE_MS, () =>
      handle.executeUpdate<unknown, [SupervisorCommand]>(input.command, { args: [command], updateId: input.commandId }),
    );
    return ok({ commandId: input.commandId, command: input.command, answer: answer ?? null });
  } catch (error) {
    return refused(deps, actor, organizationId, input, problemOf(error));
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof WorkflowUpdateFailedError) return problem('commandRefused', causeCode(error));
  if (error instanceof WorkflowNotFoundError)
    return problem('storyUnavailable', 'the story does not run yet or any more');
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError) {
    return problem('storyUnavailable', 'no answer from the story');
  }
  throw error;
}

/** Validators answer with codes and states of the catalog, so their message carries no PHI. */
const causeCode = (error: WorkflowUpdateFailedError): string =>
  (error.cause instanceof Error ? error.cause.message : 'refused').slice(0, 200);

async function refused(
  deps: StoryDeps,
  actor: Actor,
  organizationId: string,
  input: StoryCommand,
  why: Problem,
): Promise<Result<never, Problem>> {
  await inTransaction(deps.db, organizationId, { actor }, (tx) =>
    recordAudit(tx, {
      action: `command.${input.command}.refused`,
      subjectType: input.story,
      subjectId: input.subjectId,
      why: `${why.code}: ${why.detail}`,
      after: { commandId: input.commandId },
    }),
  );
  return fail(why);
}
