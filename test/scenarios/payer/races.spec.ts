import { storeInboundFile } from '../../../src/app/files/store-inbound-file.js';
import { importClaimStatus } from '../../../src/app/status/import-claim-status.js';
import { requestClaimStatus } from '../../../src/app/status/request-claim-status.js';
import { recordEvent } from '../../../src/app/stories/record-event.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import {
  cas,
  claimRow,
  dear,
  decision,
  denialsOf,
  foundPractice,
  post,
  takenBack,
  tellClaim,
  tellDenial,
  type Practice,
} from '../../app/a-practice.js';
import { interchange } from '../../intake/x12-files.js';
import {
  bothGoOn,
  claimHears,
  denialHears,
  denies,
  itIs,
  kindsOfWork,
  openWork,
  packetBound,
  decides,
  sentClaim,
  stateOf,
  stepsOf,
  type DeniedClaim,
} from './story-days.js';
import { story } from './told-daily.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 200_000);
beforeEach(async () => {
  await itIs(practice, '2026-01-05');
});
afterAll(() => practice?.stop());

/** A claim denied whole with one code; its denial has taken its first action. */
const denied = async (carc: string, rarcs: readonly string[] = []): Promise<DeniedClaim> =>
  denies(practice, await sentClaim(practice, dear), `CO-${carc}`, { rarcs });

/** The same, with its first appeal level filed. */
async function appealed(): Promise<DeniedClaim> {
  const contested = await denied('50');
  const { denialId, claim } = contested;
  await packetBound(practice, denialId);
  await denialHears(practice, denialId, 'appealFiled', { channel: 'portal', confirmation: 'P-4711' });
  await tellClaim(practice, claim);
  expect(await standing(contested)).toEqual(['APPEALING', 'APPEALING', 'FILED']);
  return contested;
}

