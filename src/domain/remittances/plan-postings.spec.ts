import fc from 'fast-check';
import { chargePosting } from '../ledger/claim-postings.js';
import { accountBalance, type LedgerEntryDraft } from '../ledger/posting.js';
import { moneyReport } from '../reporting/money-report.js';
import { balances, books, cas, classify, clp, DATE, plan } from './a-remittance.js';
import type { ClaimOnBooks, ClaimPlan } from './claim-plan.js';
import { planPostings } from './plan-postings.js';
import type { ClaimAdjustment, ProviderAdjustment, Remittance } from './remittance.js';

describe('a reversal', () => {
  const first = clp({
    paidCents: 6_000,
    payerControlNumber: 'ICN1',
    adjustments: [cas('CO', '45', 2_500), cas('PR', '2', 1_500)],
  });
  const back = clp({
    ordinal: 2,
    status: '22',
    chargeCents: -10_000,
    paidCents: -6_000,
    payerControlNumber: 'ICN1',
    adjustments: [cas('CO', '45', -2_500), cas('PR', '2', -1_500)],
  });

  it('takes back exactly what was posted, and its correction in the same file posts anew', () => {
    const corrected = clp({ ordinal: 3, paidCents: 7_000, adjustments: [cas('CO', '45', 3_000)] });
    const { claims, postings } = plan([first, back, corrected]);
    expect(claims[1]).toMatchObject({
      transferToPatientCents: -1_500,
      adjustedCents: -2_500,
      outcome: { reversal: true },
      reviews: [],
    });
    expect(postings[1]?.reversesKey).toBe(postings[0]?.businessKey);
    expect(balances(postings)).toEqual({
      'cash.clearing': 7_000,
      'writeoff.WO-CON': 3_000,
      'receivable.payer': -10_000,
    });
  });

  it('without its original moves the cash through suspense and asks a person', () => {
    const { claims, postings } = plan([{ ...back, ordinal: 1 }], books(), [
      { ordinal: 1, reason: 'WO', reference: 'ICN1', amountCents: -6_000 },
    ]);
    expect(claims[0]?.reviews).toMatchObject([{ reason: 'reversalWithoutOriginal' }]);
    expect(balances(postings)).toEqual({ suspense: 6_000, 'payer-offset': -6_000 });
  });
});

describe('what may never slip through', () => {
  it('is a reversal of other money on the same charge: it is not the original either', () => {
    const paid = clp({ paidCents: 6_000, adjustments: [cas('CO', '45', 4_000)] });
    const other = clp({ ordinal: 2, status: '22', chargeCents: -10_000, paidCents: -5_000 });
    const { claims, postings } = plan([paid, other]);
    expect(claims[1]?.reviews).toMatchObject([{ reason: 'reversalWithoutOriginal' }]);
    expect(balances(postings)).toEqual({
      'cash.clearing': 1_000,
      suspense: 5_000,
      'writeoff.WO-CON': 4_000,
      'receivable.payer': -10_000,
    });
  });

  it('is a reversal of the same money on another charge: it is not the original', () => {
    const first = clp({ paidCents: 6_000, adjustments: [cas('CO', '45', 4_000)] });
    const other = clp({ ordinal: 2, status: '22', chargeCents: -9_000, paidCents: -6_000 });
    const { claims, postings } = plan([first, other], books(), [{ ordinal: 1, reason: 'WO', amountCents: -6_000 }]);
    expect(claims[1]?.reviews).toMatchObject([{ reason: 'reversalWithoutOriginal' }]);
    expect(postings[1]?.reversesKey).toBeUndefined();
  });

  it('is a predetermination that moves anything: CLP02 25 prices only, and money with it waits for a person', () => {
    const priced = plan([clp({ status: '25', adjustments: [cas('CO', '45', 4_000), cas('PR', '2', 6_000)] })]);
    expect([priced.postings, priced.claims[0]?.reviews]).toEqual([[], []]);
    const paid = plan([clp({ status: '25', paidCents: 5_000, adjustments: [cas('CO', '45', 5_000)] })]);
    expect(balances(paid.postings)).toEqual({ 'cash.clearing': 5_000, suspense: -5_000 });
    expect(paid.claims[0]?.reviews).toMatchObject([{ reason: 'predeterminationWithMoney' }]);
  });

  it('is a remittance whose postings would move other cash than BPR02', () => {
    const remittance: Remittance = {
      remittanceId: 'r',
      identityKey: 'p|t|2026-05-04',
      payerId: 'payer',
      paymentDate: DATE,
      paymentCents: 5_999,
      claims: [clp({ paidCents: 6_000, adjustments: [cas('CO', '45', 4_000)] })],
      providerAdjustments: [],
    };
    const input = {
      remittance,
      claims: new Map([[1, books()]]),
      openOffsets: [],
      claimOfAdjustment: new Map(),
      classify,
    };
    expect(() => planPostings(input)).toThrow(/would move 6000 cents, BPR02 is 5999/);
  });

  it('is a fee-schedule reduction that takes the room of the others: what it does not fit is its own exception', () => {
    const { claims, postings } = plan(
      [clp({ paidCents: 3_000, adjustments: [cas('CO', '45', 6_000), cas('CO', '253', 1_000)] })],
      books({ rank: 'secondary', openPayerCents: 5_000 }),
    );
    expect(balances(postings)).toMatchObject({ 'writeoff.WO-SEQ': 1_000, 'writeoff.WO-CON': 1_000 });
    expect(claims[0]?.reviews).toMatchObject([{ reason: 'beyondBalance', carc: '45', amountCents: 5_000 }]);
  });
});

