import { fail, ok, type Result } from '../../../domain/result.js';
import {
  addressSegments,
  contactSegment,
  dtpSegment,
  partySegment,
  rawSegment,
  referenceSegment,
  traceSegment,
} from '../parties/write-party.js';
import { d8 } from '../parties/segment-values.js';
import {
  type OutInterchange,
  type OutSegment,
  seg,
  type UnwritableValue,
  unwritableValues,
  writeInterchange,
} from '../write.js';
import type { AttachmentDocument, AttachmentHeader, AttachmentParty } from './attachment.js';

/** Content of a document: its exact length is known before, the bytes may come from a store piece by piece. */
export interface OutContent {
  readonly byteLength: number;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface OutAttachment {
  readonly header: AttachmentHeader;
  readonly documents: readonly { readonly document: AttachmentDocument; readonly content: OutContent }[];
}

export interface AttachmentFault {
  readonly code: string;
  readonly text: string;
}

/** Segments of a 275 with a placeholder where each content goes; `writeAttachments` puts the bytes in. */
export interface WrittenAttachment {
  readonly segments: readonly OutSegment[];
  readonly contents: readonly OutContent[];
}

/** 64 MiB: what a reader accepts by default (X12 engine design §3). */
export const MAX_CONTENT_BYTES = 64 * 1024 * 1024;

function* partySegments(party: AttachmentParty): Generator<OutSegment> {
  yield partySegment(party);
  yield* addressSegments(party.address);
  for (const contact of party.contacts) yield contactSegment(contact);
  if (party.taxonomy) yield seg('PRV', 'PE', 'PXC', party.taxonomy);
  for (const ref of party.refs) yield referenceSegment(ref);
  for (const trace of party.traces) yield traceSegment(trace);
  for (const date of party.dates) yield dtpSegment(date);
  for (const raw of party.unmodelled) yield rawSegment(raw);
}

/** STC01 is a composite sent as text; its components are cut again so that the writer joins them. */
const statusSegment = (elements: readonly string[]): OutSegment =>
  seg('STC', ...elements.map((element) => (element.includes(':') ? element.split(':') : element)));

function* documentSegments(document: AttachmentDocument): Generator<OutSegment> {
  yield seg('LX', String(document.number));
  for (const trace of document.traces) yield traceSegment(trace);
  for (const status of document.statuses) yield statusSegment(status);
  for (const ref of document.refs) yield referenceSegment(ref);
  for (const date of document.dates) yield dtpSegment(date);
  const { category, security } = document;
  if (category) yield seg('CAT', category.reportType, category.format, category.version);
  for (const raw of document.unmodelled) yield rawSegment(raw);
  if (security) yield seg('EFI', security);
}

/** A text no document of ours holds; the bytes take its place. */
const PLACEHOLDER = 'RECLAIM-CONTENT-GOES-HERE';

function contentSegment(document: AttachmentDocument, { byteLength }: OutContent): OutSegment {
  const length = String(byteLength);
  return document.filter ? seg('BDS', document.filter, length, PLACEHOLDER) : seg('BIN', length, PLACEHOLDER);
}

function faultsOf({ header, documents }: OutAttachment): AttachmentFault[] {
  const faults: AttachmentFault[] = [];
  const add = (code: string, text: string): void => void faults.push({ code, text });
  const roles = new Set(header.parties.map((party) => party.role));
  if (!header.reference) add('REFERENCE_MISSING', 'The attachment has no reference number (BGN02).');
  if (!header.createdDate) add('CREATED_MISSING', 'The attachment has no date (BGN03).');
  if (!roles.has('PR')) add('PAYER_MISSING', 'The payer is not named.');
  if (!roles.has('QC')) add('PATIENT_MISSING', 'The patient is not named.');
  if (!roles.has('1P') && !roles.has('85')) add('PROVIDER_MISSING', 'The provider is not named.');
  if (documents.length === 0) add('DOCUMENT_MISSING', 'There is no document to send.');
  for (const { document, content } of documents) {
    if (document.traces.length === 0 && !header.parties.some((party) => party.traces.length + party.refs.length > 0)) {
      add('LINK_MISSING', 'Nothing ties the document to a claim or request (TRN or REF).');
    }
    if (content.byteLength === 0) add('CONTENT_EMPTY', `Document ${document.number} is empty.`);
    if (content.byteLength > MAX_CONTENT_BYTES) add('CONTENT_TOO_LARGE', `Document ${document.number} is over 64 MiB.`);
  }
  return faults;
}

const unwritable = ({ segmentId, element }: UnwritableValue): AttachmentFault => ({
  code: 'SEPARATOR_IN_VALUE',
  text: `A value holds a character that X12 uses as separator (${segmentId}${String(element).padStart(2, '0')}).`,
});

/** Segments of one 275 set without ST and SE. Hand the result to `writeAttachments`, which puts the contents in. */
export function attachmentSegments(attachment: OutAttachment): Result<WrittenAttachment, readonly AttachmentFault[]> {
  const faults = faultsOf(attachment);
  if (faults.length > 0) return fail(faults);
  const { purpose, reference, createdDate, createdTime, parties, unmodelled } = attachment.header;
  const segments = [
    seg('BGN', purpose, reference, createdDate && d8(createdDate), createdTime),
    ...unmodelled.map(rawSegment),
    ...parties.flatMap((party) => [...partySegments(party)]),
    ...attachment.documents.flatMap(({ document, content }) => [
      ...documentSegments(document),
      contentSegment(document, content),
    ]),
  ];
  const bad = unwritableValues(segments);
  if (bad.length > 0) return fail(bad.map(unwritable));
  return ok({ segments, contents: attachment.documents.map(({ content }) => content) });
}

const PLACEHOLDER_BYTES = new TextEncoder().encode(PLACEHOLDER);

function indexOf(chunk: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0;
  for (let at = chunk.indexOf(first, from); at >= 0; at = chunk.indexOf(first, at + 1)) {
    if (wanted.every((byte, offset) => chunk[at + offset] === byte)) return at;
  }
  return -1;
}

async function* exactly({ byteLength, bytes }: OutContent): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const piece of bytes) {
    sent += piece.length;
    yield piece;
  }
  if (sent !== byteLength) throw new Error(`A document has ${sent} bytes, ${byteLength} were announced`);
}

