import { randomUUID } from 'node:crypto';
import { queueSubmission } from '../../src/app/claims/queue-submission.js';
import { carryOutCommand } from '../../src/app/commands/carry-out-command.js';
import type { UpdateName } from '../../src/contracts/stories.js';
import { recordEvent } from '../../src/app/stories/record-event.js';
import { fromDateColumn } from '../../src/db/in-transaction.js';
import { addDays } from '../../src/domain/dates/plain-date.js';
import {
  cas,
  claimRow,
  dear,
  decision,
  denialsOf,
  foundPractice,
  openOne,
  post,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from './a-practice.js';
import { completeWorkItem } from '../../src/app/work-items/complete-work-item.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

/** What a running story does with an update its validator let through: one transaction judges, then the story looks again. */
const command = (
  name: UpdateName,
  subjectId: string,
  details?: Record<string, string>,
  kind: 'claim' | 'appeal' = 'claim',
) =>
  carryOutCommand(practice.deps, {
    organizationId: practice.org,
    subjectId,
    kind,
    name,
    command: {
      commandId: randomUUID(),
      actor: 'lead',
      role: 'supervisor',
      reason: 'records are on their way',
      ...(details && { details }),
    },
  });

const submission = (claimId: string) =>
  practice.within((tx) =>
    tx.db.intent.findFirstOrThrow({ where: { organizationId: practice.org, subjectId: claimId, kind: 'submitClaim' } }),
  );
const submit = async (claimId: string) =>
  queueSubmission(practice.deps, { organizationId: practice.org, intentId: (await submission(claimId)).id });
const openDeadline = (subjectId: string, kind: string) =>
  practice.within((tx) =>
    tx.db.deadline.findFirst({ where: { organizationId: practice.org, subjectId, kind, closedOn: null } }),
  );

describe('a held claim that was about to be submitted', () => {
  it('is not submitted, keeps its filing deadline, does not stop the clock, and goes out once after the release', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    expect(await command('placeHold', claim.id)).toMatchObject({ accepted: true });
    await tellClaim(practice, claim);
    expect(await claimRow(practice, claim.id)).toMatchObject({ held: true, holdReason: 'records are on their way' });
    expect(await submit(claim.id)).toEqual({ became: 'held' });
    expect(await submission(claim.id)).toMatchObject({ state: 'HELD' });
    expect((await tellClaim(practice, claim)).steps.map((step) => step.kind)).not.toContain('submitClaim');
    expect(await openDeadline(claim.id, 'timely-filing')).not.toBeNull();

    expect(await command('releaseHold', claim.id)).toMatchObject({ accepted: true });
    const released = await tellClaim(practice, claim);
    expect(await claimRow(practice, claim.id)).toMatchObject({ held: false, state: 'READY' });
    expect(released.steps.map((step) => step.kind)).toContain('submitClaim');
    expect(await submit(claim.id)).toEqual({ became: 'queued' });
    expect(await submit(claim.id)).toEqual({ became: 'repeat' });
  });
});

/** Completes the open item of this kind as its owner; an item that is not there is an error. */
async function complete(subjectId: string, kind: string, outcome: string, fields: Record<string, string>) {
  const item = await practice.within((tx) =>
    tx.db.workItem.findFirstOrThrow({ where: { organizationId: practice.org, subjectId, kind, state: 'OPEN' } }),
  );
  const done = await completeWorkItem(practice.deps, { id: 'sam', role: item.role }, practice.org, {
    workItemId: item.id,
    version: item.version,
    outcome,
    fields,
  });
  if (!done.ok) throw new Error(JSON.stringify(done.problem));
}

const intentOf = (subjectId: string, kind: string) =>
  practice.within((tx) => tx.db.intent.findFirstOrThrow({ where: { organizationId: practice.org, subjectId, kind } }));

/** A claim the payer took and then denied in part with this code. */
async function denied(carc: string): Promise<{ claim: OpenedClaim; denialId: string }> {
  const claim = await openOne(practice, dear);
  await tellClaim(practice, claim);
  await submit(claim.id);
  await post(practice, {
    payerId: claim.payerId,
    claims: [decision(claim, { adjustments: [cas('CO', carc, 40_000)] })],
  });
  const [denial] = await denialsOf(practice, claim.id);
  if (!denial) throw new Error('no denial was born');
  await tellDenial(practice, denial.id);
  await tellClaim(practice, claim);
  return { claim, denialId: denial.id };
}

