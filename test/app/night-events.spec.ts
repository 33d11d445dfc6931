import { claimHears } from '../scenarios/payer/story-days.js';
import { foundPractice, openOne, tellClaim, type Practice } from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const itIs = (instant: string) =>
  practice.within((tx) =>
    tx.db.organization.update({ where: { id: practice.org }, data: { businessAt: new Date(instant) } }),
  );
const wakeOf = async (claimId: string): Promise<string | undefined> =>
  (
    await practice.within((tx) =>
      tx.db.story.findFirst({ where: { organizationId: practice.org, subjectId: claimId, kind: 'claim' } }),
    )
  )?.nextWakeAt?.toISOString();

describe('a file that comes in the night', () => {
  it('does not take the place of the morning on which the story was to look at its deadlines', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    const morning = '2026-01-06T10:00:00.000Z'; // 05:00 in New York
    expect(await wakeOf(claim.id)).toBe(morning);
    await itIs('2026-01-06T07:00:00.000Z');
    await claimHears(practice, claim, 'submitted', { batchId: 'b', date: '2026-01-06' });
    expect(await wakeOf(claim.id)).toBe(morning);
    await itIs(morning);
    await tellClaim(practice, claim);
    expect((await wakeOf(claim.id)) ?? '').toMatch(/^2026-01-(0[7-9]|[12]\d)T10:00/);
  });
});
