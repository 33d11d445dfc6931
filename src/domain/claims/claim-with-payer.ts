import { addBusinessDays, businessDaysBetween, nextBusinessDay } from '../dates/business-days.js';
import { addDays, daysBetween, latest, type PlainDate } from '../dates/plain-date.js';
import type { DayRule } from '../payer-rules/claim-rules.js';
import { promptPayInterest } from '../payer-rules/prompt-pay-interest.js';
import { escalationItemKinds } from '../work-items/escalation-items.js';
import { ensureFilingDeadline } from './filing-deadline.js';
import { collectDocuments, watchCollecting } from './collect-documents.js';
import { watchAttachment } from './claim-attachments.js';
import type { EventOf } from './claim-event.js';
import { isAwaitingPayer } from './claim-lifecycle.js';
import type { DeadlineDraft } from '../stories/turn.js';
import { NOTHING_IS_DUE, dated } from '../stories/turn-parts.js';
import type { ClaimTurn } from './claim-turn.js';
import { voidAccepted, voidRejected } from './void-claim.js';

const payerClocks = [
  'follow-up',
  'prompt-pay',
  'document-request',
  'document-collection',
  'not-on-file-check',
  'acknowledgement-999',
  'acknowledgement-277ca',
] as const;

/** Waiting for a payer's answer: before the first adjudication, or on a corrected claim. */
export const isWithPayer = (turn: ClaimTurn): boolean => isAwaitingPayer(turn.state) || turn.state === 'CORRECTING';

export const closePayerClocks = (turn: ClaimTurn): void => turn.closeDeadlines(...payerClocks);

export function submitted(turn: ClaimTurn, event: EventOf<'submitted'>): void {
  if (turn.move('sent', 'Sent to the payer; it counts as filed when the payer accepts it.')) {
    turn.change({
      submittedOn: event.date,
      acceptedOn: null,
      correctionUntold: false,
      notOnFileCount: 0,
      notOnFileOn: null,
      unchangedAnswers: 0,
      unansweredRequests: 0,
      lastStatusAnswer: null,
    });
    followUpAfter(turn, event.date, turn.rules.followUpFirst);
    turn.cancelWorkItems('releaseHold', 'fixEdits', 'fixRejection');
  } else if (turn.move('correction sent', 'A corrected claim was sent.') || turn.state === 'CORRECTING') {
    turn.change({
      submittedOn: event.date,
      acceptedOn: null,
      unchangedAnswers: 0,
      unansweredRequests: 0,
      lastStatusAnswer: null,
    });
    turn.deadlineAfter('follow-up', event.date, turn.rules.followUpFirst);
    turn.say('A corrected claim was sent; the payer decides again.');
  }
}

export function payerAccepted(turn: ClaimTurn, event: EventOf<'payerAccepted'>): void {
  if (turn.memory('voidAskedOn') && turn.state === 'CORRECTING') return voidAccepted(turn);
  const number = event.payerClaimNumber ?? turn.facts.payerClaimNumber;
  if (turn.move('accepted by the payer', 'The payer accepted the claim; its receipt date proves timely filing.')) {
    accepted(turn, event.receiptDate);
    turn.change({ payerClaimNumber: number });
  } else if (isWithPayer(turn)) {
    turn.change({ acceptedOn: event.receiptDate, payerClaimNumber: number });
    turn.closeDeadlines('timely-filing');
    turn.say(
      turn.state === 'CORRECTING'
        ? 'The payer took the corrected claim in; its new decision is awaited.'
        : 'The payer confirmed receipt once more.',
    );
  }
}

/** The payer has the claim: filing is proven, follow-up and prompt-pay clocks start at the receipt. */
function accepted(turn: ClaimTurn, receiptDate: PlainDate): void {
  turn.change({ acceptedOn: receiptDate, notOnFileCount: 0, notOnFileOn: null });
  turn.closeDeadlines('timely-filing', 'acknowledgement-999', 'acknowledgement-277ca', 'not-on-file-check');
  followUpAfter(turn, receiptDate, turn.rules.followUpFirst);
  turn.deadlineAfter('prompt-pay', receiptDate, turn.rules.promptPay);
  turn.cancelWorkItems(...escalationItemKinds);
}

