import { createHash } from 'node:crypto';
import { type Facts, factsJson } from '../edi/facts/fact.js';
import { FactsRead } from '../edi/facts/facts-of.js';
import { bytesOf, readFailure } from './read-file.js';

/** One JSON line per file: `path` as given, `transaction` and its facts. Broken files have facts too. */
export async function printFacts(paths: readonly string[]): Promise<number> {
  let unreadable = 0;
  for (const path of paths) {
    try {
      process.stdout.write(`${factsJson(await factsOfFile(path))}\n`);
    } catch (error) {
      unreadable += 1;
      process.stdout.write(`${JSON.stringify({ path, transaction: '', error: readFailure(error) })}\n`);
    }
  }
  return unreadable === 0 ? 0 : 1;
}

async function factsOfFile(path: string): Promise<Facts> {
  const read = new FactsRead();
  const hash = createHash('sha256');
  for await (const chunk of bytesOf(path)) {
    hash.update(chunk);
    read.feed(chunk);
  }
  const { transaction, facts } = read.finish(hash.digest('hex'));
  return { path, transaction, ...facts };
}
