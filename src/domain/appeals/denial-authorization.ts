import { addBusinessDays, safeDate } from '../dates/business-days.js';
import { addDays, earliest, latest, type PlainDate } from '../dates/plain-date.js';
import { startAppeal } from './denial-appeal.js';
import { correctionPrepared } from './denial-correction.js';
import type { AuthorizationOpen, AuthorizationUrgency, DenialEvent } from './denial-event.js';
import type { WorkItemDraft } from '../stories/turn.js';
import type { DenialTurnDraft } from './denial-turn.js';

const clocks = ['authorization-request', 'authorization-decision'] as const;
const items = ['requestAuthorization', 'recordAuthorization'] as const;

/** A payer that gives authorizations after the fact, and its window from the service still open (rulebook §1). */
export function mayAskForAuthorization(turn: DenialTurnDraft): boolean {
  const { days } = turn.rules.retroAuthorization;
  return days > 0 && addDays(turn.facts.serviceFrom, days) >= turn.at.date;
}

/** The way of a request that leaves as a file; its answer comes as one. */
export const AUTHORIZATION_BY_FILE = 'x12-278';

/** The service was not authorized: it is asked for after the fact while the window is open, by file where the payer takes one. */
export function askForAuthorization(turn: DenialTurnDraft): void {
  if (!turn.move('ask for an authorization', 'The authorization is missing: it is asked for after the fact.')) return;
  const { firstActionBusinessDays } = turn.rules;
  const hardDate = openRequestWindow(turn);
  if (turn.rules.takesAuthorizationRequests) return requestByFile(turn);
  const due = earliest([hardDate, addBusinessDays(turn.at.date, firstActionBusinessDays.days)]) ?? hardDate;
  turn.workItem('requestAuthorization', due, { hardDate });
}

/** The 278 is judged urgent by the claim itself (an emergency) unless a person says how urgent it is. */
function requestByFile(turn: DenialTurnDraft, urgency?: AuthorizationUrgency): void {
  turn.parts.steps.push({
    kind: 'sendAuthorizationRequest',
    key: `${turn.facts.id}:authorization278:${turn.facts.turn}`,
    details: { claimId: turn.facts.claimId, carc: turn.facts.carc, ...(urgency && { urgency }) },
  });
  turn.say('The authorization is asked for after the fact, as a 278.');
}

/** What kept the payer from judging is mended: it is asked once more. */
export function authorizationReady(
  turn: DenialTurnDraft,
  { urgency }: Extract<DenialEvent, { type: 'authorizationReady' }>,
): void {
  const window = turn.openDeadline('authorization-request');
  if (turn.state !== 'TRIAGED' || !window) return turn.say('Nothing is to be authorized any more.');
  if (turn.rules.takesAuthorizationRequests) return requestByFile(turn, urgency);
  const reason = 'the payer takes no 278: use its portal, fax or phone';
  turn.workItem('requestAuthorization', earliest([window.hardDate, addBusinessDays(turn.at.date, 1)]) ?? turn.at.date, {
    hardDate: window.hardDate,
    reason,
  });
  turn.say(`A person asks for it: ${reason}.`);
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
  { urgency, channel }: Extract<DenialEvent, { type: 'authorizationRequested' }>,
): void {
  if (turn.state !== 'TRIAGED' || !turn.openDeadline('authorization-request')) return;
  turn.parts.closeDeadlines(['authorization-request', 'first-action']);
  turn.parts.cancelWorkItems(['requestAuthorization']);
  const { authorizationDecision: standard, authorizationDecisionExpedited: expedited } = turn.rules;
  turn.deadlineAfter('authorization-decision', turn.at.date, urgency === 'expedited' ? expedited : standard);
  if (channel !== AUTHORIZATION_BY_FILE) askForAnswer(turn);
  turn.say('The authorization was asked for; the payer decides.');
}

/** A person finds out, or writes down, what the payer said by another way; the clock runs on. */
function askForAnswer(turn: DenialTurnDraft, facts: WorkItemDraft['facts'] = {}): void {
  turn.workItem('recordAuthorization', turn.openDeadline('authorization-decision')?.hardDate ?? turn.at.date, facts);
}

/** A request that left as a file needs nobody while the payer's clock runs. */
export const waitsForAuthorization = (turn: DenialTurnDraft): boolean =>
  turn.openDeadline('authorization-decision') !== undefined;

const stillOpen: Readonly<Record<AuthorizationOpen, string>> = {
  pended: 'the payer has not decided yet: see what it still needs',
  callPayer: 'the payer wants to be called',
  noNumber: 'the payer gave it without a number',
  numberNotTaken: 'the payer gave it, but the claim does not take the number: mend the claim',
  unclear: 'the payer’s answer says nothing of a decision',
};

/** Pended, or unclear: a person reads it beside the payer's clock, which it does not move. */
export function authorizationPended(
  turn: DenialTurnDraft,
  { why, code }: Extract<DenialEvent, { type: 'authorizationPended' }>,
): void {
  if (turn.state !== 'TRIAGED' || !turn.openDeadline('authorization-decision')) return;
  const reason = stillOpen[why];
  if (!turn.facts.openWorkItemKinds.includes('recordAuthorization')) askForAnswer(turn, { reason, code: code ?? null });
  turn.say(`The request for an authorization is answered, but open: ${reason}.`);
}

/** The request came back unread: a person mends the named field and asks again. */
export function authorizationRejected(
  turn: DenialTurnDraft,
  { code, level, words, field }: Extract<DenialEvent, { type: 'authorizationRejected' }>,
): void {
  if (turn.state !== 'TRIAGED' || !clocks.some((kind) => turn.openDeadline(kind))) return;
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
  turn.say(`The payer authorized the service after the fact. ${turn.because}`);
}

/** None was needed: the denial is the payer's error. */
export function authorizationNotRequired(turn: DenialTurnDraft): void {
  if (!turn.move('authorization refused', 'The payer says that no authorization is required: the denial is contested.'))
    return;
  contest(turn, 'no authorization is required and no appeal is possible');
}

/** Refused: contested on the merits (emergency, retroactive eligibility, payer error), where an appeal is open. */
export function authorizationRefused(turn: DenialTurnDraft): void {
  if (!turn.move('authorization refused', 'The authorization was refused: the denial is contested.')) return;
  contest(turn, 'the authorization was refused and no appeal is possible');
}

function contest(turn: DenialTurnDraft, otherwise: string): void {
  close(turn);
  if (!startAppeal(turn)) turn.decideByHand('WO', otherwise);
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
  contest(turn, 'no authorization came and no appeal is possible');
}
