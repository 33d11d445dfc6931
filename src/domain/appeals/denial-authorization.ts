import { addBusinessDays, safeDate } from '../dates/business-days.js';
import { addDays, earliest, latest, type PlainDate } from '../dates/plain-date.js';
import { startAppeal } from './denial-appeal.js';
import { correctionPrepared } from './denial-correction.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialTurnDraft } from './denial-turn.js';

const clocks = ['authorization-request', 'authorization-decision'] as const;
const items = ['requestAuthorization', 'recordAuthorization'] as const;

/** A payer that gives authorizations after the fact, and its window from the service still open (rulebook §1). */
export function mayAskForAuthorization(turn: DenialTurnDraft): boolean {
  const { days } = turn.rules.retroAuthorization;
  return days > 0 && addDays(turn.facts.serviceFrom, days) >= turn.at.date;
}

/** The service was not authorized: a person asks for it after the fact while the window is open. */
export function askForAuthorization(turn: DenialTurnDraft): void {
  if (!turn.move('ask for an authorization', 'The authorization is missing: it is asked for after the fact.')) return;
  const { firstActionBusinessDays } = turn.rules;
  const hardDate = openRequestWindow(turn);
  const due = earliest([hardDate, addBusinessDays(turn.at.date, firstActionBusinessDays.days)]) ?? hardDate;
  turn.workItem('requestAuthorization', due, { hardDate });
}

/** Days from the service in which the payer takes a request; one that was sent in time may be mended for two business days more. */
function openRequestWindow(turn: DenialTurnDraft, notBefore?: PlainDate): PlainDate {
  const { retroAuthorization: rule, safety } = turn.rules;
  const window = addDays(turn.facts.serviceFrom, rule.days);
  const hardDate = notBefore ? (latest([window, notBefore]) ?? window) : window;
  turn.parts.deadline({
    kind: 'authorization-request',
    ruleId: rule.ruleId,
    version: rule.version,
    source: rule.source,
    baseDate: turn.facts.serviceFrom,
    hardDate,
    safeDate: earliestFrom(turn, safeDate(hardDate, safety.days)),
  });
  return hardDate;
}

/** A safe date that has passed already is today. */
const earliestFrom = (turn: DenialTurnDraft, date: ReturnType<typeof safeDate>): ReturnType<typeof safeDate> =>
  date < turn.at.date ? turn.at.date : date;

/** The payer's clock by the urgency that was asked for: 72 hours expedited, seven days standard (CMS-0057-F, since 2026-01-01). */
export function authorizationRequested(
  turn: DenialTurnDraft,
  { urgency }: Extract<DenialEvent, { type: 'authorizationRequested' }>,
): void {
  if (turn.state !== 'TRIAGED' || !turn.openDeadline('authorization-request')) return;
  turn.parts.closeDeadlines(['authorization-request', 'first-action']);
  turn.parts.cancelWorkItems(['requestAuthorization']);
  const { authorizationDecision: standard, authorizationDecisionExpedited: expedited } = turn.rules;
  turn.deadlineAfter('authorization-decision', turn.at.date, urgency === 'expedited' ? expedited : standard);
  turn.workItem('recordAuthorization', turn.openDeadline('authorization-decision')?.hardDate ?? turn.at.date);
  turn.say('The authorization was asked for; the payer decides.');
}

/** The request came back unread: a person mends the named field and asks again. */
export function authorizationRejected(
  turn: DenialTurnDraft,
  { code, level, words, field }: Extract<DenialEvent, { type: 'authorizationRejected' }>,
): void {
  if (turn.state !== 'TRIAGED' || !turn.openDeadline('authorization-decision')) return;
  turn.parts.closeDeadlines(['authorization-decision']);
  turn.parts.cancelWorkItems(['recordAuthorization']);
  const soon = addBusinessDays(turn.at.date, 2);
  const hardDate = openRequestWindow(turn, soon);
  const why = words ?? 'the payer could not read the request';
  turn.workItem('requestAuthorization', soon, {
    hardDate,
    reason: why,
    code: code ?? null,
    level: level ?? null,
    field: field ?? null,
  });
  turn.say(`The request for an authorization came back (${code ?? 'no code'}): ${why}.`);
}

/** Given: the number goes onto the claim (REF*G1), which is sent again corrected. */
export function authorizationApproved(turn: DenialTurnDraft): void {
  if (!turn.move('authorization given', 'The payer authorized the service after the fact.')) return;
  close(turn);
  correctionPrepared(turn);
}

/** Refused: contested on the merits (emergency, retroactive eligibility, payer error), where an appeal is open. */
export function authorizationRefused(turn: DenialTurnDraft): void {
  if (!turn.move('authorization refused', 'The authorization was refused: the denial is contested.')) return;
  close(turn);
  if (!startAppeal(turn)) turn.decideByHand('WO', 'the authorization was refused and no appeal is possible');
}

function close(turn: DenialTurnDraft): void {
  turn.parts.closeDeadlines([...clocks, 'first-action', 'triage']);
  turn.parts.cancelWorkItems([...items, 'triageDenial']);
}

/** Windows and clocks that ran out: the request is no longer possible, or the payer does not answer. */
export function timeForAuthorization(turn: DenialTurnDraft): void {
  const isOver = (kind: (typeof clocks)[number]): boolean => {
    const row = turn.openDeadline(kind);
    return row !== undefined && row.hardDate < turn.at.date;
  };
  if (!clocks.some(isOver)) return;
  turn.say('The time for an authorization after the fact has run out: the denial is contested.');
  close(turn);
  if (!startAppeal(turn)) turn.decideByHand('WO', 'no authorization came and no appeal is possible');
}
