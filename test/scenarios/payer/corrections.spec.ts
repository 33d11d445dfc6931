import { randomUUID } from 'node:crypto';
import { correctClaim } from '../../../src/app/claims/correct-claim.js';
import { openClaimContent, sealClaimContent } from '../../../src/app/claims/claim-content.js';
import { openClaim } from '../../../src/app/claims/open-claim.js';
import { queueSubmission } from '../../../src/app/claims/queue-submission.js';
import { voidClaim } from '../../../src/app/claims/void-claim.js';
import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { toDateColumn } from '../../../src/db/in-transaction.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { cents } from '../../../src/domain/money.js';
import {
  balanceOf,
  cas,
  claimRow,
  decision,
  denialsOf,
  foundPractice,
  takenBack,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';
import {
  claimHears,
  decides,
  denialHears,
  denies,
  itIs,
  kindsOfWork,
  openWork,
  readyClaim,
  sentClaim,
  stateOf,
  takenIn,
  transmitted,
} from './story-days.js';
import { story } from './told-daily.js';

const lena = { id: 'lena', role: 'lead' };

let practice: Practice;
let medicare: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  medicare = await foundPractice({ payerClass: 'medicare' });
}, 200_000);
beforeEach(async () => {
  await itIs(practice, '2026-01-05');
});
afterAll(async () => {
  await practice?.stop();
  await medicare?.stop();
});

const paidInFull = async (at: Practice) => {
  const claim = await sentClaim(at);
  return { claim, paid: await decides(at, claim) };
};
const askVoid = (at: Practice, claim: OpenedClaim) =>
  voidClaim(at.deps, lena, at.org, {
    claimId: claim.id,
    reason: 'duplicatePaid',
    note: 'Billed twice by the front desk',
  });

/** Queues what the claim's story wants to send and marks it sent, as its batch would. */
async function send(at: Practice, claim: OpenedClaim): Promise<string> {
  const [intent] = await at.within((tx) =>
    tx.db.intent.findMany({
      where: {
        organizationId: at.org,
        kind: 'submitCorrectedClaim',
        state: 'INTENDED',
        businessKey: { startsWith: claim.id },
      },
    }),
  );
  await queueSubmission(at.deps, { organizationId: at.org, intentId: intent?.id ?? '' });
  const sent = await at.within(async (tx) => {
    await tx.db.submission.updateMany({
      where: { organizationId: at.org, claimId: claim.id, state: 'QUEUED' },
      data: { state: 'SENT', sentOn: toDateColumn(tx.at.date) },
    });
    return tx.db.submission.findFirstOrThrow({
      where: { organizationId: at.org, claimId: claim.id },
      orderBy: { number: 'desc' },
    });
  });
  await transmitted(at, claim);
  return `${sent.frequency} for ${sent.originalControl}`;
}

const contentOf = async (at: Practice, claim: OpenedClaim) =>
  openClaimContent(at.deps, at.org, claim.id, (await claimRow(at, claim.id)).content);

