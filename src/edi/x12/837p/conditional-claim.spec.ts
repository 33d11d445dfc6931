import { plainDate } from '../../../domain/dates/plain-date.js';
import type { Claim837 } from './claim-837.js';
import { silentDecision, withAccident } from './conditional-claim.js';
import { generate837 } from './generate-837.js';

const [drawn] = generate837({
  seed: 11,
  claims: 1,
  firstServiceDate: plainDate('2026-03-02'),
  dependentPercent: 0,
  returningPercent: 0,
}).claims as [Claim837];
const hospital: Claim837 = { ...drawn, kind: 'I', codes: [] };
const accidentOn = plainDate('2026-03-01');
const codes = (claim: Claim837) =>
  claim.codes.map(({ qualifier, code, date, amountCents }) => [qualifier, code, date ?? amountCents]);

describe('a conditional claim to Medicare', () => {
  it('tells that the insurer paid nothing and owes the whole charge, by the kind of insurer', () => {
    const told = (['14', '15', '47'] as const).map((msp) => silentDecision(drawn, msp));
    expect(told.map(({ paidCents }) => paidCents)).toEqual([0, 0, 0]);
    expect(told.map(({ adjustments: [one] }) => [one?.group, one?.carc, one?.amountCents])).toEqual([
      ['OA', '21', drawn.chargeCents],
      ['OA', '19', drawn.chargeCents],
      ['OA', '20', drawn.chargeCents],
    ]);
  });

  it('of a hospital has the occurrence with its day and the value code with nothing; work has its condition', () => {
    expect(codes(withAccident(hospital, { mspType: '14', accidentOn }))).toEqual([
      ['BH', '02', '20260301'],
      ['BE', '14', 0],
    ]);
    expect(codes(withAccident(hospital, { mspType: '47', accidentOn }))).toEqual([
      ['BH', '03', '20260301'],
      ['BE', '47', 0],
    ]);
    expect(codes(withAccident(hospital, { mspType: '15', accidentOn }))).toEqual([
      ['BH', '04', '20260301'],
      ['BG', '02', undefined],
      ['BE', '15', 0],
    ]);
  });

  it('keeps the accident the claim shows already', () => {
    const auto = { qualifier: 'BH', code: '01', dateFormat: 'D8', date: '20260228' };
    expect(codes(withAccident({ ...hospital, codes: [auto] }, { mspType: '14', accidentOn }))).toEqual([
      ['BH', '01', '20260228'],
      ['BE', '14', 0],
    ]);
    const cause = { causes: ['AA'], autoAccidentState: 'OH' };
    const dates = [{ qualifier: '439', format: 'D8', value: '20260228' }];
    const told = withAccident({ ...drawn, relatedCauses: cause, dates }, { mspType: '14', accidentOn });
    expect([told.relatedCauses, told.dates]).toEqual([cause, dates]);
  });

  it('of a doctor has the day of the accident and its cause', () => {
    const work = withAccident(drawn, { mspType: '15', accidentOn });
    expect(work.relatedCauses).toEqual({ causes: ['EM'] });
    expect(work.dates).toContainEqual({ qualifier: '439', format: 'D8', value: '20260301' });
    expect(withAccident(drawn, { mspType: '47', accidentOn }).relatedCauses).toEqual({ causes: ['OA'] });
  });
});
