import type { SegmentPlace } from '../segment.js';

/** TA1: what became of an interchange as a whole. */
export interface InterchangeAcknowledgement {
  readonly kind: 'interchangeAcknowledgement';
  /** ISA13 of the interchange answered. */
  readonly control: string;
  /** ISA09 and ISA10 of the interchange answered, as sent (YYMMDD, HHMM). */
  readonly date: string;
  readonly time: string;
  /** `A` accepted, `E` accepted with errors, `R` rejected; another code as sent. */
  readonly code: string;
  /** TA105: `000` none. */
  readonly note: string;
  readonly place: SegmentPlace;
}

/** IK4: an element in error. `valueCopy` is PHI. */
export interface AcknowledgedElement {
  /** Position in the segment, component and repetition from 1. */
  readonly element: number;
  readonly component?: number;
  readonly repetition?: number;
  /** Data element number of the standard: 782. */
  readonly reference: string;
  /** IK403. */
  readonly code: string;
  readonly valueCopy?: string;
  /** CTX that follow. */
  readonly context: readonly string[];
}

/** IK3: a segment in error. */
export interface AcknowledgedSegment {
  readonly segmentId: string;
  /** Ordinal in the set, ST being 1. */
  readonly segmentInSet: number;
  readonly loop: string;
  /** IK304. */
  readonly code: string;
  /** CTX that follow, elements joined by `*`: business units (`CLM01:12345`), situations (`SITUATIONAL TRIGGER*CLM*43**5:3`). */
  readonly context: readonly string[];
  readonly elements: readonly AcknowledgedElement[];
}

/** AK2 to IK5: what became of one set. */
export interface AcknowledgedSet {
  readonly st01: string;
  /** ST02 of the set answered. */
  readonly control: string;
  /** ST03 of the set answered, when given. */
  readonly guide: string;
  /** IK501: `A`, `E`, `M`, `R`, `W`, `X`. */
  readonly code: string;
  /** IK502 to IK506. */
  readonly errors: readonly string[];
  readonly segments: readonly AcknowledgedSegment[];
}

/** 999: what became of a functional group. Sets not listed fared as `code` says. */
export interface ImplementationAcknowledgement {
  readonly kind: 'implementationAcknowledgement';
  /** GS01, GS06 and GS08 of the group answered. */
  readonly functionalId: string;
  readonly groupControl: string;
  readonly guide: string;
  /** AK901: `A`, `E`, `P`, `R`. */
  readonly code: string;
  readonly setsIncluded: number;
  readonly setsReceived: number;
  readonly setsAccepted: number;
  /** AK905 to AK909. */
  readonly errors: readonly string[];
  readonly sets: readonly AcknowledgedSet[];
  readonly place: SegmentPlace;
}

/** Verdict on a set, listed or not. */
export function codeOfSet(acknowledgement: ImplementationAcknowledgement, control: string): string {
  const listed = acknowledgement.sets.find((set) => set.control === control);
  return listed === undefined ? acknowledgement.code : listed.code;
}
