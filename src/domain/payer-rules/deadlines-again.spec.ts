import fc from 'fast-check';
import { DateTime } from 'luxon';
import { aDenial, denialRulesOf } from '../appeals/a-denial.js';
import { nextDenial } from '../appeals/next-denial.js';
import { aClaim } from '../claims/a-claim.js';
import { addDays, plainDate, type PlainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import type { PayerClass } from './payer-class.js';
import type { RuledPayer } from './resolve-rule.js';
import { ruleLibrary } from './rule-library.js';
import { claimRulesFor } from './rules-for.js';
import { timelyFilingDeadline } from './timely-filing.js';

/** Cases of all properties together: 100,000 in the deep run. */
const isDeep = process.env['RECLAIM_TEST_DEEP'] === '1';
const cases = isDeep ? 100_000 : Number(process.env['RECLAIM_CASES'] ?? 3_000);
const PROPERTIES = 4;
const PATIENCE_MS = 600_000;
const numRuns = Math.ceil(cases / PROPERTIES);

/** The second implementation: luxon, and the holidays of 5 USC 6103 by their definition, not from our tables. */
const nth = (year: number, month: number, weekday: number, count: number): DateTime => {
  const first = DateTime.utc(year, month, 1);
  return first.plus({ days: ((weekday - first.weekday + 7) % 7) + 7 * (count - 1) });
};
const lastMonday = (year: number, month: number): DateTime => {
  const end = DateTime.utc(year, month).endOf('month').startOf('day');
  return end.minus({ days: (end.weekday + 6) % 7 });
};
const observed = (day: DateTime): DateTime =>
  day.weekday === 6 ? day.minus({ days: 1 }) : day.weekday === 7 ? day.plus({ days: 1 }) : day;
const holidaysOf = (year: number): DateTime[] => [
  ...(['01-01', '06-19', '07-04', '11-11', '12-25'] as const).map((day) =>
    observed(DateTime.fromISO(`${year}-${day}`, { zone: 'utc' })),
  ),
  observed(DateTime.utc(year + 1, 1, 1)),
  nth(year, 1, 1, 3),
  nth(year, 2, 1, 3),
  lastMonday(year, 5),
  nth(year, 9, 1, 1),
  nth(year, 10, 1, 2),
  nth(year, 11, 4, 4),
];
const known = new Map<number, ReadonlySet<string>>();
function isFederal(day: DateTime): boolean {
  const days = known.get(day.year) ?? new Set(holidaysOf(day.year).map((holiday) => holiday.toISODate() ?? ''));
  known.set(day.year, days);
  return days.has(day.toISODate() ?? '');
}
const at = (date: string): DateTime => DateTime.fromISO(date, { zone: 'utc' });
const backToBusinessDay = (day: DateTime): DateTime =>
  day.weekday > 5 || isFederal(day) ? backToBusinessDay(day.minus({ days: 1 })) : day;
const businessDaysOn = (day: DateTime, count: number): DateTime => {
  if (count === 0) return day;
  const next = day.plus({ days: 1 });
  return businessDaysOn(next, next.weekday > 5 || isFederal(next) ? count : count - 1);
};
const iso = (day: DateTime): string => day.toISODate() ?? '';

const limits: readonly (readonly [name: string, payer: RuledPayer, last: (service: DateTime) => DateTime])[] = [
  ['Medicare', { payerClass: 'medicare' }, (day) => day.plus({ years: 1 })],
  ['MA under contract', { payerClass: 'medicareAdvantage' }, (day) => day.plus({ days: 90 })],
  ['MA without contract', { payerClass: 'medicareAdvantage', contracted: false }, (day) => day.plus({ years: 1 })],
  ['Humana MA', { payerClass: 'medicareAdvantage', payerKey: 'humana' }, (day) => day.plus({ days: 365 })],
  ['Medicaid TX', { payerClass: 'medicaid', state: 'TX' }, (day) => day.plus({ days: 95 })],
  ['Medicaid IL', { payerClass: 'medicaid', state: 'IL' }, (day) => day.plus({ days: 180 })],
  [
    'Medicaid CA',
    { payerClass: 'medicaid', state: 'CA' },
    (day) => day.endOf('month').plus({ months: 6 }).startOf('day'),
  ],
  ['Medicaid AZ', { payerClass: 'medicaid', state: 'AZ' }, (day) => day.plus({ months: 6 })],
  ['Medicaid FL', { payerClass: 'medicaid', state: 'FL' }, (day) => day.plus({ months: 12 })],
  ['UHC', { payerClass: 'commercial', payerKey: 'uhc' }, (day) => day.plus({ days: 90 })],
  ['Aetna', { payerClass: 'commercial', payerKey: 'aetna' }, (day) => day.plus({ days: 120 })],
  [
    'Cigna, no contract',
    { payerClass: 'commercial', payerKey: 'cigna', contracted: false },
    (day) => day.plus({ days: 180 }),
  ],
  ['TRICARE', { payerClass: 'tricare' }, (day) => day.plus({ years: 1 })],
  ['VA', { payerClass: 'va' }, (day) => day.plus({ days: 180 })],
  ['FECA', { payerClass: 'feca' }, (day) => at(`${day.year + 1}-12-31`)],
  ['FL PIP', { payerClass: 'auto', state: 'FL' }, (day) => day.plus({ days: 35 })],
  ['unknown', { payerClass: 'unknown' }, (day) => day.plus({ days: 90 })],
];
const dates = fc.integer({ min: 0, max: 4_700 }).map((days) => addDays(plainDate('2022-01-01'), days));
/** First level: window from the notice, days of presumed receipt, and how far before the end the internal target lies. */
const windows: readonly (readonly [
  PayerClass,
  (notice: DateTime) => DateTime,
  receiptDays: number,
  safetyDays: number,
])[] = [
  ['medicare', (notice) => notice.plus({ days: 120 }), 5, 5],
  ['medicareAdvantage', (notice) => notice.plus({ days: 60 }), 0, 7],
  ['medicaid', (notice) => notice.plus({ days: 60 }), 0, 7],
  ['commercial', (notice) => notice.plus({ days: 180 }), 0, 7],
  ['tricare', (notice) => notice.plus({ days: 90 }), 0, 7],
  ['workersComp', (notice) => notice.plus({ days: 30 }), 0, 7],
];

const filing = (payer: RuledPayer, service: PlainDate) => {
  const claim = aClaim({ serviceFrom: service, serviceThrough: service, lines: [{ from: service, through: service }] });
  const rules = claimRulesFor(payer, { ...claim, on: service, payerCents: claim.balances.payerCents }, ruleLibrary);
  return timelyFilingDeadline(claim, rules.timelyFiling, rules.safety);
};

const born = (payerClass: PayerClass, notice: PlainDate, carc: string, dollars = 250) => {
  const denial = aDenial({ payerClass, carc, noticeDate: notice, amountCents: cents(dollars * 100) });
  const now = { date: notice, instant: `${notice}T15:00:00.000Z` };
  return nextDenial(denial, { type: 'denialBorn' }, now, denialRulesOf(denial)).deadlines;
};

/** SLA clocks in business days: what a person must decide, what is to be corrected; from $5,000 sooner. */
const clocks = [
  ['96', 'triage', 250, 2],
  ['96', 'triage', 5_000, 1],
  ['16', 'first-action', 250, 5],
  ['16', 'first-action', 5_000, 2],
] as const;

describe('deadlines against a second implementation', () => {
  it(
    'end the filing of a first claim on the same day for every program, with the same internal target',
    () => {
      fc.assert(
        fc.property(dates, fc.constantFrom(...limits), (service, [name, payer, last]) => {
          const ours = filing(payer, service);
          const hard = last(at(service));
          const safe = backToBusinessDay(hard.minus({ days: 7 }));
          expect([name, service, ours.hardDate, ours.safeDate]).toEqual([name, service, iso(hard), iso(safe)]);
        }),
        { numRuns },
      );
    },
    PATIENCE_MS,
  );

  it(
    'close the first appeal level on the same day, presumed receipt included',
    () => {
      fc.assert(
        fc.property(dates, fc.constantFrom(...windows), (notice, [payerClass, end, receiptDays, safetyDays]) => {
          const ours = born(payerClass, notice, '50').find((row) => row.kind === 'appeal-filing');
          const hard = end(at(notice)).plus({ days: receiptDays });
          const safe = backToBusinessDay(hard.minus({ days: safetyDays }));
          expect([payerClass, notice, ours?.hardDate, ours?.safeDate]).toEqual([
            payerClass,
            notice,
            iso(hard),
            iso(safe),
          ]);
        }),
        { numRuns },
      );
    },
    PATIENCE_MS,
  );

  it(
    'end the SLA clocks of a denial on the same business day',
    () => {
      fc.assert(
        fc.property(dates, fc.constantFrom(...clocks), (notice, [carc, kind, dollars, businessDays]) => {
          const ours = born('commercial', notice, carc, dollars).find((row) => row.kind === kind);
          const last = iso(businessDaysOn(at(notice), businessDays));
          expect([carc, kind, dollars, notice, ours?.hardDate]).toEqual([carc, kind, dollars, notice, last]);
        }),
        { numRuns },
      );
    },
    PATIENCE_MS,
  );

  it(
    'close the window of a corrected claim on the same day',
    () => {
      fc.assert(
        fc.property(
          dates,
          fc.constantFrom<PayerClass>('commercial', 'tricare', 'medicaid', 'va'),
          (notice, payerClass) => {
            const ours = born(payerClass, notice, '16').find((row) => row.kind === 'corrected-claim');
            const hard = at(notice).plus({ days: 180 });
            expect([notice, ours?.hardDate, ours?.safeDate]).toEqual([
              notice,
              iso(hard),
              iso(backToBusinessDay(hard.minus({ days: 7 }))),
            ]);
          },
        ),
        { numRuns },
      );
    },
    PATIENCE_MS,
  );
});
