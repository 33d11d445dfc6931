import { decideApproval } from '../../../src/app/approvals/decide-approval.js';
import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { unpostRemittance } from '../../../src/app/remittances/unpost-remittance.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { cents } from '../../../src/domain/money.js';
import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { balanceOf, takenBack, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Office } from './an-office.js';
import { insured, payerNamed, payersInTurn, withoutLines } from './payers-in-turn.js';

type Actor = Parameters<typeof completeWorkItem>[1];
const paula: Actor = { id: 'paula', role: 'poster' };
const sam: Actor = { id: 'sam', role: 'specialist' };
const max: Actor = { id: 'max', role: 'manager' };
const lena: Actor = { id: 'lena', role: 'lead' };

const PRIMARY = 'BRH01';
const SECONDARY = 'SBP07';
/** Each story is several days of files and turns. */
const SLOW = 240_000;

let office: Office;
let chain: ReturnType<typeof payersInTurn>;
beforeAll(async () => {
  office = await openOffice();
  chain = payersInTurn(office);
}, 120_000);
afterAll(() => office?.stop());

const onAccount = async (account: string): Promise<number> => {
  const [row] = await office.rows<{ sum: string | null }>(
    'SELECT sum(amount_cents) AS sum FROM ledger_entries WHERE organization_id = $1 AND ledger_account = $2',
    [office.org, account],
  );
  return Number(row?.sum ?? 0);
};
const changeOf = async (account: string, act: () => Promise<unknown>): Promise<number> => {
  const before = await onAccount(account);
  await act();
  return (await onAccount(account)) - before;
};
const twice = (claim: { id: string }) =>
  office.rows<{ state: string; amount: number; says: string }>(
    `SELECT u.state, u.amount_cents::int AS amount, w.facts->>'says' AS says FROM unposted_items u
       JOIN work_items w ON w.dedupe_key = u.remittance_id || ':' || u.place
      WHERE u.claim_id = $1 AND u.kind = 'decidedTwice'`,
    [claim.id],
  );
const frequencies = async (claim: { id: string }) =>
  (
    await office.rows<{ frequency: string }>('SELECT frequency FROM submissions WHERE claim_id = $1 ORDER BY number', [
      claim.id,
    ])
  ).map(({ frequency }) => frequency);
const shareOf = (decided: RemittanceClaim): number => decided.patientResponsibilityCents ?? 0;
const recovers = (id: string, decided: RemittanceClaim) =>
  remittanceFile({
    payer: payerNamed(id),
    date: office.today(),
    claims: [],
    plb: [
      { reason: 'WO', reference: decided.payerControlNumber ?? '', amountCents: decided.paidCents },
      { reason: 'L6', amountCents: -decided.paidCents },
    ],
  });

/** Paid once by its only payer, and paid again otherwise in a later remittance, with no reversal between. */
async function paidTwice(): Promise<{ claim: OpenedClaim; first: RemittanceClaim; anew: RemittanceClaim }> {
  const claim = await chain.bill(insured(PRIMARY));
  const first = await chain.decide(claim.claimNumber, { deductiblePercent: 30 });
  await chain.nextMorning();
  await chain.pays(PRIMARY, office.today(), first);
  const anew = {
    ...(await chain.decide(claim.claimNumber, { deductiblePercent: 10 })),
    payerControlNumber: `N${claim.claimNumber}`,
  };
  await chain.pays(PRIMARY, office.today(), anew);
  return { claim, first, anew };
}

describe('a payer that pays a claim anew and never takes its first decision back', () => {
  let story: Awaited<ReturnType<typeof paidTwice>>;
  let offset: number;
  beforeAll(async () => {
    offset = await changeOf('payer-offset', async () => {
      story = await paidTwice();
    });
  }, SLOW);

  it('leaves the claim as the new decision says, once: cash, contract and the patient’s share', async () => {
    const { claim, anew } = story;
    expect(await chain.owed(claim)).toEqual({ payer: 0, patient: shareOf(anew) });
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(anew.paidCents);
  });

  it('has the first payment held for the payer, as money it will take, and a person is told in plain words', async () => {
    const { claim, first } = story;
    expect(offset).toBe(-first.paidCents);
    expect(await twice(claim)).toEqual([
      {
        state: 'OPEN',
        amount: first.paidCents,
        says: expect.stringContaining('did not take its first decision back') as string,
      },
    ]);
  });

  it(
    'and takes the first payment back late: the claim stands, and nobody need ask any more',
    async () => {
      const { claim, first, anew } = story;
      const before = await chain.state(claim);
      const back = { ...takenBack(withoutLines(first)) };
      const recovery = [{ reason: 'L6', amountCents: -first.paidCents }];
      const change = await changeOf('payer-offset', () =>
        office.receive(
          remittanceFile({ payer: payerNamed(PRIMARY), date: office.today(), claims: [back], plb: recovery }),
        ),
      );
      await office.work();
      expect(change).toBe(first.paidCents);
      expect([await chain.owed(claim), await chain.state(claim)]).toEqual([
        { payer: 0, patient: shareOf(anew) },
        before,
      ]);
      expect((await twice(claim)).map(({ state }) => state)).toEqual(['EXPLAINED']);
    },
    SLOW,
  );
});

