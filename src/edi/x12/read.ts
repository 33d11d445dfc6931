import type { EnvelopeItem } from './envelope-items.js';
import { Envelope } from './envelope.js';
import { findGuideReader, type GuideItem } from './guides.js';
import { DEFAULT_LIMITS, type ReadOptions } from './options.js';
import { Tokenizer } from './tokenizer.js';

/** What a read hands out, told apart by `kind`: envelope, problems, tokens, and the documents of each guide. */
export type X12Item = EnvelopeItem | GuideItem;

/** Bytes taken at a time, so that a large chunk does not become one large batch. */
const SLICE_BYTES = 64 * 1024;

/** One read of one file: feed bytes, take items. For callers that do not have an async source. */
export class X12Read {
  private readonly tokenizer: Tokenizer;
  private readonly envelope: Envelope<GuideItem>;

  constructor(options: ReadOptions = {}) {
    const limits = { ...DEFAULT_LIMITS, ...options.limits, findIsaAfterIea: true };
    this.tokenizer = new Tokenizer(limits);
    this.envelope = new Envelope<GuideItem>(options, findGuideReader);
    this.tokenizer.onPiece = (bytes) => this.envelope.piece(bytes);
    this.tokenizer.surroundings = () => this.envelope.surroundings(this.tokenizer.segment);
  }

  /** Items of the segments completed by these bytes. */
  feed(bytes: Uint8Array): X12Item[] {
    this.tokenizer.push(bytes);
    return this.drain();
  }

  /** After the last bytes: the rest, and what broke off. */
  finish(): X12Item[] {
    this.tokenizer.finish();
    const items = this.drain();
    this.envelope.end(this.tokenizer);
    return [...items, ...this.envelope.collector.take()];
  }

  private drain(): X12Item[] {
    const { tokenizer, envelope } = this;
    while (tokenizer.next()) envelope.step(tokenizer);
    return envelope.collector.take();
  }
}

/**
 * Reads X12 bytes in one pass and flat memory. Yields a batch of items per chunk (never empty). A fault is a `problem`
 * item, never an exception; where the chunks end changes nothing but the batches.
 */
export async function* readX12(input: AsyncIterable<Uint8Array>, options?: ReadOptions): AsyncGenerator<X12Item[]> {
  const read = new X12Read(options);
  for await (const chunk of input) {
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
      const items = read.feed(chunk.subarray(at, at + SLICE_BYTES));
      if (items.length > 0) yield items;
    }
  }
  const rest = read.finish();
  if (rest.length > 0) yield rest;
}