export function batchRejected(turn: ClaimTurn, event: EventOf<'batchRejected'>): void {
  rejected(turn, { level: event.level, codes: event.codes.join(' ') }, 'whole batch or set rejected');
}

export function payerRejected(turn: ClaimTurn, event: EventOf<'payerRejected'>): void {
  rejected(turn, { level: '277CA', codes: event.categories.join(' ') }, 'not adjudicated');
}

/** A rejection is no denial: no appeal rights, filing keeps running (rulebook §2.1). A rejected correction goes back to its denials. */
function rejected(
  turn: ClaimTurn,
  facts: Record<string, string>,
  guard: 'whole batch or set rejected' | 'not adjudicated',
): void {
  if (turn.move(guard, `Rejected before adjudication (${facts['level']} ${facts['codes']}); timely filing still runs.`))
    return toBeFixed(turn, facts);
  const back = turn.facts.everyLineDenied
    ? 'correction rejected, every line denied'
    : 'correction rejected, some lines denied';
  if (!turn.move(back, 'The corrected claim was rejected before adjudication; its denials are open as before.')) return;
  closePayerClocks(turn);
  if (turn.memory('voidAskedOn')) voidRejected(turn);
  if (turn.memory('replacementAskedOn')) replacementRejected(turn);
  for (const denial of turn.facts.openDenials) {
    if (denial.state === 'CORRECTING')
      turn.tell({ toStory: 'appeal', subjectId: denial.id, type: 'correctionRejected', facts: {} });
  }
}

/** The payer still has what it decided, not the news of the replacement: a person sees why it refused that. */
function replacementRejected(turn: ClaimTurn): void {
  turn.change({ replacementAskedOn: null });
  const { payerCents } = turn.facts.balances;
  const reason = 'the payer rejected the replacement of what it decided';
  turn.workItem('reviewBalance', addBusinessDays(turn.at.date, 2), { payerCents, reason });
}

function toBeFixed(turn: ClaimTurn, facts: Record<string, string>): void {
  closePayerClocks(turn);
  turn.cancelWorkItems('callPayer', 'sendDocuments', 'documentsOverdue', 'statusNotDelivered');
  turn.change({ acceptedOn: null, notOnFileCount: 0, notOnFileOn: null });
  ensureFilingDeadline(turn);
  turn.workItem('fixRejection', addBusinessDays(turn.at.date, 1), facts);
}

export function claimStatusAnswered(turn: ClaimTurn, event: EventOf<'claimStatusAnswered'>): void {
  if (!isWithPayer(turn)) return;
  const answer = `${event.category}:${event.statusCode}`;
  const unchanged = unchangedBy(turn, event.category, answer);
  turn.change({ lastStatusAnswer: answer, unchangedAnswers: unchanged, unansweredRequests: 0 });
  turn.say(`The payer answered ${answer}.`);
  weighAnswer(turn, event);
  if (unchanged < 2 || !isWithPayer(turn)) return;
  call(turn, 'two answers brought nothing new');
  turn.say(`The payer answered ${answer}: two answers brought nothing new, a person calls.`);
}

/** Answers that brought nothing new: the same once more, or 'in process' about a claim that was known to be accepted. */
function unchangedBy(turn: ClaimTurn, category: string, answer: string): number {
  if (answer === turn.facts.lastStatusAnswer) return turn.facts.unchangedAnswers + 1;
  return turn.state === 'ACCEPTED' && category.startsWith('P') && category !== 'P3' ? 1 : 0;
}

/** A1 received, A2 accepted into adjudication, A5 split and accepted; A0 only says that it was forwarded. */
const RECEIVED: readonly string[] = ['A1', 'A2', 'A5'];

