import { randomUUID } from 'node:crypto';
import { completeWorkItem } from '../../src/app/work-items/complete-work-item.js';
import { finishFile } from '../../src/app/files/finish-file.js';
import { getFile } from '../../src/app/files/files.queries.js';
import { importClaims } from '../../src/app/files/import-claims.js';
import { recognizeFile } from '../../src/app/files/recognize-file.js';
import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { addPayer } from '../../src/app/organizations/set-up.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { claims837Segments } from '../../src/edi/x12/837p/write-837.js';
import { generate837 } from '../../src/edi/x12/837p/generate-837.js';
import { writeInterchange } from '../../src/edi/x12/write.js';
import { foundPractice, type Practice } from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const admin = { id: 'ann', role: 'admin' };
const lead = { id: 'lea', role: 'lead' };

/** Four claims for one payer nobody has set up. */
function fileForAnUnknownPayer(): Uint8Array {
  const drawn = generate837({ seed: 3, claims: 4, firstServiceDate: plainDate('2025-12-01'), dependentPercent: 0 });
  const claims = drawn.claims.map((claim) => ({ ...claim, payer: { ...claim.payer, id: 'NEWP1' } }));
  const date = plainDate('2026-01-05');
  const written = claims837Segments({
    bht: { reference: 'OWN1', date, time: '0700', use: 'CH' },
    submitter: drawn.submitter,
    receiver: drawn.receiver,
    claims,
  });
  if (!written.ok) throw new Error(JSON.stringify(written.problem));
  const sets = [{ st01: '837', guide: '005010X222A1', control: '0001', segments: written.value.segments }];
  return Buffer.concat([
    ...writeInterchange({
      senderQualifier: 'ZZ',
      senderId: 'RFP001',
      receiverQualifier: 'ZZ',
      receiverId: 'RECLAIM',
      date,
      time: '0700',
      control: '000000077',
      usage: 'T',
      ackRequested: false,
      groups: [
        {
          functionalId: 'HC',
          sender: 'RFP001',
          receiver: 'RECLAIM',
          date,
          time: '0700',
          control: '77',
          guide: '005010X222A1',
          sets,
        },
      ],
    }),
  ]);
}

async function store(bytes: Uint8Array): Promise<{ organizationId: string; fileId: string }> {
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: admin,
    source: 'upload',
    name: 'own.837',
    bytes: (async function* () {
      yield bytes;
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  return { organizationId: practice.org, fileId: stored.value.fileId };
}

/** The file's story, once through. */
async function read(file: { organizationId: string; fileId: string }) {
  await recognizeFile(practice.deps, file);
  const claims = await importClaims(practice.deps, file);
  const { state } = await finishFile(practice.deps, file);
  return { claims, state };
}

const refusedIn = async (fileId: string) => {
  const file = await getFile(practice.deps, admin, practice.org, fileId, { mayReadPhi: false });
  if (!file.ok) throw new Error(file.problem.code);
  return file.value.problems.filter(({ severity }) => severity === 'refused');
};
const openItems = (fileId: string) =>
  practice.within((tx) =>
    tx.db.workItem.findMany({ where: { organizationId: practice.org, subjectId: fileId, state: 'OPEN' } }),
  );

describe('claims for a payer that is not set up', () => {
  it('are each a problem with place and remedy, one work item in all, and open once the payer is there and the file is read again', async () => {
    const file = await store(fileForAnUnknownPayer());
    expect(await read(file)).toEqual({ claims: { opened: 0, refused: 4, repeats: 0 }, state: 'DONE_WITH_PROBLEMS' });
    expect(await importClaims(practice.deps, file)).toMatchObject({ refused: 4 }); // a crash before the end: read once more
    const problems = await refusedIn(file.fileId);
    expect(problems).toHaveLength(4);
    expect(problems[0]).toMatchObject({ code: 'CLAIM_PAYER_UNKNOWN' });
    expect(problems[0]?.message).toContain('POST /payers, payerCode "NEWP1"');
    expect(new Set(problems.map(({ place }) => (place as { segment: number }).segment)).size).toBe(4);
    const [item, ...more] = await openItems(file.fileId);
    expect(more).toEqual([]);
    expect(item).toMatchObject({ kind: 'brokenFile', facts: { refused: 4, unknownPayer: 4 } });

    const partner = await practice.within((tx) => tx.db.tradingPartner.findFirstOrThrow({}));
    await addPayer(practice.deps, admin, practice.org, {
      name: 'NEW PAYER',
      payerCode: 'NEWP1',
      payerClass: 'commercial',
      ruleKey: 'default',
      filingIndicator: 'CI',
      billsPatients: true,
      tradingPartnerId: partner.id,
    });
    const done = await completeWorkItem(practice.deps, lead, practice.org, {
      workItemId: item?.id ?? randomUUID(),
      version: 0,
      outcome: 'readAgain',
      fields: { note: 'payer added' },
    });
    expect(done).toMatchObject({ ok: true });
    expect(await read(file)).toEqual({ claims: { opened: 4, refused: 0, repeats: 0 }, state: 'DONE' });
    expect(await refusedIn(file.fileId)).toEqual([]);
    expect(await openItems(file.fileId)).toEqual([]);
    expect((await read(file)).claims).toEqual({ opened: 0, refused: 0, repeats: 4 });
  });
});
