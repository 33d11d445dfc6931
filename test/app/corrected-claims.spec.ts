import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendBatch } from '../../src/app/batches/send-batch.js';
import { correctClaim } from '../../src/app/claims/correct-claim.js';
import { queueSubmission } from '../../src/app/claims/queue-submission.js';
import { getWorkItem } from '../../src/app/work-items/work-items.queries.js';
import { completeWorkItem, type CompleteWorkItem } from '../../src/app/work-items/complete-work-item.js';
import { inTransaction, toDateColumn } from '../../src/db/in-transaction.js';
import {
  cas,
  claimRow,
  decision,
  denialsOf,
  foundPractice,
  openOne,
  post,
  tellClaim,
  tellDenial,
  type Practice,
} from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

/** A claim the payer denied for missing information (CO-16), with the item that asks for its correction. */
async function toBeCorrected() {
  const claim = await openOne(practice);
  await tellClaim(practice, claim);
  const denied = decision(claim, { adjustments: [cas('CO', '16', 4_000)] });
  await post(practice, { payerId: claim.payerId, claims: [denied] });
  await tellClaim(practice, claim);
  const [denial] = await denialsOf(practice, claim.id);
  if (!denial) throw new Error('no denial was born');
  await tellDenial(practice, denial.id);
  const item = await practice.within((tx) =>
    tx.db.workItem.findFirstOrThrow({
      where: { organizationId: practice.org, subjectId: denial.id, kind: 'prepareCorrectedClaim', state: 'OPEN' },
    }),
  );
  return { claim, denialId: denial.id, item };
}

const correct = (item: { id: string; role: string }, corrections: CompleteWorkItem['corrections']) =>
  completeWorkItem(practice.deps, { id: 'carl', role: item.role }, practice.org, {
    workItemId: item.id,
    outcome: 'corrected',
    fields: { changed: 'member id and modifier', authorizedBy: 'Dr. Okafor', supportingRecord: 'card copy' },
    ...(corrections && { corrections }),
  });

/** The claims of every 837 that left so far, as segments. */
const sentSegments = (): string[] => {
  const folder = join(practice.deps.config.dataDir, practice.org, 'out');
  const files = readdirSync(folder).filter((name) => name.endsWith('.x12'));
  return files.flatMap((name) => readFileSync(join(folder, name), 'latin1').split('~'));
};

describe('what a coder corrected', () => {
  it('stands in the replacement claim that goes to the payer, with its number for the original', async () => {
    const { claim, denialId, item } = await toBeCorrected();
    const before = await claimRow(practice, claim.id);
    expect(await correct(item, { memberId: 'NEWMEMBER77', lines: [{ number: 1, modifiers: ['25'] }] })).toMatchObject({
      ok: true,
    });
    await tellDenial(practice, denialId);
    const key = { organizationId: practice.org };
    const intent = await practice.within((tx) =>
      tx.db.intent.findFirstOrThrow({ where: { ...key, subjectId: denialId, kind: 'submitCorrectedClaim' } }),
    );
    expect(await queueSubmission(practice.deps, { ...key, intentId: intent.id })).toEqual({ became: 'queued' });
    const sending = randomUUID();
    await practice.within(async (tx) => {
      const batch = await tx.db.batch.findFirstOrThrow({ where: { ...key, state: 'COLLECTING' } });
      await tx.db.intent.create({
        data: {
          id: sending,
          ...key,
          businessKey: `${batch.id}:send`,
          kind: 'buildAndSendBatch',
          storyKind: 'batch',
          subjectId: batch.id,
          details: {},
          intendedOn: toDateColumn(tx.at.date),
        },
      });
    });
    await sendBatch(practice.deps, { organizationId: practice.org, intentId: sending });

    const sent = sentSegments();
    expect(sent.find((segment) => segment.startsWith(`CLM*${claim.claimNumber}*`))).toMatch(/:B:7\*/);
    const from = sent.findIndex((segment) => segment.startsWith(`CLM*${claim.claimNumber}*`));
    const rest = sent.slice(from + 1);
    const own = rest.slice(
      0,
      rest.findIndex((segment) => /^(HL|CLM|SE)[*]/.test(segment)),
    );
    expect(own.filter((segment) => segment.startsWith('SV1*'))).toHaveLength(claim.source.lines.length);
    expect(sent).toContain(`REF*F8*ICN${claim.claimNumber}`);
    expect(sent.filter((segment) => segment.includes('NEWMEMBER77'))).toHaveLength(1);
    expect(sent.find((segment) => segment.startsWith('SV1*'))).toMatch(/^SV1\*HC:[A-Z0-9]{5}:25\*/);
    const [line, after] = await practice.within(async (tx) => [
      await tx.db.claimLine.findFirst({ where: { ...key, claimId: claim.id, lineNumber: 1 } }),
      await tx.db.coverage.count({ where: { ...key, patientId: before.patientId } }),
    ]);
    expect([line?.modifiers, after]).toEqual([['25'], 2]);
    expect((await claimRow(practice, claim.id)).coverageId).not.toBe(before.coverageId);
  });

  it('is named in the audit by field, never by value', async () => {
    const { claim, item } = await toBeCorrected();
    await correct(item, { memberId: 'NEWMEMBER78' });
    const rows = await practice.within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: practice.org, subjectId: claim.id } }),
    );
    expect(rows.find((row) => row.action === 'claim.correct')).toMatchObject({
      actor: 'carl',
      after: { contentVersion: 2, fields: ['memberId'] },
    });
    expect(
      JSON.stringify(rows, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('NEWMEMBER78');
  });

  it('keeps before and after of every value with the sealed answers', async () => {
    const { item } = await toBeCorrected();
    const home = { line1: '9 ELM ST', city: 'ALBANY', state: 'NY', zip: '122070001' };
    expect(await correct(item, { patientAddress: home })).toMatchObject({ ok: true });
    const read = await getWorkItem(practice.deps, { id: 'carl', role: item.role }, practice.org, item.id, {
      mayReadPhi: true,
    });
    const answers = (read.ok ? read.value.answers : {}) as { diff: { field: string; after: unknown }[] };
    expect(answers.diff).toContainEqual(
      expect.objectContaining({ field: 'subscriber.address.line1', after: '9 ELM ST' }),
    );
  });

  it('changes a code only by a coder’s hand', async () => {
    const { claim } = await toBeCorrected();
    const change = { lines: [{ number: 1, procedure: '99214' }] };
    const by = (role: string) =>
      inTransaction(practice.deps.db, practice.org, { actor: { id: 'p', role } }, (tx) =>
        correctClaim(practice.deps, tx, claim.id, change),
      );
    expect(await by('specialist')).toMatchObject({ ok: false, problem: { code: 'notAllowed' } });
    expect(await by('coder')).toMatchObject({ ok: true });
  });

  it('is refused as a whole when it points to nothing; the item stays open and the claim as it was', async () => {
    const { claim, item } = await toBeCorrected();
    const before = await claimRow(practice, claim.id);
    expect(await correct(item, { memberId: 'X1', lines: [{ number: 70, units: '2' }] })).toMatchObject({
      ok: false,
      problem: { code: 'outcomeIncomplete', detail: 'corrections: lines: there is no line 70' },
    });
    expect(await claimRow(practice, claim.id)).toEqual(before);
    const still = await practice.within((tx) =>
      tx.db.workItem.findUnique({ where: { organizationId_id: { organizationId: practice.org, id: item.id } } }),
    );
    expect(still).toMatchObject({ state: 'OPEN' });
  });
});
