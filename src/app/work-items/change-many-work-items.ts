import { problem, type Problem, type ProblemCode } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { mayFinishTogether } from '../../domain/work-items/together.js';
import type { Deps } from '../deps.js';
import { completeWithin } from './complete-work-item.js';
import { outcomeRule, type OutcomeFields } from './outcome-fields.js';
import { reassignWithin } from './reassign-work-item.js';
import { snoozeWithin } from './snooze-work-item.js';

/** One change for all the named items. */
export type ManyChange =
  | { readonly action: 'reassign'; readonly assignee: string | null; readonly reason: string }
  | { readonly action: 'snooze'; readonly until: PlainDate; readonly reason: string }
  | { readonly action: 'complete'; readonly outcome: string; readonly fields: OutcomeFields };

export interface ManyWish {
  readonly workItemIds: readonly string[];
  readonly change: ManyChange;
  /** True: only what would become of each item; nothing is written. */
  readonly dryRun: boolean;
}

export interface ChangedLine {
  readonly workItemId: string;
  /** State the item has or would have; null when it cannot be changed. */
  readonly state: string | null;
  readonly refusal: ProblemCode | null;
  /** Why not, in the words the item's own door uses. */
  readonly detail: string | null;
}

export interface ManyChanged {
  readonly dryRun: boolean;
  readonly changed: number;
  readonly lines: readonly ChangedLine[];
}

/**
 * Reassigns, puts away or finishes many items, each in a transaction of its own by the rules of its own door: one that
 * cannot be changed is named and stops no other. A dry run does the very same and takes it back.
 */
export async function changeManyWorkItems(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: ManyWish,
): Promise<ManyChanged> {
  const lines: ChangedLine[] = [];
  for (const workItemId of new Set(wish.workItemIds)) {
    const change = (tx: Tx) => changeOne(deps, tx, workItemId, wish.change);
    const result = wish.dryRun
      ? await takenBack(deps, actor, organizationId, change)
      : await inTransaction(deps.db, organizationId, { actor }, change);
    lines.push(lineOf(workItemId, result));
  }
  return { dryRun: wish.dryRun, changed: lines.filter(({ refusal }) => refusal === null).length, lines };
}

type Changed = Result<{ readonly state: string }, Problem>;

const lineOf = (workItemId: string, result: Changed): ChangedLine =>
  result.ok
    ? { workItemId, state: result.value.state, refusal: null, detail: null }
    : { workItemId, state: null, refusal: result.problem.code, detail: result.problem.detail };

async function changeOne(deps: Deps, tx: Tx, workItemId: string, change: ManyChange): Promise<Changed> {
  if (change.action === 'reassign') return reassignWithin(tx, { ...change, workItemId });
  if (change.action === 'snooze') return snoozeWithin(tx, { ...change, workItemId });
  const { outcome, fields } = change;
  const together = await finishesTogether(tx, workItemId, outcome);
  return together.ok ? completeWithin(deps, tx, { workItemId, outcome, fields }) : together;
}

async function finishesTogether(tx: Tx, id: string, outcome: string): Promise<Result<true, Problem>> {
  const where = { organizationId_id: { organizationId: tx.organizationId, id } };
  const item = await tx.db.workItem.findUnique({ where, select: { kind: true } });
  if (!item) return fail(problem('notFound', 'work item'));
  const rule = outcomeRule(item.kind, outcome);
  if (!rule.ok) return rule;
  if (mayFinishTogether(rule.value)) return ok(true);
  return fail(problem('outcomeIncomplete', `${outcome} of ${item.kind} is answered item by item`));
}

/** Carries the answer of a dry run out of the transaction it ends. */
class TakenBack extends Error {
  override name = 'TakenBack';
  constructor(readonly result: Changed) {
    super('a dry run writes nothing');
  }
}

async function takenBack(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  change: (tx: Tx) => Promise<Changed>,
): Promise<Changed> {
  try {
    return await inTransaction<Changed>(deps.db, organizationId, { actor }, async (tx) => {
      throw new TakenBack(await change(tx));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result;
    throw error;
  }
}
