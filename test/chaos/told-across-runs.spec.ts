import { randomUUID } from 'node:crypto';
import { advanceClaim } from '../../src/app/claims/advance-claim.js';
import { advanceDenial } from '../../src/app/denials/advance-denial.js';
import { recordEvents, type Facts } from '../../src/app/stories/record-event.js';
import { eventRule } from '../../src/contracts/event-table.js';
import type { SignalName } from '../../src/contracts/stories.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { between, seededRandom, type Random } from '../../src/edi/x12/seeded-numbers.js';
import {
  cas,
  dear,
  decision,
  denialsOf,
  foundPractice,
  post,
  type OpenedClaim,
  type Practice,
} from '../app/a-practice.js';
import { openingTheSame } from '../app/same-claim.js';
import { isAllHandled, whatIsSeenOf } from '../app/what-is-seen-of.js';
import { Stage, type PlayedStory } from '../workflows/played-stories.js';

const SEEDS = process.env['RECLAIM_TEST_DEEP'] === '1' ? 2 : 1;
const FIRST_SEED = 1;
/** Old news in each burst, and wakes about nothing: a run fills up under them and the story goes on in a new one. */
const OLD_NEWS = 90;
const WAKES = 2;
/** Runs that are filled up in one life: each takes hundreds of signals. */
const CROSSINGS = 2;
const LOOK_AGAIN_MS = 25;

type Kind = 'claim' | 'appeal';
type Happening = readonly [type: string, facts: Facts];
interface Told {
  readonly name: SignalName;
  readonly eventId: string;
}

const DOCUMENT = '00000000-0000-4000-8000-000000000001';
const onTheRoad: readonly Happening[] = [
  ['packetReady', {}],
  ['packetBuilt', { documentId: DOCUMENT, pages: 4, kilobytes: 90 }],
  ['packetApproved', {}],
  ['appealFiled', { channel: 'portal', confirmation: 'P-1' }],
];
/** What happens, in this order; how often and in which order the stories are told of it is another matter. */
const LIVES: Readonly<Record<Kind, readonly Happening[]>> = {
  claim: [
    ['holdPlaced', { reason: 'records are missing' }],
    ['holdReleased', { note: 'records came' }],
    ['submitted', { batchId: DOCUMENT, date: plainDate('2026-01-05') }],
    ['payerAccepted', { receiptDate: plainDate('2026-01-06'), payerClaimNumber: 'P1' }],
    ['claimStatusAnswered', { category: 'P1', statusCode: '20', date: plainDate('2026-01-20') }],
    ['payerPromised', { promisedDate: plainDate('2026-02-10') }],
    ['payerSaysNotOnFile', {}],
    ['claimSilent', { clock: '277CA' }],
  ],
  appeal: [
    ...onTheRoad,
    ['appealStillOpen', {}],
    ['appealDecided', { decision: 'unfavorable', decisionDate: plainDate('2026-01-05') }],
    ...onTheRoad,
    ['appealDecided', { decision: 'favorable', decisionDate: plainDate('2026-01-05') }],
  ],
};

let practice: Practice;
let theClaim: () => Promise<OpenedClaim>;
let stage: Awaited<ReturnType<typeof Stage.open>>;
beforeAll(async () => {
  practice = await foundPractice();
  theClaim = openingTheSame(practice, dear);
  stage = await Stage.open();
  console.log(`a claim and an appeal, each undisturbed and with seeds ${FIRST_SEED} to ${FIRST_SEED + SEEDS - 1}`);
}, 300_000);
afterAll(async () => {
  await stage?.close();
  await practice?.stop();
});

/** The story runs on Temporal and each turn is judged in Postgres; its steps are told as events of the life. */
function begin(kind: Kind, subjectId: string): Promise<PlayedStory> {
  const judge = { claim: advanceClaim, appeal: advanceDenial }[kind];
  const input = { organizationId: practice.org, subjectId, asked: true };
  return stage.start({ kind, scenes: [] }, async () => ({ ...(await judge(practice.deps, input)), steps: [] }));
}

const record = (kind: Kind, subjectId: string, happened: readonly Happening[]): Promise<Told[]> =>
  practice.within(async (tx) => {
    const events = happened.map(([type, facts]) => ({ story: kind, subjectId, type, facts, wake: false }));
    const recorded = await recordEvents(tx, events);
    return recorded.map(({ eventId }, at) => {
      const name = eventRule(kind, events[at]?.type ?? '')?.signal;
      if (!name) throw new Error(`no signal for ${events[at]?.type}`);
      return { name, eventId };
    });
  });

