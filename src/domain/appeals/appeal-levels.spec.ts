import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, denialRulesOf } from './a-denial.js';
import { appealLevelsFor, denialProgramOf } from './appeal-levels.js';
import { nextDenial } from './next-denial.js';
import { denialRulesFor } from '../payer-rules/rules-for.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';

const on = plainDate('2026-01-20');
const denialAmount = cents(50_000);

describe('a denial of the federal employees’ plan (FEHB)', () => {
  it('goes to the plan within six months, then to the Office of Personnel Management within 90 days', () => {
    expect(appealLevelsFor('commercial', 'bcbs-fep', on)).toMatchObject([
      { level: 1, window: { months: 6 }, decisionDays: 30, source: '5 CFR 890.105(b), (c)' },
      { level: 2, window: { days: 90 }, decisionDays: 60, name: 'Review by the Office of Personnel Management' },
    ]);
  });
});

describe('an appeal for the member', () => {
  /** The plan's final internal denial of this day: what is the last day to ask for the external review? */
  const lastDay = (decided: string): string | undefined => {
    const date = plainDate(decided);
    const denial = aDenial({
      carc: '50',
      state: 'APPEALING',
      amountCents: denialAmount,
      levels: [{ level: 1, state: 'FILED', filedOn: date, decision: null, decidedOn: null }],
    });
    const rules = denialRulesFor(
      { payerClass: 'commercial' },
      { on: date, claimKind: 'P', amountCents: denialAmount, program: 'commercialMember' },
      ruleLibrary,
    );
    const event = { type: 'appealDecided', decision: 'unfavorable', decisionDate: date } as const;
    const turn = nextDenial(denial, event, { date, instant: `${decided}T15:00:00Z` }, rules);
    return turn.deadlines.find(({ kind }) => kind === 'appeal-filing')?.hardDate;
  };

  it('goes to external review within four months; where the fourth has no such day, by the first of the fifth', () => {
    expect(['2026-06-15', '2026-10-30', '2026-10-31', '2027-10-29'].map(lastDay)).toEqual([
      '2026-10-15',
      '2027-03-01',
      '2027-03-01',
      '2028-02-29',
    ]);
  });

  it('is by the payer’s rule, never by itself; without a contract a Medicare Advantage plan owes a reconsideration', () => {
    expect(denialProgramOf({ payerClass: 'commercial', rarcs: [], memberRights: true })).toBe('commercialMember');
    expect(denialProgramOf({ payerClass: 'commercial', rarcs: [] })).toBe('commercial');
    expect(denialProgramOf({ payerClass: 'medicareAdvantage', rarcs: [], contracted: false })).toBe('maNonContract');
    expect(denialProgramOf({ payerClass: 'medicareAdvantage', rarcs: [] })).toBe('maContract');
  });

  it('about the rate alone goes to such a plan’s payment dispute, within 120 days', () => {
    const rate = { payerClass: 'medicareAdvantage', rarcs: [], category: 'CONTRACT' } as const;
    expect(denialProgramOf({ ...rate, contracted: false })).toBe('maPaymentDispute');
    expect(denialProgramOf(rate)).toBe('maContract');
    expect(appealLevelsFor('maPaymentDispute', undefined, on)[0]?.window).toEqual({ days: 120 });
  });
});

describe('a claim paid under the No Surprises Act', () => {
  it('is negotiated and resolved federally only where a commercial plan’s remittance says so', () => {
    expect(denialProgramOf({ payerClass: 'commercial', rarcs: ['N877'] })).toBe('federalIdr');
    expect(denialProgramOf({ payerClass: 'commercial', rarcs: ['N130'] })).toBe('commercial');
    expect(denialProgramOf({ payerClass: 'medicare', rarcs: ['N877'] })).toBe('medicareFfs');
  });

  it('counts 30 business days to begin the negotiation and four to begin the dispute after it', () => {
    const denial = aDenial({ noticeDate: on, rarcs: ['N877'], carc: '50', amountCents: denialAmount });
    const rules = denialRulesFor(
      { payerClass: 'commercial' },
      { on, claimKind: 'P', amountCents: denialAmount, program: denialProgramOf(denial) },
      ruleLibrary,
    );
    const born = nextDenial(denial, { type: 'denialBorn' }, { date: on, instant: `${on}T12:00:00.000Z` }, rules);
    // 20 January to 4 March 2026: thirty business days, Presidents’ Day (16 February) not counted.
    expect(born.deadlines.find(({ kind }) => kind === 'appeal-filing')).toMatchObject({
      hardDate: '2026-03-04',
      ruleId: 'appeal-level.federalIdr.1',
    });
    expect(rules.levels[1]).toMatchObject({ window: { businessDays: 4 }, name: 'Federal IDR' });
    expect(denialRulesOf(denial).levels[0]?.window).toEqual({ days: 180 });
  });
});
