import fc from 'fast-check';
import {
  compareForQueue,
  explainScore as explain,
  scoreBaseOf as baseOf,
  scoreOf as score,
  type Score,
  type ScoreInput,
} from './score.js';
import { deliveredWeights, weightsWords, wrongWeights } from './score-weights.js';
import { workItemCatalog } from './catalog.js';

const rule = { ...deliveredWeights, ruleId: 'work-score.default', version: 1 };
const scoreOf = (input: ScoreInput): Score => score(input, rule);
const scoreBaseOf = (queue: Parameters<typeof baseOf>[0], hope: 'H' | 'M' | 'L' | '-' = 'M'): number =>
  baseOf(queue, hope, rule);
const explainScore = (input: ScoreInput, scored: Score): readonly string[] => explain(input, scored, rule);

const item = { balanceCents: 999_900, base: 0.8, ageDays: 10, daysLeft: null };

describe('scoreOf', () => {
  it('counts $9,999 and more as the full amount', () => {
    expect(scoreOf(item)).toMatchObject({ amount: 1, certainty: 0.8, urgency: 1, score: 26.7 });
    expect(scoreOf({ ...item, balanceCents: 9_999_900 }).amount).toBe(1);
  });

  it.each<[number, number]>([
    [2, 80],
    [7, 66.7],
    [14, 53.3],
    [30, 40],
    [31, 26.7],
  ])('with %i days left scores %d', (daysLeft, score) => {
    expect(scoreOf({ ...item, daysLeft }).score).toBe(score);
  });

  it('loses certainty with age and gains urgency with each missed follow-up, at most 3', () => {
    expect([30, 60, 90, 120, 180, 365, 366].map((ageDays) => scoreOf({ ...item, ageDays }).certainty)).toEqual([
      0.8, 0.76, 0.704, 0.6, 0.48, 0.32, 0.16,
    ]);
    expect([
      scoreOf({ ...item, missedFollowUps: 2 }).urgency,
      scoreOf({ ...item, daysLeft: 1, missedFollowUps: 2 }).urgency,
    ]).toEqual([1.5, 3]);
  });

  it('limits the payer’s factor to half and to one fifth more', () => {
    expect([scoreOf({ ...item, payerFactor: 0.1 }).certainty, scoreOf({ ...item, payerFactor: 9 }).certainty]).toEqual([
      0.4, 0.96,
    ]);
  });

  it('puts a hard deadline in two days to the top and hides small balances without a deadline', () => {
    expect([
      scoreOf({ ...item, daysLeft: 2 }).toTop,
      scoreOf({ ...item, legalDaysLeft: 5 }).toTop,
      scoreOf(item).toTop,
    ]).toEqual([true, true, false]);
    expect([
      scoreOf({ ...item, balanceCents: 999 }).suppressed,
      scoreOf({ ...item, balanceCents: 999, daysLeft: 9 }).suppressed,
      scoreOf({ ...item, held: true }).suppressed,
    ]).toEqual([true, false, true]);
  });

  it('stays between 0 and 100 and gives every queue a base', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e12 }),
        fc.integer({ min: 0, max: 4_000 }),
        fc.integer({ min: -99, max: 999 }),
        (balanceCents, ageDays, daysLeft) => {
          const { score } = scoreOf({ ...item, balanceCents, ageDays, daysLeft });
          expect(score >= 0 && score <= 100).toBe(true);
        },
      ),
    );
    for (const { queue } of Object.values(workItemCatalog)) expect(scoreBaseOf(queue)).toBeGreaterThan(0);
    expect([scoreBaseOf('denials', 'H'), scoreBaseOf('denials', 'L')]).toEqual([0.8, 0.2]);
  });

  it('breaks ties by deadline, balance, age', () => {
    const entry = { score: 10, toTop: false, daysLeft: null, balanceCents: 100, ageDays: 5 };
    const entries = [
      entry,
      { ...entry, ageDays: 9 },
      { ...entry, balanceCents: 200 },
      { ...entry, daysLeft: 40 },
      { ...entry, toTop: true, score: 1 },
    ];
    expect([...entries].sort(compareForQueue).map((one) => entries.indexOf(one))).toEqual([4, 3, 2, 1, 0]);
  });
});

