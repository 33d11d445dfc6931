import { plainDate } from '../dates/plain-date.js';
import {
  chargePosting,
  patientPaymentPosting,
  patientTransferPosting,
  writeOffPosting,
} from '../ledger/claim-postings.js';
import { ageBalances, agingBucket } from './aging.js';
import { mainReport } from './main-report.js';

const date = plainDate('2026-05-01');

describe('aging', () => {
  it('puts each age into one bucket', () => {
    expect([0, 30, 31, 60, 120, 121, 365, 366, -1].map(agingBucket)).toEqual([
      '0–30',
      '0–30',
      '31–60',
      '31–60',
      '91–120',
      '121–150',
      '181–365',
      '>365',
      '0–30',
    ]);
  });

  it('keeps credits apart and payers from patients', () => {
    const aged = ageBalances(
      [
        { owedBy: 'payer', amountCents: 500, since: date },
        { owedBy: 'payer', amountCents: -200, since: date },
        { owedBy: 'patient', amountCents: 70, since: date },
      ],
      plainDate('2026-06-05'),
    );
    expect(aged.payer).toMatchObject({ totalCents: 500, creditCents: 200, buckets: { '31–60': 500 } });
    expect(aged.patient.totalCents).toBe(70);
  });
});

describe('the main report', () => {
  it('shows where every charged cent is', () => {
    const source = { type: 'test', id: 't' };
    const entries = [
      chargePosting({ claimId: 'a', payerId: 'p', chargeCents: 9_000, effectiveDate: date }),
      patientTransferPosting({
        businessKey: '1',
        effectiveDate: date,
        amountCents: 2_000,
        source,
        claimId: 'a',
        payerId: 'p',
        guarantorAccountId: 'g',
      }),
      patientPaymentPosting({
        paymentId: 'x',
        effectiveDate: date,
        guarantorAccountId: 'g',
        allocations: [{ claimId: 'a', amountCents: 1_500 }],
        unallocatedCents: 40,
      }),
      writeOffPosting({
        businessKey: '2',
        effectiveDate: date,
        amountCents: 1_000,
        code: 'WO-TF',
        source,
        claimId: 'a',
        owedBy: { payerId: 'p' },
      }),
    ].flatMap((posting) => posting.entries);
    const report = mainReport({
      asOf: plainDate('2026-06-15'),
      entries,
      charges90Cents: 9_000,
      claims: [
        {
          claimId: 'a',
          state: 'PATIENT_RESP',
          payerName: 'Aetna',
          serviceFrom: date,
          patientSince: plainDate('2026-06-01'),
        },
      ],
      denials: [{ carc: '29', category: 'TIMELY', amountCents: 1_000, state: 'RESOLVED', recoveredCents: 0 }],
    });
    expect(report.money).toMatchObject({
      chargedCents: 9_000,
      patientPaidCents: 1_500,
      writtenOffCents: 1_000,
      openPatientCents: 500,
      openPayerCents: 6_000,
      unappliedCents: 40,
      cashCents: 1_540,
      differenceCents: 0,
    });
    expect(report.aging.payer.buckets['31–60']).toBe(6_000);
    expect(report.aging.patient.buckets['0–30']).toBe(500);
    expect(report).toMatchObject({ daysInAr: 65, claimsByState: { PATIENT_RESP: 1 }, denials: { count: 1, open: 0 } });
    expect(report.moneyByPayer['Aetna']?.differenceCents).toBe(0);
  });
});
