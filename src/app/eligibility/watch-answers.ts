import { fromDateColumn, instantAt, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { answerClockFor, type AnswerClock } from '../../domain/payer-rules/rules-for.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';
import { judgedPayer, libraryFor, type JudgedPayer } from '../payer-rules/own-rules.js';
import { cancelWorkItem } from '../stories/cancel-work-items.js';
import { openWorkItem } from '../stories/open-work-item.js';

/** CAQH CORE counts by the clock of the East, wherever the organization is. */
const EASTERN = 'America/New_York';
const KIND = 'answersMissing';
const isOpen = ({ state }: Said): boolean => openItemStates.includes(state);

/** Questions of one day to one payer that stand without an answer. */
interface Waiting {
  readonly payerId: string;
  readonly payer: string;
  readonly ruleKey: string;
  readonly payerClass: string;
  readonly state: string | null;
  readonly askedOn: Date;
}

/** What was said last of the answers of one payer. */
interface Said {
  readonly id: string;
  readonly payerId: string;
  readonly dedupeKey: string;
  readonly state: string;
  /** Days of the questions it speaks of, both included. */
  readonly from: PlainDate;
  readonly through: PlainDate;
}

interface Late {
  readonly payerId: string;
  readonly payer: string;
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly clock: AnswerClock;
}

/**
 * Batch answers about coverage are due by the hour of the payer's clock (rulebook §1, CAQH CORE). One work item a payer says who
 * leaves how many people unanswered since when; it is kept up to date and ends by itself when the answers have come. What a
 * person's outcome settled is not asked about again. A payer with a clock of 0 business days is not waited for.
 * Returns the next instant at which an answer becomes due, if one is awaited.
 */
export async function watchAnswers(tx: Tx): Promise<string | undefined> {
  const [waiting, said] = await Promise.all([unanswered(tx), lastSaid(tx)]);
  const late = new Map<string, Late>();
  const judged = new Map<string, Promise<JudgedPayer>>();
  let next: string | undefined;
  for (const row of waiting) {
    const askedOn = fromDateColumn(row.askedOn);
    const before = said.get(row.payerId);
    if (before?.state === 'COMPLETED' && askedOn <= before.through) continue;
    const payer = judged.get(row.payerId) ?? judgedPayer(tx, row);
    judged.set(row.payerId, payer);
    const clock = answerClockFor(await payer, askedOn, libraryFor(await payer));
    if (clock.businessDays.days === 0) continue;
    const dueAt = dueAtOf(askedOn, clock);
    if (Date.parse(dueAt) > Date.parse(tx.at.instant)) next = earlier(next, dueAt);
    else late.set(row.payerId, grown(late.get(row.payerId), row, askedOn, clock));
  }
  for (const payer of late.values()) await tell(tx, payer, said.get(payer.payerId));
  for (const item of said.values())
    if (isOpen(item) && !late.has(item.payerId)) await cancelWorkItem(tx, item.dedupeKey, { why: 'the answers came' });
  return next;
}

/** After a file of answers: where one was missed, fewer people wait, or nobody does. */
export async function answersCame(tx: Tx): Promise<void> {
  const missed = [...(await lastSaid(tx)).values()].some(isOpen);
  if (missed) await watchAnswers(tx);
}

/** Days with questions nobody answered, the oldest first; a later answer about the same coverage answers for the earlier ones. */
const unanswered = (tx: Tx): Promise<Waiting[]> => tx.db.$queryRaw<Waiting[]>`
  SELECT DISTINCT p.id AS "payerId", p.name AS payer, p.rule_key AS "ruleKey", p.payer_class AS "payerClass", p.state,
         e.asked_on AS "askedOn"
    FROM eligibility_checks e
    JOIN coverages v ON v.organization_id = e.organization_id AND v.id = e.coverage_id
    JOIN payers p ON p.organization_id = v.organization_id AND p.id = v.payer_id
   WHERE e.organization_id = ${tx.organizationId}::uuid AND e.state = 'SENT'
     AND NOT EXISTS (SELECT 1 FROM eligibility_checks a
                      WHERE a.organization_id = e.organization_id AND a.coverage_id = e.coverage_id
                        AND a.state = 'ANSWERED' AND a.asked_on >= e.asked_on)
   ORDER BY e.asked_on, p.id`;

async function lastSaid(tx: Tx): Promise<ReadonlyMap<string, Said>> {
  const rows = await tx.db.$queryRaw<Said[]>`
    SELECT DISTINCT ON (facts ->> 'payerId') id, facts ->> 'payerId' AS "payerId", dedupe_key AS "dedupeKey", state,
           facts ->> 'askedOn' AS "from", facts ->> 'through' AS through
      FROM work_items
     WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${tx.organizationId}::uuid AND kind = ${KIND}
     ORDER BY facts ->> 'payerId', opened_on DESC`;
  return new Map(rows.map((row) => [row.payerId, row]));
}

const dueAtOf = (askedOn: PlainDate, { businessDays, hour }: AnswerClock): string =>
  instantAt(addBusinessDays(askedOn, businessDays.days), `${String(hour.days).padStart(2, '0')}:00`, EASTERN);

const earlier = (one: string | undefined, other: string): string =>
  one !== undefined && Date.parse(one) <= Date.parse(other) ? one : other;

/** The clock of the first day that was missed is the one the item names. */
const grown = (before: Late | undefined, { payerId, payer }: Waiting, askedOn: PlainDate, clock: AnswerClock): Late =>
  before ? { ...before, through: askedOn } : { payerId, payer, from: askedOn, through: askedOn, clock };

async function tell(tx: Tx, late: Late, before: Said | undefined): Promise<void> {
  const { payerId, payer, from, through, clock } = late;
  const { businessDays, hour } = clock;
  const facts = {
    payerId,
    payer,
    askedOn: from,
    through,
    people: await peopleOf(tx, late),
    dueAt: dueAtOf(from, clock),
    rules: [businessDays, hour].map(({ ruleId, version }) => `${ruleId} v${version}`).join(', '),
    source: hour.source,
  };
  if (before && isOpen(before)) return bringUpToDate(tx, before.id, JSON.stringify(facts));
  await openWorkItem(
    tx,
    { type: 'organization', id: tx.organizationId },
    { kind: KIND, dedupeKey: `${KIND}:${payerId}:${tx.at.date}`, dueDate: tx.at.date, facts },
  );
}

async function bringUpToDate(tx: Tx, id: string, facts: string): Promise<void> {
  tx.write`
    UPDATE work_items SET facts = ${facts}::jsonb, version = version + 1
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid AND facts <> ${facts}::jsonb`;
}

async function peopleOf(tx: Tx, { payerId, from, through }: Late): Promise<number> {
  const [counted] = await tx.db.$queryRaw<{ people: number }[]>`
    SELECT count(DISTINCT v.patient_id)::int AS people
      FROM eligibility_checks e
      JOIN coverages v ON v.organization_id = e.organization_id AND v.id = e.coverage_id AND v.payer_id = ${payerId}::uuid
     WHERE e.organization_id = ${tx.organizationId}::uuid AND e.state = 'SENT'
       AND e.asked_on BETWEEN ${from}::date AND ${through}::date
       AND NOT EXISTS (SELECT 1 FROM eligibility_checks a
                        WHERE a.organization_id = e.organization_id AND a.coverage_id = e.coverage_id
                          AND a.state = 'ANSWERED' AND a.asked_on >= e.asked_on)`;
  return counted?.people ?? 0;
}
