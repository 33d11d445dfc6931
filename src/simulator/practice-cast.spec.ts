import { castOf } from './practice-cast.js';
import { scenarios } from './scenarios/catalog.js';

const MAIN_JOB = { seed: 20_260_105, claims: 40 };

describe('the forty claims of the main job', () => {
  it('meet every fate there is', () => {
    const { dealt } = castOf(MAIN_JOB);
    const missing = scenarios.filter(({ name }) => !dealt.includes(name)).map(({ name }) => name);
    expect(missing).toEqual([]);
  });

  it('are the same claims with the same fates for the same seed', () => {
    expect(castOf(MAIN_JOB)).toEqual(castOf(MAIN_JOB));
    expect(castOf({ ...MAIN_JOB, seed: 1 }).dealt).not.toEqual(castOf(MAIN_JOB).dealt);
  });

  it('name their fate by member numbers that are nobody else’s', () => {
    const ids = castOf({ ...MAIN_JOB, claims: 1_000 }).generated.claims.flatMap(({ subscriber, otherPayers }) => [
      subscriber.memberId,
      ...otherPayers.map((other) => other.subscriber?.memberId),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
