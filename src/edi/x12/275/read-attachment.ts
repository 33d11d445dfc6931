import type { Draft as DeepDraft } from '../837p/draft.js';
import { PIECE_BYTES } from '../binary-segment.js';
import type { GuideReader, SetHeader, Sink } from '../guide-reader.js';
import { contactOf, dateOfDtp, partyOf, referenceOf, streetOf, traceOf, withPlace } from '../parties/read-party.js';
import { dayAt, elementsOf, type Problems, rawOf } from '../parties/segment-values.js';
import type { Segment } from '../segment.js';
import type {
  AttachmentCategory,
  AttachmentDocument,
  AttachmentHeader,
  AttachmentItem,
  AttachmentParty,
  ContentKind,
} from './attachment.js';
import { contentKind } from './content-kind.js';

type HeaderDraft = DeepDraft<AttachmentHeader>;
type PartyDraft = DeepDraft<AttachmentParty>;
type DocumentDraft = DeepDraft<AttachmentDocument>;
type Raw = HeaderDraft['unmodelled'][number];

const raw = (s: Segment): Raw => rawOf(s) as Raw;

function beginning(s: Segment, set: SetHeader, out: Problems): HeaderDraft {
  const header: HeaderDraft = {
    kind: 'attachment',
    setControl: set.control,
    guide: set.guide,
    purpose: s.el(1),
    reference: s.el(2),
    parties: [],
    unmodelled: [],
    place: s.place(),
  };
  const created = dayAt(s, 3, out);
  if (created) header.createdDate = created;
  if (!s.isEmpty(4)) header.createdTime = s.el(4);
  return header;
}

function readDate(to: { dates: DeepDraft<AttachmentDocument['dates']> }, s: Segment, out: Problems): boolean {
  const date = dateOfDtp(s, out);
  if (date) to.dates.push(date);
  return date !== undefined;
}

function readPartyDetail(party: PartyDraft, s: Segment, out: Problems): void {
  if (s.id === 'N3') party.address = streetOf(s);
  else if (s.id === 'N4') party.address = withPlace(s, party.address);
  else if (s.id === 'PER') party.contacts.push(contactOf(s) as PartyDraft['contacts'][number]);
  else if (s.id === 'REF') party.refs.push(referenceOf(s));
  else if (s.id === 'TRN') party.traces.push(traceOf(s));
  else if (s.id === 'PRV' && !s.isEmpty(3)) party.taxonomy = s.el(3);
  else if (s.id !== 'DTP' || !readDate(party, s, out)) party.unmodelled.push(raw(s));
}

function category(s: Segment): DeepDraft<AttachmentCategory> {
  const labelled: DeepDraft<AttachmentCategory> = { reportType: s.el(1) };
  if (!s.isEmpty(2)) labelled.format = s.el(2);
  if (!s.isEmpty(3)) labelled.version = s.el(3);
  return labelled;
}

function readDocumentDetail(document: DocumentDraft, s: Segment, out: Problems): void {
  if (s.id === 'TRN') document.traces.push(traceOf(s));
  else if (s.id === 'STC') document.statuses.push(elementsOf(s));
  else if (s.id === 'REF') document.refs.push(referenceOf(s));
  else if (s.id === 'CAT' && !document.category) document.category = category(s);
  else if (s.id === 'EFI' && !document.security) document.security = s.el(1);
  else if (s.id !== 'DTP' || !readDate(document, s, out)) document.unmodelled.push(raw(s));
}

class AttachmentReader implements GuideReader<AttachmentItem> {
  private header: HeaderDraft | undefined;
  private party: PartyDraft | undefined;
  private document: DocumentDraft | undefined;
  private documents = 0;
  private contentBytes = 0;
  /** Bytes of the content under way that were handed out. */
  private offset = 0;
  private looksLike: ContentKind = 'other';
  private ended = false;

  constructor(private readonly set: SetHeader) {}

