import { dollarsOf } from '../money.js';
import { isObject } from '../payer-rules/json-object.js';

/** Kinds of work that have a chance of money of their own (rulebook §7, `base`). */
export const scoreBases = [
  'paidShort',
  'noResponse',
  'infoRequested',
  'rejected',
  'denialHigh',
  'denialMedium',
  'denialLow',
  'patient',
  'patientOnPlan',
] as const;
export type ScoreBase = (typeof scoreBases)[number];

/** A value up to so many days; the last step has no end. */
export interface ScoreStep {
  readonly upToDays?: number;
  readonly value: number;
}

/** The weights of the priority score (rulebook §7), as rule data of the organization. */
export interface ScoreWeights {
  readonly weights: {
    /** Dollars of so many digits count in full: 4 = $9,999. */
    readonly fullAmountDigits: number;
    /** Chance of money by the kind of work, 0 to 1. */
    readonly bases: Readonly<Record<ScoreBase, number>>;
    /** Factor by age of the claim in days. */
    readonly ageFactors: readonly ScoreStep[];
    /** Limits of the payer's recovery ÷ all payers' recovery. */
    readonly payerFactor: { readonly least: number; readonly most: number };
    /** Limits of base × age × payer. */
    readonly certainty: { readonly least: number; readonly most: number };
    /** Urgency by days left to the nearest deadline. */
    readonly urgencies: readonly ScoreStep[];
    readonly perMissedFollowUp: number;
    readonly mostUrgency: number;
    /** Days left to a hard date, and to a date of law or audit, at which work goes to the top whatever it is worth. */
    readonly topDays: { readonly hard: number; readonly legal: number };
    /** Work below this without a deadline waits at the end; cents. */
    readonly suppressBelowCents: number;
  };
}

/** The rulebook's numbers. */
export const deliveredWeights: ScoreWeights = {
  weights: {
    fullAmountDigits: 4,
    bases: {
      paidShort: 0.85,
      noResponse: 0.8,
      infoRequested: 0.85,
      rejected: 0.9,
      denialHigh: 0.8,
      denialMedium: 0.5,
      denialLow: 0.2,
      patient: 0.35,
      patientOnPlan: 0.7,
    },
    ageFactors: [
      { upToDays: 30, value: 1 },
      { upToDays: 60, value: 0.95 },
      { upToDays: 90, value: 0.88 },
      { upToDays: 120, value: 0.75 },
      { upToDays: 180, value: 0.6 },
      { upToDays: 365, value: 0.4 },
      { value: 0.2 },
    ],
    payerFactor: { least: 0.5, most: 1.2 },
    certainty: { least: 0.02, most: 1 },
    urgencies: [
      { upToDays: 2, value: 3 },
      { upToDays: 7, value: 2.5 },
      { upToDays: 14, value: 2 },
      { upToDays: 30, value: 1.5 },
      { value: 1 },
    ],
    perMissedFollowUp: 0.25,
    mostUrgency: 3,
    topDays: { hard: 2, legal: 5 },
    suppressBelowCents: 1_000,
  },
};

export const stepOf = (steps: readonly ScoreStep[], days: number): number =>
  steps.find(({ upToDays = Infinity }) => days <= upToDays)?.value ?? 1;

/** What is wrong with proposed weights; undefined = nothing. Every number is named: a score is no guess. */
export function wrongWeights(value: unknown): string | undefined {
  const weights = isObject(value) && Object.keys(value).length === 1 ? value['weights'] : undefined;
  if (!isObject(weights)) return '{ weights: { bases, ageFactors, urgencies, topDays … } }, all numbers of the score';
  const unknown = Object.keys(weights).find((name) => !Object.hasOwn(deliveredWeights.weights, name));
  if (unknown !== undefined) return `${unknown} is no weight of the score`;
  const faults: readonly (readonly [string, boolean])[] = [
    ['fullAmountDigits must be 1 to 12', isWithin(weights['fullAmountDigits'], 1, 12)],
    [`bases must name ${scoreBases.join(', ')}, each 0 to 1`, isTable(weights['bases'], scoreBases, 1)],
    ['ageFactors must be steps of rising days that fall from 1 to 0', isSteps(weights['ageFactors'], 1)],
    ['urgencies must be steps of rising days that fall, 10 at most', isSteps(weights['urgencies'], 10)],
    ['payerFactor must be { least, most }, 0 to 10', isRange(weights['payerFactor'], 10)],
    ['certainty must be { least, most }, 0 to 1', isRange(weights['certainty'], 1)],
    ['perMissedFollowUp must be 0 to 10', isWithin(weights['perMissedFollowUp'], 0, 10)],
    ['mostUrgency must be 1 to 10', isWithin(weights['mostUrgency'], 1, 10)],
    ['topDays must be { hard, legal }, 0 to 365 days', isTable(weights['topDays'], ['hard', 'legal'], 365)],
    ['suppressBelowCents must be cents', isWithin(weights['suppressBelowCents'], 0, 100_000_000)],
  ];
  return faults.find(([, right]) => !right)?.[0];
}

const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const isTable = (value: unknown, names: readonly string[], most: number): boolean =>
  isObject(value) &&
  Object.keys(value).length === names.length &&
  names.every((name) => Object.hasOwn(value, name) && isWithin(value[name], 0, most));

const isRange = (value: unknown, most: number): boolean =>
  isTable(value, ['least', 'most'], most) && isObject(value) && Number(value['least']) <= Number(value['most']);

/** Days rise, values never do, and only the last step is open. */
function isSteps(value: unknown, most: number): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  let [days, above] = [-1, most];
  for (const [at, step] of value.entries()) {
    if (!isObject(step) || Object.keys(step).some((name) => name !== 'upToDays' && name !== 'value')) return false;
    const last = at === value.length - 1;
    const upTo = last ? Infinity : step['upToDays'];
    if (last === Object.hasOwn(step, 'upToDays') || typeof upTo !== 'number' || !(upTo > days)) return false;
    if (!isWithin(step['value'], 0, above)) return false;
    [days, above] = [upTo, step['value']];
  }
  return true;
}

const stepWords = (steps: readonly ScoreStep[]): string =>
  steps
    .map(({ upToDays, value }) => (upToDays === undefined ? `then ×${value}` : `to ${upToDays} days ×${value}`))
    .join(', ');

export const weightsWords = ({ weights }: ScoreWeights): string =>
  [
    `chance: ${scoreBases.map((base) => `${base} ${weights.bases[base]}`).join(', ')}`,
    `age: ${stepWords(weights.ageFactors)}`,
    `payer: ×${weights.payerFactor.least} to ×${weights.payerFactor.most}`,
    `urgency: ${stepWords(weights.urgencies)}, ${weights.perMissedFollowUp} more a missed follow-up, ${weights.mostUrgency} at most`,
    `to the top: hard date in ${weights.topDays.hard} days, date of law or audit in ${weights.topDays.legal}`,
    `at the end: under ${dollarsOf(weights.suppressBelowCents)} without a deadline`,
    `amounts of ${weights.fullAmountDigits} digits count in full, chances from ${weights.certainty.least} to ${weights.certainty.most}`,
  ].join('; ');
