import type { GuideReader, GuideReaderFactory, Sink } from '../guide-reader.js';
import { HierarchyCheck } from '../parties/hierarchy.js';
import type { DocumentOrigin, PartyContact } from '../parties/party.js';
import { contactOf, originOf } from '../parties/read-party.js';
import type { Draft } from '../parties/segment-values.js';
import { added, NONE, reportMissingSegment } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type { Benefit, EligibilityAnswerItem } from './eligibility-answer.js';
import { newParty, newPerson, readParty, readPerson } from './eligibility-levels.js';
import type { EligibilityParty, EligibilityPerson } from './eligibility-person.js';
import { BenefitDraft } from './read-benefit.js';

type Out = Sink<EligibilityAnswerItem>;

/** The level below each, whose HL makes an item of its own unnecessary. */
const BELOW: ReadonlyMap<string, string> = new Map([
  ['20', '21'],
  ['21', '22'],
  ['22', '23'],
]);

/** Reads a 271 (005010X279A1). */
export const eligibilityAnswerReader: GuideReaderFactory<EligibilityAnswerItem> = (header) =>
  new EligibilityAnswerReader(header.control);

class EligibilityAnswerReader implements GuideReader<EligibilityAnswerItem> {
  private readonly hierarchy = new HierarchyCheck();
  private source: Draft<EligibilityParty> | undefined;
  private sourceContacts: readonly PartyContact[] = NONE;
  private receiver: Draft<EligibilityParty> | undefined;
  private subscriber: Draft<EligibilityPerson> | undefined;
  private dependent: Draft<EligibilityPerson> | undefined;
  private benefits: readonly Benefit[] = NONE;
  private benefit: BenefitDraft | undefined;
  private level = '';
  private place: SegmentPlace | undefined;
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
      case 'EB':
        return this.beginBenefit(s, out);
      case 'SE':
        return this.close('', out);
      default:
        return this.detail(s, out);
    }
  }

  end(out: Out): void {
    this.close('', out);
    if (!this.header) return;
    if (this.start !== undefined) reportMissingSegment(this.start, 'BHT', out);
    this.begin({ purpose: '' }, out);
  }

  private begin(origin: DocumentOrigin, out: Out): void {
    this.header = false;
    const place = this.start === undefined ? {} : { place: this.start };
    out.item({ kind: 'eligibilityAnswerHeader', setControl: this.setControl, origin, ...place });
  }

  private enter(s: Segment, out: Out): void {
    const level = this.hierarchy.level(s, out);
    this.close(level, out);
    this.level = level;
    this.place = s.place();
    if (level === '20') {
      this.source = newParty('');
      this.sourceContacts = NONE;
      this.receiver = undefined;
    } else if (level === '21') this.receiver = newParty('');
    else if (level === '22') this.subscriber = newPerson('IL');
    else if (level === '23') this.dependent = newPerson('03');
  }

  private beginBenefit(s: Segment, out: Out): void {
    const draft = new BenefitDraft(s, this.benefits.length + 1, out);
    this.benefit = draft;
    this.benefits = added(this.benefits, draft.benefit);
  }

  private detail(s: Segment, out: Out): void {
    if (this.benefit !== undefined) return this.benefit.segment(s, out);
    const { level, source, receiver, subscriber, dependent } = this;
    if (level === '20' && s.id === 'PER') this.sourceContacts = added(this.sourceContacts, contactOf(s));
    else if (level === '20' && source !== undefined) readParty(s, source, out);
    else if (level === '21' && receiver !== undefined) readParty(s, receiver, out);
    else if (level === '23' && dependent !== undefined) readPerson(s, dependent, out);
    else if (level === '22' && subscriber !== undefined) readPerson(s, subscriber, out);
    else if (source !== undefined && s.id === 'AAA') readParty(s, source, out);
    else out.problem({ code: 'SEGMENT_UNEXPECTED', severity: 'warning', place: s.place() });
  }

  private close(next: string, out: Out): void {
    if (this.level !== '' && (BELOW.get(this.level) !== next || this.benefits !== NONE)) this.emit(out);
    this.benefits = NONE;
    this.benefit = undefined;
    this.dependent = undefined;
    if (next !== '23') this.subscriber = undefined;
    this.level = '';
  }

  private emit(out: Out): void {
    const { receiver, subscriber, dependent, place } = this;
    this.answers += 1;
    out.item({
      kind: 'eligibilityAnswer',
      ordinal: this.answers,
      source: this.source ?? newParty(''),
      sourceContacts: this.sourceContacts,
      ...(receiver === undefined ? {} : { receiver }),
      ...(subscriber === undefined ? {} : { subscriber }),
      ...(dependent === undefined ? {} : { dependent }),
      benefits: this.benefits,
      ...(place === undefined ? {} : { place }),
    });
  }
}
