import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type {
  Party,
  PartyAddress,
  PartyContact,
  QualifiedDate,
  RawSegment,
  Reference,
  Trace,
} from '../parties/party.js';
import type { SegmentPlace } from '../segment.js';

/** NM1 of a 275 with its loop: `PR` payer, `41` submitter, `1P`/`85` provider, `QC` patient. */
export interface AttachmentParty extends Party {
  readonly address?: PartyAddress;
  readonly contacts: readonly PartyContact[];
  /** With the patient: `EJ` our account number, `1K` the payer's claim number, `IK` the invoice (claim) number. */
  readonly refs: readonly Reference[];
  readonly traces: readonly Trace[];
  /** `472` dates of service. */
  readonly dates: readonly QualifiedDate[];
  readonly taxonomy?: string;
  readonly unmodelled: readonly RawSegment[];
}

/** CAT: what the content is. `format` CAT02: `HL` HL7 (C-CDA), `IA` image, `MB` text, `TX` text, `CP` PDF … as sent. */
export interface AttachmentCategory {
  readonly reportType: string;
  readonly format?: string;
  readonly version?: string;
}

/** What the bytes look like, by their first ones; the label of CAT is only a claim. */
export type ContentKind = 'pdf' | 'c-cda' | 'xml' | 'jpeg' | 'png' | 'tiff' | 'rtf' | 'other';

/** Loop 2000A: one document. Its content comes as `attachmentContent` pieces directly before it. */
export interface AttachmentDocument {
  readonly kind: 'attachmentDocument';
  /** LX01. */
  readonly number: number;
  /** TRN: the attachment control number of PWK06, or the number of the payer's request. */
  readonly traces: readonly Trace[];
  /** STC elements as sent: the LOINC codes of the request that is answered. */
  readonly statuses: readonly (readonly string[])[];
  readonly refs: readonly Reference[];
  readonly dates: readonly QualifiedDate[];
  readonly category?: AttachmentCategory;
  /** EFI01: security level. */
  readonly security?: string;
  /** BDS01: `B64` Base64, `ASC` plain text; absent with BIN. */
  readonly filter?: string;
  /** Bytes received and what their kind looks like; absent when no content came. */
  readonly content?: { readonly byteLength: number; readonly looksLike: ContentKind };
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}

/**
 * A piece of the bytes of one document, handed out at once so that a caller stores and hashes it and lets it go
 * (`storeContents`): 64 KiB each, the last one shorter. A set may still be refused after them.
 */
export interface AttachmentContent {
  readonly kind: 'attachmentContent';
  /** LX01 of the document. */
  readonly document: number;
  /** Bytes of the document before this piece; 0 begins the next document. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** BGN and the parties of one 275: one patient's claim. Guides 005010X210, X211 and 006020X314. */
export interface AttachmentHeader {
  readonly kind: 'attachment';
  readonly setControl?: string;
  readonly guide?: string;
  /** BGN01: `02` unsolicited, `11` answer to a request. */
  readonly purpose: string;
  readonly reference: string;
  readonly createdDate?: PlainDate;
  readonly createdTime?: string;
  readonly parties: readonly AttachmentParty[];
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}

export interface AttachmentEnd {
  readonly kind: 'attachmentEnd';
  readonly setControl: string;
  readonly documents: number;
  readonly contentBytes: number;
}

export type AttachmentItem = AttachmentHeader | AttachmentDocument | AttachmentContent | AttachmentEnd;

/** Numbers that tie a 275 to a claim or to the payer's request: what PWK06 or the request's TRN said. */
export function attachmentLinks(header: AttachmentHeader, documents: readonly AttachmentDocument[]): readonly string[] {
  const ofParties = header.parties.flatMap((party) => [
    ...party.traces.map((t) => t.number),
    ...party.refs.map((r) => r.value),
  ]);
  const ofDocuments = documents.flatMap((one) => [...one.traces.map((t) => t.number), ...one.refs.map((r) => r.value)]);
  return [...new Set([...ofDocuments, ...ofParties])];
}
