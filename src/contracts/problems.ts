/** One catalog of everything that may go wrong at a door: HTTP status (RFC 9457), whether a retry can help, and plain words. */
export interface ProblemRule {
  readonly status: number;
  readonly retry: boolean;
  readonly title: string;
}

const rule = (status: number, title: string, retry = false): ProblemRule => ({ status, retry, title });

export const problemCatalog = {
  notFound: rule(404, 'There is nothing with this id in your organization.'),
  notAllowed: rule(403, 'Your role may not do this.'),
  notSignedIn: rule(401, 'Sign in first.'),
  invalidInput: rule(400, 'The request does not have the expected form.'),
  tooLarge: rule(413, 'The upload is larger than this kind of file may be.'),
  conflict: rule(409, 'Someone else was first, or the thing has changed since you read it.'),
  preconditionFailed: rule(412, 'The thing has changed since you read it.'),
  idempotencyMismatch: rule(422, 'This Idempotency-Key was used with another request.'),
  idempotencyKeyMissing: rule(400, 'Every POST needs an Idempotency-Key header.'),
  answerLost: rule(409, 'The first request with this Idempotency-Key took effect, but its answer was lost.'),
  duplicateFile: rule(409, 'The same file, byte for byte, came before.'),
  unreadableFile: rule(422, 'The file cannot be read.'),
  remittanceUnbalanced: rule(422, 'The remittance does not add up; nothing of it was kept.'),
  workItemClosed: rule(409, 'The work item is already closed.'),
  workItemReserved: rule(409, 'The work item is reserved by someone else.'),
  outcomeUnknown: rule(400, 'This kind of work item has no such outcome.'),
  outcomeIncomplete: rule(400, 'The outcome needs fields that are missing.'),
  snoozeTooLong: rule(409, 'A work item cannot be snoozed past its safe date.'),
  sameApprover: rule(403, 'The person who asked may not approve.'),
  approvalLimit: rule(403, 'The amount is above the limit of your role.'),
  approvalClosed: rule(409, 'This request is already decided.'),
  documentMissing: rule(409, 'This needs a stored document that is not there.'),
  filingNotProven: rule(409, 'Nothing stored proves that the payer had the claim in time.'),
  deadlinePassesHardDate: rule(409, 'A deadline cannot be moved past its hard date.'),
  storyClosed: rule(409, 'The story is closed.'),
  storyUnavailable: rule(503, 'The story cannot be asked right now; nothing was changed.', true),
  commandRefused: rule(409, 'The command does not fit the state of the story.'),
  linkUnknown: rule(404, 'This link is not valid.'),
  linkExpired: rule(410, 'This link has expired.'),
  linkAnswered: rule(409, 'This link was already answered.'),
  signatureInvalid: rule(401, 'The signature does not fit the message.'),
  clockNotStepped: rule(409, 'Only a stepped organization’s clock can be moved.'),
  clockNotQuiet: rule(409, 'There is still work in progress; the clock does not move.', true),
  unavailable: rule(503, 'The service is not ready.', true),
  rateLimited: rule(429, 'Too many requests.', true),
  internal: rule(500, 'Something broke on our side; it is logged under the request id.'),
} as const satisfies Record<string, ProblemRule>;

export type ProblemCode = keyof typeof problemCatalog;

/** Expected trouble as a value; `detail` carries ids, codes and positions, never PHI. */
export interface Problem {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

export const problem = (code: ProblemCode, detail: string, facts?: Problem['facts']): Problem =>
  facts ? { code, detail, facts } : { code, detail };

/** Carries a problem value through frameworks that only know exceptions (controller → filter, activity → failure). */
export class ProblemError extends Error {
  override name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
  }
}
