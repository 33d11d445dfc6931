import { filingExceptionDeadline, filingExceptions } from '../payer-rules/filing-exception.js';
import { scrub } from './claim-before-payer.js';
import type { EventOf } from './claim-event.js';
import type { ClaimTurn } from './claim-turn.js';
import { UNTIMELY_LINES } from './split-untimely.js';

/** The payer takes the claim later (TF4): a new deadline in place of the old one; lines that waited for it go out. */
export function filingExceptionRecorded(turn: ClaimTurn, event: EventOf<'filingExceptionRecorded'>): void {
  const { kind, on, documentId, until } = event;
  const deadline = filingExceptionDeadline({ kind, on, documentId, ...(until && { until }) }, turn.rules);
  turn.change({
    filingExceptionKind: kind,
    filingExceptionOn: on,
    filingExceptionDocument: documentId,
    filingExceptionUntil: until ?? null,
  });
  turn.deadline(deadline);
  turn.cancelWorkItems('decideUntimelyLines', 'missedTimelyFiling');
  const { citation, whose } = filingExceptions[kind];
  turn.say(
    `${whose === 'medicare' ? 'Medicare' : 'The payer'} takes the claim until ${deadline.hardDate} (${citation}).`,
  );
  if (turn.state !== 'HOLD' || turn.facts.holdReason !== UNTIMELY_LINES) return;
  turn.change({ held: false, holdReason: null });
  turn.move('released');
  scrub(turn);
}
