import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { Result } from '../../src/domain/result.js';
import { eligibilityAnswerSegments } from '../../src/edi/x12/270-271/write-eligibility-answer.js';
import { eligibilityInquirySegments } from '../../src/edi/x12/270-271/write-eligibility-inquiry.js';
import {
  claimStatusAnswerSegments,
  informationRequestSegments,
} from '../../src/edi/x12/276-277/write-claim-status-answer.js';
import { claimStatusInquirySegments } from '../../src/edi/x12/276-277/write-claim-status-inquiry.js';
import { claimAcknowledgementSegments } from '../../src/edi/x12/277ca/write-claim-acknowledgement.js';
import { authorizationSegments } from '../../src/edi/x12/278/write-authorization.js';
import { remittance835Segments } from '../../src/edi/x12/835/write-remittance.js';
import { claims837Segments } from '../../src/edi/x12/837p/write-837.js';
import { segments999 } from '../../src/edi/x12/acknowledgements/write-acknowledgement.js';
import type { X12Item } from '../../src/edi/x12/read.js';
import type { OutSegment } from '../../src/edi/x12/write.js';

/** Writes the items of one set as they were read. */
export type Write = (items: readonly X12Item[]) => Iterable<OutSegment>;

export function only<Kind extends X12Item['kind']>(
  items: readonly X12Item[],
  kind: Kind,
): Extract<X12Item, { kind: Kind }> {
  const found = items.find((item): item is Extract<X12Item, { kind: Kind }> => item.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

function sound<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const claims: Write = (items) => {
  const { reference, createdDate, createdTime: time, submitter, receiver } = only(items, 'claimBatchHeader');
  if (submitter === undefined || receiver === undefined) throw new Error('no parties');
  const bht = { reference, date: createdDate ?? plainDate('2026-03-02'), time, use: 'CH' } as const;
  const all = items.flatMap((item) => (item.kind === 'claim' ? [item.claim] : []));
  return sound(claims837Segments({ bht, submitter, receiver, claims: all })).segments;
};

const authorization: Write = (items) => sound(authorizationSegments(only(items, 'authorization')));

/** The writer of each kind of set; a 275 is written with its contents, a TA1 is no set. */
export const WRITERS = {
  '270': (items) => eligibilityInquirySegments(items as never),
  '271': (items) => eligibilityAnswerSegments(items as never),
  '276': (items) => claimStatusInquirySegments(items as never),
  '277': (items) => claimStatusAnswerSegments(items as never),
  '277-REQUEST': (items) => informationRequestSegments(items as never),
  '277CA': (items) => claimAcknowledgementSegments(items as never),
  '278': authorization,
  '278-ANSWER': authorization,
  '835': (items) => remittance835Segments(items as never),
  '837I': claims,
  '837P': claims,
  '999': (items) => segments999(only(items, 'implementationAcknowledgement')),
} as const satisfies Readonly<Record<string, Write>>;

export type WrittenKind = keyof typeof WRITERS;
