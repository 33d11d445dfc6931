import fc from 'fast-check';
import { plainDate } from '../dates/plain-date.js';
import type { PatientResponsibility } from './patient-balance.js';
import { povertyGuideline } from './poverty-guidelines.js';
import { screenAssistance, splitCharity } from './screen-assistance.js';

const MARCH = plainDate('2026-03-02');
const item = (over: Partial<PatientResponsibility> = {}): PatientResponsibility => ({
  claimId: 'c1',
  transferDate: plainDate('2026-02-02'),
  amountCents: 20_000,
  paidCents: 0,
  writtenOffCents: 0,
  noticesSent: 1,
  onPlan: false,
  ...over,
});
const screened = (dollars: number, items = [item()], householdSize = 3) =>
  screenAssistance({ householdSize, annualIncomeCents: dollars * 100, region: 'US', appliedOn: MARCH }, items);

describe('the federal poverty guidelines', () => {
  it('are those of 2026 from 13 January on, larger in Alaska and Hawaii', () => {
    const year = (size: number, region: 'US' | 'AK' | 'HI') => povertyGuideline({ size, region }, MARCH)?.yearCents;
    expect([year(1, 'US'), year(8, 'US'), year(9, 'US')]).toEqual([1_596_000, 5_572_000, 6_140_000]);
    expect([year(4, 'AK'), year(4, 'HI')]).toEqual([4_125_000, 3_795_000]);
  });

  it('are not guessed for a day before the first table', () => {
    expect(povertyGuideline({ size: 1, region: 'US' }, plainDate('2026-01-12'))).toBeUndefined();
  });
});

describe('financial assistance', () => {
  it('is full to 200 %, 75, 50 and 25 % above, and nothing beyond 400 %', () => {
    // 2026, three persons: $27,320 a year
    const discounts = [54_640, 54_641, 68_300, 68_301, 81_960, 81_961, 109_280].map(
      (dollars) => screened(dollars)?.discountPercent,
    );
    expect(discounts).toEqual([100, 75, 75, 50, 50, 25, 25]);
    expect(screened(109_281)).toMatchObject({ discountPercent: 0, totalCents: 0, hardship: false });
  });

  it('names the guideline and the policy it rests on', () => {
    expect(screened(60_000)?.rules).toEqual([
      { ruleId: 'patient.financial-assistance', version: 1 },
      { ruleId: 'patient.poverty-guideline', version: 2026 },
    ]);
  });

  it('leaves nobody above the tiers with more than a fifth of a year’s income', () => {
    const items = [
      item({ amountCents: 4_000_000 }),
      item({ claimId: 'c2', transferDate: MARCH, amountCents: 100_000 }),
    ];
    expect(screened(150_000, items)).toMatchObject({
      hardship: true,
      discounts: [
        { claimId: 'c2', amountCents: 100_000 },
        { claimId: 'c1', amountCents: 1_000_000 },
      ],
    });
  });

  it('lowers what is owed first and pays back what was paid above the share, from $5 on', () => {
    const discounts = screened(60_000, [item({ paidCents: 12_000 })])?.discounts ?? [];
    expect(discounts).toEqual([{ claimId: 'c1', amountCents: 15_000 }]);
    expect(splitCharity(discounts, [item({ paidCents: 12_000 })])).toEqual({
      writeOffs: [{ claimId: 'c1', amountCents: 8_000 }],
      excess: [{ claimId: 'c1', amountCents: 7_000 }],
    });
    expect(splitCharity(discounts, [item({ paidCents: 5_400 })]).excess).toEqual([]);
  });

  it('never gives more than the guarantor owed and paid', () => {
    const cents = fc.integer({ min: 0, max: 50_000 });
    fc.assert(
      fc.property(cents, cents, cents, (amountCents, paid, dollars) => {
        const owing = item({ amountCents, paidCents: Math.min(paid, amountCents) });
        const { writeOffs, excess } = splitCharity(screened(dollars, [owing])?.discounts ?? [], [owing]);
        const given = [...writeOffs, ...excess].reduce((sum, each) => sum + each.amountCents, 0);
        return given <= amountCents;
      }),
    );
  });
});