describe('provider adjustments', () => {
  const wo = (ordinal: number, amountCents: number, reference = 'ICN1'): ProviderAdjustment => ({
    ordinal,
    reason: 'WO',
    reference,
    amountCents,
  });

  it('announce a recovery and clear it later', () => {
    expect(balances(plan([], null, [wo(1, -6_000)]).postings)).toEqual({
      'cash.clearing': 6_000,
      'payer-offset': -6_000,
    });
    const later = plan([clp({ paidCents: 9_000 })], null, [wo(1, 6_000)], {
      openOffsets: [{ reference: 'ICN1', amountCents: 6_000 }],
    });
    expect(balances(later.postings)).toEqual({ 'cash.clearing': 3_000, suspense: -9_000, 'payer-offset': 6_000 });
    expect(later.providerAdjustments[0]?.review).toBeUndefined();
  });

  it('post a takeback on the claim when nothing was announced, never both for the same money', () => {
    const both = plan([clp({ paidCents: 9_000 })], null, [wo(1, 6_000)], {
      openOffsets: [{ reference: 'ICN1', amountCents: 4_000 }],
      claimOfAdjustment: new Map([[1, 'claim']]),
    });
    expect(balances(both.postings)).toEqual({
      'cash.clearing': 3_000,
      suspense: -9_000,
      'payer-offset': 4_000,
      'receivable.payer': 2_000,
    });
    expect(both.providerAdjustments[0]).toMatchObject({ claimId: 'claim', review: 'takebackInvestigation' });
  });

  it('acknowledge our refund at net zero', () => {
    const { postings, providerAdjustments } = plan([], null, [
      { ordinal: 1, reason: '72', reference: 'ICN1', amountCents: -500 },
      wo(2, 500),
    ]);
    expect(balances(postings)).toEqual({});
    expect(providerAdjustments.map(({ review }) => review)).toEqual(['authorizedReturn', 'authorizedReturn']);
  });

  it('keep every code on its own account, with both signs', () => {
    for (const [reason, account] of [
      ['L6', 'interest.income'],
      ['51', 'interest.expense'],
      ['IR', 'plb.IR'],
      ['CS', 'plb.CS'],
      ['QQ', 'plb.unknown'],
    ] as const) {
      for (const amountCents of [700, -700]) {
        const { postings } = plan([clp({ paidCents: 700 })], null, [{ ordinal: 1, reason, amountCents }]);
        expect(balances(postings)[account]).toBe(amountCents);
      }
    }
  });
});

