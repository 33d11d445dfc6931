import { dollarsOf } from '../money.js';
import type { PayerClass } from '../payer-rules/payer-class.js';
import type { DeadlineKind, RuleUse } from '../stories/turn.js';
import type { WorkQueue } from './catalog.js';
import { stepOf, type ScoreBase, type ScoreWeights } from './score-weights.js';

/** The weights in force, and which rule they are. */
export type ScoreRule = ScoreWeights & RuleUse;

/** What the priority of a work item rests on (rulebook §7). */
export interface ScoreInput {
  readonly balanceCents: number;
  /** Chance of money by the kind of work, see `scoreBaseOf`. */
  readonly base: number;
  /** Age of the claim in days since its first bill: the age of work queues (rulebook §7). */
  readonly ageDays: number;
  /** The payer's 12-month recovery ÷ all payers'; 1 = average. */
  readonly payerFactor?: number;
  /** Days to the nearest hard deadline, negative when it passed; null = no deadline. */
  readonly daysLeft: number | null;
  readonly missedFollowUps?: number;
  /** Days to a legal or audit due date. */
  readonly legalDaysLeft?: number | null;
  readonly held?: boolean;
  /** The work's own date has not come yet. */
  readonly notDue?: boolean;
}

/** All parts are shown to the person who works the queue. */
export interface Score {
  readonly score: number;
  readonly amount: number;
  readonly certainty: number;
  readonly urgency: number;
  /** Goes to the top whatever the score: a hard date, or one of law or audit, is as near as the rule says. */
  readonly toTop: boolean;
  /** Not shown for now: held, not due, or a small balance without a deadline. */
  readonly suppressed: boolean;
}

/**
 * Clocks of law and audit, past which more is lost than the money of the claim: what is not ours returned in time (42 CFR 401.305),
 * unclaimed property (state law).
 */
export const legalDeadlineKinds: readonly DeadlineKind[] = ['refund', 'escheat'];
/** Medicare asks for records in a medical review (ADR): the date of an audit. Any other payer's request is part of its decision. */
export const auditDeadlineKinds: Readonly<Partial<Record<PayerClass, readonly DeadlineKind[]>>> = {
  medicare: ['document-request'],
};

const isWithin = (days: number | null, most: number): boolean => days !== null && days <= most;

const limit = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

type Weights = ScoreWeights['weights'];

const payerFactorOf = ({ payerFactor = 1 }: ScoreInput, { payerFactor: limits }: Weights): number =>
  limit(payerFactor, limits.least, limits.most);

const chanceOf = (input: ScoreInput, weights: Weights): number =>
  input.base * stepOf(weights.ageFactors, input.ageDays) * payerFactorOf(input, weights);

/** `score = round(100 × A × C × U / 3, 1)` (rulebook §7; 3 = the most urgency counts), of the very parts that are shown. */
export function scoreOf(input: ScoreInput, { weights }: ScoreWeights): Score {
  const { balanceCents, daysLeft, missedFollowUps = 0, legalDaysLeft = null } = input;
  const amount = round(Math.min(1, Math.log10(1 + Math.max(0, balanceCents) / 100) / weights.fullAmountDigits), 4);
  const certainty = round(limit(chanceOf(input, weights), weights.certainty.least, weights.certainty.most), 4);
  const urgency = Math.min(
    weights.mostUrgency,
    stepOf(weights.urgencies, daysLeft ?? Infinity) + weights.perMissedFollowUp * missedFollowUps,
  );
  return {
    score: round((100 * amount * certainty * urgency) / weights.mostUrgency, 1),
    amount,
    certainty,
    urgency,
    toTop: isWithin(daysLeft, weights.topDays.hard) || isWithin(legalDaysLeft, weights.topDays.legal),
    suppressed:
      input.held === true || input.notDue === true || (balanceCents < weights.suppressBelowCents && daysLeft === null),
  };
}

const denialBases = {
  H: 'denialHigh',
  M: 'denialMedium',
  L: 'denialLow',
  '-': 'denialMedium',
} as const satisfies Record<string, ScoreBase>;

