import type { HierarchyNumbers, LevelFold } from '../parties/hierarchy.js';
import { d8 } from '../parties/segment-values.js';
import { addressSegments, dtpSegment, partySegment, rawSegment } from '../parties/write-party.js';
import { referenceSegment, traceSegment } from '../parties/write-party.js';
import type { OutSegment } from '../write.js';
import { seg } from '../write.js';
import type { EligibilityParty, EligibilityPerson, EligibilityRejection } from './eligibility-person.js';

/** Where an item is written: its HL numbers, the levels before it, and whether the next item is about its dependent. */
export interface Hierarchy {
  readonly numbers: HierarchyNumbers;
  readonly fold: LevelFold;
  readonly hasDependents: boolean;
}

/** Each item with the one behind it. */
export function* withNext<T>(items: Iterable<T>): Generator<[T, T | undefined]> {
  let held: [T] | undefined;
  for (const item of items) {
    if (held !== undefined) yield [held[0], item];
    held = [item];
  }
  if (held !== undefined) yield [held[0], undefined];
}

/** ST03 and GS08; GS01 is `HS` for the 270 and `HB` for the 271. */
export const GUIDE_270_271 = '005010X279A1';

export const rejectionSegment = (r: EligibilityRejection): OutSegment =>
  seg('AAA', r.valid, r.agency, r.reason, r.followUp);

export function* partyFactSegments(party: EligibilityParty): Generator<OutSegment> {
  yield partySegment(party);
  for (const reference of party.refs) yield referenceSegment(reference);
  yield* addressSegments(party.address);
  for (const rejection of party.rejections) yield rejectionSegment(rejection);
}

export function* levelPartySegments(party: EligibilityParty): Generator<OutSegment> {
  yield* partyFactSegments(party);
  for (const raw of party.unmodelled) yield rawSegment(raw);
}

export function* personSegments(person: EligibilityPerson): Generator<OutSegment> {
  for (const trace of person.traces) yield traceSegment(trace);
  yield* partyFactSegments(person);
  const { birthDate, sex, isSubscriber, relationship } = person;
  const isKept = (segmentId: string): boolean => person.unmodelled.some(({ id }) => id === segmentId);
  if (!isKept('DMG') && (birthDate !== undefined || sex !== undefined)) {
    yield seg('DMG', birthDate && 'D8', birthDate && d8(birthDate), sex);
  }
  const insured = isSubscriber === undefined ? undefined : isSubscriber ? 'Y' : 'N';
  if (!isKept('INS') && (insured !== undefined || relationship !== undefined)) yield seg('INS', insured, relationship);
  for (const date of person.dates) yield dtpSegment(date);
  for (const segment of person.unmodelled) yield rawSegment(segment);
}
