import { isAllowed, type Leniencies, type LeniencyName } from './options.js';
import { CONTENT_PROBLEMS } from './problem-catalog-content.js';
import { ENVELOPE_PROBLEMS } from './problem-catalog-envelope.js';
import type { ProblemSeverity, X12ProblemCode } from './problem-code.js';

/** Acknowledgement codes a fault turns into: TA105, AK905, IK502, IK304, IK403. */
export interface AcknowledgementCodes {
  readonly ta1?: string;
  readonly ak9?: string;
  readonly ik5?: string;
  readonly ik3?: string;
  readonly ik4?: string;
}

/**
 * One fault. `sentence` says what is wrong and may name `{element}` (CLP04), `{segment}`, `{loop}`, `{expected}` and
 * `{value}`; `repair` says what to do. `leniency` is the option that softens the fault, `softened` to what.
 */
export interface CatalogRow extends AcknowledgementCodes {
  readonly severity: ProblemSeverity;
  readonly sentence: string;
  readonly repair: string;
  readonly leniency?: LeniencyName;
  readonly softened?: ProblemSeverity;
}

export const PROBLEM_CATALOG: Readonly<Record<X12ProblemCode, CatalogRow>> = {
  ...ENVELOPE_PROBLEMS,
  ...CONTENT_PROBLEMS,
};

/** Severity of a fault under the reading options of a set of type `st01` ('' outside sets). */
export function severityOf(code: X12ProblemCode, allow: Leniencies | undefined, st01: string): ProblemSeverity {
  const row = PROBLEM_CATALOG[code];
  if (row.leniency === undefined || !isAllowed(row.leniency, allow, st01)) return row.severity;
  return row.softened ?? 'warning';
}
