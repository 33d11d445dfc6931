import { fileURLToPath } from 'node:url';
import type { Client, Connection } from '@temporalio/client';
import {
  NativeConnection,
  type NativeConnectionOptions,
  Runtime,
  Worker,
  type WorkerOptions,
  makeTelemetryFilterString,
  bundleWorkflowCode,
} from '@temporalio/worker';
import pg from 'pg';
import { createActivities } from '../activities/index.js';
import { advanceClock } from './app/clock/advance-clock.js';
import { AuditSealer } from './app/audit/seal-audit.js';
import type { Deps } from './app/deps.js';
import { takeFromInbox } from './app/files/take-from-inbox.js';
import { OutboxRelay } from './app/relay/relay-outbox.js';
import { readConfig, type Config } from './config.js';
import { TASK_QUEUE } from './contracts/workflow-ids.js';
import type { TradingPartner } from './db/generated/client.js';
import { assertSafeRole, openDatabase } from './db/database.js';
import { inTransaction, systemActor } from './db/in-transaction.js';
import { openWorkerDoor, type Parts } from './observe/worker-door.js';
import { freeLoopbackPort, WorkerMetrics } from './observe/worker-metrics.js';
import { openKeyRing } from './security/key-ring.js';
import { connectionOptions, temporalClient } from './temporal/connection.js';
import { dataConverter, failureConverterPath } from './temporal/data-converter.js';
import { assertSearchAttributes, ensureSearchAttributes } from './temporal/search-attributes.js';
import { StandingWorker, TURN_PATIENCE } from './temporal/standing-worker.js';
import { versionOptions } from './temporal/worker-version.js';
import { processLog, type ProcessLog } from './process-log.js';
import { armCrashPoints } from './crash-points.js';

const IDLE_MS = 250;
const PRACTICE_MS = 40;
const RESTED_MS = 2_000;
const PARTNERS_KNOWN_MS = 1_000;
const log = processLog('worker');

/** The worker process: stories and steps, the outbox relay, drop-folder polling and the clock of stepped organizations. */
async function main(): Promise<void> {
  const config = readConfig();
  armCrashPoints(config);
  const keys = openKeyRing(config);
  const db = openDatabase(config.database.url);
  await assertSafeRole(db);
  const deps: Deps = { db, keys, config };
  const sdkPort = await freeLoopbackPort();
  Runtime.install({
    shutdownSignals: [],
    logger: log.forTemporal,
    telemetryOptions: {
      metrics: { prometheus: { bindAddress: `127.0.0.1:${sdkPort}` } },
      // The SDK's core would write lines of its own; forwarded, they pass the same allow-list as everything else.
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
  });
  const temporal = temporalClient(config, keys);
  await ensureSearchAttributes(temporal.connection as Connection, config.temporal.namespace);
  const outbox = new pg.Pool({ connectionString: config.database.relayUrl, max: 1 });
  outbox.on('error', () => undefined);
  const metrics = new WorkerMetrics(outbox, sdkPort, config.buildId ?? 'unversioned');
  const warn: ProcessLog['warn'] = (event, facts) => {
    metrics.warned(event);
    log.warn(event, facts);
  };
  const worker = await StandingWorker.create({
    create: await workersOf(config, deps),
    fell: (error, inARow) => warn('worker fell', { ...causeOf(error), inARow }),
  });
  const relay = new OutboxRelay({ url: config.database.relayUrl, temporal, report: warn });
  const sealer = new AuditSealer({ url: config.database.relayUrl, keys, report: warn });
  const door =
    config.worker.port === undefined
      ? undefined
      : await openWorkerDoor({
          host: config.worker.host,
          port: config.worker.port,
          ready: () => partsOf(worker, { db, temporal, namespace: config.temporal.namespace }),
          metrics: () => metrics.text(),
        });
  const loops = new Loops(deps);
  stopOnSignals(() => {
    worker.shutdown();
    relay.stop();
    sealer.stop();
    loops.stop();
  });
  log.info('worker ready', { taskQueue: TASK_QUEUE });
  process.send?.('ready');
  await Promise.all([worker.run(), relay.run(), sealer.run(), loops.run()]);
  await Promise.all([door?.close(), outbox.end(), db.$disconnect(), (temporal.connection as Connection).close()]);
  log.info('worker has stopped');
}

/** Turns judged at once by one worker: as many as find a connection without long waiting. */
const TURNS_AT_ONCE = 20;
const PATIENCE_MS = 3_000;

/** Not ready while it stops, when a rolling deployment waits for the next one, nor between a fall and standing again. */
async function partsOf(
  worker: StandingWorker,
  { db, temporal, namespace }: { db: Deps['db']; temporal: Client; namespace: string },
): Promise<Parts> {
  const connection = temporal.connection as Connection;
  const state = (up: Promise<unknown>) =>
    up.then(
      () => 'up' as const,
      () => 'down' as const,
    );
  const [database, attributes] = await Promise.all([
    state(db.$queryRaw`SELECT 1`),
    state(connection.withDeadline(Date.now() + PATIENCE_MS, () => assertSearchAttributes(connection, namespace))),
  ]);
  return { worker: worker.state(), database, temporal: attributes };
}

/** Connection and bundle are made once; a worker in the place of a fallen one takes them over. */
async function workersOf(config: Config, deps: Deps): Promise<() => Promise<Worker>> {
  const connection = await NativeConnection.connect(connectionOptions(config) as NativeConnectionOptions);
  const workflowsPath = fileURLToPath(new URL('../workflows/index.js', import.meta.url));
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, failureConverterPath, logger: log.forTemporal });
  const options: WorkerOptions = {
    ...TURN_PATIENCE,
    connection,
    namespace: config.temporal.namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle,
    ...versionOptions(config.buildId),
    activities: createActivities(deps),
    dataConverter: dataConverter(deps.keys),
    shutdownGraceTime: '10s',
    shutdownForceTime: '20s',
    maxHeartbeatThrottleInterval: '5s', // steps count as dead after 15 s of silence
    // A task holds its place while its judge waits for the database; more of them at once only time out and are done again.
    maxConcurrentWorkflowTaskExecutions: TURNS_AT_ONCE,
    maxConcurrentLocalActivityExecutions: TURNS_AT_ONCE,
    maxConcurrentActivityTaskExecutions: 20,
  };
  return () => Worker.create(options);
}

