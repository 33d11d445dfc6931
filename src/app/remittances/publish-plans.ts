import { Prisma } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { sqlNames } from '../../db/insert-rows.js';
import type { Deps } from '../deps.js';
import { wakeRelay } from '../stories/record-event.js';
import { booksVersions, versionsOf } from './books-version.js';
import { findClaims } from './find-claims.js';
import type { Posted, Subject } from './post-chunk.js';
import { stagedChunks } from './staged-claims.js';

/** CLPs from one ordinal to another, both included. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** In the order in which their rows depend on each other. Keys that are there already post nothing, as everywhere. */
const TABLES = [
  'postings',
  'ledger_entries',
  'claim_adjustments',
  'denials',
  'stories',
  'story_events',
  'outbox_messages',
] as const;

type Published = Posted & {
  /** CLPs that are still to be planned and posted, in the order of the file; all of them when it is absent. */
  readonly leftOrdinals?: readonly number[];
};

/**
 * Publishes what was planned ahead, a few statements for all of it. Locks first, always in one order; then what a plan rested
 * on is compared with the books. A plan that no longer holds, or that shares a claim with CLPs still to be planned, is dropped:
 * its CLPs are planned by the caller, after this.
 */
export async function publishPlans(deps: Deps, tx: Tx, subject: Subject): Promise<Published> {
  const { id } = subject.row;
  if (!(await anythingPlanned(tx, id))) return { postings: 0, cashCents: 0 };
  const left = await ordinalsWithoutPlan(tx, id);
  const touched = await claimsTouched(deps, tx, subject, left);
  await holdClaims(tx, id, touched);
  await holdStories(tx, id);
  let dropped = await dropPlans(tx, id, [
    ...(await stalePlans(tx, subject)),
    ...(await plansOnOneClaim(tx, id)),
    ...(await plansAbout(tx, id, touched)),
  ]);
  while (dropped.length > 0) {
    const more = dropped.flatMap(ordinalsOf);
    left.push(...more);
    dropped = await dropPlans(tx, id, await plansAbout(tx, id, await claimsTouched(deps, tx, subject, more)));
  }
  await publishRows(tx, id);
  return { ...(await publishedOf(tx, id)), leftOrdinals: [...new Set(left)].sort((a, b) => a - b) };
}

const ordinalsOf = ({ first, last }: Stretch): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** A remittance of which every CLP was left to its posting has nothing to publish. */
async function anythingPlanned(tx: Tx, remittanceId: string): Promise<boolean> {
  const rows = await tx.db.$queryRaw<object[]>`
    SELECT 1 FROM posting_plan_rows
     WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid LIMIT 1`;
  return rows.length > 0;
}

/** CLPs a plan left out, and those of stretches that have none. */
async function ordinalsWithoutPlan(tx: Tx, remittanceId: string): Promise<number[]> {
  const rows = await tx.db.$queryRaw<{ ordinal: number }[]>`
    SELECT unnest(left_ordinals) AS ordinal FROM posting_plans
     WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid
    UNION ALL
    SELECT c.ordinal FROM remittance_claims c
     WHERE c.organization_id = ${tx.organizationId}::uuid AND c.remittance_id = ${remittanceId}::uuid
       AND NOT EXISTS (SELECT 1 FROM posting_plans p WHERE p.organization_id = ${tx.organizationId}::uuid
                          AND p.remittance_id = ${remittanceId}::uuid AND c.ordinal BETWEEN p.first_ordinal AND p.last_ordinal)`;
  return rows.map(({ ordinal }) => ordinal);
}

/** The claims some CLPs are about as far as one can see now, with their families. */
async function claimsTouched(
  deps: Deps,
  tx: Tx,
  { row, remittance }: Subject,
  ordinals: readonly number[],
): Promise<string[]> {
  const touched = new Set<string>();
  for await (const claims of stagedChunks(deps, tx, row.id, ordinals)) {
    const { books } = await findClaims(deps, tx, { payerId: remittance.payerId, claims, onlyReads: true });
    const claimIds = [...books.values()].map(({ claimId }) => claimId);
    for (const { family } of await booksVersions(tx, row.id, claimIds)) for (const id of family) touched.add(id);
  }
  return [...touched];
}

