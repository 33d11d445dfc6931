import type { Claim, Denial, Payer, WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { byId } from '../../db/rows-by-id.js';
import { daysBetween, earliest, type PlainDate } from '../../domain/dates/plain-date.js';
import { classifyAdjustment } from '../../domain/denials/classify-adjustment.js';
import { mappingsFor } from '../../domain/denials/own-mappings.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { PayerRule } from '../../domain/payer-rules/payer-rule.js';
import { scoreRuleFor } from '../../domain/payer-rules/rules-for.js';
import {
  auditDeadlineKinds,
  compareForQueue,
  explainScore,
  legalDeadlineKinds,
  priorityOf,
  scoreBaseOf,
  scoreOf,
} from '../../domain/work-items/score.js';
import type { Score, ScoreInput, ScoreRule } from '../../domain/work-items/score.js';
import { activeRules, ruledPayer } from '../payer-rules/own-rules.js';
import type { DeadlineKind } from '../../domain/stories/turn.js';
import type { WorkQueue } from '../../domain/work-items/catalog.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

/** What of an item its score rests on. */
export type ScorableItem = Pick<
  WorkItem,
  'id' | 'kind' | 'queue' | 'subjectType' | 'subjectId' | 'claimId' | 'amountCents' | 'openedOn' | 'dueDate'
>;

/** An item with its priority as of today; all parts of the score are shown to whoever works it. */
export interface ScoredItem<Item extends ScorableItem = WorkItem> {
  readonly item: Item;
  readonly score: Score;
  readonly explained: readonly string[];
}

/** Scores items by money, chance and urgency (rulebook §7) and puts the most urgent first; what may wait comes last. */
export async function inQueueOrder<Item extends ScorableItem>(
  tx: Tx,
  items: readonly Item[],
): Promise<ScoredItem<Item>[]> {
  const around = await surroundings(tx, items);
  const entries = items.map((item) => {
    const input = scoreInput(item, around, tx.at.date);
    return { item, input, score: scoreOf(input, around.weights) };
  });
  const order = (a: (typeof entries)[number], b: (typeof entries)[number]): number =>
    Number(mayWait(a.score)) - Number(mayWait(b.score)) ||
    compareForQueue({ ...a.input, ...a.score }, { ...b.input, ...b.score }) ||
    a.item.dueDate.getTime() - b.item.dueDate.getTime() ||
    a.item.id.localeCompare(b.item.id);
  return entries
    .sort(order)
    .map(({ item, input, score }) => ({ item, score, explained: explainScore(input, score, around.weights) }));
}

const mayWait = ({ suppressed, toTop }: Score): boolean => suppressed && !toTop;

/** Scores items as of today and keeps the result on their rows, so that lists can be read in this order. */
export async function keepScores(tx: Tx, items: readonly ScorableItem[]): Promise<void> {
  if (items.length === 0) return;
  const scored = await inQueueOrder(tx, items);
  const kept = scored.map(({ item, score, explained }) => ({
    id: item.id,
    score: score.score,
    priority: priorityOf(score),
    parts: { ...score, explained },
  }));
  tx.write`
    UPDATE work_items w SET score = k.score, priority = k.priority, score_parts = k.parts
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS k (id uuid, score float8, priority float8, parts jsonb)
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.id = k.id`;
}

/** What lies open about a subject, as `keepScores` takes it. */
export const openItemsOf = (tx: Tx, subjectId: string): Promise<ScorableItem[]> =>
  tx.db.$queryRaw<ScorableItem[]>`
    SELECT id, kind, queue, subject_type AS "subjectType", subject_id AS "subjectId", claim_id AS "claimId",
           amount_cents AS "amountCents", opened_on AS "openedOn", due_date AS "dueDate"
      FROM work_items
     WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${subjectId}::uuid
       AND state = ANY(${openItemStates}::text[])`;

/** Everything that lies open and is not asleep. */
export const everyOpenItem = (tx: Tx): Promise<ScorableItem[]> =>
  tx.db.$queryRaw<ScorableItem[]>`
    SELECT id, kind, queue, subject_type AS "subjectType", subject_id AS "subjectId", claim_id AS "claimId",
           amount_cents AS "amountCents", opened_on AS "openedOn", due_date AS "dueDate"
      FROM work_items WHERE organization_id = ${tx.organizationId}::uuid AND state IN ('OPEN', 'RESERVED')`;

type ScoredClaim = Pick<Claim, 'id' | 'held' | 'payerId'> & {
  /** The first bill's day; of a claim not billed yet, the day it came in. */
  readonly agesFrom: Date;
  /** Follow-ups the payer left unanswered (276) since it last said anything. */
  readonly missedFollowUps: number;
};
type ScoredDenial = Pick<Denial, 'id' | 'groupCode' | 'carc' | 'rarcs' | 'noticeDate'>;
type ScoredPayer = Pick<Payer, 'id' | 'recoveryFactor' | 'ruleKey' | 'payerClass' | 'state'>;

interface HardDate {
  readonly kind: DeadlineKind;
  readonly on: PlainDate;
}

/** What the scores of some items rest on, read once for all of them. */
interface Surroundings {
  readonly claims: ReadonlyMap<string, ScoredClaim>;
  readonly payers: ReadonlyMap<string, ScoredPayer>;
  readonly denials: ReadonlyMap<string, ScoredDenial>;
  readonly balances: ReadonlyMap<string, bigint>;
  /** What the score is counted by today. */
  readonly weights: ScoreRule;
  /** Delivered and own rules; among them what codes mean at a payer. */
  readonly rules: readonly PayerRule[];
  /** Earliest hard date of the open deadlines of each kind, by subject. */
  readonly hardDates: ReadonlyMap<string, readonly HardDate[]>;
}

async function surroundings(tx: Tx, items: readonly ScorableItem[]): Promise<Surroundings> {
  const org = tx.organizationId;
  const claimIds = [...new Set(items.flatMap((item) => item.claimId ?? []))];
  const denialIds = items.filter(isAboutDenial).map((item) => item.subjectId);
  const subjectIds = [...new Set([...claimIds, ...items.map((item) => item.subjectId)])];
  const claims = await tx.db.$queryRaw<ScoredClaim[]>`
    SELECT id, coalesce(first_billed_on, created_on) AS "agesFrom", held, payer_id AS "payerId",
           coalesce((state_facts ->> 'unansweredRequests')::int, 0) AS "missedFollowUps" FROM claims
     WHERE organization_id = ${org}::uuid AND id = ANY(${claimIds}::uuid[])`;
  const payers = await tx.db.$queryRaw<ScoredPayer[]>`
    SELECT id, recovery_factor AS "recoveryFactor", rule_key AS "ruleKey", payer_class AS "payerClass", state FROM payers
     WHERE organization_id = ${org}::uuid AND id = ANY(${[...new Set(claims.map((claim) => claim.payerId))]}::uuid[])`;
  const denials = await tx.db.$queryRaw<ScoredDenial[]>`
    SELECT id, group_code AS "groupCode", carc, rarcs, notice_date AS "noticeDate" FROM denials
     WHERE organization_id = ${org}::uuid AND id = ANY(${denialIds}::uuid[])`;
  const balances = await tx.db.$queryRaw<{ claimId: string; balanceCents: bigint }[]>`
    SELECT claim_id AS "claimId", balance_cents AS "balanceCents" FROM ledger_balances
     WHERE organization_id = ${org}::uuid AND claim_id = ANY(${claimIds}::uuid[]) AND ledger_account = 'receivable.payer'`;
  const deadlines = await tx.db.$queryRaw<{ subjectId: string; kind: DeadlineKind; hardDate: Date }[]>`
    SELECT subject_id AS "subjectId", kind, min(hard_date) AS "hardDate" FROM deadlines
     WHERE organization_id = ${org}::uuid AND subject_id = ANY(${subjectIds}::uuid[]) AND closed_on IS NULL
     GROUP BY subject_id, kind`;
  const rules = denials.length > 0 ? await activeRules(tx) : await activeRules(tx, 'workScore');
  return {
    rules,
    weights: scoreRuleFor(tx.at.date, rules),
    hardDates: datesBySubject(deadlines),
    claims: byId(claims),
    payers: byId(payers),
    denials: byId(denials),
    balances: new Map(balances.map((row) => [row.claimId, row.balanceCents])),
  };
}

function datesBySubject(
  rows: readonly { readonly subjectId: string; readonly kind: DeadlineKind; readonly hardDate: Date }[],
): ReadonlyMap<string, readonly HardDate[]> {
  const dates = new Map<string, HardDate[]>();
  for (const { subjectId, kind, hardDate } of rows) {
    const own = dates.get(subjectId) ?? [];
    own.push({ kind, on: fromDateColumn(hardDate) });
    dates.set(subjectId, own);
  }
  return dates;
}

const isAboutDenial = (item: ScorableItem): boolean => item.subjectType === 'appeal';

function scoreInput(item: ScorableItem, around: Surroundings, today: PlainDate): ScoreInput {
  const claim = item.claimId ? around.claims.get(item.claimId) : undefined;
  const payer = claim && around.payers.get(claim.payerId);
  const balance = item.claimId ? around.balances.get(item.claimId) : undefined;
  const dates = [...new Set([item.subjectId, item.claimId ?? ''])].flatMap((id) => around.hardDates.get(id) ?? []);
  const hard = earliest(dates.map(({ on }) => on));
  const urgentByLaw = [...legalDeadlineKinds, ...(auditDeadlineKinds[payer?.payerClass as PayerClass] ?? [])];
  const legal = earliest(dates.filter(({ kind }) => urgentByLaw.includes(kind)).map(({ on }) => on));
  return {
    balanceCents: Number(item.amountCents > 0n ? item.amountCents : (balance ?? 0n)),
    base: scoreBaseOf(
      item.queue as WorkQueue,
      recoverabilityOf(around, around.denials.get(item.subjectId), payer),
      around.weights,
    ),
    ageDays: Math.max(0, daysBetween(fromDateColumn(claim?.agesFrom ?? item.openedOn), today)),
    daysLeft: hard ? daysBetween(today, hard) : null,
    legalDaysLeft: legal ? daysBetween(today, legal) : null,
    // Deciding about the hold is this very item: a hold must not hide it.
    held: (claim?.held ?? false) && item.kind !== 'releaseHold',
    ...(claim && { missedFollowUps: claim.missedFollowUps }),
    ...(payer && { payerFactor: payer.recoveryFactor }),
  };
}

/** How much of such a denial comes back, by its code at this payer. */
function recoverabilityOf(
  { rules }: Surroundings,
  denial: ScoredDenial | undefined,
  payer: ScoredPayer | undefined,
): 'H' | 'M' | 'L' | '-' {
  if (!denial) return 'M';
  const question = {
    group: denial.groupCode,
    carc: denial.carc,
    rarcs: denial.rarcs,
    on: fromDateColumn(denial.noticeDate),
    ...(payer && { payerKey: payer.ruleKey, payerClass: payer.payerClass as PayerClass }),
  };
  return classifyAdjustment(question, payer && mappingsFor(rules, ruledPayer(payer))).recoverability;
}
