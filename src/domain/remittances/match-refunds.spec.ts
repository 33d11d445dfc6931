import { matchRefunds, type RefundToPayer } from './match-refunds.js';

const refund = (refundId: string, amountCents: number, ...names: string[]): RefundToPayer => ({
  refundId,
  amountCents,
  names,
});
const plb = (reason: string, amountCents: number, reference?: string, ordinal = 1) => ({
  ordinal,
  reason,
  amountCents,
  ...(reference && { reference }),
});
const found = (adjustments: Parameters<typeof matchRefunds>[0], ...refunds: RefundToPayer[]) =>
  [...matchRefunds(adjustments, refunds)].map(([ordinal, { refundId }]) => [ordinal, refundId]);

describe('a refund the payer reports back', () => {
  it('is the one its reference names, by our check, our claim or the payer’s number', () => {
    const [a, b] = [refund('a', 5_000, 'CHK-1', 'C1', 'ICN1'), refund('b', 5_000, 'CHK-2', 'C2', 'ICN2')];
    for (const name of ['CHK-2', 'C2', 'ICN2']) expect(found([plb('72', -5_000, name)], a, b)).toEqual([[1, 'b']]);
    expect(found([plb('72', -5_000, 'ICN9')], a, b)).toEqual([]);
  });

  it('is found without a reference only when no other has its amount', () => {
    expect(found([plb('72', -5_000)], refund('a', 5_000), refund('b', 4_000))).toEqual([[1, 'a']]);
    expect(found([plb('72', -5_000)], refund('a', 5_000), refund('b', 5_000))).toEqual([]);
  });

  it('is acknowledged (72) to the cent, and comes back (B2) in whole or in part', () => {
    expect(found([plb('72', -4_999, 'C1')], refund('a', 5_000, 'C1'))).toEqual([]);
    expect(found([plb('B2', -1_200, 'C1')], refund('a', 5_000, 'C1'))).toEqual([[1, 'a']]);
    expect(found([plb('B2', -5_001, 'C1')], refund('a', 5_000, 'C1'))).toEqual([]);
  });

  it('is reported once, and never by what the payer takes', () => {
    const twice = [plb('72', -5_000, 'C1', 1), plb('72', -5_000, 'C1', 2)];
    expect(found(twice, refund('a', 5_000, 'C1'))).toEqual([[1, 'a']]);
    expect(found([plb('72', 5_000, 'C1')], refund('a', 5_000, 'C1'))).toEqual([]);
    expect(found([plb('WO', -5_000, 'C1')], refund('a', 5_000, 'C1'))).toEqual([]);
  });
});
