import { createHash, randomUUID } from 'node:crypto';
import { readSealed } from '../../../src/adapters/sealed-files.js';
import { recordFilingEvidence } from '../../../src/app/claims/record-filing-evidence.js';
import { proveFiling } from '../../../src/app/claims/prove-filing.js';
import { buildAppealPacket } from '../../../src/app/denials/build-appeal-packet.js';
import { askWriteOffs } from '../../../src/app/approvals/ask-write-offs.js';
import { decideApproval } from '../../../src/app/approvals/decide-approval.js';
import { attachDocument } from '../../../src/app/documents/attach-document.js';
import { recordEvent } from '../../../src/app/stories/record-event.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { toDateColumn } from '../../../src/db/in-transaction.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import {
  balanceOf,
  dear,
  foundPractice,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';
import {
  claimHears,
  denies,
  itIs,
  kindsOfWork,
  openWork,
  readyClaim,
  sentClaim,
  stateOf,
  stepsOf,
} from './story-days.js';
import { story } from './told-daily.js';

let practice: Practice;
let medicare: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  medicare = await foundPractice({ payerClass: 'medicare' });
}, 200_000);
afterAll(async () => {
  await practice?.stop();
  await medicare?.stop();
});

let control = 900;
const sam = { id: 'sam', role: 'specialist' };

/** Sent on the practice's first day; accepted by the payer itself in a stored 277CA, or only acknowledged as a file (999). */
async function sent(at: Practice, claim: OpenedClaim, answer: '277CA' | '999'): Promise<void> {
  const fileId = randomUUID();
  const batchId = randomUUID();
  const day = toDateColumn(plainDate('2026-01-05'));
  const own = { organizationId: at.org };
  await at.within(async (tx) => {
    const payer = await tx.db.payer.findFirstOrThrow({ where: { ...own, id: claim.payerId } });
    await tx.db.inboundFile.create({
      data: {
        id: fileId,
        ...own,
        sha256: `${fileId}-bytes`,
        sizeBytes: 10n,
        name: Buffer.from('x'),
        source: 'upload',
        kind: answer,
        receivedOn: day,
      },
    });
    await tx.db.batch.create({
      data: {
        id: batchId,
        ...own,
        partnerId: payer.tradingPartnerId,
        state: 'SENT',
        interchangeControl: String((control += 1)).padStart(9, '0'),
        setControl: '0001',
        sha256: `${batchId}-sent`,
        openedOn: day,
        ...(answer === '999' && { ack999On: day }),
      },
    });
    // The 999 itself, as its import tells the batch of it.
    if (answer === '999')
      await recordEvent(tx, {
        story: 'batch',
        subjectId: batchId,
        type: 'fileAcknowledged',
        facts: { accepted: true },
        key: `${fileId}:999:0001:1`,
      });
    await tx.db.submission.create({
      data: {
        id: randomUUID(),
        ...own,
        claimId: claim.id,
        number: 1,
        frequency: '1',
        batchId,
        businessKey: `${claim.id}:submit:test`,
        contentVersion: 1,
        state: answer === '277CA' ? 'ACCEPTED' : 'SENT',
        queuedOn: day,
        sentOn: day,
        ...(answer === '277CA' && { receiptDate: day, payerClaimNumber: 'ICN777', acknowledgedBy: fileId }),
      },
    });
  });
}

/** The payer denies for late filing (CO-29). */
async function deniedAsLate(at: Practice, answer: '277CA' | '999', cents = 12_000) {
  const claim = await readyClaim(at);
  await sent(at, claim, answer);
  const { denialId } = await denies(at, claim, 'CO-29', { cents: Math.min(cents, claim.chargeCents) });
  return { denialId, items: await kindsOfWork(at, denialId), intents: await stepsOf(at, denialId) };
}

const pdfOf = async (at: Practice, documentId: string): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of readSealed({ keys: at.deps.keys, dataDir: at.deps.config.dataDir }, at.org, documentId))
    parts.push(part);
  return Buffer.concat(parts);
};