/** Two publications about the same claims wait for each other; they never wait in a ring. */
async function holdClaims(tx: Tx, remittanceId: string, more: readonly string[]): Promise<void> {
  await tx.db.$queryRaw`
    SELECT count(*)::int AS held FROM (
      SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id IN (
        SELECT unnest(claim_ids) FROM posting_plans
         WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid
        UNION SELECT unnest(${[...more]}::uuid[]))
       ORDER BY id FOR UPDATE) claims`;
}

/** No story that is told something can end meanwhile. */
async function holdStories(tx: Tx, remittanceId: string): Promise<void> {
  await tx.db.$queryRaw`
    SELECT count(*)::int AS held FROM (
      SELECT 1 FROM stories WHERE organization_id = ${tx.organizationId}::uuid AND workflow_id IN (
        SELECT m.message->>'workflow_id' FROM posting_plan_rows r CROSS JOIN LATERAL jsonb_array_elements(r.rows) AS m (message)
         WHERE r.organization_id = ${tx.organizationId}::uuid AND r.remittance_id = ${remittanceId}::uuid
           AND r.for_table = 'outbox_messages')
       ORDER BY workflow_id FOR SHARE) stories`;
}

/** Plans that rest on what is no longer so, by their first ordinal. */
export async function stalePlans(tx: Tx, { row, rulesVersion }: Subject): Promise<number[]> {
  const now = versionsOf(tx, row.id, Prisma.sql`SELECT claim_id FROM planned`);
  // Nothing knows how many rows a JSON value holds: without MATERIALIZED, Postgres may compute all versions once for each plan.
  const rows = await tx.db.$queryRaw<{ first: number }[]>(Prisma.sql`
    WITH planned AS MATERIALIZED (
      SELECT p.first_ordinal, b.claim_id, b.version
        FROM posting_plans p CROSS JOIN LATERAL jsonb_to_recordset(p.books) AS b (claim_id uuid, version text)
       WHERE p.organization_id = ${tx.organizationId}::uuid AND p.remittance_id = ${row.id}::uuid
    ), now AS MATERIALIZED (${now})
    SELECT first_ordinal AS first FROM posting_plans
     WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${row.id}::uuid AND rules_version <> ${rulesVersion()}
    UNION
    SELECT p.first_ordinal FROM planned p LEFT JOIN now n ON n."claimId" = p.claim_id
     WHERE n.version IS DISTINCT FROM p.version`);
  return rows.map(({ first }) => first);
}

/** Plans of which an earlier one has a claim too: they were made on books that did not yet know the earlier one. */
async function plansOnOneClaim(tx: Tx, remittanceId: string): Promise<number[]> {
  const rows = await tx.db.$queryRaw<{ first: number }[]>`
    SELECT DISTINCT first_ordinal AS first FROM (
      SELECT p.first_ordinal, min(p.first_ordinal) OVER (PARTITION BY c.id) AS earliest
        FROM posting_plans p CROSS JOIN LATERAL unnest(p.claim_ids) AS c (id)
       WHERE p.organization_id = ${tx.organizationId}::uuid AND p.remittance_id = ${remittanceId}::uuid) places
     WHERE earliest < first_ordinal`;
  return rows.map(({ first }) => first);
}

async function plansAbout(tx: Tx, remittanceId: string, claimIds: readonly string[]): Promise<number[]> {
  if (claimIds.length === 0) return [];
  const rows = await tx.db.$queryRaw<{ first: number }[]>`
    SELECT DISTINCT p.first_ordinal AS first FROM posting_plans p CROSS JOIN LATERAL unnest(p.claim_ids) AS c (id)
     WHERE p.organization_id = ${tx.organizationId}::uuid AND p.remittance_id = ${remittanceId}::uuid
       AND c.id = ANY(${[...claimIds]}::uuid[])`;
  return rows.map(({ first }) => first);
}

/** Throws if CLPs that were left found a claim that is published already: the whole posting is undone and tried again. */
export async function assertApart(tx: Tx, remittanceId: string, claimIds: readonly string[]): Promise<void> {
  const about = await plansAbout(tx, remittanceId, claimIds);
  if (about.length > 0) throw new Error(`Remittance ${remittanceId}: CLPs changed their claim while it was published`);
}

