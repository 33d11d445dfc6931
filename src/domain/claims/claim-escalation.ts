import { addBusinessDays } from '../dates/business-days.js';
import { daysBetween } from '../dates/plain-date.js';
import { ageStep, filingStep, type EscalationTo, type LadderStep } from '../payer-rules/escalation-ladder.js';
import { escalationItemKinds } from '../work-items/escalation-items.js';
import { isAwaitingPayer } from './claim-lifecycle.js';
import type { ClaimState } from './claim-state.js';
import { NOTHING_IS_DUE } from '../stories/turn-parts.js';
import type { ClaimTurn } from './claim-turn.js';

const kindOf = {
  lead: 'leadEscalation',
  supervisor: 'supervisorEscalation',
  manager: 'managerEscalation',
} as const satisfies Readonly<Record<EscalationTo, (typeof escalationItemKinds)[number]>>;

/** A person must act before these claims can be filed; a ready one goes out by itself the same day, or its batch is stuck. */
const stuckBeforePayer: readonly ClaimState[] = ['EDIT_FAILED', 'REJECTED', 'HOLD'];

/**
 * Brings a claim that does not move to a lead, a supervisor, a manager: once per step, with the reason (rulebook §2.2 by
 * age and dollars since it was sent; TF6 by days left to file). What has moved on takes its questions back.
 */
export function climbLadders(turn: ClaimTurn): void {
  const step = filingStepOf(turn) ?? ageStepOf(turn);
  if (step) return bring(turn, step);
  if (!isOnLadder(turn)) turn.cancelWorkItems(...escalationItemKinds);
}

const isOnLadder = (turn: ClaimTurn): boolean =>
  isAwaitingPayer(turn.state) || turn.state === 'CORRECTING' || stuckBeforePayer.includes(turn.state) || isLeft(turn);

/** Ready already before this turn: no batch has taken it. */
const isLeft = ({ state, facts }: ClaimTurn): boolean => state === 'READY' && facts.state === 'READY';

interface Reached {
  readonly step: LadderStep;
  /** Why this step may be taken only once: the sending, or the last day to file, it is about. */
  readonly occasion: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

function ageStepOf(turn: ClaimTurn): Reached | undefined {
  const sentOn = turn.memory('submittedOn');
  if (waitsForPremium(turn)) return undefined;
  if (sentOn === null || !(isAwaitingPayer(turn.state) || turn.state === 'CORRECTING')) return undefined;
  const step = ageStep(turn.rules.escalation.byAge, sentOn, turn.at.date);
  return step && { step, occasion: `sent ${sentOn}`, facts: { daysSinceSent: daysBetween(sentOn, turn.at.date) } };
}

/** The law lets the payer wait (45 CFR 156.270(d)): nobody above can move it sooner. */
const waitsForPremium = (turn: ClaimTurn): boolean => (turn.memory('premiumGraceUntil') ?? '') >= turn.at.date;

/** A held claim's first step is the lead's question about the hold; a sent one waits for its answer until the supervisor's day. */
function filingStepOf(turn: ClaimTurn): Reached | undefined {
  const filing = turn.openDeadline('timely-filing');
  const isStuck = stuckBeforePayer.includes(turn.state) || (isLeft(turn) && turn.event.type === 'timeReached');
  if (!filing || !(turn.state === 'SUBMITTED' || isStuck)) return undefined;
  const step = filingStep(turn.rules.escalation.byFiling, filing.hardDate, turn.at.date);
  if (step?.to === 'lead' && (turn.state === 'HOLD' || turn.state === 'SUBMITTED')) return undefined;
  return (
    step && {
      step,
      occasion: `file by ${filing.hardDate}`,
      facts: { daysLeft: daysBetween(turn.at.date, filing.hardDate), hardDate: filing.hardDate },
    }
  );
}

function bring(turn: ClaimTurn, { step, occasion, facts }: Reached): void {
  const { ruleId, version, days } = step.rule;
  turn.use({ ruleId, version });
  if (turn.because === NOTHING_IS_DUE) turn.say(`${step.why}: a ${step.to} is to act.`);
  turn.workItem(
    kindOf[step.to],
    addBusinessDays(turn.at.date, 1),
    { reason: step.why, payerCents: turn.facts.balances.payerCents, ruleId, ...facts },
    `${occasion}:${days}`,
  );
}
