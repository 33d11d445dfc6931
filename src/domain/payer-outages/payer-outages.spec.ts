import { plainDate } from '../dates/plain-date.js';
import { nextSends, type HeldSend } from './next-sends.js';
import { extendedByOutage, reportOutage } from './outage-effects.js';

const send = (intentId: string, kind: string, fields: Partial<HeldSend> = {}): HeldSend => ({
  intentId,
  claimId: `claim of ${intentId}`,
  kind,
  intendedOn: plainDate('2026-02-02'),
  ...fields,
});

describe('what waited for a payer', () => {
  it('goes out at the set pace: the claim whose filing ends first, then the oldest, questions last', () => {
    const held = [
      send('question', 'requestClaimStatus', { intendedOn: plainDate('2026-01-20') }),
      send('young', 'submitClaim'),
      send('old', 'submitClaim', { intendedOn: plainDate('2026-01-21') }),
      send('late', 'submitCorrectedClaim', { fileBy: plainDate('2026-02-20') }),
      send('later', 'submitClaim', { fileBy: plainDate('2026-04-20') }),
    ];
    expect(nextSends(held, 10).go.map(({ intentId }) => intentId)).toEqual([
      'late',
      'later',
      'old',
      'young',
      'question',
    ]);
    expect(nextSends(held, 2).go.map(({ intentId }) => intentId)).toEqual(['late', 'later']);
  });

  it('is asked once about each claim, however many questions piled up', () => {
    const about = { claimId: 'c1' };
    const { go, superseded } = nextSends(
      [
        send('first', 'requestClaimStatus', { ...about, intendedOn: plainDate('2026-01-20') }),
        send('second', 'requestClaimStatus', { ...about, intendedOn: plainDate('2026-02-03') }),
        send('coverage', 'checkEligibility', about),
      ],
      9,
    );
    expect(go.map(({ intentId }) => intentId)).toEqual(['coverage', 'second']);
    expect(superseded.map(({ intentId }) => intentId)).toEqual(['first']);
  });
});

describe('an outage from 2 to 16 February', () => {
  const outage = { beganOn: plainDate('2026-02-02'), endedOn: plainDate('2026-02-16') };
  const filing = (claimId: string, hardDate: string, cents = 10_000) =>
    ({ claimId, kind: 'timely-filing', hardDate: plainDate(hardDate), cents }) as const;

  it('extends a filing date by its fourteen days where a rule says so, but never one that had passed before', () => {
    expect(extendedByOutage(plainDate('2026-02-10'), outage, 7)).toEqual({
      hardDate: '2026-02-24',
      safeDate: '2026-02-17',
    });
    expect(extendedByOutage(plainDate('2026-02-01'), outage, 7)).toBeUndefined();
  });

  it('reports what became urgent or passed meanwhile, in claims and dollars, the nearest first', () => {
    const report = reportOutage(
      [
        filing('far', '2026-05-01'),
        filing('near', '2026-02-28'),
        filing('gone', '2026-02-12', 5_000),
        filing('was', '2026-02-16'),
      ],
      outage,
      { extended: 0, nearDays: 14 },
    );
    expect(report.urgent.map(({ claimId, daysLeft }) => [claimId, daysLeft])).toEqual([
      ['gone', -4],
      ['near', 12],
    ]);
    expect([report.days, report.claims, report.cents, report.missed]).toEqual([14, 2, 15_000, 1]);
  });
});
