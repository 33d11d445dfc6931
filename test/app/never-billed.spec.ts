import {
  balanceOf,
  cas,
  decision,
  foundPractice,
  openOne,
  post,
  tellAccount,
  tellClaim,
  type Practice,
} from './a-practice.js';

/** Payers whose patients owe nothing (rulebook §9.1), whatever their remittance says. */
describe.each(['medicaid', 'medicaidMco', 'workersComp', 'feca'])('a patient of %s', (payerClass) => {
  let practice: Practice;
  beforeAll(async () => {
    practice = await foundPractice({ payerClass, billsPatients: false });
  }, 120_000);
  afterAll(() => practice?.stop());

  const nothingFor = async (accountId: string) =>
    practice.within(async (tx) => ({
      responsibilities: await tx.db.responsibility.count({ where: { accountId } }),
      stories: await tx.db.story.count({ where: { kind: 'patient-balance', subjectId: accountId } }),
      notices: await tx.db.notice.count({ where: { accountId } }),
      intents: await tx.db.intent.count({ where: { subjectId: accountId } }),
      placements: await tx.db.placement.count({ where: { accountId } }),
    }));

  it.each([
    ['PR', '1'],
    ['PR', '3'],
    ['PR', '96'],
    ['OA', '23'],
    ['CO', '45'],
  ])('owes nothing when the remittance says %s-%s', async (group, carc) => {
    const claim = await openOne(practice);
    await post(practice, {
      payerId: claim.payerId,
      claims: [decision(claim, { adjustments: [cas(group, carc, 3_000)] })],
    });
    await tellClaim(practice, claim);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
    expect(await nothingFor(claim.accountId)).toEqual({
      responsibilities: 0,
      stories: 0,
      notices: 0,
      intents: 0,
      placements: 0,
    });
  });

  it('is not dunned even if a balance got onto the account by mistake', async () => {
    const claim = await openOne(practice);
    await practice.within(async (tx) => {
      await tx.db.responsibility.create({
        data: {
          id: claim.id,
          organizationId: practice.org,
          accountId: claim.accountId,
          claimId: claim.id,
          amountCents: 9_000n,
          dayZero: new Date('2026-01-05'),
        },
      });
    });
    const { startStory } = await import('../../src/app/stories/record-event.js');
    await practice.within((tx) =>
      startStory(tx, 'patient-balance', claim.accountId, {
        type: 'responsibilityAdded',
        facts: { claimId: claim.id, amountCents: 9_000 },
      }),
    );
    await tellAccount(practice, claim.accountId);
    await practice.within((tx) =>
      tx.db.organization.update({
        where: { id: practice.org },
        data: { businessAt: new Date('2026-06-01T15:00:00Z') },
      }),
    );
    await tellAccount(practice, claim.accountId);
    expect((await nothingFor(claim.accountId)).intents).toBe(0);
  });
});
