import fc from 'fast-check';
import { plainDate } from '../dates/plain-date.js';
import { moneyByClaim, moneyReport } from '../reporting/money-report.js';
import { chartOfAccounts } from './chart-of-accounts.js';
import {
  chargePosting,
  nextPayerTransferPosting,
  patientPaymentPosting,
  patientTransferPosting,
  suspenseMatchedPosting,
  writeOffPosting,
} from './claim-postings.js';
import { assertBalanced, reversalOf, type PostingDraft } from './posting.js';
import { mayCloseDenial, writeOffCodes, type WriteOffCode } from './write-off-codes.js';

const effectiveDate = plainDate('2026-05-04');
const source = { type: 'test', id: 't' };
const posting = (entries: PostingDraft['entries']): PostingDraft => ({
  businessKey: 'k',
  kind: 'correction',
  effectiveDate,
  source,
  entries,
});

describe('a posting', () => {
  it('must sum to zero, as a whole and within each claim', () => {
    expect(() => assertBalanced(posting([{ account: 'suspense', amountCents: 5 }]))).toThrow('off by 5');
    expect(() =>
      assertBalanced(
        posting([
          { account: 'receivable.payer', amountCents: 5, claimId: 'a' },
          { account: 'receivable.payer', amountCents: -5, claimId: 'b' },
        ]),
      ),
    ).toThrow('claim a');
    expect(() => assertBalanced(posting([]))).toThrow('no entries');
    expect(() => assertBalanced(posting([{ account: 'suspense', amountCents: 0 }]))).toThrow('not zero');
    expect(() =>
      assertBalanced(
        posting([
          { account: 'suspense', amountCents: 0.5 },
          { account: 'suspense', amountCents: -0.5 },
        ]),
      ),
    ).toThrow('whole cents');
  });

  it('and its reversal cancel out, entry by entry', () => {
    const charge = chargePosting({ claimId: 'a', payerId: 'p', chargeCents: 700, effectiveDate });
    const back = reversalOf(charge, { businessKey: 'back', effectiveDate });
    expect(back.reversesKey).toBe(charge.businessKey);
    expect(moneyReport([...charge.entries, ...back.entries])).toMatchObject({ chargedCents: 0, openPayerCents: 0 });
  });
});

describe('the chart of accounts', () => {
  it('gives each write-off code one account and one KPI bucket', () => {
    for (const [code, rule] of Object.entries(writeOffCodes)) {
      expect(chartOfAccounts[`writeoff.${code as WriteOffCode}`]).toMatchObject({
        kpiBucket: rule.kpiBucket,
        side: 'debit',
      });
    }
  });

  it('does not let a denial hide among contractual write-offs', () => {
    expect(mayCloseDenial('WO-CON')).toBe(false);
    expect(mayCloseDenial('WO-AUTH')).toBe(true);
  });
});

describe('the money of claims', () => {
  const step = fc.record({
    claimId: fc.constantFrom('a', 'b', 'c'),
    amountCents: fc.integer({ min: 1, max: 9_000 }),
    what: fc.constantFrom('writeOff', 'patient', 'payment', 'next', 'suspense', 'patientWriteOff', 'reverse'),
    code: fc.constantFrom<WriteOffCode>('WO-CON', 'WO-TF', 'WO-SB', 'WO-BD'),
  });

  it('is conserved: charged = paid + adjusted + transferred + open, for every claim after any postings', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const book: PostingDraft[] = ['a', 'b', 'c'].map((claimId) =>
          chargePosting({ claimId, payerId: 'p', chargeCents: 10_000, effectiveDate }),
        );
        for (const [index, { claimId, amountCents, what, code }] of steps.entries()) {
          const businessKey = `k${index}`;
          const head = { businessKey, effectiveDate, amountCents, source, claimId };
          const last = book.at(-1);
          if (what === 'writeOff') book.push(writeOffPosting({ ...head, code, owedBy: { payerId: 'p' } }));
          if (what === 'patientWriteOff')
            book.push(writeOffPosting({ ...head, code, owedBy: { guarantorAccountId: 'g' } }));
          if (what === 'patient') book.push(patientTransferPosting({ ...head, payerId: 'p', guarantorAccountId: 'g' }));
          if (what === 'suspense') book.push(suspenseMatchedPosting({ ...head, payerId: 'p' }));
          if (what === 'reverse' && last) book.push(reversalOf(last, { businessKey, effectiveDate }));
          if (what === 'next') {
            book.push(
              nextPayerTransferPosting({
                businessKey,
                effectiveDate,
                amountCents,
                from: { claimId, payerId: 'p' },
                to: { claimId: 'second', payerId: 'q' },
              }),
            );
          }
          if (what === 'payment') {
            book.push(
              patientPaymentPosting({
                paymentId: businessKey,
                effectiveDate,
                guarantorAccountId: 'g',
                allocations: [{ claimId, amountCents }],
                unallocatedCents: 5,
              }),
            );
          }
        }
        const entries = book.flatMap((each) => assertBalanced(each).entries);
        const total = moneyReport(entries);
        expect(entries.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(0);
        expect([total.differenceCents, total.transferredCents]).toEqual([0, 0]);
        for (const report of moneyByClaim(entries).values()) expect(report.differenceCents).toBe(0);
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});