/** What a 277 category means (rulebook §2.2); unknown ones are kept and followed up (G8). */
function weighAnswer(turn: ClaimTurn, event: EventOf<'claimStatusAnswered'>): void {
  const { category, date } = event;
  if (category.startsWith('D') || category === 'A4') return notOnFile(turn, date);
  if (category === 'F5' || /^A[3678]$/.test(category)) {
    if (turn.move('cannot be processed', `The payer cannot process the claim (${category}).`))
      toBeFixed(turn, { level: '277', codes: category });
    return;
  }
  if (category === 'X0') turn.workItem('statusNotDelivered', addBusinessDays(turn.at.date, 1), { category });
  if (category.startsWith('E') || category === 'X0') return followUpOn(turn, nextBusinessDay(turn.at.date));
  if (category.startsWith('R') || category === 'P3') return informationWanted(turn, category, date);
  if (category.startsWith('F')) return finalized(turn, category);
  if (category.startsWith('P')) {
    const first = turn.state === 'SUBMITTED';
    if (turn.move('pending', `The payer has the claim and is working on it (${category}).`) && first)
      accepted(turn, date);
  }
  if (RECEIVED.includes(category) && turn.move('known to the payer', `The payer has the claim (${category}).`))
    accepted(turn, date);
  followUpAgain(turn);
}

function finalized(turn: ClaimTurn, category: string): void {
  if (turn.move('known to the payer')) accepted(turn, turn.at.date);
  turn.deadlineAfter('follow-up', turn.at.date, turn.rules.paymentExpected);
  turn.say(`The payer has finalized the claim (${category}); a remittance is expected.`);
}

function informationWanted(turn: ClaimTurn, category: string, date: PlainDate): void {
  const first = turn.state === 'SUBMITTED';
  const moved = category === 'P3' ? turn.move('pending') : turn.move('payer wants information');
  if (moved && first) accepted(turn, date);
  const window = dated('document-request', date, turn.rules.documentRequest);
  if (window.hardDate < turn.at.date && !turn.openDeadline('document-request'))
    return askedTooLate(turn, category, window);
  if (!turn.openDeadline('document-request')) turn.deadline(window);
  const safe = turn.openDeadline('document-request')?.safeDate ?? date;
  const due = collectDocuments(turn, { category });
  followUpAgain(turn);
  turn.say(
    `The payer asks for information (${category}): it must be sent by ${safe}, our records office has until ${due}.`,
  );
}

/** A request of which we hear when its time is over: no clock runs any more, a person asks for time or sends it with the reason. */
function askedTooLate(turn: ClaimTurn, category: string, window: DeadlineDraft): void {
  turn.use(window);
  turn.workItem('sendDocuments', turn.at.date, {
    category,
    reason: `the payer’s time for it ended on ${window.hardDate}: ask for more time, or send it and say why it is late`,
  });
  followUpAgain(turn);
  turn.say(
    `The payer asked for information (${category}) until ${window.hardDate}, which is over: a person asks for time.`,
  );
}

export function payerSaysNotOnFile(turn: ClaimTurn): void {
  if (isWithPayer(turn)) notOnFile(turn, turn.at.date);
}

/** 'Not on file' counts when said twice, at least two business days apart; then the claim is sent again (rulebook §2.1, G7). */
function notOnFile(turn: ClaimTurn, date: PlainDate): void {
  const before = turn.facts.notOnFileOn;
  const { notOnFile: apart } = turn.rules;
  const counts = before === null || businessDaysBetween(before, date) >= apart.days;
  const count = turn.facts.notOnFileCount + (counts ? 1 : 0);
  if (counts) turn.change({ notOnFileCount: count, notOnFileOn: date });
  if (
    count >= 2 &&
    turn.move(
      'not on file, confirmed twice',
      'Twice the payer did not find the claim; send it again with proof of filing.',
    )
  ) {
    return toBeFixed(turn, { level: 'status', codes: 'not on file' });
  }
  const again = addBusinessDays(turn.at.date, apart.days);
  turn.deadline({
    ruleId: apart.ruleId,
    version: apart.version,
    source: apart.source,
    kind: 'not-on-file-check',
    baseDate: turn.at.date,
    hardDate: again,
    safeDate: again,
  });
  if (turn.state === 'CORRECTING') followUpOn(turn, again);
  turn.say(`The payer does not find the claim; asked again on ${again} before anything is resent.`);
}

