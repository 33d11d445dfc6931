import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { addMonths, type PlainDate } from '../../domain/dates/plain-date.js';
import type { PlanFacts } from '../../domain/payment-plans/plan.js';
import { planTerms } from '../../domain/payment-plans/plan-terms.js';
import { startStory } from '../stories/record-event.js';

export interface PlanOffer {
  readonly accountId: string;
  readonly totalCents: number;
  readonly answerBy: PlainDate;
  /** Installments agreed with the guarantor; else as many as the balance allows. */
  readonly months?: number;
}

/** Proposes a plan in the caller's transaction; the first installment is due a month after the answer date. */
export async function proposePlan(tx: Tx, offer: PlanOffer): Promise<string> {
  const planId = randomUUID();
  const terms = planTerms(offer.totalCents, addMonths(offer.answerBy, 1), offer.months);
  const facts: PlanFacts = {
    planId,
    accountId: offer.accountId,
    state: 'PROPOSED',
    installments: terms.installments,
    paidCents: 0,
    noticesSent: [],
    cureNotices: 0,
    answerBy: offer.answerBy,
    renegotiated: false,
  };
  await tx.db.paymentPlan.create({
    data: {
      id: planId,
      organizationId: tx.organizationId,
      accountId: offer.accountId,
      totalCents: BigInt(terms.totalCents),
      installmentCount: terms.installments.length,
      firstDueOn: terms.installments[0] ? toDateColumn(terms.installments[0].dueDate) : null,
      stateFacts: { ...facts } as object,
      proposedOn: toDateColumn(tx.at.date),
    },
  });
  await tx.db.installment.createMany({
    data: terms.installments.map((installment) => ({
      organizationId: tx.organizationId,
      planId,
      number: installment.number,
      dueOn: toDateColumn(installment.dueDate),
      amountCents: BigInt(installment.amountCents),
    })),
  });
  await startStory(tx, 'plan', planId, { type: 'planProposed' });
  return planId;
}
