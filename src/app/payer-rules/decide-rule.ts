import { problem, type Problem } from '../../contracts/problems.js';
import type { PayerRule as PayerRuleRow, Prisma } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { isOfApprovals, type RuleKey } from '../../domain/payer-rules/payer-rule.js';
import { payerRule } from './own-rules.js';
import { rulePageRow, type RuleRow } from './payer-rules.queries.js';
import { countsOf, previewOpen } from './preview-open.js';

export interface DecideRule {
  readonly id: string;
  readonly decision: 'approved' | 'refused';
  readonly note: string;
}

type Decided = Result<RuleRow, Problem>;

/** A rule under lock, and what is decided about it in the same transaction. */
const withRule = (
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
  decide: (tx: Tx, row: PayerRuleRow) => Promise<Decided>,
): Promise<Decided> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    await tx.db
      .$queryRaw`SELECT 1 FROM payer_rules WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const row = await tx.db.payerRule.findUnique({ where: { organizationId_id: { organizationId, id } } });
    return row ? decide(tx, row) : fail(problem('notFound', 'payer rule'));
  });

const changed = (tx: Tx, { id }: PayerRuleRow, data: Prisma.PayerRuleUpdateInput): Promise<PayerRuleRow> =>
  tx.db.payerRule.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id } },
    data: { ...data, rowVersion: { increment: 1 } },
  });

/** Claims and cents of a preview: by the dates that move, and by the next steps that change. */
interface Touched {
  readonly claims?: number;
  readonly cents?: number;
  readonly steps?: { readonly claims: number; readonly cents: number };
}

/** In claims and dollars what the rule changes now, without the single deadlines; next steps as its test run counted them. */
async function previewNow(tx: Tx, row: PayerRuleRow): Promise<Touched> {
  const { steps } = row.preview as Touched;
  return { ...countsOf(await previewOpen(tx, payerRule(row))), ...(steps && { steps }) };
}

/** Another person activates or refuses a proposed rule; the deadlines that stand stay as they are. */
export const decideRule = (deps: Deps, actor: Actor, organizationId: string, input: DecideRule): Promise<Decided> =>
  withRule(deps, actor, organizationId, input.id, async (tx, row) => {
    if (row.state !== 'PROPOSED') return fail(problem('approvalClosed', `rule is ${row.state}`, { state: row.state }));
    if (row.proposedBy === actor.id) return fail(problem('sameApprover', 'proposer and approver are one'));
    if (input.decision === 'approved' && isOfApprovals(row.key as RuleKey) && actor.role !== 'director')
      return fail(problem('approvalLimit', 'who approves money is decided by a director', { level: 'director' }));
    const preview = await previewNow(tx, row);
    const decided = await changed(tx, row, {
      preview: preview as object,
      state: input.decision === 'approved' ? 'ACTIVE' : 'REFUSED',
      decidedBy: actor.id,
      decidedOn: toDateColumn(tx.at.date),
      note: input.note,
    });
    await recordAudit(tx, {
      action: `payerRule.${input.decision}`,
      subjectType: 'payerRule',
      subjectId: row.id,
      why: `${row.ruleId} v${row.version}: ${input.note}`,
      before: { state: row.state },
      after: { state: decided.state, ...preview },
    });
    if (decided.state === 'ACTIVE') await askForRework(tx, decided, preview);
    return ok(rulePageRow(decided));
  });

/** A rule that began before today moves nothing by itself (rulebook §13): a person decides about the open claims it touches. */
async function askForRework(tx: Tx, row: PayerRuleRow, preview: Touched): Promise<void> {
  const touched = Math.max(preview.claims ?? 0, preview.steps?.claims ?? 0);
  if (fromDateColumn(row.effectiveFrom) >= tx.at.date || touched === 0) return;
  const cents = Math.max(preview.cents ?? 0, preview.steps?.cents ?? 0);
  await openWorkItem(
    tx,
    { type: 'organization', id: tx.organizationId, amountCents: cents },
    {
      kind: 'reworkByRule',
      dedupeKey: `${row.id}:rework`,
      dueDate: addBusinessDays(tx.at.date, 2),
      facts: {
        payerRuleId: row.id,
        ruleId: row.ruleId,
        version: row.version,
        effectiveFrom: fromDateColumn(row.effectiveFrom),
        claims: touched,
        cents,
      },
    },
  );
}

/** Asks for the run that moves the standing deadlines to an active rule; somebody else must agree. */
export const askReplan = (
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Decided> =>
  withRule(deps, actor, organizationId, id, async (tx, row) => {
    if (row.state !== 'ACTIVE') return fail(problem('conflict', 'only an active rule can re-plan deadlines'));
    if (row.replanState === 'ASKED') return fail(problem('conflict', 'a re-plan run is asked for already'));
    const preview = await previewNow(tx, row);
    const asked = await changed(tx, row, { preview: preview as object, replanState: 'ASKED', replanAskedBy: actor.id });
    await recordAudit(tx, {
      action: 'payerRule.replanAsked',
      subjectType: 'payerRule',
      subjectId: id,
      why: reason,
      after: preview,
    });
    return ok(rulePageRow(asked));
  });

/** The run itself: each deadline's story hears of its new dates and writes the superseding row. */
export const decideReplan = (deps: Deps, actor: Actor, organizationId: string, input: DecideRule): Promise<Decided> =>
  withRule(deps, actor, organizationId, input.id, async (tx, row) => {
    if (row.replanState !== 'ASKED') return fail(problem('approvalClosed', `re-plan is ${row.replanState}`));
    if (row.replanAskedBy === actor.id) return fail(problem('sameApprover', 'requester and approver are one'));
    const moved = input.decision === 'approved' ? await moveDeadlines(tx, row) : 0;
    const replanState = input.decision === 'approved' ? 'DONE' : 'REFUSED';
    const done = await changed(tx, row, { replanState, replanDoneBy: actor.id });
    await recordAudit(tx, {
      action: `payerRule.replan.${input.decision}`,
      subjectType: 'payerRule',
      subjectId: row.id,
      why: input.note,
      after: { deadlines: moved },
    });
    return ok(rulePageRow(done));
  });

async function moveDeadlines(tx: Tx, row: PayerRuleRow): Promise<number> {
  const rule = payerRule(row);
  const { moves } = await previewOpen(tx, rule);
  for (const move of moves) {
    const deadline = await tx.db.deadline.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: tx.organizationId, id: move.deadlineId } },
    });
    await recordEvent(tx, {
      story: deadline.subjectType as StoryKind,
      subjectId: deadline.subjectId,
      type: 'replanned',
      key: `rule:${row.id}:${row.rowVersion}:${move.deadlineId}`,
      facts: {
        kind: move.kind,
        safeDate: move.toSafeDate,
        hardDate: move.toHardDate,
        ruleId: rule.ruleId,
        version: rule.version,
        source: rule.source,
      },
    });
  }
  return moves.length;
}
