import { randomUUID } from 'node:crypto';
import { buildAppealPacket } from '../../../src/app/denials/build-appeal-packet.js';
import { attachDocument, type AttachedKind } from '../../../src/app/documents/attach-document.js';
import { decideRule } from '../../../src/app/payer-rules/decide-rule.js';
import { proposeRule } from '../../../src/app/payer-rules/propose-rule.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { visitNote } from '../../../src/simulator/visit-note.js';
import { foundPractice, tellDenial, type Practice } from '../../app/a-practice.js';
import { denies, itIs, kindsOfWork, openWork, sentClaim, stepsOf, type DeniedClaim } from './story-days.js';

let practice: Practice;
let advantage: Practice;
let medicare: Practice;
let medicaidPlan: Practice;
const sam = { id: 'sam', role: 'specialist' } as const;
const lena = { id: 'lena', role: 'lead' } as const;
const mig = { id: 'mig', role: 'manager' } as const;
const rita = { id: 'rita', role: 'records' } as const;

beforeAll(async () => {
  practice = await foundPractice();
  advantage = await foundPractice({ payerClass: 'medicareAdvantage' });
  medicare = await foundPractice({ payerClass: 'medicare' });
  medicaidPlan = await foundPractice({ payerClass: 'medicaidMco' });
}, 200_000);
beforeEach(async () => {
  await itIs(practice, '2026-01-05');
  await itIs(advantage, '2026-01-05');
  await itIs(medicare, '2026-01-05');
  await itIs(medicaidPlan, '2026-01-05');
});
afterAll(async () => {
  await practice?.stop();
  await advantage?.stop();
  await medicare?.stop();
  await medicaidPlan?.stop();
});

const denied = async (at: Practice, code: string): Promise<DeniedClaim> => denies(at, await sentClaim(at), code);

async function answers(
  at: Practice,
  { denialId }: DeniedClaim,
  answer: {
    readonly kind: string;
    readonly outcome: string;
    readonly by?: { readonly id: string; readonly role: 'specialist' | 'lead' };
    readonly fields?: Readonly<Record<string, string>>;
  },
) {
  const item = (await openWork(at, denialId)).find(({ kind }) => kind === answer.kind);
  const { outcome, by = sam, fields = {} } = answer;
  const done = await completeWorkItem(at.deps, by, at.org, { workItemId: item?.id ?? '', outcome, fields });
  if (done.ok) await tellDenial(at, denialId);
  return done.ok ? 'done' : `${done.problem.code}: ${done.problem.detail}`;
}
const ready = (at: Practice, denial: DeniedClaim) =>
  answers(at, denial, { kind: 'assembleAppeal', outcome: 'ready', fields: { argument: 'Each criterion is met.' } });
const readyWithout = (at: Practice, denial: DeniedClaim, by?: typeof lena) =>
  answers(at, denial, {
    kind: 'assembleAppeal',
    outcome: 'readyWithout',
    ...(by && { by }),
    fields: { argument: 'The code says so.', reason: 'The chart burned' },
  });

async function keeps(at: Practice, { claim }: DeniedClaim, kind: AttachedKind): Promise<void> {
  const bytes = (async function* () {
    yield visitNote(`${claim.claimNumber}${randomUUID()}`);
  })();
  const stored = await attachDocument(at.deps, rita, at.org, { claimId: claim.id, kind, bytes });
  if (!stored.ok) throw new Error(stored.problem.detail);
}

async function bound(at: Practice, { denialId }: DeniedClaim): Promise<void> {
  const intent = (await stepsOf(at, denialId)).find(({ kind }) => kind === 'buildAppealPacket');
  await buildAppealPacket(at.deps, { organizationId: at.org, intentId: intent?.id ?? '' });
  await tellDenial(at, denialId);
}

describe('a packet of a denial for medical necessity', () => {
  it('is not ready without the clinical record; with it, it is bound and somebody files it', async () => {
    const denial = await denied(practice, 'CO-50');
    expect(await ready(practice, denial)).toMatch(/^documentMissing: Attach to the claim: the clinical record/);
    expect(await kindsOfWork(practice, denial.denialId)).toEqual(['assembleAppeal']);
    await keeps(practice, denial, 'record');
    expect(await ready(practice, denial)).toBe('done');
    await bound(practice, denial);
    expect(await kindsOfWork(practice, denial.denialId)).toEqual(['fileAppeal']);
  }, 60_000);

  it('may be filed without a record that does not exist: another person than its author reads it first', async () => {
    const denial = await denied(practice, 'CO-50');
    expect(await readyWithout(practice, denial, lena)).toBe('done');
    await bound(practice, denial);
    expect(await kindsOfWork(practice, denial.denialId)).toEqual(['packetReview']);
    const reads = (by: typeof lena) =>
      answers(practice, denial, { kind: 'packetReview', outcome: 'approved', by, fields: { note: 'Complete' } });
    expect(await reads(lena)).toMatch(/^sameApprover/);
    expect(await reads({ id: 'lars', role: 'lead' } as never)).toBe('done');
    expect(await kindsOfWork(practice, denial.denialId)).toEqual(['fileAppeal']);
  }, 60_000);
});

/** Says a rule that another person approves. */
async function rules(
  at: Practice,
  rule: Pick<Parameters<typeof proposeRule>[3], 'key' | 'value' | 'payerClass' | 'authority'>,
): Promise<void> {
  const since = { source: 'Agreed with the office', effectiveFrom: plainDate('2025-01-01') };
  const proposed = await proposeRule(at.deps, lena, at.org, { ...rule, ...since });
  if (!proposed.ok) throw new Error(proposed.problem.detail);
  const { id } = proposed.value;
  await decideRule(at.deps, mig, at.org, { id, decision: 'approved', note: 'as agreed' });
}

