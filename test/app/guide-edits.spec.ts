import { readFileSync } from 'node:fs';
import { isNamed } from '../../src/app/claims/guide-faults.js';
import { correctClaim } from '../../src/app/claims/correct-claim.js';
import { recordEvent } from '../../src/app/stories/record-event.js';
import { decideRule } from '../../src/app/payer-rules/decide-rule.js';
import { proposeRule } from '../../src/app/payer-rules/propose-rule.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { inTransaction } from '../../src/db/in-transaction.js';
import type { EditName } from '../../src/domain/claims/edit-catalog.js';
import type { Role } from '../../src/domain/roles.js';
import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { claimRow, foundPractice, openOne, tellClaim, type OpenedClaim, type Practice } from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

/** Each owner's edits of a claim that is told, by role. */
async function told(
  change: (claim: Claim837) => Claim837,
): Promise<{ claim: OpenedClaim; state: string; edits: object }> {
  const claim = await openOne(practice, change);
  await tellClaim(practice, claim);
  return { claim, state: (await claimRow(practice, claim.id)).state, edits: await editsOf(claim) };
}
const editsOf = (claim: OpenedClaim): Promise<object> =>
  practice.within(async (tx) => {
    const items = await tx.db.workItem.findMany({
      where: { organizationId: practice.org, claimId: claim.id, kind: 'fixEdits', closedOn: null },
    });
    return Object.fromEntries(items.map(({ role, facts }) => [role, (facts as { edits: string }).edits]));
  });

const line = (claim: Claim837, change: Partial<Claim837['lines'][number]>): Claim837 => ({
  ...claim,
  lines: claim.lines.map((each, at) => (at === 0 ? { ...each, ...change } : each)),
});
describe('what the guide wants of a claim', () => {
  it('is an edit by name for every fault the writer of the 837 knows, so that no claim stops a batch', () => {
    const sources = [
      '837p/check-claim.ts',
      '837i/check-institutional.ts',
      '837p/check-coordination.ts',
      '837p/write-837.ts',
    ];
    const codes = sources
      .flatMap((name) => [...readFileSync(`src/edi/x12/${name}`, 'utf8').matchAll(/'([A-Z]+_[A-Z_]+)'/g)])
      .map(([, code]) => code ?? '')
      .filter((code) => !/^(SUBMITTER|RECEIVER|BATCH)_|^CLAIM_NUMBER_REPEATED$/.test(code)); // of the set-up and of the batch
    expect(codes.length).toBeGreaterThan(45);
    expect(codes.filter((code) => !isNamed(code))).toEqual([]);
  });

  it.each<[EditName, Role, (claim: Claim837) => Claim837]>([
    ['separator', 'specialist', (claim) => ({ ...claim, subscriber: { ...claim.subscriber, memberId: 'W1*23' } })],
    ['place-of-service', 'specialist', (claim) => ({ ...claim, facilityCode: '' })],
    ['signatures-and-assignment', 'frontDesk', (claim) => ({ ...claim, assignment: '' })],
    [
      'billing-provider',
      'credentialing',
      (claim) => ({ ...claim, billingProvider: { ...claim.billingProvider, name: '' } }),
    ],
    ['payer-data', 'specialist', (claim) => ({ ...claim, subscriber: { ...claim.subscriber, filingIndicator: '' } })],
    ['insured', 'frontDesk', (claim) => ({ ...claim, subscriber: { ...claim.subscriber, name: '' } })],
    ['units', 'coder', (claim) => line(claim, { units: '' })],
    ['modifier-limit', 'coder', (claim) => fiveModifiers(claim)],
  ])('%s is its owner’s work before the claim is sent', async (edit, owner, change) => {
    expect(await told(change)).toMatchObject({ state: 'EDIT_FAILED', edits: { [owner]: edit } });
  });

  it('lets a claim go that has all of it', async () => {
    expect(await told((claim) => claim)).toMatchObject({ state: 'READY', edits: {} });
  });
});