describe('a claim that was paid and should never have been sent', () => {
  story(
    'is taken back with frequency 8 under the payer’s number, and stays open until the payer confirms',
    async () => {
      const { claim, paid } = await paidInFull(practice);
      expect(await stateOf(practice, claim)).toBe('CLOSED_PAID');
      expect(await askVoid(practice, claim)).toMatchObject({ ok: true });
      await tellClaim(practice, claim);
      expect(await stateOf(practice, claim)).toBe('CORRECTING');
      expect(await send(practice, claim)).toBe(`8 for ICN${claim.claimNumber}`);
      await takenIn(practice, claim, '2026-01-06', 'ICN-VOID');
      const waiting = await claimRow(practice, claim.id);
      expect([waiting.state, waiting.payerClaimNumber]).toEqual(['CORRECTING', `ICN${claim.claimNumber}`]);
      expect(await askVoid(practice, claim)).toMatchObject({ problem: { code: 'conflict' } });

      await decides(practice, claim, takenBack(paid));
      expect(await stateOf(practice, claim)).toBe('CLOSED_VOIDED');
      expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
      expect(await balanceOf(practice, claim.id, 'revenue.charges')).toBe(0);
      const checks = await verifyBooks(practice.deps, lena, practice.org);
      expect(checks.filter((check) => !check.holds)).toEqual([]);
    },
  );

  story(
    'may be billed anew once the void is confirmed: frequency 1, a claim of its own, no repeat; not before',
    async () => {
      const { claim, paid } = await paidInFull(practice);
      await askVoid(practice, claim);
      await tellClaim(practice, claim);
      await send(practice, claim);
      const anew = () => practice.within((tx) => openClaim(practice.deps, tx, claim.source, randomUUID()));
      expect((await anew()).became).toBe('repeat');
      await decides(practice, claim, takenBack(paid));
      expect(await stateOf(practice, claim)).toBe('CLOSED_VOIDED');

      const opened = await anew();
      if (opened.became !== 'opened') throw new Error(opened.became);
      expect((await anew()).became).toBe('repeat');
      const next = { ...claim, id: opened.claimId };
      await tellClaim(practice, next);
      const { frequency, refs } = await contentOf(practice, next);
      expect([await stateOf(practice, next), frequency, refs.some(({ qualifier }) => qualifier === 'F8')]).toEqual([
        'READY',
        '1',
        false,
      ]);
      expect(await balanceOf(practice, next.id, 'receivable.payer')).toBe(claim.chargeCents);
      const checks = await verifyBooks(practice.deps, lena, practice.org);
      expect(checks.filter((check) => !check.holds)).toEqual([]);
    },
  );

  story('is asked about by a person when thirty days bring no confirmation', async () => {
    const { claim } = await paidInFull(practice);
    await askVoid(practice, claim);
    await tellClaim(practice, claim);
    await itIs(practice, '2026-02-04');
    await tellClaim(practice, claim);
    const calls = (await openWork(practice, claim.id)).filter(({ kind }) => kind === 'callPayer');
    expect(calls.map(({ facts }) => (facts as { reason: string }).reason)).toEqual(['the void is not confirmed']);
    expect(await stateOf(practice, claim)).toBe('CORRECTING');
  });

  story('stands as decided when the payer rejects the void, and a person looks', async () => {
    const { claim } = await paidInFull(practice);
    await askVoid(practice, claim);
    await tellClaim(practice, claim);
    await send(practice, claim);
    await claimHears(practice, claim, 'payerRejected', { categories: ['A7'] } as never);
    expect(await kindsOfWork(practice, claim.id)).toContain('reviewBalance');
    expect(await stateOf(practice, claim)).toBe('PARTIAL');
  });
});

describe('a denied claim for which nothing was paid', () => {
  story('is void with the payer’s acceptance; its denial ends with it', async () => {
    const claim = await sentClaim(practice);
    const { denialId } = await denies(practice, claim, 'CO-16');
    await askVoid(practice, claim);
    await tellClaim(practice, claim);
    await send(practice, claim);
    await takenIn(practice, claim, '2026-01-06', 'V1');
    expect(await stateOf(practice, claim)).toBe('CLOSED_VOIDED');
    await tellDenial(practice, denialId);
    expect((await denialsOf(practice, claim.id))[0]?.state).toBe('RESOLVED');
  });
});

describe('no void is sent', () => {
  story('before the payer decided, nor to Medicare Part B, nor while an appeal is filed', async () => {
    const undecided = await readyClaim(practice);
    expect(await askVoid(practice, undecided)).toMatchObject({
      problem: { detail: expect.stringContaining('N779') as string },
    });
    const { claim } = await paidInFull(medicare);
    expect(await askVoid(medicare, claim)).toMatchObject({
      problem: { detail: expect.stringContaining('takes no void') as string },
    });
    const denied = await readyClaim(practice);
    const { denialId } = await denies(practice, denied, 'CO-50');
    await claimHears(practice, denied, 'denialChanged', { denialId, state: 'APPEALING', outcome: null });
    expect(await askVoid(practice, denied)).toMatchObject({
      problem: { detail: expect.stringContaining('appeal') as string },
    });
  });
});

