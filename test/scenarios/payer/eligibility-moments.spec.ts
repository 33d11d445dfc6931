import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkEligibility } from '../../../src/app/eligibility/check-eligibility.js';
import { advanceDayBook } from '../../../src/app/clock/advance-day-book.js';
import { cancelVisit, scheduleVisit } from '../../../src/app/eligibility/schedule-visit.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import type { Benefit } from '../../../src/edi/x12/270-271/eligibility-answer.js';
import { cents } from '../../../src/domain/money.js';
import { cas, decision, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { answerLastInquiry, openOffice, remittanceFile, type Office } from '../money/an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const MEDICAID = { id: 'OHMCD', name: 'OHIO MEDICAID' };
const fay = { id: 'fay', role: 'frontDesk' };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.stop(), 120_000);

const patientOf = (payer: { id: string; name: string }): Promise<OpenedClaim> =>
  openOne(office, (each) => ({
    ...each,
    payer: { ...each.payer, id: payer.id, name: payer.name },
    subscriber: { ...each.subscriber, filingIndicator: 'CI' },
  }));

/** A morning of the practice: the day's work, then the questions it asks leave. */
async function morning(date: string): Promise<void> {
  await office.goTo(date, '10:30');
  const day = await advanceDayBook(office.deps, { organizationId: office.org, subjectId: office.org, asked: true });
  for (const { kind, intentId } of day.steps)
    if (kind === 'checkEligibility') await checkEligibility(office.deps, { organizationId: office.org, intentId });
  await office.work();
}

const folder = (): string => join(office.deps.config.dataDir, office.org, 'out');
/** 270 files that left about this day of coverage, DTP*291. */
const askedAbout = (date: string): number =>
  readdirSync(folder()).filter(
    (name) =>
      name.startsWith('270') &&
      readFileSync(join(folder(), name), 'utf8').includes(`DTP*291*D8*${date.replaceAll('-', '')}~`),
  ).length;
const asked = (claim: OpenedClaim, key: string) =>
  office.rows<{ key: string; state: string; reason: string }>(
    `SELECT i.business_key AS key, i.state, i.details ->> 'reason' AS reason FROM intents i JOIN claims c ON c.id = $1
      WHERE i.kind = 'checkEligibility' AND i.business_key LIKE $2
        AND (i.subject_id = c.id OR i.details ->> 'claimId' = c.id::text OR i.details ->> 'coverageId' = c.coverage_id::text)
      ORDER BY 1`,
    [claim.id, key],
  );

const nothing = { refs: [], dates: [], rejections: [], messages: [], conditions: [], entities: [], unmodelled: [] };
const says = (information: string): Benefit => ({ ...nothing, ordinal: 1, information, serviceTypes: ['30'] });

