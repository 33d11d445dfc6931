import { HierarchyNumbers, LevelFold } from '../parties/hierarchy.js';
import { contactSegment, dtpSegment, originSegment, partySegment } from '../parties/write-party.js';
import { rawSegment, referenceSegment } from '../parties/write-party.js';
import type { OutSegment } from '../write.js';
import { seg } from '../write.js';
import type { ClaimStatusAnswer, ClaimStatusAnswerItem, ClaimStatusAnswerLevel } from './claim-status-answer.js';
import { statusPersonSegments } from './status-person.js';
import { serviceDateSegments, statusLineSegments, statusSegment } from './write-status-body.js';

const RANKS: Readonly<Record<ClaimStatusAnswerLevel['level'], number>> = { source: 0, receiver: 1, provider: 2 };
const CODES: Readonly<Record<ClaimStatusAnswerLevel['level'], string>> = {
  source: '20',
  receiver: '21',
  provider: '19',
};
const PERSON_RANK = 3;

const rankOf = (item: ClaimStatusAnswerItem | undefined): number => {
  if (item === undefined || item.kind === 'claimStatusAnswerHeader') return -1;
  return item.kind === 'claimStatusAnswerLevel' ? RANKS[item.level] : PERSON_RANK;
};

/** The segments between ST and SE of a 277. Claims stand below the last level item before them. */
export const claimStatusAnswerSegments = (items: Iterable<ClaimStatusAnswerItem>): Iterable<OutSegment> =>
  statusSegments(items, '0010');

/** The same of a 277 that asks for more information (005010X213): BHT01 is another, the loops agree. */
export const informationRequestSegments = (items: Iterable<ClaimStatusAnswerItem>): Iterable<OutSegment> =>
  statusSegments(items, '0085');

function* statusSegments(items: Iterable<ClaimStatusAnswerItem>, structure: string): Generator<OutSegment> {
  const numbers = new HierarchyNumbers();
  let fold = new LevelFold();
  let held: ClaimStatusAnswerLevel | undefined;
  for (const item of items) {
    if (held !== undefined) yield* levelSegments(held, numbers, rankOf(item) > rankOf(held));
    held = undefined;
    if (item.kind === 'claimStatusAnswerHeader') yield originSegment(structure, item.origin);
    else if (item.kind === 'claimStatusAnswerLevel') {
      held = item;
      fold = new LevelFold();
    } else yield* answerSegments(item, numbers, fold);
  }
  if (held !== undefined) yield* levelSegments(held, numbers, false);
}

function* levelSegments(
  level: ClaimStatusAnswerLevel,
  numbers: HierarchyNumbers,
  hasChildren: boolean,
): Generator<OutSegment> {
  yield numbers.segment(RANKS[level.level], CODES[level.level], hasChildren);
  yield partySegment(level.party);
  for (const contact of level.contacts) yield contactSegment(contact);
  if (level.trace !== undefined) yield seg('TRN', level.level === 'provider' ? '1' : '2', level.trace);
  for (const status of level.statuses) yield statusSegment(status);
  for (const raw of level.unmodelled) yield rawSegment(raw);
}

function* answerSegments(a: ClaimStatusAnswer, numbers: HierarchyNumbers, fold: LevelFold): Generator<OutSegment> {
  const { subscriber, dependent } = a;
  const keys = [JSON.stringify([subscriber, dependent !== undefined])];
  if (dependent !== undefined) keys.push(JSON.stringify(dependent));
  const from = fold.firstNew(keys);
  if (from === 0) {
    yield numbers.segment(PERSON_RANK, '22', dependent !== undefined);
    yield* statusPersonSegments(subscriber);
  }
  if (from <= 1 && dependent !== undefined) {
    yield numbers.segment(PERSON_RANK + 1, '23');
    yield* statusPersonSegments(dependent);
  }
  yield seg('TRN', a.traceType ?? '2', a.trace, a.traceOriginator, a.traceSupplement);
  for (const status of a.statuses) yield statusSegment(status);
  if (a.payerClaimNumber !== undefined) yield seg('REF', '1K', a.payerClaimNumber);
  if (a.billType !== undefined) yield seg('REF', 'BLT', a.billType);
  if (a.claimNumber !== undefined) yield seg('REF', 'EJ', a.claimNumber);
  for (const reference of a.refs) yield referenceSegment(reference);
  yield* serviceDateSegments(a.serviceFrom, a.serviceThrough);
  for (const date of a.dates) yield dtpSegment(date);
  for (const raw of a.unmodelled) yield rawSegment(raw);
  for (const line of a.lines) yield* statusLineSegments(line);
}
