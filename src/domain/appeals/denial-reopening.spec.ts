import { plainDate } from '../dates/plain-date.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

const on = (date: string) => ({ date: plainDate(date), instant: `${date}T15:00:00.000Z` });
const told = (denial: DenialFacts, event: DenialEvent, day: string, rules = denialRulesOf(denial)) => {
  const turn = nextDenial(denial, event, on(day), rules);
  return { turn, denial: afterTurn(denial, turn) };
};
/** Notice of 20 January 2026. */
const partB = () => told(aDenial({ carc: '4', payerClass: 'medicare' }), { type: 'denialBorn' }, '2026-01-21').denial;
const window = (denial: DenialFacts) => denial.openDeadlines.find(({ kind }) => kind === 'corrected-claim');
/** A person left it to Medicare, which said nothing; the appeal window has long passed. */
const left = (denial: DenialFacts): DenialFacts => ({
  ...denial,
  state: 'TRIAGED',
  openWorkItemKinds: [],
  openDeadlines: denial.openDeadlines.filter(({ kind }) => kind === 'corrected-claim'),
});

describe('Medicare’s time to reopen (42 CFR 405.980(c))', () => {
  it('is a year for any reason', () => {
    expect(window(partB())).toMatchObject({ hardDate: '2027-01-20', ruleId: 'reopening-months.default' });
  });

  it('is four years for good cause once the year is over: the denial goes to a person, not to a write-off', () => {
    const after = told(left(partB()), { type: 'timeReached' }, '2027-01-21');
    expect(window(after.denial)).toMatchObject({
      hardDate: '2030-01-20',
      ruleId: 'reopening-for-cause-months.default',
    });
    expect(after.turn.workItems).toMatchObject([
      {
        kind: 'triageDenial',
        facts: {
          suggestion: 'RO',
          reason:
            'a year has passed: reopened until 2030-01-20 for good cause (42 CFR 405.986), at any time for a clerical error',
        },
      },
    ]);
  });

  it('is without end for a clerical error in an unfavorable determination', () => {
    const second = told(left(partB()), { type: 'timeReached' }, '2027-01-21').denial;
    const last = told(left(second), { type: 'timeReached' }, '2030-01-21');
    expect(window(last.denial)).toBeUndefined();
    expect(last.turn.workItems[0]?.facts).toMatchObject({
      suggestion: 'RO',
      reason:
        'four years have passed: only a clerical error in an unfavorable determination is reopened (42 CFR 405.980(c))',
    });
  });
});

describe('a Part A claim whose twelve months are over', () => {
  const partA = (fields: Partial<DenialFacts> = {}) =>
    aDenial({ carc: '4', payerClass: 'medicare', claimKind: 'I', ...fields });

  it('is adjusted (xx7) within them, until the last day to file', () => {
    const born = told(partA({ timelyFilingHardDate: plainDate('2027-01-05') }), { type: 'denialBorn' }, '2026-01-21');
    expect(window(born.denial)?.hardDate).toBe('2027-01-05');
    expect(born.turn.workItems[0]?.facts).toMatchObject({ frequency: '7' });
  });

  it('is corrected as a reopening, frequency Q, under the payer’s number and never while an appeal is filed', () => {
    const late = partA({ timelyFilingHardDate: plainDate('2025-12-31') });
    const born = told(late, { type: 'denialBorn' }, '2026-01-21');
    expect(window(born.denial)).toMatchObject({ hardDate: '2027-01-20', ruleId: 'reopening-months.default' });
    expect(born.turn.workItems[0]?.facts).toMatchObject({ frequency: 'Q' });
    const sent = told(born.denial, { type: 'correctionPrepared' }, '2026-01-26');
    expect(sent.turn.steps).toMatchObject([{ kind: 'submitCorrectedClaim', details: { frequency: 'Q' } }]);
    expect(sent.turn.because).toContain('TOB xxQ');
    const appealed = told({ ...born.denial, otherAppealFiled: true }, { type: 'correctionPrepared' }, '2026-01-26');
    expect(appealed.turn.steps).toEqual([]);
  });

  it('that ran out while it was worked is asked for as a reopening with its reason', () => {
    const born = told(partA({ timelyFilingHardDate: plainDate('2026-03-31') }), { type: 'denialBorn' }, '2026-01-21');
    const after = told(left(born.denial), { type: 'timeReached' }, '2026-04-01');
    expect(window(after.denial)).toMatchObject({ hardDate: '2027-01-20' });
    expect(after.turn.workItems).toMatchObject([{ kind: 'prepareCorrectedClaim', facts: { frequency: 'Q' } }]);
    expect(after.turn.workItems[0]?.facts['reason']).toContain('R1 to R9');
  });
});

describe('the form of a correction', () => {
  const frequency = (fields: Partial<DenialFacts>, deniedNeedsNew = false) => {
    const denial = aDenial(fields);
    const born = told(denial, { type: 'denialBorn' }, '2026-01-21', { ...denialRulesOf(denial), deniedNeedsNew });
    return born.turn.workItems[0]?.facts['frequency'];
  };

  it('is a new claim where the payer wants one for what it denied as a whole, a replacement for a denied part', () => {
    expect([frequency({}), frequency({}, true)]).toEqual(['7', '1']);
    expect(frequency({ claimChargeCents: 40_000 as DenialFacts['claimChargeCents'] }, true)).toBe('7');
  });

  it('is no replacement while another denial’s appeal is filed, unless the payer’s rule allows it', () => {
    const denial = { ...told(aDenial(), { type: 'denialBorn' }, '2026-01-21').denial, otherAppealFiled: true };
    const steps = (replacementDuringAppeal: boolean) => {
      const rules = { ...denialRulesOf(denial), replacementDuringAppeal };
      return told(denial, { type: 'correctionPrepared' }, '2026-01-26', rules).turn.steps.length;
    };
    expect([steps(false), steps(true)]).toEqual([0, 1]);
  });

  it('stays a replacement when the payer’s number was wrong (N152, M47): the number is corrected', () => {
    const [n152, m47] = (['N152', 'M47'] as const).map(
      (rarc) => aDenial({ carc: '252', rarcs: [rarc] }).classification,
    );
    expect([n152?.actions, m47?.actions]).toEqual([['CC'], ['CC']]);
    expect(frequency({ rarcs: ['N152'] })).toBe('7');
  });
});
