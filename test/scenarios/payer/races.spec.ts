import { buildAppealPacket } from '../../../src/app/denials/build-appeal-packet.js';
import {
  cas,
  claimRow,
  dear,
  decision,
  denialsOf,
  foundPractice,
  openOne,
  post,
  takenBack,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { recordEvent } from '../../../src/app/stories/record-event.js';
import { claimHears, denialHears, itIs, openWork } from './story-days.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 200_000);
beforeEach(async () => {
  await itIs(practice, '2026-01-05');
});
afterAll(() => practice?.stop());

interface Contested {
  readonly claim: OpenedClaim;
  readonly denied: RemittanceClaim;
  readonly denialId: string;
}

/** A claim denied whole with one code; its denial has taken its first action. */
async function denied(carc: string, rarcs: readonly string[] = []): Promise<Contested> {
  const claim = await openOne(practice, dear);
  await tellClaim(practice, claim);
  await claimHears(practice, claim, 'submitted', { batchId: 'b', date: '2026-01-05' });
  const denied = decision(claim, { adjustments: [cas('CO', carc, claim.chargeCents)], remarks: rarcs });
  await post(practice, { payerId: claim.payerId, claims: [denied] });
  await tellClaim(practice, claim);
  const [denial] = await denialsOf(practice, claim.id);
  await tellDenial(practice, denial?.id ?? '');
  return { claim, denied, denialId: denial?.id ?? '' };
}

/** The same, with its first appeal level filed. */
async function appealed(): Promise<Contested> {
  const contested = await denied('50');
  const { denialId, claim } = contested;
  await denialHears(practice, denialId, 'packetReady');
  const intent = await practice.within((tx) =>
    tx.db.intent.findFirstOrThrow({
      where: { organizationId: practice.org, subjectId: denialId, kind: 'buildAppealPacket' },
    }),
  );
  await buildAppealPacket(practice.deps, { organizationId: practice.org, intentId: intent.id });
  await tellDenial(practice, denialId);
  await denialHears(practice, denialId, 'appealFiled', { channel: 'portal', confirmation: 'P-4711' });
  await tellClaim(practice, claim);
  expect(await standing(contested)).toEqual(['APPEALING', 'APPEALING', 'FILED']);
  return contested;
}

/** State of the claim, of its first denial and of that denial's latest appeal level. */
async function standing({ claim, denialId }: Contested): Promise<readonly (string | undefined)[]> {
  const levels = await practice.within((tx) =>
    tx.db.appealLevel.findMany({ where: { organizationId: practice.org, denialId }, orderBy: { level: 'asc' } }),
  );
  const denial = (await denialsOf(practice, claim.id)).find(({ id }) => id === denialId);
  return [(await claimRow(practice, claim.id)).state, denial?.state, levels.at(-1)?.state];
}

const because = (subjectId: string) =>
  practice.within(async (tx) => {
    const decisions = await tx.db.decision.findMany({ where: { organizationId: practice.org, subjectId } });
    return decisions.map((one) => one.because);
  });
const won = { decision: 'favorable', decisionDate: '2026-01-05' };
const lost = { decision: 'unfavorable', decisionDate: '2026-01-05' };

async function paidBy(contested: Contested, claims: readonly RemittanceClaim[]): Promise<void> {
  await post(practice, { payerId: contested.claim.payerId, claims });
  await tellClaim(practice, contested.claim);
  await tellDenial(practice, contested.denialId);
  await tellClaim(practice, contested.claim);
}

describe('a reversal after an appeal was won', () => {
  it('waits for the correction of the payer, and the paid correction ends appeal, denial and claim', async () => {
    const contested = await appealed();
    await denialHears(practice, contested.denialId, 'appealDecided', won);
    await paidBy(contested, [takenBack(contested.denied)]);
    expect(await standing(contested)).toEqual(['REVERSED', 'APPEALING', 'EFFECTUATION_PENDING']);
    await paidBy(contested, [decision(contested.claim)]);
    expect(await standing(contested)).toEqual(['CLOSED_PAID', 'RESOLVED', 'CLOSED']);
  }, 300_000);

  it('that stays alone is a takeback a person looks at after thirty days; the appeal is demanded all the same', async () => {
    const contested = await appealed();
    await denialHears(practice, contested.denialId, 'appealDecided', won);
    await paidBy(contested, [takenBack(contested.denied)]);
    await itIs(practice, '2026-02-05');
    await tellClaim(practice, contested.claim);
    await tellDenial(practice, contested.denialId);
    expect((await openWork(practice, contested.claim.id)).map(({ kind }) => kind)).toContain('reviewBalance');
    expect((await openWork(practice, contested.denialId)).map(({ kind }) => kind)).toContain('demandEffectuation');
  }, 300_000);
});

describe('a remittance during an appeal', () => {
  it('that pays ends the appeal: nothing is argued about money that has come', async () => {
    const contested = await appealed();
    await paidBy(contested, [decision(contested.claim)]);
    expect(await standing(contested)).toEqual(['CLOSED_PAID', 'RESOLVED', 'CLOSED']);
    expect(await openWork(practice, contested.denialId)).toEqual([]);
  }, 300_000);

  it('that only repeats the denial leaves the appeal where it is, and bears no second denial', async () => {
    const contested = await appealed();
    await paidBy(contested, [contested.denied]);
    expect(await standing(contested)).toEqual(['APPEALING', 'APPEALING', 'FILED']);
    expect(await denialsOf(practice, contested.claim.id)).toHaveLength(1);
    expect(await because(contested.denialId)).toContain('The remittance repeats the denial.');
  }, 300_000);
});

describe('two decisions about one appeal', () => {
  it('that come at once: the first counts, the second changes nothing and says so', async () => {
    const contested = await appealed();
    await practice.within(async (tx) => {
      const about = { story: 'appeal', subjectId: contested.denialId, type: 'appealDecided' } as const;
      await recordEvent(tx, { ...about, facts: won });
      await recordEvent(tx, { ...about, facts: lost });
    });
    await tellDenial(practice, contested.denialId);
    expect(await standing(contested)).toEqual(['APPEALING', 'APPEALING', 'EFFECTUATION_PENDING']);
    expect(await because(contested.denialId)).toContain('appealDecided changes nothing while the denial is APPEALING.');
  }, 300_000);

  it('of which one comes after the denial is closed: it is recorded and changes nothing', async () => {
    const contested = await appealed();
    await paidBy(contested, [decision(contested.claim)]);
    await denialHears(practice, contested.denialId, 'appealDecided', lost);
    expect(await standing(contested)).toEqual(['CLOSED_PAID', 'RESOLVED', 'CLOSED']);
    const [late] = await practice.within((tx) =>
      tx.db.storyEvent.findMany({
        where: { organizationId: practice.org, subjectId: contested.denialId, type: 'appealDecided' },
      }),
    );
    expect(late?.verdict).toBe('recorded: the story is closed');
  }, 300_000);
});

describe('a correction while the payer says the claim is pended', () => {
  it('is not sent a second time: the one it has is decided first', async () => {
    const contested = await denied('16', ['N382']);
    await denialHears(practice, contested.denialId, 'correctionPrepared');
    await denialHears(practice, contested.denialId, 'correctionSubmitted', { date: '2026-01-05', frequency: '7' });
    await tellClaim(practice, contested.claim);
    await claimHears(practice, contested.claim, 'claimStatusAnswered', {
      category: 'P1',
      statusCode: '20',
      date: '2026-01-06',
    });
    await denialHears(practice, contested.denialId, 'correctionPrepared');
    expect((await standing(contested)).slice(0, 2)).toEqual(['CORRECTING', 'CORRECTING']);
    const sent = await practice.within((tx) =>
      tx.db.intent.findMany({
        where: { organizationId: practice.org, subjectId: contested.denialId, kind: 'submitCorrectedClaim' },
      }),
    );
    expect(sent).toHaveLength(1);
  }, 300_000);
});

describe('documents that are sent after their last day', () => {
  it('do not bring the denial back to waiting: a person has it already and decides', async () => {
    const contested = await denied('252', ['M127']);
    expect((await standing(contested))[1]).toBe('AWAITING_DOCS');
    await itIs(practice, '2026-02-10');
    await tellDenial(practice, contested.denialId);
    await denialHears(practice, contested.denialId, 'documentsSent', { channel: 'fax', confirmation: 'F-1' });
    expect((await standing(contested))[1]).toBe('TRIAGED');
    expect((await openWork(practice, contested.denialId)).map(({ kind }) => kind)).toContain('triageDenial');
    expect(await because(contested.denialId)).toContain('documentsSent changes nothing while the denial is TRIAGED.');
  }, 300_000);
});