describe('a corrected claim to Medicare Part A', () => {
  /** Part A claims come from hospitals: the same claim, institutional. */
  const institutional = async () => {
    const { claim } = await paidInFull(medicare);
    await medicare.within((tx) =>
      tx.db.claim.update({
        where: { organizationId_id: { organizationId: medicare.org, id: claim.id } },
        data: { kind: 'I' },
      }),
    );
    return claim;
  };
  const conditions = async (claim: OpenedClaim) =>
    (await contentOf(medicare, claim)).codes.filter(({ qualifier }) => qualifier === 'BG').map(({ code }) => code);
  const correct = (claim: OpenedClaim, corrections: Parameters<typeof correctClaim>[3]) =>
    medicare.within(async (tx) => {
      const corrected = await correctClaim(medicare.deps, tx, claim.id, corrections);
      if (!corrected.ok) throw new Error(corrected.problem.detail);
    });

  story(
    'says in one condition code what was changed, and D9 when a second change of another kind follows',
    async () => {
      const claim = await institutional();
      await correct(claim, { lines: [{ number: 1, units: '3' }] });
      expect(await conditions(claim)).toEqual(['D2']);
      await correct(claim, { diagnoses: ['I10', 'E119', 'Z0000', 'R05'], remark: 'UNITS AND DIAGNOSES CORRECTED' });
      expect(await conditions(claim)).toEqual(['D9']);
      expect((await contentOf(medicare, claim)).notes).toContainEqual({
        qualifier: 'ADD',
        text: 'UNITS AND DIAGNOSES CORRECTED',
      });
    },
  );

  story('is not sent as D9 without a remark that says what it is about', async () => {
    const claim = await institutional();
    await correct(claim, { lines: [{ number: 1, units: '3' }] });
    const silent = correct(claim, { diagnoses: ['I10', 'E119', 'Z0000', 'R05'] });
    await expect(silent).rejects.toThrow(
      'corrections: remark: A Part A adjustment with condition code D9 needs a remark',
    );
    expect(await conditions(claim)).toEqual(['D2']);
  });

  /** A hospital's claim whose twelve months were over when its denial came. */
  async function lateHospital() {
    const claim = await sentClaim(medicare);
    const { denialId } = await denies(medicare, claim, 'CO-16', { cents: 1_000 });
    await medicare.within(async (tx) => {
      const where = { organizationId_id: { organizationId: medicare.org, id: claim.id } };
      const row = await tx.db.claim.findUniqueOrThrow({ where });
      const content = openClaimContent(medicare.deps, medicare.org, claim.id, row.content);
      const stay = { statementFrom: plainDate('2025-12-15'), statementThrough: plainDate('2025-12-15') };
      const institutional = { typeOfBill: '0131', ...stay, admissionType: '3', patientStatus: '01' };
      const lines = content.lines.map((line) => ({ ...line, revenueCode: '0510' }));
      const hospital = {
        ...content,
        kind: 'I',
        facilityCode: '13',
        facilityQualifier: 'A',
        institutional,
        lines,
      } as const;
      await tx.db.claim.update({
        where,
        data: {
          kind: 'I',
          content: sealClaimContent(medicare.deps, medicare.org, claim.id, hospital),
          hardDeadlineOn: toDateColumn(plainDate('2026-01-02')),
        },
      });
    });
    return { claim, denialId };
  }

  story('older than twelve months leaves as a reopening (TOB xxQ) with its reason, and not without one', async () => {
    const { claim, denialId } = await lateHospital();
    const silent = correct(claim, { lines: [{ number: 1, units: '3' }] });
    await expect(silent).rejects.toThrow('reopeningReason');
    await correct(claim, { lines: [{ number: 1, units: '3' }], reopeningReason: 'R2' });
    expect(await conditions(claim)).toEqual(['R2', 'D2']);
    await denialHears(medicare, denialId, 'correctionPrepared');
    expect(await send(medicare, claim)).toBe(`Q for ICN${claim.claimNumber}`);
    const { frequency, refs } = await contentOf(medicare, claim);
    expect([frequency, refs.find(({ qualifier }) => qualifier === 'F8')?.value]).toEqual([
      'Q',
      `ICN${claim.claimNumber}`,
    ]);
    expect((await conditions(claim)).sort()).toEqual(['D2', 'R2']);
  });

  story('that is voided says D6 for a duplicate', async () => {
    const claim = await institutional();
    expect(await askVoid(medicare, claim)).toMatchObject({ ok: true });
    await tellClaim(medicare, claim);
    expect(await send(medicare, claim)).toBe(`8 for ICN${claim.claimNumber}`);
    expect(await conditions(claim)).toEqual(['D6']);
  });
});

