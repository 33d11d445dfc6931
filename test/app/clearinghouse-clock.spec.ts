import { randomUUID } from 'node:crypto';
import { advanceBatch } from '../../src/app/batches/advance-batch.js';
import { importAcknowledgements } from '../../src/app/batches/import-acknowledgements.js';
import { sendBatch } from '../../src/app/batches/send-batch.js';
import { queueSubmission } from '../../src/app/claims/queue-submission.js';
import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { fromDateColumn } from '../../src/db/in-transaction.js';
import { acceptance, claimAcknowledgement, interchange } from '../intake/x12-files.js';
import { claimRow, foundPractice, openOne, tellClaim, type OpenedClaim, type Practice } from './a-practice.js';

let practice: Practice;
beforeEach(async () => {
  practice = await foundPractice();
}, 120_000);
afterEach(() => practice?.stop());

const org = () => ({ organizationId: practice.org });
const onDay = (date: string, time = '15:00'): Promise<unknown> =>
  practice.within((tx) =>
    tx.db.organization.update({ where: { id: practice.org }, data: { businessAt: new Date(`${date}T${time}:00Z`) } }),
  );
const tellBatch = (subjectId: string) => advanceBatch(practice.deps, { ...org(), subjectId, asked: true });
const partnerAnswersForItself = (acknowledgesClaims: boolean): Promise<unknown> =>
  practice.within((tx) => tx.db.tradingPartner.updateMany({ where: org(), data: { acknowledgesClaims } }));

async function stepsOf(subjectId: string, kind: string): Promise<string[]> {
  const steps = await practice.within((tx) =>
    tx.db.intent.findMany({ where: { ...org(), subjectId, kind, state: 'INTENDED' } }),
  );
  return steps.map(({ id }) => id);
}

async function take(text: string): Promise<void> {
  const stored = await storeInboundFile(practice.deps, {
    ...org(),
    actor: { id: 'clearinghouse', role: 'integration' },
    source: 'upload',
    name: `${randomUUID()}.x12`,
    bytes: (async function* () {
      yield Buffer.from(text, 'latin1');
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  await importAcknowledgements(practice.deps, { ...org(), fileId: stored.value.fileId });
}

/** Two claims in one file that left on Friday 2026-01-09; its 999 came the same evening. */
async function sentAndReadable(): Promise<{ batchId: string; claims: readonly [OpenedClaim, OpenedClaim] }> {
  const claims = [await openOne(practice), await openOne(practice)] as const;
  for (const claim of claims) {
    await tellClaim(practice, claim);
    const [queued = ''] = await stepsOf(claim.id, 'submitClaim');
    await queueSubmission(practice.deps, { ...org(), intentId: queued });
  }
  const batch = () => practice.within((tx) => tx.db.batch.findFirstOrThrow({ where: org() }));
  const { id } = await batch();
  await onDay('2026-01-09', '23:30');
  await tellBatch(id);
  const [send = ''] = await stepsOf(id, 'buildAndSendBatch');
  await sendBatch(practice.deps, { ...org(), intentId: send });
  await tellBatch(id);
  for (const claim of claims) await tellClaim(practice, claim);
  await take(interchange(acceptance((await batch()).groupControl ?? '')));
  await tellBatch(id);
  return { batchId: id, claims };
}

/** The clearinghouse's word in its own name: A0 forwarded, or A1/A2 of its own. */
const passedOn = (claim: OpenedClaim, code = 'A0:20'): string =>
  interchange(claimAcknowledgement(claim.claimNumber))
    .replace('NM1*PR*2*PAYER*****PI*UMH22', 'NM1*AY*2*CLEARINGHOUSE*****46*THEM')
    .replaceAll('A2:20:PR', code)
    .replace('A1:19:PR', 'A1:19');

const clocksOf = async (subjectId: string): Promise<unknown> =>
  (
    await practice.within((tx) =>
      tx.db.deadline.findMany({ where: { ...org(), subjectId, closedOn: null }, orderBy: { kind: 'asc' } }),
    )
  ).map(({ kind, hardDate, ruleId, ruleVersion }) => [kind, fromDateColumn(hardDate), ruleId, ruleVersion]);
const ticketsOf = async (subjectId: string): Promise<unknown> =>
  (
    await practice.within((tx) =>
      tx.db.workItem.findMany({ where: { ...org(), subjectId, kind: 'silentBatch' }, orderBy: { dedupeKey: 'asc' } }),
    )
  ).map(({ facts, state }) => [(facts as { clock: string }).clock, state]);
const toldSilent = async ({ id }: OpenedClaim): Promise<unknown> =>
  (
    await practice.within((tx) =>
      tx.db.storyEvent.findMany({
        where: { ...org(), subjectId: id, type: 'claimSilent' },
        orderBy: { sequence: 'asc' },
      }),
    )
  ).map(({ facts }) => (facts as { clock: string }).clock);

const CLEARINGHOUSE = ['acknowledgement-clearinghouse', '2026-01-12', 'acknowledgement-clearinghouse.default', 1];
const PAYER = ['acknowledgement-277ca', '2026-01-14', 'acknowledgement277ca.default', 1];

describe('A clearinghouse that answers for itself', () => {
  it('has one business day after the 999; then the claims it kept silent about are asked about and a ticket is opened', async () => {
    const { batchId, claims } = await sentAndReadable();
    const [spokenOf, silent] = claims;
    expect(await clocksOf(batchId)).toEqual([PAYER, CLEARINGHOUSE]);
    await onDay('2026-01-12');
    await take(passedOn(spokenOf));
    await tellBatch(batchId);
    expect([await ticketsOf(batchId), await toldSilent(silent)]).toEqual([[], []]);

    await onDay('2026-01-13');
    for (const _told of ['once', 'and again']) await tellBatch(batchId);
    expect(await ticketsOf(batchId)).toEqual([['clearinghouse 277CA', 'OPEN']]);
    expect([await toldSilent(spokenOf), await toldSilent(silent)]).toEqual([[], ['clearinghouse 277CA']]);
    for (const claim of claims) await tellClaim(practice, claim);
    expect([
      (await stepsOf(spokenOf.id, 'requestClaimStatus')).length,
      (await stepsOf(silent.id, 'requestClaimStatus')).length,
    ]).toEqual([0, 1]);

    await take(passedOn(silent, 'A1:19'));
    await tellBatch(batchId);
    expect(await clocksOf(batchId)).toEqual([PAYER]);
    expect(await ticketsOf(batchId)).toEqual([['clearinghouse 277CA', 'CANCELLED']]);
    // What it says of a claim is only logged: the payer has accepted nothing yet.
    for (const claim of claims) expect((await claimRow(practice, claim.id)).state).toBe('SUBMITTED');

    await onDay('2026-01-15');
    await tellBatch(batchId);
    expect(await ticketsOf(batchId)).toEqual([
      ['277CA', 'OPEN'],
      ['clearinghouse 277CA', 'CANCELLED'],
    ]);
  }, 120_000);

  it('has no clock of its own where it hands on the payers’ word only', async () => {
    await partnerAnswersForItself(false);
    const { batchId } = await sentAndReadable();
    expect(await clocksOf(batchId)).toEqual([PAYER]);
    await onDay('2026-01-13');
    await tellBatch(batchId);
    expect(await ticketsOf(batchId)).toEqual([]);
  }, 120_000);
});
