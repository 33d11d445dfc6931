import { broken, rehearse, segments, type Rehearsed } from './rehearse.js';

let office: Rehearsed;
beforeAll(async () => {
  office = await rehearse(['denied197Appealed', 'denied50WrittenOff', 'deniedAsDuplicate'], 90);
}, 200_000);
afterAll(() => office?.stop());

const denialsOf = (scenario: string) =>
  office.rows(
    `SELECT group_code AS grp, carc, category, state, outcome, opened_on::text AS opened, resolved_on::text AS resolved FROM denials WHERE claim_id = $1`,
    [office.claimOf(scenario).id],
  );
const levelsOf = (scenario: string) =>
  office.rows(
    `SELECT a.level, a.state, a.decision, a.filed_on::text AS filed, a.decided_on::text AS decided, a.packet_id IS NOT NULL AS packet
       FROM appeal_levels a JOIN denials d ON d.id = a.denial_id WHERE d.claim_id = $1 ORDER BY a.level`,
    [office.claimOf(scenario).id],
  );
const itemsOf = (scenario: string) =>
  office.rows(
    `SELECT kind, outcome, opened_on::text AS opened FROM work_items WHERE claim_id = $1 ORDER BY opened_on, kind`,
    [office.claimOf(scenario).id],
  );
const entriesOf = (scenario: string) =>
  office.rows<{ account: string; cents: number }>(
    `SELECT ledger_account AS account, sum(amount_cents)::int AS cents FROM ledger_entries WHERE claim_id = $1
      GROUP BY 1 HAVING sum(amount_cents) <> 0 ORDER BY 1`,
    [office.claimOf(scenario).id],
  );

describe('a service denied because it was not authorized (197)', () => {
  it('is asked for after the fact while the window from the service is open', async () => {
    expect(
      await office.rows(
        `SELECT kind, base_date::text AS base, hard_date::text AS hard, closed_on::text AS closed, rule_id AS rule FROM deadlines
          WHERE kind LIKE 'authorization%' ORDER BY created_on, kind DESC`,
      ),
    ).toEqual([
      {
        kind: 'authorization-request',
        base: '2026-01-02',
        hard: '2026-01-16',
        closed: '2026-01-12',
        rule: 'retro-auth-days.default',
      },
      {
        kind: 'authorization-decision',
        base: '2026-01-12',
        hard: '2026-01-19',
        closed: '2026-01-16',
        rule: 'authorization-decision.default',
      },
    ]);
  });

  it('keeps the file by which the payer accepted the claim, as proof of timely filing', async () => {
    expect(
      await office.rows(
        `SELECT s.state, f.kind, length(f.sha256) AS hash FROM submissions s JOIN inbound_files f ON f.id = s.acknowledged_by WHERE s.claim_id = $1`,
        [office.claimOf('denied197Appealed').id],
      ),
    ).toEqual([{ state: 'ACCEPTED', kind: 'acknowledgements', hash: 64 }]);
  });

  it('is refused, goes to the first appeal level and wins', async () => {
    expect(
      (await itemsOf('denied197Appealed')).map(({ kind, outcome }) => `${String(kind)}: ${String(outcome)}`),
    ).toEqual([
      'recordAuthorization: refused',
      'requestAuthorization: requested',
      'assembleAppeal: ready',
      'fileAppeal: filed',
      'recordAppealDecision: decided',
    ]);
    expect(await levelsOf('denied197Appealed')).toMatchObject([
      { level: 1, state: 'CLOSED', decision: 'favorable', filed: '2026-01-21', decided: '2026-02-20', packet: true },
    ]);
  });

  it('is paid by the corrected 835 that follows, without a corrected claim', async () => {
    expect(await denialsOf('denied197Appealed')).toMatchObject([
      { carc: '197', category: 'AUTH', state: 'RESOLVED', outcome: 'paid' },
    ]);
    expect((await office.lifeOf('denied197Appealed')).map(({ became }) => became)).toContain('CLOSED_PAID');
    const files = office.sent('837').filter((file) => file.includes(office.claimOf('denied197Appealed').number));
    expect(files).toHaveLength(1);
    expect(
      office.received('835').filter((file) => file.includes(office.claimOf('denied197Appealed').number)),
    ).toHaveLength(2);
  });
});

