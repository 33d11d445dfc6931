import { HierarchyNumbers, LevelFold } from '../parties/hierarchy.js';
import { addressSegments, contactSegment, dtpSegment, originSegment, partySegment } from '../parties/write-party.js';
import { procedureElement, rawSegment, referenceSegment } from '../parties/write-party.js';
import type { OutSegment } from '../write.js';
import { centsText, repeated, seg } from '../write.js';
import type { Benefit, EligibilityAnswer, EligibilityAnswerItem } from './eligibility-answer.js';
import { levelPartySegments, partyFactSegments, personSegments, rejectionSegment } from './write-eligibility-levels.js';
import { withNext, type Hierarchy } from './write-eligibility-levels.js';

/** The segments between ST and SE of a 271. Answers with equal parties, one after the other, share their HL. */
export function* eligibilityAnswerSegments(items: Iterable<EligibilityAnswerItem>): Generator<OutSegment> {
  const numbers = new HierarchyNumbers();
  const fold = new LevelFold();
  for (const [item, next] of withNext(items)) {
    if (item.kind === 'eligibilityAnswerHeader') yield originSegment('0022', item.origin);
    else {
      yield* levelSegments(item, { numbers, fold, hasDependents: isSubscriberOf(item, next) });
      for (const benefit of item.benefits) yield* benefitSegments(benefit);
    }
  }
}

/** What the HL of each level says. */
const levelsOf = (a: EligibilityAnswer): unknown[] =>
  [[a.source, a.sourceContacts], a.receiver, a.subscriber, a.dependent].filter((level) => level !== undefined);

/** The next answer is for a dependent of this one's subscriber, who has benefits of their own: one HL serves both. */
function isSubscriberOf(a: EligibilityAnswer, next: EligibilityAnswerItem | undefined): boolean {
  if (a.subscriber === undefined || a.dependent !== undefined || a.benefits.length === 0) return false;
  if (next?.kind !== 'eligibilityAnswer' || next.dependent === undefined) return false;
  return JSON.stringify(levelsOf(a)) === JSON.stringify(levelsOf(next).slice(0, -1));
}

/** One key a level; the lowest level is the item's alone unless dependents follow. */
function keysOf(a: EligibilityAnswer, hasDependents: boolean): string[] {
  const own = hasDependents ? 0 : a.ordinal;
  return levelsOf(a).map((level, rank, { length }) => JSON.stringify([level, rank === length - 1 ? own : 0]));
}

function* levelSegments(a: EligibilityAnswer, { numbers, fold, hasDependents }: Hierarchy): Generator<OutSegment> {
  const { source, receiver, subscriber, dependent } = a;
  const keys = keysOf(a, hasDependents);
  // The lowest level is always new, because an item is what one HL says.
  const from = Math.min(fold.firstNew(keys), keys.length - 1);
  if (from <= 0) {
    yield numbers.segment(0, '20', receiver !== undefined);
    yield* partyFactSegments(source);
    for (const contact of a.sourceContacts) yield contactSegment(contact);
    for (const raw of source.unmodelled) yield rawSegment(raw);
  }
  if (from <= 1 && receiver !== undefined) {
    yield numbers.segment(1, '21', subscriber !== undefined);
    yield* levelPartySegments(receiver);
  }
  if (from <= 2 && subscriber !== undefined) {
    yield numbers.segment(2, '22', dependent !== undefined || hasDependents);
    yield* personSegments(subscriber);
  }
  if (dependent !== undefined) {
    yield numbers.segment(3, '23', false);
    yield* personSegments(dependent);
  }
}

function* benefitSegments(b: Benefit): Generator<OutSegment> {
  yield seg(
    'EB',
    b.information,
    b.coverageLevel,
    b.serviceTypes.length === 0 ? undefined : repeated(b.serviceTypes),
    b.insuranceType,
    b.planDescription,
    b.timePeriod,
    b.amountCents === undefined ? undefined : centsText(b.amountCents),
    b.percent,
    b.quantityQualifier,
    b.quantity,
    b.authorizationRequired,
    b.inNetwork,
    b.procedure && procedureElement(b.procedure),
    b.diagnosisPointers,
  );
  for (const reference of b.refs) yield referenceSegment(reference);
  for (const date of b.dates) yield dtpSegment(date);
  for (const rejection of b.rejections) yield rejectionSegment(rejection);
  for (const message of b.messages) yield seg('MSG', message);
  for (const { qualifier, value } of b.conditions) yield seg('III', qualifier, value);
  for (const raw of b.unmodelled) yield rawSegment(raw);
  yield* entitySegments(b);
}

function* entitySegments(b: Benefit): Generator<OutSegment> {
  if (b.entities.length === 0) return;
  yield seg('LS', '2120');
  for (const entity of b.entities) {
    yield partySegment(entity);
    yield* addressSegments(entity.address);
    for (const contact of entity.contacts) yield contactSegment(contact);
    for (const raw of entity.unmodelled ?? []) yield rawSegment(raw);
  }
  yield seg('LE', '2120');
}