describe('any balanced remittance', () => {
  const groups = fc.constantFrom('CO', 'PR', 'OA', 'PI', 'CR');
  const carcs = fc.constantFrom('45', '253', '94', '1', '2', '50', '16', '23', '133', 'ZZ');
  const claimArb = fc.record({
    paidCents: fc.integer({ min: 0, max: 20_000 }),
    open: fc.integer({ min: 0, max: 40_000 }),
    next: fc.boolean(),
    mayBill: fc.boolean(),
    known: fc.boolean(),
    adjustments: fc.array(
      fc.record({ group: groups, carc: carcs, amountCents: fc.integer({ min: -2_000, max: 9_000 }) }),
      { maxLength: 5 },
    ),
    status: fc.constantFrom('1', '1', '2', '4', '19', '25'),
  });
  const plbArb = fc.array(
    fc.record({
      reason: fc.constantFrom('WO', 'FB', '72', 'L6', '51', 'CS', 'IR', 'QQ'),
      reference: fc.constantFrom('a', 'b'),
      amountCents: fc.integer({ min: -5_000, max: 5_000 }),
    }),
    { maxLength: 4 },
  );

  interface GeneratedPart {
    readonly known: boolean;
    readonly open: number;
    readonly next: boolean;
    readonly mayBill: boolean;
  }

  const knownBooks = (parts: readonly GeneratedPart[]): Map<number, ClaimOnBooks> =>
    new Map(
      parts.flatMap((part, index) => {
        if (!part.known) return [];
        const book = books({
          claimId: `c${index}`,
          openPayerCents: part.open,
          ...(part.next && { nextPayerId: 'n' }),
          patientGuard: { mayBill: part.mayBill, reasons: [] },
        });
        return [[index + 1, book] as const];
      }),
    );

  /** What stays on the payer's receivable is denied, handed on, unexplained or pending; nothing else may stay. */
  function assertEveryCentOwned(
    each: ClaimPlan,
    on: { book: ClaimOnBooks | undefined; adjustments: readonly ClaimAdjustment[] },
  ): void {
    const left =
      (on.book?.openPayerCents ?? 0) + accountBalance(each.posting?.entries ?? [], { account: 'receivable.payer' });
    const prior = on.adjustments
      .filter(({ carc }) => carc === '23')
      .reduce((sum, { amountCents }) => sum + amountCents, 0);
    const owned =
      each.deniedCents + each.transferToNextPayerCents + each.unexplainedCents + each.informationalCents - prior;
    if (left > owned) throw new Error(`${left - owned} cents nobody owns`);
    if (each.posting && !each.posting.entries.every(({ claimId }) => claimId === each.claimId))
      throw new Error('foreign entry');
    if (each.transferToPatientCents > 0 && on.book?.patientGuard.mayBill !== true) throw new Error('protected patient');
  }

  const PAYMENT = { remittanceId: 'r', identityKey: 'k', payerId: 'payer', paymentDate: DATE };

  it('moves exactly BPR02 of cash, balances, and explains every cent left on a claim', () => {
    fc.assert(
      fc.property(fc.array(claimArb, { maxLength: 6 }), plbArb, (parts, plbParts) => {
        const claims = parts.map((part, index) =>
          clp({
            ordinal: index + 1,
            status: part.status,
            paidCents: part.paidCents,
            adjustments: part.adjustments,
            chargeCents: part.paidCents + part.adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0),
          }),
        );
        const known = knownBooks(parts);
        const providerAdjustments = plbParts.map((part, index) => ({ ordinal: index + 1, ...part }));
        const paymentCents =
          claims.reduce((sum, { paidCents }) => sum + paidCents, 0) -
          providerAdjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
        const remittance: Remittance = { ...PAYMENT, paymentCents, claims, providerAdjustments };
        const { claims: plans, postings } = planPostings({
          remittance,
          claims: known,
          classify,
          openOffsets: [{ reference: 'a', amountCents: 1_000 }],
          claimOfAdjustment: new Map([[1, 'c0']]),
        });
        const entries = postings.flatMap((posting) => posting.entries);
        expect(accountBalance(entries, { account: 'cash.clearing' })).toBe(paymentCents);
        expect(new Set(postings.map(({ businessKey }) => businessKey)).size).toBe(postings.length);
        for (const each of plans.filter(({ claimId, outcome }) => claimId && outcome.status !== '25')) {
          assertEveryCentOwned(each, {
            book: known.get(each.ordinal),
            adjustments: claims[each.ordinal - 1]!.adjustments,
          });
        }
      }),
      { numRuns: 600, seed: 3 },
    );
  });

  it('keeps the money identity of a claim from charge to remittance', () => {
    const charge = chargePosting({ claimId: 'claim', payerId: 'payer', chargeCents: 10_000, effectiveDate: DATE });
    const { postings } = plan([
      clp({ paidCents: 6_000, adjustments: [cas('CO', '45', 2_500), cas('PR', '2', 1_000), cas('CO', '16', 500)] }),
    ]);
    const entries: LedgerEntryDraft[] = [charge, ...postings].flatMap((posting) => posting.entries);
    expect(moneyReport(entries)).toMatchObject({
      chargedCents: 10_000,
      payerPaidCents: 6_000,
      contractualCents: 2_500,
      openPatientCents: 1_000,
      openPayerCents: 500,
      differenceCents: 0,
    });
  });
});