describe('a claim the payer accepted in time', () => {
  story(
    'has its proof as a PDF: the payer’s acceptance first, with control number and the hash of the stored bytes',
    async () => {
      const claim = await readyClaim(practice);
      await sent(practice, claim, '277CA');
      const proof = await proveFiling(practice.deps, sam, practice.org, claim.id);
      if (!proof.ok) throw new Error(proof.problem.detail);
      const [best] = proof.value.evidence;
      expect(best).toMatchObject({ kind: 'payerAcceptance', date: '2026-01-05', control: 'ICN777' });
      expect(best?.sha256).toMatch(/-bytes$/);
      expect((await pdfOf(practice, proof.value.documentId)).subarray(0, 5).toString()).toBe('%PDF-');
      const again = await proveFiling(practice.deps, sam, practice.org, claim.id);
      expect(again.ok && again.value.documentId).toBe(proof.value.documentId);
    },
  );
});

describe('an acceptance in which the payer gave no number of its own', () => {
  story('is found by ours, which its 277CA repeats', async () => {
    const claim = await readyClaim(practice);
    await sent(practice, claim, '277CA');
    await practice.within((tx) =>
      tx.db.submission.updateMany({
        where: { organizationId: practice.org, claimId: claim.id },
        data: { payerClaimNumber: null },
      }),
    );
    const proof = await proveFiling(practice.deps, sam, practice.org, claim.id);
    expect(proof.ok && proof.value.evidence[0]?.control).toBe(`${claim.claimNumber} (ours)`);
  });
});

describe('a claim for which only a 999 came', () => {
  story('has no proof, and a PDF of it is refused', async () => {
    const claim = await readyClaim(practice);
    await sent(practice, claim, '999');
    expect(await proveFiling(practice.deps, sam, practice.org, claim.id)).toMatchObject({
      ok: false,
      problem: { code: 'filingNotProven', detail: expect.stringContaining('does not prove') as string },
    });
  });
});

