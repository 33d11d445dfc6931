import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import pg from 'pg';
import type { StoryKind } from '../../domain/stories/turn.js';
import { parseWorkflowId, TASK_QUEUE, workflowTypes } from '../../contracts/workflow-ids.js';
import { startAttributes } from '../../temporal/start-attributes.js';
import type { StoryInput, StorySignal } from '../../contracts/stories.js';
import { crashPoint } from '../../crash-points.js';

/** A relay that dies leaves its rows leased this long; longer than any call may take. */
const LEASE_SECONDS = 10;
const CALL_WITHIN_MS = 5_000;
const ROWS_A_ROUND = 100;
/** After this many failures a row is parked; the sweep turns it into a work item. */
const MAX_ATTEMPTS = 12;
const POLL_MS = 1_000;
/** Advisory lock of those who lease: two at once could take an older and a newer row of one story. */
const LEASING = 0x0b0c5;

interface OutboxRow {
  readonly id: string;
  readonly organization_id: string;
  readonly action: 'start' | 'signal';
  readonly story_kind: StoryKind;
  readonly workflow_id: string;
  readonly signal_name: string;
  readonly event_id: string;
  readonly reference: string;
  readonly sequence: string;
}

export interface RelayDeps {
  readonly url: string;
  readonly temporal: Client;
  readonly report: (event: string, facts: Readonly<Record<string, string | number>>) => void;
}

/** Delivers outbox rows until stopped: woken by NOTIFY, polling each second besides. */
export class OutboxRelay {
  private readonly pool: pg.Pool;
  private listener: pg.Client | undefined;
  private running = true;
  private wake: () => void = () => undefined;

  constructor(private readonly deps: RelayDeps) {
    this.pool = new pg.Pool({ connectionString: deps.url, max: 3 });
    this.pool.on('error', () => undefined);
  }

  async run(): Promise<void> {
    let underway: Promise<void> = Promise.resolve();
    while (this.running) {
      await this.listen();
      const rows = await this.lease().catch((error: unknown) => this.failed(error));
      await underway;
      if (rows.length === 0) {
        if (this.running) await this.rest();
        continue;
      }
      // The next rows are leased while these are told to Temporal; none of them is of a story that is in flight.
      underway = this.round(rows).catch((error: unknown) => void this.failed(error));
    }
    await underway;
    await this.listener?.end().catch(() => undefined);
    await this.pool.end();
  }

  stop(): void {
    this.running = false;
    this.wake();
  }

  private failed(error: unknown): OutboxRow[] {
    this.deps.report('relay round failed', { error: error instanceof Error ? error.name : 'unknown' });
    return [];
  }

