import { waitingFiles } from '../../adapters/file-drop.js';
import type { Tx } from '../../db/in-transaction.js';

/** What still keeps a stepped organization's clock from moving; all zero and empty means quiet. */
export interface Unquiet {
  readonly outbox: number;
  readonly events: number;
  readonly intents: number;
  readonly dueStories: number;
  readonly files: number;
  readonly waits: number;
  readonly drops: number;
  /** A story or file to name when the organization does not become quiet. */
  readonly example: string;
}

interface QuietRow {
  readonly outbox: bigint;
  readonly events: bigint;
  readonly intents: bigint;
  readonly due_stories: bigint;
  readonly files: bigint;
  readonly waits: bigint;
  readonly example: string | null;
  readonly folders: readonly string[];
}

export async function unquiet(tx: Tx): Promise<Unquiet> {
  const [row] = await tx.db.$queryRaw<QuietRow[]>`
    SELECT (SELECT count(*) FROM outbox_messages WHERE delivered_at IS NULL AND parked_at IS NULL) AS outbox,
           (SELECT count(*) FROM story_events WHERE handled_at IS NULL) AS events,
           (SELECT count(*) FROM intents WHERE state = 'INTENDED') AS intents,
           (SELECT count(*) FROM stories WHERE closed_at IS NULL AND (state = 'STARTING' OR next_wake_at <= ${new Date(tx.at.instant)})) AS due_stories,
           (SELECT count(*) FROM inbound_files WHERE state IN ('RECEIVED', 'READING')) AS files,
           (SELECT count(*) FROM practice_waits WHERE due) AS waits,
           coalesce((SELECT 'story ' || workflow_id FROM stories WHERE closed_at IS NULL AND (state = 'STARTING' OR next_wake_at <= ${new Date(tx.at.instant)}) LIMIT 1),
                    (SELECT 'event ' || story_kind || '.' || type || ' of ' || subject_id FROM story_events WHERE handled_at IS NULL ORDER BY sequence LIMIT 1),
                    (SELECT 'intent ' || business_key FROM intents WHERE state = 'INTENDED' LIMIT 1),
                    (SELECT 'file ' || id FROM inbound_files WHERE state IN ('RECEIVED', 'READING') LIMIT 1),
                    (SELECT 'wait ' || name FROM practice_waits WHERE due LIMIT 1),
                    (SELECT 'outbox ' || workflow_id FROM outbox_messages WHERE delivered_at IS NULL AND parked_at IS NULL LIMIT 1)) AS example,
           (SELECT coalesce(array_agg(DISTINCT folder), '{}') FROM trading_partners, unnest(ARRAY[inbound_folder, outbound_folder]) folder) AS folders`;
  if (!row) throw new Error('The quiet query answers one row');
  return {
    outbox: Number(row.outbox),
    events: Number(row.events),
    intents: Number(row.intents),
    dueStories: Number(row.due_stories),
    files: Number(row.files),
    waits: Number(row.waits),
    drops: await unreadDrops(row.folders),
    example: row.example ?? 'unread drop file',
  };
}

/** Files lying unread in a folder on either side. */
async function unreadDrops(folders: readonly string[]): Promise<number> {
  const counts = await Promise.all(folders.map(async (folder) => (await waitingFiles(folder)).length));
  return counts.reduce((sum, count) => sum + count, 0);
}

export const isQuiet = (state: Unquiet): boolean =>
  state.outbox + state.events + state.intents + state.dueStories + state.files + state.waits + state.drops === 0;
