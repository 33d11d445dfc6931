import type { GuideReader, GuideReaderFactory, Sink } from '../guide-reader.js';
import { HierarchyCheck } from '../parties/hierarchy.js';
import type { DocumentOrigin, Party } from '../parties/party.js';
import { originOf, partyOf } from '../parties/read-party.js';
import { NONE, reportMissingSegment, requiredTextAt } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type { ClaimStatusInquiryItem } from './claim-status-inquiry.js';
import type { BodyReferences } from './status-body.js';
import { fillTrace, StatusBodyDraft } from './status-body.js';
import { StatusPersonDraft } from './status-person.js';

type Out = Sink<ClaimStatusInquiryItem>;

export const INQUIRY_REFERENCES: BodyReferences = new Map([
  ['1K', 'payerClaimNumber'],
  ['EJ', 'claimNumber'],
  ['BLT', 'billType'],
]);

const NOBODY: Party = { role: '', entity: 'organization' };

/** Reads a 276 (005010X212). */
export const claimStatusInquiryReader: GuideReaderFactory<ClaimStatusInquiryItem> = (header) =>
  new ClaimStatusInquiryReader(header.control);

class ClaimStatusInquiryReader implements GuideReader<ClaimStatusInquiryItem> {
  private readonly hierarchy = new HierarchyCheck();
  private readonly parties = new Map<string, Party>();
  private level = '';
  private subscriber: StatusPersonDraft | undefined;
  private dependent: StatusPersonDraft | undefined;
  private claim: { readonly draft: StatusBodyDraft; readonly place: SegmentPlace } | undefined;
  private inquiries = 0;
  private start: SegmentPlace | undefined;
  private header = true;

  constructor(private readonly setControl: string) {}

  segment(s: Segment, out: Out): void {
    switch (s.id) {
      case 'ST':
        this.start = s.place();
        return;
      case 'BHT':
        return this.begin(originOf(s, out), out);
      case 'HL':
        return this.enter(s, out);
      case 'TRN':
        return this.beginClaim(s, out);
      case 'SE':
        this.closeClaim(out);
        return;
      default:
        return this.detail(s, out);
    }
  }

  end(out: Out): void {
    this.closeClaim(out);
    if (!this.header) return;
    if (this.start !== undefined) reportMissingSegment(this.start, 'BHT', out);
    this.begin({ purpose: '' }, out);
  }

  private begin(origin: DocumentOrigin, out: Out): void {
    this.header = false;
    const place = this.start === undefined ? {} : { place: this.start };
    out.item({ kind: 'claimStatusInquiryHeader', setControl: this.setControl, origin, ...place });
  }

  private enter(s: Segment, out: Out): void {
    this.closeClaim(out);
    this.level = this.hierarchy.level(s, out);
    if (this.level === '22') {
      this.subscriber = new StatusPersonDraft('IL');
      this.dependent = undefined;
    } else if (this.level === '23') this.dependent = new StatusPersonDraft('QC');
    else {
      this.subscriber = undefined;
      this.dependent = undefined;
    }
  }

  private beginClaim(s: Segment, out: Out): void {
    this.closeClaim(out);
    if (this.subscriber === undefined) {
      out.problem({ code: 'SEGMENT_UNEXPECTED', severity: 'warning', place: s.place() });
      return;
    }
    this.claim = { draft: new StatusBodyDraft(requiredTextAt(s, 2, out), INQUIRY_REFERENCES, true), place: s.place() };
    fillTrace(this.claim.draft.body, s, '1');
  }

  private detail(s: Segment, out: Out): void {
    if (this.claim !== undefined) return this.claim.draft.segment(s, out);
    const person = this.level === '23' ? this.dependent : this.subscriber;
    if (person !== undefined) {
      if (!person.segment(s, out)) out.problem({ code: 'SEGMENT_UNKNOWN', place: s.place() });
    } else if (s.id === 'NM1') this.parties.set(this.level, partyOf(s));
    else out.problem({ code: 'SEGMENT_UNKNOWN', place: s.place() });
  }

  private closeClaim(out: Out): void {
    const { claim, subscriber } = this;
    if (claim === undefined || subscriber === undefined) return;
    this.claim = undefined;
    this.inquiries += 1;
    const { statuses, clearinghouseTrace, ...body } = claim.draft.body;
    if (statuses !== NONE || clearinghouseTrace !== undefined) {
      out.problem({ code: 'SEGMENT_UNEXPECTED', severity: 'note', place: claim.place });
    }
    out.item({
      kind: 'claimStatusInquiry',
      ordinal: this.inquiries,
      source: this.parties.get('20') ?? NOBODY,
      receiver: this.parties.get('21') ?? NOBODY,
      provider: this.parties.get('19') ?? NOBODY,
      subscriber: subscriber.done(),
      ...(this.dependent === undefined ? {} : { dependent: this.dependent.done() }),
      ...body,
      place: claim.place,
    });
  }
}