  /** A lost listener is opened again; the poll covers the gap. */
  private async listen(): Promise<void> {
    if (this.listener) return;
    const client = new pg.Client({ connectionString: this.deps.url });
    client.on('error', () => {
      this.listener = undefined;
    });
    client.on('end', () => {
      this.listener = undefined;
    });
    client.on('notification', () => this.wake());
    try {
      await client.connect();
      await client.query('LISTEN reclaim_outbox');
      this.listener = client;
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** One round of leased rows: deliver story by story (in order within one story), mark all that arrived at once. */
  private async round(rows: readonly OutboxRow[]): Promise<void> {
    const until = Date.now() + LEASE_SECONDS * 1_000 - CALL_WITHIN_MS;
    const stories = new Map<string, OutboxRow[]>();
    for (const row of rows) stories.set(row.workflow_id, [...(stories.get(row.workflow_id) ?? []), row]);
    const delivered = await Promise.all([...stories.values()].map((ofStory) => this.deliverInOrder(ofStory, until)));
    await this.mark(delivered.flat());
  }

  /** A relay that dies before this delivers again after the lease: a story knows the events it has heard. */
  private async mark(rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.pool.query(
      `UPDATE outbox_messages o SET delivered_at = now()
         FROM unnest($1::uuid[], $2::uuid[]) AS d (organization_id, id)
        WHERE o.organization_id = d.organization_id AND o.id = d.id`,
      [rows.map((row) => row.organization_id), rows.map((row) => row.id)],
    );
  }

  /** Takes the oldest undelivered rows whose story has nothing older in flight; one relay at a time. Both statements are one transaction. */
  private async lease(): Promise<OutboxRow[]> {
    const results = (await this.pool.query(
      `SELECT pg_advisory_xact_lock(${LEASING});
       UPDATE outbox_messages o SET leased_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
        WHERE (organization_id, id) IN (
          SELECT c.organization_id, c.id FROM outbox_messages c
           WHERE c.delivered_at IS NULL AND c.parked_at IS NULL AND (c.leased_until IS NULL OR c.leased_until < now())
             AND NOT EXISTS (SELECT 1 FROM outbox_messages p WHERE p.workflow_id = c.workflow_id AND p.sequence < c.sequence
                              AND p.delivered_at IS NULL AND p.parked_at IS NULL AND p.leased_until >= now())
           ORDER BY c.sequence LIMIT ${ROWS_A_ROUND} FOR UPDATE SKIP LOCKED)
        RETURNING id, organization_id, action, story_kind, workflow_id, signal_name, event_id, reference, sequence`,
    )) as unknown as pg.QueryResult<OutboxRow>[];
    const rows = results.find(({ command }) => command === 'UPDATE')?.rows ?? [];
    return rows.sort((a, b) => Number(a.sequence) - Number(b.sequence));
  }

  /** The rows of one story up to the first that fails or could outlive the lease. */
  private async deliverInOrder(rows: readonly OutboxRow[], until: number): Promise<OutboxRow[]> {
    const delivered: OutboxRow[] = [];
    for (const row of rows) {
      if (Date.now() > until) break;
      try {
        await this.deps.temporal.withDeadline(Date.now() + CALL_WITHIN_MS, () => this.deliver(row));
      } catch (error) {
        await this.postpone(row, error);
        break;
      }
      crashPoint(row.action === 'start' ? 'storyStarted' : 'signalSent');
      delivered.push(row);
    }
    return delivered;
  }

  private async deliver(row: OutboxRow): Promise<void> {
    const address = parseWorkflowId(row.workflow_id);
    if (!address) throw new Error('malformed workflow id');
    const input: StoryInput = { organizationId: address.organizationId, subjectId: address.subjectId };
    const options = {
      workflowId: row.workflow_id,
      taskQueue: TASK_QUEUE,
      args: [input] as [StoryInput],
      typedSearchAttributes: startAttributes(address),
      staticSummary: `${address.kind} story`,
    };
    const type = workflowTypes[row.story_kind];
    if (row.action === 'start') {
      crashPoint('storyUnstarted');
      await this.deps.temporal.workflow
        .start(type, { ...options, workflowIdConflictPolicy: 'USE_EXISTING' })
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        });
      return;
    }
    const signal: StorySignal = { eventId: row.event_id, ref: row.reference };
    if (await this.isHeard(row, signal)) return;
    await this.deps.temporal.workflow.signalWithStart(type, {
      ...options,
      signal: row.signal_name,
      signalArgs: [signal],
    });
  }

  /** Nearly every story runs, and a plain signal seals one payload instead of four; false when none runs under this id. */
  private async isHeard(row: OutboxRow, signal: StorySignal): Promise<boolean> {
    try {
      await this.deps.temporal.workflow.getHandle(row.workflow_id).signal(row.signal_name, signal);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  private async postpone(row: OutboxRow, error: unknown): Promise<void> {
    const name = error instanceof Error ? error.name : 'unknown';
    this.deps.report('outbox row not delivered', { id: row.id, error: name });
    await this.pool.query(
      `UPDATE outbox_messages SET last_problem = $3,
              leased_until = now() + make_interval(secs => least(60, power(2, least(attempts, 6))::int)),
              parked_at = CASE WHEN attempts >= $4 AND $3 NOT IN ('ServiceError', 'TransportError') THEN now() END
        WHERE organization_id = $1 AND id = $2`,
      [row.organization_id, row.id, name, MAX_ATTEMPTS],
    );
  }
}
