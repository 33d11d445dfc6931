import { plainDate } from '../dates/plain-date.js';
import { aDenial, denialRulesOf } from './a-denial.js';
import { nextDenial } from './next-denial.js';
import { pursueOrDrop, type PursuitQuestion } from './pursue-or-drop.js';
import { cents } from '../money.js';
import { readRuleValue } from '../payer-rules/rule-value.js';

const rules = denialRulesOf(aDenial()).pursuit;
const ask = (over: Partial<PursuitQuestion>, pursuit = rules) =>
  pursueOrDrop(
    {
      category: 'MEDNEC',
      group: 'CO',
      amountCents: 25_000,
      filingProven: false,
      record: { wins: 0, decided: 0 },
      ...over,
    },
    pursuit,
  );

describe('pursue or drop', () => {
  it('weighs the chance of the category against the hours it costs', () => {
    expect(ask({})).toMatchObject({ pursue: true, chance: 0.45, valueCents: 9_750 });
    expect(ask({ amountCents: 5_000 })).toMatchObject({ pursue: false, valueCents: 750 });
    expect(ask({ category: 'NONCOV', amountCents: 30_000 }).pursue).toBe(false);
  });

  it('believes our own results after twenty decisions', () => {
    expect(ask({ record: { wins: 1, decided: 19 } }).chance).toBe(0.45);
    expect(ask({ record: { wins: 18, decided: 20 } }).chance).toBeCloseTo(20 / 24);
    expect(ask({ record: { wins: 0, decided: 40 }, amountCents: 50_000 }).pursue).toBe(false);
  });

  it('adds to our results what the rule says, and takes no rule that would promise more than a win', () => {
    expect(rules.recordPrior).toEqual({ ruleId: 'appeal-record-prior.default', version: 1, wins: 2, decided: 4 });
    const plain = { ...rules, recordPrior: { ...rules.recordPrior, wins: 0, decided: 5 } };
    expect(ask({ record: { wins: 15, decided: 20 } }, plain).chance).toBe(0.6);
    const taken = (value: unknown) => readRuleValue('appealRecordPrior', value).ok;
    expect(
      [
        { wins: 1, decided: 2 },
        { wins: 0, decided: 1 },
      ].map(taken),
    ).toEqual([true, true]);
    const refused = [{ wins: 3, decided: 2 }, { wins: 0, decided: 0 }, { wins: 2 }, { wins: 0.5, decided: 1 }, 4, null];
    expect(refused.filter(taken)).toEqual([]);
  });

  it('names every number of the sum among the rules of the decision', () => {
    const small = aDenial({ carc: '50', amountCents: cents(5_000) });
    const now = { date: plainDate('2026-01-21'), instant: '2026-01-21T15:00:00.000Z' };
    const used = (wins: number, decided: number) =>
      nextDenial({ ...small, appealRecord: { wins, decided } }, { type: 'denialBorn' }, now, denialRulesOf(small))
        .rules.map(({ ruleId }) => ruleId)
        .filter((ruleId) => /^(appeal-(minutes|fee|chances|record)|hourly|pursue|never)/.test(ruleId))
        .sort();
    const sum = ['appeal-fee-cents', 'appeal-minutes', 'appeal-record-from', 'hourly-cost-cents'];
    const bounds = ['never-drop-cents', 'pursue-from-cents'];
    const named = (...keys: readonly string[]) => keys.map((key) => `${key}.default`).sort();
    expect(used(0, 0)).toEqual(named(...sum, ...bounds, 'appeal-chances'));
    expect(used(0, 40)).toEqual(named(...sum, ...bounds, 'appeal-record-prior'));
  });

  it('gives late filing a chance only with proof', () =>
    expect([ask({ category: 'TIMELY' }).chance, ask({ category: 'TIMELY', filingProven: true }).chance]).toEqual([
      0.05, 0.35,
    ]));

  it('never drops $1,000 and more, nor what the patient would pay', () => {
    expect(ask({ category: 'NONCOV', amountCents: 100_000, record: { wins: 0, decided: 400 } }).pursue).toBe(true);
    expect(ask({ amountCents: 5_000, group: 'PR' }).pursue).toBe(true);
  });

  it('takes the fee of the federal dispute off, as it is on the day', () => {
    const since = denialRulesOf(aDenial({ noticeDate: plainDate('2026-06-11') })).pursuit;
    const dispute = (amountCents: number) => ask({ federalDispute: true, amountCents }, since);
    expect(since.idrFeeCents).toMatchObject({ days: 1_500, version: 2 });
    expect(dispute(12_000)).toMatchObject({ pursue: false, valueCents: 2_400 }); // $54.00 less $15.00 twice
    expect(dispute(12_000).because).toContain('less $30.00 of work and fees');
    expect(ask({ amountCents: 12_000 }, since)).toMatchObject({ pursue: true, valueCents: 3_900 });
  });

  it('only proposes: a small denial goes to a person with the sum, and a person’s wish to appeal is followed', () => {
    const small = aDenial({ carc: '50', amountCents: cents(5_000) });
    const now = { date: plainDate('2026-01-21'), instant: '2026-01-21T15:00:00.000Z' };
    const born = nextDenial(small, { type: 'denialBorn' }, now, denialRulesOf(small));
    expect(born.workItems.map(({ kind, facts }) => [kind, facts['suggestion'], facts['valueCents']])).toEqual([
      ['triageDenial', 'WO', 750],
    ]);
    const wished = nextDenial(
      { ...small, openDeadlines: born.deadlines.map((row) => ({ ...row, id: row.kind })) },
      { type: 'appealChosen' },
      now,
      denialRulesOf(small),
    );
    expect(wished.workItems.map(({ kind }) => kind)).toEqual(['assembleAppeal']);
  });
});
