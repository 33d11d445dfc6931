import type { PlainDate } from '../domain/dates/plain-date.js';
import type { OutGroup, OutInterchange, OutSet } from '../edi/x12/write.js';
import { writeInterchange } from '../edi/x12/write.js';

/** What `generate` is asked to make. */
export interface GenerateRequest {
  readonly seed: number;
  /** Size to come near to; the last document is finished. Absent: `count` documents. */
  readonly bytes?: number;
  /** Claims, persons or payments. */
  readonly count: number;
  /** Sets of an 835. */
  readonly sets: number;
  readonly features: readonly string[];
  readonly date: PlainDate;
}

/** Bytes to stream once, and what is true of them: complete after the last byte. */
export interface Generation {
  readonly bytes: Iterable<Uint8Array>;
  truth(): unknown;
}

export interface GenerateKind {
  /** Names `--with` understands. */
  readonly features: readonly string[];
  generate(request: GenerateRequest): Generation;
}

const LEARNED_FROM_BYTES = 1_000_000;

/** Decides after each document whether another one fits; sizes are learned from what was written. */
export class Budget {
  private written = 0;
  private made = 0;

  constructor(
    private readonly request: GenerateRequest,
    private bytesEach: number,
  ) {}

  /** Documents to make next, at most `most`; 0 when done. */
  next(most: number): number {
    const { bytes, count } = this.request;
    // What is made may still wait in a chunk: only many bytes tell how long a document is.
    if (this.written > LEARNED_FROM_BYTES) this.bytesEach = this.written / this.made;
    const left = (bytes === undefined ? count : Math.ceil(bytes / this.bytesEach)) - this.made;
    const wanted = Math.max(this.made === 0 ? 1 : 0, Math.min(most, left));
    this.made += wanted;
    return wanted;
  }

  *counted(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
    for (const chunk of chunks) {
      this.written += chunk.length;
      yield chunk;
    }
  }
}

export interface GroupHead {
  readonly functionalId: string;
  readonly guide: string;
  readonly date: PlainDate;
  readonly sender: 'us' | 'payer';
}

/** One interchange with one group around sets that are made while it is written. */
export const interchangeOf = (head: GroupHead, sets: Iterable<OutSet>): Iterable<Uint8Array> =>
  writeInterchange(interchangeHead(head, sets));

export function interchangeHead(head: GroupHead, sets: Iterable<OutSet>): OutInterchange {
  const { functionalId, guide, date, sender } = head;
  const [from, to] = sender === 'us' ? ['HARBOR', 'PAYERONE'] : ['PAYERONE', 'HARBOR'];
  const group: OutGroup = {
    ...{ functionalId, guide, date, sets },
    ...{ sender: from, receiver: to, time: '0600', control: '1' },
  };
  return {
    ...{ senderQualifier: 'ZZ', senderId: from, receiverQualifier: 'ZZ', receiverId: to },
    ...{ date, time: '0600', control: '000000001', usage: 'P', ackRequested: false, groups: [group] },
  };
}

/** Set control numbers: at least four digits, unique in the group. */
export const setControl = (ordinal: number): string => String(ordinal).padStart(4, '0');
