import type { GuideReader, GuideReaderFactory, Sink } from '../guide-reader.js';
import { HierarchyCheck } from '../parties/hierarchy.js';
import type { DocumentOrigin, Party } from '../parties/party.js';
import { contactOf, originOf, partyOf } from '../parties/read-party.js';
import type { Draft } from '../parties/segment-values.js';
import { added, NONE, rawOf, reportMissingSegment, requiredTextAt } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type { ClaimStatusAnswerItem, ClaimStatusAnswerLevel } from './claim-status-answer.js';
import type { BodyReferences } from './status-body.js';
import { fillTrace, statusOf, StatusBodyDraft } from './status-body.js';
import { StatusPersonDraft } from './status-person.js';

type Out = Sink<ClaimStatusAnswerItem>;

const ANSWER_REFERENCES: BodyReferences = new Map([
  ['1K', 'payerClaimNumber'],
  ['EJ', 'claimNumber'],
  ['BLT', 'billType'],
]);

const LEVELS: ReadonlyMap<string, ClaimStatusAnswerLevel['level']> = new Map([
  ['20', 'source'],
  ['21', 'receiver'],
  ['19', 'provider'],
]);

/** Reads a 277 (005010X212): the answer to our 276. */
export const claimStatusAnswerReader: GuideReaderFactory<ClaimStatusAnswerItem> = (header) =>
  new ClaimStatusAnswerReader(header.control);

class ClaimStatusAnswerReader implements GuideReader<ClaimStatusAnswerItem> {
  private readonly hierarchy = new HierarchyCheck();
  private level: Draft<ClaimStatusAnswerLevel> | undefined;
  private source: Party | undefined;
  private provider: Party | undefined;
  private subscriber: StatusPersonDraft | undefined;
  private dependent: StatusPersonDraft | undefined;
  private claim: { readonly draft: StatusBodyDraft; readonly place: SegmentPlace } | undefined;
  private answers = 0;
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
        return this.close(out);
      default:
        if (this.level !== undefined) this.levelDetail(s, this.level, out);
        else this.personDetail(s, out);
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
    out.item({ kind: 'claimStatusAnswerHeader', setControl: this.setControl, origin, ...place });
  }

  private enter(s: Segment, out: Out): void {
    this.close(out);
    const code = this.hierarchy.level(s, out);
    const level = LEVELS.get(code);
    if (level !== undefined) {
      this.subscriber = undefined;
      this.dependent = undefined;
      const party: Party = { role: '', entity: 'organization' };
      this.level = {
        kind: 'claimStatusAnswerLevel',
        level,
        party,
        contacts: NONE,
        statuses: NONE,
        unmodelled: NONE,
        place: s.place(),
      };
    } else if (code === '23') this.dependent = new StatusPersonDraft('QC');
    else {
      this.subscriber = new StatusPersonDraft('IL');
      this.dependent = undefined;
    }
  }

  private levelDetail(s: Segment, level: Draft<ClaimStatusAnswerLevel>, out: Out): void {
    if (s.id === 'NM1') level.party = partyOf(s);
    else if (s.id === 'PER') level.contacts = added(level.contacts, contactOf(s));
    else if (s.id === 'TRN' && level.trace === undefined) level.trace = s.el(2);
    else if (s.id === 'STC') level.statuses = added(level.statuses, statusOf(s, out));
    else level.unmodelled = added(level.unmodelled, rawOf(s));
  }

  private personDetail(s: Segment, out: Out): void {
    if (s.id === 'TRN') return this.beginClaim(s, out);
    if (this.claim !== undefined) return this.claim.draft.segment(s, out);
    const person = this.dependent ?? this.subscriber;
    if (person?.segment(s, out) === true) return;
    if (s.id === 'STC' && person !== undefined) {
      out.problem({
        code: 'SEGMENT_MISSING',
        severity: 'warning',
        place: s.place(),
        expected: 'the number that ties it to our question (TRN)',
      });
      this.claim = { draft: new StatusBodyDraft('', ANSWER_REFERENCES), place: s.place() };
      this.claim.draft.segment(s, out);
    } else out.problem({ code: 'SEGMENT_UNKNOWN', place: s.place() });
  }

  private beginClaim(s: Segment, out: Out): void {
    this.close(out);
    this.subscriber ??= new StatusPersonDraft('IL');
    this.claim = { draft: new StatusBodyDraft(requiredTextAt(s, 2, out), ANSWER_REFERENCES), place: s.place() };
    fillTrace(this.claim.draft.body, s, '2');
  }

  private close(out: Out): void {
    const { level, claim } = this;
    this.level = undefined;
    this.claim = undefined;
    if (level !== undefined) {
      if (level.level === 'source') this.source = level.party;
      this.provider = level.level === 'provider' ? level.party : undefined;
      out.item(level);
    }
    if (claim !== undefined) this.emit(claim.draft, claim.place, out);
  }

  private emit(draft: StatusBodyDraft, place: SegmentPlace, out: Out): void {
    this.answers += 1;
    if (draft.body.statuses === NONE) reportMissingSegment(place, 'STC', out, { claim: draft.body.trace });
    const { chargeCents: _, ...body } = draft.body;
    out.item({
      kind: 'claimStatusAnswer',
      ordinal: this.answers,
      ...(this.source === undefined ? {} : { source: this.source }),
      ...(this.provider === undefined ? {} : { provider: this.provider }),
      subscriber: (this.subscriber ?? new StatusPersonDraft('IL')).done(),
      ...(this.dependent === undefined ? {} : { dependent: this.dependent.done() }),
      ...body,
      place,
    });
  }
}
