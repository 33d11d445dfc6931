import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { ProblemError, problemCatalog } from '../src/contracts/problems.js';

/** Maps what a use case throws: a problem no retry can cure fails for good (`FinalProblem`), all else is tried again. */
export async function asActivity<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError && !problemCatalog[error.problem.code].retry) {
      throw ApplicationFailure.nonRetryable(error.problem.code, 'FinalProblem', error.problem.code);
    }
    throw error;
  }
}

const HEARTBEAT_MS = 5_000;

/** Tells the server that the running activity is alive; only inside an activity. */
export const heartbeatOfActivity = (): void => Context.current().heartbeat();

/** As `asActivity`, with a sign of life while it works: a worker that died is noticed long before the step's own limit. */
export async function asLivingActivity<T>(heartbeat: () => void, work: () => Promise<T>): Promise<T> {
  const beating = setInterval(heartbeat, HEARTBEAT_MS);
  try {
    return await asActivity(work);
  } finally {
    clearInterval(beating);
  }
}
