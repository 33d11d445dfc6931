import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { listAgedClaims } from '../../src/app/aging/aged-claims.queries.js';
import { readAging } from '../../src/app/aging/aging.queries.js';
import { agingCsv, agingSvg, agingXlsx } from '../../src/app/aging/render-aging.js';
import { ageBases, agingGroups } from '../../src/app/aging/open-balances.js';
import { recordPatientPayment } from '../../src/app/accounts/record-patient-payment.js';
import { explainAccount, explainClaim } from '../../src/app/books/explain-balance.queries.js';
import { readTrialBalance } from '../../src/app/books/trial-balance.queries.js';
import { verifyBooks } from '../../src/app/books/verify-books.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { cents } from '../../src/domain/money.js';
import {
  cas,
  decision,
  foundPractice,
  openOne,
  post,
  takenBack,
  tellAccount,
  tellClaim,
  type OpenedClaim,
  type Practice,
} from './a-practice.js';

const SHARE = 2_500;
const day = { opened: plainDate('2026-01-05'), decided: plainDate('2026-02-10'), paid: plainDate('2026-03-16') };
const supervisor = { id: 'sue', role: 'supervisor' };

let practice: Practice;
let admin: pg.Client;
let paid: OpenedClaim;
let waiting: OpenedClaim;
let overpaid: OpenedClaim;

const goTo = async (date: string): Promise<void> => {
  await admin.query('UPDATE organizations SET business_at = $1 WHERE id = $2', [`${date}T15:00:00Z`, practice.org]);
};
const told = async (claim: OpenedClaim): Promise<void> => {
  await tellClaim(practice, claim);
  await tellAccount(practice, claim.accountId);
  await tellClaim(practice, claim);
};
const shared = (claim: OpenedClaim) =>
  decision(claim, {
    patientResponsibilityCents: cents(SHARE),
    adjustments: [cas('CO', '45', 1_000), cas('PR', '2', SHARE)],
  });

beforeAll(async () => {
  practice = await foundPractice();
  admin = new pg.Client({ connectionString: practice.adminUrl });
  await admin.connect();
  [paid, waiting, overpaid] = [await openOne(practice), await openOne(practice), await openOne(practice)];
  await goTo(day.decided);
  await post(practice, { payerId: paid.payerId, on: plainDate('2026-02-08'), claims: [shared(paid)] });
  await told(paid);
  await post(practice, {
    payerId: overpaid.payerId,
    claims: [
      decision(overpaid, { paidCents: cents(overpaid.chargeCents + 700), adjustments: [cas('CO', '45', -700)] }),
    ],
  });
  await tellClaim(practice, overpaid);
  await goTo(day.paid);
  await recordPatientPayment(practice.deps, supervisor, practice.org, {
    accountId: paid.accountId,
    amountCents: SHARE,
    method: 'check',
    reference: 'check 1001',
    key: randomUUID(),
  });
  await told(paid);
}, 120_000);
afterAll(async () => {
  await admin?.end();
  await practice?.stop({ books: 'broken on purpose' });
});

const accountOn = async (on?: typeof day.paid) => {
  const found = await explainAccount(practice.deps, supervisor, practice.org, {
    id: paid.accountId,
    ...(on && { on }),
  });
  if (!found.ok) throw new Error(found.problem.code);
  return found.value;
};

