import { addBusinessDays } from '../dates/business-days.js';
import { addDays, addYears, type PlainDate } from '../dates/plain-date.js';
import type { PayerClass } from '../payer-rules/payer-class.js';
import { NOTHING_IS_DUE } from '../stories/turn-parts.js';
import type { DeadlineDraft } from '../stories/turn.js';
import { occurrenceCodes, type AccidentMsp } from './accident-msp.js';
import type { EventOf } from './claim-event.js';
import { isAwaitingPayer } from './claim-lifecycle.js';
import type { ClaimTurn } from './claim-turn.js';

const isAccidentMsp = (mspType: string | undefined): mspType is AccidentMsp =>
  mspType === '14' || mspType === '15' || mspType === '47';

/** Liability carriers file as LM (SBR09), automobile medical as AM. */
const LIABILITY = 'LM';

/**
 * How Medicare would pay after this claim's payer (42 CFR 411.20(a)(2)): why its coverage says so, else by the kind of insurer.
 * Undefined: the payer is no such insurer.
 */
export function accidentMspOf(insurer: {
  readonly payerClass: PayerClass;
  readonly filingIndicator: string;
  readonly mspType?: string;
}): AccidentMsp | undefined {
  const { payerClass, filingIndicator, mspType } = insurer;
  if (payerClass !== 'auto' && payerClass !== 'workersComp' && payerClass !== 'feca') return undefined;
  if (isAccidentMsp(mspType)) return mspType;
  if (payerClass !== 'auto') return '15';
  return filingIndicator === LIABILITY ? '47' : '14';
}

const insurers: Readonly<Record<AccidentMsp, string>> = {
  '14': 'no-fault',
  '15': 'workers’ compensation',
  '47': 'liability',
};

/** What the conditional claim must carry, by its form (CMS Pub. 100-05 ch. 3 §40.3, ch. 5 §50). */
function needs(msp: AccidentMsp, kind: 'P' | 'I'): string {
  const first = `the ${insurers[msp]} insurer first with nothing paid (AMT*D 0) and its silence as CAS`;
  const accident =
    kind === 'I'
      ? `occurrence code ${occurrenceCodes[msp]} with the day of the accident, value code ${msp} with 0`
      : 'the day of the accident (DTP*439) with its cause (CLM11)';
  return `Medicare second (SBR05 ${msp}), ${first}, ${accident}`;
}

const DECIDE_IN_BUSINESS_DAYS = 5;

/**
 * An insurer of an accident or of work has 120 days to pay; where it lets them pass and the patient has Medicare, a person decides
 * about a conditional claim (42 CFR 411.45, 411.52, 411.53). Liability: from the claim or the service, whichever came first;
 * no-fault and workers' compensation: from the day the insurer received the claim (411.21, 411.50(b)).
 */
export function watchConditionalClaim(turn: ClaimTurn): void {
  const { medicareAfter: msp } = turn.facts;
  if (msp === undefined) return;
  const base = isAwaitingPayer(turn.state) && !turn.memory('conditionalClaim') ? promptlyFrom(turn, msp) : null;
  if (base === null) {
    turn.closeDeadlines('conditional-claim');
    turn.cancelWorkItems('decideConditionalClaim');
    return;
  }
  const clock = clockFrom(turn, base);
  if (clock.hardDate >= turn.at.date) return;
  turn.use(clock);
  askAbout(turn, msp, clock);
}

function promptlyFrom(turn: ClaimTurn, msp: AccidentMsp): PlainDate | null {
  if (msp !== '47') return turn.memory('acceptedOn');
  const sentOn = turn.memory('submittedOn');
  const service = turn.facts.discharge ?? turn.facts.serviceThrough;
  return sentOn !== null && sentOn < service ? sentOn : service;
}

