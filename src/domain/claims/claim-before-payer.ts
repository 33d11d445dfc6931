import { addBusinessDays } from '../dates/business-days.js';
import { addDays, daysBetween, type PlainDate } from '../dates/plain-date.js';
import type { EventOf } from './claim-event.js';
import { isAwaitingPayer, isBeforePayer } from './claim-lifecycle.js';
import { ELIGIBILITY_HOLD } from './claim-state.js';
import type { ClaimTurn } from './claim-turn.js';
import { ensureFilingDeadline } from './filing-deadline.js';
import { askAboutUntimelyLines, keepBackUntimely, UNTIMELY_LINES } from './split-untimely.js';

/** Holds the clock may end by itself at the safe date (TF6); all others go to a person at once. */
const releasableHolds: readonly string[] = ['minimumBillDays', ELIGIBILITY_HOLD];

export function claimImported(turn: ClaimTurn): void {
  const { coverageVerifiedOn } = turn.facts;
  const { eligibilityMaxAge } = turn.rules;
  if (turn.state !== 'DRAFT') return;
  ensureFilingDeadline(turn);
  if (coverageVerifiedOn === null || daysBetween(coverageVerifiedOn, turn.at.date) > eligibilityMaxAge.days) {
    turn.use(eligibilityMaxAge);
    turn.step('checkEligibility', `eligibility:${turn.at.date}`, { reason: 'not verified lately' });
  }
  scrub(turn);
}

/** Lines past their own limit have a claim of their own now; this one counts from the earliest that is left (TF1). */
export function linesSplitOff(turn: ClaimTurn): void {
  if (!isBeforePayer(turn.state)) return turn.say('The payer has the claim already.');
  ensureFilingDeadline(turn);
  if (turn.state === 'HOLD') return turn.say('The untimely lines have a claim of their own; this one is still held.');
  scrub(turn);
}

/** Runs the edits within the turn; a clean claim leaves it READY with its submission asked for. */
export function scrub(turn: ClaimTurn): void {
  if (keepBackUntimely(turn)) return;
  const { editFailures } = turn.facts;
  if (turn.state !== 'SCRUBBING' && !turn.move('to be scrubbed')) return;
  const first = editFailures[0];
  if (!first) {
    turn.move('edits passed', 'Every edit passed; the claim goes into the next batch.');
    turn.cancelWorkItems('fixEdits', 'fixRejection', 'releaseHold', 'decideUntimelyLines');
    askForSubmission(turn);
    return;
  }
  turn.move('edits failed', `Edit ${first.edit} stopped the claim at ${first.field}; ${editFailures.length} in all.`);
  askOwners(turn, addBusinessDays(turn.at.date, 2));
}

/** Every failed edit is its owner's work: one item for each owner, which names all edits of theirs. */
function askOwners(turn: ClaimTurn, dueDate: PlainDate): void {
  const { editFailures } = turn.facts;
  for (const owner of new Set(editFailures.map((failure) => failure.owner))) {
    const own = editFailures.filter((failure) => failure.owner === owner);
    const [first] = own;
    if (!first) continue;
    const facts = { edits: own.map(({ edit }) => edit).join(' '), field: first.field, message: first.message, owner };
    turn.workItemFor(owner, { kind: 'fixEdits', dueDate, facts });
  }
}

/** The same key until the claim is sent: asking again never sends twice (G7). A resubmission after a rejection stays frequency 1. */
export function askForSubmission(turn: ClaimTurn): void {
  const submission = turn.facts.submissions + 1;
  const asked = turn.step('submitClaim', `submit:${submission}`, { submission, frequency: '1' });
  if (!asked) turn.say('The claim is ready but held; it is sent when the hold is released.');
}

/** Codes of holds in words; a person's own reason is words already. */
const HOLD_WORDS: Readonly<Record<string, string>> = {
  minimumBillDays: 'the minimum days before billing are not over',
  coding: 'coding is not finished',
  codingQuery: 'a question to the coder is open',
  documentation: 'documentation is missing',
};
const holdWords = (reason: string): string => HOLD_WORDS[reason] ?? reason;

