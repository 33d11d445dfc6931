import type { StoryTurn } from '../../contracts/stories.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { PaymentPlan } from '../../db/generated/client.js';
import { nextPlan } from '../../domain/payment-plans/next-plan.js';
import type { PlanEvent, PlanFacts, PlanState, PlanTurn } from '../../domain/payment-plans/plan.js';
import type { BusinessTime } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { advanceStory, type AdvanceInput, type Lifecycle, type StoredEvent } from '../stories/advance-story.js';

const ONLY_NEWS = new Set(['turnTaken', 'stepFailed', 'noticeSent']);

interface LoadedPlan extends PlanFacts {
  readonly row: PaymentPlan;
}

/** One transaction judges one payment plan; the only writer of its state and its installments. */
export const advancePlan = (deps: Deps, input: AdvanceInput): Promise<StoryTurn<PlanState>> =>
  advanceStory(deps, lifecycle, input);

const lifecycle: Lifecycle<LoadedPlan, PlanState, PlanTurn> = {
  kind: 'plan',
  load: loadPlan,
  pure: withoutRow,
  judge: (tx, facts, event) => (ONLY_NEWS.has(event.type) ? undefined : judgePlan(withoutRow(facts), event, tx.at)),
  save: savePlan,
  subject: (facts) => ({ type: 'plan', id: facts.planId, amountCents: owed(facts) }),
  isFinal: (state) => state === 'COMPLETED' || state === 'CANCELLED',
  search: async (_tx, facts) => ({ amountCents: owed(facts) }),
};

function withoutRow({ row: _row, ...facts }: LoadedPlan): PlanFacts {
  return facts;
}

export const judgePlan = (facts: PlanFacts, event: StoredEvent, at: BusinessTime): PlanTurn =>
  nextPlan(facts, asPlanEvent(event), at);

/** A proposal only begins the wait for its answer. */
const asPlanEvent = (event: StoredEvent): PlanEvent =>
  (event.type === 'planProposed' ? { type: 'timeReached' } : { ...event.facts, type: event.type }) as PlanEvent;

const owed = (facts: PlanFacts): number =>
  facts.installments.reduce((sum, { amountCents }) => sum + amountCents, 0) - facts.paidCents;

async function loadPlan(tx: Tx, planId: string): Promise<LoadedPlan> {
  await tx.db
    .$queryRaw`SELECT 1 FROM payment_plans WHERE organization_id = ${tx.organizationId}::uuid AND id = ${planId}::uuid FOR UPDATE`;
  const row = await tx.db.paymentPlan.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: planId } },
  });
  return { ...(row.stateFacts as unknown as PlanFacts), state: row.state as PlanState, row };
}

async function savePlan(tx: Tx, facts: LoadedPlan, turn: PlanTurn): Promise<void> {
  await tx.db.paymentPlan.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: facts.planId } },
    data: {
      state: turn.state,
      stateFacts: { ...turn.after } as object,
      version: { increment: 1 },
      closedOn: lifecycle.isFinal(turn.state) ? toDateColumn(tx.at.date) : null,
    },
  });
  let paid = turn.after.paidCents;
  for (const installment of turn.after.installments) {
    const share = Math.min(paid, installment.amountCents);
    paid -= share;
    const key = { organizationId: tx.organizationId, planId: facts.planId, number: installment.number };
    const known = await tx.db.installment.findUnique({ where: { organizationId_planId_number: key } });
    const fully = share === installment.amountCents;
    const data = {
      dueOn: toDateColumn(installment.dueDate),
      amountCents: BigInt(installment.amountCents),
      paidCents: BigInt(share),
      paidOn: fully ? (known?.paidOn ?? toDateColumn(tx.at.date)) : null,
    };
    await tx.db.installment.upsert({
      where: { organizationId_planId_number: key },
      create: { ...key, ...data },
      update: data,
    });
  }
}
