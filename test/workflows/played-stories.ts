import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/activity';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type ReplayWorkerOptions,
} from '@temporalio/worker';
import type { Activities } from '../../activities/index.js';
import type { SignalName, StoryInput, StoryTurn, UpdateName } from '../../src/contracts/stories.js';
import { workflowId, workflowTypes } from '../../src/contracts/workflow-ids.js';
import type { StepKind, StoryKind } from '../../src/domain/stories/turn.js';
import { keyFileForm } from '../../src/security/key-file.js';
import { KeyRing } from '../../src/security/key-ring.js';
import { dataConverter, failureConverterPath } from '../../src/temporal/data-converter.js';
import { TURN_PATIENCE } from '../../src/temporal/standing-worker.js';
import { startAttributes } from '../../src/temporal/start-attributes.js';
import { startTestServices } from '../support/services.js';

/** One judged turn of a script and what happens while the story waits in it. */
export interface Scene {
  readonly turn: Partial<StoryTurn> & { readonly state: string };
  readonly signal?: SignalName;
  readonly update?: UpdateName;
}

/** A script: the scenes in order (the last one repeats), and what the fakes of steps and files answer. */
export interface Script {
  readonly kind: StoryKind;
  readonly scenes: readonly Scene[];
  readonly failing?: readonly StepKind[];
  readonly fileKind?: string;
  /** Every kind in the file, and how often a person has it read again before it is finished. */
  readonly fileKinds?: readonly string[];
  readonly readAgain?: number;
  readonly remittances?: number;
}

/** Opens the histories of test/replay and nothing else. */
export const recordingKeys = (): KeyRing =>
  new KeyRing(keyFileForm.parse(JSON.parse(readFileSync('test/replay/keys.json', 'utf8'))));

export const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));

/** The bundle the worker runs, straight from the sources. */
export const bundleOf = (path: string): Promise<{ code: string }> =>
  bundleWorkflowCode({ workflowsPath: path, failureConverterPath, logger: new DefaultLogger('ERROR') });

/** A moment in which a story that has nothing to do is surely asleep. */
const ASLEEP_MS = 120;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One story on the stage and what its fakes have seen. */
export class PlayedStory {
  readonly subjectId = randomUUID();
  readonly workflowId: string;
  /** What was called, in order: `judge`, `perform submitClaim`, `failed submitClaim`, `command placeHold`, `post 1`. */
  readonly calls: string[] = [];
  /** Remittances that were posted, in order. */
  readonly posted: string[] = [];
  /** Replaces the script's answers while a test wants to judge itself. */
  judge: (() => Promise<StoryTurn>) | undefined;
  private next = 0;

  constructor(
    private readonly stage: Stage,
    readonly organizationId: string,
    readonly script: Script,
  ) {
    this.workflowId = workflowId(script.kind, organizationId, this.subjectId);
  }

  get handle(): WorkflowHandle {
    return this.stage.client.workflow.getHandle(this.workflowId);
  }

  get judged(): number {
    return this.calls.filter((call) => call === 'judge').length;
  }

  async signal(name: SignalName, eventId: string = randomUUID()): Promise<void> {
    await this.handle.signal(name, { eventId, ref: this.subjectId });
  }

  async command(name: UpdateName, reason = 'the payer asked for it'): Promise<unknown> {
    const commandId = randomUUID();
    const command = { commandId, actor: 'local:supervisor', role: 'supervisor', reason };
    return this.handle.executeUpdate(name, { args: [command], updateId: commandId });
  }

  /** The next scene's turn; its signal or update follows once the story sleeps. */
  async answer(): Promise<StoryTurn> {
    this.calls.push('judge');
    if (this.judge) return this.judge();
    const scene = this.script.scenes[Math.min(this.next, this.script.scenes.length - 1)];
    if (!scene) throw new Error('a script needs a scene');
    this.next += 1;
    if (scene.signal) this.later(this.signal.bind(this, scene.signal));
    if (scene.update) this.later(this.command.bind(this, scene.update));
    return {
      ...IN_NO_STATE,
      closed: false,
      ...scene.turn,
      steps: (scene.turn.steps ?? []).map((step) => ({ ...step, intentId: `${this.subjectId}/${step.kind}` })),
    };
  }

