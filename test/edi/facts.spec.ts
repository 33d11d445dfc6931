import { createHash } from 'node:crypto';
import { FactsRead } from '../../src/edi/facts/facts-of.js';
import { LEFT_OUT, factsRows, fixtureBytes, fixtureFolder } from './fixtures.js';

const folder = fixtureFolder();

function factsOf(bytes: Uint8Array, chunkBytes: number): { transaction: string; facts: Record<string, unknown> } {
  const read = new FactsRead();
  for (let at = 0; at < bytes.length; at += chunkBytes) read.feed(bytes.subarray(at, at + chunkBytes));
  const { transaction, facts } = read.finish(createHash('sha256').update(bytes).digest('hex'));
  return { transaction, facts: JSON.parse(JSON.stringify(facts)) as Record<string, unknown> };
}

describe('Facts of the public files', () => {
  if (folder === undefined) {
    it('are left out when no folder is named', () => {
      process.stdout.write(LEFT_OUT);
      expect(folder).toBeUndefined();
    });
    return;
  }
  const rows = factsRows(folder);

  it('are told for all 189 files', () => {
    expect(rows).toHaveLength(189);
  });

  it.each(rows)('$path holds what an independent reader found', ({ path, transaction, facts }) => {
    const found = factsOf(fixtureBytes(folder, path), 64 * 1024);
    expect(found.transaction).toBe(transaction);
    for (const key of Object.keys(facts)) expect({ [key]: found.facts[key] }).toEqual({ [key]: facts[key] });
    expect(Object.keys(found.facts).sort()).toEqual(Object.keys(facts).sort());
  });

  it('do not depend on where chunks end', () => {
    for (const { path, facts } of rows.slice(0, 40)) {
      expect(factsOf(fixtureBytes(folder, path), 7).facts).toEqual(facts);
    }
  });
});