/** As long as it takes: a busy machine is no fault, and what never comes to this ends at the test's own bound. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}
const handled = (subjectId: string): Promise<void> => until(() => isAllHandled(practice, subjectId));
/** Everything it was told lies in a turn it has taken: the next burst cannot outrun it. */
const heard = (story: PlayedStory): Promise<void> =>
  until(async () => !(await story.handle.describe()).raw.pendingWorkflowTask);

/** Told of each event once, in its order. */
async function liveUndisturbed(kind: Kind, subjectId: string): Promise<void> {
  const story = await begin(kind, subjectId);
  await handled(subjectId);
  for (const happening of LIVES[kind])
    for (const { name, eventId } of await record(kind, subjectId, [happening])) {
      await story.signal(name, eventId);
      await handled(subjectId);
    }
  await story.handle.terminate();
}

const shuffled = <Item>(random: Random, items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

const runOf = async (story: PlayedStory): Promise<string> => (await story.handle.describe()).runId;

interface Disturbed {
  readonly story: PlayedStory;
  /** Every signal Temporal took, wakes and repeats included. */
  readonly signals: number;
}

/**
 * Up to three events at a time; the story is told of them in any order, several times, among all it was ever told before
 * and wakes about nothing; twice in its life until its run has ended and the next one has heard them too.
 */
async function liveDisturbed(kind: Kind, subjectId: string, random: Random): Promise<Disturbed> {
  const story = await begin(kind, subjectId);
  await handled(subjectId);
  const known: Told[] = [];
  const left = [...LIVES[kind]];
  let signals = 0;
  const tell = async (told: readonly Told[]): Promise<void> => {
    signals += told.length;
    await Promise.all(shuffled(random, told).map(({ name, eventId }) => story.signal(name, eventId)));
    await heard(story);
  };
  for (let chapter = 0; left.length > 0; chapter += 1) {
    const fresh = await record(kind, subjectId, left.splice(0, between(random, 1, 3)));
    const crosses = chapter >= 1 && chapter <= CROSSINGS;
    const before = await runOf(story);
    do await tell(burst(random, { fresh, known }));
    while (crosses && (await runOf(story)) === before);
    await tell(fresh);
    known.push(...fresh);
    await handled(subjectId);
  }
  await story.handle.terminate();
  return { story, signals };
}

/** Some of the new, none to three times each, among the old and among wakes about nothing. */
function burst(random: Random, { fresh, known }: Readonly<Record<'fresh' | 'known', readonly Told[]>>): Told[] {
  const copies = fresh.flatMap((told) => Array<Told>(between(random, 0, 3)).fill(told));
  const old = Array.from(
    { length: known.length > 0 ? OLD_NEWS : 0 },
    () => known[between(random, 0, known.length - 1)],
  );
  const wakes = Array.from({ length: WAKES }, (): Told => ({ name: 'turnTaken', eventId: randomUUID() }));
  return [...copies, ...wakes, ...old.flatMap((each) => each ?? [])];
}

const births: Readonly<Record<Kind, () => Promise<string>>> = {
  claim: async () => (await theClaim()).id,
  appeal: async () => {
    const claim = await theClaim();
    const denied = decision(claim, { adjustments: [cas('CO', '50', claim.chargeCents)] });
    await post(practice, { payerId: claim.payerId, claims: [denied] });
    const [denial] = await denialsOf(practice, claim.id);
    if (!denial) throw new Error('nothing was denied');
    return denial.id;
  },
};

describe.each(['claim', 'appeal'] as const)(
  'a long %s that is told of its life in disorder, over several runs',
  (kind) => {
    it('ends as one that was told once and in order, and replays', async () => {
      const calm = await births[kind]();
      await liveUndisturbed(kind, calm);
      const expected = await whatIsSeenOf(practice, calm);
      expect(expected.events.every(({ handled: done }) => done)).toBe(true);
      expect(expected.decisions.length).toBeGreaterThan(LIVES[kind].length / 2);
      if (kind === 'appeal')
        expect(expected.levels.map(({ decision: said }) => said)).toEqual(['unfavorable', 'favorable']);
      for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
        const subjectId = await births[kind]();
        const { story, signals } = await liveDisturbed(kind, subjectId, seededRandom(seed));
        expect({ seed, ...(await whatIsSeenOf(practice, subjectId)) }).toEqual({ seed, ...expected });
        const runs = await stage.runsOf(story);
        expect(runs.length).toBeGreaterThan(CROSSINGS);
        const told = runs.flatMap(({ history }) => history.events ?? []);
        expect(told.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(signals);
        expect(await stage.broken(runs)).toEqual([]);
      }
    }, 900_000);
  },
);
