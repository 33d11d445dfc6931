import fc from 'fast-check';
import { balances, books, cas, clp, DATE, plan } from './a-remittance.js';
import type { ProviderAdjustment, RemittanceClaim } from './remittance.js';

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

describe('a claim the payer split, one part of which it decides again', () => {
  const line = (lineId: string, chargeCents: number) => ({
    ...{
      lineId,
      lineControlNumber: `L${lineId}`,
      procedureCode: '99213',
      modifiers: [],
      serviceDate: DATE,
      chargeCents,
    },
  });
  const twoLines = books({ lines: [line('1', 5_000), line('2', 5_000)] });
  /** A CLP about some of our lines, each paid less the patient's share and what the contract takes. */
  const part = (ordinal: number, lines: readonly string[], paid: number, over: Partial<RemittanceClaim> = {}) =>
    clp({
      ...{
        ordinal,
        chargeCents: 5_000 * lines.length,
        paidCents: paid * lines.length,
        payerControlNumber: `ICN${ordinal}`,
      },
      lines: lines.map((id, at) => ({
        ...{ ordinal: at + 1, procedure: { qualifier: 'HC', code: '99213', modifiers: [] }, lineControl: `L${id}` },
        ...{ chargeCents: 5_000, paidCents: paid, remarks: [], serviceFrom: DATE },
        adjustments: [cas('PR', '2', 500), cas('CO', '45', 4_500 - paid)],
      })),
      ...over,
    });
  const whole = { 'receivable.payer': -10_000, 'receivable.patient': 1_000 };

  it('holds the first payment of that part, before the other part is decided', () => {
    const { claims, postings } = plan([part(1, ['1'], 3_000), part(2, ['1'], 3_500), part(3, ['2'], 4_000)], twoLines);
    expect(claims.map(({ replaces }) => replaces?.length)).toEqual([undefined, 1, undefined]);
    expect(claims[1]?.reviews).toContainEqual(expect.objectContaining({ reason: 'decidedTwice', amountCents: 3_000 }));
    expect(claims[2]?.reviews).toEqual([]);
    expect(balances(postings)).toEqual({
      ...whole,
      'cash.clearing': 10_500,
      'payer-offset': -3_000,
      'writeoff.WO-CON': 1_500,
    });
  });

  it('and after it; its late reversal leaves the new decision and the other part', () => {
    const twice = [part(1, ['1'], 3_000), part(2, ['2'], 4_000), part(3, ['1'], 3_500)];
    const back = clp({ ordinal: 4, status: '22', chargeCents: -5_000, paidCents: -3_000, payerControlNumber: 'ICN1' });
    expect(balances(plan(twice, twoLines).postings)).toMatchObject({ ...whole, 'payer-offset': -3_000 });
    expect(balances(plan([...twice, back], twoLines).postings)).toEqual({
      ...whole,
      'cash.clearing': 7_500,
      'writeoff.WO-CON': 1_500,
    });
  });

  it('knows a part without lines by its charge, once the parts are more than the claim', () => {
    const bare = (ordinal: number, chargeCents: number, paidCents: number) =>
      clp({ ordinal, chargeCents, paidCents, adjustments: [cas('CO', '45', chargeCents - paidCents)] });
    const { claims, postings } = plan([bare(1, 6_000, 5_000), bare(2, 4_000, 3_000), bare(3, 6_000, 5_500)]);
    expect(claims.map(({ replaces }) => replaces?.length)).toEqual([undefined, undefined, 1]);
    expect(balances(postings)).toMatchObject({ 'receivable.payer': -10_000, 'payer-offset': -5_000 });
  });

  it.each([
    ['two halves of one line', [part(1, ['1'], 2_000), part(2, ['1'], 2_000)].map((half) => halved(half))],
    [
      'a denial of the part',
      [part(1, ['1'], 3_000), part(2, ['1'], 0, { lines: [], adjustments: [cas('CO', '16', 5_000)] })],
    ],
    [
      'a decision about more lines than the part',
      [part(1, ['1'], 3_000), part(2, ['1', '2'], 3_000, { chargeCents: 9_999 })],
    ],
    [
      'two parts of equal charge without lines',
      [part(1, ['1'], 3_000, { lines: [] }), part(2, ['2'], 3_000, { lines: [] })],
    ],
  ])('takes nothing back for %s', (_what, claims) => {
    expect(plan(claims, twoLines).claims.some(({ replaces }) => replaces)).toBe(false);
  });

  function halved(claim: RemittanceClaim): RemittanceClaim {
    const half = (cents: number): number => cents / 2;
    return {
      ...claim,
      ...{ chargeCents: half(claim.chargeCents), paidCents: half(claim.paidCents) },
      lines: claim.lines.map((each) => ({
        ...each,
        ...{ chargeCents: half(each.chargeCents), paidCents: half(each.paidCents) },
        adjustments: each.adjustments.map((one) => ({ ...one, amountCents: half(one.amountCents) })),
      })),
    };
  }
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
