import type { ClaimStatus } from '../276-277/claim-status.js';
import type { BodyReferences } from '../276-277/status-body.js';
import { statusOf, StatusBodyDraft } from '../276-277/status-body.js';
import type { GuideReader, GuideReaderFactory, Sink } from '../guide-reader.js';
import { HierarchyCheck } from '../parties/hierarchy.js';
import type { DocumentOrigin, Party } from '../parties/party.js';
import { amountOf, dateOfDtp, originOf, partyOf, referenceOf } from '../parties/read-party.js';
import type { Draft } from '../parties/segment-values.js';
import { added, NONE, rawOf, reportMissingSegment, requiredTextAt } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import { FootingReport } from './report-footing.js';
import type { AcknowledgementLevel, AcknowledgementSource, AcknowledgementVoice } from './claim-acknowledgement.js';
import type { ClaimAcknowledgementItem } from './claim-acknowledgement.js';

type Out = Sink<ClaimAcknowledgementItem>;

const CLAIM_REFERENCES: BodyReferences = new Map([
  ['1K', 'payerClaimNumber'],
  ['D9', 'clearinghouseTrace'],
  ['BLT', 'billType'],
]);

const NOBODY: Party = { role: '', entity: 'organization' };

/** NM101 of loop 2100A. */
export function voiceOf(role: string): AcknowledgementVoice {
  if (role === 'PR') return 'payer';
  return role === 'AY' ? 'clearinghouse' : 'unknown';
}

/** Reads a 277CA (005010X214). */
export const claimAcknowledgementReader: GuideReaderFactory<ClaimAcknowledgementItem> = (header) =>
  new ClaimAcknowledgementReader(header.control);

