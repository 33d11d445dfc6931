import { Prisma } from '../../db/generated/client.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { broken, type BookCheckResult, type BookFault } from '../books/verify-books.js';
import type { Deps } from '../deps.js';
import { FIRST_SEAL, SEALED_CONTENT, sealOf } from './audit-seal.js';

const SEALS_A_READ = 5_000;
const MOST_SHOWN = 20;

interface Link {
  readonly position: bigint;
  readonly sequence: bigint;
  readonly seal: string;
  /** Null: the row is gone. */
  readonly content: string | null;
}

/**
 * Proves that no sealed audit row of the organization was changed or removed since, and that the chain has no gap. Reads only,
 * one snapshot. Rows of the last moments are not sealed yet and are counted apart; rows sealed around them are a fault.
 */
export async function verifyAudit(
  deps: Pick<Deps, 'db' | 'keys'>,
  actor: Actor,
  organizationId: string,
): Promise<BookCheckResult> {
  return inTransaction(deps.db, organizationId, { actor, timeoutMs: 300_000, snapshot: true }, async (tx) => {
    const { counted, faults } = await walk(deps, tx);
    const unsealed = await unsealedRows(tx);
    faults.push(...unsealed.leftBehind.map((subject) => ({ subject, found: 'has no seal, though later rows have' })));
    const looked = `${counted.toLocaleString('en-US')} sealed audit rows, ${unsealed.count} not sealed yet`;
    const statement = 'no sealed audit row was changed or removed since, and the chain of seals has no gap';
    return {
      name: 'the audit chain verifies',
      holds: faults.length === 0,
      sentence: faults.length === 0 ? `${statement} (${looked})` : broken(faults.length, looked, statement),
      counted,
      faultCount: faults.length,
      faults: faults.slice(0, MOST_SHOWN),
    };
  });
}

async function walk({ keys }: Pick<Deps, 'keys'>, tx: Tx): Promise<{ counted: number; faults: BookFault[] }> {
  const faults: BookFault[] = [];
  let [before, position] = [FIRST_SEAL, 0];
  for (;;) {
    const links = await linksAfter(tx, position);
    for (const link of links) {
      const subject = `audit row ${link.sequence}`;
      position += 1;
      if (Number(link.position) !== position)
        faults.push({ subject, found: `${Number(link.position) - position} seals before it are gone` });
      position = Number(link.position);
      const { content } = link;
      if (content === null) faults.push({ subject, found: 'is gone; its seal is there' });
      else if (sealOf(keys, { organizationId: tx.organizationId, position, content, before }) !== link.seal)
        faults.push({ subject, found: 'was changed after it was sealed, or its seal was' });
      before = link.seal;
    }
    if (links.length < SEALS_A_READ) return { counted: position, faults };
  }
}

const linksAfter = (tx: Tx, position: number): Promise<Link[]> =>
  tx.db.$queryRaw<Link[]>`
    SELECT s.position, s.audit_sequence AS sequence, encode(s.seal, 'hex') AS seal,
           CASE WHEN a.sequence IS NOT NULL THEN ${Prisma.raw(SEALED_CONTENT)} END AS content
      FROM audit_seals s
      LEFT JOIN audit_entries a ON a.organization_id = s.organization_id AND a.sequence = s.audit_sequence
     WHERE s.organization_id = ${tx.organizationId}::uuid AND s.position > ${position}
     ORDER BY s.position LIMIT ${SEALS_A_READ}`;

/** A row that waits while rows an hour younger are sealed was put in, or its seal was taken out. */
async function unsealedRows(tx: Tx): Promise<{ count: number; leftBehind: string[] }> {
  const rows = await tx.db.$queryRaw<{ sequence: bigint; behind: boolean; count: bigint }[]>`
    WITH last AS (SELECT max(a.recorded_at) AS at FROM audit_seals s
                    JOIN audit_entries a ON a.organization_id = s.organization_id AND a.sequence = s.audit_sequence
                   WHERE s.organization_id = ${tx.organizationId}::uuid)
    SELECT a.sequence, coalesce(a.recorded_at < last.at - interval '1 hour', false) AS behind, count(*) OVER () AS count
      FROM audit_entries a CROSS JOIN last
     WHERE a.organization_id = ${tx.organizationId}::uuid
       AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.organization_id = a.organization_id AND s.audit_sequence = a.sequence)
     ORDER BY a.sequence LIMIT ${MOST_SHOWN}`;
  return {
    count: Number(rows[0]?.count ?? 0n),
    leftBehind: rows.filter(({ behind }) => behind).map(({ sequence }) => `audit row ${sequence}`),
  };
}
