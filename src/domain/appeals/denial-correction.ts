import { safeDate } from '../dates/business-days.js';
import { addDays, addMonths, earliest, type PlainDate } from '../dates/plain-date.js';
import { businessDeadline } from './denial-clocks.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialTurnDraft } from './denial-turn.js';

type EventOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { readonly type: Type }>;

export function askForCorrection(turn: DenialTurnDraft, reason: string): void {
  const target = addDays(turn.facts.noticeDate, turn.rules.correctedInternalTarget.days);
  const due = [
    turn.openDeadline('first-action')?.hardDate,
    turn.openDeadline('corrected-claim')?.safeDate,
    target,
  ].filter((date) => date !== undefined);
  turn.workItem('prepareCorrectedClaim', earliest(due) ?? target, { reason, frequency: frequencyOf(turn) });
}

/** Window for the corrected claim (C3); a new claim has only the filing limit from the service (MA130, C2). */
export function openCorrectionWindow(turn: DenialTurnDraft, isAsked = false): void {
  const { classification, noticeDate, serviceFrom, timelyFilingHardDate } = turn.facts;
  if (!isAsked && !classification.actions.includes('CC')) return;
  if (needsReopening(turn)) return openReopeningWindow(turn);
  const { correctedClaim: rule, safety } = turn.rules;
  const base: PlainDate = rule.from === 'DOS' ? serviceFrom : noticeDate;
  const ruled = addDays(base, rule.days);
  const hardDate = frequencyOf(turn) === '1' && timelyFilingHardDate ? timelyFilingHardDate : ruled;
  turn.parts.deadline({
    kind: 'corrected-claim',
    ruleId: rule.ruleId,
    version: rule.version,
    source: rule.source,
    baseDate: base,
    hardDate,
    safeDate: safeDate(hardDate, safety.days),
  });
}

function openReopeningWindow(turn: DenialTurnDraft): void {
  const { reopening, safety } = turn.rules;
  const { ruleId, version, source, days: months } = reopening;
  const baseDate = turn.facts.noticeDate;
  const hardDate = addMonths(baseDate, months);
  const kind = 'corrected-claim';
  turn.parts.deadline({ kind, ruleId, version, source, baseDate, hardDate, safeDate: safeDate(hardDate, safety.days) });
}

/**
 * Medicare Part B takes no corrected claim for what it has decided: a clerical error is reopened (42 CFR 405.980(a)(3)), a second claim
 * would be its duplicate. What it could not process (MA130, CARC 16) was not decided and comes as a new claim (rulebook C2).
 */
export const needsReopening = ({ facts }: DenialTurnDraft): boolean =>
  facts.payerClass === 'medicare' &&
  facts.claimKind === 'P' &&
  facts.carc !== '16' &&
  !facts.classification.newClaimOnly;

export function askForReopening(turn: DenialTurnDraft): void {
  const because = 'Medicare Part B has decided it and takes no corrected claim: a clerical error is reopened.';
  if (!turn.move('a person must decide', because)) turn.say(because);
  turn.decideByHand('RO', 'a clerical error is reopened (42 CFR 405.980), anything else appealed');
}

/** Frequency of the correction (§2.3): a new claim for Medicare Part B and for MA130, N142, N517; else a replacement. */
export const frequencyOf = (turn: DenialTurnDraft): '1' | '7' =>
  turn.facts.classification.newClaimOnly || !turn.rules.takesReplacement ? '1' : '7';

/** A person prepared the correction; it leaves as a step unless the payer could not take it now (C1). */
export function correctionPrepared(turn: DenialTurnDraft): void {
  if (turn.state === 'APPEALING' || turn.state === 'WRITEOFF_PENDING' || turn.state === 'CORRECTING') return;
  if (needsReopening(turn)) return askForReopening(turn);
  const frequency = frequencyOf(turn);
  const obstacle = frequency === '7' ? obstacleOf(turn) : undefined;
  if (obstacle) {
    turn.say(`The correction cannot be sent now: ${obstacle}.`);
    return askForCorrection(turn, obstacle);
  }
  const number = turn.facts.corrections + 1;
  turn.parts.steps.push({
    kind: 'submitCorrectedClaim',
    key: `${turn.facts.claimId}:correct:${number}`,
    details: { frequency, number, denialId: turn.facts.id },
  });
  turn.parts.cancelWorkItems(['prepareCorrectedClaim', 'triageDenial']);
  turn.parts.closeDeadlines(['first-action', 'triage']);
  turn.say(
    frequency === '7'
      ? 'The corrected claim goes out as a replacement (frequency 7).'
      : 'The correction goes out as a new claim (frequency 1).',
  );
}

function obstacleOf(turn: DenialTurnDraft): string | undefined {
  if (turn.facts.otherAppealFiled && !turn.rules.replacementDuringAppeal) return 'an appeal of this claim is filed';
  if (turn.facts.correctionPending) return 'the payer has not decided the last correction yet';
  if (turn.facts.payerClaimNumber === null) return 'the payer’s claim number is unknown';
  return undefined;
}

export function correctionSubmitted(turn: DenialTurnDraft, event: EventOf<'correctionSubmitted'>): void {
  if (
    !turn.move(
      'correction sent',
      `The corrected claim was sent (frequency ${event.frequency}); the appeal window keeps running.`,
    )
  )
    return;
  turn.parts.closeDeadlines(['corrected-claim', 'first-action', 'triage', 'document-request']);
  turn.parts.cancelWorkItems(['prepareCorrectedClaim', 'triageDenial', 'collectDenialDocuments', 'billOtherPayer']);
  turn.deadlineAfter('follow-up', event.date, turn.rules.reprocessing);
}

export function correctionRejected(turn: DenialTurnDraft): void {
  if (
    !turn.move(
      'correction rejected',
      'The corrected claim was rejected before adjudication: mend it and send it again.',
    )
  )
    return;
  turn.parts.closeDeadlines(['follow-up']);
  openCorrectionWindow(turn, true);
  businessDeadline(turn, 'first-action', turn.rules.firstActionBusinessDays);
  askForCorrection(turn, 'the corrected claim was rejected');
}
