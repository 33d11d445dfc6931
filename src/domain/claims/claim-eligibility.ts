import { addBusinessDays } from '../dates/business-days.js';
import { addDays } from '../dates/plain-date.js';
import { scrub } from './claim-before-payer.js';
import type { EventOf } from './claim-event.js';
import { isAdjudicated } from './claim-lifecycle.js';
import { ELIGIBILITY_HOLD } from './claim-state.js';
import type { ClaimTurn } from './claim-turn.js';

type Refused = EventOf<'coverageRefused'>;

const MEND_IN_BUSINESS_DAYS = 2;
/** Levels at which what we know of the patient is wrong: the claim would come back with the same fault. */
const ABOUT_THE_PATIENT: readonly string[] = ['subscriber', 'dependent'];

/** An AAA: asked again on a bounded ladder where the payer could not answer, a person's work where something is wrong (rulebook §1). */
export function coverageRefused(turn: ClaimTurn, event: Refused): void {
  turn.closeDeadlines('eligibility-retry');
  if (event.remedy === 'retry' && askLater(turn, event)) return;
  const held = event.remedy === 'correct' && ABOUT_THE_PATIENT.includes(event.level) && turn.move('not with the payer');
  if (held) turn.change({ held: true, holdReason: ELIGIBILITY_HOLD });
  const tried = turn.memory('eligibilityRetries') ?? 0;
  turn.workItem('fixEligibility', addBusinessDays(turn.at.date, MEND_IN_BUSINESS_DAYS), {
    reason: event.remedy === 'retry' ? `asked ${tried + 1} times: ${event.words}` : event.words,
    code: event.code,
    level: event.level,
    remedy: event.remedy,
    field: event.field ?? null,
  });
  turn.say(`The payer could not answer about coverage (${event.code}): ${event.words}. A person sees to it.`);
}

/** After one, two, four … business days, or the days the payer names; false when the ladder is used up. */
function askLater(turn: ClaimTurn, event: Refused): boolean {
  const { eligibilityRetries: ladder } = turn.rules;
  const tried = turn.memory('eligibilityRetries') ?? 0;
  if (tried >= ladder.days) return false;
  const { date } = turn.at;
  const on = event.waitDays === undefined ? addBusinessDays(date, 2 ** tried) : addDays(date, event.waitDays);
  const { ruleId, version, source } = ladder;
  turn.deadline({ kind: 'eligibility-retry', ruleId, version, source, baseDate: date, hardDate: on, safeDate: on });
  turn.change({ eligibilityRetries: tried + 1 });
  turn.say(`The payer could not answer about coverage (${event.code}); it is asked again on ${on}.`);
  return true;
}

/** The day of the ladder has come. */
export function askAgain(turn: ClaimTurn): void {
  const due = turn.openDeadline('eligibility-retry');
  if (!due || due.safeDate > turn.at.date) return;
  turn.use(due);
  turn.closeDeadlines('eligibility-retry');
  const reason = 'the payer could not answer before';
  if (turn.step('checkEligibility', `eligibility:${turn.at.date}`, { reason }))
    turn.say('Coverage is asked for again.');
}

/** What was wrong is mended: the payer is asked again, and a claim that was held for it goes on with what stands on it now. */
export function eligibilityCorrected(turn: ClaimTurn): void {
  turn.cancelWorkItems('fixEligibility');
  turn.change({ eligibilityRetries: 0 });
  if (turn.state === 'HOLD' && turn.memory('holdReason') === ELIGIBILITY_HOLD) {
    turn.change({ held: false, holdReason: null });
    turn.move('released', 'What the payer could not use is mended.');
  }
  const reason = 'a person mended the data';
  turn.step('checkEligibility', `eligibility:${turn.at.date}:${turn.facts.turn}`, { reason });
  turn.say('The data are mended; coverage is asked for again.');
  if (turn.facts.submissions === 0 && !isAdjudicated(turn.state) && turn.state !== 'HOLD') scrub(turn);
}
