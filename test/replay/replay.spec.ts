import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
  type ReplayWorkerOptions,
} from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { dataConverter } from '../../src/temporal/data-converter.js';
import { lives } from '../workflows/lives.js';
import { bundleOf, recordingKeys, workflowsPath } from '../workflows/played-stories.js';

interface Recorded {
  readonly file: string;
  readonly namespace: string;
  readonly workflowId: string;
  readonly history: object;
}

const FOLDER = 'test/replay/histories';
/** A release keeps at least so many of each workflow (reliability goal V1). */
const KEPT_OF_EACH = 30;
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
const scripted = files
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Omit<Recorded, 'file'>) }));
const drawn = files
  .filter((file) => file.endsWith('.json.gz'))
  .flatMap((file) =>
    (JSON.parse(gunzipSync(readFileSync(`${FOLDER}/${file}`)).toString()) as Omit<Recorded, 'file'>[]).map(
      (one, at) => ({ file: `${file}#${at}`, ...one }),
    ),
  );
const recorded: readonly Recorded[] = [...scripted, ...drawn].sort((a, b) => (a.file < b.file ? -1 : 1));
const typeOf = ({ file }: Recorded): string => file.split('/')[1] ?? '';

interface RecordedEvent {
  readonly activityTaskScheduledEventAttributes?: { readonly activityType: { readonly name: string } };
  readonly workflowExecutionSignaledEventAttributes?: { readonly signalName: string };
  readonly workflowExecutionUpdateAcceptedEventAttributes?: {
    readonly acceptedRequest: { readonly input: { readonly name: string } };
  };
  readonly timerFiredEventAttributes?: object;
}
interface Path {
  readonly steps: readonly (string | undefined)[];
  readonly signals: readonly (string | undefined)[];
  readonly commands: readonly (string | undefined)[];
  readonly timers: number;
}

function heldIn({ history }: Recorded): Path {
  const { events } = history as { readonly events: readonly RecordedEvent[] };
  const all = <Named>(nameOf: (event: RecordedEvent) => Named | undefined): Named[] =>
    events.map(nameOf).filter((name) => name !== undefined);
  return {
    steps: all((event) => event.activityTaskScheduledEventAttributes?.activityType.name),
    signals: all((event) => event.workflowExecutionSignaledEventAttributes?.signalName),
    commands: all((event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest.input.name),
    timers: all((event) => event.timerFiredEventAttributes).length,
  };
}

/** What the script of this file says; a day book runs on, so that its last timer is still to come. */
function askedOf(one: Recorded): Path {
  const path = /([^/]+)\.json$/.exec(one.file)?.[1] ?? '';
  const scenes = lives[typeOf(one)]?.[path]?.scenes ?? [];
  const quiet = scenes.filter(({ turn, signal, update }) => turn.wakeInMs !== undefined && !signal && !update);
  return {
    steps: scenes.flatMap(({ turn }) => (turn.steps ?? []).map(({ kind }) => kind)),
    signals: scenes.flatMap(({ signal }) => signal ?? []),
    commands: scenes.flatMap(({ update }) => update ?? []),
    timers: quiet.length - (typeOf(one) === 'dayBook' ? 1 : 0),
  };
}

beforeAll(() => {
  // The core would tell about every history that the changed story breaks.
  const logging = { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) };
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), telemetryOptions: { logging } });
});

/** Workflow id → what broke, for the histories of one namespace: the strict codec compares it with the context. */
async function replay(code: string, namespace: string, histories: readonly Recorded[]): Promise<Map<string, Error>> {
  const options = {
    workflowBundle: { code },
    dataConverter: dataConverter(recordingKeys()),
    namespace,
  } as ReplayWorkerOptions;
  const broken = new Map<string, Error>();
  for await (const result of Worker.runReplayHistories(
    options,
    histories.map(({ workflowId, history }) => ({ workflowId, history })),
  )) {
    if (result.error) broken.set(result.workflowId, result.error);
  }
  return broken;
}

async function brokenFiles(path: string, histories: readonly Recorded[]): Promise<{ file: string; error: Error }[]> {
  const { code } = await bundleOf(path);
  const found: { file: string; error: Error }[] = [];
  for (const namespace of new Set(histories.map((one) => one.namespace))) {
    const broken = await replay(
      code,
      namespace,
      histories.filter((one) => one.namespace === namespace),
    );
    found.push(
      ...histories.flatMap(({ file, workflowId }) =>
        broken.has(workflowId) ? [{ file, error: broken.get(workflowId) as Error }] : [],
      ),
    );
  }
  return found;
}

describe('recorded stories', () => {
  it('go on under today’s code', async () => {
    expect(await brokenFiles(workflowsPath, recorded)).toEqual([]);
  }, 300_000);

  it('would break under a story that was changed without a patch', async () => {
    const claims = recorded.filter((one) => typeOf(one) === 'claimLifecycle');
    const broken = await brokenFiles(fileURLToPath(new URL('./changed-stories.ts', import.meta.url)), claims);
    expect(broken.map(({ file }) => file).sort()).toEqual(claims.map(({ file }) => file).sort());
    expect(broken.every(({ error }) => error instanceof DeterminismViolationError)).toBe(true);
  }, 300_000);

  it('exist for every workflow and every path of its life', () => {
    const exported = [...readFileSync(workflowsPath, 'utf8').matchAll(/export \{ (\w+) \}/g)]
      .map(([, name]) => name)
      .sort();
    expect(Object.keys(lives).sort()).toEqual(exported);
    const played = Object.entries(lives).flatMap(([type, byPath]) =>
      Object.keys(byPath).map((path) => `${type}/${path}.json`),
    );
    const kept = new Set(recorded.map(({ file }) => file.split('/').slice(1).join('/')));
    expect(played.filter((path) => !kept.has(path))).toEqual([]);
    const few = exported.filter((type) => recorded.filter((one) => typeOf(one) === type).length < KEPT_OF_EACH);
    expect(few).toEqual([]);
  });

  it('hold the steps, the news, the commands and the timers of their path, in its order', () => {
    const stories = scripted.filter((one) => typeOf(one) !== 'inboundFile'); // a file's story has no scenes
    const held = stories.map((one) => ({ file: one.file, ...heldIn(one) }));
    expect(held).toEqual(stories.map((one) => ({ file: one.file, ...askedOf(one) })));
  });

  it('show nothing of what they are about', () => {
    const opened = recorded.map(({ history }) =>
      JSON.stringify(history).replace(
        /"([A-Za-z0-9+/=]{8,})"/g,
        (all, text: string) => all + Buffer.from(text, 'base64').toString('latin1'),
      ),
    );
    expect(opened.filter((text) => /organizationId|waits for|check: /.test(text))).toEqual([]);
  });
});
