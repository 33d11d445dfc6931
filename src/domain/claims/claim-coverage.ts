import { addBusinessDays, nextBusinessDay } from '../dates/business-days.js';
import { scrub } from './claim-before-payer.js';
import type { EventOf } from './claim-event.js';
import { isAdjudicated } from './claim-lifecycle.js';
import { ELIGIBILITY_HOLD, isOpen } from './claim-state.js';
import type { ClaimTurn } from './claim-turn.js';
import { closePayerClocks, followUpOn, isWithPayer } from './claim-with-payer.js';

type Changed = EventOf<'coverageChanged'>;

const ANSWER_IN_BUSINESS_DAYS = 2;

/** What a payer's answer about coverage means for a claim where it stands now (rulebook §1; `coverage-consequences`). */
export function coverageChanged(turn: ClaimTurn, event: Changed): void {
  if (event.follows === 'rebillMedicaid') return billMedicaid(turn);
  if (!isOpen(turn.state)) return;
  switch (event.follows) {
    case 'rebill':
      return billInstead(turn, event.what);
    case 'findOther':
      return findOther(turn, event.what);
    case 'verifyMedicaid':
      return verifyMedicaid(turn, event.coverageId);
    case 'waitForPremium':
      return waitForPremium(turn, event);
    case 'carryOn':
      return carryOn(turn, 'The coverage is in order again; the claim goes on.');
    case 'review':
      return isAdjudicated(turn.state)
        ? turn.say('The payer has decided already; the change is noted.')
        : review(turn, event.what, 'Something of the coverage changed; a person compares.');
  }
}

/** A claim that never left goes to the payer in force by itself; one the first payer has is a person's choice (no second primary by rule). */
function billInstead(turn: ClaimTurn, what: string): void {
  if (isAdjudicated(turn.state)) return decidedAlready(turn);
  const heldByPerson = turn.memory('held') && turn.memory('holdReason') !== ELIGIBILITY_HOLD;
  if (turn.facts.submissions > 0 || heldByPerson)
    return review(turn, what, 'The coverage had ended before the visit; a person bills the coverage on file.', true);
  moveToOther(turn, 'The coverage had ended before the visit; the claim goes to the coverage that was in force.');
}

/** The receivable moves to the other payer's claim in the transaction that saves this turn. */
function moveToOther(turn: ClaimTurn, because: string): void {
  if (!turn.move('another payer is billed instead', because)) return;
  turn.change({ held: false, holdReason: null });
  closePayerClocks(turn);
  turn.closeDeadlines('timely-filing');
  turn.cancelWorkItems('fixEdits', 'fixRejection', 'releaseHold', 'callPayer', 'sendDocuments', 'documentsOverdue');
  turn.cancelWorkItems('statusNotDelivered');
  turn.cancelWorkItems('reviewCoverage', 'fixEligibility');
  turn.closeDeadlines('eligibility-retry');
}

function findOther(turn: ClaimTurn, what: string): void {
  if (isAdjudicated(turn.state)) return decidedAlready(turn);
  if (turn.move('not with the payer')) turn.change({ held: true, holdReason: ELIGIBILITY_HOLD });
  review(turn, what, 'The coverage had ended before the visit and no other is known; a person asks the patient.');
}

const decidedAlready = (turn: ClaimTurn): void =>
  turn.say(
    turn.facts.openDenials.length > 0
      ? 'The coverage had ended; the denial’s own story bills the payer in force.'
      : 'The coverage had ended, though its payer has decided: it may take its payment back.',
  );

function review(turn: ClaimTurn, what: string, because: string, otherOnFile = false): void {
  turn.workItem('reviewCoverage', addBusinessDays(turn.at.date, ANSWER_IN_BUSINESS_DAYS), { what, otherOnFile });
  turn.say(because);
}

/** Another payer names Medicaid; Medicaid is asked itself before money moves. */
function verifyMedicaid(turn: ClaimTurn, coverageId: string): void {
  const key = `eligibility:${coverageId}:${turn.at.date}`;
  turn.step('checkEligibility', key, { coverageId, reason: 'another payer names Medicaid' });
  turn.say('Another payer names Medicaid for this day; Medicaid is asked.');
}

/** The patient's share becomes Medicaid's claim, and what the patient paid of it a refund, when this turn is saved (42 CFR 447.15). */
function billMedicaid(turn: ClaimTurn): void {
  turn.move(
    'Medicaid is billed after all',
    'Medicaid covers the day of service: it is billed, and the patient owes nothing.',
  );
}

function waitForPremium(turn: ClaimTurn, { until }: Extract<Changed, { follows: 'waitForPremium' }>): void {
  if (isAdjudicated(turn.state) && !isWithPayer(turn)) return turn.say('The payer has decided already.');
  turn.change({ premiumGraceUntil: until });
  if (isWithPayer(turn)) followUpOn(turn, until);
  turn.say(
    `Premiums are unpaid; the payer may wait until ${until}, and so does the claim. It is sent as usual: filing runs.`,
  );
}

/** A claim that waited because of an answer goes on as if it had not. */
function carryOn(turn: ClaimTurn, because: string): void {
  const waited = turn.memory('premiumGraceUntil') ?? undefined;
  turn.cancelWorkItems('reviewCoverage', 'fixEligibility');
  turn.closeDeadlines('eligibility-retry');
  if (turn.memory('eligibilityRetries')) turn.change({ eligibilityRetries: 0 });
  if (waited) {
    turn.change({ premiumGraceUntil: null });
    if (isWithPayer(turn)) followUpOn(turn, nextBusinessDay(turn.at.date));
  }
  turn.say(because);
  if (turn.state !== 'HOLD' || turn.memory('holdReason') !== ELIGIBILITY_HOLD) return;
  turn.change({ held: false, holdReason: null });
  if (turn.move('released', because)) scrub(turn);
}

export function coverageKept(turn: ClaimTurn): void {
  carryOn(turn, 'A person found that the coverage on the claim stands.');
}

/** A person's choice: the claim is billed there now, whatever the first payer still answers. */
export function otherCoverageChosen(turn: ClaimTurn): void {
  if (isAdjudicated(turn.state)) return turn.say('The payer has decided; what it denied is rebilled from its denial.');
  moveToOther(turn, 'A person named the coverage that owes the claim; it is billed there.');
}
