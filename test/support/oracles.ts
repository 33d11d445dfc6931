import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';

/** Rows as the superuser sees them, behind row security. */
export type Rows = <T extends object>(sql: string, values?: unknown[]) => Promise<T[]>;

/** What a run left behind, for the oracles of reliability.md §1. What is not given is not judged. */
export interface Remains {
  readonly rows: Rows;
  readonly temporal?: Client;
  /** Folder of mails as the practice's mail server kept them, one file a delivery. */
  readonly mailFolder?: string;
}

/** Each finding is a sentence; none means that the oracle holds. */
type Oracle = (remains: Remains) => Promise<string[]>;

const sql =
  (what: string, query: string): Oracle =>
  async ({ rows }) => {
    const found = await rows<Record<string, unknown>>(query);
    return found.slice(0, 5).map((row) => `${what}: ${JSON.stringify(row)} (${found.length} in all)`);
  };

/** O1: debits equal credits by posting, claim and organization, and every stored balance equals the fold of its entries. */
const balancedLedger: readonly Oracle[] = [
  sql(
    'a posting is off',
    'SELECT posting_id, sum(amount_cents) AS off FROM ledger_entries GROUP BY 1 HAVING sum(amount_cents) <> 0',
  ),
  sql(
    'an organization is off',
    'SELECT organization_id, sum(amount_cents) AS off FROM ledger_entries GROUP BY 1 HAVING sum(amount_cents) <> 0',
  ),
  sql(
    'a posting has no entries',
    'SELECT id FROM postings p WHERE NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.posting_id = p.id)',
  ),
  sql(
    'a stored balance is not the fold of its entries',
    `SELECT f.claim_id, f.ledger_account, f.cents, b.balance_cents
       FROM (SELECT organization_id, coalesce(claim_id, '00000000-0000-0000-0000-000000000000') AS claim_id, ledger_account, sum(amount_cents) AS cents
               FROM ledger_entries GROUP BY 1, 2, 3) f
       FULL JOIN ledger_balances b USING (organization_id, claim_id, ledger_account)
      WHERE coalesce(f.cents, 0) <> coalesce(b.balance_cents, 0)`,
  ),
];

/** O2: the money of each posted remittance (BPR02) is what its postings brought into the clearing account; a payment posts once. */
const remittancesInFull: readonly Oracle[] = [
  sql(
    'a remittance did not post its payment',
    `SELECT r.id, r.payment_cents, coalesce(sum(e.amount_cents), 0) AS posted FROM remittances r
       LEFT JOIN postings p ON p.organization_id = r.organization_id AND p.source_type = 'remittance' AND p.source_id = r.id::text
       LEFT JOIN ledger_entries e ON e.posting_id = p.id AND e.ledger_account = 'cash.clearing'
      WHERE r.state = 'POSTED' GROUP BY r.organization_id, r.id, r.payment_cents HAVING coalesce(sum(e.amount_cents), 0) <> r.payment_cents`,
  ),
  sql(
    'a remittance that is not posted has postings',
    `SELECT r.id, r.state FROM remittances r JOIN postings p ON p.organization_id = r.organization_id AND p.source_type = 'remittance' AND p.source_id = r.id::text
      WHERE r.state NOT IN ('POSTED', 'UNPOSTED')`,
  ),
  sql(
    'a remittance that was unposted left money behind',
    `SELECT r.id, sum(e.amount_cents) AS left_cents FROM remittances r
       JOIN postings p ON p.organization_id = r.organization_id AND p.source_type = 'remittance' AND p.source_id = r.id::text
       JOIN ledger_entries e ON e.posting_id = p.id AND e.ledger_account = 'cash.clearing'
      WHERE r.state = 'UNPOSTED' GROUP BY r.organization_id, r.id HAVING sum(e.amount_cents) <> 0`,
  ),
  sql(
    'a payment was posted twice',
    `SELECT identity_key, count(*) FROM remittances WHERE state = 'POSTED' GROUP BY organization_id, identity_key HAVING count(*) > 1`,
  ),
];

