import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { ClaimStatus, StatusLine } from '../276-277/claim-status.js';
import type {
  DocumentOrigin,
  Party,
  QualifiedAmount,
  QualifiedDate,
  QualifiedQuantity,
  RawSegment,
  Reference,
} from '../parties/party.js';
import type { SegmentPlace } from '../segment.js';

/** A 277CA (005010X214): header, then source, receiver, provider and claims in the order of the file, then the end. */
export type ClaimAcknowledgementItem =
  | ClaimAcknowledgementHeader
  | AcknowledgementSource
  | AcknowledgementLevel
  | AcknowledgedClaim
  | ClaimAcknowledgementEnd;

/** Whose voice it is (2100A NM101 `PR` or `AY`): a clearinghouse's yes is not the payer's. */
export type AcknowledgementVoice = 'payer' | 'clearinghouse' | 'unknown';

export interface ClaimAcknowledgementHeader {
  readonly kind: 'claimAcknowledgement';
  readonly setControl: string;
  readonly origin: DocumentOrigin;
  readonly place?: SegmentPlace;
}

/** HL 20. `receivedDate` (DTP*050) proves that a claim was filed in time. */
export interface AcknowledgementSource {
  readonly kind: 'acknowledgementSource';
  readonly voice: AcknowledgementVoice;
  readonly party: Party;
  readonly trace?: string;
  readonly receivedDate?: PlainDate;
  /** DTP*009. */
  readonly processedDate?: PlainDate;
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}

/**
 * HL 21 (us, the sender of the claims) or HL 19 (billing provider). A rejection here rejects every claim below.
 * Quantities `90` `AA` (receiver) or `QA` `QC` (provider) count accepted and rejected claims, amounts `YU` `YY`
 * their charges.
 */
export interface AcknowledgementLevel {
  readonly kind: 'acknowledgementLevel';
  readonly level: 'receiver' | 'provider';
  readonly party: Party;
  /** TRN02: at the receiver level BHT03 of our 837. */
  readonly trace?: string;
  readonly statuses: readonly ClaimStatus[];
  readonly quantities: readonly QualifiedQuantity[];
  readonly amounts: readonly QualifiedAmount[];
  readonly refs: readonly Reference[];
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}

/** HL PT: one claim of ours. `claimNumber` is our CLM01; charge and action stand in the statuses. */
export interface AcknowledgedClaim {
  readonly kind: 'acknowledgedClaim';
  /** Number of the claim in its set, from 1. */
  readonly ordinal: number;
  readonly voice: AcknowledgementVoice;
  /** Of the source above: the receipt date that counts for this claim. */
  readonly receivedDate?: PlainDate;
  readonly source?: Party;
  readonly provider?: Party;
  /** Statuses of the receiver and provider levels above, which hold for this claim too. */
  readonly inherited: readonly ClaimStatus[];
  readonly patient?: Party;
  readonly claimNumber: string;
  readonly statuses: readonly ClaimStatus[];
  /** REF*1K. */
  readonly payerClaimNumber?: string;
  /** REF*D9: the clearinghouse's number. */
  readonly clearinghouseTrace?: string;
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

export interface ClaimAcknowledgementEnd {
  readonly kind: 'claimAcknowledgementEnd';
  readonly setControl: string;
  readonly claims: number;
  readonly place?: SegmentPlace;
}
