import { inTransaction, type Actor } from '../../db/in-transaction.js';
import type { StoryDeps } from '../deps.js';

export interface StoryLengths {
  readonly eventsP50: number;
  readonly eventsMax: number;
}

const MOST_STORIES = 500;
const AT_ONCE = 10;

/** History lengths of the organization's stories as Temporal tells them; null while it cannot be asked. */
export async function storyLengths(
  deps: StoryDeps,
  actor: Actor,
  organizationId: string,
): Promise<StoryLengths | null> {
  const ids = await inTransaction(deps.db, organizationId, { actor }, (tx) =>
    tx.db.story.findMany({
      where: { organizationId },
      select: { workflowId: true },
      orderBy: { startedAt: 'asc' },
      take: MOST_STORIES,
    }),
  );
  const lengths: number[] = [];
  try {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      lengths.push(...(await Promise.all(some.map((story) => historyLength(deps, story.workflowId)))));
    }
  } catch {
    return null;
  }
  const sorted = lengths.filter((length) => length > 0).sort((a, b) => a - b);
  return { eventsP50: sorted[Math.floor(sorted.length / 2)] ?? 0, eventsMax: sorted.at(-1) ?? 0 };
}

/** 0 for a story that has not been started yet or whose history is past its retention. */
async function historyLength(deps: StoryDeps, workflowId: string): Promise<number> {
  try {
    return (await deps.temporal.workflow.getHandle(workflowId).describe()).historyLength;
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return 0;
    throw error;
  }
}
