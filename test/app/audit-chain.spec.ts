import pg from 'pg';
import { sealAudit } from '../../src/app/audit/seal-audit.js';
import { verifyAudit } from '../../src/app/audit/verify-audit.js';
import { foundPractice, openOne, type Practice } from './a-practice.js';

const aud = { id: 'aud', role: 'auditor' };

let practice: Practice;
let relay: pg.Pool;
let admin: pg.Client;
beforeAll(async () => {
  practice = await foundPractice();
  relay = new pg.Pool({ connectionString: practice.deps.config.database.relayUrl, max: 2 });
  admin = new pg.Client({ connectionString: practice.adminUrl });
  await admin.connect();
}, 240_000);
afterAll(async () => {
  await relay?.end();
  await admin?.end();
  await practice?.stop();
}, 240_000);

const verified = () => verifyAudit(practice.deps, aud, practice.org);
const found = async () => (await verified()).faults.map(({ subject, found: what }) => `${subject} ${what}`);
async function seal(): Promise<void> {
  while ((await sealAudit(relay, practice.deps.keys)) > 0);
}
/** Behind the product's back: the triggers that refuse every change are switched off. */
async function tamper<T>(work: () => Promise<T>): Promise<T> {
  await admin.query("SET session_replication_role = 'replica'");
  return work().finally(() => admin.query("SET session_replication_role = 'origin'"));
}
const numbers = async (): Promise<string[]> =>
  (await admin.query<{ sequence: string }>('SELECT sequence FROM audit_entries ORDER BY sequence')).rows.map(
    ({ sequence }) => sequence,
  );

describe('the chain over the audit rows', () => {
  it('holds over what was done, and counts apart what is not sealed yet', async () => {
    for (let at = 0; at < 5; at += 1) await openOne(practice);
    await seal();
    await openOne(practice);
    const rows = await numbers();
    const { holds, counted, sentence } = await verified();
    expect([holds, counted < rows.length]).toEqual([true, true]);
    expect(sentence).toContain(`${rows.length - counted} not sealed yet`);
    await seal();
    expect((await verified()).counted).toBe(rows.length);
  });

  it('seals each row once when several workers seal at once', async () => {
    for (let at = 0; at < 3; at += 1) await openOne(practice);
    await Promise.all(Array.from({ length: 6 }, () => sealAudit(relay, practice.deps.keys)));
    await seal();
    expect(await verified()).toMatchObject({ holds: true, counted: (await numbers()).length });
  });

  it('seals a row that committed late behind rows that were sealed before it', async () => {
    const [late] = (
      await tamper(() =>
        admin.query<{ sequence: string }>(
          `INSERT INTO audit_entries (sequence, organization_id, actor, role, action, subject_type, subject_id, why, business_date)
           SELECT min(sequence) - 1, $1, 'late', 'system', 'test', 'test', '', 'committed late', '2026-01-05' FROM audit_entries RETURNING sequence`,
          [practice.org],
        ),
      )
    ).rows;
    expect(late).toBeDefined();
    await seal();
    expect(await verified()).toMatchObject({ holds: true, counted: (await numbers()).length });
  });

  it('names the row that somebody changed, and holds again when it is as it was', async () => {
    const sequence = (await numbers()).at(3) ?? '';
    const rename = (actor: string) =>
      admin.query('UPDATE audit_entries SET actor = $2 WHERE sequence = $1', [sequence, actor]);
    const { rows } = await admin.query<{ actor: string }>('SELECT actor FROM audit_entries WHERE sequence = $1', [
      sequence,
    ]);
    await tamper(() => rename('somebody else'));
    expect(await found()).toEqual([`audit row ${sequence} was changed after it was sealed, or its seal was`]);
    await tamper(() => rename(rows[0]?.actor ?? ''));
    expect(await found()).toEqual([]);
  });

  it('names the row that somebody took out, with its seal or without it', async () => {
    const [third, fourth] = (await numbers()).slice(3, 5);
    await tamper(() => admin.query('DELETE FROM audit_entries WHERE sequence = $1', [third]));
    expect(await found()).toEqual([`audit row ${third} is gone; its seal is there`]);
    await tamper(() => admin.query('DELETE FROM audit_seals WHERE audit_sequence = $1', [third]));
    expect(await found()).toEqual([
      `audit row ${fourth} 1 seals before it are gone`,
      `audit row ${fourth} was changed after it was sealed, or its seal was`,
    ]);
  });

  it('cannot be written or mended by the application’s own role', async () => {
    await expect(
      practice.within((tx) => tx.db.$executeRaw`DELETE FROM audit_seals WHERE organization_id = ${practice.org}::uuid`),
    ).rejects.toThrow('permission denied');
  });
});
