import type { GuideReader, GuideReaderFactory, Sink } from '../guide-reader.js';
import { HierarchyCheck } from '../parties/hierarchy.js';
import type { DocumentOrigin } from '../parties/party.js';
import { amountOf, dateOfDtp, originOf, procedureAt, referenceOf } from '../parties/read-party.js';
import type { Draft } from '../parties/segment-values.js';
import { added, NONE, rawOf, reportMissingSegment } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type { BenefitQuestion, EligibilityInquiryItem } from './eligibility-inquiry.js';
import { newParty, newPerson, readParty, readPerson } from './eligibility-levels.js';
import type { EligibilityParty, EligibilityPerson } from './eligibility-person.js';

type Out = Sink<EligibilityInquiryItem>;

/** Reads a 270 (005010X279A1). */
export const eligibilityInquiryReader: GuideReaderFactory<EligibilityInquiryItem> = (header) =>
  new EligibilityInquiryReader(header.control);

class EligibilityInquiryReader implements GuideReader<EligibilityInquiryItem> {
  private readonly hierarchy = new HierarchyCheck();
  private source: Draft<EligibilityParty> = newParty('');
  private receiver: Draft<EligibilityParty> = newParty('');
  private subscriber: Draft<EligibilityPerson> | undefined;
  private dependent: Draft<EligibilityPerson> | undefined;
  private questions: readonly BenefitQuestion[] = NONE;
  private question: Draft<BenefitQuestion> | undefined;
  private level = '';
  private place: SegmentPlace | undefined;
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
      case 'EQ':
        return this.ask(s);
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
    out.item({ kind: 'eligibilityInquiryHeader', setControl: this.setControl, origin, ...place });
  }

  private enter(s: Segment, out: Out): void {
    const level = this.hierarchy.level(s, out);
    this.close(level, out);
    this.level = level;
    this.place = s.place();
    if (level === '20') this.source = newParty('');
    else if (level === '21') this.receiver = newParty('');
    else if (level === '22') this.subscriber = newPerson('IL');
    else if (level === '23') this.dependent = newPerson('03');
  }

  private ask(s: Segment): void {
    const question: Draft<BenefitQuestion> = {
      serviceTypes: s.reps(1).filter((type) => type !== ''),
      refs: NONE,
      dates: NONE,
      unmodelled: NONE,
    };
    const procedure = procedureAt(s, 2);
    if (procedure !== undefined) question.procedure = procedure;
    if (!s.isEmpty(3)) question.coverageLevel = s.el(3);
    if (!s.isEmpty(4)) question.insuranceType = s.el(4);
    if (!s.isEmpty(5)) question.diagnosisPointers = s.comps(5);
    this.questions = added(this.questions, question);
    this.question = question;
  }

  private detail(s: Segment, out: Out): void {
    const { question } = this;
    if (question !== undefined) return this.questionDetail(s, question, out);
    if (this.level === '20') readParty(s, this.source, out);
    else if (this.level === '21') readParty(s, this.receiver, out);
    else if (this.level === '23' && this.dependent !== undefined) readPerson(s, this.dependent, out);
    else if (this.subscriber !== undefined) readPerson(s, this.subscriber, out);
    else out.problem({ code: 'SEGMENT_UNEXPECTED', severity: 'warning', place: s.place() });
  }

  private questionDetail(s: Segment, question: Draft<BenefitQuestion>, out: Out): void {
    const date = s.id === 'DTP' ? dateOfDtp(s, out) : undefined;
    if (date !== undefined) question.dates = added(question.dates, date);
    else if (s.id === 'REF') question.refs = added(question.refs, referenceOf(s));
    else if (s.id === 'AMT' && s.el(1) === 'R' && question.spendDownCents === undefined) {
      question.spendDownCents = amountOf(s, out).amountCents;
    } else question.unmodelled = added(question.unmodelled, rawOf(s));
  }

  /** A subscriber whose dependents follow is asked about only when the subscriber has questions of their own. */
  private close(next: string, out: Out): void {
    const { subscriber, dependent, questions } = this;
    const person = this.level === '22' || this.level === '23';
    if (person && subscriber !== undefined && (next !== '23' || this.level === '23' || questions !== NONE)) {
      this.inquiries += 1;
      out.item({
        kind: 'eligibilityInquiry',
        ordinal: this.inquiries,
        source: this.source,
        receiver: this.receiver,
        subscriber,
        ...(dependent === undefined ? {} : { dependent }),
        questions,
        ...(this.place === undefined ? {} : { place: this.place }),
      });
    }
    this.questions = NONE;
    this.question = undefined;
    this.dependent = undefined;
    if (next !== '23') this.subscriber = undefined;
    this.level = '';
  }
}