/** State of the claim, of its first denial and of that denial's latest appeal level. */
async function standing({ claim, denialId }: DeniedClaim): Promise<readonly (string | undefined)[]> {
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

async function paidBy(contested: DeniedClaim, claims: readonly RemittanceClaim[]): Promise<void> {
  await post(practice, { payerId: contested.claim.payerId, claims });
  await tellClaim(practice, contested.claim);
  await bothGoOn(practice, contested);
}

describe('a reversal after an appeal was won', () => {
  story(
    'waits for the correction of the payer, and the paid correction ends appeal, denial and claim',
    async () => {
      const contested = await appealed();
      await denialHears(practice, contested.denialId, 'appealDecided', won);
      await paidBy(contested, [takenBack(contested.decided)]);
      expect(await standing(contested)).toEqual(['REVERSED', 'APPEALING', 'EFFECTUATION_PENDING']);
      await paidBy(contested, [decision(contested.claim)]);
      expect(await standing(contested)).toEqual(['CLOSED_PAID', 'RESOLVED', 'CLOSED']);
    },
    300_000,
  );

  story(
    'that stays alone is a takeback a person looks at after thirty days; the appeal is demanded all the same',
    async () => {
      const contested = await appealed();
      await denialHears(practice, contested.denialId, 'appealDecided', won);
      await paidBy(contested, [takenBack(contested.decided)]);
      await itIs(practice, '2026-02-05');
      await tellClaim(practice, contested.claim);
      await tellDenial(practice, contested.denialId);
      expect(await kindsOfWork(practice, contested.claim.id)).toContain('reviewBalance');
      expect(await kindsOfWork(practice, contested.denialId)).toContain('demandEffectuation');
    },
    300_000,
  );
});

describe('a remittance during an appeal', () => {
  story(
    'that pays ends the appeal: nothing is argued about money that has come',
    async () => {
      const contested = await appealed();
      await paidBy(contested, [decision(contested.claim)]);
      expect(await standing(contested)).toEqual(['CLOSED_PAID', 'RESOLVED', 'CLOSED']);
      expect(await openWork(practice, contested.denialId)).toEqual([]);
    },
    300_000,
  );

  story(
    'that only repeats the denial leaves the appeal where it is, and bears no second denial',
    async () => {
      const contested = await appealed();
      await paidBy(contested, [contested.decided]);
      expect(await standing(contested)).toEqual(['APPEALING', 'APPEALING', 'FILED']);
      expect(await denialsOf(practice, contested.claim.id)).toHaveLength(1);
      expect(await because(contested.denialId)).toContain('The remittance repeats the denial.');
    },
    300_000,
  );
});

describe('a remittance that answers an appeal', () => {
  const answeredWith = async (carc: string): Promise<DeniedClaim> => {
    const contested = await appealed();
    const { claim } = contested;
    await paidBy(contested, [decision(claim, { adjustments: [cas('CO', carc, claim.chargeCents)] })]);
    return contested;
  };

  story(
    'with CARC 193 is its decision: the payer keeps the denial, the next level is open, and the claim stands denied',
    async () => {
      const contested = await answeredWith('193');
      expect(await standing(contested)).toEqual(['DENIED', 'TRIAGED', 'DRAFTING']);
      expect(await because(contested.denialId)).toContain(
        'Decided against us; the next level is open: Provider appeal, second level.',
      );
      expect(await kindsOfWork(practice, contested.denialId)).toEqual(['assembleAppeal']);
    },
    300_000,
  );

  story(
    'with CARC 285 says that it was no appeal: dismissed, which may be reviewed',
    async () => {
      const contested = await answeredWith('285');
      expect(await standing(contested)).toEqual(['DENIED', 'TRIAGED', 'DRAFTING']);
      const [work] = await openWork(practice, contested.denialId);
      expect(work?.facts).toMatchObject({ level: 2, reason: expect.stringContaining('dismissed') as string });
    },
    300_000,
  );
});

describe('two decisions about one appeal', () => {
  story(
    'that come at once: the first counts, the second changes nothing and says so',
    async () => {
      const contested = await appealed();
      await practice.within(async (tx) => {
        const about = { story: 'appeal', subjectId: contested.denialId, type: 'appealDecided' } as const;
        await recordEvent(tx, { ...about, facts: won });
        await recordEvent(tx, { ...about, facts: lost });
      });
      await tellDenial(practice, contested.denialId);
      expect(await standing(contested)).toEqual(['APPEALING', 'APPEALING', 'EFFECTUATION_PENDING']);
      expect(await because(contested.denialId)).toContain(
        'A decision (unfavorable, 2026-01-05) came for an appeal that awaits none: that of level 1 (favorable, 2026-01-05) stands.',
      );
    },
    300_000,
  );

  story(
    'of which one comes after the denial is closed: it is recorded and changes nothing',
    async () => {
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
    },
    300_000,
  );
});

describe('a correction while the payer says the claim is pended', () => {
  story(
    'is not sent a second time: the one it has is decided first',
    async () => {
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
      const steps = await stepsOf(practice, contested.denialId);
      expect(steps.filter(({ kind }) => kind === 'submitCorrectedClaim')).toHaveLength(1);
    },
    300_000,
  );
});

describe('a correction that crosses with the sending, of a claim the payer says is pended', () => {
  const answers = (claim: { id: string }, category: string, statusCode: string, date: string) =>
    claimHears(practice, claim, 'claimStatusAnswered', { category, statusCode, date });
  const replacements = async (claimId: string) =>
    (await stepsOf(practice, claimId)).filter(({ kind }) => kind === 'submitCorrectedClaim').length;

  story(
    'waits for the decision, leaves as a replacement then, and the claim is closed by what that brings',
    async () => {
      const claim = await sentClaim(practice, dear);
      await answers(claim, 'P1', '20', '2026-01-05');
      await claimHears(practice, claim, 'claimCorrected', { outcome: 'corrected', changes: 1 });
      expect([await stateOf(practice, claim), await replacements(claim.id)]).toEqual(['PENDED', 0]);
      expect(await because(claim.id)).toContain(
        'The payer has not decided yet: what was corrected goes out as a replacement when it has (N779).',
      );
      const paid = await decides(practice, claim);
      expect([await stateOf(practice, claim), await replacements(claim.id)]).toEqual(['CORRECTING', 1]);
      await claimHears(practice, claim, 'submitted', { batchId: 'b', date: '2026-01-05' });
      await post(practice, { payerId: claim.payerId, claims: [takenBack(paid), decision(claim)] });
      await tellClaim(practice, claim);
      expect([await stateOf(practice, claim), await replacements(claim.id)]).toEqual(['CLOSED_PAID', 1]);
    },
    300_000,
  );

  story(
    'goes out with the claim itself when the payer cannot process it: as an original, and no replacement follows',
    async () => {
      const claim = await sentClaim(practice, dear);
      await answers(claim, 'P1', '20', '2026-01-05');
      await claimHears(practice, claim, 'claimCorrected', { outcome: 'corrected', changes: 1 });
      await answers(claim, 'F5', '21', '2026-01-06');
      expect([await stateOf(practice, claim), await kindsOfWork(practice, claim.id)]).toEqual([
        'REJECTED',
        ['fixRejection'],
      ]);
      await claimHears(practice, claim, 'claimCorrected', { outcome: 'resendUnchanged' });
      await claimHears(practice, claim, 'submitted', { batchId: 'b', date: '2026-01-06' });
      await decides(practice, claim, decision(claim), '2026-01-06');
      expect([await stateOf(practice, claim), await replacements(claim.id)]).toEqual(['CLOSED_PAID', 0]);
    },
    300_000,
  );
});

describe('documents that are sent after their last day', () => {
  story(
    'do not bring the denial back to waiting: a person has it already and decides',
    async () => {
      const contested = await denied('252', ['M127']);
      expect((await standing(contested))[1]).toBe('AWAITING_DOCS');
      await itIs(practice, '2026-02-10');
      await tellDenial(practice, contested.denialId);
      await denialHears(practice, contested.denialId, 'documentsSent', { channel: 'fax', confirmation: 'F-1' });
      expect((await standing(contested))[1]).toBe('TRIAGED');
      expect(await kindsOfWork(practice, contested.denialId)).toContain('triageDenial');
      expect(await because(contested.denialId)).toContain(
        'The documents were sent while the denial is TRIAGED; what was decided about it stands.',
      );
    },
    300_000,
  );
});

/** A 277 of the payer: still in process, for our trace, about the claim it names. */
const inProcess = (trace: string, claimNumber: string): string =>
  interchange({
    functionalId: 'HN',
    guide: '005010X212',
    sets: [
      'ST*277*{control}*005010X212~BHT*0010*08*1*20260105*0800*DG~HL*1**20*1~NM1*PR*2*PAYER*****PI*UMH22~HL*2*1*21*1~' +
        'NM1*41*2*RIVERSIDE*****46*US~HL*3*2*19*1~NM1*1P*2*RIVERSIDE*****XX*1234567893~HL*4*3*22*0~' +
        `NM1*IL*1*ROE*JANE****MI*X1~TRN*2*${trace}~STC*P1:20*20260106**250*0~REF*EJ*${claimNumber}~DTP*472*D8*20251201~`,
    ],
  });

async function answered(trace: string, claimNumber: string): Promise<void> {
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: { id: 'ann', role: 'admin' },
    source: 'upload',
    name: 'status.277',
    bytes: (async function* () {
      yield Buffer.from(inProcess(trace, claimNumber));
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  await importClaimStatus(practice.deps, { organizationId: practice.org, fileId: stored.value.fileId });
}

describe('a status answer for another claim', () => {
  story(
    'than the one that was asked about moves neither; a person is told, and the right answer still counts',
    async () => {
      const [asked, other] = [await sentClaim(practice), await sentClaim(practice)];
      await claimHears(practice, asked, 'followUpExpedited');
      const [step] = (await stepsOf(practice, asked.id)).filter(({ kind }) => kind === 'requestClaimStatus');
      await requestClaimStatus(practice.deps, { organizationId: practice.org, intentId: step?.id ?? '' });
      const [inquiry] = await practice.within((tx) =>
        tx.db.statusInquiry.findMany({ where: { organizationId: practice.org, claimId: asked.id } }),
      );
      const both = async () => {
        for (const claim of [asked, other]) await tellClaim(practice, claim);
        return [(await claimRow(practice, asked.id)).state, (await claimRow(practice, other.id)).state];
      };
      await answered(inquiry?.trace ?? '', other.claimNumber);
      expect(await both()).toEqual(['SUBMITTED', 'SUBMITTED']);
      const items = await practice.within((tx) =>
        tx.db.workItem.findMany({ where: { organizationId: practice.org, kind: 'unmatchedAcknowledgement' } }),
      );
      expect(items.map(({ facts }) => facts)).toEqual([{ what: '277', set: '1/1/1', ordinal: 1, anotherClaim: true }]);
      await answered(inquiry?.trace ?? '', asked.claimNumber);
      expect(await both()).toEqual(['PENDED', 'SUBMITTED']);
    },
    300_000,
  );
});
