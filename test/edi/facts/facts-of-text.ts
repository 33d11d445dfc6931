import { FactsRead } from '../../../src/edi/facts/facts-of.js';
import { latin1 } from '../an-interchange.js';

/** A file in one sentence, its text (one letter a byte), and what the glossary says of it; `undefined`: the key is absent. */
export type Variant = readonly [name: string, file: string, facts: Readonly<Record<string, unknown>>];

export function factsOfText(file: string, chunkBytes = Infinity): Record<string, unknown> {
  const bytes = latin1(file);
  const read = new FactsRead();
  for (let at = 0; at < bytes.length; at += chunkBytes) read.feed(bytes.subarray(at, at + chunkBytes));
  const { transaction, facts } = read.finish('0'.repeat(64));
  return { transaction, ...(JSON.parse(JSON.stringify(facts)) as Record<string, unknown>) };
}

/** One test a variant: the keys named, key by key, and the same in chunks of one, seven and sixty-four bytes. */
export function eachVariant(variants: readonly Variant[]): void {
  it.each(variants)('%s', (_name, file, facts) => {
    const found = factsOfText(file);
    for (const [key, value] of Object.entries(facts)) expect({ [key]: found[key] }).toEqual({ [key]: value });
    for (const size of [1, 7, 64]) expect(factsOfText(file, size)).toEqual(found);
  });
}
