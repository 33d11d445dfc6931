import { broken, rehearse, segments, type Rehearsed } from './rehearse.js';

const FATES = ['secondaryPaid', 'crossedOverByMedicare', 'coverageEndedRebilled', 'takenBackAndDenied'];

let office: Rehearsed;
beforeAll(async () => {
  office = await rehearse(FATES, 195);
}, 300_000);
afterAll(() => office?.stop());

interface NextClaim extends Record<string, unknown> {
  readonly id: string;
  readonly number: string;
}
const nextClaimOf = async (scenario: string): Promise<NextClaim> => {
  const [next] = await office.rows<NextClaim>(
    `SELECT id, claim_number AS number, state, sequence FROM claims WHERE parent_claim_id = $1`,
    [office.claimOf(scenario).id],
  );
  if (!next) throw new Error('no claim to another payer');
  return next;
};
const stateOf = async (id: string) =>
  (await office.rows<{ state: string }>('SELECT state FROM claims WHERE id = $1', [id]))[0]?.state;
const fileWith = (prefix: string, number: string) =>
  office.sent(prefix).filter((text) => text.includes(`CLM*${number}*`));
const clpOf = (number: string) =>
  office
    .received('835')
    .flatMap((text) => segments(text, 'CLP'))
    .filter((one) => one.startsWith(`CLP*${number}*`))
    .map((one) => one.split('*'));
const cents = (amount: string | undefined) => Math.round(Number(amount) * 100);
const balanceOf = async (id: string, account: string) =>
  Number(
    (
      await office.rows<{ cents: string | null }>(
        'SELECT sum(amount_cents) AS cents FROM ledger_entries WHERE claim_id = $1 AND ledger_account = $2',
        [id, account],
      )
    )[0]?.cents ?? 0,
  );
const itemsOf = (scenario: string) =>
  office.rows<{ kind: string; state: string; outcome: string | null }>(
    'SELECT kind, state, outcome FROM work_items WHERE claim_id = $1 ORDER BY opened_on, kind',
    [office.claimOf(scenario).id],
  );

