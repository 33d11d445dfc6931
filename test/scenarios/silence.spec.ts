import { bodyOf } from '../../src/api-client/client.js';
import { broken, rehearse, segments, type Rehearsed } from './rehearse.js';
import { whatIsLeftOf } from './what-is-left.js';

let office: Rehearsed;
beforeAll(async () => {
  office = await rehearse(['neverOnFile', 'pendedUntilCalled'], 45);
}, 200_000);
afterAll(() => office?.stop());

const answersTo = (scenario: string) =>
  office.rows(
    `SELECT asked_on::text AS asked, answered_on::text AS answered, category, status_code AS status FROM status_inquirys
      WHERE claim_id = $1 ORDER BY asked_on`,
    [office.claimOf(scenario).id],
  );

describe('a payer that never got the claim', () => {
  it('is asked by 276 when its 277CA does not come, and once more two business days after the first "not on file"', async () => {
    expect(await answersTo('neverOnFile')).toEqual([
      { asked: '2026-01-09', answered: '2026-01-12', category: 'D0', status: '35' },
      { asked: '2026-01-14', answered: '2026-01-15', category: 'D0', status: '35' },
    ]);
  });

  it('gets the claim again only after the second answer, as an original, the first sending kept as proof', async () => {
    expect(
      await office.rows(
        `SELECT s.number, s.frequency, s.state, s.sent_on::text AS on, b.interchange_control IS NOT NULL AS numbered, length(b.sha256) AS hash, b.ack999_on::text AS ack
           FROM submissions s JOIN batches b ON b.id = s.batch_id WHERE s.claim_id = $1 ORDER BY number`,
        [office.claimOf('neverOnFile').id],
      ),
    ).toEqual([
      { number: 1, frequency: '1', state: 'SENT', on: '2026-01-05', numbered: true, hash: 64, ack: '2026-01-05' },
      { number: 2, frequency: '1', state: 'ACCEPTED', on: '2026-01-15', numbered: true, hash: 64, ack: '2026-01-15' },
    ]);
    const files = office.sent('837').filter((file) => file.includes(office.claimOf('neverOnFile').number));
    expect(files).toHaveLength(2);
    expect(files.every((file) => segments(file, 'CLM').some((claim) => claim.includes(':B:1*')))).toBe(true);
  });

  it('leaves a batch that ends once nothing in it waits for an answer any more', async () => {
    expect(await office.rows(`SELECT DISTINCT state FROM batches`)).toEqual([{ state: 'DONE' }]);
  });
});

describe('a payer that only says "in process"', () => {
  it('is asked twice before anybody calls', async () => {
    expect(await answersTo('pendedUntilCalled')).toMatchObject([
      { asked: '2026-01-20', category: 'P1', status: '20' },
      { asked: '2026-02-04', category: 'P1', status: '20' },
    ]);
  });

  it('then goes to a person, and once more when the prompt-pay time has passed: interest is demanded', async () => {
    expect(
      await office.rows(
        `SELECT opened_on::text AS opened, outcome, facts->>'reason' AS reason FROM work_items WHERE kind = 'callPayer' ORDER BY opened_on`,
      ),
    ).toEqual([
      { opened: '2026-02-05', outcome: 'promised', reason: 'two answers brought nothing new' },
      { opened: '2026-02-06', outcome: 'promised', reason: 'prompt-pay time has passed: demand interest' },
    ]);
  });

  it('is called; the note says who, on what channel, what was promised and what comes next', async () => {
    const query = { claimId: office.claimOf('pendedUntilCalled').id };
    const { items } = bodyOf(await office.api.as('supervisor').GET('/contacts', { params: { query } }));
    expect(items.map(({ occurredOn, promisedDate }) => ({ occurredOn, promisedDate }))).toEqual([
      { occurredOn: '2026-02-06', promisedDate: '2026-02-11' },
      { occurredOn: '2026-02-05', promisedDate: '2026-02-11' },
    ]);
    expect(items.slice(1)).toMatchObject([
      {
        channel: 'phone',
        outcomeCode: 'callPayer.promised',
        promisedDate: '2026-02-11',
        nextAction: 'look again on the promised day',
        nextActionOn: '2026-02-11',
        details: { counterparty: 'Claims desk', callReference: expect.stringMatching(/^CALL-/) as string },
      },
    ]);
  });

  it('pays on the promised day with interest, which is income and never lowers what is owed', async () => {
    const file = office.received('835').find((text) => text.includes(office.claimOf('pendedUntilCalled').number)) ?? '';
    expect(segments(file, 'PLB')[0]).toMatch(/\*L6:[A-Z0-9]+\*-\d/);
    const [row] = await office.rows<{ interest: string; on_claim: string }>(
      `SELECT -sum(amount_cents) AS interest, count(claim_id) AS on_claim FROM ledger_entries WHERE ledger_account = 'interest.income'`,
    );
    expect(Number(row?.interest)).toBe(Number(/L6:[A-Z0-9]+\*-([0-9.]+)/.exec(file)?.[1]) * 100);
    expect((await office.lifeOf('pendedUntilCalled')).at(-1)).toMatchObject({
      on: '2026-02-11',
      became: 'CLOSED_PAID',
    });
  });
});

describe('what anybody finds of them afterwards', () => {
  const paid = {
    became: ['CLOSED_PAID'],
    ledger: ['cash.clearing', 'revenue.charges', 'writeoff.WO-CON'],
    mails: [],
  };
  const clocks = ['follow-up: met', 'follow-up: superseded', 'prompt-pay: met', 'timely-filing: met'];
  const bySystem = [
    'system claim.open',
    'system claim.queue',
    'system claim.turn',
    'system remittance.post',
    'system remittance.stage',
    'system workItem.open',
  ];

  it('of the claim that never arrived: two sendings, every clock ended, and the specialist who had it sent unchanged', async () => {
    expect(await whatIsLeftOf(office, 'neverOnFile')).toEqual({
      ...paid,
      sent: ['1', '1'],
      work: ['fixRejection: resendUnchanged'],
      clocks: [...clocks, 'not-on-file-check: met'].sort(),
      audit: ['specialist workItem.complete', ...bySystem],
    });
  });

  it('of the claim that was pended: one sending, two calls, the payer’s time to pay missed, and the specialist who called', async () => {
    expect(await whatIsLeftOf(office, 'pendedUntilCalled')).toEqual({
      ...paid,
      sent: ['1'],
      work: ['callPayer: promised', 'callPayer: promised'],
      clocks: clocks.map((clock) => (clock === 'prompt-pay: met' ? 'prompt-pay: missed' : clock)),
      audit: ['specialist contact.record', 'specialist workItem.complete', ...bySystem],
    });
  });
});

it('closes both, the ledger at zero, no mail and no invariant broken', () => {
  expect(office.report.claims).toMatchObject({ imported: 2, rejected: 0, paid: 2, open: 0 });
  expect(office.report.money).toMatchObject({ openCents: 0, ledgerSumCents: 0 });
  expect(office.mails()).toEqual([]);
  expect(broken(office.invariants)).toEqual({});
});