function clockFrom(turn: ClaimTurn, base: PlainDate): DeadlineDraft {
  const { ruleId, version, source, days } = turn.rules.conditionalPayment;
  const last = turn.memory('conditionalLookOn') ?? addDays(base, days);
  const open = turn.openDeadline('conditional-claim');
  if (open?.baseDate === base && open.hardDate === last) return open;
  const row = { kind: 'conditional-claim', ruleId, version, source, baseDate: base } as const;
  const clock = { ...row, hardDate: last, safeDate: last };
  turn.deadline(clock);
  return clock;
}

function askAbout(turn: ClaimTurn, msp: AccidentMsp, clock: DeadlineDraft, faults?: string): void {
  const { facts } = turn;
  const { kind, serviceFrom, balances } = facts;
  const words = `The ${insurers[msp]} insurer has not paid by ${clock.hardDate}; a person decides about a conditional claim to Medicare.`;
  if (turn.because === '' || turn.because === NOTHING_IS_DUE) turn.say(words);
  const silence = {
    insurer: insurers[msp],
    since: clock.baseDate,
    promptUntil: clock.hardDate,
    statusRequests: turn.memory('statusRequests'),
    lastAnswer: turn.memory('lastStatusAnswer'),
  };
  turn.workItem(
    'decideConditionalClaim',
    addBusinessDays(turn.at.date, DECIDE_IN_BUSINESS_DAYS),
    {
      ...silence,
      mspType: msp,
      needs: needs(msp, kind),
      medicareUntil: addYears(serviceFrom, 1),
      payerCents: balances.payerCents,
      ...(faults && { faults }),
    },
    faults ? undefined : `${clock.baseDate}:${clock.hardDate}`,
  );
}

/** Opens Medicare's claim; the insurer is still asked, and what it pays later returns to Medicare first. */
export function conditionalClaimChosen(turn: ClaimTurn, event: EventOf<'conditionalClaimChosen'>): void {
  const { medicareAfter: msp } = turn.facts;
  const clock = turn.openDeadline('conditional-claim');
  if (!isAwaitingPayer(turn.state) || msp === undefined || !clock)
    return turn.say('The insurer has answered meanwhile; nothing is billed conditionally.');
  const { accidentDate } = event;
  const key = `conditional:${turn.facts.turn}`;
  const asked = turn.step('billNextPayer', key, {
    conditional: true,
    accidentDate,
    mspType: msp,
    promptUntil: clock.hardDate,
  });
  if (!asked) {
    turn.change({ conditionalLookOn: turn.at.date });
    return turn.say('The claim is held: the conditional claim is decided about again tomorrow.');
  }
  turn.change({ conditionalClaim: 'billed' });
  turn.say('Medicare is billed conditionally; the insurer is still asked for its payment.');
}

export function conditionalClaimPostponed(turn: ClaimTurn, event: EventOf<'conditionalClaimPostponed'>): void {
  const on = event.lookAgainDate > turn.at.date ? event.lookAgainDate : addDays(turn.at.date, 1);
  turn.change({ conditionalLookOn: addDays(on, -1) });
  turn.say(`The insurer is given more time; the conditional claim is decided about again on ${on}.`);
}

export function conditionalClaimDeclined(turn: ClaimTurn): void {
  turn.change({ conditionalClaim: 'declined' });
  turn.say('Nothing is billed conditionally; the insurer is followed up as before.');
}

/** The step could not write Medicare's claim: a person mends what is named, and decides again. */
export function conditionalClaimBlocked(turn: ClaimTurn, event: EventOf<'conditionalClaimBlocked'>): void {
  const { medicareAfter: msp } = turn.facts;
  turn.change({ conditionalClaim: null, conditionalLookOn: addDays(turn.at.date, -1) });
  turn.say(`The conditional claim cannot be written: ${event.faults}.`);
  const base = msp && isAwaitingPayer(turn.state) ? promptlyFrom(turn, msp) : null;
  if (msp && base) askAbout(turn, msp, clockFrom(turn, base), event.faults);
}
