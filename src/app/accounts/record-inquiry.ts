import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { savePatientNote } from '../contacts/save-contact.js';
import type { Deps } from '../deps.js';
import { recordPatientAnswer, type PatientAnswer } from '../links/patient-answers.js';
import { recordAudit } from '../stories/record-audit.js';

export interface GuarantorSays {
  readonly accountId: string;
  readonly answer: PatientAnswer;
  readonly planId?: string;
  readonly promisedDate?: PlainDate;
  readonly channel: string;
  readonly message?: string;
  /** Business key, from the caller's Idempotency-Key. */
  readonly key: string;
}

/** A specialist records what a guarantor said on the phone or at the desk: same events as by link. */
export async function recordInquiry(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: GuarantorSays,
): Promise<Result<{ readonly accountId: string; readonly answer: PatientAnswer }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const account = await tx.db.account.findUnique({
      where: { organizationId_id: { organizationId, id: input.accountId } },
      select: { id: true },
    });
    if (!account) return fail(problem('notFound', 'account'));
    const planId = input.planId ?? (await offeredPlan(tx.db, organizationId, input.accountId));
    const aboutPlan = input.answer === 'planAccepted' || input.answer === 'planDeclined';
    if (aboutPlan && !planId) return fail(problem('conflict', 'no plan is offered to this account'));
    await recordPatientAnswer(tx, {
      accountId: input.accountId,
      answer: input.answer,
      key: `inquiry:${input.accountId}:${input.key}`,
      ...(aboutPlan && planId && { planId }),
      ...(input.promisedDate && { promisedDate: input.promisedDate }),
    });
    if (input.message) {
      await savePatientNote(deps, tx, input.accountId, {
        channel: input.channel,
        outcomeCode: input.answer,
        text: input.message,
      });
    }
    await recordAudit(tx, {
      action: 'account.inquiry',
      subjectType: 'account',
      subjectId: input.accountId,
      why: `guarantor said ${input.answer} by ${input.channel}`,
      after: { answer: input.answer, planId: planId ?? null },
    });
    return ok({ accountId: input.accountId, answer: input.answer });
  });
}

async function offeredPlan(
  db: { paymentPlan: Deps['db']['paymentPlan'] },
  organizationId: string,
  accountId: string,
): Promise<string | undefined> {
  const plan = await db.paymentPlan.findFirst({
    where: { organizationId, accountId, state: 'PROPOSED' },
    orderBy: { proposedOn: 'desc' },
    select: { id: true },
  });
  return plan?.id;
}
