import { separatorsOf } from '../x12/interchange-header.js';
import { Tokenizer } from '../x12/tokenizer.js';
import { AcknowledgementFacts, AttachmentFacts } from './acknowledgement-facts.js';
import { BankFacts } from './bank-facts.js';
import { ClaimFacts } from './claim-facts.js';
import { EligibilityFacts } from './eligibility-facts.js';
import { EnvelopeFacts } from './envelope-facts.js';
import type { Facts, SetFacts } from './fact.js';
import { RemittanceFacts } from './remittance-facts.js';
import { ReviewFacts } from './review-facts.js';
import { StatusFacts } from './status-facts.js';

/** What a file is, and what stands in it. `transaction` is '' when it is neither X12 nor BAI2. */
export interface FileFacts {
  readonly transaction: string;
  readonly facts: Facts;
}

/** Facts are taken from broken files too, so the limits are wide; memory stays that of the longest segment. */
const WIDE_LIMITS = {
  segmentBytes: 256 * 1024 * 1024,
  elements: 10_000_000,
  binaryBytes: 256 * 1024 * 1024,
  heldBytes: 16 * 1024 * 1024,
  countedSeparators: true,
  literalLengths: true,
};

const SLICE_BYTES = 64 * 1024;

/** What the first bytes show; X12 is left to the tokenizer. */
const HEAD_BYTES = 4 * 1024;

function setFactsOf(st01: string): SetFacts | undefined {
  switch (st01) {
    case '835':
      return new RemittanceFacts();
    case '837':
      return new ClaimFacts();
    case '276':
    case '277':
      return new StatusFacts(st01);
    case '270':
    case '271':
      return new EligibilityFacts(st01);
    case '278':
      return new ReviewFacts();
    case '275':
      return new AttachmentFacts();
    case '997':
    case '999':
      return new AcknowledgementFacts();
    default:
      return undefined;
  }
}

const COUNTED_SETS = ['835', '837', '276', '277', '270', '271', '278', '275', '997', '999'];

class X12Facts {
  private readonly tokenizer = new Tokenizer(WIDE_LIMITS);
  private readonly envelope = new EnvelopeFacts();
  /** Segments before the first ST count too (its own ST may be garbled), so every kind counts until it is known. */
  private readonly candidates = new Map(COUNTED_SETS.map((st01) => [st01, setFactsOf(st01)]));
  private set: SetFacts | undefined;
  private unterminated = false;

  constructor() {
    this.tokenizer.segment.keepsNul = true;
  }

  feed(bytes: Uint8Array): void {
    this.tokenizer.push(bytes);
    this.drain();
  }

  finish(): FileFacts | undefined {
    this.tokenizer.finish();
    this.drain();
    if (this.tokenizer.fileStart !== 'isa' && this.tokenizer.fileStart !== 'no-isa') return undefined;
    const facts = { ...this.envelope.facts(this.unterminated), ...this.set?.facts() };
    return { transaction: this.transaction(), facts };
  }

  private drain(): void {
    const { tokenizer, envelope } = this;
    const { segment } = tokenizer;
    while (tokenizer.next()) {
      envelope.segment(segment, tokenizer.onIsa, () => separatorsOf(segment));
      if (envelope.firstSt01 !== undefined && this.candidates.size > 0) {
        this.set = this.candidates.get(envelope.firstSt01);
        this.candidates.clear();
      }
      if (tokenizer.faults.unterminated) this.unterminated = true;
      if (tokenizer.onIsa) continue;
      this.set?.segment(segment);
      for (const candidate of this.candidates.values()) candidate?.segment(segment);
    }
  }

  private transaction(): string {
    const { firstSt01 } = this.envelope;
    if (firstSt01 === undefined) return this.envelope.hasAcknowledgement ? 'TA1' : '';
    if (this.set instanceof ClaimFacts) return this.set.transaction();
    if (firstSt01 !== '277') return firstSt01;
    const guides = this.envelope.guideList();
    if (guides.includes('X214')) return '277CA';
    return guides.includes('X364') ? '277DRA' : '277';
  }
}

class LineFacts {
  private readonly bank = new BankFacts();
  private rest = '';
  private readonly decoder = new TextDecoder('latin1');

  feed(bytes: Uint8Array): void {
    const text = this.rest + this.decoder.decode(bytes, { stream: true });
    // A CR at the end may be half of CR LF; it waits with the last line.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.bank.line(line);
  }

  finish(): FileFacts {
    this.bank.line(this.rest);
    return { transaction: 'BAI2', facts: this.bank.facts() };
  }
}

/** Bytes before the first record: a byte-order mark and blanks. */
function textStart(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const isMark = byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
    if (!isMark && byte !== 32 && (byte < 9 || byte > 13)) return at;
    at += isMark ? 3 : 1;
  }
  return at;
}

/** Gathers facts: feed the bytes in order, then `finish`. */
export class FactsRead {
  private head = new Uint8Array(0);
  private reader: X12Facts | LineFacts | undefined;

  feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) this.feedSlice(bytes.subarray(at, at + SLICE_BYTES));
  }

  /** `sha256` is the hexadecimal digest of all bytes; its first 16 digits become the `sha` fact. */
  finish(sha256: string): FileFacts {
    const found = this.started(this.head).finish() ?? { transaction: '', facts: {} };
    return { transaction: found.transaction, facts: { ...found.facts, sha: `sha256:${sha256.slice(0, 16)}` } };
  }

  private feedSlice(bytes: Uint8Array): void {
    if (this.reader !== undefined) return this.reader.feed(bytes);
    const joined = new Uint8Array(this.head.length + bytes.length);
    joined.set(this.head);
    joined.set(bytes, this.head.length);
    this.head = joined;
    if (joined.length >= HEAD_BYTES) this.started(joined);
  }

  private started(head: Uint8Array): X12Facts | LineFacts {
    if (this.reader !== undefined) return this.reader;
    const at = textStart(head);
    const isBank = head[at] === 48 && head[at + 1] === 49 && head[at + 2] === 44;
    const reader = isBank ? new LineFacts() : new X12Facts();
    this.reader = reader;
    reader.feed(isBank ? head.subarray(at) : head);
    this.head = new Uint8Array(0);
    return reader;
  }
}
