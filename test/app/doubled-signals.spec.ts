import { randomUUID } from 'node:crypto';
import { advanceClaim } from '../../src/app/claims/advance-claim.js';
import { recordEvent } from '../../src/app/stories/record-event.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { seededRandom } from '../../src/edi/x12/seeded-numbers.js';
import { foundPractice, type OpenedClaim, type Practice } from './a-practice.js';
import { openingTheSame } from './same-claim.js';
import { whatIsSeenOf } from './what-is-seen-of.js';

const SEEDS = process.env['RECLAIM_TEST_DEEP'] === '1' ? 500 : 25;
const FIRST_SEED = 1;

let practice: Practice;
let theClaim: () => Promise<OpenedClaim>;
beforeAll(async () => {
  practice = await foundPractice();
  theClaim = openingTheSame(practice);
  console.log(`${SEEDS} claims, seeds ${FIRST_SEED} to ${FIRST_SEED + SEEDS - 1}`);
}, 120_000);
afterAll(() => practice?.stop());

/** What happens to the claim, in this order; how often and when its story is told is another matter. */
const LIFE = [
  ['holdPlaced', { reason: 'records are missing' }],
  ['holdReleased', { note: 'records came' }],
  ['submitted', { batchId: randomUUID(), date: plainDate('2026-01-05') }],
  ['payerAccepted', { receiptDate: plainDate('2026-01-06'), payerClaimNumber: 'P1' }],
  ['claimStatusAnswered', { category: 'P1', statusCode: '20', date: plainDate('2026-01-20') }],
  ['payerPromised', { promisedDate: plainDate('2026-02-10') }],
  ['payerSaysNotOnFile', {}],
  ['claimSilent', { clock: '277CA' }],
] as const;

const tell = (claimId: string) =>
  advanceClaim(practice.deps, { organizationId: practice.org, subjectId: claimId, asked: true });

/** Lives the life; `told` says how many turns are asked for at once after each event. */
async function live(told: () => number): Promise<string> {
  const { id } = await theClaim();
  await tell(id);
  for (const [type, facts] of LIFE) {
    await practice.within((tx) => recordEvent(tx, { story: 'claim', subjectId: id, type, facts, wake: false }));
    await Promise.all(Array.from({ length: told() }, () => tell(id)));
  }
  await Promise.all([tell(id), tell(id)]);
  return id;
}

describe('a claim whose story is told late, twice, or by several at once', () => {
  it('ends as one that was told once after each event', async () => {
    const plain = await whatIsSeenOf(practice, await live(() => 1));
    expect(plain.events.every(({ handled }) => handled)).toBe(true);
    expect(plain.decisions.length).toBeGreaterThan(LIFE.length / 2);
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      const random = seededRandom(seed);
      const outcome = await whatIsSeenOf(practice, await live(() => Math.floor(random() * 4)));
      expect({ seed, ...outcome }).toEqual({ seed, ...plain });
    }
  }, 900_000);
});
