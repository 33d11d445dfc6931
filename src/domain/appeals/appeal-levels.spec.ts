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
