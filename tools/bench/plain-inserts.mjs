// The rows a posting left, written again by plain INSERTs of 1,000 rows: same tables, role, row security and triggers.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const ROWS_A_STATEMENT = 1_000;

/** Tables in the order their rows depend on each other; `fresh` gives a copy keys of its own. */
const WRITTEN = [
  {
    table: 'postings',
    where: "source_type = 'remittance' AND source_id = $2::text",
    fresh: (row, idOf) => ({
      ...row,
      id: idOf(row.id),
      business_key: `again:${row.business_key}`,
      source_id: idOf(row.source_id),
      transaction_id: 0,
    }),
  },
  {
    table: 'ledger_entries',
    where:
      "posting_id IN (SELECT id FROM postings WHERE organization_id = $1 AND source_type = 'remittance' AND source_id = $2::text)",
    fresh: ({ id: _, ...row }, idOf) => ({ ...row, posting_id: idOf(row.posting_id) }),
  },
  {
    table: 'claim_adjustments',
    where:
      'remittance_claim_id IN (SELECT id FROM remittance_claims WHERE organization_id = $1 AND remittance_id = $2::uuid)',
    fresh: (row, idOf) => ({ ...row, remittance_claim_id: idOf(row.remittance_claim_id) }),
  },
  {
    table: 'denials',
    where:
      'remittance_claim_id IN (SELECT id FROM remittance_claims WHERE organization_id = $1 AND remittance_id = $2::uuid)',
    fresh: (row, idOf) => ({ ...row, id: idOf(row.id) }),
  },
  {
    table: 'stories',
    where:
      'subject_id IN (SELECT d.id FROM denials d JOIN remittance_claims c ON c.organization_id = d.organization_id AND c.id = d.remittance_claim_id WHERE c.organization_id = $1 AND c.remittance_id = $2::uuid)',
    fresh: (row) => ({ ...row, workflow_id: `again:${row.workflow_id}` }),
  },
  {
    table: 'story_events',
    where:
      "facts->>'remittanceClaimId' IN (SELECT id::text FROM remittance_claims WHERE organization_id = $1 AND remittance_id = $2::uuid)",
    fresh: ({ sequence: _, ...row }, idOf) => ({ ...row, id: idOf(row.id), business_key: `again:${row.business_key}` }),
  },
  {
    table: 'outbox_messages',
    where:
      "event_id IN (SELECT id FROM story_events WHERE organization_id = $1 AND facts->>'remittanceClaimId' IN (SELECT id::text FROM remittance_claims WHERE organization_id = $1 AND remittance_id = $2::uuid))",
    fresh: ({ sequence: _, ...row }, idOf) => ({ ...row, id: idOf(row.id), delivered_at: new Date() }),
  },
];

/** JSON goes back as it came, arrays of the driver stay arrays. */
const bound = (value) =>
  value !== null &&
  typeof value === 'object' &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !Buffer.isBuffer(value)
    ? JSON.stringify(value)
    : value;

function statements(table, rows) {
  const columns = Object.keys(rows[0] ?? {});
  const list = columns.map((name) => `"${name}"`).join(', ');
  return Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, at) => {
    const some = rows.slice(at * ROWS_A_STATEMENT, (at + 1) * ROWS_A_STATEMENT);
    const places = some.map((_row, r) => `(${columns.map((_c, c) => `$${r * columns.length + c + 1}`).join(', ')})`);
    return {
      text: `INSERT INTO ${table} (${list}) VALUES ${places.join(', ')}`,
      values: some.flatMap((row) => columns.map((name) => bound(row[name]))),
    };
  });
}

/** `{ rows, ms }` of the same posting written plainly, one transaction, committed; the outbox rows count as delivered. */
export async function plainInserts({ config }, admin, { organizationId, remittanceId }) {
  const ids = new Map();
  const idOf = (id) => {
    if (!ids.has(id)) ids.set(id, randomUUID());
    return ids.get(id);
  };
  const work = [];
  let count = 0;
  for (const { table, where, fresh } of WRITTEN) {
    const { rows } = await admin.query(`SELECT * FROM ${table} WHERE organization_id = $1 AND ${where}`, [
      organizationId,
      remittanceId,
    ]);
    count += rows.length;
    work.push(
      ...statements(
        table,
        rows.map((row) => fresh(row, idOf)),
      ),
    );
  }
  const client = new pg.Client({ connectionString: config.database.url });
  await client.connect();
  const startedAt = performance.now();
  await client.query('BEGIN');
  await client.query("SELECT set_config('app.tenant', $1, true)", [organizationId]);
  for (const statement of work) await client.query(statement);
  await client.query('COMMIT');
  const ms = performance.now() - startedAt;
  await client.end();
  return { rows: count, ms };
}