it(
  'a payer that recovers its first payment by PLB WO finds it held, and takes nothing from the claim',
  async () => {
    const { claim, first, anew } = await paidTwice();
    expect(await changeOf('payer-offset', () => office.receive(recovers(PRIMARY, first)))).toBe(first.paidCents);
    await office.work();
    expect(await chain.owed(claim)).toEqual({ payer: 0, patient: shareOf(anew) });
  },
  SLOW,
);

it(
  'a first payment that a person sends back is a refund: another agrees, a third sends the check, and nothing is held any more',
  async () => {
    const { claim, first, anew } = await paidTwice();
    const complete = async (actor: Actor, subject: string, kind: string, outcome: string, fields: object) => {
      const [item] = await office.rows<{ id: string }>(
        "SELECT id FROM work_items WHERE (claim_id::text = $1 OR subject_id::text = $1) AND kind = $2 AND state = 'OPEN'",
        [subject, kind],
      );
      const done = await completeWorkItem(office.deps, actor, office.org, {
        workItemId: item?.id ?? '',
        outcome,
        fields: fields as Record<string, string>,
      });
      if (!done.ok) throw new Error(`${done.problem.code}: ${done.problem.detail}`);
      return done.value;
    };
    const held = await changeOf('payer-offset', () =>
      complete(paula, claim.id, 'unknownClaimPayment', 'returned', { note: 'paid twice' }),
    );
    expect(held).toBe(first.paidCents);
    const [refund] = await office.rows<{ id: string; cents: number; reason: string }>(
      "SELECT id, amount_cents::int AS cents, reason FROM refunds WHERE reason = 'paidTwice'",
    );
    expect(refund).toMatchObject({ cents: first.paidCents, reason: 'paidTwice' });
    const id = refund?.id ?? '';
    const asked = await complete(sam, id, 'resolveCredit', 'refund', { diagnosis: 'paid twice' });
    const agreed = await decideApproval(office.deps, max, office.org, {
      approvalId: asked.approvalId ?? '',
      decision: 'approved',
      note: 'read',
    });
    expect(agreed).toMatchObject({ ok: true });
    const cash = await changeOf('cash.clearing', () =>
      complete(lena, id, 'sendRefund', 'sent', { reference: 'CHK-1', sentOn: office.today() }),
    );
    expect([cash, await onAccount('refunds-payable')]).toEqual([-first.paidCents, 0]);
    expect(await chain.owed(claim)).toEqual({ payer: 0, patient: shareOf(anew) });
  },
  SLOW,
);

it(
  'a second payment that is unposted leaves the first decision as it was, and its own reversal finds it',
  async () => {
    const { claim, first, anew } = await paidTwice();
    const [row] = await office.rows<{ id: string }>(
      'SELECT remittance_id AS id FROM remittance_claims WHERE claim_id = $1 AND payer_claim_number = $2',
      [claim.id, anew.payerControlNumber],
    );
    await office.within((tx) => unpostRemittance(tx, row?.id ?? ''));
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(first.paidCents);
    expect(await chain.owed(claim)).toEqual({ payer: 0, patient: shareOf(first) });
    await chain.pays(PRIMARY, office.today(), takenBack(withoutLines(first)), {
      ...anew,
      payerControlNumber: 'THIRD',
    });
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(anew.paidCents);
    expect(await chain.owed(claim)).toEqual({ payer: 0, patient: shareOf(anew) });
  },
  SLOW,
);