export function holdPlaced(turn: ClaimTurn, event: EventOf<'holdPlaced'>): void {
  turn.change({ held: true, holdReason: event.reason });
  if (turn.move('not with the payer', `Held: ${holdWords(event.reason)}. Deadlines keep running.`)) {
    turn.cancelWorkItems('fixEdits');
    askAboutHold(turn);
  } else turn.say(`Held: ${holdWords(event.reason)}. Nothing more is sent for the claim; deadlines keep running.`);
}

export function holdKept(turn: ClaimTurn, event: EventOf<'holdKept'>): void {
  if (turn.state === 'HOLD') {
    turn.change({ holdReason: event.reason });
    turn.say(`Still held: ${holdWords(event.reason)}.`);
  }
}

/** What the clock does to a claim that is not with the payer yet. */
export function timeBeforePayer(turn: ClaimTurn): void {
  if (turn.state === 'HOLD') return timeOnHold(turn);
  if (turn.state === 'DRAFT' || turn.state === 'SCRUBBING') return scrub(turn);
  if (turn.state === 'READY') {
    if (keepBackUntimely(turn)) return;
    turn.say('Still waiting for a batch; the submission is asked for again.');
    return askForSubmission(turn);
  }
  const dueDate = addBusinessDays(turn.at.date, 1);
  if (turn.state === 'EDIT_FAILED' && turn.facts.editFailures.length > 0) askOwners(turn, dueDate);
  else turn.workItem(turn.state === 'REJECTED' ? 'fixRejection' : 'fixEdits', dueDate, { reason: 'still waiting' });
  turn.say('A person must still fix the claim; timely filing runs.');
}

function timeOnHold(turn: ClaimTurn): void {
  const filing = turn.openDeadline('timely-filing');
  const today = turn.at.date;
  if (!filing || today < addDays(filing.hardDate, -turn.rules.filingNear.days))
    return turn.say('The hold stands; timely filing leaves time.');
  turn.use(filing);
  const rescue = filing.safeDate <= today;
  if (rescue && releasableHolds.includes(turn.facts.holdReason ?? '')) {
    turn.change({ held: false, holdReason: null });
    turn.move('released by the filing clock');
    scrub(turn);
    return turn.say(`Timely filing draws near: this hold ends by itself. ${turn.because}`);
  }
  askAboutHold(turn);
}

/** From the days before filing ends that TF6 names (rule `filingLeadDays`, 30) a held claim is a lead's work (TF6); asked once ahead and once more at the safe date. */
function askAboutHold(turn: ClaimTurn): void {
  if (turn.memory('holdReason') === UNTIMELY_LINES) return askAboutUntimelyLines(turn);
  const filing = turn.openDeadline('timely-filing');
  const today = turn.at.date;
  if (!filing || today < addDays(filing.hardDate, -turn.rules.filingNear.days)) return;
  turn.workItem(
    'releaseHold',
    addBusinessDays(today, 1),
    { hardDate: filing.hardDate, safeDate: filing.safeDate, reason: turn.memory('holdReason') },
    `${filing.hardDate}:${filing.safeDate <= today ? 'safe' : 'ahead'}`,
  );
  turn.say(`Timely filing ends on ${filing.hardDate}; a lead decides about the hold.`);
}

/** After every turn of a claim without the payer's acceptance: has filing been missed, does its safe date ask for action? */
export function watchFiling(turn: ClaimTurn): void {
  const filing = turn.openDeadline('timely-filing');
  if (!filing || filing.hardDate >= turn.at.date || (isAwaitingPayer(turn.state) && turn.state !== 'SUBMITTED')) return;
  turn.use(filing);
  turn.workItem(
    'missedTimelyFiling',
    addBusinessDays(turn.at.date, 1),
    { hardDate: filing.hardDate, ruleId: filing.ruleId },
    filing.hardDate,
  );
}
