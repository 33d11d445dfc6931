import type { ClaimChange } from './claim-diff.js';
import type { VoidReason } from './void-reason.js';

/**
 * The one claim-change condition code of a corrected Medicare Part A claim (NUBC; rulebook C2): D0 dates, D1 charges,
 * D2 revenue code, HCPCS or units, D4 diagnosis or procedure code, E0 patient status, D7 and D8 Medicare secondary or
 * primary, D9 anything else or several things at once.
 */
export type ChangeCondition = 'D0' | 'D1' | 'D2' | 'D4' | 'D7' | 'D8' | 'D9' | 'E0';

/** Condition of a void: D5 another identity, D6 a duplicate or overpayment; nothing else voids a Part A claim. */
export const voidCondition = (reason: VoidReason): 'D5' | 'D6' =>
  reason === 'wrongPatient' || reason === 'wrongPayer' || reason === 'wrongBillingProvider' ? 'D5' : 'D6';

const conditions: readonly (readonly [place: RegExp, condition: ChangeCondition])[] = [
  [/(statement(From|Through)|service(From|Through)|admission(Date|Hour)|dischargeHour)$/, 'D0'],
  [/chargeCents$/, 'D1'],
  [/^lines\.\d+\.(procedure|revenueCode|units|unit)/, 'D2'],
  [/^(diagnoses|institutional\.drg)/, 'D4'],
  [/patientStatus/, 'E0'],
  [/^otherPayers/, 'D7'],
];

const conditionOf = ({ field }: ClaimChange): ChangeCondition =>
  conditions.find(([place]) => place.test(field))?.[1] ?? 'D9';

/** Undefined where nothing changed. `primary`: Medicare pays first after the change, so that coordination is D8. */
export function changeCondition(changes: readonly ClaimChange[], primary = false): ChangeCondition | undefined {
  // The remark tells of the change; it is none itself.
  const found = [...new Set(changes.filter(({ field }) => !field.startsWith('notes')).map(conditionOf))];
  const [only] = found;
  if (only === undefined) return undefined;
  if (found.length > 1) return 'D9';
  return only === 'D7' && primary ? 'D8' : only;
}

/**
 * Why a Part A claim older than a year is reopened (NUBC R1–R9): R1 computation, R2 data entry, R3 fee schedule, R4 computer, R5 taken
 * for a duplicate, R6 other clerical error, R7 anything else, R8 new and material evidence, R9 faulty evidence.
 */
export const reopeningReasons = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9'] as const;
export type ReopeningReason = (typeof reopeningReasons)[number];

export const isReopeningReason = (code: string): boolean => (reopeningReasons as readonly string[]).includes(code);

/** Codes that say what a correction changed; a claim carries at most one. */
export const isChangeCondition = (code: string): boolean => /^(D[0-9]|E0)$/.test(code);
