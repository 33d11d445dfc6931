import { HierarchyNumbers, LevelFold } from '../parties/hierarchy.js';
import { dtpSegment, originSegment, procedureElement, rawSegment, referenceSegment } from '../parties/write-party.js';
import type { OutSegment } from '../write.js';
import { centsText, repeated, seg } from '../write.js';
import type { BenefitQuestion, EligibilityInquiry, EligibilityInquiryItem } from './eligibility-inquiry.js';
import { levelPartySegments, personSegments, withNext, type Hierarchy } from './write-eligibility-levels.js';

/** The segments between ST and SE of a 270. Inquiries with equal parties, one after the other, share their HL. */
export function* eligibilityInquirySegments(items: Iterable<EligibilityInquiryItem>): Generator<OutSegment> {
  const numbers = new HierarchyNumbers();
  const fold = new LevelFold();
  for (const [item, next] of withNext(items)) {
    if (item.kind === 'eligibilityInquiryHeader') yield originSegment('0022', item.origin);
    else {
      yield* levelSegments(item, { numbers, fold, hasDependents: isSubscriberOf(item, next) });
      for (const question of item.questions) yield* questionSegments(question);
    }
  }
}

const peopleAbove = (q: EligibilityInquiry): string => JSON.stringify([q.source, q.receiver, q.subscriber]);

/** The next inquiry is for a dependent of this one's subscriber, who has questions of their own: one HL serves both. */
function isSubscriberOf(q: EligibilityInquiry, next: EligibilityInquiryItem | undefined): boolean {
  if (q.dependent !== undefined || q.questions.length === 0) return false;
  if (next?.kind !== 'eligibilityInquiry' || next.dependent === undefined) return false;
  return peopleAbove(q) === peopleAbove(next);
}

function* levelSegments(q: EligibilityInquiry, { numbers, fold, hasDependents }: Hierarchy): Generator<OutSegment> {
  const { source, receiver, subscriber, dependent, ordinal } = q;
  const isShared = dependent !== undefined || hasDependents;
  const person = JSON.stringify([subscriber, isShared ? 'has dependents' : ordinal]);
  const leaf = dependent === undefined ? [] : [JSON.stringify([dependent, ordinal])];
  const keys = [JSON.stringify(source), JSON.stringify(receiver), person, ...leaf];
  // The lowest level is always new, because an item is what one HL says.
  const from = Math.min(fold.firstNew(keys), keys.length - 1);
  if (from <= 0) {
    yield numbers.segment(0, '20', true);
    yield* levelPartySegments(source);
  }
  if (from <= 1) {
    yield numbers.segment(1, '21', true);
    yield* levelPartySegments(receiver);
  }
  if (from <= 2) {
    yield numbers.segment(2, '22', isShared);
    yield* personSegments(subscriber);
  }
  if (dependent !== undefined) {
    yield numbers.segment(3, '23', false);
    yield* personSegments(dependent);
  }
}

function* questionSegments(q: BenefitQuestion): Generator<OutSegment> {
  const types = q.serviceTypes.length === 0 ? undefined : repeated(q.serviceTypes);
  yield seg(
    'EQ',
    types,
    q.procedure && procedureElement(q.procedure),
    q.coverageLevel,
    q.insuranceType,
    q.diagnosisPointers,
  );
  if (q.spendDownCents !== undefined) yield seg('AMT', 'R', centsText(q.spendDownCents));
  for (const reference of q.refs) yield referenceSegment(reference);
  for (const date of q.dates) yield dtpSegment(date);
  for (const raw of q.unmodelled) yield rawSegment(raw);
}
