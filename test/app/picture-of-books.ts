import type { Practice } from './a-practice.js';

/** What posting writes or changes. */
const TABLES = [
  'postings',
  'ledger_entries',
  'ledger_balances',
  'claim_adjustments',
  'remittance_claims',
  'remittances',
  'denials',
  'stories',
  'story_events',
  'outbox_messages',
  'unposted_items',
  'work_items',
  'audit_entries',
] as const;

/** Sealed bytes, serial numbers, and what a remittance brought along by itself. */
const LEFT_OUT = [
  'document',
  'sequence',
  'transaction_id',
  'file_id',
  'trace',
  'content_hash',
  'score',
  'score_parts',
  'priority',
];

/** Every id by what it stands for, so that the books of two practices can be laid beside each other. */
async function namesOf({ within, org }: Practice, remittanceIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>([[org, 'the practice']]);
  remittanceIds.forEach((id, at) => names.set(id, `remittance ${at + 1}`));
  const rows = await within(
    (tx) =>
      tx.db.$queryRaw<{ id: string; name: string }[]>`
      SELECT id::text, 'claim ' || claim_number AS name FROM claims WHERE organization_id = ${org}::uuid
      UNION ALL SELECT account_id::text, 'guarantor of ' || min(claim_number) FROM claims WHERE organization_id = ${org}::uuid GROUP BY 1
      UNION ALL SELECT id::text, 'payer ' || payer_code FROM payers WHERE organization_id = ${org}::uuid
      UNION ALL SELECT id::text, 'CLP ' || remittance_id || ':' || ordinal FROM remittance_claims WHERE organization_id = ${org}::uuid
      UNION ALL SELECT id::text, 'denial ' || claim_id || carc || line_set || remittance_claim_id FROM denials WHERE organization_id = ${org}::uuid
      UNION ALL SELECT id::text, 'posting ' || business_key FROM postings WHERE organization_id = ${org}::uuid
      UNION ALL SELECT id::text, 'item ' || remittance_id || place FROM unposted_items WHERE organization_id = ${org}::uuid
      UNION ALL SELECT id::text, 'work ' || dedupe_key FROM work_items WHERE organization_id = ${org}::uuid
      UNION ALL SELECT id::text, 'event ' || subject_id || type || coalesce(business_key, '') FROM story_events WHERE organization_id = ${org}::uuid`,
  );
  for (const { id, name } of rows) names.set(id, name);
  return names;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d[^"]*/g;

/** The rows of the books, one a line, by table, in the practice's own words; equal for practices that lived through the same. */
export async function pictureOf(
  practice: Practice,
  remittanceIds: readonly string[],
): Promise<Record<string, readonly string[]>> {
  const names = await namesOf(practice, remittanceIds);
  // A name may hold other ids: three deep is a denial's posting.
  const named = (text: string): string => {
    let told = text;
    for (let depth = 0; depth < 4; depth += 1) told = told.replace(UUID, (id) => names.get(id) ?? 'somebody');
    return told.replace(MOMENT, 'then');
  };
  const picture: Record<string, readonly string[]> = {};
  for (const table of TABLES) {
    const rows = await practice.within((tx) =>
      tx.db.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE organization_id = '${practice.org}'`,
      ),
    );
    picture[table] = rows
      .map(({ row }) => Object.entries(row).filter(([name]) => !LEFT_OUT.includes(name)))
      .map((columns) => columns.filter(([name, value]) => name !== 'id' || typeof value === 'string'))
      .map((columns) => named(JSON.stringify(Object.fromEntries(columns))))
      .sort();
  }
  return picture;
}
