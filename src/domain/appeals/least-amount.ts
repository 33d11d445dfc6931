import { addDays, plainDate, yearOf, type PlainDate } from '../dates/plain-date.js';
import { dollarsOf } from '../money.js';
import type { AppealLevelRule } from '../payer-rules/claim-rules.js';
import { minimumCentsOn, minimumYearFor } from './appeal-levels.js';
import type { DenialTurnDraft } from './denial-turn.js';

export interface AmountQuestion {
  readonly amountCents: number;
  /** The day on which it would be filed now. */
  readonly today: PlainDate;
  /** Last day on which it may be filed at all; undefined = not known yet. */
  readonly lastDay?: PlainDate;
}

/** What the least amount in controversy of a level means for a case. */
export interface LeastAmount {
  /** The least amount if it is filed now; 0 = none. */
  readonly cents: number;
  /** Filed now it would be too small. */
  readonly short: boolean;
  /** Last day on which the amount suffices, where the next year asks for more than there is. */
  readonly fileBy?: PlainDate;
  /** What a person has to know or to check. */
  readonly notes: readonly string[];
}

/**
 * The least amount goes by the year of filing, not of the decision (rulebook §5.1; 42 CFR 405.1006(b)): judged as if filed today. A
 * window that crosses New Year is told, and a year without a row is never filled silently.
 */
export function leastAmountOf(
  rule: AppealLevelRule,
  { amountCents, today, lastDay = today }: AmountQuestion,
): LeastAmount {
  const year = yearOf(today);
  const cents = minimumCentsOn(rule, year);
  const short = amountCents < cents;
  const notes = inDoubt(rule, year, `no least amount of ${year} is known`);
  const next = year + 1;
  if (yearOf(lastDay) < next || minimumYearFor(rule, next) === undefined) return { cents, short, notes };
  const newYear = plainDate(`${next}-01-01`);
  const unknown = inDoubt(
    rule,
    next,
    `filed from ${newYear} on the least amount of ${next} counts, which is not known`,
  );
  const later = minimumCentsOn(rule, next);
  const laterShort = amountCents < later;
  const rises = !short && laterShort;
  const sinks = short && !laterShort;
  return {
    cents,
    short,
    ...(rises && { fileBy: addDays(newYear, -1) }),
    notes: [
      ...notes,
      ...(notes.length > 0 ? [] : unknown),
      ...(rises ? [`file it in ${year}: from ${newYear} on ${dollarsOf(later)} must be in controversy`] : []),
      ...(sinks ? [`filed from ${newYear} on ${dollarsOf(later)} suffices`] : []),
    ],
  };
}

function inDoubt(rule: AppealLevelRule, year: number, words: string): readonly string[] {
  const known = minimumYearFor(rule, year);
  return known === undefined || known === year ? [] : [`${words}, that of ${known} was taken: check it`];
}

/** The same for the case of a turn, by the window that is open. */
export const leastAmountFor = (turn: DenialTurnDraft, rule: AppealLevelRule): LeastAmount => {
  const lastDay = turn.openDeadline('appeal-filing')?.hardDate;
  return leastAmountOf(rule, {
    amountCents: turn.facts.amountCents,
    today: turn.at.date,
    ...(lastDay && { lastDay }),
  });
};
