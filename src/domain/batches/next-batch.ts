import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { BatchRules, DayRule } from '../payer-rules/claim-rules.js';
import type { BusinessTime, DeadlineDraft, Turn } from '../stories/turn.js';

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
      closeDeadlines: ['acknowledgement-999', 'acknowledgement-277ca'],
      cancelWorkItems: ['silentBatch'],
    });
  }
  if (event.type === 'batchResendAllowed') return neverReceived(at);
  if (event.type === 'fileAcknowledged') return acknowledged(judged);
  if (event.type === 'claimsAcknowledged') return facts.silentClaims === 0 ? done(at) : undefined;
  if (event.type === 'timeReached' && facts.silentClaims === 0) return done(at);
  if (event.type === 'timeReached' && facts.sentOn && isOver(facts.sentOn, rules.acknowledgement999, at))
    return silent(judged, '999');
  return undefined;
}

function acknowledged({ at, rules }: Judged): Turn<BatchState> {
  const clock = ackDeadline('acknowledgement-277ca', at.date, rules.acknowledgement277ca);
  return turn('ACKNOWLEDGED', at, {
    because: `The file was readable (999); the payer has ${inWords(rules.acknowledgement277ca)} to accept or reject each claim.`,
    rules: [clock],
    waitFor: '277CA of the payer',
    closeDeadlines: ['acknowledgement-999'],
    cancelWorkItems: ['silentBatch'],
    deadlines: [clock],
    wakeOn: after(clock),
    wakeReason: 'acknowledgement-277ca',
  });
}

function whileAcknowledged(judged: Judged, event: BatchEvent): Turn<BatchState> | undefined {
  const { facts, at, rules } = judged;
  if (event.type === 'batchResendAllowed') return neverReceived(at);
  if (event.type === 'claimsAcknowledged') return facts.silentClaims === 0 ? done(at) : undefined;
  if (event.type === 'timeReached' && facts.silentClaims === 0) return done(at);
  if (event.type === 'timeReached' && facts.ack999On && isOver(facts.ack999On, rules.acknowledgement277ca, at))
    return silent(judged, '277CA');
  return undefined;
}

/** A person asked the clearinghouse and found that nobody has the file: nothing can be sent twice by sending it again (G7). */
const neverReceived = (at: BusinessTime): Turn<BatchState> =>
  turn('REJECTED', at, {
    because: 'A person found that the file was never received: its claims that nobody answered are sent again.',
    closeDeadlines: ['acknowledgement-999', 'acknowledgement-277ca'],
    cancelWorkItems: ['silentBatch'],
    changes: { resend: true },
  });

const done = (at: BusinessTime): Turn<BatchState> =>
  turn('DONE', at, {
    because: 'The payer has answered every claim of the batch.',
    closeDeadlines: ['acknowledgement-999', 'acknowledgement-277ca'],
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
    workItems: [
      {
        kind: 'silentBatch',
        dedupeKey: `${facts.id}:silent:${clock}`,
        dueDate: addBusinessDays(at.date, 1),
        facts: { clock },
      },
    ],
    changes: { silent: clock === '277CA' },
  });
}

function ackDeadline(
  kind: 'acknowledgement-999' | 'acknowledgement-277ca',
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
