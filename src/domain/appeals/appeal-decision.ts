import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import { decisionItems, expectDecision } from './denial-appeal.js';
import type { DenialEvent } from './denial-event.js';
import type { AppealLevelFacts } from './denial-facts.js';
import type { AppealLevelState } from './denial-state.js';
import type { DenialTurnDraft } from './denial-turn.js';
import { goOn } from './next-level.js';
import { chaseDecision } from './unanswered-appeal.js';

type EventOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { readonly type: Type }>;

const withPayer: readonly AppealLevelState[] = ['FILED', 'ACKNOWLEDGED', 'NO_RESPONSE'];

/** A level is filed, and the payer has not decided it. */
export function awaitsDecision(turn: DenialTurnDraft): boolean {
  const level = turn.activeLevel();
  return turn.state === 'APPEALING' && level !== undefined && withPayer.includes(level.state);
}

export function appealDecided(turn: DenialTurnDraft, event: EventOf<'appealDecided'>): void {
  const level = turn.activeLevel();
  if (!level || !awaitsDecision(turn)) {
    const before = turn.facts.levels.findLast(({ decision }) => decision !== null);
    if (!before) return;
    return turn.say(
      `A decision (${event.decision}, ${event.decisionDate}) came for an appeal that awaits none: that of level ${before.level} (${before.decision}, ${before.decidedOn}) stands.`,
    );
  }
  turn.parts.closeDeadlines(['appeal-decision']);
  turn.parts.cancelWorkItems(decisionItems);
  const decided = { decision: event.decision, decidedOn: event.decisionDate };
  if (event.decision === 'remanded') return remanded(turn, level.level, event.decisionDate);
  if (event.decision === 'favorable' || event.decision === 'partial') {
    turn.changeLevel(level.level, { state: 'EFFECTUATION_PENDING', ...decided });
    turn.deadlineAfter('effectuation', event.decisionDate, turn.rules.effectuation);
    return turn.say(
      `The payer decided ${event.decision === 'favorable' ? 'for us' : 'partly for us'}; the corrected remittance is expected.`,
    );
  }
  // What the level below decided anew after a remand may be brought to the same level again.
  const next = decisionOf(turn, level.level) === 'remanded' ? level.level : level.level + 1;
  turn.changeLevel(level.level, { state: 'CLOSED', ...decided });
  goOn(turn, { level: next, from: event.decisionDate, why: event.decision === 'dismissed' ? 'dismissed' : 'against' });
}

const decisionOf = (turn: DenialTurnDraft, level: number): AppealLevelFacts['decision'] | undefined =>
  turn.facts.levels.find((row) => row.level === level)?.decision;

/** The level sent the case back: the one below decides it anew, by its own clock; nobody files anything (42 CFR 405.1056, 405.1058). */
function remanded(turn: DenialTurnDraft, level: number, on: PlainDate): void {
  turn.changeLevel(level, { state: 'ACKNOWLEDGED', decision: 'remanded', decidedOn: on });
  expectDecision(turn, level, on, Math.max(1, level - 1));
  turn.say('The case was remanded: it is decided anew one level below, and that decision is awaited.');
}

/** The negotiation is over without an agreement: what may follow has its own short window, so nobody has to say so first (§5.5). */
function negotiationOver(turn: DenialTurnDraft, level: number, endedOn: PlainDate): void {
  turn.parts.closeDeadlines(['appeal-decision']);
  turn.parts.cancelWorkItems(decisionItems);
  turn.changeLevel(level, { state: 'CLOSED' });
  goOn(turn, { level: level + 1, from: endedOn, why: 'noAgreement' });
}

/**
 * The corrected remittance of an appeal won in part: what it still denies may go to the next level, whose window has run since
 * the decision. False when no such remittance was awaited.
 */
export function partlyEffectuated(turn: DenialTurnDraft): boolean {
  const level = turn.activeLevel();
  const decided = turn.facts.levels.find((row) => row.level === level?.level);
  if (level?.state !== 'EFFECTUATION_PENDING' || decided?.decision !== 'partial') return false;
  turn.parts.closeDeadlines(['effectuation']);
  turn.parts.cancelWorkItems(['demandEffectuation']);
  turn.changeLevel(level.level, { state: 'CLOSED' });
  goOn(turn, { level: level.level + 1, from: decided.decidedOn ?? turn.at.date, why: 'inPart' });
  return true;
}

export function effectuationDemanded(turn: DenialTurnDraft): void {
  if (turn.state !== 'APPEALING') return;
  turn.chases += 1;
  turn.parts.cancelWorkItems(['demandEffectuation']);
  turn.deadlineAfter('effectuation', turn.at.date, turn.rules.effectuation);
  turn.say('Payment of the won appeal was demanded.');
}

/** What the clock does to a filed appeal (§5.2: a call, a second request, payer relations, each some days after the payer's clock). */
export function timeInAppeal(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  const today = turn.at.date;
  turn.say(
    level?.state === 'EFFECTUATION_PENDING'
      ? 'Nothing is due yet; the corrected remittance is expected.'
      : 'Nothing is due yet; the payer decides.',
  );
  const decision = turn.openDeadline('appeal-decision');
  if (level && decision && decision.hardDate < today && turn.levelRule(level.level)?.endsByItself)
    return negotiationOver(turn, level.level, decision.hardDate);
  if (level && decision) chaseDecision(turn, decision);
  const effectuation = turn.openDeadline('effectuation');
  if (level?.state === 'EFFECTUATION_PENDING' && (!effectuation || effectuation.hardDate < today)) {
    turn.parts.closeDeadlines(['effectuation']);
    turn.workItem('demandEffectuation', addBusinessDays(today, 2), { level: level.level });
    turn.say('Won, but not paid within 30 days: payment is demanded.');
  }
}
