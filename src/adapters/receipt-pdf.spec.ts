import { plainDate } from '../domain/dates/plain-date.js';
import { receiptLines, renderReceipt, type ReceiptFacts } from './receipt-pdf.js';

const facts: ReceiptFacts = {
  organizationName: 'Riverside Family Practice',
  number: 17,
  receivedOn: plainDate('2026-01-05'),
  guarantor: 'Ada Long',
  accountNumber: 'A-100',
  method: 'check',
  reference: '1042',
  amountCents: 10_000,
  paid: [{ claimNumber: 'C1', serviceFrom: plainDate('2025-12-01'), amountCents: 7_550 }],
};

describe('a receipt', () => {
  it('says what came, how, what it paid, and what is kept', () => {
    expect(receiptLines(facts)).toEqual(
      expect.arrayContaining([
        '$100.00 by check (1042)',
        '$75.50 for claim C1, service of 2025-12-01',
        '$24.50 is kept on the account',
      ]),
    );
  });

  it('of a check the bank returned says that it does not count', () => {
    const lines = receiptLines({ ...facts, returnedOn: plainDate('2026-01-12') });
    expect(lines.at(-1)).toBe('Returned by the bank on 2026-01-12: this payment does not count.');
  });

  it('is the same paper, byte for byte, whenever it is printed', async () => {
    const [first, again] = [await renderReceipt(facts), await renderReceipt(facts)];
    expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect([first.pages, first.bytes.equals(again.bytes)]).toEqual([1, true]);
  });
});
