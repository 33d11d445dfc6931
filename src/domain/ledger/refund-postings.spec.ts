import { plainDate } from '../dates/plain-date.js';
import { accountBalance } from './posting.js';
import { refundDuePosting, refundPaidPosting, type CreditPlace } from './refund-postings.js';

const from: CreditPlace = { account: 'receivable.payer', payerId: 'p', claimId: 'c' };
const head = (businessKey: string) => ({
  businessKey,
  effectiveDate: plainDate('2026-05-04'),
  amountCents: 4_000,
  source: { type: 'refund', id: 'r' },
  from,
});
const owed = (...postings: readonly ReturnType<typeof refundDuePosting>[]) => {
  const entries = postings.flatMap((each) => each.entries);
  const of = (account: Parameters<typeof accountBalance>[1]['account']) => accountBalance(entries, { account });
  return { payable: 0 - of('refunds-payable'), cash: of('cash.clearing'), receivable: of('receivable.payer') };
};

describe('a refund on the books', () => {
  it('is a debt of ours once approved, cash once it left', () => {
    expect(owed(refundDuePosting(head('due')))).toEqual({ payable: 4_000, cash: 0, receivable: 4_000 });
    expect(owed(refundDuePosting(head('due')), refundPaidPosting(head('paid')))).toEqual({
      payable: 0,
      cash: -4_000,
      receivable: 4_000,
    });
  });

  it('is a debt again when it comes back, and the cash is ours until it leaves once more', () => {
    const back = refundPaidPosting({ ...head('back'), cameBack: true });
    expect(owed(refundDuePosting(head('due')), refundPaidPosting(head('paid')), back)).toEqual({
      payable: 4_000,
      cash: 0,
      receivable: 4_000,
    });
  });
});
