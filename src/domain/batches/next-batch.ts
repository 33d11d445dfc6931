import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { BatchRules, DayRule } from '../payer-rules/claim-rules.js';
import type { BusinessTime, DeadlineDraft, DeadlineKind, Turn, WorkItemDraft } from '../stories/turn.js';

export type BatchState = 'COLLECTING' | 'SENDING' | 'SENT' | 'ACKNOWLEDGED' | 'REJECTED' | 'DONE';

export interface BatchFacts {
  readonly id: string;
  readonly state: BatchState;
  readonly claims: number;
  readonly full: boolean;
  /** Closing time of the day is reached. */
  readonly closing: boolean;
  readonly sentOn: PlainDate | null;
  readonly ack999On: PlainDate | null;
  /** Claims sent in this batch that no 277CA of the payer has spoken of. */
  readonly silentClaims: number;
  /**
   * Of the silent ones: those the clearinghouse has not passed on either (A0, or A1/A2 in its own name). Absent: the partner is the
   * payer itself, or answers with the payers' word only, and has no clock of its own.
   */
  readonly unforwardedClaims?: number;
}

export type BatchEvent =
  | { readonly type: 'claimQueued' }
  | { readonly type: 'batchSent' }
  /** TA1. */
  | { readonly type: 'interchangeAcknowledged'; readonly accepted: boolean }
  /** 999: accepted means A, E or P for our set. */
  | { readonly type: 'fileAcknowledged'; readonly accepted: boolean }
  | { readonly type: 'claimsAcknowledged' }
  | { readonly type: 'batchFound' }
  | { readonly type: 'batchResendAllowed' }
  | { readonly type: 'stepFailed' }
  | { readonly type: 'timeReached' };

/** Transitions for the diagram and the spec: from, event, guard, to. */
export const batchTransitions: readonly (readonly [BatchState, BatchEvent['type'], string, BatchState])[] = [
  ['COLLECTING', 'timeReached', 'closing time or full, and claims inside', 'SENDING'],
  ['SENDING', 'batchSent', '', 'SENT'],
  ['SENT', 'interchangeAcknowledged', 'TA1 R', 'REJECTED'],
  ['SENT', 'fileAcknowledged', '999 A, E or P', 'ACKNOWLEDGED'],
  ['SENT', 'fileAcknowledged', '999 R', 'REJECTED'],
  ['SENT', 'claimsAcknowledged', 'every claim answered', 'DONE'],
  ['SENT', 'timeReached', 'no claim waits for an answer any more', 'DONE'],
  ['SENT', 'batchResendAllowed', 'never received', 'REJECTED'],
  ['ACKNOWLEDGED', 'batchResendAllowed', 'never received', 'REJECTED'],
  ['ACKNOWLEDGED', 'claimsAcknowledged', 'every claim answered', 'DONE'],
  ['ACKNOWLEDGED', 'timeReached', 'no claim waits for an answer any more', 'DONE'],
];

/** One judgement: the batch, the day and the clocks that hold for its payers. */
interface Judged {
  readonly facts: BatchFacts;
  readonly at: BusinessTime;
  readonly rules: BatchRules;
}

/** Pure: what an event means for a batch; `undefined` = nothing. */
export function nextBatch(
  facts: BatchFacts,
  event: BatchEvent,
  at: BusinessTime,
  rules: BatchRules,
): Turn<BatchState> | undefined {
  const judged = { facts, at, rules };
  switch (facts.state) {
    case 'COLLECTING':
      return collecting(facts, at);
    case 'SENDING':
      return event.type === 'batchSent' ? sent(judged) : undefined;
    case 'SENT':
      return whileSent(judged, event);
    case 'ACKNOWLEDGED':
      return whileAcknowledged(judged, event);
    case 'REJECTED':
    case 'DONE':
      return undefined;
  }
}

function collecting(facts: BatchFacts, at: BusinessTime): Turn<BatchState> | undefined {
  if (facts.claims === 0)
    return turn('COLLECTING', at, {
      because: 'Every claim was taken out of the batch; it waits for the next one.',
      waitFor: 'a claim to send',
    });
  if (!(facts.full || facts.closing)) return undefined;
  return turn('SENDING', at, {
    because: facts.full ? 'The batch is full and is sent.' : 'Closing time: the batch is sent.',
    waitFor: 'the file to leave',
    steps: [{ kind: 'buildAndSendBatch', key: `${facts.id}:send:1`, details: {} }],
  });
}

