import { randomUUID } from 'node:crypto';
import { queueSubmission } from '../../src/app/claims/queue-submission.js';
import { carryOutCommand } from '../../src/app/commands/carry-out-command.js';
import type { UpdateName } from '../../src/contracts/stories.js';
import { fromDateColumn } from '../../src/db/in-transaction.js';
import { addDays } from '../../src/domain/dates/plain-date.js';
import { claimRow, foundPractice, openOne, tellClaim, type Practice } from '../app/a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

/** What a running story does with an update its validator let through: one transaction judges, then the story looks again. */
const command = (name: UpdateName, subjectId: string, details?: Record<string, string>) =>
  carryOutCommand(practice.deps, {
    organizationId: practice.org,
    subjectId,
    kind: 'claim',
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
