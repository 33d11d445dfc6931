import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** Problems no retry can cure; the activity mapper names them by their code (src/contracts/problems.ts). */
const FINAL = ['FinalProblem'];

/**
 * A short transaction in our own database: run in the workflow's worker, repeated until the database answers. Between two tries
 * further apart than the threshold the server waits, not the worker: a story that cannot be judged must not hold a place others need.
 */
export const JUDGE: LocalActivityOptions = {
  startToCloseTimeout: '30s',
  localRetryThreshold: '1s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s', nonRetryableErrorTypes: FINAL },
};

/** Steps give a sign of life every few seconds; a worker that died is noticed after this and the step is done by another. */
const NOTICED_WITHIN = '15s';

/** One file to the clearinghouse or into our books; idempotent by its intent, so it is tried until it works. */
export const FILE_STEP: ActivityOptions = {
  startToCloseTimeout: '5m',
  heartbeatTimeout: NOTICED_WITHIN,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '2m', nonRetryableErrorTypes: FINAL },
};

/** A file to or about the agency: idempotent by its name, tried for a day; then a person looks (a recall is due in one business day). */
export const AGENCY_STEP: ActivityOptions = {
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '10m', nonRetryableErrorTypes: FINAL },
};

/** A mail: tried for a day; a send in doubt is never repeated, it becomes a work item inside the step. */
export const MAIL_STEP: ActivityOptions = {
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '1 day',
  heartbeatTimeout: NOTICED_WITHIN,
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '15m', nonRetryableErrorTypes: FINAL },
};

/** The morning's list by mail: the day goes on without it, and tomorrow another one leaves. */
export const LIST_STEP: ActivityOptions = {
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '30m',
  heartbeatTimeout: NOTICED_WITHIN,
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m', nonRetryableErrorTypes: FINAL },
};

/** Reading and posting a whole inbound file: long, heartbeats, resumes at what is not yet posted. */
export const IMPORT_STEP: ActivityOptions = {
  startToCloseTimeout: '30m',
  heartbeatTimeout: NOTICED_WITHIN,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', nonRetryableErrorTypes: FINAL },
};