describe('a primary that pays anew without a reversal when the secondary has paid', () => {
  let primary: OpenedClaim;
  let secondary: Awaited<ReturnType<typeof chain.existing>>;
  let anew: RemittanceClaim;
  let paid: RemittanceClaim;
  beforeAll(async () => {
    primary = await chain.bill(insured(PRIMARY, SECONDARY));
    const first = await chain.decide(primary.claimNumber, { deductiblePercent: 20 });
    await chain.nextMorning();
    await chain.pays(PRIMARY, office.today(), first);
    await chain.nextDay();
    secondary = await chain.existing(primary);
    paid = await chain.decide(secondary.claim_number);
    await chain.pays(SECONDARY, office.today(), paid);
    anew = {
      ...(await chain.decide(primary.claimNumber, { deductiblePercent: 45 })),
      payerControlNumber: `N${primary.claimNumber}`,
    };
    await chain.pays(PRIMARY, office.today(), anew);
    await chain.nextDay();
  }, SLOW);

  it('hands the new share on, not both, and nothing to the patient', async () => {
    expect(await chain.owed(primary)).toEqual({ payer: 0, patient: 0 });
    expect(await chain.owed(secondary)).toEqual({ payer: shareOf(anew) - paid.paidCents, patient: 0 });
  });

  it('sends the secondary a replacement, frequency 7, with the new decision', async () => {
    expect(await frequencies(secondary)).toEqual(['1', '7']);
    const [before] = (await chain.asSent(secondary.claim_number)).otherPayers;
    expect([before?.paidCents, before?.remainingCents, before?.claimNumber]).toEqual([
      anew.paidCents,
      shareOf(anew),
      anew.payerControlNumber,
    ]);
  });

  it(
    'and a secondary that answers that replacement without a reversal too: both claims close, each paid once',
    async () => {
      const answer = { ...(await chain.decide(secondary.claim_number)), payerControlNumber: 'SECOND' };
      const held = await changeOf('payer-offset', () => chain.pays(SECONDARY, office.today(), answer));
      expect(held).toBe(-paid.paidCents);
      expect(await chain.owed(secondary)).toEqual({ payer: 0, patient: 0 });
      expect([await chain.state(secondary), await chain.state(primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    },
    SLOW,
  );
});

describe('a claim the payer split by line, one part of which it decides again without a reversal', () => {
  const twoLines = (claim: Claim837): Claim837 => {
    const [first] = claim.lines;
    if (!first) throw new Error('the claim has no line');
    const lines = [1, 2].map((number) => ({
      ...first,
      number,
      chargeCents: cents(10_000 * number),
      lineControl: `S${number}`,
    }));
    return { ...insured(PRIMARY)(claim), lines, chargeCents: cents(30_000) };
  };
  /** What a CLP of its own says about one line of a decision. */
  const partOf = (decided: RemittanceClaim, at: number, payerControlNumber: string): RemittanceClaim => {
    const lines = decided.lines.slice(at, at + 1).map((line) => ({ ...line, ordinal: 1 }));
    const sum = (of: (line: (typeof lines)[number]) => number): number =>
      lines.reduce((total, line) => total + of(line), 0);
    const chargeCents = cents(sum((line) => line.chargeCents));
    const paidCents = cents(sum((line) => line.paidCents));
    const shares = lines.flatMap(({ adjustments }) => adjustments.filter(({ group }) => group === 'PR'));
    const patientResponsibilityCents = cents(shares.reduce((total, { amountCents }) => total + amountCents, 0));
    return { ...decided, lines, chargeCents, paidCents, patientResponsibilityCents, payerControlNumber };
  };

  it(
    'stands as the parts say, each once; the first payment of that part is held for the payer',
    async () => {
      const claim = await chain.bill(twoLines);
      const [first, anew] = [
        await chain.decide(claim.claimNumber, { deductiblePercent: 0 }),
        await chain.decide(claim.claimNumber, { deductiblePercent: 10 }),
      ];
      const [one, again, two] = [partOf(first, 0, 'ICN1'), partOf(anew, 0, 'ICN3'), partOf(first, 1, 'ICN2')];
      await chain.pays(PRIMARY, office.today(), one);
      expect(await changeOf('payer-offset', () => chain.pays(PRIMARY, office.today(), again))).toBe(-one.paidCents);
      expect(await changeOf('payer-offset', () => chain.pays(PRIMARY, office.today(), two))).toBe(0);
      expect(await chain.owed(claim)).toEqual({ payer: 0, patient: shareOf(again) });
      expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(again.paidCents + two.paidCents);
      expect((await twice(claim)).map(({ state, amount }) => [state, amount])).toEqual([['OPEN', one.paidCents]]);
      await chain.pays(PRIMARY, office.today(), takenBack(withoutLines(one)));
      expect((await twice(claim)).map(({ state }) => state)).toEqual(['EXPLAINED']);
      expect(await chain.owed(claim)).toEqual({ payer: 0, patient: shareOf(again) });
    },
    SLOW,
  );
});

it('after all of this every invariant of the books holds', async () => {
  const checks = await verifyBooks(office.deps, { id: 'lee', role: 'lead' }, office.org);
  expect(checks.filter(({ holds }) => !holds).map(({ sentence }) => sentence)).toEqual([]);
});