describe('a patient with two plans: the first pays and leaves a deductible', () => {
  it('is billed to the second plan with the first one’s decision: 2320 money, 2330 payer, 2430 line by line', async () => {
    const next = await nextClaimOf('secondaryPaid');
    const [, , , , paid = '', share = ''] = clpOf(office.claimOf('secondaryPaid').number)[0] ?? [];
    const [text = ''] = fileWith('837', next.number);
    expect(text).toContain('SBR*S*18*');
    expect(text).toContain('SBR*P*18*');
    expect(text).toContain(`AMT*D*${paid}~`);
    expect(text).toContain(`AMT*EAF*${share}~`);
    expect(segments(text, 'NM1').filter((one) => one.startsWith('NM1*PR*'))).toEqual([
      'NM1*PR*2*SUMMIT BENEFIT PLANS*****PI*SBP07',
      'NM1*PR*2*BLUE RIVER HEALTH*****PI*BRH01',
    ]);
    const lines = segments(text, 'SV1');
    const decided = segments(text, 'SVD');
    expect(decided).toHaveLength(lines.length);
    expect(decided.reduce((sum, one) => sum + cents(one.split('*')[2]), 0)).toBe(cents(paid));
    expect(segments(text, 'DTP').filter((one) => one.startsWith('DTP*573*'))).toHaveLength(lines.length);
  });

  it('moves exactly the deductible to the second plan, which pays it; nobody is billed and both claims close', async () => {
    const first = office.claimOf('secondaryPaid');
    const next = await nextClaimOf('secondaryPaid');
    const share = cents(clpOf(first.number)[0]?.[5]);
    expect(share).toBeGreaterThan(0);
    expect(await balanceOf(first.id, 'transfer.next-payer')).toBe(share);
    expect(await balanceOf(next.id, 'cash.clearing')).toBe(share);
    expect([await balanceOf(first.id, 'receivable.payer'), await balanceOf(next.id, 'receivable.payer')]).toEqual([
      0, 0,
    ]);
    expect([await stateOf(first.id), next['state']]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    expect(await itemsOf('secondaryPaid')).toEqual([]);
  });

  it('gives the second claim its own filing clock from the day of the first payment, and stops it in time', async () => {
    const [clock] = await office.rows<Record<string, string>>(
      `SELECT base_date::text AS base, closed_how AS how, closed_on <= safe_date AS in_time FROM deadlines
        WHERE subject_id = $1 AND kind = 'timely-filing'`,
      [(await nextClaimOf('secondaryPaid')).id],
    );
    const [paid] = await office.rows<{ on: string }>(
      `SELECT r.payment_date::text AS on FROM remittances r JOIN remittance_claims c ON c.remittance_id = r.id WHERE c.claim_id = $1`,
      [office.claimOf('secondaryPaid').id],
    );
    expect(clock).toEqual({ base: paid?.on, how: 'met', in_time: true });
  });
});

describe('Medicare pays first and crosses the claim over', () => {
  it('says so in its 835: CLP02 19 and the name of the payer it went to', () => {
    const { number } = office.claimOf('crossedOverByMedicare');
    expect(clpOf(number).map((clp) => clp[2])).toEqual(['19', '2']);
    const file = office.received('835').find((text) => text.includes(`CLP*${number}*19*`)) ?? '';
    expect(file).toContain('NM1*TT*2*SUMMIT BENEFIT PLANS*****PI*SBP07~');
  });

  it('is waited for: a clock of thirty days starts, and we never send the second claim', async () => {
    const next = await nextClaimOf('crossedOverByMedicare');
    expect(fileWith('837', next.number)).toEqual([]);
    expect(fileWith('837', office.claimOf('crossedOverByMedicare').number)).toHaveLength(1);
    expect(
      await office.rows(
        `SELECT hard_date - base_date AS days, closed_how AS how, closed_on < hard_date AS in_time FROM deadlines
          WHERE subject_id = $1 AND kind = 'crossover'`,
        [office.claimOf('crossedOverByMedicare').id],
      ),
    ).toEqual([{ days: 30, how: 'met', in_time: true }]);
  });

  it('takes the second payer’s money, which comes under our first number, to the second claim and closes both', async () => {
    const first = office.claimOf('crossedOverByMedicare');
    const next = await nextClaimOf('crossedOverByMedicare');
    const [medicare, second] = clpOf(first.number);
    expect(second?.[4]).toBe(medicare?.[5]);
    expect(await balanceOf(next.id, 'cash.clearing')).toBe(cents(second?.[4]));
    expect(await balanceOf(first.id, 'cash.clearing')).toBe(cents(medicare?.[4]));
    expect((await office.lifeOf('crossedOverByMedicare')).map(({ became }) => became)).toContain('CROSSED_OVER');
    expect([await stateOf(first.id), next['state']]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    expect(await itemsOf('crossedOverByMedicare')).toEqual([]);
  });
});

describe('a claim denied because coverage had ended (27)', () => {
  it('is asked about again at once: the 271 shows the end (EB*6) and who covers the patient now (EB*R)', () => {
    const { number } = office.claimOf('coverageEndedRebilled');
    const [before = ''] = (fileWith('837', number)[0] ?? '').split(`CLM*${number}*`);
    const member =
      segments(before, 'NM1')
        .findLast((one) => one.startsWith('NM1*IL*'))
        ?.split('*')[9] ?? '';
    // Answers of one moment come in one file; each subscriber has a level of its own.
    const answers = office
      .received('271')
      .flatMap((text) => text.split(/~(?=HL\*\d+\*\d+\*22\*)/))
      .filter((text) => text.includes(`*MI*${member}~`));
    expect(answers.map((text) => segments(text, 'EB').map((one) => one.split('*')[1]))).toEqual([['1'], ['6', 'R']]);
    expect(answers[1]).toContain('NM1*PRP*2*SUMMIT BENEFIT PLANS*****PI*SBP07~');
  });

  it('is rebilled to that plan as its first payer, under the member number the 271 named', async () => {
    const next = await nextClaimOf('coverageEndedRebilled');
    const [text = ''] = fileWith('837', next.number);
    const [, named = ''] = /REF\*1W\*([^~]+)~/.exec(office.received('271').join('')) ?? [];
    expect(next['sequence']).toBe('P');
    expect(text).toContain('NM1*PR*2*SUMMIT BENEFIT PLANS*****PI*SBP07~');
    expect(text).toContain(`*MI*${named}~`);
    expect(text).not.toContain('AMT*D*');
  });

  it('asks one person once, who names no one again: the coverage the 271 told is on file', async () => {
    expect(await itemsOf('coverageEndedRebilled')).toEqual([
      { kind: 'billOtherPayer', state: 'COMPLETED', outcome: 'billed' },
    ]);
    expect(
      await office.rows(
        `SELECT terms_on IS NOT NULL AS ended FROM coverages v JOIN claims c ON c.coverage_id = v.id WHERE c.id = $1`,
        [office.claimOf('coverageEndedRebilled').id],
      ),
    ).toEqual([{ ended: true }]);
  });

  it('moves the whole charge to the right payer, which pays; the denied claim closes with it and nothing is written off', async () => {
    const denied = office.claimOf('coverageEndedRebilled');
    const next = await nextClaimOf('coverageEndedRebilled');
    const [clp] = clpOf(next.number);
    expect(await balanceOf(denied.id, 'transfer.next-payer')).toBe(cents(clp?.[3]));
    expect(await balanceOf(next.id, 'cash.clearing')).toBe(cents(clp?.[4]));
    expect([await stateOf(denied.id), next['state']]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    expect(await office.rows(`SELECT state, outcome FROM denials WHERE claim_id = $1`, [denied.id])).toMatchObject([
      { state: 'RESOLVED' },
    ]);
    const [{ off } = { off: null }] = await office.rows<{ off: string | null }>(
      `SELECT sum(amount_cents) AS off FROM ledger_entries WHERE claim_id = ANY($1) AND ledger_account LIKE 'writeoff.%' AND ledger_account <> 'writeoff.WO-CON'`,
      [[denied.id, next.id]],
    );
    expect(Number(off)).toBe(0);
  });
});

describe('a payment that a review takes back half a year later', () => {
  it('comes as a reversal with the denial behind it: CLP02 22, then nothing paid', () => {
    const records = clpOf(office.claimOf('takenBackAndDenied').number);
    expect(records.map((clp) => clp[2])).toEqual(['1', '22', '1']);
    expect(cents(records[1]?.[4])).toBe(-cents(records[0]?.[4]));
    expect(cents(records[2]?.[4])).toBe(0);
  });

  it('reopens the claim and owes the whole charge again', async () => {
    const { id, number } = office.claimOf('takenBackAndDenied');
    expect(await stateOf(id)).toBe('DENIED'); // APPEALING only once the appeal has left
    expect(await balanceOf(id, 'receivable.payer')).toBe(cents(clpOf(number)[0]?.[3]));
    expect(await balanceOf(id, 'cash.clearing')).toBe(0);
  });

  it('is left to the person watching: the packet is ready, its item is open and names who acts by when', async () => {
    const open = await office.rows<Record<string, string>>(
      `SELECT kind, role, queue, due_date IS NOT NULL AS dated FROM work_items WHERE state = 'OPEN'`,
    );
    expect(open).toEqual([{ kind: 'fileAppeal', role: 'specialist', queue: 'appeals', dated: true }]);
    expect(
      await office.rows(
        `SELECT hard_date > $2::date AS ahead FROM deadlines WHERE kind = 'appeal-filing' AND closed_on IS NULL
            AND subject_id IN (SELECT id FROM denials WHERE claim_id = $1)`,
        [office.claimOf('takenBackAndDenied').id, office.report.businessDate],
      ),
    ).toEqual([{ ahead: true }]);
  });
});

it('counts four claims that came in, one of them still open, and breaks no invariant; no patient got a letter', () => {
  expect(office.report.claims).toMatchObject({
    imported: 4,
    denied: 2,
    open: 1,
    rejected: 0,
    patientResponsibility: 0,
  });
  expect(office.report.workItems).toMatchObject({ open: 1 });
  expect(office.report.money).toMatchObject({ ledgerSumCents: 0 });
  expect(office.mails()).toEqual([]);
  expect(broken(office.invariants)).toEqual({});
});

it('leaves an audit row for each claim it opened and each event it judged', async () => {
  expect(await office.rows(`SELECT count(*)::int AS n FROM audit_entries WHERE action = 'claim.open'`)).toEqual([
    { n: 7 },
  ]);
  expect(
    await office.rows(
      `SELECT id FROM decisions d WHERE NOT EXISTS (SELECT 1 FROM audit_entries a WHERE a.after->>'decision' = d.id::text)`,
    ),
  ).toEqual([]);
});
