import { Prisma } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';

/** What a plan about one claim rests on. */
export interface BooksVersion {
  readonly claimId: string;
  /** Changes whenever anything that planning reads about the claim has changed. */
  readonly version: string;
  /** The claim with all claims to the payers before and after it. */
  readonly family: readonly string[];
  /** A story of the family has ended: what it hears is a person's. */
  readonly closed: boolean;
}

/** Versions of the books of these claims, apart from what this remittance itself is about to write. */
export const booksVersions = (tx: Tx, remittanceId: string, claimIds: readonly string[]): Promise<BooksVersion[]> =>
  tx.db.$queryRaw<BooksVersion[]>(
    versionsOf(tx, remittanceId, Prisma.sql`SELECT unnest(${[...new Set(claimIds)]}::uuid[])`),
  );

/**
 * The same as a statement over any list of claim ids. Postgres notes on each row which transaction wrote it (`xmin`), so the
 * rows need not be compared: the claim and its family with lines, payer, balances (each entry changes one), denials, earlier
 * decisions and the remittances they came with, policies on file, and whether their stories have ended.
 */
export function versionsOf(tx: Tx, remittanceId: string, claimIds: Prisma.Sql): Prisma.Sql {
  const organization = Prisma.sql`${tx.organizationId}::uuid`;
  return Prisma.sql`
    WITH RECURSIVE asked AS (SELECT DISTINCT a.id FROM (${claimIds}) AS a (id)),
    up AS (
      SELECT c.id AS root, c.id, c.parent_claim_id FROM asked a JOIN claims c ON c.organization_id = ${organization} AND c.id = a.id
      UNION
      SELECT u.root, c.id, c.parent_claim_id FROM up u JOIN claims c ON c.organization_id = ${organization} AND c.id = u.parent_claim_id
    ), family AS (
      SELECT root, id FROM up
      UNION
      SELECT f.root, c.id FROM family f JOIN claims c ON c.organization_id = ${organization} AND c.parent_claim_id = f.id
    )
    SELECT f.root AS "claimId", array_agg(f.id ORDER BY f.id)::text[] AS family, bool_or(m.closed) AS closed,
           md5(string_agg(m.version, '/' ORDER BY f.id)) AS version
      FROM family f CROSS JOIN LATERAL (
        SELECT s.closed, concat(c.xmin, '|', p.xmin, '|', s.closed,
            '|', (SELECT string_agg(l.xmin::text, ',' ORDER BY l.line_number) FROM claim_lines l
                   WHERE l.organization_id = ${organization} AND l.claim_id = c.id),
            '|', (SELECT string_agg(b.xmin::text, ',' ORDER BY b.ledger_account) FROM ledger_balances b
                   WHERE b.organization_id = ${organization} AND b.claim_id = c.id),
            '|', (SELECT string_agg(d.xmin::text, ',' ORDER BY d.id) FROM denials d
                   WHERE d.organization_id = ${organization} AND d.claim_id = c.id),
            '|', (SELECT string_agg(concat(r.xmin, ':', m.xmin), ',' ORDER BY r.id)
                    FROM remittance_claims r JOIN remittances m ON m.organization_id = r.organization_id AND m.id = r.remittance_id
                   WHERE r.organization_id = ${organization} AND r.claim_id = c.id AND r.remittance_id <> ${remittanceId}::uuid),
            '|', (SELECT string_agg(concat(v.xmin, ':', y.xmin), ',' ORDER BY v.id)
                    FROM coverages v JOIN payers y ON y.organization_id = v.organization_id AND y.id = v.payer_id
                   WHERE v.organization_id = ${organization} AND v.patient_id = c.patient_id)) AS version
          FROM claims c JOIN payers p ON p.organization_id = c.organization_id AND p.id = c.payer_id
          CROSS JOIN LATERAL (
            SELECT EXISTS (
              SELECT 1 FROM stories t
               WHERE t.organization_id = ${organization} AND t.closed_at IS NOT NULL AND t.subject_id = c.id
            ) OR EXISTS (
              SELECT 1 FROM denials d JOIN stories t ON t.organization_id = d.organization_id AND t.subject_id = d.id
               WHERE d.organization_id = ${organization} AND d.claim_id = c.id AND d.state <> 'RESOLVED' AND t.closed_at IS NOT NULL
            ) AS closed) s
         WHERE c.organization_id = ${organization} AND c.id = f.id) m
     GROUP BY f.root`;
}
