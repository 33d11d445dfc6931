import { addDays, type PlainDate } from '../dates/plain-date.js';

/** What a payer says of one coverage: EB01 1–5 active, 6–8 inactive, AAA refused, anything else unclear. */
export type CoverageResult = 'active' | 'inactive' | 'refused' | 'unclear';

/** Place of another payer as the 271 names it (loop 2120 NM101: PRP primary, SEP secondary, TTP tertiary, PR unsaid). */
export type PayerPlace = 'primary' | 'secondary' | 'tertiary' | 'unsaid';

/** Another payer the answer names between LS and LE (EB01 R). */
export interface ReportedPayer {
  readonly place: PayerPlace;
  /** NM109. */
  readonly payerCode?: string;
  /** REF 1W, IL, SY or Q4: the member's number there. */
  readonly memberId?: string;
}

/** One 271 about one coverage, in a form that two answers can be compared in (rulebook §1). Holds PHI: stored sealed. */
export interface CoverageSnapshot {
  readonly takenOn: PlainDate;
  /** Day of service the payer was asked about. */
  readonly asOf: PlainDate;
  readonly status: CoverageResult;
  readonly memberId?: string;
  /** EB05. */
  readonly plan?: string;
  /** EB04. */
  readonly insuranceType?: string;
  readonly beginsOn?: PlainDate;
  readonly endsOn?: PlainDate;
  /** DTP 343, or the end of 342–343: last day the premium is paid for. */
  readonly premiumPaidThrough?: PlainDate;
  readonly otherPayers: readonly ReportedPayer[];
}

/** Answers that say something about the coverage; a refusal or an unclear one says nothing and is never compared. */
export const tells = ({ status }: CoverageSnapshot): boolean => status === 'active' || status === 'inactive';

/**
 * Whether the coverage counts as in force on a day after this answer. What no answer speaks of is believed: an end that is
 * not named begins with the day that was asked about.
 */
export function isInForce(snapshot: CoverageSnapshot | undefined, on: PlainDate): boolean {
  if (!snapshot || !tells(snapshot)) return true;
  if (snapshot.endsOn) return on <= snapshot.endsOn;
  return snapshot.status === 'active' || on < snapshot.asOf;
}

/** Whether the payer itself said that the coverage is in force on that day: between its first day (else the day asked about) and its last. */
export const isConfirmed = (snapshot: CoverageSnapshot | undefined, on: PlainDate): boolean =>
  snapshot?.status === 'active' &&
  on >= (snapshot.beginsOn ?? snapshot.asOf) &&
  (snapshot.endsOn === undefined ? snapshot.beginsOn !== undefined || on === snapshot.asOf : on <= snapshot.endsOn);

/** Last day of a coverage that an answer calls ended; the day before the one asked about where the payer names none. */
export const lastDayOf = ({ endsOn, asOf }: CoverageSnapshot): PlainDate => endsOn ?? addDays(asOf, -1);