describe('a payer that did not know the claim number of a replacement (N152, M47)', () => {
  story('gets it again under the corrected number', async () => {
    const claim = await sentClaim(practice);
    const { denialId } = await denies(practice, claim, 'CO-16', { cents: 1_000 });
    await practice.within(async (tx) => {
      const corrected = await correctClaim(practice.deps, tx, claim.id, { payerClaimNumber: 'ICN-RIGHT' });
      if (!corrected.ok) throw new Error(corrected.problem.detail);
      expect(corrected.value).toEqual([
        { field: 'payerClaimNumber', before: `ICN${claim.claimNumber}`, after: 'ICN-RIGHT' },
      ]);
    });
    await denialHears(practice, denialId, 'correctionPrepared');
    expect(await send(practice, claim)).toBe('7 for ICN-RIGHT');
  });
});

describe('a replacement after which the payer owes less than it had paid', () => {
  story(
    'is a credit with its 60 days once a person gives back what came twice, although the claim is still open',
    async () => {
      const claim = await sentClaim(practice);
      const { denialId } = await denies(practice, claim, 'CO-16', { cents: 1_000 });
      await denialHears(practice, denialId, 'correctionPrepared');
      expect(await send(practice, claim)).toBe(`7 for ICN${claim.claimNumber}`);
      // The payer decides the replacement lower, pays it, and has not taken back its first payment.
      const lower = decision(claim, {
        adjustments: [cas('CO', '45', claim.chargeCents - 2_000)],
        paidCents: cents(2_000),
      });
      await decides(practice, claim, lower);
      expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
      expect(await stateOf(practice, claim)).not.toMatch(/^CLOSED/);
      const [item] = await practice.within((tx) =>
        tx.db.workItem.findMany({
          where: { organizationId: practice.org, claimId: claim.id, kind: 'unknownClaimPayment', state: 'OPEN' },
        }),
      );
      expect(item?.facts).toMatchObject({ kind: 'decidedTwice' });
      const given = await completeWorkItem(practice.deps, { id: 'paula', role: 'poster' }, practice.org, {
        workItemId: item?.id ?? '',
        outcome: 'returned',
        fields: { note: 'came twice' },
      });
      expect(given).toMatchObject({ ok: true });
      const [refund] = await practice.within((tx) =>
        tx.db.refund.findMany({ where: { organizationId: practice.org, reason: 'paidTwice' } }),
      );
      expect(refund).toMatchObject({
        owner: 'payer',
        amountCents: BigInt(claim.chargeCents - 1_000),
        state: 'IDENTIFIED',
      });
      const [clock] = await practice.within((tx) =>
        tx.db.deadline.findMany({ where: { organizationId: practice.org, subjectId: refund?.id ?? '' } }),
      );
      expect(clock?.hardDate).toEqual(toDateColumn(plainDate('2026-03-06')));
    },
  );
});
