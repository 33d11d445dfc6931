import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { problem, ProblemError } from '../contracts/problems.js';

export interface RateSettings {
  /** Requests a second of one signed-in principal. */
  readonly requestsPerSecond: number;
  /** Failed sign-ins, wrong signatures and unknown links a minute from one address. */
  readonly failuresPerMinute: number;
}

/**
 * Two limits of each API process, kept in its memory: one principal cannot take the service from the others, and an address
 * cannot guess tokens, signatures or links. System time, not business time.
 */
export class RateLimits {
  private readonly requests: RateLimiterMemory;
  private readonly failures: RateLimiterMemory;

  constructor({ requestsPerSecond, failuresPerMinute }: RateSettings) {
    this.requests = new RateLimiterMemory({ points: requestsPerSecond, duration: 1 });
    this.failures = new RateLimiterMemory({ points: failuresPerMinute, duration: 60 });
  }

  /** Counts one request. @throws ProblemError `rateLimited` with the seconds to wait */
  async count(principal: string): Promise<void> {
    await this.requests.consume(principal).catch(refuse);
  }

  /** @throws ProblemError `rateLimited` when this address has failed too often in the last minute */
  async mayTry(address: string): Promise<void> {
    const failed = await this.failures.get(address);
    if (failed && failed.remainingPoints <= 0) refuse(failed);
  }

  async failed(address: string): Promise<void> {
    await this.failures.consume(address).catch(() => undefined); // the limit is told to the next request
  }
}

function refuse(state: unknown): never {
  if (!(state instanceof RateLimiterRes)) throw state;
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1_000));
  throw new ProblemError(problem('rateLimited', `Try again in ${seconds} s.`, { retryAfterSeconds: seconds }));
}
