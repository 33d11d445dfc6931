import { workflowId } from '../../contracts/workflow-ids.js';
import type { StoryStep } from '../../contracts/stories.js';
import type { Tx } from '../../db/in-transaction.js';
import type { StoryKind } from '../../domain/stories/turn.js';

/** At most this many events are judged in one transaction; the rest follow in the next turn. */
const EVENTS_A_TURN = 50;

/** An event row as a lifecycle's `next` may read it. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The dead-man row of a story, as a turn finds it. */
export interface StoryRow {
  readonly state: string;
  readonly waitingFor: string;
  readonly wakeReason: string | null;
  readonly nextWakeAt: Date | null;
  readonly closedAt: Date | null;
}

/** What a story has to hear and has left to do. */
export interface StoryNews {
  /** Null before the story began. */
  readonly story: StoryRow | null;
  readonly events: readonly StoredEvent[];
  readonly steps: readonly StoryStep[];
}

interface NewsRow extends Omit<StoryRow, 'state'> {
  readonly state: string | null;
  readonly events: readonly StoredEvent[];
  readonly steps: readonly { readonly intentId: string; readonly kind: StoryStep['kind']; readonly key: string }[];
}

/** Reads the story's row, its unhandled events in order and its open intents: one statement, since every turn asks for all. */
export async function storyNews(tx: Tx, kind: StoryKind, subjectId: string): Promise<StoryNews> {
  const address = workflowId(kind, tx.organizationId, subjectId);
  const [found] = await tx.db.$queryRaw<NewsRow[]>`
    SELECT s.state, s.waiting_for AS "waitingFor", s.wake_reason AS "wakeReason", s.next_wake_at AS "nextWakeAt",
           s.closed_at AS "closedAt",
           (SELECT coalesce(json_agg(json_build_object('id', e.id, 'type', e.type, 'facts', e.facts) ORDER BY e.sequence), '[]')
              FROM (SELECT * FROM story_events n
                     WHERE n.organization_id = ${tx.organizationId}::uuid AND n.story_kind = ${kind}
                       AND n.subject_id = ${subjectId}::uuid AND n.handled_at IS NULL
                     ORDER BY n.sequence LIMIT ${EVENTS_A_TURN}) e) AS events,
           (SELECT coalesce(json_agg(json_build_object('intentId', i.id, 'kind', i.kind, 'key', i.business_key) ORDER BY i.intended_on), '[]')
              FROM intents i
             WHERE i.organization_id = ${tx.organizationId}::uuid AND i.subject_id = ${subjectId}::uuid
               AND i.state = 'INTENDED') AS steps
      FROM (SELECT 1) one
      LEFT JOIN stories s ON s.organization_id = ${tx.organizationId}::uuid AND s.workflow_id = ${address}`;
  if (!found) throw new Error('one row was asked for');
  const { state, events, steps, ...row } = found;
  return { story: state === null ? null : { state, ...row }, events, steps: steps.map(asStep) };
}

/** Open intents of a subject, as the story performs them. */
export async function openSteps(tx: Tx, subjectId: string): Promise<StoryStep[]> {
  const rows = await tx.db.$queryRaw<NewsRow['steps']>`
    SELECT id AS "intentId", kind, business_key AS key FROM intents
     WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${subjectId}::uuid AND state = 'INTENDED'
     ORDER BY intended_on`;
  return rows.map(asStep);
}

const asStep = ({ intentId, kind, key }: NewsRow['steps'][number]): StoryStep => ({
  intentId,
  kind,
  summary: `${kind} ${key.split(':').slice(1).join(' ')}`,
});
