import { factsJson } from '../../../src/edi/facts/fact.js';
import { AnswerBuilder } from '../../../src/edi/x12/acknowledgements/answer.js';
import { problemText } from '../../../src/edi/x12/problem-text.js';
import type { X12Item } from '../../../src/edi/x12/read.js';
import { between, type Random } from '../../../src/edi/x12/seeded-numbers.js';
import { mutantOf } from './mutant.js';
import { originals } from './originals.js';
import { leastProcessorTime } from '../../support/bounds.js';
import {
  OPTIONS,
  balancesOf,
  bankItemsOf,
  bytesOf,
  factsOfBytes,
  isAccepted,
  itemsOf,
  tokensOf,
} from './read-mutant.js';

/**
 * reliability.md M1: 10,000 a run, 100,000 a deep one. RECLAIM_FIRST_SEED and RECLAIM_MUTANTS choose a slice of the seeds;
 * RECLAIM_MUTANT_SEED=N replays the mutant of one failure.
 */
const REPLAYED = process.env['RECLAIM_MUTANT_SEED'];
const COUNTED = Number(process.env['RECLAIM_MUTANTS'] ?? (process.env['RECLAIM_TEST_DEEP'] === '1' ? 100_000 : 10_000));
const MUTANTS = REPLAYED === undefined ? COUNTED : 1;
const FIRST_SEED = Number(REPLAYED ?? process.env['RECLAIM_FIRST_SEED'] ?? 1);
/** Of processor time: other work on the machine is no fault of the reader. */
const MOST_MILLISECONDS = 1_000;
const MOST_BYTES = 256 * 1024 * 1024;

/** From one byte to the whole file, small ones often. */
function chunkSize(random: Random, length: number): number {
  const small = random() < 0.5;
  return between(random, 1, Math.max(1, small ? Math.min(64, length) : length));
}

function tellsWhereAndWhy(items: readonly X12Item[], length: number): void {
  const answers = new AnswerBuilder({ includeValues: true });
  let refused = 0;
  for (const item of items) {
    answers.item(item);
    if ('verdict' in item && item.verdict === 'refused') refused += 1;
    if (item.kind !== 'problem') continue;
    const { at, code } = item.problem;
    if (!(at.byte >= 0 && at.byte <= length && code !== undefined))
      throw new Error(`${code} at ${at.byte} of ${length}`);
    if (problemText(item.problem, { showValues: true }).includes('undefined')) throw new Error(`${code}: a poor text`);
  }
  const reasons = items.filter((item) => item.kind === 'problem' && item.problem.severity === 'refused').length;
  if (refused > 0 && reasons === 0) throw new Error('refused without a reason');
  if (answers.answers.some(({ received }) => received === undefined)) throw new Error('an answer to nothing');
}

/** A remittance accepted by default is judged by a second reader: both must find the same sums good. */
function agreesWithFacts(items: readonly X12Item[], bytes: Uint8Array): boolean {
  const sets = items.filter((item) => item.kind === 'set');
  if (!isAccepted(items) || sets.length === 0 || sets.some(({ st01 }) => st01 !== '835')) return false;
  const { facts } = factsOfBytes(bytes, bytes.length);
  const balances = balancesOf(items);
  for (const [key, value] of Object.entries(balances)) {
    if (facts[key] !== value) throw new Error(`${key}: ${value} by the reader, ${String(facts[key])} by the facts`);
  }
  return true;
}

const same = (one: string, other: string, what: string): void => {
  if (one !== other) throw new Error(`${what} depend on where chunks end`);
};

/** True when the file is a remittance that is accepted. */
function readAtEveryDepth(text: string, random: Random): boolean {
  const bytes = bytesOf(text);
  const size = chunkSize(random, bytes.length);
  const whole = tokensOf(bytes, Math.max(1, bytes.length));
  same(whole.tokens, tokensOf(bytes, size).tokens, 'tokens');
  const options = OPTIONS[between(random, 0, OPTIONS.length - 1)] ?? {};
  const items = itemsOf(bytes, options, Math.max(1, bytes.length));
  same(JSON.stringify(items), JSON.stringify(itemsOf(bytes, options, size)), 'items');
  same(factsJson({ ...factsOfBytes(bytes, bytes.length) }), factsJson({ ...factsOfBytes(bytes, size) }), 'facts');
  if (/^(01,|1)/.test(text)) same(bankItemsOf(bytes, bytes.length), bankItemsOf(bytes, size), 'bank items');
  tellsWhereAndWhy(items, bytes.length);
  return options === OPTIONS[0] && agreesWithFacts(items, bytes);
}

describe('Mutants of every document', () => {
  it(
    `end as items and problems, the same in any chunks, within a second and 256 MiB (${MUTANTS} mutants)`,
    () => {
      const files = originals();
      let accepted = 0;
      for (let seed = FIRST_SEED; seed < FIRST_SEED + MUTANTS; seed += 1) {
        const { text } = mutantOf(seed, files);
        const held = process.memoryUsage().heapUsed;
        let [took, isSound] = [0, false];
        try {
          took = leastProcessorTime(MOST_MILLISECONDS, () => {
            isSound = readAtEveryDepth(text, mutantOf(seed, files).random);
          });
          if (isSound) accepted += 1;
        } catch (error) {
          throw new Error(`Mutant ${seed} (RECLAIM_MUTANT_SEED=${seed}): ${String(error)}\n${text.slice(0, 2_000)}`, {
            cause: error,
          });
        }
        const more = process.memoryUsage().heapUsed - held;
        if (took > MOST_MILLISECONDS) throw new Error(`Mutant ${seed} took ${took.toFixed(0)} ms`);
        if (more > MOST_BYTES) throw new Error(`Mutant ${seed} took ${more} bytes`);
      }
      if (REPLAYED === undefined) expect(accepted).toBeGreaterThan(MUTANTS / 500);
    },
    30 * 60_000,
  );
});
