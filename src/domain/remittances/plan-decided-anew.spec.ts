import fc from 'fast-check';
import { balances, books, cas, clp, plan } from './a-remittance.js';
import type { ProviderAdjustment } from './remittance.js';

const first = clp({
  paidCents: 6_000,
  payerControlNumber: 'ICN1',
  adjustments: [cas('CO', '45', 2_500), cas('PR', '2', 1_500)],
});
const anew = clp({
  ordinal: 2,
  paidCents: 7_000,
  payerControlNumber: 'ICN2',
  adjustments: [cas('CO', '45', 2_000), cas('PR', '2', 1_000)],
});
const back = clp({
  ordinal: 3,
  status: '22',
  chargeCents: -10_000,
  paidCents: -6_000,
  payerControlNumber: 'ICN1',
});
const recovery: ProviderAdjustment = { ordinal: 1, reason: 'WO', reference: 'ICN1', amountCents: 6_000 };
const AS_DECIDED_ANEW = {
  'cash.clearing': 7_000,
  'writeoff.WO-CON': 2_000,
  'receivable.patient': 1_000,
  'receivable.payer': -10_000,
};

describe('a claim its payer decides again without taking the first decision back', () => {
  it('stands as the new decision says; the first payment is held for the payer, and a person reads it', () => {
    const { claims, postings } = plan([first, anew]);
    expect(balances(postings)).toEqual({ ...AS_DECIDED_ANEW, 'cash.clearing': 13_000, 'payer-offset': -6_000 });
    expect(claims[1]?.reviews).toEqual([
      { reason: 'decidedTwice', group: '', carc: '', amountCents: 6_000, leftOpenCents: 0 },
    ]);
    expect(postings.filter(({ reversesKey }) => reversesKey === postings[0]?.businessKey)).toHaveLength(1);
  });

  it('ends as if the payer had done it right when the reversal comes late', () => {
    const { claims, postings } = plan([first, anew, back]);
    expect(balances(postings)).toEqual(AS_DECIDED_ANEW);
    expect(claims[2]).toMatchObject({ reviews: [], ofReplaced: { payerControlNumber: 'ICN1', paidCents: 6_000 } });
  });

  it('and when it recovers the first payment by PLB WO instead', () => {
    const { postings, providerAdjustments } = plan([first, anew], books(), [recovery], {
      openOffsets: [{ reference: 'ICN1', amountCents: 6_000 }],
    });
    expect(balances(postings)).toEqual(AS_DECIDED_ANEW);
    expect(providerAdjustments[0]?.review).toBeUndefined();
  });

  it('to the same amounts and number pays twice: taking one back leaves the other whole', () => {
    const again = { ...first, ordinal: 2 };
    expect(balances(plan([first, again]).postings)).toMatchObject({ 'payer-offset': -6_000, 'writeoff.WO-CON': 2_500 });
    expect(balances(plan([first, again, back]).postings)).toEqual(balances(plan([first]).postings));
  });

  it('takes back what the first one handed to the next payer, so that it is handed the new share only', () => {
    const handedOn = {
      businessKey: 'handed',
      kind: 'nextPayerTransfer',
      effectiveDate: plan([first]).postings[0]!.effectiveDate,
      source: { type: 'claim', id: 'claim' },
      entries: [
        { account: 'receivable.payer', amountCents: -1_500, claimId: 'claim', payerId: 'payer' },
        { account: 'transfer.next-payer', amountCents: 1_500, claimId: 'claim', payerId: 'payer' },
        { account: 'receivable.payer', amountCents: 1_500, claimId: 'second', payerId: 'other' },
        { account: 'transfer.next-payer', amountCents: -1_500, claimId: 'second', payerId: 'other' },
      ],
    } as const;
    const next = { nextPayerId: 'other' };
    const decided = plan([first], books(next)).postings[0]!;
    const earlier = [{ chargeCents: 10_000, paidCents: 6_000, payerControlNumber: 'ICN1', posting: decided }];
    const { claims, postings } = plan([anew], books({ ...next, openPayerCents: 0, earlier, handedOn: [handedOn] }));
    expect(claims[0]).toMatchObject({ transferToNextPayerCents: 1_000, transferToPatientCents: 0 });
    expect(postings.map(({ reversesKey }) => reversesKey).filter(Boolean)).toEqual([decided.businessKey, 'handed']);
    expect(balances(postings)).toMatchObject({ 'payer-offset': -6_000, 'writeoff.WO-CON': -500 });
  });
});

describe('any two decisions of one claim, in whatever order and way the payer mends them', () => {
  const decisionArb = fc
    .record({ paid: fc.integer({ min: 1, max: 9_998 }), share: fc.nat(100) })
    .map(({ paid, share }) => {
      const patient = Math.floor(((10_000 - paid) * share) / 100);
      return clp({
        paidCents: paid,
        adjustments: [cas('PR', '1', patient), cas('CO', '45', 10_000 - paid - patient)].filter(
          ({ amountCents }) => amountCents !== 0,
        ),
      });
    });

  it('leave what the last one alone would have left; until then the rest is the payer’s money', () => {
    fc.assert(
      fc.property(decisionArb, decisionArb, fc.boolean(), (one, other, byRecovery) => {
        const [before, after] = [
          { ...one, payerControlNumber: 'ICN1' },
          { ...other, ordinal: 2, payerControlNumber: 'ICN2' },
        ];
        const alone = balances(plan([after]).postings);
        const both = balances(plan([before, after]).postings);
        expect(both).toEqual({
          ...alone,
          'cash.clearing': before.paidCents + after.paidCents,
          'payer-offset': -before.paidCents,
        });
        const takes = { ...recovery, amountCents: before.paidCents };
        const open = { openOffsets: [{ reference: 'ICN1', amountCents: before.paidCents }] };
        const mended = byRecovery
          ? plan([before, after], books(), [takes], open)
          : plan([before, after, { ...back, paidCents: -before.paidCents }]);
        expect(balances(mended.postings)).toEqual(alone);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe('a second word of the payer that takes no decision’s place', () => {
  const after = (second: Parameters<typeof clp>[0]) => plan([first, clp({ ordinal: 2, ...second })]).claims[1];

  it('is a denial: the replacement was refused and the first decision stands', () => {
    expect(after({ adjustments: [cas('CO', '16', 10_000)] })?.replaces).toBeUndefined();
  });
  it('is a payment still pending in part', () => {
    expect(after({ paidCents: 500, adjustments: [cas('OA', '133', 9_500)] })?.replaces).toBeUndefined();
  });
  it('is a little more money beside what it says it paid before', () => {
    const more = after({ paidCents: 500, adjustments: [cas('CO', '18', 9_500)] });
    expect([more?.replaces, more?.denials[0]?.category]).toEqual([undefined, 'DUP']);
  });
  it('is one part of a claim the payer split', () => {
    const part = { chargeCents: 5_000, paidCents: 3_000, adjustments: [cas('CO', '45', 2_000)] };
    const { claims } = plan([clp(part), clp({ ...part, ordinal: 2 })]);
    expect(claims[1]).not.toHaveProperty('replaces');
    expect(claims[1]?.reviews).toEqual([]);
  });
  it('is the payment of what was denied before', () => {
    const denied = clp({ paidCents: 3_000, adjustments: [cas('CO', '45', 1_000), cas('CO', '50', 6_000)] });
    const { claims } = plan([denied, clp({ ordinal: 2, paidCents: 6_000, adjustments: [cas('CO', '50', 4_000)] })]);
    expect(claims[1]).not.toHaveProperty('replaces');
  });
});