function sent({ at, rules }: Judged): Turn<BatchState> {
  const clock = ackDeadline('acknowledgement-999', at.date, rules.acknowledgement999);
  return turn('SENT', at, {
    because: `The file left; the clearinghouse has ${inWords(rules.acknowledgement999)} for its 999.`,
    rules: [clock],
    waitFor: '999 of the clearinghouse',
    deadlines: [clock],
    wakeOn: after(clock),
    wakeReason: 'acknowledgement-999',
  });
}

function whileSent(judged: Judged, event: BatchEvent): Turn<BatchState> | undefined {
  const { facts, at, rules } = judged;
  if ((event.type === 'interchangeAcknowledged' || event.type === 'fileAcknowledged') && !event.accepted) {
    return turn('REJECTED', at, {
      because: `The file was rejected by its ${event.type === 'fileAcknowledged' ? '999' : 'TA1'}; its claims are corrected and sent again.`,
      closeDeadlines: everyClock(facts),
      cancelWorkItems: ['silentBatch'],
    });
  }
  if (event.type === 'batchResendAllowed') return neverReceived(facts, at);
  if (event.type === 'fileAcknowledged') return acknowledged(judged);
  if (event.type === 'claimsAcknowledged') return facts.silentClaims === 0 ? done(facts, at) : undefined;
  if (event.type === 'timeReached' && facts.silentClaims === 0) return done(facts, at);
  if (event.type === 'timeReached' && facts.sentOn && isOver(facts.sentOn, rules.acknowledgement999, at))
    return silent(judged, '999');
  return undefined;
}

function acknowledged({ facts, at, rules }: Judged): Turn<BatchState> {
  const clock = ackDeadline('acknowledgement-277ca', at.date, rules.acknowledgement277ca);
  const own = (facts.unforwardedClaims ?? 0) > 0 ? [clearinghouseClock(at.date, rules)] : [];
  const clocks = [...own, clock];
  return turn('ACKNOWLEDGED', at, {
    because: `The file was readable (999); the payer has ${inWords(rules.acknowledgement277ca)} to accept or reject each claim.`,
    rules: clocks,
    waitFor: '277CA of the payer',
    closeDeadlines: ['acknowledgement-999'],
    cancelWorkItems: ['silentBatch'],
    deadlines: clocks,
    ...wakeAfter(clocks),
  });
}

/** A clearinghouse that answers for itself says within a business day of the 999 what it took (T-277CA); the payer has longer. */
const clearinghouseClock = (base: PlainDate, rules: BatchRules): DeadlineDraft =>
  ackDeadline('acknowledgement-clearinghouse', base, rules.acknowledgementClearinghouse);

/** The first of the clocks to run out. */
function wakeAfter(clocks: readonly DeadlineDraft[]): { readonly wakeOn: PlainDate; readonly wakeReason: string } {
  const first = clocks.reduce((soon, next) => (next.hardDate < soon.hardDate ? next : soon));
  return { wakeOn: after(first), wakeReason: first.kind };
}

function whileAcknowledged(judged: Judged, event: BatchEvent): Turn<BatchState> | undefined {
  const { facts, at, rules } = judged;
  if (event.type === 'batchResendAllowed') return neverReceived(facts, at);
  const { ack999On, unforwardedClaims } = facts;
  if (event.type === 'claimsAcknowledged' && facts.silentClaims === 0) return done(facts, at);
  if (event.type === 'claimsAcknowledged') return unforwardedClaims === 0 ? passedOn(judged) : undefined;
  if (event.type === 'timeReached' && facts.silentClaims === 0) return done(facts, at);
  if (event.type !== 'timeReached' || !ack999On) return undefined;
  if (isOver(ack999On, rules.acknowledgement277ca, at)) return silent(judged, '277CA');
  if (!isOver(ack999On, rules.acknowledgementClearinghouse, at)) return undefined;
  // A due wake is always answered: a story whose wake stays in the past never sleeps again.
  return (unforwardedClaims ?? 0) > 0 ? clearinghouseSilent(judged, ack999On) : passedOn(judged);
}

/**
 * The clearinghouse has answered for every claim, or is said meanwhile to have no word of its own: its clock ends, the payer's runs
 * on. Claims do not change by it (§2.2).
 */
function passedOn({ facts, at, rules }: Judged): Turn<BatchState> | undefined {
  const { ack999On } = facts;
  if (!ack999On || isOver(ack999On, rules.acknowledgement277ca, at)) return undefined;
  const clock = ackDeadline('acknowledgement-277ca', ack999On, rules.acknowledgement277ca);
  return turn('ACKNOWLEDGED', at, {
    because:
      facts.unforwardedClaims === undefined
        ? 'The clearinghouse has no answer of its own to give; the payer’s is still to come.'
        : 'The clearinghouse has passed every claim on; the payer’s own answer is still to come.',
    waitFor: '277CA of the payer',
    closeDeadlines: ['acknowledgement-clearinghouse'],
    cancelWorkItems: ['silentBatch'],
    ...wakeAfter([clock]),
  });
}