describe('coverage is asked for', () => {
  it('once a calendar month for Medicaid, about that day, while the patient has an open claim', async () => {
    await office.rows("UPDATE payers SET payer_class = 'medicaid' WHERE payer_code = 'SBP07'");
    const claim = await patientOf({ id: 'SBP07', name: MEDICAID.name });
    await office.work();
    for (const day of ['2026-01-06', '2026-01-07', '2026-02-02', '2026-02-03']) await morning(day);
    expect((await asked(claim, '%:eligibility:month:%')).map(({ key, state }) => [key.slice(-7), state])).toEqual([
      ['2026-01', 'CONFIRMED'],
      ['2026-02', 'CONFIRMED'],
    ]);
    expect([askedAbout('2026-01-06'), askedAbout('2026-02-02'), askedAbout('2026-02-03')]).toEqual([1, 1, 0]);
    const checks = await office.rows<{ about: string; claim: string | null }>(
      'SELECT about_on::text AS about, claim_id AS claim FROM eligibility_checks WHERE about_on IS NOT NULL ORDER BY 1',
    );
    expect(checks).toEqual([
      { about: '2026-01-06', claim: null },
      { about: '2026-02-02', claim: null },
    ]);
  }, 180_000);

  it('before the patient is billed, when the last check is older than thirty days', async () => {
    await office.goTo('2026-02-04');
    const [recent, old] = [await patientOf(UNION), await patientOf(UNION)];
    await office.work();
    await office.goTo('2026-02-05');
    await office.work();
    await office.rows("UPDATE eligibility_checks SET asked_on = '2025-12-20' WHERE claim_id = $1", [old.id]);
    const share = (claim: OpenedClaim) =>
      decision(claim, {
        status: '1',
        paidCents: cents(claim.chargeCents - 1_500),
        adjustments: [cas('PR', '3', 1_500)],
      });
    await office.receive(remittanceFile({ payer: UNION, date: office.today(), claims: [share(recent), share(old)] }));
    await office.work();
    await morning('2026-02-06');
    const keys = async (claim: OpenedClaim) =>
      (await asked(claim, `${claim.id}:eligibility:2026-02-06`)).map(({ reason }) => reason);
    expect([await keys(old), await keys(recent)]).toEqual([['before the patient is billed'], []]);
  }, 180_000);

  it('when a visit is scheduled, three business days before it, and on its day; not after it is cancelled', async () => {
    await office.goTo('2026-02-09');
    const claim = await patientOf(UNION);
    await office.work();
    const visit = (serviceOn: string) =>
      scheduleVisit(office.deps, fay, office.org, { claimId: claim.id, serviceOn: plainDate(serviceOn) });
    expect(await visit('2026-02-08')).toMatchObject({ ok: false, problem: { code: 'invalidInput' } });
    const made = await visit('2026-02-24');
    if (!made.ok) throw new Error(made.problem.detail);
    expect(await visit('2026-02-24')).toMatchObject({ ok: false, problem: { code: 'conflict' } });
    await morning('2026-02-10');
    expect(askedAbout('2026-02-24')).toBe(1);
    await morning('2026-02-18');
    expect(askedAbout('2026-02-24')).toBe(1);
    for (const day of ['2026-02-19', '2026-02-20']) await morning(day);
    expect(askedAbout('2026-02-24')).toBe(2);
    await morning('2026-02-24');
    expect(askedAbout('2026-02-24')).toBe(3);
    expect((await asked(claim, `${made.value.id}:%`)).map(({ key }) => key.split(':')[2])).toEqual([
      'before',
      'day',
      'scheduled',
    ]);

    const saturday = await visit('2026-02-28');
    if (!saturday.ok) throw new Error(saturday.problem.detail);
    const dropped = await visit('2026-02-27');
    if (!dropped.ok) throw new Error(dropped.problem.detail);
    expect(await cancelVisit(office.deps, fay, office.org, dropped.value.id)).toMatchObject({ ok: true });
    await morning('2026-02-25');
    expect(askedAbout('2026-02-27')).toBe(1);
    expect(askedAbout('2026-02-28')).toBe(2);
    await morning('2026-02-28');
    expect(askedAbout('2026-02-28')).toBe(3);
  }, 240_000);

  it('and where a visit to come is not covered, the front desk hears of it before', async () => {
    await morning('2026-03-02');
    const claim = await patientOf(UNION);
    await office.work();
    const made = await scheduleVisit(office.deps, fay, office.org, {
      claimId: claim.id,
      serviceOn: plainDate('2026-03-20'),
    });
    if (!made.ok) throw new Error(made.problem.detail);
    await morning('2026-03-03');
    await answerLastInquiry(office, [says('6')]);
    const items = await office.rows<{ facts: Record<string, unknown>; role: string }>(
      "SELECT facts, role FROM work_items WHERE kind = 'confirmVisitCoverage'",
    );
    expect(items).toEqual([
      {
        role: 'frontDesk',
        facts: expect.objectContaining({
          visitId: made.value.id,
          serviceOn: '2026-03-20',
          result: 'inactive',
        }) as object,
      },
    ]);
    const [row] = await office.rows<{ state: string; ends: string }>(
      `SELECT c.state, v.terms_on::text AS ends FROM claims c
         JOIN coverages v ON v.organization_id = c.organization_id AND v.id = c.coverage_id WHERE c.id = $1`,
      [claim.id],
    );
    expect(row?.state).not.toBe('HOLD');
    expect(row?.ends).toBe('2026-03-19');
  }, 180_000);
});
