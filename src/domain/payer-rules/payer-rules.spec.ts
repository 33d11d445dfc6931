import { plainDate } from '../dates/plain-date.js';
import { aClaim } from '../claims/a-claim.js';
import { appealLevelsFor, minimumCentsOn } from '../appeals/appeal-levels.js';
import type { PayerRule, RuleAuthority, RuleKey } from './payer-rule.js';
import { payerClasses, payerClassOf } from './payer-class.js';
import { precedence, rankedRules, requiredRule, resolveRule, type RuledPayer } from './resolve-rule.js';
import { ruleLibrary } from './rule-library.js';
import { claimRulesFor, denialRulesFor } from './rules-for.js';
import { otherCarrierBase, timelyFilingDeadline } from './timely-filing.js';

const on = plainDate('2026-01-05');

function filing(payer: RuledPayer, claim: Parameters<typeof aClaim>[0] = {}) {
  const facts = aClaim(claim);
  const rules = claimRulesFor(payer, { ...facts, on, payerCents: facts.balances.payerCents }, ruleLibrary);
  return timelyFilingDeadline(facts, rules.timelyFiling, rules.safety);
}

describe('timely filing', () => {
  it.each<[string, RuledPayer, string]>([
    ['Medicare: one calendar year', { payerClass: 'medicare' }, '2027-01-05'],
    ['Medicare Advantage with contract: 90 days', { payerClass: 'medicareAdvantage' }, '2026-04-05'],
    ['Medicare Advantage without: a year', { payerClass: 'medicareAdvantage', contracted: false }, '2027-01-05'],
    ['Humana Medicare Advantage: 365 days', { payerClass: 'medicareAdvantage', payerKey: 'humana' }, '2027-01-05'],
    ['Texas Medicaid: 95 days', { payerClass: 'medicaid', state: 'TX' }, '2026-04-10'],
    ['California Medicaid: 6 months from the end of the month', { payerClass: 'medicaid', state: 'CA' }, '2026-07-31'],
    ['unknown Medicaid: 90 days', { payerClass: 'medicaid', state: 'WY' }, '2026-04-05'],
    ['Aetna: 120 days', { payerClass: 'commercial', payerKey: 'aetna' }, '2026-05-05'],
    ['Aetna in Texas: 95 days', { payerClass: 'commercial', payerKey: 'aetna', state: 'TX' }, '2026-04-10'],
    [
      'Cigna without contract: 180 days',
      { payerClass: 'commercial', payerKey: 'cigna', contracted: false },
      '2026-07-04',
    ],
    ['FECA: end of the following year', { payerClass: 'feca' }, '2027-12-31'],
    ['Florida PIP: 35 days', { payerClass: 'auto', state: 'FL' }, '2026-02-09'],
    ['TRICARE: a year', { payerClass: 'tricare' }, '2027-01-05'],
    ['unknown payer: 90 days', { payerClass: 'unknown' }, '2026-04-05'],
  ])('%s', (_name, payer, hard) => expect(filing(payer).hardDate).toBe(hard));

  it('counts from the earliest line, institutional claims from discharge or through date', () => {
    const lines = [
      { from: plainDate('2026-01-03'), through: plainDate('2026-01-04') },
      { from: on, through: on },
    ];
    const through = plainDate('2026-01-09');
    expect(filing({ payerClass: 'medicare' }, { lines }).baseDate).toBe('2026-01-03');
    expect(filing({ payerClass: 'commercial' }, { lines }).baseDate).toBe('2026-01-04');
    expect(filing({ payerClass: 'commercial' }, { kind: 'I', serviceThrough: through }).baseDate).toBe('2026-01-09');
    expect(
      filing({ payerClass: 'tricare' }, { kind: 'I', serviceThrough: through, discharge: plainDate('2026-01-08') })
        .baseDate,
    ).toBe('2026-01-08');
  });

  it('counts a secondary claim from the primary’s remittance, but never with Medicare', () => {
    const prior = { priorRemittanceDate: plainDate('2026-03-01') };
    expect(filing({ payerClass: 'commercial' }, prior).baseDate).toBe('2026-03-01');
    expect(filing({ payerClass: 'medicare' }, prior).baseDate).toBe('2026-01-05');
  });

  it('clamps a leap day, keeps seven safety days, ends exceptions with the sixth month', () => {
    const leap = plainDate('2024-02-29');
    const deadline = filing({ payerClass: 'medicare' }, { lines: [{ from: leap, through: leap }] });
    expect([deadline.hardDate, deadline.safeDate]).toEqual(['2025-02-28', '2025-02-21']);
    expect(otherCarrierBase(on, plainDate('2026-02-01'), false)).toBe(on);
    expect(otherCarrierBase(on, plainDate('2026-02-01'), true)).toBe('2026-02-01');
  });
});

