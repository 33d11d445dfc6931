import { broken, rehearse, type Rehearsed } from './rehearse.js';
import { whatIsLeftOf } from './what-is-left.js';

const FATES = ['noAnswerThenPlan', 'placedPaidByAgency', 'placedRecalled', 'assistancePartialCharity'] as const;
const DAYS = 270;

let office: Rehearsed;
beforeAll(async () => {
  office = await rehearse(FATES, DAYS);
}, 900_000);
afterAll(() => office?.stop());

const became = async (fate: (typeof FATES)[number]) =>
  (await office.rows<{ state: string }>('SELECT state FROM claims WHERE id = $1', [office.claimOf(fate).id]))[0]?.state;
const accountOf = async (fate: (typeof FATES)[number]) =>
  (
    await office.rows<{ account_id: string }>('SELECT account_id FROM claims WHERE id = $1', [office.claimOf(fate).id])
  )[0]?.account_id ?? '';
const decisionsOf = (subjectId: string) =>
  office.rows<{ to_state: string; because: string }>(
    'SELECT to_state, because FROM decisions WHERE subject_id = $1 ORDER BY sequence',
    [subjectId],
  );
const ledger = async (claimId: string, account: string): Promise<number> =>
  Number(
    (
      await office.rows<{ cents: string | null }>(
        'SELECT sum(amount_cents) AS cents FROM ledger_entries WHERE claim_id = $1 AND ledger_account = $2',
        [claimId, account],
      )
    )[0]?.cents ?? 0,
  );
const noticesOf = async (accountId: string) =>
  (
    await office.rows<{ kind: string }>(
      `SELECT kind FROM notices WHERE account_id = $1 AND state = 'SENT' ORDER BY sent_on, number`,
      [accountId],
    )
  ).map(({ kind }) => kind);
const placementOf = async (fate: (typeof FATES)[number]) =>
  (
    await office.rows<{ id: string; state: string; placed_cents: string; collected_cents: string; fee_cents: string }>(
      'SELECT p.* FROM placements p JOIN placement_items i ON i.placement_id = p.id WHERE i.claim_id = $1',
      [office.claimOf(fate).id],
    )
  )[0];
const agencyFiles = (prefix: string) => office.agencyFiles(prefix);

describe('after nine months', () => {
  it('every invariant holds and the report counts plans, placements and write-offs', () => {
    expect(broken(office.invariants)).toEqual({});
    const { claims } = office.report as { claims: Record<string, number> };
    expect([claims['planned'], claims['placed'], claims['writtenOff']]).toEqual([1, 2, 1]);
  });

  it('no mail says anything about care, money or state', () => {
    expect(new Set(office.mails().map(({ subject }) => subject))).toEqual(new Set(['A message about your account']));
  });
});

describe('a guarantor who answers late', () => {
  it('is offered a plan with the second statement, misses it into default, cures it and pays it off', async () => {
    const accountId = await accountOf('noAnswerThenPlan');
    const [plan] = await office.rows<{ id: string; state: string }>(
      'SELECT id, state FROM payment_plans WHERE account_id = $1',
      [accountId],
    );
    expect(plan?.state).toBe('COMPLETED');
    const states = (await decisionsOf(plan?.id ?? '')).map(({ to_state: state }) => state);
    const lived = states.filter((state, at) => state !== states[at - 1]);
    expect(lived).toEqual(['PROPOSED', 'ACTIVE', 'LATE', 'DEFAULTED', 'ACTIVE', 'COMPLETED']);
    expect(await noticesOf(accountId)).toEqual(expect.arrayContaining(['statement', 'planOffer', 'cureNotice']));
    const [item] = await office.rows('SELECT state FROM work_items WHERE subject_id = $1', [plan?.id ?? '']);
    expect(item).toEqual({ state: 'CANCELLED' });
    expect(await became('noAnswerThenPlan')).toMatch(/^CLOSED/);
  });
});

describe('a guarantor who never answers', () => {
  it('gets three statements and the final notice, then another person approves the agency', async () => {
    const accountId = await accountOf('placedPaidByAgency');
    expect((await noticesOf(accountId)).sort()).toEqual([
      'finalNotice',
      'planOffer',
      'statement',
      'statement',
      'statement',
    ]);
    const [approval] = await office.rows<{ requested_by: string; decided_by: string; state: string }>(
      `SELECT requested_by, decided_by, state FROM approvals WHERE kind = 'placement' AND subject_id = $1`,
      [accountId],
    );
    expect(approval?.state).toBe('APPROVED');
    expect(approval?.decided_by).not.toBe(approval?.requested_by);
  });

  it('is collected from by the agency: gross to the guarantor, the fee to its own account, the claim closed', async () => {
    const { id } = office.claimOf('placedPaidByAgency');
    const placement = await placementOf('placedPaidByAgency');
    expect(placement).toMatchObject({ state: 'PAID', collected_cents: placement?.placed_cents });
    expect(await ledger(id, 'receivable.patient')).toBe(0);
    const [fees] = await office.rows<{ cents: string }>(
      `SELECT sum(amount_cents) AS cents FROM ledger_entries WHERE ledger_account = 'agency-fees'`,
    );
    expect(fees?.cents).toBe(placement?.fee_cents);
    expect(Number(placement?.fee_cents)).toBeGreaterThan(0);
    expect(await became('placedPaidByAgency')).toMatch(/^CLOSED/);
  });

  it('is told to the agency by nothing but name, address, dates and amounts', () => {
    const files = agencyFiles('placement');
    expect(files).toHaveLength(2);
    for (const { number } of FATES.map((fate) => office.claimOf(fate)))
      expect(files.some((text) => text.includes(number))).toBe(false);
  });

  it('is taken back from the agency when the payer pays after all', async () => {
    const placement = await placementOf('placedRecalled');
    expect(placement).toMatchObject({ state: 'RETURNED', collected_cents: '0' });
    expect(agencyFiles('recall')).toEqual([
      expect.stringMatching(new RegExp(`RECALL,${placement?.id},[^,]+,insurance`)),
    ]);
    expect(await became('placedRecalled')).toMatch(/^CLOSED/);
    const clocks = await office.rows('SELECT 1 FROM deadlines WHERE subject_id = $1 AND closed_on IS NULL', [
      placement?.id ?? '',
    ]);
    expect(clocks).toEqual([]);
  });
});

