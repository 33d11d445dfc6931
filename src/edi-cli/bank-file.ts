import type { AchItem } from '../edi/ach/ach-file.js';
import { AchRead } from '../edi/ach/read-ach.js';
import type { BankItem } from '../edi/bai2/bank-report.js';
import { Bai2Read } from '../edi/bai2/read-bai2.js';

/** What both readers of bank files can do. */
interface BankRead {
  feed(bytes: Uint8Array): readonly (BankItem | AchItem)[];
  finish(): readonly (BankItem | AchItem)[];
}

/** A file that was looked into: its bytes, whole, and the reader of a bank file when it is one. */
export interface OpenedFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly bank: BankRead | undefined;
}

/** BAI2 begins with a file header `01,`, ACH with record 1, priority 01 and a ten-character destination. */
function bankRead(head: Uint8Array): BankRead | undefined {
  const text = new TextDecoder('latin1').decode(head.subarray(0, 120)).replace(/^(\xef\xbb\xbf)?\s*/, '');
  if (text.startsWith('01,')) return new Bai2Read();
  return /^101[ \d]{20}/.test(text) ? new AchRead() : undefined;
}

export async function opened(source: AsyncGenerator<Uint8Array>): Promise<OpenedFile> {
  const first = await source.next();
  const head = first.done === true ? new Uint8Array(0) : first.value;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* source;
  }
  return { bytes: bytes(), bank: bankRead(head) };
}

/** Items of a bank file, a batch a chunk. */
export async function* bankItems({ bytes, bank }: OpenedFile): AsyncGenerator<readonly (BankItem | AchItem)[]> {
  if (bank === undefined) return;
  for await (const chunk of bytes) yield bank.feed(chunk);
  yield bank.finish();
}

export type { AchItem, BankItem };
