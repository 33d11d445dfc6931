import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import { dollarsOf } from '../money.js';
import type { AppealLevelRule } from '../payer-rules/claim-rules.js';
import { askForPacket, expectDecision, openAppealWindow, proposeToDrop, pursuitOf } from './denial-appeal.js';
import type { DenialTurnDraft } from './denial-turn.js';
import { openDisputeWindow } from './federal-idr.js';
import { leastAmountFor } from './least-amount.js';
import { escalationRightOf } from './unanswered-level.js';

/** Why the case goes to a level: decided against us, dismissed without a look at it, never agreed, won in part only, or not decided in time. */
export type Why = 'against' | 'dismissed' | 'noAgreement' | 'inPart' | 'escalated';
const words: Readonly<Record<Why, string>> = {
  against: 'Decided against us',
  dismissed: 'The request was dismissed',
  noAgreement: 'The negotiation ended without an agreement',
  inPart: 'Won in part, and paid',
  escalated: 'Not decided in its time, and escalated',
};

export interface GoOn {
  readonly level: number;
  /** The notice the next window counts from. */
  readonly from: PlainDate;
  readonly why: Why;
}

/** The next level if there is one and the amount suffices, else a person decides (§5.4). */
export function goOn(turn: DenialTurnDraft, { level, from, why }: GoOn): void {
  const rule = turn.levelRule(level);
  const noReview = why === 'dismissed' && turn.levelRule(level - 1)?.dismissalReview === null;
  if (!rule || noReview) {
    turn.move(
      'no level left',
      `${words[why]}; ${noReview ? 'nobody reviews this dismissal' : 'it was the last level'}.`,
    );
    return turn.decideByHand('WO', 'no appeal level is left');
  }
  if (leastAmountFor(turn, rule).short) return belowMinimum(turn, rule, { level, from, why });
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
  askForPacket(turn, level, reasons[why]);
}

/** Alone it is too small for the next level; claims of the same kind may be brought together (42 CFR 405.1006(e)): its window stays open. */
function belowMinimum(turn: DenialTurnDraft, rule: AppealLevelRule, next: GoOn): void {
  turn.move('no level left', `${words[next.why]}; the amount is below the next level’s minimum.`);
  turn.parts.use(rule);
  openNextWindow(turn, next);
  const least = leastAmountFor(turn, rule);
  turn.workItem('triageDenial', addBusinessDays(turn.at.date, turn.rules.triageBusinessDays.days), {
    suggestion: 'WO',
    reason: 'no appeal level is left',
    but: [
      `below ${dollarsOf(least.cents)} for ${rule.name}: other claims may be added to it (42 CFR 405.1006)`,
      ...least.notes,
    ].join('; '),
    hardDate: turn.openDeadline('appeal-filing')?.hardDate ?? null,
  });
}

const reasons: Readonly<Record<Why, string>> = {
  against: 'the level before was decided against us',
  dismissed: 'the request was dismissed: ask to have the dismissal reviewed, not yet the case',
  noAgreement: 'the negotiation ended without an agreement',
  inPart: 'the level before was won in part; this is about the rest',
  escalated: 'the level before did not decide in its time: request the escalation, with the proof of its filing',
};

function openNextWindow(turn: DenialTurnDraft, { level, from, why }: GoOn): void {
  if (openDisputeWindow(turn, level)) return;
  const before = turn.levelRule(level - 1);
  const own =
    before && (why === 'dismissed' ? before.dismissalReview : why === 'escalated' && escalationRightOf(before));
  openAppealWindow(turn, level, from, own || undefined);
}
