import type { ProblemSeverity, X12ProblemCode } from './problem-code.js';
import type { SegmentPlace } from './segment.js';

/** The claim and line a fault belongs to: CLP01 or CLM01, and the line's ordinal from 1. */
export interface ProblemSubject {
  readonly claim?: string;
  readonly line?: number;
}

/**
 * A fault as a guide reader reports it. Leave `severity` out to take the catalog's, softened by the reading options.
 * `element`, `component` and `repetition` count from 1. `valueShown` is PHI: kept for those who may see it.
 */
export interface ProblemDraft {
  readonly code: X12ProblemCode;
  readonly severity?: ProblemSeverity;
  readonly place: SegmentPlace;
  readonly element?: number;
  readonly component?: number;
  readonly repetition?: number;
  /** Loop of the guide: `2100`. */
  readonly loop?: string;
  readonly subject?: ProblemSubject;
  /** What the standard or the sum asks for, in plain words or as the value: `205.00`. */
  readonly expected?: string;
  readonly valueShown?: string;
}

/** Where a fault stands: the segment, and within it the element. */
export interface ProblemPlace extends SegmentPlace {
  readonly loop?: string;
  readonly element?: number;
  readonly component?: number;
  readonly repetition?: number;
}

/** A fault of a file as data. Its sentence comes from `problem-text.ts`; logs get code and place only. */
export interface X12Problem {
  readonly code: X12ProblemCode;
  readonly severity: ProblemSeverity;
  readonly at: ProblemPlace;
  readonly subject?: ProblemSubject;
  readonly expected?: string;
  readonly valueShown?: string;
}
