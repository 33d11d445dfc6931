import type { X12Item } from '../read.js';
import type { AttachmentContent } from './attachment.js';

/** Keeps the bytes of one document and says where; it may take its time, the read waits for it. */
export type StoreContent<Reference> = (bytes: AsyncIterable<Uint8Array>) => Promise<Reference>;

/** Where the bytes of a document lie; stands where its pieces stood, directly before its `attachmentDocument`. */
export interface StoredContent<Reference> {
  readonly kind: 'attachmentStored';
  /** LX01 of the document. */
  readonly document: number;
  readonly byteLength: number;
  readonly stored: Reference;
}

export type StoredItem<Reference> = Exclude<X12Item, AttachmentContent> | StoredContent<Reference>;

/** Hands pieces from the read to a store, one at a time. */
class Handover<Reference> {
  byteLength = 0;
  readonly stored: Promise<Reference>;
  private readonly pieces: Uint8Array[] = [];
  private state: 'open' | 'ended' | 'broken' = 'open';
  private wakeStore: () => void = () => undefined;
  private wakeRead: () => void = () => undefined;

  constructor(
    readonly document: number,
    store: StoreContent<Reference>,
  ) {
    this.stored = store(this.bytes());
    // A store that ends early, well or not, must not leave the read waiting.
    this.stored.catch(() => undefined).finally(() => this.close('ended'));
  }

  async give(bytes: Uint8Array): Promise<void> {
    this.byteLength += bytes.length;
    if (this.state !== 'open') return;
    this.pieces.push(bytes);
    this.wakeStore();
    await new Promise<void>((taken) => (this.wakeRead = taken));
  }

  /** No more pieces come: the content is whole, or (`broken`) the read stopped in it and nothing may be kept. */
  close(how: 'ended' | 'broken'): void {
    if (this.state === 'open') this.state = how;
    this.wakeStore();
    this.wakeRead();
  }

  private async *bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = this.pieces.shift();
      if (piece !== undefined) {
        yield piece;
        this.wakeRead();
      } else if (this.state === 'open') await new Promise<void>((given) => (this.wakeStore = given));
      else if (this.state === 'ended') return;
      else throw new Error('The file broke off inside attached data');
    }
  }
}

/**
 * Passes a read on with the contents of its 275 sets in a store: where pieces of bytes were, one `attachmentStored` says
 * where they lie. One piece is held at a time, whatever a document's size. The verdict on a set comes after its contents:
 * the caller forgets what it stored for a set that is refused. Rejects when the store does.
 */
export async function* storeContents<Reference>(
  batches: AsyncIterable<readonly X12Item[]>,
  store: StoreContent<Reference>,
): AsyncGenerator<StoredItem<Reference>[]> {
  let open: Handover<Reference> | undefined;
  try {
    for await (const batch of batches) {
      const items: StoredItem<Reference>[] = [];
      for (const item of batch) {
        if (open !== undefined && (item.kind !== 'attachmentContent' || item.offset === 0)) {
          items.push(await ended(open));
          open = undefined;
        }
        if (item.kind !== 'attachmentContent') items.push(item);
        else {
          open ??= new Handover(item.document, store);
          await open.give(item.bytes);
        }
      }
      if (items.length > 0) yield items;
    }
  } finally {
    open?.close('broken');
  }
}

async function ended<Reference>(content: Handover<Reference>): Promise<StoredContent<Reference>> {
  content.close('ended');
  const stored = await content.stored;
  return { kind: 'attachmentStored', document: content.document, byteLength: content.byteLength, stored };
}
