import { addBusinessDays } from '../dates/business-days.js';
import { filingLimitDate } from '../payer-rules/timely-filing.js';
import type { EventOf } from './claim-event.js';
import type { ClaimTurn } from './claim-turn.js';
import { ensureFilingDeadline, filingExceptionOf } from './filing-deadline.js';

/** Why a claim of untimely lines is held until a person has decided about them. */
export const UNTIMELY_LINES = 'untimelyLines';

/**
 * Medicare judges a professional claim by the first day of each line (TF1): lines past their year are split off before the
 * claim is sent, so that they do not take the others with them. True when this turn does so; what is left is scrubbed next.
 */
export function splitOffUntimely(turn: ClaimTurn): boolean {
  const lines = untimelyLines(turn);
  if (lines.length === 0) return false;
  turn.use(turn.rules.timelyFiling);
  turn.splitOff(lines);
  turn.tell({ toStory: 'claim', subjectId: turn.facts.id, type: 'linesSplitOff', facts: { lines: lines.length } });
  turn.say(`Line ${lines.join(', ')} is past the year Medicare gives from its own day; a claim of its own keeps it.`);
  return true;
}

/** Numbers of the lines whose own limit has passed; none when that is all of them, or when the claim cannot be divided. */
function untimelyLines(turn: ClaimTurn): readonly number[] {
  const { facts, rules, at } = turn;
  if (facts.payerClass !== 'medicare' || facts.kind !== 'P' || facts.undivided || filingExceptionOf(turn)) return [];
  const late = facts.lines.flatMap((line, index) =>
    filingLimitDate(line.from, rules.timelyFiling.limit) < at.date ? [index + 1] : [],
  );
  return late.length < facts.lines.length ? late : [];
}

/** The claim of the untimely lines: nothing of it is sent until a person has decided. */
export function untimelyLinesKept(turn: ClaimTurn, event: EventOf<'untimelyLinesKept'>): void {
  ensureFilingDeadline(turn);
  turn.change({ held: true, holdReason: UNTIMELY_LINES });
  if (!turn.move('untimely lines kept', 'These lines are past Medicare’s year; a person decides what becomes of them.'))
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
