import { plainDate } from '../dates/plain-date.js';
import { nextCoverage, nextResponsibility, payerOrder, type CoverageOnFile } from './payer-order.js';

const on = plainDate('2026-01-05');
const coverage = (id: string, over: Partial<CoverageOnFile> = {}): CoverageOnFile => ({
  id,
  payerId: `payer-${id}`,
  payerClass: 'commercial',
  rank: 1,
  ...over,
});
const order = (...coverages: CoverageOnFile[]): string[] => payerOrder(coverages).map(({ id }) => id);

describe('the order of payers', () => {
  it('follows the rank the source gave', () => {
    expect(order(coverage('b', { rank: 2 }), coverage('a'))).toEqual(['a', 'b']);
  });

  it('puts Medicaid last and TRICARE before it, whatever their rank', () => {
    const medicaid = coverage('medicaid', { payerClass: 'medicaid', rank: 1 });
    const managed = coverage('mco', { payerClass: 'medicaidMco', rank: 1 });
    const tricare = coverage('tricare', { payerClass: 'tricare', rank: 1 });
    expect(order(medicaid, tricare, coverage('plan', { rank: 3 }))).toEqual(['plan', 'tricare', 'medicaid']);
    expect(order(managed, coverage('medicare', { payerClass: 'medicare', rank: 2 }))).toEqual(['medicare', 'mco']);
  });

  it('puts workers’ compensation and no-fault carriers first', () => {
    const plan = coverage('plan');
    expect(order(plan, coverage('wc', { payerClass: 'workersComp', rank: 2 }))).toEqual(['wc', 'plan']);
    expect(order(plan, coverage('auto', { payerClass: 'auto', rank: 2 }))).toEqual(['auto', 'plan']);
  });

  it.each(['12', '13', '43'])('lets Medicare pay after an employer’s plan for reason %s', (mspType) => {
    const medicare = coverage('medicare', { payerClass: 'medicare', rank: 1, mspType });
    expect(order(medicare, coverage('plan', { rank: 2 }))).toEqual(['plan', 'medicare']);
  });

  it('lets Medicare pay first where no reason says otherwise', () => {
    const medicare = coverage('medicare', { payerClass: 'medicare', rank: 1 });
    expect(order(coverage('medigap', { rank: 2 }), medicare)).toEqual(['medicare', 'medigap']);
  });
});

describe('the next payer', () => {
  const [first, second, third] = [coverage('1'), coverage('2', { rank: 2 }), coverage('3', { rank: 3 })];
  const all = [third, first, second];

  it('is the one behind in the order that nobody has asked', () => {
    expect(nextCoverage(all, { coverageId: '1', asked: ['1'], on })?.id).toBe('2');
    expect(nextCoverage(all, { coverageId: '1', asked: ['1', '2'], on })?.id).toBe('3');
    expect(nextCoverage(all, { coverageId: '3', asked: ['1', '2', '3'], on })).toBeUndefined();
  });

  it('is never one that was not in force on the day of service', () => {
    const ended = { ...second, termsOn: plainDate('2026-01-04') };
    const later = { ...third, effectiveOn: plainDate('2026-01-06') };
    expect(nextCoverage([first, ended, later], { coverageId: '1', asked: ['1'], on })).toBeUndefined();
    const lastDay = { ...second, termsOn: on };
    expect(nextCoverage([first, lastDay], { coverageId: '1', asked: ['1'], on })?.id).toBe('2');
  });

  it('is asked as secondary, then tertiary, then by letter', () => {
    expect(['P', 'S', 'T', 'A'].map(nextResponsibility)).toEqual(['S', 'T', 'A', 'B']);
  });
});
