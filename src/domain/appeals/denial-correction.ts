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
  if (needsReopening(turn) || isPastAdjusting(turn)) return void openReopeningWindow(turn);
  const { correctedClaim: rule, safety } = turn.rules;
  const base: PlainDate = rule.from === 'DOS' ? serviceFrom : noticeDate;
  const ruled = addDays(base, rule.days);
  const byFiling = frequencyOf(turn) === '1' || isPartA(turn);
  const hardDate = byFiling && timelyFilingHardDate ? timelyFilingHardDate : ruled;
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

/** Medicare's time to reopen (42 CFR 405.980(c)): a year for any reason, then four for good cause; false when both are over. */
function openReopeningWindow(turn: DenialTurnDraft): boolean {
  const { reopening, reopeningForCause, safety } = turn.rules;
  const baseDate = turn.facts.noticeDate;
  const open = [reopening, reopeningForCause].find(({ days }) => addMonths(baseDate, days) >= turn.at.date);
  if (!open) return false;
  const { ruleId, version, source, days: months } = open;
  const hardDate = addMonths(baseDate, months);
  const kind = 'corrected-claim';
  turn.parts.deadline({ kind, ruleId, version, source, baseDate, hardDate, safeDate: safeDate(hardDate, safety.days) });
  return true;
}

const isPartA = ({ facts }: DenialTurnDraft): boolean => facts.payerClass === 'medicare' && facts.claimKind === 'I';

/** Part A takes an adjustment (xx7) within twelve months of the service; after them a reopening (xxQ) with its reason (rulebook C2). */
const isPastAdjusting = (turn: DenialTurnDraft): boolean => {
  const { timelyFilingHardDate, classification } = turn.facts;
  return (
    isPartA(turn) &&
    !classification.newClaimOnly &&
    timelyFilingHardDate !== null &&
    timelyFilingHardDate < turn.at.date
  );
};

/** What is left of Medicare's time to reopen, in words. */
function reopeningWords(turn: DenialTurnDraft): string {
  const { noticeDate } = turn.facts;
  const { reopening, reopeningForCause } = turn.rules;
  if (addMonths(noticeDate, reopening.days) >= turn.at.date)
    return 'a clerical error is reopened (42 CFR 405.980), anything else appealed';
  const forCause = addMonths(noticeDate, reopeningForCause.days);
  return forCause >= turn.at.date
    ? `a year has passed: reopened until ${forCause} for good cause (42 CFR 405.986), at any time for a clerical error`
    : 'four years have passed: only a clerical error in an unfavorable determination is reopened (42 CFR 405.980(c))';
}

/**
 * A window of Medicare's has passed, and the next one of its reopenings opens: the denial is no write-off yet. False where the payer
 * is not Medicare, or only a new claim could have mended it.
 */
export function reopensLater(turn: DenialTurnDraft): boolean {
  if (!needsReopening(turn) && !isPastAdjusting(turn)) return false;
  const isOpen = openReopeningWindow(turn);
  const words = reopeningWords(turn);
  turn.say(`The window for a corrected claim has closed; Medicare reopens: ${words}.`);
  if (turn.activeLevel() || (turn.state !== 'NEW' && turn.state !== 'TRIAGED')) return true;
  if (isOpen && isPartA(turn)) askForCorrection(turn, `a reopening (TOB xxQ) with its reason R1 to R9; ${words}`);
  else turn.decideByHand('RO', words);
  return true;
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
  turn.decideByHand('RO', reopeningWords(turn));
}

/**
 * Frequency of the correction (§2.3): a new claim for Medicare Part B, for MA130, N142, N517, and where the payer wants one for what
 * it denied as a whole; a reopening for a Part A claim older than a year; else a replacement.
 */
export function frequencyOf(turn: DenialTurnDraft): '1' | '7' | 'Q' {
  const { classification, amountCents, claimChargeCents } = turn.facts;
  const { takesReplacement, deniedNeedsNew } = turn.rules;
  if (classification.newClaimOnly || !takesReplacement) return '1';
  if (deniedNeedsNew && amountCents >= claimChargeCents) return '1';
  return isPastAdjusting(turn) ? 'Q' : '7';
}

const sentences = {
  '1': 'The correction goes out as a new claim (frequency 1).',
  '7': 'The corrected claim goes out as a replacement (frequency 7).',
  Q: 'The correction goes out as a reopening (TOB xxQ) with its reason.',
} as const;

/** A person prepared the correction; it leaves as a step unless the payer could not take it now (C1). */
export function correctionPrepared(turn: DenialTurnDraft): void {
  if (turn.state === 'APPEALING' || turn.state === 'WRITEOFF_PENDING' || turn.state === 'CORRECTING') return;
  if (needsReopening(turn)) return askForReopening(turn);
  const frequency = frequencyOf(turn);
  const obstacle = frequency === '1' ? undefined : obstacleOf(turn);
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
  turn.say(sentences[frequency]);
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
