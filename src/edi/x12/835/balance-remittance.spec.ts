import { cents, type Cents } from '../../../domain/money.js';
import { balanceRemittance, IMBALANCES_KEPT } from './balance-remittance.js';
import type { RemittanceClaim, RemittanceHeader, RemittanceItem, RemittanceLine } from './remittance.js';

const header = (payment: number, creditDebit: 'C' | 'D' = 'C'): RemittanceHeader => ({
  kind: 'remittance',
  ordinal: 3,
  setControl: '0003',
  handling: 'I',
  paymentCents: cents(payment),
  creditDebit,
  method: 'CHK',
  trace: '881234',
  refs: [],
  unmodelled: [],
  place: { interchange: 1, group: 1, set: 3, segment: 5, segmentId: 'ST', byte: 213, length: 20 },
});

const line = (charge: number, paid: number, ...reasons: number[]): Omit<RemittanceLine, 'ordinal'> => ({
  procedure: { qualifier: 'HC', code: '99213', modifiers: [] },
  chargeCents: cents(charge),
  paidCents: cents(paid),
  adjustments: reasons.map((amount) => ({ group: 'CO', carc: '45', amountCents: cents(amount) })),
  refs: [],
  amounts: [],
  quantities: [],
  remarks: [],
  unmodelled: [],
});

const claim = (
  charge: number,
  paid: number,
  reasons: number[],
  ...lines: Omit<RemittanceLine, 'ordinal'>[]
): RemittanceClaim => ({
  kind: 'remittanceClaim',
  ordinal: 12,
  claimNumber: 'ACCT12',
  status: '1',
  chargeCents: cents(charge),
  paidCents: cents(paid),
  adjustments: reasons.map((amount) => ({ group: 'CO', carc: '45', amountCents: cents(amount) })),
  remarks: [],
  refs: [],
  dates: [],
  contacts: [],
  amounts: [],
  quantities: [],
  lines: lines.map((entry, index) => ({ ...entry, ordinal: index + 1 })),
  unmodelled: [],
  place: { interchange: 1, group: 1, set: 3, segment: 148, segmentId: 'CLP', byte: 10_412, length: 60 },
});

const plb = (amount: number): RemittanceItem => ({
  kind: 'providerAdjustment',
  ordinal: 1,
  providerId: '1992753883',
  reason: 'WO',
  amountCents: cents(amount) satisfies Cents,
});

describe('balancing a remittance', () => {
  it('accepts lines, claims and a payment that add up', () => {
    const verdict = balanceRemittance([header(20_500), claim(25_000, 20_500, [], line(25_000, 20_500, 4_500))]);
    expect(verdict).toMatchObject({
      balanced: true,
      lines: { checked: 1, failed: 0 },
      claims: { checked: 1, failed: 0 },
      rollups: { checked: 1, failed: 0 },
      payment: { balanced: true, differenceCents: 0 },
      imbalances: [],
    });
  });

  it('names the claim that does not add up, the sums and the place', () => {
    const { imbalances, balanced } = balanceRemittance([header(21_500), claim(25_000, 21_500, [4_500])]);
    expect(balanced).toBe(false);
    expect(imbalances).toHaveLength(1);
    expect(imbalances[0]).toMatchObject({ rule: 'claimPaid', differenceCents: 1_000, claimNumber: 'ACCT12' });
    expect(imbalances[0]?.message).toBe(
      'Claim 12 does not add up. Charge 250.00 less adjustments 45.00 is 205.00, CLP04 says 215.00. Segment 148, CLP04, byte 10,412.',
    );
  });

  it('names the line, and tells the three levels apart', () => {
    const verdict = balanceRemittance([
      header(20_500),
      claim(25_000, 20_500, [], line(15_000, 12_000, 2_000), line(10_000, 8_500, 2_500)),
    ]);
    expect(verdict.lines).toEqual({ checked: 2, failed: 2 });
    expect(verdict.claims.failed).toBe(0);
    expect(verdict.payment.balanced).toBe(true);
    expect(verdict.imbalances.map(({ differenceCents, lineOrdinal }) => [lineOrdinal, differenceCents])).toEqual([
      [1, -1_000],
      [2, 1_000],
    ]);
  });

  it('says by how much the payment is more than its claims and provider adjustments explain', () => {
    const { payment, imbalances } = balanceRemittance([header(193_286), claim(200_000, 192_286, [7_714])]);
    expect(payment).toMatchObject({ balanced: false, differenceCents: 1_000, plbCents: 0 });
    expect(imbalances[0]?.message).toBe(
      'The payment total is 10.00 more than its claims and provider adjustments explain (BPR02 1932.86; claims 1922.86; PLB 0.00).',
    );
  });

  it('takes a positive provider adjustment off the payment and adds a negative one', () => {
    expect(balanceRemittance([header(9_000), claim(10_000, 10_000, []), plb(1_000)]).balanced).toBe(true);
    expect(balanceRemittance([header(11_000), claim(10_000, 10_000, []), plb(-1_000)]).balanced).toBe(true);
    expect(balanceRemittance([header(1_000), plb(-1_000)]).balanced).toBe(true);
  });

  it('wants the lines of a claim to add up to the claim', () => {
    const verdict = balanceRemittance([header(8_000), claim(10_000, 8_000, [2_000], line(9_000, 8_000, 1_000))]);
    expect(verdict.imbalances.map(({ rule }) => rule)).toEqual(['claimPaid', 'claimChargeOfLines', 'claimPaidOfLines']);
    expect(verdict.rollups).toEqual({ checked: 1, failed: 1 });
  });

  it('takes a reversal like any other claim', () => {
    const back = { ...claim(-25_000, -20_500, [], line(-25_000, -20_500, -4_500)), status: '22' };
    const paid = claim(25_000, 20_500, [], line(25_000, 20_500, 4_500));
    expect(balanceRemittance([header(0), paid, back]).balanced).toBe(true);
  });

  it('says when the payer takes money back through the bank', () => {
    const verdict = balanceRemittance([header(-5_000, 'D'), claim(-5_000, -5_000, [])]);
    expect(verdict).toMatchObject({ balanced: true, debit: true });
  });

  it('keeps the first thousand faults and counts the rest', () => {
    const claims = Array.from({ length: IMBALANCES_KEPT + 5 }, () => claim(100, 99, []));
    const verdict = balanceRemittance([header(99 * claims.length), ...claims]);
    expect(verdict.claims.failed).toBe(IMBALANCES_KEPT + 5);
    expect(verdict.imbalances).toHaveLength(IMBALANCES_KEPT);
  });

  it('has no verdict without a header', () => {
    expect(() => balanceRemittance([claim(1, 1, [])])).toThrow('begins with its header');
  });
});
