import pg from 'pg';
import type { Activities } from '../../activities/index.js';
import { parseWorkflowId, type StoryAddress } from '../contracts/workflow-ids.js';
import type { StoryStep, StoryTurn } from '../contracts/stories.js';
import { createActivities } from '../../activities/index.js';
import type { Deps } from '../app/deps.js';

/** Turns of one story without a wait between them; more than this is a story that runs in a circle. */
const MOST_TURNS = 100;

interface Message {
  readonly id: string;
  readonly workflow_id: string;
}

/** Tells stories from the outbox in this process, as the relay and the worker would: same activities, same order, no waiting. */
export class StoryTeller {
  /** Turns judged and steps performed so far. */
  readonly told = { turns: 0, steps: 0 };
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
    for (const workflowId of new Set(rows.map((row) => row.workflow_id))) await this.tell(workflowId);
    return true;
  }

  /** Judges and acts until the story waits. */
  async tell(workflowId: string): Promise<void> {
    const address = parseWorkflowId(workflowId);
    if (!address) throw new Error('malformed workflow id');
    if (address.kind === 'file') return this.readFile(address);
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const { steps, closed } = await this.judge(address);
      if (closed || steps.length === 0) return;
      for (const step of steps) await this.perform(address, step);
    }
    throw new Error(`the story ${workflowId} does not come to rest`);
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
