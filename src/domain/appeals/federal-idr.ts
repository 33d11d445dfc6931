import { addBusinessDays, previousBusinessDay } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { AppealLevelRule } from '../payer-rules/claim-rules.js';
import type { DeadlineDraft } from '../stories/turn.js';
import type { DenialTurnDraft } from './denial-turn.js';

/**
 * When the federal dispute may be begun (rulebook §5.5): four business days from the first one after the negotiation. Where the
 * negotiation ends within 90 days of a decision between the same parties about the same item, nothing may be begun before they are
 * over, and it may be for 30 business days after them (45 CFR 149.510(b)(2)(i), (c)(4)(vii)). The base date is the last day on which
 * it is too early. Undefined where the level has no such rule.
 */
export function disputeWindow(
  rule: AppealLevelRule | undefined,
  negotiationEndsOn: PlainDate,
  sameItemDecidedOn?: PlainDate,
): DeadlineDraft | undefined {
  if (!rule?.coolingOff || !('businessDays' in rule.window)) return undefined;
  const { coolingOff, ruleId, version } = rule;
  const quietUntil = sameItemDecidedOn && addDays(sameItemDecidedOn, coolingOff.days);
  const suspended = quietUntil !== undefined && quietUntil >= negotiationEndsOn;
  const baseDate = suspended ? quietUntil : negotiationEndsOn;
  const hardDate = addBusinessDays(baseDate, suspended ? coolingOff.thenBusinessDays : rule.window.businessDays);
  return {
    kind: 'appeal-filing',
    ruleId,
    version,
    source: suspended ? coolingOff.source : rule.source,
    baseDate,
    hardDate,
    safeDate: previousBusinessDay(addDays(hardDate, -1)),
  };
}

/** Last day of the negotiation that a level grew out of; undefined = it has not been begun. */
export function negotiationEnd(turn: DenialTurnDraft, level: number): PlainDate | undefined {
  const days = turn.levelRule(level - 1)?.decisionBusinessDays;
  const begunOn = turn.facts.levels.find((row) => row.level === level - 1)?.filedOn;
  return days !== undefined && begunOn ? addBusinessDays(begunOn, days) : undefined;
}

/** Opens the window of a dispute, or moves it when a decision about the same item came since; false = the level has no such window. */
export function openDisputeWindow(turn: DenialTurnDraft, level: number): boolean {
  const ended = negotiationEnd(turn, level);
  const draft = ended && disputeWindow(turn.levelRule(level), ended, turn.facts.sameItemDecidedOn);
  if (!draft) return false;
  if (turn.openDeadline('appeal-filing')?.baseDate !== draft.baseDate) turn.parts.deadline(draft);
  return true;
}

/** Why a dispute begun on this day would be too early; undefined = it is not. */
export function tooEarlyToDispute(turn: DenialTurnDraft, level: number, on: PlainDate): string | undefined {
  if (!openDisputeWindow(turn, level)) return undefined;
  const base = turn.openDeadline('appeal-filing')?.baseDate;
  if (!base || on > base) return undefined;
  return `it may not be begun before ${addDays(base, 1)}`;
}