/** O3: each 837 that was sent lies with its partner exactly once, as recorded; no control number was used twice. */
const filesOnce: Oracle = async ({ rows }) => {
  const batches = await rows<{ file_name: string; sha256: string; outbound_folder: string }>(
    `SELECT b.file_name, b.sha256, t.outbound_folder FROM batches b
       JOIN trading_partners t ON t.organization_id = b.organization_id AND t.id = b.partner_id WHERE b.sent_on IS NOT NULL`,
  );
  const faults: string[] = [];
  for (const { file_name: name, sha256, outbound_folder: folder } of batches) {
    const found = [join(folder, name), join(folder, 'taken', name)].filter((path) => existsSync(path));
    if (found.length !== 1) faults.push(`${name} lies with the partner ${found.length} times`);
    else if (
      createHash('sha256')
        .update(readFileSync(found[0] as string))
        .digest('hex') !== sha256
    )
      faults.push(`${name} is not what was recorded`);
  }
  const folders = await rows<{ outbound_folder: string; organization_id: string }>(
    'SELECT DISTINCT outbound_folder, organization_id FROM trading_partners',
  );
  for (const { outbound_folder: folder, organization_id: organization } of folders)
    faults.push(...(await unknownFiles(rows, folder, organization)));
  return faults;
};

/** Files that lie with the partner although nothing says that we sent them; control numbers that came twice. */
async function unknownFiles(rows: Rows, folder: string, organization: string): Promise<string[]> {
  const paths = [folder, join(folder, 'taken')].filter((path) => existsSync(path));
  const files = paths.flatMap((path) => readdirSync(path).filter((name) => name.endsWith('.x12')));
  const sent = await rows<{ name: string }>(
    `SELECT file_name AS name FROM batches WHERE organization_id = $1 AND sent_on IS NOT NULL
      UNION ALL SELECT result->>'file' FROM intents WHERE organization_id = $1 AND state = 'CONFIRMED' AND result ? 'file'`,
    [organization],
  );
  const known = new Set(sent.map(({ name }) => name));
  const controls = paths.flatMap((path) =>
    readdirSync(path)
      .filter((name) => name.endsWith('.x12'))
      .map((name) => readFileSync(join(path, name), 'latin1').slice(0, 106).split('*')[13]),
  );
  return [
    ...files.filter((name) => !known.has(name)).map((name) => `${name} was sent, but nothing says so`),
    ...(new Set(controls).size === controls.length ? [] : ['an interchange control number was used twice']),
  ];
}

/** O4: what was heard took effect once: no event judged twice, none left over, nothing waiting in the outbox. */
const heardOnce: readonly Oracle[] = [
  sql(
    'an event was judged twice',
    'SELECT event_id, count(*) FROM decisions WHERE event_id IS NOT NULL GROUP BY organization_id, event_id HAVING count(*) > 1',
  ),
  sql('an event was never judged', 'SELECT story_kind, type, subject_id FROM story_events WHERE handled_at IS NULL'),
  sql(
    'a message was never delivered',
    'SELECT workflow_id, reference, parked_at FROM outbox_messages WHERE delivered_at IS NULL',
  ),
  sql('a step was never performed', `SELECT kind, business_key FROM intents WHERE state = 'INTENDED'`),
];

/** O5: each work item that was opened exists once, and whoever closed it is named. */
const noWorkLost: readonly Oracle[] = [
  sql(
    'a work item was opened but is gone, or is there without having been opened',
    `SELECT w.id AS item, a.subject_id AS opened FROM work_items w
       FULL JOIN (SELECT * FROM audit_entries WHERE action = 'workItem.open') a ON a.organization_id = w.organization_id AND a.subject_id = w.id::text
      WHERE w.id IS NULL OR a.subject_id IS NULL`,
  ),
  sql(
    'a work item has two outcomes',
    `SELECT subject_id, count(*) FROM audit_entries WHERE action = 'workItem.complete' GROUP BY organization_id, subject_id HAVING count(*) > 1`,
  ),
  sql(
    'a completed work item names nobody',
    `SELECT id FROM work_items WHERE state = 'COMPLETED' AND (closed_by IS NULL OR outcome IS NULL)`,
  ),
];

