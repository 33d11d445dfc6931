import { claimStatusInquirySegments } from '../x12/276-277/write-claim-status-inquiry.js';
import type { ClaimStatusInquiryItem } from '../x12/276-277/claim-status-inquiry.js';
import { writeInterchange, type OutInterchange } from '../x12/write.js';

/** A 276 as bytes, ready to send. Numbers, dates and times come from the caller: nothing here reads a clock. */
export function* askAboutAClaim(
  address: Omit<OutInterchange, 'groups'>,
  inquiry: readonly ClaimStatusInquiryItem[],
): Generator<Uint8Array> {
  const guide = '005010X212';
  const { date, time, senderId: sender, receiverId: receiver } = address;
  const set = { st01: '276', guide, control: '0001', segments: claimStatusInquirySegments(inquiry) };
  const group = { functionalId: 'HR', sender, receiver, date, time, control: '1', guide, sets: [set] };
  yield* writeInterchange({ ...address, groups: [group] });
}
