import pg from 'pg';
import type { KeyRing } from '../../security/key-ring.js';
import { FIRST_SEAL, SEALED_CONTENT, sealOf } from './audit-seal.js';

const ROWS_A_ROUND = 1_000;
/** A row that commits late has a lower number than rows sealed already; no transaction lets this many others pass. */
const LATE_ROWS = 20_000;
/** Advisory lock of those who seal: a chain has one end. */
const SEALING = 0x5ea1;

interface Unsealed {
  readonly org: string;
  readonly sequence: string;
  readonly content: string;
}

interface ChainEnd {
  readonly org: string;
  readonly position: string;
  readonly seal: string;
}

/**
 * Seals audit rows that are committed and not sealed yet, of every organization, at most a thousand a round; answers how many.
 * `everything` also finds rows left behind a long way; a moment's work is to look at the last ones. Connected as the relay.
 */
export async function sealAudit(
  pool: pg.Pool,
  keys: KeyRing,
  reach: 'lately' | 'everything' = 'lately',
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows: lock } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
      SEALING,
    ]);
    const sealed = lock[0]?.mine ? await sealRound(client, keys, reach) : 0;
    await client.query('COMMIT');
    return sealed;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function sealRound(client: pg.PoolClient, keys: KeyRing, reach: 'lately' | 'everything'): Promise<number> {
  const since = reach === 'lately' ? `(SELECT coalesce(max(audit_sequence), 0) - ${LATE_ROWS} FROM audit_seals)` : '0';
  const { rows } = await client.query<Unsealed>(
    `SELECT a.organization_id AS org, a.sequence, ${SEALED_CONTENT} AS content FROM audit_entries a
      WHERE a.sequence > ${since}
        AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.organization_id = a.organization_id AND s.audit_sequence = a.sequence)
      ORDER BY a.sequence LIMIT ${ROWS_A_ROUND}`,
  );
  const ends = await endsOf(client, [...new Set(rows.map(({ org }) => org))]);
  const seals = rows.map(({ org, sequence, content }) => {
    const { position, seal } = ends.get(org) ?? { position: 0, seal: FIRST_SEAL };
    const next = position + 1;
    const row = { organizationId: org, position: next, content, before: seal };
    ends.set(org, { position: next, seal: sealOf(keys, row) });
    return { org, sequence, ...(ends.get(org) ?? { position: next, seal }) };
  });
  await client.query(
    `INSERT INTO audit_seals (organization_id, audit_sequence, position, seal)
     SELECT org, sequence, position, decode(seal, 'hex')
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[]) AS fresh (org, sequence, position, seal)`,
    [
      seals.map(({ org }) => org),
      seals.map(({ sequence }) => sequence),
      seals.map(({ position }) => position),
      seals.map(({ seal }) => seal),
    ],
  );
  return seals.length;
}

async function endsOf(
  client: pg.PoolClient,
  organizations: readonly string[],
): Promise<Map<string, { position: number; seal: string }>> {
  const { rows } = await client.query<ChainEnd>(
    `SELECT o.id AS org, last.position, encode(last.seal, 'hex') AS seal FROM unnest($1::uuid[]) AS o (id)
      CROSS JOIN LATERAL (SELECT position, seal FROM audit_seals s WHERE s.organization_id = o.id ORDER BY position DESC LIMIT 1) last`,
    [organizations],
  );
  return new Map(rows.map(({ org, position, seal }) => [org, { position: Number(position), seal }]));
}

/** With the round itself a row is sealed within the second reliability §6.7 asks for. */
const LATELY_MS = 750;
const EVERYTHING_MS = 3_600_000;

export interface SealerDeps {
  /** The relay's role: no other may write seals. */
  readonly url: string;
  readonly keys: KeyRing;
  readonly report: (event: string, facts: Readonly<Record<string, string>>) => void;
}

/** Seals until stopped: what is new within a second, everything at the start and once an hour. */
export class AuditSealer {
  private readonly pool: pg.Pool;
  private running = true;
  private wake: () => void = () => undefined;

  constructor(private readonly deps: SealerDeps) {
    this.pool = new pg.Pool({ connectionString: deps.url, max: 1 });
    this.pool.on('error', () => undefined);
  }

  stop(): void {
    this.running = false;
    this.wake();
  }

  async run(): Promise<void> {
    let everythingAt = 0;
    while (this.running) {
      const all = performance.now() >= everythingAt;
      const sealed = await this.round(all ? 'everything' : 'lately');
      if (all && sealed < ROWS_A_ROUND) everythingAt = performance.now() + EVERYTHING_MS;
      if (sealed < ROWS_A_ROUND && this.running) await this.rest();
    }
    await this.pool.end();
  }

  private async round(reach: 'lately' | 'everything'): Promise<number> {
    try {
      return await sealAudit(this.pool, this.deps.keys, reach);
    } catch (error) {
      this.deps.report('audit rows not sealed', { error: error instanceof Error ? error.name : 'unknown' });
      return 0;
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LATELY_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
