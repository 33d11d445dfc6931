import { plainDate } from '../dates/plain-date.js';
import { explainBalance, type PostingToExplain } from './explain-posting.js';

const head = { sourceType: 'remittance', sourceId: 'r1', reverses: false, claimId: 'c1', claimNumber: 'RC000000001' };
const on = (day: string): { postedOn: PostingToExplain['postedOn']; effectiveDate: PostingToExplain['postedOn'] } => ({
  postedOn: plainDate(day),
  effectiveDate: plainDate(day),
});

const charge: PostingToExplain = {
  ...head,
  ...on('2026-01-05'),
  kind: 'charge',
  sourceType: 'claim',
  sourceId: 'c1',
  entries: [
    { account: 'receivable.payer', amountCents: 120_000 },
    { account: 'revenue.charges', amountCents: -120_000 },
  ],
};
const decided: PostingToExplain = {
  ...head,
  ...on('2026-02-03'),
  effectiveDate: plainDate('2026-02-01'),
  kind: 'remittancePayment',
  sourcePlace: 'clp:1',
  payerName: 'Ohio Valley Health',
  entries: [
    { account: 'cash.clearing', amountCents: 80_000 },
    { account: 'writeoff.WO-CON', amountCents: 30_000 },
    { account: 'receivable.patient', amountCents: 10_000 },
    { account: 'receivable.payer', amountCents: -120_000 },
  ],
};

describe('a balance told in sentences', () => {
  it('says who decided what, on which day, and what is left after each step', () => {
    const told = explainBalance('payer', [charge, decided]);
    expect(
      told.steps.map(({ on: day, sentence, changeCents, balanceCents }) => [day, sentence, changeCents, balanceCents]),
    ).toEqual([
      ['2026-01-05', 'Charges were entered (claim RC000000001): $1,200.00 charged.', 120_000, 120_000],
      [
        '2026-02-03',
        'Ohio Valley Health decided the claim (claim RC000000001), dated 2026-02-01: $800.00 came in, $300.00 contractual adjustment, $100.00 became the guarantor’s.',
        -120_000,
        0,
      ],
    ]);
    expect(told.summary).toBe('The payer owes nothing: 2 postings bring the balance to zero.');
    expect(told.steps.map(({ links }) => links)).toEqual([['/claims/c1'], ['/remittances/r1', '/claims/c1']]);
  });

  it('says what the guarantor owes, and when we owe the guarantor', () => {
    expect(explainBalance('guarantor', [decided]).summary).toBe('The guarantor owes $100.00 after 1 posting.');
    const paidTwice: PostingToExplain = {
      ...head,
      ...on('2026-03-01'),
      kind: 'patientPayment',
      sourceType: 'patientPayment',
      sourceId: 'p1',
      entries: [
        { account: 'cash.clearing', amountCents: 12_500 },
        { account: 'receivable.patient', amountCents: -12_500 },
      ],
    };
    const told = explainBalance('guarantor', [decided, paidTwice]);
    expect(told.summary).toBe('We owe the guarantor $25.00 after 2 postings.');
    expect(told.steps[1]?.sentence).toBe(
      'The guarantor paid (claim RC000000001): $125.00 came in, the guarantor owes $125.00 less.',
    );
  });

  it('calls a reversal what it is, with every amount taken back', () => {
    const back: PostingToExplain = {
      ...decided,
      ...on('2026-04-01'),
      kind: 'remittanceReversal',
      reverses: true,
      entries: decided.entries.map((entry) => ({ ...entry, amountCents: -entry.amountCents })),
    };
    expect(explainBalance('payer', [charge, decided, back]).steps[2]).toMatchObject({
      sentence:
        'Ohio Valley Health took an earlier decision back (claim RC000000001): $800.00 went back, $300.00 contractual adjustment taken back, the guarantor owes $100.00 less; it reverses an earlier posting exactly.',
      balanceCents: 120_000,
    });
  });

  it('admits that nothing was posted', () => {
    expect(explainBalance('payer', []).summary).toBe('Nothing was ever posted to the payer’s balance.');
  });
});