  private later(send: () => Promise<unknown>): void {
    void pause(ASLEEP_MS)
      .then(send)
      .catch((error: unknown) => this.calls.push(`not delivered: ${String(error)}`));
  }

  async eventTypes(): Promise<string[]> {
    const { events } = await this.handle.fetchHistory();
    return (events ?? []).map((event) => String(event.eventType));
  }
}

const IN_NO_STATE = { closed: false, waitFor: '', steps: [], search: {}, details: '' } as const;

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** One run of a story. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
  readonly events: number;
  readonly history: History;
}

type Judge = (input: { readonly subjectId: string }) => Promise<StoryTurn>;
type FileStep = (file: { readonly fileId: string }) => Promise<unknown>;
type Step = (input: { readonly intentId: string }) => Promise<unknown>;

/** Bundle, worker and client on a namespace of their own; only the activities are fake. */
export class Stage {
  private readonly stories = new Map<string, PlayedStory>();
  private readonly organizationId = randomUUID();
  private readonly taskQueue = `stage-${randomUUID()}`;
  private constructor(
    readonly client: Client,
    readonly namespace: string,
  ) {}

  /** `cached: 0` replays every workflow task from the history's beginning. */
  static async open({ cached = 100 } = {}): Promise<Stage & { close: () => Promise<void> }> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const services = await startTestServices();
    const { address, namespace } = services.temporal;
    const converter = dataConverter(recordingKeys());
    const connection = await Connection.connect({ address });
    const native = await NativeConnection.connect({ address });
    const stage = new Stage(new Client({ connection, namespace, dataConverter: converter }), namespace);
    const worker = await Worker.create({
      connection: native,
      namespace,
      taskQueue: stage.taskQueue,
      workflowBundle: await bundleOf(workflowsPath),
      activities: stage.activities(),
      dataConverter: converter,
      maxCachedWorkflows: cached,
      ...TURN_PATIENCE,
    });
    const running = worker.run();
    const close = async (): Promise<void> => {
      worker.shutdown();
      await running;
      await Promise.all([native.close(), connection.close()]);
      await services.stop();
    };
    return Object.assign(stage, { close });
  }

  /** `judge` takes the place of the script from the first turn on. */
  async start(script: Script, judge?: PlayedStory['judge']): Promise<PlayedStory> {
    const story = new PlayedStory(this, this.organizationId, script);
    if (judge) story.judge = judge;
    this.stories.set(story.subjectId, story);
    const { organizationId, subjectId } = story;
    const input: StoryInput = { organizationId, subjectId };
    await this.client.workflow.start(workflowTypes[script.kind], {
      workflowId: story.workflowId,
      taskQueue: this.taskQueue,
      args: [input],
      typedSearchAttributes: startAttributes({ kind: script.kind, organizationId, subjectId }),
    });
    return story;
  }

  /** Plays a script to the end of its story. */
  async play(script: Script): Promise<PlayedStory> {
    const story = await this.start(script);
    await story.handle.result();
    return story;
  }

  /** Every run of a story with its history, oldest first. */
  async runsOf({ workflowId: id }: PlayedStory): Promise<Run[]> {
    const runs: Run[] = [];
    let runId: string | undefined = await this.firstRunOf(id);
    while (runId) {
      const history: History = await this.client.workflow.getHandle(id, runId).fetchHistory();
      const last = history.events?.at(-1);
      runs.push({ workflowId: id, runId, events: history.events?.length ?? 0, history });
      runId = last?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
    }
    return runs;
  }

  private async firstRunOf(id: string): Promise<string | undefined> {
    const { events } = await this.client.workflow.getHandle(id).fetchHistory();
    return events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId ?? undefined;
  }

  /** What breaks when the runs are replayed under today's code. */
  async broken(runs: readonly Run[]): Promise<string[]> {
    const options = { workflowBundle: await bundleOf(workflowsPath), dataConverter: dataConverter(recordingKeys()) };
    const faults: string[] = [];
    for await (const { error, runId } of Worker.runReplayHistories(
      { ...options, namespace: this.namespace } as ReplayWorkerOptions,
      runs.map(({ workflowId: id, history }) => ({ workflowId: id, history })),
    ))
      if (error) faults.push(`${runId}: ${error.message}`);
    return faults;
  }

  private storyOf(id: string): PlayedStory {
    const story = this.stories.get(id.split('/')[0] ?? '');
    if (!story) throw new Error(`nobody plays ${id}`);
    return story;
  }

  private activities() {
    const judge: Judge = ({ subjectId }) => this.storyOf(subjectId).answer();
    const read: FileStep = async ({ fileId }) => void this.storyOf(fileId).calls.push('read');
    const step: Step = async ({ intentId }) => this.perform(intentId);
    const steps = {
      submitClaim: step,
      submitCorrectedClaim: step,
      checkEligibility: step,
      requestClaimStatus: step,
      billNextPayer: step,
      notifyPatient: step,
      placeWithAgency: step,
      buildAppealPacket: step,
      sendAttachment: step,
      sendAuthorizationRequest: step,
      buildAndSendBatch: step,
      sendWorkList: step,
    };
    const judges = {
      advanceClaim: judge,
      advanceDenial: judge,
      advanceBatch: judge,
      advancePatientBalance: judge,
      advancePlan: judge,
      advancePlacement: judge,
      advanceDayBook: judge,
    };
    return { ...judges, ...steps, ...this.fileActivities(read), ...this.otherLocals() } satisfies Record<
      keyof Activities,
      unknown
    >;
  }

  private perform(intentId: string): { became: string } {
    const story = this.storyOf(intentId);
    const kind = intentId.split('/')[1] as StepKind;
    story.calls.push(`perform ${kind}`);
    if (story.script.failing?.includes(kind)) throw ApplicationFailure.nonRetryable('commandRefused', 'FinalProblem');
    return { became: 'done' };
  }

  private otherLocals() {
    return {
      recordFailedStep: async ({ intentId }: { intentId: string }) =>
        void this.storyOf(intentId).calls.push(`failed ${intentId.split('/')[1]}`),
      carryOutCommand: async ({
        subjectId,
        name,
        command,
      }: {
        subjectId: string;
        name: string;
        command: { reason: string };
      }) => {
        this.storyOf(subjectId).calls.push(`command ${name}`);
        return { accepted: !command.reason.startsWith('refuse'), because: 'the supervisor said so' };
      },
    };
  }

  private fileActivities(read: FileStep) {
    const scriptOf = (fileId: string): Script => this.storyOf(fileId).script;
    return {
      recognizeFile: async ({ fileId }: { fileId: string }) => {
        const { fileKind, fileKinds } = scriptOf(fileId);
        return fileKinds ? { kind: fileKinds[0], kinds: fileKinds } : { kind: fileKind };
      },
      importClaims: read,
      importAcknowledgements: read,
      importClaimStatus: read,
      importEligibility: read,
      importAgencyAnswers: read,
      importAttachments: read,
      importAuthorizations: read,
      importRemittances: async ({ fileId }: { fileId: string }) => ({
        remittanceIds: Array.from(
          { length: scriptOf(fileId).remittances ?? 0 },
          (_, index) => `${fileId}-${index}`,
        ).filter((id) => !this.storyOf(fileId).posted.includes(id)), // only what is not yet posted, as the product
      }),
      postRemittance: async ({ fileId, remittanceId }: { fileId: string; remittanceId: string }) => {
        this.storyOf(fileId).calls.push('post');
        this.storyOf(fileId).posted.push(remittanceId);
      },
      finishFile: async ({ fileId }: { fileId: string }) => {
        const { calls, script } = this.storyOf(fileId);
        calls.push('finish');
        const finishes = calls.filter((call) => call === 'finish').length;
        return script.readAgain === undefined ? undefined : { closed: finishes > script.readAgain };
      },
    };
  }
}
