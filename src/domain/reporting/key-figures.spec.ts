import { keyFigures, type Counted } from './key-figures.js';

const nothing: Counted = {
  chargedCents: 0,
  charged90Cents: 0,
  paidCents: 0,
  contractualCents: 0,
  receivableCents: 0,
  payerReceivableCents: 0,
  payerReceivableOver90Cents: 0,
  cohortNetCents: 0,
  cohortPaidCents: 0,
  denialWriteOffCents: 0,
  badDebtCents: 0,
  claimsScrubbed: 0,
  claimsClean: 0,
  firstSendings: 0,
  firstSendingsAccepted: 0,
  claimsDecided: 0,
  claimsDenied: 0,
  claimsPaidAtOnce: 0,
  appealsDecided: 0,
  appealsWon: 0,
  plans: 0,
  plansDefaulted: 0,
  placedCents: 0,
  collectedCents: 0,
  claimLagDays: {},
  paymentLagDays: {},
};
const valueOf = (counted: Partial<Counted>, name: string) =>
  keyFigures({ ...nothing, ...counted }).find((figure) => figure.name === name)?.value;

describe('the key figures of an office', () => {
  it('say how many days of charges are still owed: $40,000 at $1,000 a day are 40 days', () => {
    expect(valueOf({ receivableCents: 4_000_000, charged90Cents: 9_000_000 }, 'daysInAr')).toBe(40);
  });

  it('measure collections on what could be collected: contractual adjustments are no loss', () => {
    expect(valueOf({ cohortNetCents: 70_000, cohortPaidCents: 67_900 }, 'netCollectionRate')).toBe(97);
    expect(valueOf({ chargedCents: 100_000, paidCents: 67_900 }, 'grossCollectionRate')).toBe(67.9);
  });

  it('count denial write-offs against net revenue', () => {
    const counted = { chargedCents: 100_000, contractualCents: 30_000, denialWriteOffCents: 1_400 };
    expect(valueOf(counted, 'denialWriteOffs')).toBe(2);
  });

  it('say nothing where there is nothing to divide by', () => {
    expect(keyFigures(nothing).map(({ value }) => value)).toEqual(keyFigures(nothing).map(() => undefined));
  });

  it('each name their formula, once', () => {
    const figures = keyFigures(nothing);
    expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
    expect(figures.every(({ formula }) => formula.length > 0)).toBe(true);
  });
});