/** Base by queue; denials and appeals by recoverability. Queues the rulebook gives none count like a denial of medium hope. */
export const scoreBaseOf = (
  queue: WorkQueue,
  recoverability: keyof typeof denialBases,
  { weights }: ScoreWeights,
): number => weights.bases[baseNameOf(queue, recoverability)];

function baseNameOf(queue: WorkQueue, recoverability: keyof typeof denialBases): ScoreBase {
  switch (queue) {
    case 'edits':
    case 'rejections':
      return 'rejected';
    case 'underpayment':
      return 'paidShort';
    case 'info-requested':
      return 'infoRequested';
    case 'no-response':
      return 'noResponse';
    case 'plan-default':
      return 'patientOnPlan';
    case 'patient-inquiry':
    case 'agency':
      return 'patient';
    case 'denials':
    case 'appeals':
      return denialBases[recoverability];
    case 'eligibility':
    case 'credit-refund':
    case 'unapplied':
    case 'edi':
    case 'holds':
    case 'approvals':
      return 'denialMedium';
  }
}

const words = ['no', 'one', 'two', 'three', 'four', 'five'] as const;
const inDays = (days: number): string => `${words[days] ?? days} ${days === 1 ? 'day' : 'days'}`;

/** The score in words, part by part, so that nobody has to believe a number (rulebook §7). */
export function explainScore(input: ScoreInput, score: Score, rule: ScoreRule): readonly string[] {
  const { balanceCents, base, ageDays, payerFactor = 1, daysLeft, missedFollowUps = 0 } = input;
  const { weights } = rule;
  const age = stepOf(weights.ageFactors, ageDays);
  const chance = chanceOf(input, weights);
  const deadline =
    daysLeft === null
      ? 'no deadline'
      : daysLeft < 0
        ? `the nearest deadline passed ${-daysLeft} days ago`
        : `${daysLeft} days to the nearest deadline`;
  return [
    `dollars: ${dollarsOf(balanceCents)} at stake count ${score.amount} of 1`,
    `recoverability: ${base} for this kind of work`,
    `age: ${ageDays} days count ×${age}`,
    ...(payerFactor === 1 ? [] : [`payer: recovers ×${payerFactorOf(input, weights)} of the average`]),
    ...(round(chance, 4) === score.certainty
      ? []
      : [
          `recoverability × age × payer counts as ${score.certainty} (${weights.certainty.least} to ${weights.certainty.most})`,
        ]),
    `deadline: ${deadline}, ×${score.urgency}`,
    ...(missedFollowUps > 0 ? [`follow-ups missed: ${missedFollowUps}`] : []),
    ...(isWithin(daysLeft, weights.topDays.hard)
      ? [`goes to the top: a hard date is ${inDays(weights.topDays.hard)} away or less`]
      : score.toTop
        ? [`goes to the top: a date of law or audit is ${inDays(weights.topDays.legal)} away or less`]
        : []),
    ...(score.suppressed
      ? [`waits at the end: held, not due, or under ${dollarsOf(weights.suppressBelowCents)} without a deadline`]
      : []),
    `weights: rule ${rule.ruleId} v${rule.version}`,
    `score ${score.score} = 100 × ${score.amount} × ${score.certainty} × ${score.urgency} ÷ ${weights.mostUrgency}`,
  ];
}

/** Where an item stands in its queue as one number: what goes to the top before all, what may wait after all. */
export const priorityOf = ({ score, toTop, suppressed }: Score): number =>
  score + (toTop ? 1_000 : suppressed ? -1_000 : 0);

/** Stands for 'no deadline' in comparisons (Infinity − Infinity would be NaN). */
const farOff = 1e9;

/** Order of a queue: top items first, then score, earlier deadline, larger balance, older claim. */
export function compareForQueue(a: QueueEntry, b: QueueEntry): number {
  return (
    Number(b.toTop) - Number(a.toTop) ||
    b.score - a.score ||
    (a.daysLeft ?? farOff) - (b.daysLeft ?? farOff) ||
    b.balanceCents - a.balanceCents ||
    b.ageDays - a.ageDays
  );
}

export type QueueEntry = Pick<Score, 'score' | 'toTop'> & Pick<ScoreInput, 'daysLeft' | 'balanceCents' | 'ageDays'>;
