import { foundPracticeIn, openOne, tellClaim, type OpenedClaim, type Practice } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let practice: Practice;
let claim: OpenedClaim;
let token: string;
beforeAll(async () => {
  api = await startApi();
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: api.services.adminUrl, stop: api.stop };
  token = await api.token('specialist', practice.org, 'sam');
  claim = await openOne(practice);
  await tellClaim(practice, claim);
}, 120_000);
afterAll(() => practice?.stop());

/** Everything about the claim that runs by a clock. */
const clocks = () =>
  practice.within(async (tx) => {
    const key = { organizationId: practice.org };
    return {
      deadlines: await tx.db.deadline.findMany({ where: { ...key, subjectId: claim.id }, orderBy: { kind: 'asc' } }),
      story: await tx.db.story.findFirst({ where: { ...key, subjectId: claim.id } }),
      events: await tx.db.storyEvent.count({ where: { ...key, subjectId: claim.id } }),
      claim: await tx.db.claim.findFirst({ where: { ...key, id: claim.id } }),
    };
  });

describe('a contact with a payer', () => {
  const call = {
    channel: 'phone',
    outcomeCode: 'promised',
    promisedDate: '2026-01-20',
    nextAction: 'Call again when the promise is over',
    nextActionOn: '2026-01-21',
    details: { counterparty: 'Pat, claims desk', callReference: 'C-4711', note: 'in manual review' },
  };

  it('keeps who spoke with whom, by which way, under which reference, what came of it and what follows', async () => {
    const before = await clocks();
    expect((await ask(api, 'POST', '/contacts', { token, body: { ...call, claimId: claim.id } })).status).toBe(201);
    const listed = await ask<{ items: object[] }>(api, 'GET', `/contacts?claimId=${claim.id}`, { token });
    expect(listed.body.items).toMatchObject([{ ...call, claimId: claim.id, person: 'sam', occurredOn: '2026-01-05' }]);
    expect(await clocks()).toEqual(before);
  });

  it('is not kept without its outcome, its next action, or about a claim nobody knows', async () => {
    const { outcomeCode: _, ...withoutOutcome } = call;
    const { nextAction: __, ...withoutAction } = call;
    for (const body of [withoutOutcome, withoutAction])
      expect((await ask(api, 'POST', '/contacts', { token, body: { ...body, claimId: claim.id } })).status).toBe(400);
    const strange = { ...call, claimId: practice.org };
    expect((await ask(api, 'POST', '/contacts', { token, body: strange })).status).toBe(404);
  });
});
