import { plainDate } from '../../src/domain/dates/plain-date.js';
import { Envelope } from '../../src/edi/x12/envelope.js';
import type { EnvelopeItem } from '../../src/edi/x12/envelope-items.js';
import type { GuideReaderFactory } from '../../src/edi/x12/guide-reader.js';
import { DEFAULT_LIMITS, type ReadOptions } from '../../src/edi/x12/options.js';
import type { X12Problem } from '../../src/edi/x12/problem.js';
import { Tokenizer } from '../../src/edi/x12/tokenizer.js';
import type { OutSegment } from '../../src/edi/x12/write.js';
import { writeInterchange } from '../../src/edi/x12/write.js';

export interface WrittenSet {
  readonly st01: string;
  readonly functionalId: string;
  readonly guide: string;
  readonly segments: Iterable<OutSegment>;
}

/** One interchange with one set, in canonical form. */
export function* interchangeOf({ st01, functionalId, guide, segments }: WrittenSet): Generator<Uint8Array> {
  const date = plainDate('2026-03-02');
  const set = { st01, guide, control: '0001', segments };
  const group = { functionalId, sender: 'PAYER', receiver: 'US', date, time: '0930', control: '1', guide, sets: [set] };
  yield* writeInterchange({
    senderQualifier: 'ZZ',
    senderId: 'PAYER',
    receiverQualifier: 'ZZ',
    receiverId: 'US',
    date,
    time: '0930',
    control: '000000001',
    usage: 'P',
    ackRequested: false,
    groups: [group],
  });
}

export interface ReadResult<Item> {
  readonly items: Item[];
  readonly envelope: EnvelopeItem[];
  readonly problems: X12Problem[];
}

const ENVELOPE_KINDS: ReadonlySet<string> = new Set([
  'interchange',
  'interchangeEnd',
  'group',
  'groupEnd',
  'set',
  'setEnd',
  'problem',
  'segment',
  'interchangeAcknowledgement',
]);

/** Reads bytes with one guide reader for every set. */
export function readWith<Item extends { readonly kind: string }>(
  factory: GuideReaderFactory<Item>,
  chunks: Iterable<Uint8Array>,
  options: ReadOptions = {},
): ReadResult<Item> {
  const tokenizer = new Tokenizer({ ...DEFAULT_LIMITS, ...options.limits });
  const envelope = new Envelope<Item>(options, (header) => ({ reader: factory(header) }));
  const result: ReadResult<Item> = { items: [], envelope: [], problems: [] };
  const take = (): void => {
    for (const item of envelope.collector.take()) {
      if (!ENVELOPE_KINDS.has(item.kind)) result.items.push(item as Item);
      else result.envelope.push(item as EnvelopeItem);
      if (item.kind === 'problem') result.problems.push((item as { problem: X12Problem }).problem);
    }
  };
  for (const chunk of chunks) {
    tokenizer.push(chunk);
    while (tokenizer.next()) envelope.step(tokenizer);
    take();
  }
  tokenizer.finish();
  while (tokenizer.next()) envelope.step(tokenizer);
  envelope.end(tokenizer);
  take();
  return result;
}

/** The same document without the places where it was read. */
export function withoutPlaces<T>(value: T): T {
  if (Array.isArray(value)) return value.map((entry: unknown) => withoutPlaces(entry)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'place');
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutPlaces(entry)])) as T;
}
