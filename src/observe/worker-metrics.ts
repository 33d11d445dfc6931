import { createServer, type AddressInfo } from 'node:net';
import type pg from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** Numbers of the worker process; the Temporal SDK keeps its own, which are added when somebody asks. */
export class WorkerMetrics {
  readonly registry = new Registry();
  private readonly warnings: Counter<'event'>;

  /** `outbox` is the relay's pool: the one role that sees the outbox of every organization. */
  constructor(
    outbox: Pick<pg.Pool, 'query'>,
    private readonly sdkPort: number,
    build: string,
  ) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    new Gauge({ name: 'reclaim_build_info', help: 'Build of this process', labelNames: ['build'], registers }).set(
      { build },
      1,
    );
    this.warnings = new Counter({
      name: 'reclaim_warnings_total',
      help: 'Warnings of this process by event',
      labelNames: ['event'],
      registers,
    });
    const waiting = new Gauge({
      name: 'reclaim_outbox_waiting',
      help: 'Messages not yet delivered to Temporal',
      registers,
    });
    const parked = new Gauge({
      name: 'reclaim_outbox_parked',
      help: 'Messages given up after many tries: a person must look',
      registers,
    });
    const tries = new Gauge({
      name: 'reclaim_outbox_most_tries',
      help: 'Tries of the undelivered message that was tried most',
      registers,
      async collect() {
        const { rows } = await outbox.query<{ waiting: number; parked: number; tries: number }>(OUTBOX);
        waiting.set(rows[0]?.waiting ?? 0);
        parked.set(rows[0]?.parked ?? 0);
        tries.set(rows[0]?.tries ?? 0);
      },
    });
  }

  /** Event names are fixed words of the code, so there are few series. */
  warned(event: string): void {
    this.warnings.inc({ event });
  }

  async text(): Promise<string> {
    const sdk = await fetch(`http://127.0.0.1:${this.sdkPort}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
    // The gauges of the outbox are filled while the last of them is collected, so they are read after it.
    await this.registry.getMetricsAsJSON();
    return `${await this.registry.metrics()}\n${sdk}`;
  }
}

const OUTBOX = `
  SELECT count(*) FILTER (WHERE parked_at IS NULL)::int AS waiting, count(*) FILTER (WHERE parked_at IS NOT NULL)::int AS parked,
         coalesce(max(attempts), 0)::int AS tries
    FROM outbox_messages WHERE delivered_at IS NULL`;

/** A free loopback port for the SDK's own exporter, which cannot say what port it took. */
export function freeLoopbackPort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
