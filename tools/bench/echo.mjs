// Echo stories woken a second, on the same Temporal server and database as the product's stories.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import { perSecond } from './report.mjs';
import { product } from './throwaway-installation.mjs';

/** As many at a time as the relay delivers. */
const SIGNALS_AT_ONCE = 50;

async function inParallel(items, work) {
  const queue = [...items];
  const next = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: SIGNALS_AT_ONCE }, next));
}

async function untilEqual(read, wanted) {
  while ((await read()) < wanted) await sleep(10);
}

/** `{ bare, inserting }`, each in stories woken a second. */
export async function echoBench({ config, keys, database }, stories) {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const { dataConverter, failureConverterPath } = await product('temporal/data-converter');
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./echo-stories.mjs', import.meta.url)),
    failureConverterPath,
    logger: new DefaultLogger('ERROR'),
  });
  const pool = new pg.Pool({ connectionString: database.admin, max: 20 });
  await pool.query('CREATE UNLOGGED TABLE IF NOT EXISTS bench_echo (id uuid)');
  await pool.query('ALTER TABLE bench_echo SET LOGGED');
  const shared = { config, pool, workflowBundle, stories, heard: 0 };
  const bare = await wakeEchoes({ ...shared, type: 'bareEcho', converter: undefined });
  const inserting = await wakeEchoes({ ...shared, type: 'insertingEcho', converter: dataConverter(keys) });
  await pool.end();
  return { bare, inserting };
}

async function wakeEchoes({ config, pool, workflowBundle, stories, type, converter }) {
  const { address, namespace } = config.temporal;
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace, ...(converter && { dataConverter: converter }) });
  const taskQueue = `bench-${type}`;
  let heard = 0;
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowBundle,
    ...(converter && { dataConverter: converter }),
    activities: { insertEcho: async ({ id }) => void (await pool.query('INSERT INTO bench_echo VALUES ($1)', [id])) },
    sinks: { echo: { heard: { fn: () => void (heard += 1), callDuringReplay: false } } },
  });
  const inserted = async () => Number((await pool.query('SELECT count(*) AS n FROM bench_echo')).rows[0].n);
  const count = type === 'bareEcho' ? async () => heard : inserted;
  const rate = await worker.runUntil(async () => {
    const organization = randomUUID();
    const ids = Array.from({ length: stories }, () => `claim:${organization}:${randomUUID()}`);
    await inParallel(ids, (workflowId) =>
      client.workflow.start(type, { workflowId, taskQueue, args: [{ id: workflowId.split(':')[2] }] }),
    );
    await sleep(2_000); // all asleep, as the product's stories are
    const startedAt = performance.now();
    await inParallel(ids, (workflowId) =>
      client.workflow.getHandle(workflowId).signal('woken', { eventId: randomUUID(), ref: workflowId }),
    );
    await untilEqual(count, stories);
    const measured = perSecond(stories, performance.now() - startedAt);
    await inParallel(ids, (workflowId) => client.workflow.getHandle(workflowId).terminate('bench over'));
    return measured;
  });
  await Promise.all([native.close(), connection.close()]);
  return rate;
}