/** O6: no message id was delivered twice, a notice that counts as sent was delivered, a send in doubt has a work item. */
const mailsOnce: Oracle = async ({ rows, mailFolder }) => {
  const faults = await sql(
    'a send in doubt has no work item',
    `SELECT i.id, i.kind FROM intents i WHERE i.state = 'IN_DOUBT'
        AND NOT EXISTS (SELECT 1 FROM work_items w WHERE w.organization_id = i.organization_id AND w.dedupe_key = i.id || ':in-doubt')`,
  )({ rows });
  if (!mailFolder) return faults;
  const ids = readdirSync(mailFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => (JSON.parse(readFileSync(join(mailFolder, name), 'utf8')) as { messageId: string }).messageId)
    .map((id) => id.replace(/^<|>$/g, ''));
  const seen = new Set(ids);
  if (seen.size !== ids.length) faults.push(`${ids.length - seen.size} mails were delivered twice`);
  const notices = await rows<{ message_id: string }>(`SELECT message_id FROM notices WHERE state = 'SENT'`);
  const missing = notices.filter(({ message_id: id }) => !seen.has(id));
  if (missing.length > 0) faults.push(`${missing.length} notices count as sent, but no mail came`);
  return faults;
};

/** O7: every change that must be explained has its audit row. */
const audited: readonly Oracle[] = [
  sql(
    'a decision without audit',
    `SELECT d.id, d.to_state FROM decisions d WHERE NOT EXISTS
       (SELECT 1 FROM audit_entries a WHERE a.organization_id = d.organization_id AND a.after->>'decision' = d.id::text)`,
  ),
  sql(
    'a posted remittance without audit, or with two',
    `SELECT r.id, count(a.*) FROM remittances r
       LEFT JOIN audit_entries a ON a.organization_id = r.organization_id AND a.subject_id = r.id::text AND a.action = 'remittance.post'
      WHERE r.state = 'POSTED' GROUP BY r.organization_id, r.id HAVING count(a.*) <> 1`,
  ),
  sql(
    'a sent batch without audit, or with two',
    `SELECT b.id, count(a.*) FROM batches b
       LEFT JOIN audit_entries a ON a.organization_id = b.organization_id AND a.subject_id = b.id::text AND a.action = 'batch.send'
      WHERE b.sent_on IS NOT NULL GROUP BY b.organization_id, b.id HAVING count(a.*) <> 1`,
  ),
  sql(
    'a claim without audit',
    `SELECT c.id FROM claims c WHERE NOT EXISTS
       (SELECT 1 FROM audit_entries a WHERE a.organization_id = c.organization_id AND a.subject_id = c.id::text AND a.action LIKE 'claim.%')`,
  ),
];

/** O8: each open story waits for a named time or thing and its workflow runs, and nothing is stuck in an activity. */
const storiesWait: Oracle = async ({ rows, temporal }) => {
  const faults = await sql(
    'a story waits for nothing',
    `SELECT workflow_id, state FROM stories WHERE closed_at IS NULL AND (state = 'STARTING' OR (next_wake_at IS NULL AND waiting_for = ''))`,
  )({ rows });
  if (!temporal) return faults;
  const open = await rows<{ workflow_id: string }>('SELECT workflow_id FROM stories WHERE closed_at IS NULL');
  for (const { workflow_id: id } of open) {
    const story = await temporal.workflow
      .getHandle(id)
      .describe()
      .catch(() => undefined);
    const stuck = story?.raw.pendingActivities?.length ?? 0;
    if (story?.status.name !== 'RUNNING') faults.push(`${id} is open, but its workflow is ${story?.status.name}`);
    else if (stuck > 0) faults.push(`${id} is stuck in an activity`);
  }
  return faults;
};

const together =
  (oracles: readonly Oracle[]): Oracle =>
  async (remains) =>
    (await Promise.all(oracles.map((oracle) => oracle(remains)))).flat();

export const oracles = {
  O1: together(balancedLedger),
  O2: together(remittancesInFull),
  O3: filesOnce,
  O4: together(heardOnce),
  O5: together(noWorkLost),
  O6: mailsOnce,
  O7: together(audited),
  O8: storiesWait,
} as const satisfies Record<string, Oracle>;

export type OracleName = keyof typeof oracles;

/** Oracles that hold at every committed moment, also while the office is at work: each is one query over what one transaction wrote. */
export const AT_ANY_MOMENT: readonly OracleName[] = ['O1', 'O2', 'O5', 'O7'];

/** Every finding of the named oracles (all of them by default), by name; an empty object means that all hold. */
export async function judgeRemains(
  remains: Remains,
  names: readonly OracleName[] = Object.keys(oracles) as OracleName[],
): Promise<Partial<Record<OracleName, string[]>>> {
  const judged = await Promise.all(names.map(async (name) => [name, await oracles[name](remains)] as const));
  return Object.fromEntries(judged.filter(([, faults]) => faults.length > 0));
}
