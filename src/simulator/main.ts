import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, type NativeConnectionOptions, Worker } from '@temporalio/worker';
import { SIMULATOR_TASK_QUEUE } from '../contracts/workflow-ids.js';
import { mintDevelopmentToken } from '../identity/development-token.js';
import { processLog } from '../process-log.js';
import { openKeyRing } from '../security/key-ring.js';
import { connectionOptions, temporalClient } from '../temporal/connection.js';
import { dataConverter, failureConverterPath } from '../temporal/data-converter.js';
import { MailSink } from './mail-sink.js';
import { PracticeApi } from './practice-api.js';
import { simulatorSettings, type SimulatorSettings } from './settings.js';
import { actors, takeTurn } from './take-turn.js';
import type { ActorInput, PracticeActivities } from './workflows/practice-actor.js';
import { loadWorld, saveWorld, type World } from './world.js';

const LOOK_EVERY_MS = 30;
/** A call that came to nothing is made again after this long. */
const CALL_AGAIN_MS = 2_000;
const log = processLog('simulator');

/** The practice world's process: mail sink, actor workflows, and the look at clock and folders that calls them. */
async function main(): Promise<void> {
  const settings = simulatorSettings();
  const mail = new MailSink(settings.mailFolder);
  await mail.listen(settings.ports);
  const keys = openKeyRing(settings.config);
  const temporal = temporalClient(settings.config, keys);
  const worker = await createWorker(settings, mail);
  const caller = new Caller(settings, temporal);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      caller.stop();
      worker.shutdown();
    });
  }
  log.info('simulator ready', { mailPage: settings.ports.page });
  process.send?.('ready');
  await Promise.all([worker.run(), caller.run()]);
  await mail.close();
  process.exit(0);
}

async function createWorker(settings: SimulatorSettings, mail: MailSink): Promise<Worker> {
  const { config } = settings;
  const keys = openKeyRing(config);
  const workflowsPath = fileURLToPath(new URL('./workflows/index.js', import.meta.url));
  return Worker.create({
    connection: await NativeConnection.connect(connectionOptions(config) as NativeConnectionOptions),
    namespace: config.temporal.namespace,
    taskQueue: SIMULATOR_TASK_QUEUE,
    workflowBundle: await bundleWorkflowCode({ workflowsPath, failureConverterPath }),
    activities: turnActivities(settings, mail),
    dataConverter: dataConverter(keys),
    shutdownGraceTime: '5s',
  });
}

/** One turn of one actor; turns of one practice never interleave, and what was remembered is on disk before the turn ends. */
function turnActivities(settings: SimulatorSettings, mail: MailSink): PracticeActivities {
  let queue: Promise<unknown> = Promise.resolve();
  const turn = async ({ organizationId, actor: name }: ActorInput): Promise<void> => {
    const actor = actors.find((candidate) => candidate.name === name);
    const path = join(settings.worldsFolder, `${organizationId}.json`);
    const world = await loadWorld(path);
    if (!actor || !world) return;
    const api = apiOf(settings, organizationId);
    await takeTurn({ actor, world, api, mail, remember: (remembered) => saveWorld(path, remembered) });
  };
  return {
    takeTurn: (input) => {
      const next = queue.then(() => turn(input));
      queue = next.catch(() => undefined);
      return next;
    },
  };
}

function apiOf(settings: SimulatorSettings, org: string): PracticeApi {
  const tokens = new Map<string, Promise<string>>();
  return new PracticeApi(settings.apiUrl, (role) => {
    const known = tokens.get(role) ?? mintDevelopmentToken(settings.config, { role, org });
    tokens.set(role, known);
    return known;
  });
}

/** Looks at each practice's clock and outbound folder and calls the actors that have something to do. */
class Caller {
  private running = true;
  private readonly apis = new Map<string, PracticeApi>();
  private readonly called = new Map<string, string>();

  constructor(
    private readonly settings: SimulatorSettings,
    private readonly temporal: Client,
  ) {}

  stop(): void {
    this.running = false;
  }

  async run(): Promise<void> {
    while (this.running) {
      for (const world of await this.worlds()) {
        await this.look(world).catch((error: unknown) =>
          log.warn('look failed', { error: error instanceof Error ? error.name : 'unknown' }),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private async worlds(): Promise<World[]> {
    const names = await readdir(this.settings.worldsFolder).catch(() => []);
    const worlds = await Promise.all(
      names
        .filter((name) => name.endsWith('.json'))
        .map((name) => readFile(join(this.settings.worldsFolder, name), 'utf8')),
    );
    return worlds.map((text) => JSON.parse(text) as World);
  }

  private async look(world: World): Promise<void> {
    const { organizationId } = world;
    const api = this.apis.get(organizationId) ?? apiOf(this.settings, organizationId);
    this.apis.set(organizationId, api);
    const clock = await api.clock();
    for (const actor of actors) {
      const files = await waitingIn(actor.inbox?.(world));
      const fresh = !this.called.has(`${organizationId}:${actor.name}`);
      const hasWork = clock.dueWaits.includes(actor.name) || files.length > 0 || fresh;
      const moment = `${clock.businessAt}|${files.join()}|${Math.floor(Date.now() / CALL_AGAIN_MS)}`;
      if (!hasWork || this.called.get(`${organizationId}:${actor.name}`) === moment) continue;
      await this.call({ organizationId, actor: actor.name });
      this.called.set(`${organizationId}:${actor.name}`, moment);
    }
  }

  private async call(input: ActorInput): Promise<void> {
    await this.temporal.workflow.signalWithStart('practiceActor', {
      workflowId: `practice-actor:${input.organizationId}:${input.actor}`,
      taskQueue: SIMULATOR_TASK_QUEUE,
      args: [input],
      signal: 'somethingToDo',
      signalArgs: [],
    });
  }
}

/** Whole files in an actor's folder. */
async function waitingIn(folder: string | undefined): Promise<string[]> {
  if (folder === undefined) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.partial')).map(({ name }) => name);
}

main().catch((error: unknown) => {
  log.error('simulator stopped', { error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
  process.exit(1);
});
