import { filingExceptionDeadline, type FilingException } from '../payer-rules/filing-exception.js';
import { timelyFilingDeadline } from '../payer-rules/timely-filing.js';
import type { ClaimTurn } from './claim-turn.js';

/**
 * Opens the filing deadline, or supersedes it when dates of the claim changed. A re-planned date stays, and so does the
 * deadline when only the rule has changed: that moves by an approved re-plan run alone (architecture §4.1.8).
 */
export function ensureFilingDeadline(turn: ClaimTurn): void {
  const exception = filingExceptionOf(turn);
  const draft = exception
    ? filingExceptionDeadline(exception, turn.rules)
    : timelyFilingDeadline(turn.facts, turn.rules.timelyFiling, turn.rules.safety);
  const open = turn.openDeadline('timely-filing');
  if (open?.baseDate === draft.baseDate) return;
  turn.deadline(draft);
}

/** The exception a person recorded, as it stands after this turn (TF4). */
export function filingExceptionOf(turn: ClaimTurn): FilingException | undefined {
  const kind = turn.memory('filingExceptionKind');
  const on = turn.memory('filingExceptionOn');
  const documentId = turn.memory('filingExceptionDocument');
  const until = turn.memory('filingExceptionUntil');
  return kind && on && documentId ? { kind, on, documentId, ...(until && { until }) } : undefined;
}
