import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { phiFacts } from '../security/phi-facts.js';
import { seedClaims, type SeededClaims } from './canary-claims.js';
import { openPractice, type Job, type Practice } from './practice.js';

/** Five seeded claims meet every fate once or more (seed 20); the job brings one more of its own. */
const SEEDED = { seed: 20, claims: 5 };
const OWN_CLAIMS = 1;
const DAYS = 200;

let practice: Practice;
let seeded: SeededClaims;
let job: Job;
beforeAll(async () => {
  practice = await openPractice();
  seeded = await seedClaims(practice, SEEDED);
  job = await practice.runJob({ claims: OWN_CLAIMS, days: DAYS });
}, 400_000);
afterAll(() => practice?.stop(), 60_000);

const folder = (...names: string[]): string => join(practice.config.dataDir, 'practice', ...names);
const filesIn = (path: string, prefix: string): { name: string; text: string }[] =>
  readdirSync(path)
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }));
const sent = (prefix: string) => filesIn(folder('drop', practice.organizationId, 'to-clearinghouse', 'taken'), prefix);
const received = (prefix: string) =>
  filesIn(folder('drop', practice.organizationId, 'from-clearinghouse', 'archive'), prefix);
const count = async (sql: string): Promise<number> =>
  Number((await practice.rows<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);

describe('a small practice after its main job', () => {
  it('ended by itself with every invariant at zero', () => {
    expect(job.report.invariants).toEqual(
      Object.fromEntries(Object.keys(job.report.invariants).map((name) => [name, 0])),
    );
    expect(Object.keys(job.report.invariants).length).toBeGreaterThanOrEqual(4);
    expect(job.code).toBe(0);
  });

  it('had every fate among its claims', () => {
    expect(new Set(Object.values(seeded.fates))).toEqual(
      new Set(['cleanAndPaid', 'denied16Corrected', 'denied50Appealed', 'patientShare']),
    );
  });

  it('imported, submitted and got accepted every claim, and closed them all', async () => {
    const all = SEEDED.claims + OWN_CLAIMS;
    expect(job.report.claims).toMatchObject({
      imported: all,
      submitted: all,
      accepted: all,
      rejected: 0,
      paid: all,
      denied: 2,
      appealed: 1,
      correctedSubmitted: 1,
      recovered: 2,
      planned: 1,
      placed: 0,
      writtenOff: 0,
      open: 0,
    });
    expect(await practice.rows('SELECT DISTINCT state FROM claims')).toEqual([{ state: 'CLOSED_PAID' }]);
  });

  it('sent each claim once as an original and the corrected one with frequency 7 and the payer’s claim number', () => {
    const files = sent('837');
    const claims = files.flatMap(({ text }) => text.split('~').filter((segment) => segment.startsWith('CLM*')));
    expect(claims.filter((segment) => segment.includes(':B:1*'))).toHaveLength(SEEDED.claims + OWN_CLAIMS);
    expect(claims.filter((segment) => segment.includes(':B:7*'))).toHaveLength(1);
    const corrected = files.find(({ text }) => text.includes(':B:7*'))?.text ?? '';
    const [, number] = /REF\*F8\*([^~]+)~/.exec(corrected) ?? [];
    expect(received('277CA').some(({ text }) => text.includes(`REF*1K*${number}~`))).toBe(true);
    const controls = files.map(({ text }) => text.slice(0, 106).split('*')[13]);
    expect(new Set(controls).size).toBe(files.length);
  });

  it('asked about coverage before it billed, and posted every 835 that came', async () => {
    // Answers of one moment come in one file: people are counted, not files.
    const people = (files: readonly { readonly text: string }[]): number =>
      files.reduce((sum, { text }) => sum + [...text.matchAll(/~HL\*\d+\*\d+\*22\*/g)].length, 0);
    expect(people(sent('270'))).toBeGreaterThan(0);
    expect(people(received('271'))).toBe(people(sent('270')));
    expect(received('835').length).toBeGreaterThan(0);
    expect(await practice.rows('SELECT state, count(*)::int AS n FROM remittances GROUP BY 1')).toEqual([
      { state: 'POSTED', n: received('835').length },
    ]);
  });

  it('proves charged = paid + contractual + patient + written off + open to the cent, and each payment as posted', async () => {
    const {
      chargedCents,
      payerPaidCents,
      contractualCents,
      patientPaidCents,
      writtenOffCents,
      openCents,
      ledgerSumCents,
    } = job.report.money as Record<string, number>;
    expect(chargedCents).toBe(
      (payerPaidCents ?? 0) +
        (contractualCents ?? 0) +
        (patientPaidCents ?? 0) +
        (writtenOffCents ?? 0) +
        (openCents ?? 0),
    );
    expect({ ledgerSumCents, openCents, writtenOffCents }).toEqual({
      ledgerSumCents: 0,
      openCents: 0,
      writtenOffCents: 0,
    });
    expect(patientPaidCents).toBeGreaterThan(0);
    const [money] = await practice.rows<{ charged: string; paid: string; cash: string }>(
      `SELECT (SELECT sum(charge_cents) FROM claims) AS charged, (SELECT sum(payment_cents) FROM remittances) AS paid,
              (SELECT sum(e.amount_cents) FROM ledger_entries e JOIN postings p ON p.id = e.posting_id WHERE e.ledger_account = 'cash.clearing' AND p.source_type = 'remittance') AS cash`,
    );
    expect(Number(money?.charged)).toBe(chargedCents);
    expect(money?.cash).toBe(money?.paid);
  });

  it('resolved both denials as paid: one by the corrected claim, one by the appeal', async () => {
    expect(await practice.rows('SELECT carc, state, outcome FROM denials ORDER BY carc')).toEqual([
      { carc: '16', state: 'RESOLVED', outcome: 'paid' },
      { carc: '50', state: 'RESOLVED', outcome: 'paid' },
    ]);
  });

  it('won the first appeal level with a packet that is kept', async () => {
    expect(
      await practice.rows(
        `SELECT a.level, a.state, a.decision, d.kind, d.pages > 0 AS has_pages, a.filed_on IS NOT NULL AS filed FROM appeal_levels a JOIN documents d ON d.id = a.packet_id`,
      ),
    ).toEqual([
      { level: 1, state: 'CLOSED', decision: 'favorable', kind: 'appealPacket', has_pages: true, filed: true },
    ]);
  });

  it('completed the payment plan, every installment paid in full', async () => {
    expect(await practice.rows('SELECT state FROM payment_plans')).toEqual([{ state: 'COMPLETED' }]);
    expect(await count('installments')).toBeGreaterThan(1);
    expect(await count('installments WHERE paid_cents <> amount_cents OR paid_on IS NULL')).toBe(0);
    expect(await practice.rows('SELECT sum(amount_cents) = sum(paid_cents) AS settled FROM responsibilitys')).toEqual([
      { settled: true },
    ]);
  });

  it('mailed each notice once, under a subject that says nothing', async () => {
    const mails = filesIn(folder('mail'), '0').map(
      ({ text }) => JSON.parse(text) as { messageId: string; subject: string; to: string },
    );
    expect(mails.length).toBeGreaterThan(1);
    expect(new Set(mails.map(({ subject }) => subject))).toEqual(new Set(['A message about your account']));
    const notices = await practice.rows<{ id: string }>(`SELECT message_id AS id FROM notices WHERE state = 'SENT'`);
    expect(mails.map(({ messageId }) => messageId).sort()).toEqual(notices.map(({ id }) => `<${id}>`).sort());
  });

  it('left no message, event, step or story waiting for something that has passed', async () => {
    expect(await count('outbox_messages WHERE delivered_at IS NULL')).toBe(0);
    expect(await count(`intents WHERE state NOT IN ('CONFIRMED')`)).toBe(0);
    expect(await practice.rows('SELECT DISTINCT kind FROM stories WHERE closed_at IS NULL')).toEqual([
      { kind: 'day-book' },
    ]);
    expect(await count(`work_items WHERE state <> 'COMPLETED'`)).toBe(0);
  });

  it('wrote into the audit who did what and why, once for each act', async () => {
    const acts = new Map(
      (
        await practice.rows<{ action: string; n: number }>(
          'SELECT action, count(*)::int AS n FROM audit_entries GROUP BY 1',
        )
      ).map(({ action, n }) => [action, n]),
    );
    expect(acts.get('remittance.post')).toBe(await count('remittances'));
    expect(acts.get('file.receive')).toBe(await count('inbound_files'));
    expect(acts.get('batch.send')).toBe(sent('837').length);
    expect(acts.get('notice.send')).toBe(await count('notices'));
    expect(acts.get('workItem.complete')).toBe(await count('work_items'));
    expect(acts.get('claim.open')).toBe(SEEDED.claims + OWN_CLAIMS);
    expect(acts.get('patientPayment.record')).toBe(await count('patient_payments'));
    expect(await count(`audit_entries WHERE actor = '' OR role = '' OR why = ''`)).toBe(0);
    expect(
      await count(
        `claims c WHERE NOT EXISTS (SELECT 1 FROM audit_entries a WHERE a.subject_id = c.id::text AND a.action = 'claim.turn' AND a.after IS NOT NULL)`,
      ),
    ).toBe(0);
  });

  it('explains every decision of a claim by a rule with its version', async () => {
    expect(await count('decisions')).toBeGreaterThan(SEEDED.claims);
    expect(await count(`deadlines WHERE rule_id = '' OR rule_version < 1 OR source = ''`)).toBe(0);
  });
});

phiFacts(() => ({ practice, seeded }));
