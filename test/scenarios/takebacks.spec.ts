import { broken, rehearse, segments, type Rehearsed } from './rehearse.js';
import { whatIsLeftOf } from './what-is-left.js';

let office: Rehearsed;
beforeAll(async () => {
  office = await rehearse(
    ['reversedAndCorrected', 'takenBackByOffset', ...Array<string>(4).fill('deniedAsDuplicate')],
    40,
  );
}, 200_000);
afterAll(() => office?.stop());

const remittancesOf = (scenario: string) => {
  const { number } = office.claimOf(scenario);
  return office.received('835').filter((file) => file.includes(`CLP*${number}*`));
};
const clpOf = (file: string, scenario: string): string[] =>
  segments(file, 'CLP')
    .filter((one) => one.includes(office.claimOf(scenario).number))
    .map((one) => one.split('*')[2] ?? '');
const centsOn = async (account: string): Promise<number> =>
  Number(
    (
      await office.rows<{ cents: string | null }>(
        'SELECT sum(amount_cents) AS cents FROM ledger_entries WHERE ledger_account = $1',
        [account],
      )
    )[0]?.cents ?? 0,
  );

describe('a decision the payer takes back (CLP02 22)', () => {
  it('comes in a remittance of its own, the correction in a later one', () => {
    expect(remittancesOf('reversedAndCorrected').map((file) => clpOf(file, 'reversedAndCorrected'))).toEqual([
      ['1'],
      ['22'],
      ['1'],
    ]);
  });

  it('reopens the closed claim, waits for the correction and closes it again', async () => {
    const states = (await office.lifeOf('reversedAndCorrected')).map(({ became }) => became);
    const closed = states.indexOf('CLOSED_PAID');
    expect(states.slice(closed)).toEqual(['CLOSED_PAID', 'REVERSED', 'CLOSED_PAID']);
    expect(
      await office.rows(
        `SELECT base_date::text AS base, closed_how AS how FROM deadlines WHERE subject_id = $1 AND rule_id LIKE 'reversal%'`,
        [office.claimOf('reversedAndCorrected').id],
      ),
    ).toEqual([{ base: expect.stringMatching(/^2026-01/) as string, how: 'met' }]);
  });

  it('leaves exactly what the contract pays: 72 % of the charge', async () => {
    const [row] = await office.rows<{ charge: number; paid: number; left: number }>(
      `SELECT c.charge_cents::int AS charge,
              sum(e.amount_cents) FILTER (WHERE e.ledger_account = 'cash.clearing')::int AS paid,
              sum(e.amount_cents) FILTER (WHERE e.ledger_account LIKE 'receivable.%')::int AS left
         FROM claims c JOIN ledger_entries e ON e.claim_id = c.id WHERE c.id = $1 GROUP BY 1`,
      [office.claimOf('reversedAndCorrected').id],
    );
    expect(row?.left).toBe(0);
    expect(Math.abs((row?.paid ?? 0) - Math.round((row?.charge ?? 0) * 0.72))).toBeLessThanOrEqual(2);
  });
});

describe('a payer that overpaid and keeps it from the next payment', () => {
  it('pays interest (L6) first, forwards the balance (FB), then recovers it under the same reference (WO)', () => {
    const adjustments = office
      .received('835')
      .flatMap((file) => segments(file, 'PLB').map((one) => one.split('*').slice(3, 5)));
    const kinds = adjustments.map(
      ([reason = '', amount = '']) => `${reason.split(':')[0]} ${amount.startsWith('-') ? 'adds' : 'takes'}`,
    );
    expect(kinds).toEqual(expect.arrayContaining(['L6 adds', 'FB adds', 'WO takes']));
    const references = adjustments
      .map(([reason = '']) => reason)
      .filter((reason) => /^(FB|WO)/.test(reason))
      .map((reason) => reason.slice(3));
    expect(references.length).toBeGreaterThan(1);
  });

  it('balances every payment: BPR02 is the claims less the provider adjustments, and all were posted', async () => {
    expect(await office.rows('SELECT DISTINCT state FROM remittances')).toEqual([{ state: 'POSTED' }]);
    expect(await centsOn('cash.clearing')).toBe(
      Number((await office.rows<{ sum: string }>('SELECT sum(payment_cents) AS sum FROM remittances'))[0]?.sum),
    );
  });

  it('keeps interest apart from the claim and owes nothing once the balance is recovered', async () => {
    expect(await centsOn('interest.income')).toBeLessThan(0);
    expect(await centsOn('payer-offset')).toBe(0);
    expect(await centsOn('receivable.payer')).toBe(0);
  });
});

describe('what anybody finds of them afterwards', () => {
  const paid = {
    became: ['CLOSED_PAID'],
    sent: ['1'],
    ledger: ['cash.clearing', 'revenue.charges', 'writeoff.WO-CON'],
    work: [],
    clocks: ['follow-up: met', 'follow-up: superseded', 'prompt-pay: met', 'timely-filing: met'],
    mails: [],
  };
  const audit = [
    'system claim.open',
    'system claim.queue',
    'system claim.turn',
    'system remittance.post',
    'system remittance.stage',
  ];

  it.each(['reversedAndCorrected', 'takenBackByOffset'])(
    '%s: sent once, no clock runs, nobody owes anything, and the audit knows no hand but the system’s',
    async (fate) => {
      expect(await whatIsLeftOf(office, fate)).toEqual({ ...paid, audit });
    },
  );

  it('a second entry denied as a duplicate leaves one thing more: the audit of its denial', async () => {
    expect(await whatIsLeftOf(office, 'deniedAsDuplicate')).toEqual({
      ...paid,
      audit: ['system appeal.turn', ...audit],
    });
  });

  it('each remittance was staged and posted once by the audit, with what it paid and why', async () => {
    expect(
      await office.rows(
        `SELECT r.id FROM remittances r LEFT JOIN audit_entries a ON a.subject_id = r.id::text AND a.action = 'remittance.post'
          GROUP BY r.id, r.payment_cents
         HAVING count(a.sequence) <> 1 OR min((a.after->>'paymentCents')::bigint) <> r.payment_cents OR min(a.why) = ''`,
      ),
    ).toEqual([]);
  });
});

it('closes all without a person, a mail or a broken invariant', async () => {
  expect(office.report.claims).toMatchObject({ imported: 6, paid: 6, open: 0 });
  expect(office.report.money).toMatchObject({ openCents: 0, ledgerSumCents: 0 });
  expect(await office.rows(`SELECT kind FROM work_items WHERE state <> 'COMPLETED'`)).toEqual([]);
  expect(office.mails()).toEqual([]);
  expect(broken(office.invariants)).toEqual({});
});