/** Removes the plans that begin at these ordinals. */
export async function dropPlans(tx: Tx, remittanceId: string, firsts: readonly number[]): Promise<Stretch[]> {
  if (firsts.length === 0) return [];
  const begin = [...new Set(firsts)];
  await tx.db.$executeRaw`
    DELETE FROM posting_plan_rows WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid
       AND first_ordinal = ANY(${begin}::int[])`;
  return tx.db.$queryRaw<Stretch[]>`
    DELETE FROM posting_plans WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid
       AND first_ordinal = ANY(${begin}::int[]) RETURNING first_ordinal AS first, last_ordinal AS last`;
}

/** The remittance is posted, or not to be posted: its plans are done with. */
export function forgetPlans(tx: Tx, remittanceId: string): void {
  for (const table of ['posting_plan_rows', 'posting_plans'])
    tx.write(
      Prisma.sql`DELETE FROM ${sqlNames(table)} WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid`,
    );
}

async function publishRows(tx: Tx, remittanceId: string): Promise<void> {
  const planned = await tx.db.$queryRaw<{ table: string; columns: string[] }[]>`
    SELECT DISTINCT for_table AS table, columns FROM posting_plan_rows
     WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid`;
  const columnsOf = new Map(planned.map(({ table, columns }) => [table, columns]));
  if (columnsOf.size !== planned.length) throw new Error('the rows planned for one table do not have the same columns');
  const unknown = planned.find(({ table }) => ![...TABLES, 'remittance_claims'].includes(table));
  if (unknown) throw new Error(`${unknown.table} is not published`);
  await publishMatches(tx, remittanceId);
  for (const table of TABLES) {
    const columns = columnsOf.get(table);
    if (columns) await tx.db.$executeRaw(insertPlanned(tx, remittanceId, { table, columns }));
  }
  if (columnsOf.has('outbox_messages')) await wakeRelay(tx);
}

/** All planned rows of one table in the order of the file; the balances follow as one ordered sum of all new entries. */
function insertPlanned(
  tx: Tx,
  remittanceId: string,
  { table, columns }: { readonly table: (typeof TABLES)[number]; readonly columns: readonly string[] },
): Prisma.Sql {
  const [into, names] = [sqlNames(table), sqlNames(...columns)];
  const values = Prisma.join(columns.map((name) => Prisma.sql`r.${sqlNames(name)}`));
  const rest =
    table === 'ledger_entries'
      ? Prisma.sql`AND EXISTS (SELECT 1 FROM postings p WHERE p.organization_id = ${tx.organizationId}::uuid AND p.id = r.posting_id)`
      : Prisma.empty;
  return Prisma.sql`
    INSERT INTO ${into} (${names})
    SELECT ${values} FROM posting_plan_rows planned
     CROSS JOIN LATERAL jsonb_populate_recordset(NULL::${into}, planned.rows) WITH ORDINALITY AS r
     WHERE planned.organization_id = ${tx.organizationId}::uuid AND planned.remittance_id = ${remittanceId}::uuid
       AND planned.for_table = ${table} ${rest}
     ORDER BY planned.first_ordinal, r.ordinality
    ${table === 'postings' ? Prisma.sql`ON CONFLICT DO NOTHING` : Prisma.empty}`;
}

const publishMatches = (tx: Tx, remittanceId: string): Promise<number> =>
  tx.db.$executeRaw`
    UPDATE remittance_claims c SET claim_id = m.claim_id, matched_by = m.matched_by
      FROM posting_plan_rows planned
     CROSS JOIN LATERAL jsonb_to_recordset(planned.rows) AS m (id uuid, claim_id uuid, matched_by text)
     WHERE planned.organization_id = ${tx.organizationId}::uuid AND planned.remittance_id = ${remittanceId}::uuid
       AND planned.for_table = 'remittance_claims' AND c.organization_id = ${tx.organizationId}::uuid AND c.id = m.id`;

async function publishedOf(tx: Tx, remittanceId: string): Promise<Posted> {
  const [sums] = await tx.db.$queryRaw<{ postings: bigint | null; cash: bigint | null }[]>`
    SELECT sum(postings)::bigint AS postings, sum(cash_cents)::bigint AS cash FROM posting_plans
     WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid`;
  return { postings: Number(sums?.postings ?? 0n), cashCents: Number(sums?.cash ?? 0n) };
}
