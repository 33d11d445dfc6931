import { AchRead } from '../../../src/edi/ach/read-ach.js';
import { Bai2Read } from '../../../src/edi/bai2/read-bai2.js';
import { FactsRead, type FileFacts } from '../../../src/edi/facts/facts-of.js';
import { RemittanceBalance } from '../../../src/edi/x12/835/balance-remittance.js';
import { ALLOW_ALL, type ReadOptions } from '../../../src/edi/x12/options.js';
import type { X12Item } from '../../../src/edi/x12/read.js';
import { Tokenizer } from '../../../src/edi/x12/tokenizer.js';
import { latin1, readAll } from '../an-interchange.js';

/** Offsets, lengths and identifiers of the segments, and the bytes they were taken from, gaps included. */
export function tokensOf(bytes: Uint8Array, chunkBytes: number): { readonly tokens: string; readonly covered: number } {
  const tokenizer = new Tokenizer({ segmentBytes: 64 * 1024, elements: 1_000, binaryBytes: 64 * 1024 * 1024 });
  const tokens: unknown[] = [];
  let covered = 0;
  const drain = (): void => {
    while (tokenizer.next()) {
      const { segment, gapStart, tokenEnd } = tokenizer;
      covered += tokenEnd - gapStart;
      tokens.push(segment.base + segment.start, segment.end - segment.start, segment.id, segment.count);
    }
  };
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    tokenizer.push(bytes.subarray(at, at + chunkBytes));
    drain();
  }
  tokenizer.finish();
  drain();
  return { tokens: JSON.stringify(tokens), covered: covered + tokenizer.remainder().length };
}

export function factsOfBytes(bytes: Uint8Array, chunkBytes: number): FileFacts {
  const read = new FactsRead();
  for (let at = 0; at < bytes.length; at += chunkBytes) read.feed(bytes.subarray(at, at + chunkBytes));
  return read.finish('');
}

/** As by default, with everything let through, and with attached data that never wait for their end. */
export const OPTIONS: readonly [ReadOptions, ...ReadOptions[]] = [
  {},
  { allow: ALLOW_ALL, tokens: true },
  { allow: { allowBinaryResync: true }, limits: { heldBytes: 1 } },
];

export const itemsOf = (bytes: Uint8Array, options: ReadOptions, chunkBytes: number): X12Item[] =>
  readAll(bytes, options, chunkBytes);

/** Items of a bank file, whichever of the two it is taken for. */
export function bankItemsOf(bytes: Uint8Array, chunkBytes: number): string {
  return JSON.stringify(
    [new Bai2Read(), new AchRead()].map((read) => {
      const items: unknown[] = [];
      for (let at = 0; at < bytes.length; at += chunkBytes)
        items.push(...read.feed(bytes.subarray(at, at + chunkBytes)));
      return [...items, ...read.finish()];
    }),
  );
}

/** Nothing of the file is refused. */
export const isAccepted = (items: readonly X12Item[]): boolean =>
  items.every(
    (item) =>
      !('verdict' in item && item.verdict === 'refused') &&
      !(item.kind === 'problem' && item.problem.severity === 'refused'),
  );

/** Payments, claims and lines of every remittance that add up, of how many: as the facts count them. */
export function balancesOf(items: readonly X12Item[]): Record<string, string> {
  const balances: RemittanceBalance[] = [];
  for (const item of items) {
    if (item.kind === 'remittance') balances.push(new RemittanceBalance(item));
    else if (item.kind === 'remittanceClaim') balances.at(-1)?.addClaim(item);
    else if (item.kind === 'providerAdjustment') balances.at(-1)?.addProviderAdjustment(item);
  }
  const verdicts = balances.map((balance) => balance.verdict());
  const ratio = (counts: readonly { readonly checked: number; readonly failed: number }[]): string => {
    const checked = counts.reduce((sum, each) => sum + each.checked, 0);
    return `${checked - counts.reduce((sum, each) => sum + each.failed, 0)}/${checked}`;
  };
  return {
    tx_balanced: `${verdicts.filter(({ payment }) => payment.balanced).length}/${verdicts.length}`,
    claims_balanced: ratio(verdicts.map(({ claims }) => claims)),
    services_balanced: ratio(verdicts.map(({ lines }) => lines)),
  };
}

export const bytesOf = (text: string): Uint8Array => latin1(text);