  segment(s: Segment, out: Sink<AttachmentItem>): void {
    switch (s.id) {
      case 'ST':
        return;
      case 'SE':
        return this.close(out);
      case 'BGN':
        this.header = beginning(s, this.set, out);
        return;
      case 'NM1':
        return this.name(s);
      case 'LX':
        return this.open(s, out);
      case 'BIN':
        return this.content(s, 2, '', out);
      case 'BDS':
        return this.content(s, 3, s.el(1), out);
      default:
        return this.detail(s, out);
    }
  }

  end(out: Sink<AttachmentItem>): void {
    this.close(out);
  }

  private name(s: Segment): void {
    const party: PartyDraft = { ...partyOf(s), contacts: [], refs: [], traces: [], dates: [], unmodelled: [] };
    this.party = party;
    this.header?.parties.push(party);
  }

  private open(s: Segment, out: Sink<AttachmentItem>): void {
    this.finishDocument(out);
    this.sendHeader(out);
    this.document = this.emptyDocument(Number(s.el(1)) || this.documents + 1, s);
  }

  private emptyDocument(number: number, s: Segment | undefined): DocumentDraft {
    this.documents += 1;
    const lists = { traces: [], statuses: [], refs: [], dates: [], unmodelled: [] };
    return { kind: 'attachmentDocument', number, ...lists, ...(s && { place: s.place() }) };
  }

  /** Data too long to be held come before their BIN or BDS. */
  piece(bytes: Uint8Array, out: Sink<AttachmentItem>): void {
    if (this.offset === 0) this.openContent(undefined, bytes, out);
    this.handOut(bytes, out);
  }

  /** The data of a short BIN or BDS; a long one had them before and is empty. */
  private content(s: Segment, element: number, filter: string, out: Sink<AttachmentItem>): void {
    const bytes = s.bytes(element);
    if (this.offset === 0) this.openContent(s, bytes, out);
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) this.handOut(bytes.slice(at, at + PIECE_BYTES), out);
    if (this.document === undefined) return;
    this.document.place ??= s.place();
    if (filter) this.document.filter = filter;
    this.document.content = { byteLength: this.offset, looksLike: this.looksLike };
    this.offset = 0;
  }

  /** Content without its own LX is a document all the same; a second content of one document opens another. */
  private openContent(s: Segment | undefined, beginning: Uint8Array, out: Sink<AttachmentItem>): void {
    this.sendHeader(out);
    this.looksLike = contentKind(beginning);
    if (this.document && !this.document.content) return;
    this.finishDocument(out);
    this.document = this.emptyDocument(this.documents + 1, s);
  }

  private handOut(bytes: Uint8Array, out: Sink<AttachmentItem>): void {
    const { document, offset } = this;
    out.item({ kind: 'attachmentContent', document: document?.number ?? 0, offset, bytes });
    this.offset += bytes.length;
    this.contentBytes += bytes.length;
  }

  private detail(s: Segment, out: Sink<AttachmentItem>): void {
    if (this.document) readDocumentDetail(this.document, s, out);
    else if (this.party) readPartyDetail(this.party, s, out);
    else this.header?.unmodelled.push(raw(s));
  }

  private sendHeader(out: Sink<AttachmentItem>): void {
    if (this.header) out.item(this.header);
    this.header = undefined;
    this.party = undefined;
  }

  private finishDocument(out: Sink<AttachmentItem>): void {
    if (this.document) out.item(this.document);
    this.document = undefined;
  }

  private close(out: Sink<AttachmentItem>): void {
    if (this.ended) return;
    this.ended = true;
    this.sendHeader(out);
    this.finishDocument(out);
    out.item({
      kind: 'attachmentEnd',
      setControl: this.set.control,
      documents: this.documents,
      contentBytes: this.contentBytes,
    });
  }
}

/** Reader of one 275 set; register it for ST01 `275` and guides 005010X210, X211, 006020X314. */
export const attachmentReader = (set: SetHeader): GuideReader<AttachmentItem> => new AttachmentReader(set);
