import { addBusinessDays } from '../dates/business-days.js';
import type { DayRule } from '../payer-rules/claim-rules.js';
import type { DeadlineKind } from '../stories/turn.js';
import { NOTHING_IS_DUE } from '../stories/turn-parts.js';
import type { DenialTurnDraft } from './denial-turn.js';

/** A clock of ours in business days from today: its last day is its target as well. */
export function businessDeadline(turn: DenialTurnDraft, kind: DeadlineKind, rule: DayRule): void {
  const { ruleId, version, source } = rule;
  const hardDate = addBusinessDays(turn.at.date, rule.days);
  turn.parts.deadline({ kind, ruleId, version, source, baseDate: turn.at.date, hardDate, safeDate: hardDate });
}

/** Our own clocks run from the birth of a denial (rulebook §4.1): triage where a person decides, and the first action in any case. */
export function startClocks(turn: DenialTurnDraft): void {
  if (turn.state === 'NEW') businessDeadline(turn, 'triage', turn.rules.triageBusinessDays);
  expectAction(turn);
}

/** The first action is due as it was from the start; a clock that was stopped by an action runs anew. */
export function expectAction(turn: DenialTurnDraft): void {
  if (!turn.openDeadline('first-action')) businessDeadline(turn, 'first-action', turn.rules.firstActionBusinessDays);
}

const missed = {
  triage: 'nobody has triaged it',
  'first-action': 'nothing has been done about it',
} as const;

/** A clock of ours that has run out goes to the lead, once, with the clock and its rule; the work stays with its owner. */
export function clocksPassed(turn: DenialTurnDraft): void {
  for (const kind of ['triage', 'first-action'] as const) {
    const row = turn.openDeadline(kind);
    if (!row || row.hardDate >= turn.at.date) continue;
    turn.parts.use(row);
    turn.parts.closeDeadlines([kind]);
    const occasion = `${kind}:${row.baseDate}`;
    const facts = {
      clock: kind,
      endedOn: row.hardDate,
      ruleId: row.ruleId,
      reason: `${missed[kind]} by ${row.hardDate}`,
    };
    turn.workItem('denialOverdue', addBusinessDays(turn.at.date, 1), facts, occasion);
    if (turn.because === NOTHING_IS_DUE)
      turn.say(`The denial is late: ${missed[kind]} by ${row.hardDate}; the lead is told.`);
  }
}

export function overdueAnswered(turn: DenialTurnDraft): void {
  turn.say('The lead has said how the late denial goes on.');
}
