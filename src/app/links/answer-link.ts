import { problem, type Problem } from '../../contracts/problems.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { savePatientNote } from '../contacts/save-contact.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordPatientAnswer, type PatientAnswer } from './patient-answers.js';
import { withLink } from './read-link.js';
import { crashPoint } from '../../crash-points.js';

export interface LinkAnswer {
  readonly answer: PatientAnswer;
  readonly promisedDate?: PlainDate;
  /** The patient's own words; kept sealed as a contact. */
  readonly message?: string;
}

export interface AnsweredLink {
  readonly answer: PatientAnswer;
}

/** A guarantor answers once; the story learns of it in the same transaction. */
export async function answerLink(deps: Deps, token: string, input: LinkAnswer): Promise<Result<AnsweredLink, Problem>> {
  const answered = await withLink(deps, token, async (tx, link) => {
    if (link.answeredAt) return fail(problem('linkAnswered', 'link was answered', { answer: link.answer }));
    const aboutPlan = input.answer === 'planAccepted' || input.answer === 'planDeclined';
    if (aboutPlan && !link.planId) return fail(problem('invalidInput', 'this link offers no plan'));
    const id = Buffer.from(link.tokenHash).toString('hex').slice(0, 32);
    await tx.db.oneTimeLink.update({
      where: { tokenHash: link.tokenHash },
      data: { answeredAt: new Date(), answer: input.answer },
    });
    await recordPatientAnswer(tx, {
      accountId: link.accountId,
      answer: input.answer,
      key: `link:${id}`,
      ...(link.planId && { planId: link.planId }),
      ...(input.promisedDate && { promisedDate: input.promisedDate }),
    });
    if (input.message)
      await savePatientNote(deps, tx, link.accountId, {
        channel: 'link',
        outcomeCode: input.answer,
        text: input.message,
      });
    await recordAudit(tx, {
      action: 'link.answer',
      subjectType: 'account',
      subjectId: link.accountId,
      why: `answered ${input.answer} by link`,
      after: { answer: input.answer, planId: link.planId },
    });
    return ok({ answer: input.answer });
  });
  crashPoint('linkAnswered');
  return answered;
}
