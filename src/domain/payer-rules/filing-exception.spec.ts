import { plainDate } from '../dates/plain-date.js';
import {
  filingExceptionDeadline,
  filingExceptionKinds,
  filingExceptions,
  obstacleToException,
  type FilingException,
} from './filing-exception.js';
import type { PayerClass } from './payer-class.js';
import type { PayerRule } from './payer-rule.js';
import { ruleLibrary } from './rule-library.js';
import { claimRulesFor } from './rules-for.js';

const service = plainDate('2025-08-04');
const notice = plainDate('2025-12-01');
const rulesOf = (payerClass: PayerClass, own: readonly PayerRule[] = [], state?: string) =>
  claimRulesFor(
    { payerClass, ...(state && { state }) },
    { kind: 'P', serviceFrom: service, serviceThrough: service, lines: [], on: notice, payerCents: 10_000 },
    [...ruleLibrary, ...own],
  );
const exception = (kind: FilingException['kind'], until?: string): FilingException => ({
  ...{ kind, on: notice, documentId: 'd' },
  ...(until && { until: plainDate(until) }),
});
const obstacle = (asked: FilingException, rules = rulesOf('commercial')) =>
  obstacleToException({
    ...{ exception: asked, serviceFrom: service, today: plainDate('2025-12-05'), rules },
    hardDate: plainDate('2025-11-02'),
  });

describe('an exception to timely filing (TF4)', () => {
  it('always says which document shows it', () => {
    for (const kind of filingExceptionKinds) expect(filingExceptions[kind].shows).not.toBe('');
  });

  it.each(['disaster', 'payerOutage', 'courtOrder'] as const)(
    '%s lasts until the day its document names, at any payer',
    (kind) => {
      expect(obstacle(exception(kind))).toBe('name the last day to file that the document gives (until)');
      const asked = exception(kind, '2026-01-31');
      expect(obstacle(asked)).toBeUndefined();
      expect(filingExceptionDeadline(asked, rulesOf('commercial'))).toMatchObject({
        ...{ ruleId: 'filing-exception-by-document.default', version: 1 },
        ...{ baseDate: notice, hardDate: '2026-01-31', source: filingExceptions[kind].citation },
      });
      expect(obstacle(exception(kind, '2025-12-04'))).toBe('the extension itself ended on 2025-12-04');
    },
  );

  it('retroactive eligibility counts the days of the payer’s rule from the notice, or lasts until the day the notice names', () => {
    const texas = rulesOf('medicaid', [], 'TX');
    const asked = exception('retroEligibility');
    expect(obstacle(asked, texas)).toBeUndefined();
    expect(filingExceptionDeadline(asked, texas)).toMatchObject({
      ruleId: 'retro-eligibility-days.medicaid.tx',
      hardDate: '2026-03-06', // 95 days after 1 December
    });
    expect(obstacle(asked)).toContain('name the last day to file');
    expect(obstacle(exception('retroEligibility', '2026-02-15'))).toBeUndefined();
  });

  it('retroactive eligibility ends where the state takes no claim for the service any more, but for a document that says so', () => {
    const asked: FilingException = { ...exception('retroEligibility'), on: plainDate('2026-04-10') };
    const georgia = rulesOf('medicaid', [], 'GA');
    expect(filingExceptionDeadline(asked, georgia)).toMatchObject({
      ruleId: 'retro-eligibility-latest-months.medicaid.ga',
      hardDate: '2026-08-31', // not 7 October, 180 days from the notice: twelve months after the month of the service
    });
    expect(filingExceptionDeadline({ ...asked, on: notice }, georgia).ruleId).toBe(
      'retro-eligibility-days.medicaid.ga',
    );
    expect(filingExceptionDeadline({ ...asked, until: plainDate('2026-12-01') }, georgia).hardDate).toBe('2026-12-01');
    expect(filingExceptionDeadline(asked, rulesOf('medicaid', [], 'FL'))).toMatchObject({
      ruleId: 'retro-eligibility-days.medicaid.fl',
      version: 2,
      hardDate: '2027-04-10',
    });
  });

  it('is not followed at a payer whose rule says so', () => {
    const strict: PayerRule = {
      ...{ ruleId: 'own.strict', version: 1, key: 'filingExceptionByDocument', value: false, payerClass: 'commercial' },
      ...{ source: 'Contract, clause 7', authority: 'contract', effectiveFrom: plainDate('2025-01-01') },
    };
    const rules = rulesOf('commercial', [strict]);
    expect(obstacle(exception('disaster', '2026-01-31'), rules)).toContain('own.strict follows no document');
  });

  it('Medicare’s own stay Medicare’s, and their last day the law’s', () => {
    expect(obstacle(exception('administrativeError'))).toContain('it is Medicare’s');
    expect(obstacle(exception('administrativeError', '2026-01-31'), rulesOf('medicare'))).toContain('leave until out');
    const asked = exception('administrativeError');
    expect(filingExceptionDeadline(asked, rulesOf('medicare'))).toMatchObject({ hardDate: '2026-06-30' });
  });
});