class ClaimAcknowledgementReader implements GuideReader<ClaimAcknowledgementItem> {
  private readonly hierarchy = new HierarchyCheck();
  private readonly footing = new FootingReport();
  private source: Draft<AcknowledgementSource> | undefined;
  private level: Draft<AcknowledgementLevel> | undefined;
  /** What holds for the claims that follow. */
  private voice: AcknowledgementSource = {
    kind: 'acknowledgementSource',
    voice: 'unknown',
    party: NOBODY,
    unmodelled: NONE,
  };
  private receiverStatuses: readonly ClaimStatus[] = NONE;
  private providerStatuses: readonly ClaimStatus[] = NONE;
  private provider: Party | undefined;
  private patient: Party | undefined;
  private claim: { readonly draft: StatusBodyDraft; readonly place: SegmentPlace } | undefined;
  private claims = 0;
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
      case 'SE':
        return this.finish(s, out);
      default:
        if (this.source !== undefined) this.sourceDetail(s, this.source, out);
        else if (this.level !== undefined) this.levelDetail(s, this.level, out);
        else this.claimDetail(s, out);
    }
  }

  end(out: Out): void {
    this.close(out);
    if (!this.header) return;
    if (this.start !== undefined) reportMissingSegment(this.start, 'BHT', out);
    this.begin({ purpose: '' }, out);
  }

  private begin(origin: DocumentOrigin, out: Out): void {
    this.header = false;
    const place = this.start === undefined ? {} : { place: this.start };
    out.item({ kind: 'claimAcknowledgement', setControl: this.setControl, origin, ...place });
  }

  private finish(s: Segment, out: Out): void {
    this.close(out);
    this.footing.end(out);
    const { setControl, claims } = this;
    out.item({ kind: 'claimAcknowledgementEnd', setControl, claims, place: s.place() });
  }

  private enter(s: Segment, out: Out): void {
    this.close(out);
    const code = this.hierarchy.level(s, out);
    const place = s.place();
    this.patient = undefined;
    if (code === '20') {
      this.source = { kind: 'acknowledgementSource', voice: 'unknown', party: NOBODY, unmodelled: NONE, place };
    } else if (code === '21' || code === '19') {
      const level = code === '21' ? 'receiver' : 'provider';
      const lists = { statuses: NONE, quantities: NONE, amounts: NONE, refs: NONE, unmodelled: NONE };
      this.level = { kind: 'acknowledgementLevel', level, party: NOBODY, ...lists, place };
    }
  }

  private sourceDetail(s: Segment, source: Draft<AcknowledgementSource>, out: Out): void {
    if (s.id === 'NM1') {
      source.party = partyOf(s);
      source.voice = voiceOf(source.party.role);
    } else if (s.id === 'TRN' && source.trace === undefined) source.trace = s.el(2);
    else if (s.id === 'DTP') this.sourceDate(s, source, out);
    else source.unmodelled = added(source.unmodelled, rawOf(s));
  }

  private sourceDate(s: Segment, source: Draft<AcknowledgementSource>, out: Out): void {
    const date = dateOfDtp(s, out);
    if (date?.qualifier === '050' && source.receivedDate === undefined) source.receivedDate = date.date;
    else if (date?.qualifier === '009' && source.processedDate === undefined) source.processedDate = date.date;
    else source.unmodelled = added(source.unmodelled, rawOf(s));
  }

  private levelDetail(s: Segment, level: Draft<AcknowledgementLevel>, out: Out): void {
    switch (s.id) {
      case 'NM1':
        level.party = partyOf(s);
        return;
      case 'STC':
        level.statuses = added(level.statuses, statusOf(s, out));
        return;
      case 'QTY':
        this.footing.total(level, s);
        level.quantities = added(level.quantities, { qualifier: s.el(1), quantity: s.el(2) });
        return;
      case 'AMT':
        this.footing.total(level, s);
        level.amounts = added(level.amounts, amountOf(s, out));
        return;
      case 'REF':
        level.refs = added(level.refs, referenceOf(s));
        return;
      default:
        if (s.id === 'TRN' && level.trace === undefined) level.trace = s.el(2);
        else level.unmodelled = added(level.unmodelled, rawOf(s));
    }
  }

  private claimDetail(s: Segment, out: Out): void {
    if (s.id === 'TRN') {
      this.close(out);
      this.claim = { draft: new StatusBodyDraft(requiredTextAt(s, 2, out), CLAIM_REFERENCES), place: s.place() };
    } else if (this.claim !== undefined) this.claim.draft.segment(s, out);
    else if (s.id === 'NM1') this.patient = partyOf(s);
    else out.problem({ code: 'SEGMENT_UNKNOWN', place: s.place() });
  }

  private close(out: Out): void {
    const { source, level, claim } = this;
    this.source = undefined;
    this.level = undefined;
    this.claim = undefined;
    if (source !== undefined) {
      if (source.place !== undefined && source.party === NOBODY) reportMissingSegment(source.place, 'NM1', out);
      if (source.place !== undefined && source.receivedDate === undefined) {
        reportMissingSegment(source.place, 'DTP*050', out);
      }
      this.voice = source;
      this.receiverStatuses = NONE;
      this.providerStatuses = NONE;
      this.provider = undefined;
      this.hand(source, out);
    }
    if (level !== undefined) {
      if (level.level === 'receiver') this.receiverStatuses = level.statuses;
      this.providerStatuses = level.level === 'provider' ? level.statuses : NONE;
      this.provider = level.level === 'provider' ? level.party : undefined;
      this.hand(level, out);
    }
    if (claim !== undefined) this.emit(claim.draft, claim.place, out);
  }

  private emit(draft: StatusBodyDraft, place: SegmentPlace, out: Out): void {
    this.claims += 1;
    if (draft.body.statuses === NONE) reportMissingSegment(place, 'STC', out, { claim: draft.body.trace });
    const { trace, claimNumber: _, chargeCents: _charge, ...body } = draft.body;
    const { voice, receivedDate, party } = this.voice;
    this.hand(
      {
        kind: 'acknowledgedClaim',
        ordinal: this.claims,
        voice,
        ...(receivedDate === undefined ? {} : { receivedDate }),
        ...(party === NOBODY ? {} : { source: party }),
        ...(this.provider === undefined ? {} : { provider: this.provider }),
        inherited: [...this.receiverStatuses, ...this.providerStatuses],
        ...(this.patient === undefined ? {} : { patient: this.patient }),
        claimNumber: trace,
        ...body,
        place,
      },
      out,
    );
  }

  private hand(item: ClaimAcknowledgementItem, out: Out): void {
    out.item(item);
    this.footing.item(item, out);
  }
}
