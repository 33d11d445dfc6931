import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, UnexpectedError, Worker } from '@temporalio/worker';
import { StandingWorker, TURN_PATIENCE } from '../../src/temporal/standing-worker.js';
import { startTestServices, type TestServices } from '../support/services.js';
import { fallingStory } from './falling-story.js';

const storyPath = fileURLToPath(new URL('./falling-story.ts', import.meta.url));

let services: TestServices;
let native: NativeConnection;
let connection: Connection;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  services = await startTestServices();
  const { address } = services.temporal;
  [native, connection] = await Promise.all([NativeConnection.connect({ address }), Connection.connect({ address })]);
}, 120_000);
afterAll(async () => {
  await Promise.all([native?.close(), connection?.close()]).finally(() => services?.stop());
});

const theNextWorker = (taskQueue: string, patience: object): Promise<Worker> =>
  Worker.create({
    ...patience,
    connection: native,
    namespace: services.temporal.namespace,
    taskQueue,
    workflowsPath: storyPath,
    interceptors: { workflowModules: [storyPath] },
    activities: { step: async () => 'done' },
    shutdownForceTime: '5s',
  });

describe('a worker whose thread of stories ends', () => {
  it('falls, says that it is down, and another one in the same process goes on with the stories', async () => {
    const taskQueue = randomUUID();
    const falls: { readonly error: unknown; readonly inARow: number; readonly state: string }[] = [];
    let standUp = (): void => undefined;
    const fallen = new Promise<void>((told) => {
      standUp = told;
    });
    let carryOn = (): void => undefined;
    const worker = await StandingWorker.create({
      create: () => theNextWorker(taskQueue, TURN_PATIENCE),
      fell: (error, inARow) => falls.push({ error, inARow, state: worker.state() }),
      pause: () =>
        new Promise<void>((over) => {
          carryOn = over;
          standUp();
        }),
    });
    const running = worker.run();
    expect(worker.state()).toBe('up');
    const { workflow } = new Client({ connection, namespace: services.temporal.namespace });
    const starts = (fells: boolean) =>
      workflow.start(fallingStory, { taskQueue, workflowId: randomUUID(), args: [{ fells }] });
    expect(await (await starts(true)).result()).toBe('done');
    const meanwhile = await starts(false);
    await fallen;
    expect(falls.map(({ inARow, state }) => ({ inARow, state }))).toEqual([{ inARow: 1, state: 'down' }]);
    expect(falls[0]?.error).toBeInstanceOf(UnexpectedError);
    expect((await meanwhile.describe()).status.name).toBe('RUNNING');
    carryOn();
    expect(await meanwhile.result()).toBe('done');
    expect(worker.state()).toBe('up');
    worker.shutdown();
    expect(worker.state()).toBe('stopping');
    await running;
    expect(falls).toHaveLength(1);
  }, 120_000);

  it('is given more wall time for a turn than the SDK gives it, as a starved machine needs', async () => {
    const worker = await theNextWorker(randomUUID(), TURN_PATIENCE);
    expect(worker.options.isolateExecutionTimeoutMs).toBe(30_000);
    const running = worker.run();
    worker.shutdown();
    await running;
  }, 60_000);
});

describe('a worker that falls again and again', () => {
  const fault = new UnexpectedError('no memory for another thread');
  const everFalling = {
    run: () => Promise.reject(fault),
    shutdown: () => undefined,
    getState: () => 'FAILED' as const,
  };

  it('is waited for longer each time, and ends the process after the tenth fall in a row', async () => {
    const pauses: number[] = [];
    const worker = await StandingWorker.create({
      create: async () => everFalling,
      fell: () => undefined,
      pause: async (ms) => void pauses.push(ms / 1_000),
    });
    await expect(worker.run()).rejects.toBe(fault);
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('is not waited for by somebody who stops it', async () => {
    const worker = await StandingWorker.create({
      create: async () => everFalling,
      fell: () => setImmediate(() => worker.shutdown()),
    });
    await worker.run();
    expect(worker.state()).toBe('stopping');
  });

  it('that never stood at all is told at once', async () => {
    await expect(StandingWorker.create({ create: () => Promise.reject(fault), fell: () => undefined })).rejects.toBe(
      fault,
    );
  });
});
