import { seededRandom } from '../../edi/x12/seeded-numbers.js';
import { drawing, failuresOf } from './a-desk.js';
import { PayerLife } from './a-payer-life.js';

/** Lives of one claim with its denials and batches: some here, 5,000 in the deep run. */
const LIVES = Math.min(5_000, Number(process.env['RECLAIM_CASES'] ?? 120));
const FIRST_SEED = Number(process.env['RECLAIM_SEED'] ?? 1);

describe('a claim, its denials and its batches, whatever comes and in whatever order', () => {
  it(`keep to their tables, have their next day, and miss no last day that nobody was asked about (${LIVES} lives)`, () => {
    const seen = new Set<string>();
    const failures = failuresOf({ first: FIRST_SEED, count: LIVES }, (seed) => {
      const life = new PayerLife(drawing(seededRandom(seed)));
      life.live();
      life.mustHaveEnded();
      for (const state of life.desk.seen) seen.add(state);
    });
    console.log(`${LIVES} lives from seed ${FIRST_SEED}: ${[...seen].sort().join(', ')}`);
    expect(failures.join('\n\n')).toBe('');
  }, 3_600_000);
});
