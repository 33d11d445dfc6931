import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advanceBatch } from '../../src/app/batches/advance-batch.js';
import { sendBatch } from '../../src/app/batches/send-batch.js';
import { queueSubmission } from '../../src/app/claims/queue-submission.js';
import { recordEvent } from '../../src/app/stories/record-event.js';
import { toDateColumn } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { claimRow, foundPractice, openOne, tellClaim, type Practice } from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const input = (intentId: string) => ({ organizationId: practice.org, intentId });

async function intend(kind: string, storyKind: string, subjectId: string, details: object): Promise<string> {
  const id = randomUUID();
  await practice.within((tx) =>
    tx.db.intent.create({
      data: {
        id,
        organizationId: practice.org,
        businessKey: `${subjectId}:${kind}:1`,
        kind,
        storyKind,
        subjectId,
        details,
        intendedOn: toDateColumn(plainDate('2026-01-05')),
      },
    }),
  );
  return id;
}

/** A batch of one claim that is about to be sent. */
async function aFullBatch(): Promise<{ batchId: string; intentId: string }> {
  const claim = await openOne(practice);
  await queueSubmission(practice.deps, input(await intend('submitClaim', 'claim', claim.id, { frequency: '1' })));
  const batch = await practice.within((tx) =>
    tx.db.batch.findFirstOrThrow({ where: { organizationId: practice.org, state: 'COLLECTING' } }),
  );
  return { batchId: batch.id, intentId: await intend('buildAndSendBatch', 'batch', batch.id, {}) };
}

const batchRow = (id: string) =>
  practice.within((tx) =>
    tx.db.batch.findUniqueOrThrow({ where: { organizationId_id: { organizationId: practice.org, id } } }),
  );

/** As a crash leaves it that comes after the rename and before the record. */
async function forgetThatItLeft(batchId: string, intentId: string): Promise<void> {
  await practice.within(async (tx) => {
    const key = { organizationId: practice.org };
    await tx.db.intent.update({
      where: { organizationId_id: { ...key, id: intentId } },
      data: { state: 'INTENDED', closedAt: null },
    });
    await tx.db.batch.update({
      where: { organizationId_id: { ...key, id: batchId } },
      data: { sha256: null, sentOn: null, sentAt: null },
    });
    await tx.db
      .$executeRaw`UPDATE organizations SET business_at = business_at + interval '1 day' WHERE id = ${practice.org}::uuid`;
  });
}

describe('a claim file that left just before a crash', () => {
  it('leaves once, and the record names the bytes that left, not those of the day after', async () => {
    const { batchId, intentId } = await aFullBatch();
    expect((await sendBatch(practice.deps, input(intentId))).became).toBe('sent');
    const folder = join(practice.deps.config.dataDir, practice.org, 'out');
    const [name] = readdirSync(folder).filter((file) => file.endsWith('.x12'));
    const left = createHash('sha256')
      .update(readFileSync(join(folder, name ?? '')))
      .digest('hex');
    expect((await batchRow(batchId)).sha256).toBe(left);

    await forgetThatItLeft(batchId, intentId);
    expect((await sendBatch(practice.deps, input(intentId))).became).toBe('sent');
    expect(readdirSync(folder).filter((file) => file.endsWith('.x12'))).toEqual([name]);
    expect((await batchRow(batchId)).sha256).toBe(left);
    const kept = await practice.within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: practice.org, action: 'batch.send' } }),
    );
    expect(kept.map(({ after }) => (after as { sha256: string }).sha256)).toEqual([left, left]);
  }, 60_000);
});

describe('a claim file nobody ever received', () => {
  const stepOf = (subjectId: string, kind: string) =>
    practice.within((tx) =>
      tx.db.intent.findMany({ where: { organizationId: practice.org, subjectId, kind, state: 'INTENDED' } }),
    );
  const tellBatch = (subjectId: string) =>
    advanceBatch(practice.deps, { organizationId: practice.org, subjectId, asked: true });

  async function sentBatch(claimId: string): Promise<string> {
    // What the crash above left collecting is none of this claim's.
    await practice.within((tx) =>
      tx.db.batch.updateMany({
        where: { organizationId: practice.org, state: 'COLLECTING' },
        data: { state: 'DONE' },
      }),
    );
    const [queued] = await stepOf(claimId, 'submitClaim');
    await queueSubmission(practice.deps, input(queued?.id ?? ''));
    const { id } = await practice.within((tx) =>
      tx.db.batch.findFirstOrThrow({ where: { organizationId: practice.org, state: 'COLLECTING' } }),
    );
    await practice.within((tx) =>
      tx.db.organization.update({
        where: { id: practice.org },
        data: { businessAt: new Date('2026-01-09T23:30:00Z') },
      }),
    );
    await tellBatch(id);
    const [step] = await stepOf(id, 'buildAndSendBatch');
    expect((await sendBatch(practice.deps, input(step?.id ?? ''))).became).toBe('sent');
    await tellBatch(id);
    return id;
  }

  it('is given up when a person says so, and each claim of it goes out again, unchanged and once', async () => {
    const claim = await openOne(practice);
    await tellClaim(practice, claim);
    const batchId = await sentBatch(claim.id);
    await tellClaim(practice, claim);
    expect([(await batchRow(batchId)).state, (await claimRow(practice, claim.id)).state]).toEqual([
      'SENT',
      'SUBMITTED',
    ]);

    for (const _said of ['once', 'and again']) {
      await practice.within((tx) =>
        recordEvent(tx, { story: 'batch', subjectId: batchId, type: 'batchResendAllowed' }),
      );
      await tellBatch(batchId);
      await tellClaim(practice, claim);
    }
    expect([(await batchRow(batchId)).state, (await claimRow(practice, claim.id)).state]).toEqual([
      'REJECTED',
      'READY',
    ]);
    const [submission] = await practice.within((tx) =>
      tx.db.submission.findMany({ where: { organizationId: practice.org, claimId: claim.id } }),
    );
    expect(submission?.state).toBe('REJECTED');
    const again = await stepOf(claim.id, 'submitClaim');
    expect(again.map(({ businessKey }) => businessKey)).toEqual([`${claim.id}:submit:2`]);
  }, 60_000);
});