/** The clearinghouse's clock ran out: each claim it has not spoken of is asked about (276), and a person asks the clearinghouse. */
function clearinghouseSilent({ facts, at, rules }: Judged, ack999On: PlainDate): Turn<BatchState> {
  const clock = ackDeadline('acknowledgement-277ca', ack999On, rules.acknowledgement277ca);
  const passed = rules.acknowledgementClearinghouse;
  return turn('ACKNOWLEDGED', at, {
    because: `The clearinghouse did not answer for every claim within ${inWords(passed)} of its 999; it is asked, and so is the payer.`,
    waitFor: '277CA of the clearinghouse',
    rules: [passed],
    ...wakeAfter([clock]),
    workItems: [ticket(facts, at, 'clearinghouse 277CA')],
    changes: { silent: 'clearinghouse' },
  });
}

const everyClock = ({ unforwardedClaims }: BatchFacts): readonly DeadlineKind[] => [
  'acknowledgement-999',
  'acknowledgement-277ca',
  ...(unforwardedClaims === undefined ? [] : (['acknowledgement-clearinghouse'] as const)),
];

/** A person asked the clearinghouse and found that nobody has the file: nothing can be sent twice by sending it again (G7). */
const neverReceived = (facts: BatchFacts, at: BusinessTime): Turn<BatchState> =>
  turn('REJECTED', at, {
    because: 'A person found that the file was never received: its claims that nobody answered are sent again.',
    closeDeadlines: everyClock(facts),
    cancelWorkItems: ['silentBatch'],
    changes: { resend: true },
  });

const done = (facts: BatchFacts, at: BusinessTime): Turn<BatchState> =>
  turn('DONE', at, {
    because: 'The payer has answered every claim of the batch.',
    closeDeadlines: everyClock(facts),
    cancelWorkItems: ['silentBatch'],
  });

/** The clock ran out: a person asks the clearinghouse, each silent claim learns of it; nothing is resent blindly. */
function silent({ facts, at, rules }: Judged, clock: '999' | '277CA'): Turn<BatchState> {
  const passed = clock === '999' ? rules.acknowledgement999 : rules.acknowledgement277ca;
  return turn(facts.state, at, {
    because: `No ${clock} came in time; the clearinghouse is asked, nothing is sent again until the file status is known.`,
    waitFor: `late ${clock}`,
    rules: [passed],
    wakeOn: addBusinessDays(at.date, Math.max(1, rules.acknowledgement277ca.days)),
    wakeReason: `late ${clock}`,
    workItems: [ticket(facts, at, clock)],
    changes: { silent: clock === '277CA' },
  });
}

/** The ticket with the trading partner, due the next business day. */
const ticket = (facts: BatchFacts, at: BusinessTime, clock: string): WorkItemDraft => ({
  kind: 'silentBatch',
  dedupeKey: `${facts.id}:silent:${clock}`,
  dueDate: addBusinessDays(at.date, 1),
  facts: { clock },
});

function ackDeadline(
  kind: DeadlineKind & `acknowledgement-${string}`,
  base: PlainDate,
  { ruleId, version, source, days }: DayRule,
): DeadlineDraft {
  const date = addBusinessDays(base, days);
  return { kind, ruleId, version, source, baseDate: base, hardDate: date, safeDate: date };
}

const isOver = (base: PlainDate, { days }: DayRule, at: BusinessTime): boolean => at.date > addBusinessDays(base, days);

const inWords = ({ days }: DayRule): string =>
  days === 1 ? 'one business day' : `${days === 3 ? 'three' : days} business days`;

/** The morning after the clock's last day. */
const after = (deadline: DeadlineDraft): PlainDate => addBusinessDays(deadline.hardDate, 1);

type TurnParts = Partial<Omit<Turn<BatchState>, 'state'>> & Pick<Turn<BatchState>, 'because'>;

function turn(state: BatchState, _at: BusinessTime, parts: TurnParts): Turn<BatchState> {
  return {
    state,
    deadlines: [],
    closeDeadlines: [],
    workItems: [],
    cancelWorkItems: [],
    steps: [],
    events: [],
    waitFor: '',
    changes: {},
    ...parts,
    rules: (parts.rules ?? []).map(({ ruleId, version }) => ({ ruleId, version })),
  };
}