const levelsOf = async (at: Practice, { denialId }: DeniedClaim) =>
  (
    await at.within((tx) =>
      tx.db.appealLevel.findMany({ where: { organizationId: at.org, denialId }, orderBy: { level: 'asc' } }),
    )
  ).map(({ program }) => program);

const lastDayToFile = async (at: Practice, { denialId }: DeniedClaim) =>
  (
    await at.within((tx) =>
      tx.db.deadline.findMany({ where: { organizationId: at.org, subjectId: denialId, kind: 'appeal-filing' } }),
    )
  ).map(({ hardDate }) => hardDate.toISOString().slice(0, 10));

describe('an appeal to a Medicare Advantage plan', () => {
  const levels = (denial: DeniedClaim) => levelsOf(advantage, denial);

  it('is a dispute under the contract where there is one', async () => {
    expect(await levels(await denied(advantage, 'CO-50'))).toEqual(['Plan dispute under the contract']);
  }, 60_000);

  it('without a contract is a reconsideration within 65 days that nothing replaces the waiver of liability for', async () => {
    await rules(advantage, { key: 'contracted', value: false, payerClass: 'medicareAdvantage', authority: 'contract' });
    const denial = await denied(advantage, 'CO-50');
    expect(await levels(denial)).toEqual(['Plan reconsideration (waiver of liability)']);
    expect(await lastDayToFile(advantage, denial)).toEqual(['2026-03-11']); // 65 days from 5 January
    await keeps(advantage, denial, 'record');
    for (const answered of [await ready(advantage, denial), await readyWithout(advantage, denial)])
      expect(answered).toContain('the signed waiver of liability, without which the plan dismisses the request');
    await keeps(advantage, denial, 'waiverOfLiability');
    expect(await ready(advantage, denial)).toBe('done');
  }, 60_000);
});

describe('an appeal to a Medicaid plan', () => {
  it('is made for the enrollee where the rule says so: within 60 days and with the written consent', async () => {
    expect(await levelsOf(medicaidPlan, await denied(medicaidPlan, 'CO-50'))).toEqual(['Plan dispute']);
    await rules(medicaidPlan, { key: 'memberRights', value: true, payerClass: 'medicaidMco', authority: 'payer' });
    const denial = await denied(medicaidPlan, 'CO-50');
    expect(await levelsOf(medicaidPlan, denial)).toEqual(['Plan appeal for the enrollee (written consent)']);
    expect(await lastDayToFile(medicaidPlan, denial)).toEqual(['2026-03-06']); // 60 days from 5 January
    await keeps(medicaidPlan, denial, 'record');
    for (const answered of [await ready(medicaidPlan, denial), await readyWithout(medicaidPlan, denial)])
      expect(answered).toContain('the enrollee’s written consent (42 CFR 438.402(c)(1)(ii))');
    await keeps(medicaidPlan, denial, 'representative');
    expect(await ready(medicaidPlan, denial)).toBe('done');
  }, 60_000);
});

describe('an appeal to Medicare by who did not accept assignment', () => {
  it('needs the patient’s appointment of a representative, for we are no party to the decision', async () => {
    const unassigned = await sentClaim(medicare, (claim) => ({ ...claim, assignment: 'C' }));
    const denial = await denies(medicare, unassigned, 'CO-50');
    await keeps(medicare, denial, 'record');
    expect(await ready(medicare, denial)).toMatch(/^documentMissing: .*appointment of a representative, CMS-1696/);
    await keeps(medicare, denial, 'representative');
    expect(await ready(medicare, denial)).toBe('done');
  }, 60_000);
});

describe('new evidence at Medicare’s third level', () => {
  it('needs good cause why it was not in at level 2; the records that were in by then need none', async () => {
    const third = async (secondFiledOn: string): Promise<DeniedClaim> => {
      const denial = await denied(medicare, 'CO-50');
      const { denialId } = denial;
      await medicare.within(async (tx) => {
        const level = { organizationId: medicare.org, denialId, openedOn: new Date('2025-12-01') };
        const filed = { state: 'CLOSED', filedOn: new Date(secondFiledOn), decision: 'unfavorable' };
        await tx.db.appealLevel.updateMany({ where: { organizationId: medicare.org, denialId }, data: filed });
        await tx.db.appealLevel.create({
          data: { ...level, ...filed, id: randomUUID(), level: 2, program: 'Reconsideration (QIC)' },
        });
        await tx.db.appealLevel.create({
          data: { ...level, id: randomUUID(), level: 3, program: 'ALJ hearing (OMHA)' },
        });
        const where = { organizationId: medicare.org, subjectId: denialId, kind: 'assembleAppeal' };
        await tx.db.workItem.updateMany({ where, data: { facts: { level: 3 } } });
      });
      await keeps(medicare, denial, 'record');
      return denial;
    };
    const late = await third('2026-01-02');
    expect(await ready(medicare, late)).toMatch(/^outcomeIncomplete: Records came after level 2 was filed/);
    const fields = { argument: 'Each criterion is met.', goodCause: 'The hospital found the chart in January' };
    expect(await answers(medicare, late, { kind: 'assembleAppeal', outcome: 'ready', fields })).toBe('done');
    expect(await ready(medicare, await third('2026-01-05'))).toBe('done');
  }, 120_000);
});
