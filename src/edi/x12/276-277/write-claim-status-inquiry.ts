import { HierarchyNumbers, LevelFold } from '../parties/hierarchy.js';
import { dtpSegment, originSegment, partySegment, rawSegment, referenceSegment } from '../parties/write-party.js';
import type { OutSegment } from '../write.js';
import { centsText, seg } from '../write.js';
import type { ClaimStatusInquiry, ClaimStatusInquiryItem } from './claim-status-inquiry.js';
import { statusPersonSegments } from './status-person.js';
import { serviceDateSegments, statusLineSegments } from './write-status-body.js';

/** ST03 and GS08; GS01 is `HR` for the 276 and `HN` for the 277. */
export const GUIDE_276_277 = '005010X212';

/** The segments between ST and SE of a 276. Inquiries with equal parties, one after the other, share their HL. */
export function* claimStatusInquirySegments(items: Iterable<ClaimStatusInquiryItem>): Generator<OutSegment> {
  const numbers = new HierarchyNumbers();
  const fold = new LevelFold();
  for (const item of items) {
    if (item.kind === 'claimStatusInquiryHeader') yield originSegment('0010', item.origin);
    else {
      yield* levelSegments(item, numbers, fold);
      yield* inquirySegments(item);
    }
  }
}

function* levelSegments(q: ClaimStatusInquiry, numbers: HierarchyNumbers, fold: LevelFold): Generator<OutSegment> {
  const { source, receiver, provider, subscriber, dependent } = q;
  const person = JSON.stringify([subscriber, dependent !== undefined]);
  const keys = [source, receiver, provider].map((party) => JSON.stringify(party));
  const from = fold.firstNew([...keys, person, ...(dependent === undefined ? [] : [JSON.stringify(dependent)])]);
  const organizations = [source, receiver, provider];
  for (const [rank, party] of organizations.entries()) {
    if (rank < from) continue;
    yield numbers.segment(rank, ['20', '21', '19'][rank] ?? '', true);
    yield partySegment(party);
  }
  if (from <= 3) {
    yield numbers.segment(3, '22', dependent !== undefined);
    yield* statusPersonSegments(subscriber);
  }
  if (from <= 4 && dependent !== undefined) {
    yield numbers.segment(4, '23');
    yield* statusPersonSegments(dependent);
  }
}

function* inquirySegments(q: ClaimStatusInquiry): Generator<OutSegment> {
  yield seg('TRN', q.traceType ?? '1', q.trace, q.traceOriginator, q.traceSupplement);
  if (q.payerClaimNumber !== undefined) yield seg('REF', '1K', q.payerClaimNumber);
  if (q.billType !== undefined) yield seg('REF', 'BLT', q.billType);
  if (q.claimNumber !== undefined) yield seg('REF', 'EJ', q.claimNumber);
  for (const reference of q.refs) yield referenceSegment(reference);
  if (q.chargeCents !== undefined) yield seg('AMT', 'T3', centsText(q.chargeCents));
  yield* serviceDateSegments(q.serviceFrom, q.serviceThrough);
  for (const date of q.dates) yield dtpSegment(date);
  for (const raw of q.unmodelled) yield rawSegment(raw);
  for (const line of q.lines) yield* statusLineSegments(line);
}