const fiveModifiers = (claim: Claim837): Claim837 => {
  const procedure = claim.lines[0]?.procedure;
  if (!procedure) throw new Error('the first line has a procedure');
  return line(claim, { procedure: { ...procedure, modifiers: ['25', '59', 'LT', 'GC', 'KX'] } });
};

/** Who mended something says so, and the claim is looked at again. */
async function corrected({ id }: OpenedClaim): Promise<void> {
  await practice.within((tx) =>
    recordEvent(tx, { story: 'claim', subjectId: id, type: 'claimCorrected', facts: { note: 'mended' } }),
  );
  await tellClaim(practice, { id });
}

describe('a claim with edits of two owners', () => {
  it('is mended by each of them alone, in whatever order', async () => {
    const { claim, edits } = await told((drawn) => ({
      ...line(drawn, { pointers: [9] }),
      subscriber: { ...drawn.subscriber, memberId: '' },
    }));
    expect(edits).toEqual({ coder: 'diagnosis-pointer', frontDesk: 'member-id' });
    const correct = (role: Role, corrections: Parameters<typeof correctClaim>[3]) =>
      inTransaction(practice.deps.db, practice.org, { actor: { id: role, role } }, (tx) =>
        correctClaim(practice.deps, tx, claim.id, corrections),
      );
    const wrong = { lines: [{ number: 1, pointers: [8] }] };
    expect(await correct('coder', wrong)).toMatchObject({ ok: false, problem: { code: 'outcomeIncomplete' } });
    expect(await correct('coder', { lines: [{ number: 1, pointers: [1] }] })).toMatchObject({ ok: true });
    await corrected(claim);
    expect((await claimRow(practice, claim.id)).state).toBe('EDIT_FAILED');
    expect(await correct('frontDesk', { memberId: 'W4711' })).toMatchObject({ ok: true });
    await corrected(claim);
    expect((await claimRow(practice, claim.id)).state).toBe('READY');
  });
});

describe('a payer that wants more than the guide', () => {
  it('has an edit of its own for each thing it wants, from the day its rule begins, and for no other payer', async () => {
    const rule = {
      ...{ key: 'claimNeeds' as const, authority: 'payer' as const, source: 'Provider manual, page 12' },
      ...{ payerKey: 'default', value: { needs: ['authorization', 'referral'] } },
    };
    const ada = { id: 'ada', role: 'lead' };
    const wrong = { ...rule, value: { needs: ['astrology'] }, effectiveFrom: plainDate('2000-01-01') };
    expect(await proposeRule(practice.deps, ada, practice.org, wrong)).toMatchObject({ ok: false });
    const proposed = await proposeRule(practice.deps, ada, practice.org, {
      ...rule,
      effectiveFrom: plainDate('2000-01-01'),
    });
    if (!proposed.ok) throw new Error(proposed.problem.detail);
    const open = (claim: Claim837): Claim837 => ({
      ...claim,
      refs: claim.refs.filter(({ qualifier }) => qualifier !== 'G1'),
    });
    expect((await told(open)).state).toBe('READY');
    const decided = await decideRule(practice.deps, { id: 'sue', role: 'supervisor' }, practice.org, {
      ...{ id: proposed.value.id, decision: 'approved', note: 'as their manual says' },
    });
    if (!decided.ok) throw new Error(decided.problem.detail);
    expect(await told(open)).toMatchObject({
      state: 'EDIT_FAILED',
      edits: { specialist: 'payer-wants-authorization', frontDesk: 'payer-wants-referral' },
    });
    const both = [
      { qualifier: 'G1', value: 'AUTH1' },
      { qualifier: '9F', value: 'REF1' },
    ];
    expect((await told((claim) => ({ ...claim, refs: both }))).state).toBe('READY');
    await practice.within((tx) => tx.db.payer.updateMany({ data: { ruleKey: 'aetna' } }));
    expect((await told(open)).state).toBe('READY');
  });
});