describe('a denial for medical necessity (50) that is lost twice', () => {
  it('is filed once at each level, each with a packet and a proof of filing', async () => {
    expect(await levelsOf('denied50WrittenOff')).toMatchObject([
      { level: 1, state: 'CLOSED', decision: 'unfavorable', packet: true },
      { level: 2, state: 'CLOSED', decision: 'unfavorable', packet: true },
    ]);
    expect(
      await office.rows(
        `SELECT DISTINCT hard_date >= closed_on AS in_time FROM deadlines WHERE kind = 'appeal-filing'`,
      ),
    ).toEqual([{ in_time: true }]);
  });

  it('is written off only after another person agreed to what the specialist proposed', async () => {
    const [approval] = await office.rows<Record<string, string>>(
      `SELECT kind, state, requested_by AS asked, decided_by AS decided, amount_cents::int AS cents, details->>'writeOffCode' AS code FROM approvals`,
    );
    expect(approval).toMatchObject({ kind: 'write-off', state: 'APPROVED', code: 'WO-MN' });
    expect(approval?.['asked']).toMatch(/specialist/);
    expect(approval?.['decided']).toMatch(/lead/);
    expect(await entriesOf('denied50WrittenOff')).toEqual([
      { account: 'revenue.charges', cents: -Number(approval?.['cents']) },
      { account: 'writeoff.WO-MN', cents: Number(approval?.['cents']) },
    ]);
  });

  it('closes denial and claim as written off, with the audit of request and approval', async () => {
    expect(await denialsOf('denied50WrittenOff')).toMatchObject([{ outcome: 'written-off' }]);
    expect((await office.lifeOf('denied50WrittenOff')).map(({ became }) => became)).toContain('CLOSED_WRITTEN_OFF');
    expect(
      await office.rows(`SELECT action, role FROM audit_entries WHERE action LIKE 'approval.%' ORDER BY action`),
    ).toEqual([
      { action: 'approval.approved', role: 'lead' },
      { action: 'approval.request', role: 'specialist' },
    ]);
  });
});

describe('a denial as a duplicate (18) of a claim that was paid', () => {
  it('is traced to the paid original and closed on the day it comes: no appeal, no work for anybody', async () => {
    expect(await denialsOf('deniedAsDuplicate')).toEqual([
      {
        grp: 'OA',
        carc: '18',
        category: 'DUP',
        state: 'RESOLVED',
        outcome: 'duplicate',
        opened: '2026-01-23',
        resolved: '2026-01-23',
      },
    ]);
    expect(await itemsOf('deniedAsDuplicate')).toEqual([]);
    expect(await levelsOf('deniedAsDuplicate')).toEqual([]);
  });

  it('moves no money and does not reopen the claim', async () => {
    const file = office.received('835').find((text) => text.includes('CAS*OA*18*')) ?? '';
    expect(segments(file, 'CLP')[0]).toContain(office.claimOf('deniedAsDuplicate').number);
    expect(
      await office.rows(
        `SELECT DISTINCT kind FROM postings p JOIN ledger_entries e ON e.posting_id = p.id WHERE e.claim_id = $1 ORDER BY 1`,
        [office.claimOf('deniedAsDuplicate').id],
      ),
    ).toEqual([{ kind: 'charge' }, { kind: 'remittancePayment' }]);
    expect((await office.lifeOf('deniedAsDuplicate')).map(({ because }) => because)).toContain(
      'The payer entered the claim twice; its answer to the second entry changes nothing.',
    );
  });
});

it('leaves nothing open, the ledger at zero and every invariant whole', () => {
  expect(office.report.claims).toMatchObject({
    imported: 3,
    denied: 3,
    appealed: 2,
    recovered: 1,
    writtenOff: 1,
    open: 0,
  });
  expect(office.report.money).toMatchObject({ openCents: 0, ledgerSumCents: 0 });
  expect(office.mails()).toEqual([]);
  expect(broken(office.invariants)).toEqual({});
});
