import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import {
  claimRow,
  foundPractice,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';
import {
  claimHears,
  denialHears,
  denies,
  itIs,
  openDeadlines,
  openWork,
  packetBound,
  readyClaim,
  sentClaim,
  takenIn,
  transmitted,
} from './story-days.js';
import { story } from './told-daily.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 200_000);
afterAll(() => practice?.stop());

const escalations = async (claim: OpenedClaim) =>
  (await openWork(practice, claim.id))
    .filter((item) => item.kind.endsWith('Escalation'))
    .map((item) => [item.role, (item.facts as { reason: string }).reason]);

async function acceptedOn(day: string): Promise<OpenedClaim> {
  await itIs(practice, day);
  const claim = await sentClaim(practice, undefined, day);
  await takenIn(practice, claim, day);
  return claim;
}

/** The day so many days before the claim's last day of filing. */
async function daysBeforeFilingEnds(claim: OpenedClaim): Promise<(days: number) => string> {
  const [filing] = await openDeadlines(practice, claim.id);
  const last = filing?.hardDate.getTime() ?? 0;
  return (days) => new Date(last - days * 86_400_000).toISOString().slice(0, 10);
}

/** The claim's story wakes on each of these days. */
async function wakes(claim: OpenedClaim, ...days: readonly string[]): Promise<void> {
  for (const day of days) {
    await itIs(practice, day);
    await tellClaim(practice, claim);
  }
}

describe('a claim the payer has had for 45 days without a decision', () => {
  story('is brought to a lead, with the reason, once', async () => {
    const claim = await acceptedOn('2026-01-05');
    await wakes(claim, '2026-01-20', '2026-02-03', '2026-02-17');
    expect(await escalations(claim)).toEqual([]);
    await wakes(claim, '2026-02-19', '2026-02-20');
    expect(await escalations(claim)).toEqual([['lead', '45 days after sending the payer has not decided']]);
  });

  story('is weighed by its age since the first bill, not since the service weeks before', async () => {
    const claim = await acceptedOn('2026-01-05');
    expect((await claimRow(practice, claim.id)).serviceFrom.toISOString() < '2026-01-01').toBe(true);
    await wakes(claim, '2026-02-19');
    const [asked] = (await openWork(practice, claim.id)).filter((item) => item.kind === 'leadEscalation');
    expect((asked?.scoreParts as { explained: string[] }).explained).toContain('age: 45 days count ×0.95');
  });

  story('is not asked about again after the lead answered, and goes to the supervisor at 60 days', async () => {
    const claim = await acceptedOn('2026-01-05');
    await wakes(claim, '2026-02-20');
    const [asked] = (await openWork(practice, claim.id)).filter((item) => item.kind === 'leadEscalation');
    const done = await completeWorkItem(practice.deps, { id: 'lena', role: 'lead' }, practice.org, {
      workItemId: asked?.id ?? '',
      outcome: 'instructed',
      fields: { note: 'Representative informed' },
    });
    expect(done).toMatchObject({ ok: true });
    await tellClaim(practice, claim);
    await wakes(claim, '2026-03-02');
    expect(await escalations(claim)).toEqual([]);
    await wakes(claim, '2026-03-06');
    expect(await escalations(claim)).toEqual([['supervisor', '60 days after sending the payer has not decided']]);
  });
});

describe('a rejected claim nobody mends', () => {
  story(
    'is the lead’s a month before filing ends, the supervisor’s a week before; mended, nobody is asked any more',
    async () => {
      await itIs(practice, '2026-01-05');
      const claim = await readyClaim(practice);
      const before = await daysBeforeFilingEnds(claim);
      await transmitted(practice, claim);
      await claimHears(practice, claim, 'batchRejected', { level: '999', codes: ['5'] });
      await wakes(claim, before(30));
      expect(await escalations(claim)).toEqual([['lead', '30 days or less are left to file: the lead watches it']]);
      await wakes(claim, before(7));
      expect((await escalations(claim)).map(([role]) => role)).toEqual(['lead', 'supervisor']);
      await claimHears(practice, claim, 'claimCorrected', { note: 'mended' });
      expect(await escalations(claim)).toEqual([]);
    },
  );
});

describe('a claim that is ready and that no batch takes', () => {
  story(
    'is the lead’s a month before filing ends, the supervisor’s a week before; accepted, nobody is asked any more',
    async () => {
      await itIs(practice, '2026-01-05');
      const claim = await readyClaim(practice);
      const before = await daysBeforeFilingEnds(claim);
      await wakes(claim, before(31));
      expect(await escalations(claim)).toEqual([]);
      await wakes(claim, before(30));
      expect((await escalations(claim)).map(([role]) => role)).toEqual(['lead']);
      await wakes(claim, before(7));
      expect((await escalations(claim)).map(([role]) => role)).toEqual(['lead', 'supervisor']);
      await transmitted(practice, claim, before(6));
      await takenIn(practice, claim, before(6));
      expect(await escalations(claim)).toEqual([]);
    },
  );
});

describe('a denial whose appeal still lies here', () => {
  story(
    'is the lead’s a month before the window ends, the supervisor’s a week before; filed, nobody is asked any more',
    async () => {
      await itIs(practice, '2026-01-05');
      const claim = await acceptedOn('2026-01-05');
      await itIs(practice, '2026-01-20');
      const { denialId } = await denies(practice, claim, 'CO-50', { on: '2026-01-20' });
      const asked = async () =>
        (await openWork(practice, denialId))
          .filter((item) => item.kind.startsWith('windowTo'))
          .map((item) => [item.role, (item.facts as { reason: string }).reason]);
      const wakesOn = async (day: string) => {
        await itIs(practice, day);
        await tellDenial(practice, denialId);
      };
      await wakesOn('2026-06-18');
      expect(await asked()).toEqual([]);
      const days = ['2026-06-19', '2026-07-12'] as const; // 30 and 7 days before 19 July
      await wakesOn(days[0]);
      expect(await asked()).toEqual([['lead', '30 days or less are left to appeal: the lead watches it']]);
      await wakesOn(days[1]);
      expect((await asked()).map(([role]) => role)).toEqual(['lead', 'supervisor']);
      await packetBound(practice, denialId);
      await denialHears(practice, denialId, 'appealFiled', { channel: 'portal', confirmation: 'P-4711' });
      expect(await asked()).toEqual([]);
    },
  );
});