function stopOnSignals(stop: () => void): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop();
    });
  }
}

const causeOf = (error: unknown): { error: string; code: string } => ({
  error: error instanceof Error ? error.name : 'unknown',
  code: (error as { code?: string }).code ?? '',
});

interface OrganizationRow {
  readonly id: string;
  readonly clock_kind: string;
  readonly settings: { readonly autoAdvance?: boolean };
}

/** Polls every organization's inbound folders; moves the clock of the stepped ones that ask for it. */
class Loops {
  private running = true;
  private readonly pool: pg.Pool;
  private readonly partners = new Map<
    string,
    { readonly partners: readonly TradingPartner[]; readonly until: number }
  >();

  constructor(private readonly deps: Deps) {
    this.pool = new pg.Pool({ connectionString: deps.config.database.relayUrl, max: 1 });
    this.pool.on('error', () => undefined);
  }

  stop(): void {
    this.running = false;
  }

  async run(): Promise<void> {
    while (this.running) {
      const busy = await this.round().catch((error: unknown) => {
        log.warn('loop round failed', causeOf(error));
        return false;
      });
      await new Promise((resolve) => setTimeout(resolve, busy ? PRACTICE_MS : IDLE_MS));
    }
    await this.pool.end();
  }

  private async round(): Promise<boolean> {
    const { rows } = await this.pool.query<OrganizationRow>('SELECT id, clock_kind, settings FROM organizations');
    let stepping = false;
    for (const organization of rows) stepping = (await this.visit(organization)) || stepping;
    return stepping;
  }

  /** One organization's trouble (a folder that cannot be read) holds up nobody else. */
  private async visit(organization: OrganizationRow): Promise<boolean> {
    const stepped = organization.clock_kind === 'stepped';
    try {
      // Simulated partners rename whole files into place; real ones may still be writing.
      await this.takeFiles(organization.id, stepped ? 0 : RESTED_MS);
      if (stepped && organization.settings.autoAdvance === true)
        await advanceClock(this.deps, { organizationId: organization.id, actor: systemActor('clock') });
    } catch (error) {
      log.warn('organization not visited', { organizationId: organization.id, ...causeOf(error) });
    }
    return stepped; // a practice organization's files are looked for without delay: its clock waits for them
  }

  /** Folders change seldom and are looked into many times a second: who has them is asked once a second. */
  private async partnersOf(organizationId: string): Promise<readonly TradingPartner[]> {
    const known = this.partners.get(organizationId);
    if (known && Date.now() < known.until) return known.partners;
    const actor = systemActor('inbox');
    const partners = await inTransaction(this.deps.db, organizationId, { actor }, (tx) =>
      tx.db.tradingPartner.findMany({ where: { organizationId, kind: { in: ['clearinghouse', 'agency'] } } }),
    );
    this.partners.set(organizationId, { partners, until: Date.now() + PARTNERS_KNOWN_MS });
    return partners;
  }

  private async takeFiles(organizationId: string, restedMs: number): Promise<void> {
    for (const partner of await this.partnersOf(organizationId)) {
      await takeFromInbox(this.deps, {
        organizationId,
        partnerId: partner.id,
        inbound: partner.inboundFolder,
        outbound: partner.outboundFolder,
        restedMs,
      });
    }
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log.error('worker stopped', { error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
    process.exit(1);
  },
);