/**
 * The interchange in pieces: bytes, and each content where it belongs, in the order of `contents`, which may still grow
 * while the sets are made. Throws when contents and places do not match.
 */
export function* attachmentPieces(
  interchange: OutInterchange,
  contents: Iterable<OutContent>,
): Generator<Uint8Array | OutContent> {
  const waiting = contents[Symbol.iterator]();
  for (const chunk of writeInterchange(interchange)) {
    let from = 0;
    for (let at = indexOf(chunk, PLACEHOLDER_BYTES, 0); at >= 0; at = indexOf(chunk, PLACEHOLDER_BYTES, from)) {
      yield chunk.subarray(from, at);
      const next = waiting.next();
      if (next.done === true) throw new Error('More contents are announced than given');
      yield next.value;
      from = at + PLACEHOLDER_BYTES.length;
    }
    yield chunk.subarray(from);
  }
  if (waiting.next().done !== true) throw new Error('A content has no place in the interchange');
}

/**
 * The interchange with the contents of its 275 sets in their places. Contents stream through; only one piece is held.
 * Throws when a content does not have the length it announced.
 */
export async function* writeAttachments(
  interchange: OutInterchange,
  contents: Iterable<OutContent>,
): AsyncGenerator<Uint8Array> {
  for (const piece of attachmentPieces(interchange, contents)) {
    if (piece instanceof Uint8Array) yield piece;
    else yield* exactly(piece);
  }
}