describe('a balance explained', () => {
  it('tells the guarantor what became theirs and what they paid', async () => {
    const told = await accountOn();
    expect(told.summary).toBe('The guarantor owes nothing: 2 postings bring the balance to zero.');
    expect(told.steps.map(({ on, changeCents }) => [on, changeCents])).toEqual([
      [day.decided, SHARE],
      [day.paid, -SHARE],
    ]);
    expect(told.steps[0]?.sentence).toContain('$10.00 contractual adjustment, $25.00 became the guarantor’s');
    expect(told.steps[0]?.sentence).toContain('dated 2026-02-08');
    expect(told.steps[0]?.links).toEqual([expect.stringMatching(/^\/remittances\//), `/claims/${paid.id}`]);
  });

  it('tells it as it stood on a past day, before the payment', async () => {
    expect(await accountOn(plainDate('2026-03-01'))).toMatchObject({
      balanceCents: SHARE,
      summary: 'The guarantor owes $25.00 after 1 posting.',
    });
    expect((await accountOn(plainDate('2026-02-09'))).balanceCents).toBe(0);
  });

  it('tells what the payer of a claim owes, to the same cent as the balance table', async () => {
    const found = await explainClaim(practice.deps, supervisor, practice.org, { id: waiting.id });
    expect(found).toMatchObject({ ok: true, value: { balanceCents: waiting.chargeCents, on: day.paid } });
    expect(await explainClaim(practice.deps, supervisor, practice.org, { id: randomUUID() })).toMatchObject({
      ok: false,
      problem: { code: 'notFound' },
    });
  });
});

describe('the trial balance', () => {
  it('has as many debits as credits, on any day, and a past day does not move', async () => {
    for (const on of Object.values(day)) {
      const table = await readTrialBalance(practice.deps, supervisor, practice.org, { on });
      expect(table.debitCents).toBe(table.creditCents);
    }
    const then = await readTrialBalance(practice.deps, supervisor, practice.org, { on: day.decided });
    const owed = then.rows.find(({ account }) => account === 'receivable.patient');
    expect(owed).toMatchObject({ title: 'Owed by guarantors', side: 'debit', balanceCents: SHARE });
  });
});

describe('aging', () => {
  const wish = { by: 'payer', base: 'service' } as const;

  it('foots: every cell equals the claims behind it, for every base and grouping', async () => {
    for (const base of ageBases) {
      for (const by of agingGroups) {
        const table = await readAging(practice.deps, supervisor, practice.org, { by, base });
        expect(table.total.totalCents).toBe(waiting.chargeCents);
        for (const row of table.rows) {
          for (const [at, amount] of row.bucketCents.entries()) {
            const bucket = table.buckets[at] ?? '';
            const behind = await listAgedClaims(practice.deps, supervisor, practice.org, {
              by,
              base,
              key: row.key,
              party: row.party,
              bucket,
              side: 'debt',
              limit: 50,
            });
            expect([bucket, behind.totalCents]).toEqual([bucket, amount]);
          }
        }
      }
    }
  });

  it('shows a credit apart and never nets it', async () => {
    const before = await readAging(practice.deps, supervisor, practice.org, wish);
    await post(practice, {
      payerId: overpaid.payerId,
      claims: [decision(overpaid, { paidCents: cents(900), adjustments: [], chargeCents: cents(900) })],
    });
    const after = await readAging(practice.deps, supervisor, practice.org, wish);
    expect(after.total.totalCents).toBe(before.total.totalCents);
    expect(after.total.creditCents).toBe(before.total.creditCents + 900);
  });

  it('is the same for a past day whenever it is asked', async () => {
    const on = day.opened;
    const table = await readAging(practice.deps, supervisor, practice.org, { ...wish, on });
    expect(table.total).toMatchObject({
      totalCents: paid.chargeCents + waiting.chargeCents + overpaid.chargeCents,
      creditCents: 0,
      claims: 3,
    });
  });

  it('folds every past day from its entries, from whichever end of the books, and its cells foot', async () => {
    for (const on of [
      '2026-01-04',
      day.opened,
      '2026-01-06',
      '2026-02-09',
      day.decided,
      '2026-02-11',
      '2026-03-15',
    ].map(plainDate)) {
      const { rows: entries } = await admin.query<{ party: string; cents: string }>(
        `SELECT split_part(e.ledger_account, '.', 2) AS party, sum(e.amount_cents) AS cents FROM ledger_entries e
           JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
          WHERE e.organization_id = $1 AND e.ledger_account LIKE 'receivable.%' AND p.posted_on <= $2
          GROUP BY 1, e.claim_id HAVING sum(e.amount_cents) <> 0`,
        [practice.org, on],
      );
      const owed = (sign: number): number =>
        entries.reduce((sum, { cents: found }) => sum + Math.max(0, sign * Number(found)), 0);
      for (const base of ageBases) {
        const table = await readAging(practice.deps, supervisor, practice.org, { by: 'party', base, on });
        expect([on, table.total]).toEqual([
          on,
          expect.objectContaining({ totalCents: owed(1), creditCents: owed(-1), claims: entries.length }),
        ]);
        for (const { key, party, totalCents } of table.rows) {
          const cell = { by: 'party', base, on, key, party, side: 'debt', limit: 50 } as const;
          const behind = await listAgedClaims(practice.deps, supervisor, practice.org, cell);
          expect([on, party, behind.totalCents]).toEqual([on, party, totalCents]);
        }
      }
    }
  });

  it('leaves the house as CSV that no spreadsheet runs, XLSX and a chart', async () => {
    const real = await readAging(practice.deps, supervisor, practice.org, wish);
    const [first] = real.rows;
    if (!first) throw new Error('no row');
    const table = { ...real, rows: [{ ...first, label: '=HYPERLINK("http://x","y")' }] };
    const [head, row] = agingCsv(table).split('\r\n');
    expect(head).toBe(
      'payer,owed by,0–30 days,31–60 days,61–90 days,91–120 days,121–150 days,151–180 days,181–365 days,>365 days,total,credits,claims',
    );
    expect(row).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    const workbook = await agingXlsx(table);
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
    expect(agingSvg(real)).toContain(`Receivables by age from date of service, ${day.paid}`);
  });
});

describe('reclaim books verify', () => {
  const verify = async () =>
    new Map((await verifyBooks(practice.deps, supervisor, practice.org)).map((check) => [check.name, check]));

  it('proves the books in words', async () => {
    const found = await verify();
    expect([...found.values()].filter(({ holds }) => !holds)).toEqual([]);
    expect(found.get('postings balance')?.sentence).toMatch(
      /^every posting sums to zero, as a whole and within each claim \(\d+ postings\)$/,
    );
    expect(found.get('remittance money is on the books')?.counted).toBe(3);
  });

  /** Plants a fault behind the guards, looks, and takes it away again. */
  const planted = async (statements: readonly string[]) => {
    await admin.query('BEGIN');
    await admin.query("SET LOCAL session_replication_role = 'replica'");
    for (const statement of statements) await admin.query(statement);
    await admin.query('COMMIT');
    return verify();
  };
  const faults: readonly (readonly [string, string, string, RegExp])[] = [
    [
      'balances equal the entries',
      `UPDATE ledger_balances SET balance_cents = balance_cents + 7 WHERE ledger_account = 'receivable.payer' AND claim_id = CLAIM`,
      `UPDATE ledger_balances SET balance_cents = balance_cents - 7 WHERE ledger_account = 'receivable.payer' AND claim_id = CLAIM`,
      /kept balance is off by 7 cents/,
    ],
    [
      'postings balance',
      `UPDATE ledger_entries SET amount_cents = amount_cents + 3 WHERE claim_id = CLAIM AND ledger_account = 'revenue.charges'`,
      `UPDATE ledger_entries SET amount_cents = amount_cents - 3 WHERE claim_id = CLAIM AND ledger_account = 'revenue.charges'`,
      /off by 3 cents on claim/,
    ],
    [
      'the ledger sums to zero',
      `UPDATE ledger_entries SET amount_cents = amount_cents + 3 WHERE claim_id = CLAIM AND ledger_account = 'revenue.charges'`,
      `UPDATE ledger_entries SET amount_cents = amount_cents - 3 WHERE claim_id = CLAIM AND ledger_account = 'revenue.charges'`,
      /off by 3 cents/,
    ],
    [
      'accounts are known',
      `UPDATE ledger_entries SET ledger_account = 'nowhere' WHERE claim_id = CLAIM AND ledger_account = 'revenue.charges'`,
      `UPDATE ledger_entries SET ledger_account = 'revenue.charges' WHERE claim_id = CLAIM AND ledger_account = 'nowhere'`,
      /1 entries on an account the chart does not have/,
    ],
    [
      'remittances balance',
      `UPDATE remittances SET payment_cents = payment_cents + 1 WHERE state = 'POSTED'`,
      `UPDATE remittances SET payment_cents = payment_cents - 1 WHERE state = 'POSTED'`,
      /its parts make/,
    ],
    [
      'remittance money is on the books',
      `UPDATE remittances SET payment_cents = payment_cents + 1 WHERE state = 'POSTED'`,
      `UPDATE remittances SET payment_cents = payment_cents - 1 WHERE state = 'POSTED'`,
      /booked/,
    ],
    [
      'charges are on the books',
      `UPDATE claims SET charge_cents = charge_cents + 1 WHERE id = CLAIM`,
      `UPDATE claims SET charge_cents = charge_cents - 1 WHERE id = CLAIM`,
      /claims \d+ cents, booked \d+/,
    ],
    [
      'closed claims owe nothing',
      `UPDATE claims SET state = 'CLOSED_PAID!' WHERE id = CLAIM`,
      `UPDATE claims SET state = 'SUBMITTED' WHERE id = CLAIM`,
      /is CLOSED_PAID! with \d+ cents open/,
    ],
    [
      'patient payments are on the books',
      `UPDATE patient_payments SET amount_cents = amount_cents + 1`,
      `UPDATE patient_payments SET amount_cents = amount_cents - 1`,
      /paid 2501 cents, booked 2500/,
    ],
    [
      'the guards stand',
      `ALTER TABLE postings DISABLE TRIGGER no_change`,
      `ALTER TABLE postings ENABLE TRIGGER no_change`,
      /is missing or switched off/,
    ],
  ];

  it.each(faults)('turns red when this is broken: %s', async (name, plant, mend, found) => {
    const here = (statement: string): string => statement.replaceAll('CLAIM', `'${waiting.id}'`);
    if (name === 'closed claims owe nothing')
      await admin.query(`UPDATE work_items SET state = 'COMPLETED' WHERE claim_id = '${waiting.id}'`);
    if (name === 'closed claims owe nothing')
      await admin.query(`UPDATE story_events SET handled_at = now() WHERE subject_id = '${waiting.id}'`);
    const broken = (await planted([here(plant)])).get(name);
    expect(broken?.holds).toBe(false);
    expect(broken?.faults[0]?.found).toMatch(found);
    expect((await planted([here(mend)])).get(name)?.holds).toBe(true);
  });

  it('finds a payment posted twice, an inexact reversal and a protected patient who is asked', async () => {
    await post(practice, { payerId: paid.payerId, claims: [takenBack(shared(paid))] });
    await told(paid);
    const reversals = (await verify()).get('reversals are exact');
    expect(reversals).toMatchObject({ holds: true, counted: 1 });
    const crooked = await planted([
      `UPDATE ledger_entries SET amount_cents = amount_cents + 5 WHERE posting_id IN (SELECT id FROM postings WHERE reverses_id IS NOT NULL) AND ledger_account = 'cash.clearing'`,
    ]);
    expect(crooked.get('reversals are exact')?.faults[0]?.found).toBe('cash.clearing is left with 5 cents');
    const twice = await planted([
      `DROP INDEX one_posted_remittance`,
      `UPDATE remittances SET identity_key = 'same' WHERE state = 'POSTED'`,
    ]);
    expect(twice.get('nothing is posted twice')?.faults[0]?.found).toMatch(/^posted \d times$/);
    const asked = await planted([
      `UPDATE payers SET bills_patients = false WHERE id = '${paid.payerId}'`,
      `UPDATE ledger_balances SET balance_cents = 100 WHERE ledger_account = 'receivable.patient' AND claim_id = '${paid.id}'`,
    ]);
    expect(asked.get('protected patients owe nothing')?.faults[0]?.found).toBe('100 cents stand against the guarantor');
  });
});