describe('a held claim whose correction was ready to go', () => {
  it('sends nothing while it is held, and the corrected claim goes out by itself after the release', async () => {
    const { claim, denialId } = await denied('16');
    await command('placeHold', claim.id);
    await tellClaim(practice, claim);
    await complete(denialId, 'prepareCorrectedClaim', 'corrected', {
      changed: 'modifier',
      authorizedBy: 'Dr. Okafor',
      supportingRecord: 'chart',
    });
    await tellDenial(practice, denialId);
    const intent = await intentOf(denialId, 'submitCorrectedClaim');
    expect(await queueSubmission(practice.deps, { organizationId: practice.org, intentId: intent.id })).toEqual({
      became: 'held',
    });
    expect((await tellDenial(practice, denialId)).steps).toEqual([]);

    await command('releaseHold', claim.id);
    await tellClaim(practice, claim);
    expect((await tellDenial(practice, denialId)).steps.map((step) => step.kind)).toEqual(['submitCorrectedClaim']);
    const told = await practice.within((tx) =>
      tx.db.outboxMessage.findFirst({
        where: { organizationId: practice.org, storyKind: 'appeal', reference: 'intentReleased', eventId: intent.id },
      }),
    );
    expect(told).toMatchObject({ signalName: 'turnTaken' });
    expect(await queueSubmission(practice.deps, { organizationId: practice.org, intentId: intent.id })).toEqual({
      became: 'queued',
    });
  });

  it('cannot be released twice', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    expect(await command('releaseHold', claim.id)).toEqual({ accepted: false, because: 'the claim is not held' });
  });
});

describe('a follow-up', () => {
  it('is asked of the payer at once when a supervisor says so, and never for a held claim', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    await submit(claim.id);
    await practice.within((tx) =>
      recordEvent(tx, { story: 'claim', subjectId: claim.id, type: 'submitted', facts: { date: tx.at.date } }),
    );
    await tellClaim(practice, claim);
    expect(await command('expediteFollowUp', claim.id)).toMatchObject({ accepted: true });
    expect((await tellClaim(practice, claim)).steps.map((step) => step.kind)).toContain('requestClaimStatus');
    await command('placeHold', claim.id);
    await tellClaim(practice, claim);
    expect(await command('expediteFollowUp', claim.id)).toEqual({
      accepted: false,
      because: 'the claim is held; release it first',
    });
  });

  it('is refused where there is no payer to ask', async () => {
    const { claim } = await denied('50');
    expect(await command('expediteFollowUp', claim.id)).toMatchObject({
      accepted: false,
      because: expect.stringContaining('has nothing to follow up with the payer'),
    });
  });
});

describe('an appeal under way', () => {
  it('can be withdrawn once: its packet work ends, its deadlines close, a person decides what follows', async () => {
    const { denialId } = await denied('50');
    expect(await practice.within((tx) => tx.db.appealLevel.findMany({ where: { denialId } }))).toMatchObject([
      { level: 1, state: 'DRAFTING' },
    ]);
    expect(await command('cancelAppeal', denialId, undefined, 'appeal')).toMatchObject({ accepted: true });
    await tellDenial(practice, denialId);
    const [levels, items, deadline] = await practice.within(async (tx) => [
      await tx.db.appealLevel.findMany({ where: { denialId } }),
      await tx.db.workItem.findMany({ where: { organizationId: practice.org, subjectId: denialId, state: 'OPEN' } }),
      await tx.db.deadline.findFirst({ where: { subjectId: denialId, kind: 'appeal-filing', closedOn: null } }),
    ]);
    expect(levels).toMatchObject([{ level: 1, state: 'WITHDRAWN' }]);
    expect(items.map((item) => item.kind)).toEqual(['triageDenial']);
    expect(deadline).toBeNull();
    expect(await command('cancelAppeal', denialId, undefined, 'appeal')).toEqual({
      accepted: false,
      because: 'no appeal of this denial is under way',
    });
  });
});

describe('a deadline', () => {
  it('is re-planned up to its hard date and never past it', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    const filing = await openDeadline(claim.id, 'timely-filing');
    if (!filing) throw new Error('no filing deadline');
    const hard = fromDateColumn(filing.hardDate);
    const late = await command('replanDeadline', claim.id, { kind: 'timely-filing', safeDate: addDays(hard, 1) });
    expect(late).toEqual({ accepted: false, because: `past the hard date ${hard}` });
    expect(
      await command('replanDeadline', claim.id, { kind: 'timely-filing', safeDate: addDays(hard, -3) }),
    ).toMatchObject({ accepted: true });
    await tellClaim(practice, claim);
    const planned = await openDeadline(claim.id, 'timely-filing');
    expect(planned && [fromDateColumn(planned.safeDate), fromDateColumn(planned.hardDate)]).toEqual([
      addDays(hard, -3),
      hard,
    ]);
  });
});
