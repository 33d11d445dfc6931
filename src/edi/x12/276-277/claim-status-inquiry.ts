import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';
import type { DocumentOrigin, Party, QualifiedDate, RawSegment, Reference } from '../parties/party.js';
import type { SegmentPlace } from '../segment.js';
import type { StatusLine } from './claim-status.js';

/** A 276 (005010X212): one header, then one item for each claim that is asked about. */
export type ClaimStatusInquiryItem = ClaimStatusInquiryHeader | ClaimStatusInquiry;

export interface ClaimStatusInquiryHeader {
  readonly kind: 'claimStatusInquiryHeader';
  readonly setControl: string;
  readonly origin: DocumentOrigin;
  readonly place?: SegmentPlace;
}

/** A person of the inquiry with the facts that find them in the payer's files. */
export interface StatusPerson extends Party {
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  /** DMG04 and what follows, as sent. */
  readonly furtherDemographics?: readonly string[];
}

/** Complete in itself: the parties stand in each inquiry, the writer folds equal ones into one hierarchy. */
export interface ClaimStatusInquiry {
  readonly kind: 'claimStatusInquiry';
  /** Number of the inquiry in its set, from 1. */
  readonly ordinal: number;
  /** The payer (NM1*PR). */
  readonly source: Party;
  /** Who asks (NM1*41). */
  readonly receiver: Party;
  /** NM1*1P. */
  readonly provider: Party;
  readonly subscriber: StatusPerson;
  /** Only when the patient is not the subscriber. */
  readonly dependent?: StatusPerson;
  /** TRN02: comes back in the answer. */
  readonly trace: string;
  /** TRN01 where it is not the usual one, and TRN03 and TRN04, as sent. */
  readonly traceType?: string;
  readonly traceOriginator?: string;
  readonly traceSupplement?: string;
  /** REF*1K. */
  readonly payerClaimNumber?: string;
  /** REF*EJ: our CLM01. */
  readonly claimNumber?: string;
  /** REF*BLT. */
  readonly billType?: string;
  readonly refs: readonly Reference[];
  /** AMT*T3. */
  readonly chargeCents?: Cents;
  /** DTP*472. */
  readonly serviceFrom?: PlainDate;
  readonly serviceThrough?: PlainDate;
  readonly dates: readonly QualifiedDate[];
  readonly lines: readonly StatusLine[];
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}
