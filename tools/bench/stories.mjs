// `npm run bench -- stories`: what a year costs Temporal and its worker: events, bytes and processor time of whole lives.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { startTemporal } from '../services/temporal.mjs';
import { freePorts, projectDir, readSettings } from '../settings.mjs';
import { table } from './report.mjs';
import { storyLives } from './story-lives.mjs';
import { product } from './throwaway-installation.mjs';

const ASLEEP_MS = 150;
const CLOCK_TICKS_A_SECOND = 100;
const LATER_MS = 86_400_000;

/** Processor milliseconds of this process (worker and client) and of the Temporal server; null where /proc is not. */
function processorTime(serverPid) {
  const { user, system } = process.cpuUsage();
  let server = null;
  try {
    const fields = readFileSync(`/proc/${serverPid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    server = ((Number(fields[11]) + Number(fields[12])) * 1_000) / CLOCK_TICKS_A_SECOND;
  } catch {
    server = null;
  }
  return { worker: (user + system) / 1_000, server };
}

/** The story as its scenes tell it: the judge answers the next one each time it is asked. */
class Played {
  asked = 0;

  constructor(client, address, scenes) {
    Object.assign(this, { client, address, scenes });
  }

  answer() {
    const at = Math.min(this.asked, this.scenes.length - 1);
    this.asked += 1;
    const { turn, steps } = this.scenes[at];
    const following = this.scenes[at + 1];
    if (following?.by === 'event') void this.tell();
    return {
      state: turn.state,
      closed: following === undefined,
      waitFor: turn.waitFor,
      steps: steps.map(({ kind }) => ({ intentId: `${this.address}/${randomUUID()}`, kind, summary: kind })),
      search: { payerId: randomUUID(), amountCents: 25_000 },
      details: `**${turn.state}**`,
      ...(following && { wakeInMs: following.by === 'time' ? 1 : LATER_MS }),
      ...(turn.wakeReason && { wakeReason: turn.wakeReason }),
    };
  }

  async tell() {
    await sleep(ASLEEP_MS);
    const signal = { eventId: randomUUID(), ref: this.address };
    await this.client.workflow.getHandle(this.address).signal('turnTaken', signal);
  }
}

function activitiesFor(played) {
  const judge = async ({ organizationId, subjectId }) => played.get(`${organizationId}:${subjectId}`).answer();
  const step = async () => ({ became: 'done' });
  const names = ['submitClaim', 'submitCorrectedClaim', 'checkEligibility', 'requestClaimStatus', 'buildAppealPacket'];
  return {
    advanceClaim: judge,
    advanceDenial: judge,
    ...Object.fromEntries(names.map((name) => [name, step])),
  };
}

/** Plays so many copies of a life at once and measures one of them on the average. */
async function playLives({ client, played, serverPid, types }, stories, copies) {
  const before = processorTime(serverPid);
  const handles = [];
  for (let copy = 0; copy < copies; copy += 1) {
    const organizationId = randomUUID();
    for (const { kind, scenes } of stories) {
      const subjectId = randomUUID();
      const address = `${kind}:${organizationId}:${subjectId}`;
      played.set(`${organizationId}:${subjectId}`, new Played(client, address, scenes));
      const started = { workflowId: address, taskQueue: 'bench-lives', args: [{ organizationId, subjectId }] };
      handles.push(await client.workflow.start(types[kind], started));
    }
  }
  await Promise.all(handles.map((handle) => handle.result()));
  return { ...(await sizes(client, handles, copies)), ...spent(before, processorTime(serverPid), copies) };
}

/** The same number of wakes by a story that only sleeps. */
async function playEchoes({ client, serverPid }, wakes, copies) {
  const before = processorTime(serverPid);
  const handles = await Promise.all(
    Array.from({ length: copies }, () =>
      client.workflow.start('sleepingEcho', {
        workflowId: `echo:${randomUUID()}:${randomUUID()}`,
        taskQueue: 'bench-sleepers',
        args: [{ wakes }],
      }),
    ),
  );
  await Promise.all(handles.map((handle) => handle.result()));
  return { ...(await sizes(client, handles, copies)), ...spent(before, processorTime(serverPid), copies) };
}

async function sizes(client, handles, copies) {
  let [events, bytes] = [0, 0];
  for (const { workflowId } of handles)
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
      events += Number(raw.workflowExecutionInfo.historyLength);
      bytes += Number(raw.workflowExecutionInfo.historySizeBytes);
    }
  return { events: events / copies, bytes: bytes / copies };
}

const spent = (before, after, copies) => ({
  worker: (after.worker - before.worker) / copies,
  server: before.server === null ? null : (after.server - before.server) / copies,
});

const whole = (number) => (number === null ? '–' : Math.round(number).toLocaleString('en-US'));
const tenths = (number) => (number === null ? '–' : number.toFixed(1));
const wakesOf = (stories) => stories.reduce((sum, { scenes }) => sum + scenes.length, 0);

function printed(lives) {
  const rows = lives.flatMap(({ title, asked, life, echo }) => {
    const row = (name, one) => [
      name,
      asked,
      whole(one.events),
      whole(one.bytes),
      tenths(one.worker),
      tenths(one.server),
    ];
    const ratio = (of) => (life[of] === null || !echo[of] ? '–' : (life[of] / echo[of]).toFixed(1));
    return [
      row(title, life),
      row('  bare echo, as many wakes', echo),
      ['  ratio', '', ...['events', 'bytes', 'worker', 'server'].map(ratio)],
    ];
  });
  return table('A year of a story', ['', 'wakes', 'events', 'bytes', 'worker CPU ms', 'server CPU ms'], rows);
}

async function workers(system, native, played) {
  const { failureConverterPath } = system;
  const logger = new DefaultLogger('ERROR');
  const bundle = (workflowsPath) => bundleWorkflowCode({ workflowsPath, failureConverterPath, logger });
  const own = { connection: native, namespace: system.temporal.namespace };
  return Promise.all([
    Worker.create({
      ...own,
      taskQueue: 'bench-lives',
      workflowBundle: await bundle(join(projectDir, 'dist/workflows/index.js')),
      activities: activitiesFor(played),
      dataConverter: system.dataConverter,
    }),
    Worker.create({
      ...own,
      taskQueue: 'bench-sleepers',
      workflowBundle: await bundle(fileURLToPath(new URL('./echo-stories.mjs', import.meta.url))),
    }),
  ]);
}

/** A server of its own, the product's workflows and codec, judges that answer what the pure rules said. */
async function startStage() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const dataDir = mkdtempSync(join(tmpdir(), 'reclaim-bench-stories-'));
  const [temporalPort] = await freePorts(1);
  const settings = { ...readSettings({}), dataDir, ports: { temporal: temporalPort } };
  const temporal = await startTemporal({ ...settings, withUi: false });
  const removed = async () => {
    await temporal.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return openStage(temporal, removed).catch(async (error) => {
    await removed();
    throw error;
  });
}

async function openStage(temporal, removed) {
  const { dataConverter, failureConverterPath } = await product('temporal/data-converter');
  const { newKeyFile } = await product('security/key-file');
  const { KeyRing } = await product('security/key-ring');
  const { workflowTypes } = await product('contracts/workflow-ids');
  const system = { temporal, failureConverterPath, dataConverter: dataConverter(new KeyRing(newKeyFile())) };
  const native = await NativeConnection.connect({ address: temporal.address });
  const connection = await Connection.connect({ address: temporal.address });
  const { namespace } = temporal;
  const played = new Map();
  const running = await workers(system, native, played);
  const runs = running.map((worker) => worker.run());
  const stop = async () => {
    for (const worker of running) worker.shutdown();
    await Promise.all(runs);
    await Promise.all([native.close(), connection.close()]);
    await removed();
  };
  const shared = { played, serverPid: temporal.pid, types: workflowTypes };
  return {
    stories: { ...shared, client: new Client({ connection, namespace, dataConverter: system.dataConverter }) },
    echoes: { ...shared, client: new Client({ connection, namespace }) },
    stop,
  };
}

export async function storiesBench({ lives: copies }) {
  const lives = await storyLives();
  const stage = await startStage();
  try {
    const measured = [];
    const titled = [
      ['one silent claim', lives.silent],
      ['one claim denied and appealed twice (both stories)', lives.appealed],
    ];
    for (const [title, stories] of titled) {
      const asked = wakesOf(stories);
      const life = await playLives(stage.stories, stories, copies);
      measured.push({ title, asked, life, echo: await playEchoes(stage.echoes, asked, copies) });
    }
    console.log(printed(measured));
  } finally {
    await stage.stop();
  }
}
