import type { Claim, Denial, Payer, WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { byId } from '../../db/rows-by-id.js';
import { daysBetween, earliest, type PlainDate } from '../../domain/dates/plain-date.js';
import { classifyAdjustment } from '../../domain/denials/classify-adjustment.js';
import { mappingsFor } from '../../domain/denials/own-mappings.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { PayerRule } from '../../domain/payer-rules/payer-rule.js';
import { compareForQueue, explainScore, priorityOf, scoreBaseOf, scoreOf } from '../../domain/work-items/score.js';
import type { Score, ScoreInput } from '../../domain/work-items/score.js';
import { activeRules, ruledPayer } from '../payer-rules/own-rules.js';
import type { WorkQueue } from '../../domain/work-items/catalog.js';

/** An item with its priority as of today; all parts of the score are shown to whoever works it. */
export interface ScoredItem {
  readonly item: WorkItem;
  readonly score: Score;
  readonly explained: readonly string[];
}

/** Scores items by money, chance and urgency (rulebook §7) and puts the most urgent first; what may wait comes last. */
export async function inQueueOrder(tx: Tx, items: readonly WorkItem[]): Promise<ScoredItem[]> {
  const around = await surroundings(tx, items);
  const entries = items.map((item) => {
    const input = scoreInput(item, around, tx.at.date);
    return { item, input, score: scoreOf(input) };
  });
  const order = (a: (typeof entries)[number], b: (typeof entries)[number]): number =>
    Number(mayWait(a.score)) - Number(mayWait(b.score)) ||
    compareForQueue({ ...a.input, ...a.score }, { ...b.input, ...b.score }) ||
    a.item.dueDate.getTime() - b.item.dueDate.getTime() ||
    a.item.id.localeCompare(b.item.id);
  return entries.sort(order).map(({ item, input, score }) => ({ item, score, explained: explainScore(input, score) }));
}

const mayWait = ({ suppressed, toTop }: Score): boolean => suppressed && !toTop;

/** Scores items as of today and keeps the result on their rows, so that lists can be read in this order. */
export async function keepScores(tx: Tx, items: readonly WorkItem[]): Promise<void> {
  if (items.length === 0) return;
  for (const { item, score, explained } of await inQueueOrder(tx, items)) {
    await tx.db.workItem.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id: item.id } },
      data: { score: score.score, priority: priorityOf(score), scoreParts: { ...score, explained: [...explained] } },
    });
  }
}

type ScoredClaim = Pick<Claim, 'id' | 'serviceFrom' | 'held' | 'payerId'>;
type ScoredDenial = Pick<Denial, 'id' | 'groupCode' | 'carc' | 'rarcs' | 'noticeDate'>;
type ScoredPayer = Pick<Payer, 'id' | 'recoveryFactor' | 'ruleKey' | 'payerClass' | 'state'>;

/** What the scores of some items rest on, read once for all of them. */
interface Surroundings {
  readonly claims: ReadonlyMap<string, ScoredClaim>;
  readonly payers: ReadonlyMap<string, ScoredPayer>;
  readonly denials: ReadonlyMap<string, ScoredDenial>;
  readonly balances: ReadonlyMap<string, bigint>;
  /** Delivered and own rules; among them what codes mean at a payer. */
  readonly rules: readonly PayerRule[];
  /** Earliest hard date of the open deadlines, by subject. */
  readonly hardDates: ReadonlyMap<string, PlainDate>;
}

async function surroundings(tx: Tx, items: readonly WorkItem[]): Promise<Surroundings> {
  const claimIds = [...new Set(items.flatMap((item) => item.claimId ?? []))];
  const where = { organizationId: tx.organizationId };
  const claims = await tx.db.claim.findMany({
    where: { ...where, id: { in: claimIds } },
    select: { id: true, serviceFrom: true, held: true, payerId: true },
  });
  const payers = await tx.db.payer.findMany({
    where: { ...where, id: { in: [...new Set(claims.map((claim) => claim.payerId))] } },
    select: { id: true, recoveryFactor: true, ruleKey: true, payerClass: true, state: true },
  });
  const denials = await tx.db.denial.findMany({
    where: { ...where, id: { in: items.filter(isAboutDenial).map((item) => item.subjectId) } },
    select: { id: true, groupCode: true, carc: true, rarcs: true, noticeDate: true },
  });
  const balances = await tx.db.ledgerBalance.findMany({
    where: { ...where, claimId: { in: claimIds }, ledgerAccount: 'receivable.payer' },
  });
  const deadlines = await tx.db.deadline.findMany({
    where: { ...where, subjectId: { in: [...claimIds, ...items.map((item) => item.subjectId)] }, closedOn: null },
    select: { subjectId: true, hardDate: true },
    orderBy: { hardDate: 'desc' }, // the earliest is written last and stays
  });
  return {
    rules: denials.length > 0 ? await activeRules(tx) : [],
    hardDates: new Map(deadlines.map((row) => [row.subjectId, fromDateColumn(row.hardDate)])),
    claims: byId(claims),
    payers: byId(payers),
    denials: byId(denials),
    balances: new Map(balances.map((row) => [row.claimId, row.balanceCents])),
  };
}

const isAboutDenial = (item: WorkItem): boolean => item.subjectType === 'appeal';

function scoreInput(item: WorkItem, around: Surroundings, today: PlainDate): ScoreInput {
  const claim = item.claimId ? around.claims.get(item.claimId) : undefined;
  const payer = claim && around.payers.get(claim.payerId);
  const balance = item.claimId ? around.balances.get(item.claimId) : undefined;
  const hard = earliest([item.subjectId, item.claimId ?? ''].flatMap((id) => around.hardDates.get(id) ?? []));
  return {
    balanceCents: Number(item.amountCents > 0n ? item.amountCents : (balance ?? 0n)),
    base: scoreBaseOf(item.queue as WorkQueue, recoverabilityOf(around, around.denials.get(item.subjectId), payer)),
    ageDays: Math.max(0, daysBetween(fromDateColumn(claim?.serviceFrom ?? item.openedOn), today)),
    daysLeft: hard ? daysBetween(today, hard) : null,
    // Deciding about the hold is this very item: a hold must not hide it.
    held: (claim?.held ?? false) && item.kind !== 'releaseHold',
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
