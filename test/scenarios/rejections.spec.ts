import { broken, rehearse, segments, type Rehearsed } from './rehearse.js';

let office: Rehearsed;
beforeAll(async () => {
  office = await rehearse(['setRejected', 'rejectedByPayer', 'cleanAndPaid'], 24);
}, 200_000);
afterAll(() => office?.stop());

const sendings = (scenario: string) =>
  office.rows(
    `SELECT number, frequency, state, sent_on::text AS on, status_codes AS codes FROM submissions WHERE claim_id = $1 ORDER BY number`,
    [office.claimOf(scenario).id],
  );
const items = (scenario: string) =>
  office.rows(
    `SELECT kind, role, outcome, facts, opened_on::text AS opened, due_date::text AS due FROM work_items WHERE claim_id = $1`,
    [office.claimOf(scenario).id],
  );

describe('a 999 that rejects one set of a batch', () => {
  it('sends the claims of each payer as a set of their own', () => {
    const [first = ''] = office.sent('837');
    expect(segments(first, 'ST').map((set) => set.split('*')[2])).toEqual(['0001', '0002', '0003']);
    expect(segments(first, 'CLM')).toHaveLength(3);
  });

  it('answers P for the file, R for the set with the wrong place of service, and the other sets go on', async () => {
    const [answer = ''] = office.received('999');
    expect(segments(answer, 'AK9')).toEqual(['AK9*P*3*3*2']);
    expect(segments(answer, 'IK5').sort()).toEqual(['IK5*A', 'IK5*A', 'IK5*R*5']);
    expect(await sendings('cleanAndPaid')).toMatchObject([{ number: 1, state: 'ACCEPTED' }]);
  });

  it('gives the claim to a person with the place of the fault, who mends it through the API the next morning', async () => {
    expect(await items('setRejected')).toEqual([
      {
        kind: 'fixRejection',
        role: 'specialist',
        outcome: 'corrected',
        facts: { level: '999', codes: '5 CLM:5:7' },
        opened: '2026-01-05',
        due: '2026-01-06',
      },
    ]);
    expect(
      await office.rows(
        `SELECT after->'fields' AS fields FROM audit_entries WHERE action = 'claim.correct' AND subject_id = $1`,
        [office.claimOf('setRejected').id],
      ),
    ).toEqual([{ fields: ['placeOfService'] }]);
  });

  it('sends it again as an original with the mended place of service, and keeps the rejected sending', async () => {
    expect(await sendings('setRejected')).toMatchObject([
      { number: 1, frequency: '1', state: 'REJECTED', on: '2026-01-05', codes: ['5', 'CLM:5:7'] },
      { number: 2, frequency: '1', state: 'ACCEPTED', on: '2026-01-06' },
    ]);
    const files = office.sent('837').filter((file) => file.includes(office.claimOf('setRejected').number));
    const { number } = office.claimOf('setRejected');
    const places = files.map(
      (file) =>
        segments(file, 'CLM')
          .find((one) => one.includes(number))
          ?.split('*')[5],
    );
    expect(places).toEqual(['00:B:1', '11:B:1']);
  });
});

describe('a 277CA that rejects a claim', () => {
  it('comes from the payer with category and status, and is no denial', async () => {
    const answers = office.received('277CA').join('');
    expect(answers).toMatch(/STC\*A3:158\*20260106\*U\*/);
    expect(await office.rows('SELECT id FROM denials')).toEqual([]);
    expect((await office.lifeOf('rejectedByPayer')).map(({ because }) => because)).toContain(
      'Rejected before adjudication (277CA A3:158); timely filing still runs.',
    );
  });

  it('keeps the filing deadline running until the payer has accepted the mended claim', async () => {
    expect(
      await office.rows(
        `SELECT closed_on::text AS closed, hard_date > closed_on AS in_time FROM deadlines WHERE subject_id = $1 AND kind = 'timely-filing'`,
        [office.claimOf('rejectedByPayer').id],
      ),
    ).toEqual([{ closed: '2026-01-08', in_time: true }]);
  });

  it('goes out again as frequency 1 without the payer’s number, the first sending kept as it was', async () => {
    expect(await sendings('rejectedByPayer')).toMatchObject([
      { number: 1, frequency: '1', state: 'REJECTED', on: '2026-01-05', codes: ['A2:20', 'A2:20', 'A3:158'] },
      { number: 2, frequency: '1', state: 'ACCEPTED', on: '2026-01-07' },
    ]);
    const again = office.sent('837').at(-1) ?? '';
    expect(segments(again, 'CLM')[0]).toContain(':B:1*');
    expect(again).not.toContain('REF*F8*');
    const born = office
      .sent('837')
      .filter((file) => file.includes(office.claimOf('rejectedByPayer').number))
      .map((file) => Number(/DMG\*D8\*(\d{4})/.exec(file.slice(file.indexOf('BLUE RIVER') - 600))?.[1] ?? 0));
    expect(born.length).toBe(2);
  });
});

it('pays all three, writes the ledger to zero, sends no mail and breaks no invariant', async () => {
  expect(office.report.claims).toMatchObject({ imported: 3, rejected: 2, accepted: 3, paid: 3, denied: 0, open: 0 });
  expect(office.report.money).toMatchObject({ openCents: 0, ledgerSumCents: 0, writtenOffCents: 0 });
  expect(office.mails()).toEqual([]);
  expect(broken(office.invariants)).toEqual({});
});
