import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { DocumentOrigin, Party, PartyContact, QualifiedDate, RawSegment, Reference } from '../parties/party.js';
import type { SegmentPlace } from '../segment.js';
import type { ClaimStatus, StatusLine } from './claim-status.js';
import type { StatusPerson } from './claim-status-inquiry.js';

/** A 277 (005010X212): header, then levels and claims in the order of the file. */
export type ClaimStatusAnswerItem = ClaimStatusAnswerHeader | ClaimStatusAnswerLevel | ClaimStatusAnswer;

export interface ClaimStatusAnswerHeader {
  readonly kind: 'claimStatusAnswerHeader';
  readonly setControl: string;
  readonly origin: DocumentOrigin;
  readonly place?: SegmentPlace;
}

/**
 * One HL of payer (20), receiver (21) or provider (19). A status here answers for everything below it: no claims
 * follow. Product code may skip levels without statuses; the writer needs them.
 */
export interface ClaimStatusAnswerLevel {
  readonly kind: 'claimStatusAnswerLevel';
  readonly level: 'source' | 'receiver' | 'provider';
  readonly party: Party;
  readonly contacts: readonly PartyContact[];
  /** TRN02 of the inquiry when the status stands at this level. */
  readonly trace?: string;
  readonly statuses: readonly ClaimStatus[];
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}

export interface ClaimStatusAnswer {
  readonly kind: 'claimStatusAnswer';
  /** Number of the claim in its set, from 1. */
  readonly ordinal: number;
  readonly source?: Party;
  readonly provider?: Party;
  readonly subscriber: StatusPerson;
  readonly dependent?: StatusPerson;
  /** TRN02: our own inquiry's trace. */
  readonly trace: string;
  /** TRN01 where it is not the usual one, and TRN03 and TRN04, as sent. */
  readonly traceType?: string;
  readonly traceOriginator?: string;
  readonly traceSupplement?: string;
  readonly statuses: readonly ClaimStatus[];
  /** REF*1K. */
  readonly payerClaimNumber?: string;
  /** REF*EJ: our CLM01. */
  readonly claimNumber?: string;
  /** REF*BLT. */
  readonly billType?: string;
  readonly refs: readonly Reference[];
  readonly serviceFrom?: PlainDate;
  readonly serviceThrough?: PlainDate;
  readonly dates: readonly QualifiedDate[];
  readonly lines: readonly StatusLine[];
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}
