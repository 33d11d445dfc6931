import { dollarsOf } from '../money.js';
import { isObject } from '../payer-rules/json-object.js';

/** Rows of the approval table (rulebook §10). */
export const approvalActions = [
  'contractual',
  'denialWriteOff',
  'charity',
  'badDebt',
  'timelyFiling',
  'patientRefund',
  'payerRefund',
  'cashReversal',
  'posting',
  'packetReview',
] as const;
export type ApprovalAction = (typeof approvalActions)[number];

/** Columns of the table below its top; a lead and a supervisor are one. A director approves any amount. */
export const limitedLevels = ['specialist', 'lead', 'manager'] as const;
export type LimitedLevel = (typeof limitedLevels)[number];
/** Columns of the table, the lowest first. */
export const approvalLevels = [...limitedLevels, 'director'] as const;
export type ApprovalLevel = (typeof approvalLevels)[number];

/** Highest amount in cents each level may approve; absent = may only propose. */
export interface ApprovalLimits {
  readonly limits: Readonly<Record<ApprovalAction, Readonly<Partial<Record<LimitedLevel, number | 'any'>>>>>;
}

const DOLLARS = 100;

/** The rulebook's table. */
export const deliveredLimits: ApprovalLimits = {
  limits: {
    contractual: { lead: 1_000 * DOLLARS, manager: 10_000 * DOLLARS },
    denialWriteOff: { specialist: 100 * DOLLARS, lead: 1_000 * DOLLARS, manager: 10_000 * DOLLARS },
    charity: { lead: 2_500 * DOLLARS, manager: 25_000 * DOLLARS },
    badDebt: { lead: 2_500 * DOLLARS, manager: 25_000 * DOLLARS },
    timelyFiling: { lead: 250 * DOLLARS, manager: 5_000 * DOLLARS },
    patientRefund: { lead: 1_000 * DOLLARS, manager: 10_000 * DOLLARS },
    payerRefund: { lead: 500 * DOLLARS, manager: 10_000 * DOLLARS },
    cashReversal: { lead: 5_000 * DOLLARS, manager: 'any' },
    posting: { lead: 'any' },
    packetReview: { lead: 'any' },
  },
};

/** What is wrong with proposed limits; undefined = nothing. Every action is named, and no level may less than the one below it. */
export function wrongLimits(value: unknown): string | undefined {
  const limits = isObject(value) && Object.keys(value).length === 1 ? value['limits'] : undefined;
  if (!isObject(limits)) return '{ limits: { action: { specialist?, lead?, manager? } } }, cents or "any"';
  const unknown = Object.keys(limits).find((name) => !(approvalActions as readonly string[]).includes(name));
  if (unknown !== undefined) return `${unknown} is no action that is approved`;
  for (const action of approvalActions) {
    const row = limits[action];
    if (!isObject(row)) return `the limits of ${action} are missing`;
    if (!isRising(row))
      return `the limits of ${action} must be cents or "any", each level at least what the one below may`;
  }
  return undefined;
}

function isRising(row: Readonly<Record<string, unknown>>): boolean {
  if (Object.keys(row).some((name) => !(limitedLevels as readonly string[]).includes(name))) return false;
  let below = -1;
  for (const level of limitedLevels) {
    const limit = Object.hasOwn(row, level) ? row[level] : undefined;
    if (limit === undefined) {
      if (below >= 0 && below < Number.POSITIVE_INFINITY) return false;
      continue;
    }
    const most = limit === 'any' ? Number.POSITIVE_INFINITY : Number.isSafeInteger(limit) ? Number(limit) : -1;
    if (most < 0 || most < below) return false;
    below = most;
  }
  return true;
}

export const limitsWords = ({ limits }: ApprovalLimits): string =>
  approvalActions
    .map((action) => {
      const row = limitedLevels.flatMap((level) => {
        const limit = limits[action][level];
        return limit === undefined ? [] : [`${level} ${limit === 'any' ? 'any amount' : dollarsOf(limit)}`];
      });
      return `${action}: ${row.join(', ')}`;
    })
    .join('; ');
