import { addBusinessDays } from '../dates/business-days.js';
import { addDays, yearOf, type PlainDate } from '../dates/plain-date.js';
import type { AppealLevelRule, DayRule } from '../payer-rules/claim-rules.js';
import { minimumCentsOn, minimumYearFor } from './appeal-levels.js';
import {
  askForPacket,
  decisionItems,
  expectDecision,
  openAppealWindow,
  proposeToDrop,
  pursuitOf,
} from './denial-appeal.js';
import type { DenialEvent } from './denial-event.js';
import type { AppealLevelFacts } from './denial-facts.js';
import type { AppealLevelState } from './denial-state.js';
import type { DenialTurnDraft } from './denial-turn.js';
import { openDisputeWindow } from './federal-idr.js';

type EventOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { readonly type: Type }>;

const withPayer: readonly AppealLevelState[] = ['FILED', 'ACKNOWLEDGED', 'NO_RESPONSE'];

export function appealDecided(turn: DenialTurnDraft, event: EventOf<'appealDecided'>): void {
  const level = turn.activeLevel();
  if (turn.state !== 'APPEALING' || !level || !withPayer.includes(level.state)) return;
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

/** Why the case goes to a level: decided against us, dismissed without a look at it, never agreed, or won in part only. */
type Why = 'against' | 'dismissed' | 'noAgreement' | 'inPart';
const words: Readonly<Record<Why, string>> = {
  against: 'Decided against us',
  dismissed: 'The request was dismissed',
  noAgreement: 'The negotiation ended without an agreement',
  inPart: 'Won in part, and paid',
};

interface GoOn {
  readonly level: number;
  /** The notice the next window counts from. */
  readonly from: PlainDate;
  readonly why: Why;
}

/** The next level if there is one and the amount suffices, else a person decides (§5.4). */
function goOn(turn: DenialTurnDraft, { level, from, why }: GoOn): void {
  const rule = turn.levelRule(level);
  const minimum = rule ? minimumCentsOn(rule, yearOf(turn.at.date)) : 0;
  const noReview = why === 'dismissed' && turn.levelRule(level - 1)?.dismissalReview === null;
  if (!rule || noReview || turn.facts.amountCents < minimum) {
    const end = noReview
      ? 'nobody reviews this dismissal'
      : rule
        ? 'the amount is below the next level’s minimum'
        : 'it was the last level';
    turn.move('no level left', `${words[why]}; ${end}.`);
    return turn.decideByHand('WO', 'no appeal level is left');
  }
  if (
    rule.automatic &&
    why === 'against' &&
    turn.move('next level forwarded by the payer', `Decided against us; the plan forwards the case: ${rule.name}.`)
  ) {
    turn.changeLevel(level, { state: 'FILED', filedOn: from });
    return expectDecision(turn, level, from);
  }
  const pursuit = pursuitOf(turn, level);
  const attempts = turn.facts.levels.length + turn.facts.corrections;
  if (!pursuit.pursue || attempts >= turn.rules.attemptLimit.days) {
    const because = pursuit.pursue ? `${attempts} attempts were made already.` : pursuit.because;
    turn.parts.use(turn.rules.attemptLimit);
    turn.move('no level left', `${words[why]}. ${because}`);
    openNextWindow(turn, { level, from, why });
    return proposeToDrop(turn, { ...pursuit, because });
  }
  turn.move('next level open', `${words[why]}; the next level is open: ${rule.name}.`);
  openNextWindow(turn, { level, from, why });
  turn.changeLevel(level, { state: 'DRAFTING' });
  askForPacket(turn, level, [reasons[why], ...minimumInDoubt(turn, rule)].join('; '));
}

const reasons: Readonly<Record<Why, string>> = {
  against: 'the level before was decided against us',
  dismissed: 'the request was dismissed: ask to have the dismissal reviewed, not yet the case',
  noAgreement: 'the negotiation ended without an agreement',
  inPart: 'the level before was won in part; this is about the rest',
};

/** A year without an amount of its own is never filled silently (§5.1). */
function minimumInDoubt(turn: DenialTurnDraft, rule: AppealLevelRule): readonly string[] {
  const year = yearOf(turn.at.date);
  const known = minimumYearFor(rule, year);
  return known === undefined || known === year
    ? []
    : [`no least amount of ${year} is known, that of ${known} was taken: check it`];
}

function openNextWindow(turn: DenialTurnDraft, { level, from, why }: GoOn): void {
  if (openDisputeWindow(turn, level)) return;
  const review = why === 'dismissed' ? turn.levelRule(level - 1)?.dismissalReview : undefined;
  openAppealWindow(turn, level, from, review ?? undefined);
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

/** Each time the payer is asked by a stronger way (rulebook §5.2). */
function askedHow({ rules }: DenialTurnDraft, late: DayRule): string {
  const [call, again] = rules.appealChases;
  if (late === call) return 'call for the status';
  return late === again
    ? 'ask a second time in writing, with the proof of filing'
    : 'bring it to payer relations; where law sets the clock, draft a complaint to the regulator for approval';
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
  const late = decision && turn.rules.appealChases.findLast(({ days }) => addDays(decision.hardDate, days) <= today);
  if (level && decision && late !== undefined) {
    turn.parts.use(decision);
    turn.parts.use(late);
    if (level.state !== 'NO_RESPONSE') turn.changeLevel(level.level, { state: 'NO_RESPONSE' });
    turn.workItem('chaseAppealDecision', addBusinessDays(today, 2), {
      level: level.level,
      daysLate: late.days,
      ask: askedHow(turn, late),
      dueBy: decision.hardDate,
    });
    turn.say(`The payer’s time to decide ended on ${decision.hardDate}.`);
  }
  const effectuation = turn.openDeadline('effectuation');
  if (level?.state === 'EFFECTUATION_PENDING' && (!effectuation || effectuation.hardDate < today)) {
    turn.parts.closeDeadlines(['effectuation']);
    turn.workItem('demandEffectuation', addBusinessDays(today, 2), { level: level.level });
    turn.say('Won, but not paid within 30 days: payment is demanded.');
  }
}
