import pg from 'pg';
import type { Activities } from '../../activities/index.js';
import { parseWorkflowId, type StoryAddress } from '../contracts/workflow-ids.js';
import type { StoryStep, StoryTurn } from '../contracts/stories.js';
import { createActivities } from '../../activities/index.js';
import type { Deps } from '../app/deps.js';
import type { StepKind, StoryKind } from '../domain/stories/turn.js';

/** Turns of one story without a wait between them; more than this is a story that runs in a circle. */
const MOST_TURNS = 100;

interface Message {
  readonly id: string;
  readonly workflow_id: string;
}

/** Stories about many accounts (a file, a batch, the day book) begin when nothing is under way. */
const OF_ACCOUNTS: ReadonlySet<StoryKind> = new Set<StoryKind>([
  'claim',
  'appeal',
  'patient-balance',
  'plan',
  'placement',
]);
/** Steps that number nothing and decide nothing: the next story is judged while they are performed, a few at a time. */
const BESIDE: ReadonlySet<StepKind> = new Set<StepKind>([
  'checkEligibility',
  'requestClaimStatus',
  'notifyPatient',
  'buildAppealPacket',
  'sendWorkList',
]);
const AT_A_TIME = 3;

/**
 * Tells stories from the outbox in this process, as the relay and the worker would: same activities, no waiting. Stories are
 * judged one after the other, always in the same order, so that a run repeats exactly; only what goes to the
 * outside and waits for it is done beside.
 */
export class StoryTeller {
  /** Turns judged and steps performed so far. */
  readonly told = { turns: 0, steps: 0 };
  /** Stories by the order in which they began. */
  private readonly begun = new Map<string, number>();
  private readonly activities: Activities;
  private readonly pool: pg.Pool;

  constructor(deps: Deps, relayUrl: string) {
    this.activities = createActivities(deps, () => undefined);
    this.pool = new pg.Pool({ connectionString: relayUrl, max: 1 });
    this.pool.on('error', () => undefined);
  }

  /** Delivers everything that waits, in order; false when nothing waited. */
  async tellWhatWaits(): Promise<boolean> {
    const { rows } = await this.pool.query<Message>(
      'SELECT id, workflow_id FROM outbox_messages WHERE delivered_at IS NULL ORDER BY sequence',
    );
    if (rows.length === 0) return false;
    await this.pool.query('UPDATE outbox_messages SET delivered_at = now() WHERE id = ANY($1)', [
      rows.map((row) => row.id),
    ]);
    await this.tell(...this.inOrder(rows.map((row) => row.workflow_id)));
    return true;
  }

  /** Each once, in the order in which they began: what is done beside the stories may leave its messages in any order. */
  private inOrder(workflowIds: readonly string[]): string[] {
    for (const id of workflowIds) if (!this.begun.has(id)) this.begun.set(id, this.begun.size);
    return [...new Set(workflowIds)].sort((a, b) => (this.begun.get(a) ?? 0) - (this.begun.get(b) ?? 0));
  }

  /** Judges and acts until all of these stories wait. */
  async tell(...workflowIds: string[]): Promise<void> {
    let waiting = workflowIds;
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      waiting = await this.tellOnce(waiting);
      if (waiting.length === 0) return;
    }
    throw new Error(`the story ${waiting[0] ?? ''} does not come to rest`);
  }

  /** One turn of each; returns those that acted and are judged again. */
  private async tellOnce(workflowIds: readonly string[]): Promise<string[]> {
    const again: string[] = [];
    const beside = new Set<Promise<void>>();
    for (const workflowId of workflowIds) {
      const address = parseWorkflowId(workflowId);
      if (!address) throw new Error('malformed workflow id');
      if (!OF_ACCOUNTS.has(address.kind)) await Promise.all(beside);
      if (address.kind === 'file') {
        await this.readFile(address);
        continue;
      }
      const { steps, closed } = await this.judge(address);
      if (closed || steps.length === 0) continue;
      again.push(workflowId);
      const acting = this.performAll(address, steps).finally(() => beside.delete(acting));
      beside.add(acting);
      if (!steps.every(({ kind }) => BESIDE.has(kind))) await acting;
      else if (beside.size >= AT_A_TIME) await Promise.race(beside);
    }
    await Promise.all(beside);
    return again;
  }

  private async performAll(address: StoryAddress, steps: readonly StoryStep[]): Promise<void> {
    for (const step of steps) await this.perform(address, step);
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private judge({ kind, organizationId, subjectId }: StoryAddress): Promise<StoryTurn> {
    this.told.turns += 1;
    const input = { organizationId, subjectId, asked: true };
    switch (kind) {
      case 'claim':
        return this.activities.advanceClaim(input);
      case 'appeal':
        return this.activities.advanceDenial(input);
      case 'batch':
        return this.activities.advanceBatch(input);
      case 'patient-balance':
        return this.activities.advancePatientBalance(input);
      case 'plan':
        return this.activities.advancePlan(input);
      case 'day-book':
        return this.activities.advanceDayBook(input);
      case 'placement':
        return this.activities.advancePlacement(input);
      case 'file':
        throw new Error('a file is read, not judged');
    }
  }

  /** A step that fails is recorded, as the workflow would after its last attempt. */
  private async perform({ organizationId }: StoryAddress, step: StoryStep): Promise<void> {
    this.told.steps += 1;
    const input = { organizationId, intentId: step.intentId };
    try {
      await this.activities[step.kind](input);
    } catch {
      await this.activities.recordFailedStep(input);
    }
  }

  /** The same road as the workflow `inboundFile`. */
  private async readFile({ organizationId, subjectId }: StoryAddress): Promise<void> {
    const file = { organizationId, fileId: subjectId };
    const { activities } = this;
    const { kind } = await activities.recognizeFile(file);
    switch (kind) {
      case 'claims':
        await activities.importClaims(file);
        break;
      case 'remittances':
        await this.postRemittances(file);
        break;
      case 'acknowledgements':
        await activities.importAcknowledgements(file);
        break;
      case 'claimStatus':
        await activities.importClaimStatus(file);
        break;
      case 'eligibility':
        await activities.importEligibility(file);
        break;
      case 'attachments':
        await activities.importAttachments(file);
        break;
      case 'authorizations':
        await activities.importAuthorizations(file);
        break;
      case 'agencyAnswers':
        await activities.importAgencyAnswers(file);
        break;
      case 'unusable':
        break;
    }
    await activities.finishFile(file);
  }

  private async postRemittances(file: { organizationId: string; fileId: string }): Promise<void> {
    const { remittanceIds } = await this.activities.importRemittances(file);
    for (const remittanceId of remittanceIds) await this.activities.postRemittance({ ...file, remittanceId });
  }
}