describe('a denial for late filing (CO-29)', () => {
  story(
    'becomes an appeal by itself when the proof exists: the packet is bound with the proof, nobody assembles it',
    async () => {
      const { denialId, items, intents } = await deniedAsLate(practice, '277CA');
      expect([items, intents.map((intent) => intent.kind)]).toEqual([[], ['buildAppealPacket']]);
      await buildAppealPacket(practice.deps, { organizationId: practice.org, intentId: intents[0]?.id ?? '' });
      await tellDenial(practice, denialId);
      expect(await kindsOfWork(practice, denialId)).toEqual(['fileAppeal']);
      const [packet] = await practice.within((tx) =>
        tx.db.document.findMany({ where: { organizationId: practice.org, subjectId: denialId } }),
      );
      // Index, letter, remittance, claim, proof of filing, rules.
      expect([packet?.kind, packet?.pages]).toEqual(['appealPacket', 6]);
      expect(packet?.sha256).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  story('of $5,000 or more is assembled by a person, for a second one to look at', async () => {
    const claim = await readyClaim(practice, (drawn) => dear(dear(drawn)));
    await sent(practice, claim, '277CA');
    const { denialId } = await denies(practice, claim, 'CO-29');
    expect(claim.chargeCents).toBeGreaterThanOrEqual(500_000);
    expect([await kindsOfWork(practice, denialId), await stepsOf(practice, denialId)]).toEqual([
      ['assembleAppeal'],
      [],
    ]);
  });

  story('goes to a person with a write-off in mind when only a 999 exists', async () => {
    const { items, intents } = await deniedAsLate(practice, '999');
    expect([items, intents]).toEqual([['triageDenial'], []]);
  });

  story('of Medicare has no appeal level: the proof is sent to the contractor', async () => {
    const { items, intents } = await deniedAsLate(medicare, '277CA');
    expect([items, intents]).toEqual([['collectDenialDocuments'], []]);
  });
});

const paper = '%PDF-1.7\nfax to the payer, all pages received';
/** The paper is kept with the claim as bytes. */
async function kept(claim: { id: string }, bytes = paper): Promise<string> {
  const stored = await attachDocument(practice.deps, sam, practice.org, {
    claimId: claim.id,
    kind: 'filingEvidence',
    bytes: (async function* one() {
      yield new TextEncoder().encode(bytes);
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.detail);
  return stored.value.documentId;
}
const evidence = (claim: { id: string }, fields: { on?: string; documentId?: string; control?: string } = {}) =>
  recordFilingEvidence(practice.deps, sam, practice.org, {
    claimId: claim.id,
    kind: 'carrierReceipt',
    on: plainDate(fields.on ?? '2026-01-05'),
    control: fields.control ?? 'FAX-88123',
    documentId: fields.documentId ?? randomUUID(),
    note: 'the fax report',
  });

describe('evidence of filing that comes on paper', () => {
  story('counts with its date, its number and the hash of its bytes; without the paper nothing is kept', async () => {
    const claim = await readyClaim(practice);
    await sent(practice, claim, '999');
    expect(await evidence(claim)).toMatchObject({ problem: { code: 'documentMissing' } });
    const documentId = await kept(claim);
    expect(await evidence(claim, { documentId, on: '2026-02-01' })).toMatchObject({
      problem: { detail: '2026-02-01 has not come yet' },
    });
    const recorded = await evidence(claim, { documentId });
    if (!recorded.ok) throw new Error(recorded.problem.detail);
    expect(recorded.value.proven).toBe(true);
    expect(recorded.value.evidence.map(({ kind }) => kind)).toEqual([
      'carrierReceipt',
      'fileAcknowledgement',
      'submissionLog',
    ]);
    // Each with the hash of its own bytes: the 999 with the 999’s, the sending with ours.
    expect(recorded.value.evidence[1]?.sha256).toMatch(/-bytes$/);
    expect(recorded.value.evidence[2]?.sha256).toMatch(/-sent$/);
    expect(recorded.value.evidence[0]).toEqual({
      kind: 'carrierReceipt',
      date: '2026-01-05',
      control: 'FAX-88123',
      sha256: createHash('sha256').update(paper).digest('hex'),
    });
    expect(await proveFiling(practice.deps, sam, practice.org, claim.id)).toMatchObject({ ok: true });
  });

  story('that comes after the denial contests it by itself, bound with the proof', async () => {
    const claim = await readyClaim(practice);
    await sent(practice, claim, '999');
    const { denialId } = await denies(practice, claim, 'CO-29', { cents: Math.min(12_000, claim.chargeCents) });
    expect(await kindsOfWork(practice, denialId)).toEqual(['triageDenial']);
    await evidence(claim, { documentId: await kept(claim) });
    await tellClaim(practice, claim);
    await tellDenial(practice, denialId);
    expect([
      await kindsOfWork(practice, denialId),
      (await stepsOf(practice, denialId)).map(({ kind }) => kind),
    ]).toEqual([[], ['buildAppealPacket']]);
  });
});

describe('a claim that was not with its payer on the last day', () => {
  story(
    'is an incident for the lead, who names its root cause; the balance is the provider’s and never the patient’s',
    async () => {
      const claim = await sentClaim(practice);
      await claimHears(practice, claim, 'payerRejected', { categories: ['A7'] } as never);
      await itIs(practice, '2026-06-01');
      try {
        await tellClaim(practice, claim);
        const incident = (await openWork(practice, claim.id)).find(({ kind }) => kind === 'missedTimelyFiling');
        expect(incident).toMatchObject({ role: 'lead', facts: { ruleId: 'timely-filing.default' } });
        const lena = { id: 'lena', role: 'lead' };
        const close = (fields: Record<string, string>) =>
          completeWorkItem(practice.deps, lena, practice.org, {
            workItemId: incident?.id ?? '',
            outcome: 'rootCauseFound',
            fields,
          });
        expect(await close({})).toMatchObject({ problem: { detail: 'missing: rootCause' } });
        expect(await close({ rootCause: 'the rejection lay in a queue nobody read' })).toMatchObject({ ok: true });
        await tellClaim(practice, claim);
        expect((await openWork(practice, claim.id)).map(({ kind }) => kind)).not.toContain('missedTimelyFiling');

        const asked = await askWriteOffs(practice.deps, sam, practice.org, {
          claimIds: [claim.id],
          writeOffCode: 'WO-TF',
          dryRun: false,
        });
        const approvalId = asked.lines[0]?.approvalId ?? '';
        const agreed = { approvalId, decision: 'approved', note: 'missed' } as const;
        expect(
          await decideApproval(practice.deps, { id: 'dora', role: 'director' }, practice.org, agreed),
        ).toMatchObject({
          ok: true,
        });
        await tellClaim(practice, claim);
        expect([await stateOf(practice, claim), await balanceOf(practice, claim.id, 'writeoff.WO-TF')]).toEqual([
          'CLOSED_WRITTEN_OFF',
          claim.chargeCents,
        ]);
        expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
      } finally {
        await itIs(practice, '2026-01-05');
      }
    },
  );
});