describe('the rule library', () => {
  it('answers every key for every class and names its source', () => {
    const keys = new Set(ruleLibrary.map((rule) => rule.key));
    for (const payerClass of payerClasses)
      for (const key of keys as Set<RuleKey>) {
        expect(requiredRule(ruleLibrary, { payerClass, key, on }).source).not.toBe('');
      }
    const ids = ruleLibrary.map((rule) => `${rule.ruleId} v${rule.version}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('prefers the rule in force on the day, then the higher version', () => {
    const follow = (version: number, value: number, from: string, to?: string): PayerRule => ({
      ruleId: 'x',
      version,
      key: 'followUpFirst',
      value,
      source: 's',
      authority: 'default',
      effectiveFrom: plainDate(from),
      ...(to ? { effectiveTo: plainDate(to) } : {}),
    });
    const rules = [follow(1, 14, '2020-01-01', '2026-06-30'), follow(2, 10, '2026-07-01'), follow(3, 9, '2026-07-01')];
    const at = (day: string) =>
      resolveRule(rules, { payerClass: 'commercial', key: 'followUpFirst', on: plainDate(day) })?.value;
    expect([at('2019-12-31'), at('2026-06-30'), at('2026-07-01')]).toEqual([undefined, 14, 9]);
  });

  it('puts law before contract before payer before product default, however narrow the weaker one is', () => {
    const of = (authority: RuleAuthority, scope: Partial<PayerRule> = {}): PayerRule =>
      ({
        ruleId: authority,
        version: 1,
        key: 'promptPay',
        value: 30,
        source: 's',
        authority,
        effectiveFrom: plainDate('2020-01-01'),
        ...scope,
      }) as PayerRule;
    const narrow = { payerKey: 'uhc', payerClass: 'commercial', state: 'TX', contracted: true } as const;
    const rules = [of('default', narrow), of('payer', narrow), of('contract', { payerClass: 'commercial' }), of('law')];
    const question = { ...narrow, key: 'promptPay', on } as const;
    expect(rankedRules(rules, question).map(({ ruleId }) => ruleId)).toEqual(['law', 'contract', 'payer', 'default']);
    expect(precedence(of('payer'), of('default', narrow)).why).toBe('payer goes before default');
  });

  it('knows the class of a claim filing indicator', () => {
    expect(['MB', '16', 'MC', 'CI', 'WC', 'ZZ', '??'].map(payerClassOf)).toEqual([
      'medicare',
      'medicareAdvantage',
      'medicaid',
      'commercial',
      'workersComp',
      'unknown',
      'unknown',
    ]);
  });
});

describe('denial rules and appeal ladders', () => {
  it('halve the clocks from $5,000 on and take no replacement for Medicare Part B', () => {
    const rules = (amountCents: number) =>
      denialRulesFor(
        { payerClass: 'medicare' },
        { on, claimKind: 'P', amountCents, program: 'medicareFfs' },
        ruleLibrary,
      );
    expect([
      rules(499_999).triageBusinessDays.days,
      rules(500_000).triageBusinessDays.days,
      rules(1).takesReplacement,
    ]).toEqual([2, 1, false]);
  });

  it('have five Medicare levels, 65 days with Medicare Advantage since 2025, a payer’s own ladder first', () => {
    expect(appealLevelsFor('medicareFfs', undefined, on).map((level) => level.level)).toEqual([1, 2, 3, 4, 5]);
    expect(appealLevelsFor('maNonContract', undefined, on)[0]?.window).toEqual({ days: 65 });
    expect(appealLevelsFor('maNonContract', undefined, plainDate('2024-12-31'))[0]?.window).toEqual({ days: 60 });
    expect(appealLevelsFor('commercial', 'uhc', on)[0]?.window).toEqual({ months: 12 });
  });

  it('take the latest known minimum for a year without a row', () => {
    const judge = appealLevelsFor('medicareFfs', undefined, on)[2];
    expect(judge && [2024, 2025, 2026, 2030].map((year) => minimumCentsOn(judge, year))).toEqual([
      0, 19_000, 20_000, 20_000,
    ]);
  });
});
