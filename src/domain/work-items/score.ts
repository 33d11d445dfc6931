import { dollarsOf } from '../money.js';
import type { PayerClass } from '../payer-rules/payer-class.js';
import type { DeadlineKind } from '../stories/turn.js';
import type { WorkQueue } from './catalog.js';

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
  /** Goes to the top whatever the score: hard deadline in 2 days or less, legal due in 5 or less. */
  readonly toTop: boolean;
  /** Not shown for now: held, not due, or under $10 without a deadline. */
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

/** Days left at which work goes to the top whatever it is worth (rulebook §7). */
const TOP_DAYS = { hard: 2, legal: 5 } as const;
const isWithin = (days: number | null, most: number): boolean => days !== null && days <= most;

const limit = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

const ageFactors: readonly (readonly [days: number, factor: number])[] = [
  [30, 1],
  [60, 0.95],
  [90, 0.88],
  [120, 0.75],
  [180, 0.6],
  [365, 0.4],
  [Infinity, 0.2],
];
const urgencies: readonly (readonly [days: number, urgency: number])[] = [
  [2, 3],
  [7, 2.5],
  [14, 2],
  [30, 1.5],
  [Infinity, 1],
];

const stepOf = (table: readonly (readonly [number, number])[], value: number): number =>
  table.find(([most]) => value <= most)?.[1] ?? 1;

const CERTAINTIES = [0.02, 1] as const;
const PAYER_FACTORS = [0.5, 1.2] as const;

const chanceOf = ({ base, ageDays, payerFactor = 1 }: ScoreInput): number =>
  base * stepOf(ageFactors, ageDays) * limit(payerFactor, ...PAYER_FACTORS);

/** `score = round(100 × A × C × U / 3, 1)` (rulebook §7), of the very parts that are shown. */
export function scoreOf(input: ScoreInput): Score {
  const { balanceCents, daysLeft, missedFollowUps = 0, legalDaysLeft = null } = input;
  const amount = round(Math.min(1, Math.log10(1 + Math.max(0, balanceCents) / 100) / 4), 4);
  const certainty = round(limit(chanceOf(input), ...CERTAINTIES), 4);
  const urgency = Math.min(3, stepOf(urgencies, daysLeft ?? Infinity) + 0.25 * missedFollowUps);
  return {
    score: round((100 * amount * certainty * urgency) / 3, 1),
    amount,
    certainty,
    urgency,
    toTop: isWithin(daysLeft, TOP_DAYS.hard) || isWithin(legalDaysLeft, TOP_DAYS.legal),
    suppressed: input.held === true || input.notDue === true || (balanceCents < 1_000 && daysLeft === null),
  };
}

const denialBases = { H: 0.8, M: 0.5, L: 0.2, '-': 0.5 } as const;

/** Base by queue; denials and appeals by recoverability. Queues the rulebook gives none count like a denial of medium hope. */
export function scoreBaseOf(queue: WorkQueue, recoverability: keyof typeof denialBases = 'M'): number {
  switch (queue) {
    case 'edits':
    case 'rejections':
      return 0.9;
    case 'underpayment':
    case 'info-requested':
      return 0.85;
    case 'no-response':
      return 0.8;
    case 'plan-default':
      return 0.7;
    case 'patient-inquiry':
    case 'agency':
      return 0.35;
    case 'denials':
    case 'appeals':
      return denialBases[recoverability];
    case 'eligibility':
    case 'credit-refund':
    case 'unapplied':
    case 'edi':
    case 'holds':
    case 'approvals':
      return denialBases.M;
  }
}

/** The score in words, part by part, so that nobody has to believe a number (rulebook §7). */
export function explainScore(input: ScoreInput, score: Score): readonly string[] {
  const { balanceCents, base, ageDays, payerFactor = 1, daysLeft, missedFollowUps = 0 } = input;
  const age = stepOf(ageFactors, ageDays);
  const chance = chanceOf(input);
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
    ...(payerFactor === 1 ? [] : [`payer: recovers ×${limit(payerFactor, ...PAYER_FACTORS)} of the average`]),
    ...(round(chance, 4) === score.certainty
      ? []
      : [`recoverability × age × payer counts as ${score.certainty} (${CERTAINTIES.join(' to ')})`]),
    `deadline: ${deadline}, ×${score.urgency}`,
    ...(missedFollowUps > 0 ? [`follow-ups missed: ${missedFollowUps}`] : []),
    ...(isWithin(daysLeft, TOP_DAYS.hard)
      ? ['goes to the top: a hard date is two days away or less']
      : score.toTop
        ? ['goes to the top: a date of law or audit is five days away or less']
        : []),
    ...(score.suppressed ? ['waits at the end: held, not due, or under $10 without a deadline'] : []),
    `score ${score.score} = 100 × ${score.amount} × ${score.certainty} × ${score.urgency} ÷ 3`,
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
