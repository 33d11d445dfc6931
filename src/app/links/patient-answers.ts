import type { Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import { recordEvent, startStory, type Facts } from '../stories/record-event.js';

/** What a guarantor may say, by link or through a specialist. */
export const patientAnswers = [
  'planAccepted',
  'planDeclined',
  'dispute',
  'inquiry',
  'payByCheck',
  'assistance',
] as const;
export type PatientAnswer = (typeof patientAnswers)[number];

export interface AnswerToRecord {
  readonly accountId: string;
  readonly answer: PatientAnswer;
  readonly planId?: string;
  readonly promisedDate?: PlainDate;
  /** Business key: the same answer of the same source is recorded once. */
  readonly key: string;
}

/** Tells the account's story what the guarantor said; that story passes an accepted plan on to the plan's own. */
export async function recordPatientAnswer(tx: Tx, answer: AnswerToRecord): Promise<void> {
  const { type, facts } = eventOf(answer);
  await tellOrStart(tx, 'patient-balance', answer.accountId, { type, facts, key: answer.key });
}

function eventOf(answer: AnswerToRecord): { type: string; facts: Facts } {
  switch (answer.answer) {
    case 'planAccepted':
      return { type: 'planAnswered', facts: { answer: 'accepted', planId: answer.planId ?? null } };
    case 'planDeclined':
      return { type: 'planAnswered', facts: { answer: 'declined', planId: answer.planId ?? null } };
    case 'dispute':
      return { type: 'disputed', facts: {} };
    case 'inquiry':
      return { type: 'inquiryOpened', facts: {} };
    case 'assistance':
      return { type: 'assistanceApplied', facts: {} };
    case 'payByCheck':
      return { type: 'payByCheckPromised', facts: { promisedDate: answer.promisedDate ?? null } };
  }
}

async function hasStory(tx: Tx, kind: StoryKind, subjectId: string): Promise<boolean> {
  return (await tx.db.story.count({ where: { organizationId: tx.organizationId, kind, subjectId } })) > 0;
}

/** An account that never had a balance story gets one with its first event. */
export async function tellOrStart(
  tx: Tx,
  story: StoryKind,
  subjectId: string,
  event: { type: string; facts: Facts; key: string },
): Promise<void> {
  if (await hasStory(tx, story, subjectId)) {
    await recordEvent(tx, { story, subjectId, ...event });
    return;
  }
  await startStory(tx, story, subjectId, { type: event.type, facts: event.facts });
}
