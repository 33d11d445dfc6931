import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { workItemCatalog, type WorkItemRule } from '../../domain/work-items/catalog.js';
import type { Playbook } from '../../domain/work-items/playbook.js';
import type { Deps } from '../deps.js';
import { mayWork } from '../../domain/work-items/may-work.js';
import { isOwnAccount } from '../staff/own-accounts.js';
import { isWorkItemKind } from './outcome-fields.js';
import { guideOf } from './playbook-of.js';
import { snoozeLimit } from './snooze-work-item.js';
import { workItemRows, type WorkItemRow } from './work-item-row.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

export interface AllowedOutcome {
  readonly outcome: string;
  readonly requires: readonly string[];
  readonly event: string;
  readonly approval: string | null;
}

/** One item with what a person needs to decide: the catalog's words, the playbook, the legal outcomes, the snooze limit. */
export interface WorkItemDetail extends WorkItemRow {
  readonly title: string;
  readonly help: string;
  readonly playbook: Playbook;
  readonly snoozeLimit: string;
  readonly allowedOutcomes: readonly AllowedOutcome[];
  /** Sealed answers of a completed item, opened only for roles that may see PHI. */
  readonly answers: unknown;
}

export async function workItemDetail(
  deps: Deps,
  tx: Tx,
  row: WorkItem,
  { mayReadPhi }: { readonly mayReadPhi: boolean },
): Promise<WorkItemDetail> {
  const rule: WorkItemRule | undefined = isWorkItemKind(row.kind) ? workItemCatalog[row.kind] : undefined;
  const mine = openItemStates.includes(row.state) && mayWork(tx.actor.role, row.role);
  const open = mine && !(await isOwnAccount(tx, row, tx.actor.id));
  const { playbook, portal } = await guideOf(tx, row);
  const [shown] = await workItemRows(tx, [row]);
  if (!shown) throw new Error('a row is shown as one row');
  return {
    ...shown,
    title: rule?.title ?? row.kind,
    help: rule?.help ?? '',
    playbook,
    snoozeLimit: await snoozeLimit(tx, row),
    allowedOutcomes: open && rule ? outcomesOf(rule, portal) : [],
    answers: mayReadPhi && row.answers ? openAnswers(deps, tx.organizationId, row.id, row.answers) : null,
  };
}

/** A portal's answers are offered where the payer has one. */
const outcomesOf = (rule: WorkItemRule, portal: boolean): AllowedOutcome[] =>
  Object.entries(rule.outcomes)
    .filter(([, { channel }]) => channel !== 'portal' || portal)
    .map(([outcome, { requires, event, approval }]) => ({ outcome, requires, event, approval: approval ?? null }));

/** The sealed answers of a completed item. */
const openAnswers = (deps: Pick<Deps, 'keys'>, org: string, rowId: string, sealed: Uint8Array): unknown =>
  JSON.parse(deps.keys.openText({ org, table: 'work_items', column: 'answers', rowId }, Buffer.from(sealed)));