describe('the explanation of a score', () => {
  const inputs = fc.record({
    balanceCents: fc.integer({ min: -100_000, max: 9_999_999 }),
    base: fc.constantFrom(0.9, 0.85, 0.8, 0.5, 0.35, 0.2, 0),
    ageDays: fc.integer({ min: 0, max: 900 }),
    payerFactor: fc.double({ min: 0.1, max: 3, noNaN: true }),
    daysLeft: fc.option(fc.integer({ min: -90, max: 400 })),
    missedFollowUps: fc.integer({ min: 0, max: 5 }),
  });

  it('has parts from which anybody works out the very score', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const score = scoreOf(input);
        const [last = ''] = explainScore(input, score).slice(-1);
        const [, shown, ...parts] = /^score (\S+) = 100 × (\S+) × (\S+) × (\S+) ÷ 3$/.exec(last) ?? [];
        const product = parts.map(Number).reduce((all, part) => all * part, 100) / 3;
        return Number(shown) === score.score && Math.round(product * 10) / 10 === score.score;
      }),
    );
  });

  it('says which date brings it to the top, a hard one or one of law or audit', () => {
    const input = { balanceCents: 5_000_00, base: 0.5, ageDays: 10, daysLeft: 5 };
    const top = (more: object) =>
      explainScore({ ...input, ...more }, scoreOf({ ...input, ...more })).filter((part) => part.includes('the top'));
    expect(top({})).toEqual([]);
    expect(top({ legalDaysLeft: 6 })).toEqual([]);
    expect(top({ legalDaysLeft: 5 })).toEqual(['goes to the top: a date of law or audit is five days away or less']);
    expect(top({ daysLeft: 2, legalDaysLeft: 2 })).toEqual(['goes to the top: a hard date is two days away or less']);
  });

  it('says where a chance is too small or too large to count as it is', () => {
    const input = { balanceCents: 5_000_00, base: 0, ageDays: 10, daysLeft: null };
    expect(explainScore(input, scoreOf(input))).toContain('recoverability × age × payer counts as 0.02 (0.02 to 1)');
    const usual = { ...input, base: 0.8 };
    expect(explainScore(usual, scoreOf(usual)).join()).not.toContain('counts as');
  });
});

describe('the weights of the score', () => {
  const { weights } = deliveredWeights;
  const own = {
    ...rule,
    version: 2,
    weights: { ...weights, topDays: { hard: 4, legal: 9 }, suppressBelowCents: 2_500 },
  };

  it('are a rule: with other numbers the score is another, and says by which version it was counted', () => {
    const near = { ...item, daysLeft: 4 };
    expect([score(near, rule).toTop, score(near, own).toTop]).toEqual([false, true]);
    expect([score({ ...item, balanceCents: 1_500 }, rule), score({ ...item, balanceCents: 1_500 }, own)]).toMatchObject(
      [{ suppressed: false }, { suppressed: true }],
    );
    expect(explain(near, score(near, own), own)).toEqual(
      expect.arrayContaining([
        'goes to the top: a hard date is four days away or less',
        'weights: rule work-score.default v2',
      ]),
    );
    const dull = { ...own, weights: { ...weights, bases: { ...weights.bases, rejected: 0.1 } } };
    expect([baseOf('rejections', 'M', rule), baseOf('rejections', 'M', dull)]).toEqual([0.9, 0.1]);
  });

  it('are proposed whole: a step out of order, a name nobody knows or a missing number is refused', () => {
    const wrong = (change: object) => wrongWeights({ weights: { ...weights, ...change } });
    expect(wrongWeights(deliveredWeights)).toBeUndefined();
    expect(wrongWeights({ weights: {} })).toContain('fullAmountDigits');
    expect(wrong({ luck: 1 })).toBe('luck is no weight of the score');
    expect(wrong({ bases: { rejected: 1 } })).toContain('bases must name paidShort');
    expect(wrong({ topDays: { hard: -1, legal: 5 } })).toContain('topDays');
    expect(wrong({ payerFactor: { least: 2, most: 1 } })).toContain('payerFactor');
    for (const urgencies of [
      [],
      [{ upToDays: 2, value: 3 }],
      [{ upToDays: 7, value: 3 }, { upToDays: 2, value: 2 }, { value: 1 }],
      [{ upToDays: 2, value: 1 }, { value: 2 }],
      [{ value: 1 }, { value: 1 }],
    ])
      expect([urgencies, wrong({ urgencies })]).toEqual([urgencies, expect.stringContaining('urgencies') as string]);
  });

  it('read as a biller would say them', () => {
    expect(weightsWords(deliveredWeights)).toContain('age: to 30 days ×1, to 60 days ×0.95');
    expect(weightsWords(deliveredWeights)).toContain('at the end: under $10.00 without a deadline');
  });
});