describe('a guarantor who asks for help', () => {
  it('hears no statement while it is decided, gets three quarters as charity and pays the rest', async () => {
    const accountId = await accountOf('assistancePartialCharity');
    expect(await noticesOf(accountId)).toEqual(
      expect.arrayContaining(['statement', 'assistanceReceived', 'assistanceDecision']),
    );
    const { id } = office.claimOf('assistancePartialCharity');
    const [share] = await office.rows<{ cents: string }>(
      'SELECT amount_cents AS cents FROM responsibilitys WHERE claim_id = $1',
      [id],
    );
    expect(await ledger(id, 'writeoff.WO-CHAR')).toBe(Math.round(Number(share?.cents) * 0.75));
    expect(await ledger(id, 'receivable.patient')).toBe(0);
    expect(await became('assistancePartialCharity')).toMatch(/^CLOSED/);
  });
});

/** Clocks and hands that each of them has; `LEFT` says what else. */
const OF_ALL = {
  clocks: [
    'follow-up: met',
    'follow-up: superseded',
    'prompt-pay: met',
    'statement: met',
    'statement: superseded',
    'timely-filing: met',
  ],
  audit: [
    'system claim.open',
    'system claim.queue',
    'system claim.turn',
    'system notice.send',
    'system patient-balance.turn',
    'system remittance.post',
    'system remittance.stage',
    'system workItem.open',
  ],
};
const LEFT = {
  noAnswerThenPlan: {
    ledger: ['cash.clearing', 'revenue.charges', 'writeoff.WO-CON'],
    work: ['planDefault: cancelled: no longer needed'],
    mails: [
      'statement',
      'planOffer',
      'statement',
      'installmentReminder',
      'lateReminder',
      'cureNotice',
      'installmentReminder',
      'lateReminder',
      'installmentReminder',
    ],
    clocks: ['cure: missed', 'installment: met', 'installment: superseded', 'plan-answer: met'],
    audit: ['poster patientPayment.record', 'system link.answer', 'system plan.turn'],
  },
  placedPaidByAgency: {
    ledger: ['cash.clearing', 'revenue.charges', 'writeoff.WO-CON'],
    work: ['decidePlacement: propose'],
    mails: ['statement', 'planOffer', 'statement', 'statement', 'finalNotice'],
    clocks: ['agency-answer: met', 'plan-answer: missed'],
    audit: [
      'lead approval.approved',
      'specialist approval.request',
      'specialist workItem.complete',
      'system placement.agency.ACK',
      'system placement.agency.PAY',
      'system placement.place',
      'system placement.turn',
      'system plan.turn',
    ],
  },
  placedRecalled: {
    ledger: ['cash.clearing', 'revenue.charges', 'writeoff.WO-CON'],
    work: ['decidePlacement: propose'],
    mails: ['statement', 'planOffer', 'statement', 'statement', 'finalNotice'],
    clocks: ['agency-answer: met', 'agency-recall: met', 'plan-answer: missed'],
    audit: [
      'lead approval.approved',
      'specialist approval.request',
      'specialist workItem.complete',
      'system placement.agency.ACK',
      'system placement.agency.RCL',
      'system placement.place',
      'system placement.recall',
      'system placement.turn',
      'system plan.turn',
    ],
  },
  assistancePartialCharity: {
    ledger: ['cash.clearing', 'revenue.charges', 'writeoff.WO-CHAR', 'writeoff.WO-CON'],
    work: ['screenAssistance: screened'],
    mails: ['assistanceReceived', 'statement', 'assistanceDecision', 'statement'],
    clocks: [],
    audit: [
      'lead approval.approved',
      'poster patientPayment.record',
      'specialist approval.request',
      'specialist workItem.complete',
      'system link.answer',
    ],
  },
} as const;

describe('what anybody finds afterwards: money, work, clocks, mails and who did what, and nothing else', () => {
  it.each(FATES)('%s', async (fate) => {
    const { ledger, work, mails, clocks, audit } = await whatIsLeftOf(office, fate);
    const of = LEFT[fate];
    expect({ ledger, work, mails }).toEqual({ ledger: of.ledger, work: of.work, mails: of.mails });
    expect([...clocks].sort()).toEqual([...OF_ALL.clocks, ...of.clocks].sort());
    expect([...audit].sort()).toEqual([...OF_ALL.audit, ...of.audit].sort());
  });

  it('each claim was sent once and closed as paid', async () => {
    for (const fate of FATES)
      expect(await whatIsLeftOf(office, fate)).toMatchObject({ became: ['CLOSED_PAID'], sent: ['1'] });
  });
});
