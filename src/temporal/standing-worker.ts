import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from '@temporalio/worker';

/**
 * Wall time one call into a story's sandbox may take. The SDK breaks a call after 5 s whoever had the CPU meanwhile, and a
 * break while a story leaves the cache ends the whole Worker; the option is not in the SDK's types but taken as any other.
 */
export const TURN_PATIENCE = { isolateExecutionTimeout: '30s' } as const;

/** Pauses before the next worker: 1 s after the first fall, doubled with each, a minute at most. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** A worker that stood this long fell for a reason of its own: the count of falls in a row begins again. */
const STOOD_MS = 10 * 60_000;
/** So many in a row are no accident of one worker: the process ends and whoever keeps it alive decides. */
const MOST_FALLS_IN_A_ROW = 10;

export interface StandingWorkerOptions {
  /** A worker that was never run, on a connection that outlives it: the runtime ends with the last thing that uses it. */
  readonly create: () => Promise<Pick<Worker, 'run' | 'shutdown' | 'getState'>>;
  /** Told of each fall (and of each try to stand up that failed) and how many there were in a row. */
  readonly fell: (error: unknown, inARow: number) => void;
  /** Waits before the next try; ends early when the signal does. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const untilOver = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

/** A Worker and, when it falls by a fault of its thread or of the SDK, the next one in its place; the process stays. */
export class StandingWorker {
  private readonly stopping = new AbortController();
  private falls = 0;
  private constructor(
    private readonly options: StandingWorkerOptions,
    private worker: Awaited<ReturnType<StandingWorkerOptions['create']>> | undefined,
  ) {}

  /** Throws what the first `create` throws: a worker that never stood is a matter of its settings. */
  static async create(options: StandingWorkerOptions): Promise<StandingWorker> {
    return new StandingWorker(options, await options.create());
  }

  /** `down` from a fall until the next one runs. */
  state(): 'up' | 'down' | 'stopping' {
    if (this.stopping.signal.aborted) return 'stopping';
    return this.worker?.getState() === 'RUNNING' ? 'up' : 'down';
  }

  /** Until `shutdown`. Throws the last fault after too many falls in a row, and what happens while it stops. */
  async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const since = performance.now();
      try {
        this.worker ??= await this.options.create();
        if (this.stopping.signal.aborted) return;
        await this.worker.run();
      } catch (error) {
        if (this.stopping.signal.aborted) throw error;
        await this.afterFall(error, performance.now() - since);
      }
    }
  }

  shutdown(): void {
    this.stopping.abort();
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
  }

  private async afterFall(error: unknown, stoodMs: number): Promise<void> {
    this.worker = undefined;
    this.falls = stoodMs < STOOD_MS ? this.falls + 1 : 1;
    this.options.fell(error, this.falls);
    if (this.falls >= MOST_FALLS_IN_A_ROW) throw error;
    const ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.falls - 1));
    await (this.options.pause ?? untilOver)(ms, this.stopping.signal);
  }
}
