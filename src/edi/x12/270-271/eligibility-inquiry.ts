import type { Cents } from '../../../domain/money.js';
import type { DocumentOrigin, Procedure, QualifiedDate, RawSegment, Reference } from '../parties/party.js';
import type { SegmentPlace } from '../segment.js';
import type { EligibilityParty, EligibilityPerson } from './eligibility-person.js';

/** A 270 (005010X279A1): one header, then one item for each person that is asked about. */
export type EligibilityInquiryItem = EligibilityInquiryHeader | EligibilityInquiry;

export interface EligibilityInquiryHeader {
  readonly kind: 'eligibilityInquiryHeader';
  readonly setControl: string;
  readonly origin: DocumentOrigin;
  readonly place?: SegmentPlace;
}

/** EQ with its loop: which benefits are asked about. */
export interface BenefitQuestion {
  /** EQ01, repeated: `30` health benefit plan coverage. */
  readonly serviceTypes: readonly string[];
  readonly procedure?: Procedure;
  /** EQ03: `FAM`, `IND` … */
  readonly coverageLevel?: string;
  /** EQ04, as sent. */
  readonly insuranceType?: string;
  /** EQ05: ordinals of the diagnoses (HI) it is about, as sent. */
  readonly diagnosisPointers?: readonly string[];
  /** AMT*R: spend-down amount. */
  readonly spendDownCents?: Cents;
  readonly refs: readonly Reference[];
  readonly dates: readonly QualifiedDate[];
  readonly unmodelled: readonly RawSegment[];
}

/** Complete in itself: the parties stand in each inquiry, the writer folds equal ones into one hierarchy. */
export interface EligibilityInquiry {
  readonly kind: 'eligibilityInquiry';
  readonly ordinal: number;
  /** The payer. */
  readonly source: EligibilityParty;
  /** The provider who asks. */
  readonly receiver: EligibilityParty;
  readonly subscriber: EligibilityPerson;
  /** Only when the patient is not the subscriber. */
  readonly dependent?: EligibilityPerson;
  readonly questions: readonly BenefitQuestion[];
  readonly place?: SegmentPlace;
}
