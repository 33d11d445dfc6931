import { randomUUID } from 'node:crypto';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays, isBusinessDay } from '../../domain/dates/business-days.js';
import { daysBetween } from '../../domain/dates/plain-date.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { PayerRule } from '../../domain/payer-rules/payer-rule.js';
import { beforeBillingFor, beforeVisitFor, eligibilityAgeFor } from '../../domain/payer-rules/rules-for.js';
import { activeRules, judgedPayer, libraryFor, ruledPayer } from '../payer-rules/own-rules.js';
import { wakeStory } from '../stories/record-event.js';
import { intend } from '../stories/save-turn.js';

/** Questions of one kind and morning; the rest follows on the next one, the longest unverified first. */
const MOST_A_MORNING = 500;

/**
 * The moments of rulebook §1 that no claim's own turn meets: monthly for Medicaid, before the patient is billed when the last
 * check is too old, some business days before a visit (by rule) and on its day. Each has a business key and is asked once.
 */
export async function askAtMoments(tx: Tx): Promise<void> {
  await askMedicaidMonthly(tx);
  const rules = await activeRules(tx);
  await askBeforePatients(tx, rules);
  await askBeforeVisits(tx, rules);
}

interface Asked {
  readonly story: StoryKind;
  readonly subjectId: string;
  readonly key: string;
  readonly details: Readonly<Record<string, string>>;
}

/** Stores the question and lets the story that carries it send it. */
export async function askAt(tx: Tx, { story, subjectId, key, details }: Asked): Promise<void> {
  await intend(tx, story, subjectId, { kind: 'checkEligibility', key, details });
  await wakeStory(tx, story, subjectId, { id: randomUUID(), type: 'eligibilityMoment' });
}

interface Carried {
  readonly coverage: string;
  readonly claim: string;
}

/** Medicaid is given by the month: every coverage of a patient with an open claim, once a calendar month, about that day. */
async function askMedicaidMonthly(tx: Tx): Promise<void> {
  const { date } = tx.at;
  const month = date.slice(0, 7);
  const due = await tx.db.$queryRaw<Carried[]>`
    SELECT DISTINCT ON (v.id) v.id AS coverage, c.id AS claim
      FROM coverages v
      JOIN payers p ON p.organization_id = v.organization_id AND p.id = v.payer_id AND p.payer_class LIKE 'medicaid%'
      JOIN claims c ON c.organization_id = v.organization_id AND c.patient_id = v.patient_id
                   AND c.state NOT LIKE 'CLOSED%' AND NOT c.held
     WHERE v.organization_id = ${tx.organizationId}::uuid AND v.holder IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM intents i WHERE i.organization_id = v.organization_id
                          AND i.business_key = v.id || ':eligibility:month:' || ${month})
     ORDER BY v.id, c.id LIMIT ${MOST_A_MORNING}`;
  for (const { coverage, claim } of due)
    await askAt(tx, {
      story: 'claim',
      subjectId: claim,
      key: `${coverage}:eligibility:month:${month}`,
      details: { coverageId: coverage, on: date, reason: 'Medicaid, monthly' },
    });
}

type Unbilled = Carried & {
  readonly ruleKey: string;
  readonly payerClass: string;
  readonly state: string | null;
  readonly last: Date | null;
};

/** The patient's share is about to be billed, and nobody has asked the payer about the service lately. */
async function askBeforePatients(tx: Tx, rules: readonly PayerRule[]): Promise<void> {
  const { date, instant } = tx.at;
  // An account whose next notice is due within these days is about to be billed.
  const { days: within } = beforeBillingFor(date, rules);
  const soon = new Date(Date.parse(instant) + within * 86_400_000);
  const due = await tx.db.$queryRaw<Unbilled[]>`
    SELECT v.id AS coverage, c.id AS claim, p.rule_key AS "ruleKey", p.payer_class AS "payerClass", p.state,
           greatest(v.verified_on, (SELECT max(e.asked_on) FROM eligibility_checks e
                                     WHERE e.organization_id = v.organization_id AND e.coverage_id = v.id)) AS last
      FROM claims c
      JOIN coverages v ON v.organization_id = c.organization_id AND v.id = c.coverage_id
      JOIN payers p ON p.organization_id = c.organization_id AND p.id = v.payer_id
      JOIN responsibilitys r ON r.organization_id = c.organization_id AND r.claim_id = c.id AND r.state = 'OPEN'
      JOIN stories s ON s.organization_id = c.organization_id AND s.kind = 'patient-balance' AND s.subject_id = c.account_id
                    AND s.closed_at IS NULL AND s.next_wake_at <= ${soon}
     WHERE c.organization_id = ${tx.organizationId}::uuid AND c.state = 'PATIENT_RESP' AND NOT c.held
     ORDER BY last NULLS FIRST, c.id LIMIT ${MOST_A_MORNING}`;
  for (const row of due) {
    const judged = await judgedPayer(tx, row);
    const { days } = eligibilityAgeFor(judged, date, libraryFor(judged));
    if (row.last && daysBetween(fromDateColumn(row.last), date) <= days) continue;
    await askAt(tx, {
      story: 'claim',
      subjectId: row.claim,
      key: `${row.claim}:eligibility:${date}`,
      details: { reason: 'before the patient is billed' },
    });
  }
}

type Visit = Carried &
  Pick<Unbilled, 'ruleKey' | 'payerClass' | 'state'> & { readonly id: string; readonly on: Date; readonly told: Date };

/** As many business days ahead as the payer's rule says, or as soon as there are fewer, and on the day. */
async function askBeforeVisits(tx: Tx, rules: readonly PayerRule[]): Promise<void> {
  const { date } = tx.at;
  const ahead = rules.filter((rule) => rule.key === 'eligibilityBeforeVisit').map(({ value }) => value);
  const furthest = Math.max(...ahead);
  const due = await tx.db.$queryRaw<Visit[]>`
    SELECT DISTINCT ON (t.id) t.id, t.coverage_id AS coverage, c.id AS claim, t.service_on AS on, t.scheduled_on AS told,
           p.rule_key AS "ruleKey", p.payer_class AS "payerClass", p.state
      FROM scheduled_visits t
      JOIN coverages v ON v.organization_id = t.organization_id AND v.id = t.coverage_id
      JOIN payers p ON p.organization_id = v.organization_id AND p.id = v.payer_id
      JOIN claims c ON c.organization_id = t.organization_id AND c.patient_id = v.patient_id
     WHERE t.organization_id = ${tx.organizationId}::uuid AND t.cancelled_on IS NULL
       AND t.service_on BETWEEN ${date}::date AND ${addBusinessDays(date, furthest)}::date
     ORDER BY t.id, c.id DESC`;
  for (const { id, coverage, claim, on, told, ...payer } of due) {
    const serviceOn = fromDateColumn(on);
    const { days } = beforeVisitFor(ruledPayer(payer), date, rules);
    // A visit on a Saturday is looked at on its day; what is asked ahead waits for the next business day.
    if (serviceOn !== date && (!isBusinessDay(date) || serviceOn > addBusinessDays(date, days))) continue;
    const moment = serviceOn === date ? 'day' : 'before';
    if (fromDateColumn(told) === date) continue; // asked when it was scheduled
    await askAt(tx, {
      story: 'day-book',
      subjectId: tx.organizationId,
      key: `${id}:eligibility:${moment}`,
      details: { claimId: claim, coverageId: coverage, on: serviceOn, reason: `visit, ${moment}` },
    });
  }
}
