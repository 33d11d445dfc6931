import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import { filingLimitDate } from '../payer-rules/timely-filing.js';
import type { EventOf } from './claim-event.js';
import type { ClaimTurn } from './claim-turn.js';
import { ensureFilingDeadline, filingExceptionOf } from './filing-deadline.js';

/** Why a claim of which every line is past Medicare's year is held until a person has decided about it. */
export const UNTIMELY_LINES = 'untimelyLines';

/**
 * What is past Medicare's year does not leave by itself (TF1, TF4): its denial would be no initial determination and open no
 * appeal (42 CFR 405.926), so a person decides first. True when this turn parts the claim or holds it.
 */
export const keepBackUntimely = (turn: ClaimTurn): boolean => splitOffUntimely(turn) || holdUntimely(turn);

/**
 * Medicare judges a professional claim by the first day of each line (TF1): lines past their year are split off before the
 * claim is sent, so that they do not take the others with them. True when this turn does so; what is left is scrubbed next.
 */
function splitOffUntimely(turn: ClaimTurn): boolean {
  const lines = untimelyLines(turn);
  if (lines.length === 0) return false;
  turn.use(turn.rules.timelyFiling);
  turn.splitOff(lines);
  turn.tell({ toStory: 'claim', subjectId: turn.facts.id, type: 'linesSplitOff', facts: { lines: lines.length } });
  turn.say(`Line ${lines.join(', ')} is past the year Medicare gives from its own day; a claim of its own keeps it.`);
  return true;
}

/**
 * Numbers of the lines whose own limit has passed; none when that is all of them. A claim with another payer's decision stays
 * whole: that payer's paid amount and adjustments are of the claim (loop 2320), and Medicare judges each line by itself, so
 * its late lines cost the others nothing (docs/adr/0009).
 */
function untimelyLines(turn: ClaimTurn): readonly number[] {
  const { facts } = turn;
  if (!isMedicareWithoutException(turn) || facts.kind !== 'P' || facts.undivided) return [];
  const late = facts.lines.flatMap((line, index) => (isPast(turn, line.from) ? [index + 1] : []));
  return late.length < facts.lines.length ? late : [];
}

/** Nothing of the claim is in time and nobody said to send it all the same: it waits for a lead. */
function holdUntimely(turn: ClaimTurn): boolean {
  if (!isMedicareWithoutException(turn) || turn.memory('untimelySendingDecided') || !isWhollyUntimely(turn))
    return false;
  ensureFilingDeadline(turn);
  if (
    !turn.move('past Medicare’s year', 'Every line is past Medicare’s year; a person decides before anything is sent.')
  )
    return false;
  turn.use(turn.rules.timelyFiling);
  turn.change({ held: true, holdReason: UNTIMELY_LINES });
  turn.cancelWorkItems('fixEdits', 'fixRejection');
  askAboutUntimelyLines(turn);
  return true;
}

const isMedicareWithoutException = (turn: ClaimTurn): boolean =>
  turn.facts.payerClass === 'medicare' && !filingExceptionOf(turn);

/** Medicare judges a professional claim line by line, an institutional one by its through date (TF1). */
function isWhollyUntimely(turn: ClaimTurn): boolean {
  const { kind, lines, serviceFrom, serviceThrough } = turn.facts;
  if (kind === 'I') return isPast(turn, turn.facts.discharge ?? serviceThrough);
  return lines.length > 0 ? lines.every((line) => isPast(turn, line.from)) : isPast(turn, serviceFrom);
}

const isPast = ({ rules, at }: ClaimTurn, day: PlainDate): boolean =>
  filingLimitDate(day, rules.timelyFiling.limit) < at.date;

/** The claim of the untimely lines: nothing of it is sent until a person has decided. */
export function untimelyLinesKept(turn: ClaimTurn, event: EventOf<'untimelyLinesKept'>): void {
  ensureFilingDeadline(turn);
  turn.change({ held: true, holdReason: UNTIMELY_LINES });
  if (
    !turn.move('past Medicare’s year', 'These lines are past Medicare’s year; a person decides what becomes of them.')
  )
    return;
  askAboutUntimelyLines(turn, { fromClaim: event.fromClaim });
}

export function askAboutUntimelyLines(turn: ClaimTurn, facts: Readonly<Record<string, string>> = {}): void {
  const filing = turn.openDeadline('timely-filing');
  turn.workItem('decideUntimelyLines', addBusinessDays(turn.at.date, 2), {
    ...facts,
    lines: turn.facts.lines.length,
    amountCents: turn.facts.balances.payerCents,
    ...(filing && { hardDate: filing.hardDate, ruleId: filing.ruleId }),
  });
}