/** Next look at the payer: sooner for large balances and when filing is nearly over (rulebook §2.2). */
function followUpAgain(turn: ClaimTurn): void {
  const filing = turn.openDeadline('timely-filing');
  const urgent =
    turn.facts.balances.payerCents >= turn.rules.highDollar.days ||
    (filing !== undefined && daysBetween(turn.at.date, filing.hardDate) <= turn.rules.filingNear.days);
  followUpAfter(turn, turn.at.date, urgent ? turn.rules.followUpUrgent : turn.rules.followUpNext);
}

/** The next look by the rule, but never while the payer may wait for a premium (45 CFR 156.270(d)). */
function followUpAfter(turn: ClaimTurn, base: PlainDate, rule: DayRule): void {
  const usual = dated('follow-up', base, rule);
  const until = turn.memory('premiumGraceUntil');
  turn.deadline(until && until > usual.safeDate ? { ...usual, hardDate: until, safeDate: until } : usual);
}

export function followUpOn(turn: ClaimTurn, date: PlainDate): void {
  const { ruleId, version, source } = turn.rules.followUpNext;
  turn.deadline({ kind: 'follow-up', ruleId, version, source, baseDate: turn.at.date, hardDate: date, safeDate: date });
}

/** The first day on which the payer answers about a claim it has received; asked sooner it would only say that it is too soon. */
function quietUntil(turn: ClaimTurn): PlainDate | undefined {
  const receivedOn = turn.memory('acceptedOn');
  const { statusQuiet } = turn.rules;
  if (receivedOn === null || statusQuiet.days === 0) return undefined;
  const first = addDays(receivedOn, statusQuiet.days);
  return first > turn.at.date ? first : undefined;
}

/** Asks the payer (276) and plans the next look; never earlier than the payer allows. */
export function askStatus(turn: ClaimTurn, why: string): void {
  const first = quietUntil(turn);
  if (first) {
    turn.use(turn.rules.statusQuiet);
    followUpOn(turn, first);
    return turn.say(`The payer answers no question about the claim before ${first}; it is asked then: ${why}.`);
  }
  const request = turn.facts.statusRequests + 1;
  const unanswered = turn.facts.unansweredRequests + (turn.facts.payerOut ? 0 : 1);
  if (turn.step('requestClaimStatus', `status:${request}`, { request, reason: why })) {
    turn.change({ statusRequests: request, unansweredRequests: unanswered });
    turn.say(`Claim status asked for: ${why}.`);
  } else turn.say('The claim is held; no status is asked for.');
  if (turn.facts.unansweredRequests >= 2 && !turn.facts.payerOut) call(turn, 'status requests stay unanswered');
  followUpAgain(turn);
}

function call(turn: ClaimTurn, reason: string, more: Readonly<Record<string, number | string>> = {}): void {
  const { payerCents } = turn.facts.balances;
  turn.workItem('callPayer', addBusinessDays(turn.at.date, 2), { reason, payerCents, ...more });
}

/** Thirty days without a confirmation: nobody asks by 276 about a claim that is to vanish, a person does. */
export function callAboutVoid(turn: ClaimTurn): void {
  turn.say('The void is not confirmed; a person asks the payer.');
  call(turn, 'the void is not confirmed');
  followUpAgain(turn);
}

