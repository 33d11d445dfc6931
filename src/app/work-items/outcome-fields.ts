import { problem, type Problem } from '../../contracts/problems.js';
import { isPlainDate } from '../../domain/dates/plain-date.js';
import { isWriteOffCode, mayCloseDenial } from '../../domain/ledger/write-off-codes.js';
import { guidelineRegions } from '../../domain/patients/poverty-guidelines.js';
import { fail, ok, type Result } from '../../domain/result.js';
import {
  workItemCatalog,
  type OutcomeRule,
  type WorkItemKind,
  type WorkItemRule,
} from '../../domain/work-items/catalog.js';

export type FieldValue = string | number;
export type OutcomeFields = Readonly<Record<string, FieldValue>>;

/** Answers that may travel in an event: dates, codes, cents. Everything else is free text and stays sealed. */
const FACT_FIELDS: readonly string[] = [
  'promisedDate',
  'paymentDate',
  'decisionDate',
  'accidentDate',
  'lookAgainDate',
  'appointmentDate',
  'filedOn',
  'decision',
  'amountCents',
  'writeOffCode',
  'channel',
  'urgency',
];
const DECISIONS: readonly string[] = ['favorable', 'partial', 'unfavorable', 'dismissed', 'remanded'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const CHANNEL = /^[a-zA-Z][a-zA-Z0-9-]{0,29}$/;

export const isWorkItemKind = (kind: string): kind is WorkItemKind => Object.hasOwn(workItemCatalog, kind);

/** The rule of an outcome, or why this kind of item does not have it. */
export function outcomeRule(kind: string, outcome: string): Result<OutcomeRule, Problem> {
  if (!isWorkItemKind(kind)) return fail(problem('outcomeUnknown', `kind ${kind}`));
  const outcomes: WorkItemRule['outcomes'] = workItemCatalog[kind].outcomes;
  const rule = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
  return rule
    ? ok(rule)
    : fail(problem('outcomeUnknown', `${kind} has the outcomes ${Object.keys(outcomes).join(', ')}`));
}

/** Names the required fields that are missing or do not have the form their name promises. */
export function checkFields(
  rule: OutcomeRule,
  fields: OutcomeFields,
  closesDenial: boolean,
): Result<OutcomeFields, Problem> {
  const missing = rule.requires.filter((name) => isBlank(fields[name]));
  if (missing.length > 0)
    return fail(problem('outcomeIncomplete', `missing: ${missing.join(', ')}`, { missing: missing.join(',') }));
  const wrong = Object.entries(fields)
    .filter(([name, value]) => !hasForm(name, value, closesDenial))
    .map(([name]) => name);
  if (wrong.length > 0)
    return fail(problem('outcomeIncomplete', `not the expected form: ${wrong.join(', ')}`, { wrong: wrong.join(',') }));
  return ok(fields);
}

const isBlank = (value: FieldValue | undefined): boolean =>
  value === undefined || (typeof value === 'string' && value.trim() === '');

function hasForm(name: string, value: FieldValue, closesDenial: boolean): boolean {
  if (name.endsWith('Cents')) return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
  if (typeof value !== 'string') return false;
  if (name.endsWith('Date') || name.endsWith('On')) return isPlainDate(value);
  if (name.endsWith('Id')) return UUID.test(value);
  if (name === 'decision') return DECISIONS.includes(value);
  if (name === 'channel') return CHANNEL.test(value);
  if (name === 'urgency') return value === 'standard' || value === 'expedited';
  if (name === 'householdSize') return /^[1-9]\d?$/.test(value);
  if (name === 'region') return (guidelineRegions as readonly string[]).includes(value);
  if (name === 'writeOffCode') return isWriteOffCode(value) && (!closesDenial || mayCloseDenial(value));
  return true;
}

/** A payer's or carrier's number for a filing: one word with a digit, so that no sentence slips through. */
const CONFIRMATION = /^(?=.*\d)[A-Za-z0-9-]{4,40}$/;

/** As carriers print it, in groups of digits: 9407 1112 0612 3456. */
const GROUPED = /^\d+(?: \d+)+$/;
const ungrouped = (value: FieldValue): FieldValue =>
  typeof value === 'string' && GROUPED.test(value) ? value.replaceAll(' ', '') : value;

/** What the story's event may carry: never free text. */
export const factsOf = (fields: OutcomeFields): OutcomeFields =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, name === 'confirmation' ? ungrouped(value) : value] as const)
      .filter(
        ([name, value]) =>
          FACT_FIELDS.includes(name) ||
          (name === 'confirmation' && typeof value === 'string' && CONFIRMATION.test(value)),
      ),
  );
