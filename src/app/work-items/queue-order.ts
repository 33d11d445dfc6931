import type { WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { daysBetween, earliest } from '../../domain/dates/plain-date.js';
import { compareForQueue, scoreBaseOf, scoreOf, type Score } from '../../domain/work-items/score.js';
import type { WorkQueue } from '../../domain/work-items/catalog.js';

/** An item with its priority as of today; all parts of the score are shown to whoever works it. */
export interface ScoredItem {
  readonly item: WorkItem;
  readonly score: Score;
}

/** Scores items by money, chance and urgency (rulebook §7) and puts the most urgent first; what may wait comes last. */
export async function inQueueOrder(tx: Tx, items: readonly WorkItem[]): Promise<ScoredItem[]> {
  const claimIds = [...new Set(items.flatMap((item) => item.claimId ?? []))];
  const where = { organizationId: tx.organizationId };
  const claims = await tx.db.claim.findMany({
    where: { ...where, id: { in: claimIds } },
    select: { id: true, serviceFrom: true, held: true },
  });
  const balances = await tx.db.ledgerBalance.findMany({
    where: { ...where, claimId: { in: claimIds }, ledgerAccount: 'receivable.payer' },
  });
  const subjects = [...new Set([...claimIds, ...items.map((item) => item.subjectId)])];
  const deadlines = await tx.db.deadline.findMany({
    where: { ...where, subjectId: { in: subjects }, closedOn: null },
    select: { subjectId: true, hardDate: true },
  });
  const entries = items.map((item) => {
    const claim = claims.find((one) => one.id === item.claimId);
    const balance = balances.find((one) => one.claimId === item.claimId)?.balanceCents ?? 0n;
    const hard = earliest(
      deadlines
        .filter((one) => one.subjectId === item.subjectId || one.subjectId === item.claimId)
        .map((one) => fromDateColumn(one.hardDate)),
    );
    const input = {
      balanceCents: Number(item.amountCents > 0n ? item.amountCents : balance),
      base: scoreBaseOf(item.queue as WorkQueue),
      ageDays: Math.max(0, daysBetween(fromDateColumn(claim?.serviceFrom ?? item.openedOn), tx.at.date)),
      daysLeft: hard ? daysBetween(tx.at.date, hard) : null,
      held: claim?.held ?? false,
    };
    return { item, input, score: scoreOf(input) };
  });
  const order = (a: (typeof entries)[number], b: (typeof entries)[number]): number =>
    Number(a.score.suppressed) - Number(b.score.suppressed) ||
    compareForQueue({ ...a.input, ...a.score }, { ...b.input, ...b.score }) ||
    a.item.dueDate.getTime() - b.item.dueDate.getTime() ||
    a.item.id.localeCompare(b.item.id);
  return entries.sort(order).map(({ item, score }) => ({ item, score }));
}