/** What the clock does to a claim the payer has. */
export function timeWithPayer(turn: ClaimTurn): void {
  const today = turn.at.date;
  const isDue = (kind: 'follow-up' | 'not-on-file-check'): boolean => {
    const row = turn.openDeadline(kind);
    return row !== undefined && row.safeDate <= today;
  };
  turn.say(NOTHING_IS_DUE);
  const filing = turn.openDeadline('timely-filing');
  const rescue = turn.state === 'SUBMITTED' && filing !== undefined && filing.safeDate === today;
  if (isDue('not-on-file-check')) {
    turn.closeDeadlines('not-on-file-check');
    askStatus(turn, 'confirm that the claim is not on file');
  } else if (isDue('follow-up') || !turn.openDeadline('follow-up')) askStatus(turn, 'follow-up is due');
  else if (rescue) askStatus(turn, 'timely filing draws near and the payer has not accepted the claim');
  watchDocuments(turn);
  promptPayPassed(turn);
}

/** What a payer asked for stays asked for, wherever the claim stands by now; a day that passed is passed. */
export function watchDocuments(turn: ClaimTurn): void {
  const asked = turn.openDeadline('document-request');
  const today = turn.at.date;
  if (asked && asked.safeDate <= today) turn.workItem('sendDocuments', today, { reason: 'window closes' });
  if (asked && asked.hardDate < today) turn.closeDeadlines('document-request');
  watchCollecting(turn);
  watchAttachment(turn);
}

function promptPayPassed(turn: ClaimTurn): void {
  const row = turn.openDeadline('prompt-pay');
  if (!row || row.hardDate >= turn.at.date) return;
  turn.use(row);
  turn.closeDeadlines('prompt-pay');
  if (turn.because === NOTHING_IS_DUE)
    turn.say(`The payer’s time to pay ended on ${row.hardDate}; a person calls and demands interest.`);
  const { promptPayInterest: rate } = turn.rules;
  turn.use(rate);
  const late = { cents: turn.facts.balances.payerCents, dueOn: row.hardDate, on: turn.at.date };
  call(turn, 'prompt-pay time has passed: demand interest', {
    ...(rate.bps === null
      ? { rateMissing: 'enter the payer rule promptPayInterestBps: nobody entered the rate of interest yet' }
      : { interestCents: promptPayInterest({ ...late, rateBps: rate.bps }) }),
    lateDays: daysBetween(row.hardDate, turn.at.date),
  });
}

export function claimSilent(turn: ClaimTurn, event: EventOf<'claimSilent'>): void {
  if (isWithPayer(turn)) askStatus(turn, `no ${event.clock} acknowledgement came`);
}

export function payerPromised(turn: ClaimTurn, event: EventOf<'payerPromised'>): void {
  if (!isWithPayer(turn)) return;
  turn.change({ unchangedAnswers: 0, unansweredRequests: 0 });
  const dayAfter = addBusinessDays(event.promisedDate, 1);
  followUpOn(turn, latest([dayAfter, nextBusinessDay(turn.at.date)]) ?? dayAfter);
  turn.say(`The payer promised to act by ${event.promisedDate}.`);
}

export function payerSaysPaid(turn: ClaimTurn, event: EventOf<'payerSaysPaid'>): void {
  if (!isWithPayer(turn)) return;
  turn.change({ unchangedAnswers: 0, unansweredRequests: 0 });
  expectFrom(turn, latest([event.paymentDate, turn.at.date]) ?? turn.at.date, turn.rules.paymentExpected);
  turn.say(`The payer says it paid on ${event.paymentDate}; the remittance is expected.`);
}

const expectFrom = (turn: ClaimTurn, base: PlainDate, rule: DayRule): void =>
  turn.deadline(dated('follow-up', base, rule));

export function documentsAnswered(
  turn: ClaimTurn,
  event: EventOf<'documentsSent'> | EventOf<'documentsUnavailable'>,
): void {
  const sent = event.type === 'documentsSent';
  turn.closeDeadlines('document-request', 'document-collection', 'acknowledgement-999');
  turn.cancelWorkItems('sendDocuments', 'documentsOverdue');
  if (!isWithPayer(turn)) return;
  turn.move(sent ? 'documents sent' : 'no documents to send');
  followUpAgain(turn);
  turn.say(
    sent
      ? 'The requested documents were sent; the payer decides.'
      : 'No documents can be sent; the payer decides without them.',
  );
}
