import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storeSealed } from '../../src/adapters/sealed-files.js';
import { inTransaction, systemActor, toDateColumn } from '../../src/db/in-transaction.js';
import { openClaims, type TestClaim } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let org: string;
let claim: TestClaim;
const packet = Buffer.from(`%PDF-1.7\n${'an appeal '.repeat(20_000)}`);
const id = randomUUID();
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  [claim] = (await openClaims(api, org, 1)) as [TestClaim];
  const { keys, config } = api.deps;
  await storeSealed(
    { keys, dataDir: config.dataDir },
    org,
    id,
    (async function* () {
      yield packet;
    })(),
  );
  await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    tx.db.document.create({
      data: {
        id,
        organizationId: org,
        subjectType: 'claim',
        subjectId: claim.id,
        kind: 'appealPacket',
        businessKey: 'k1',
        sha256: createHash('sha256').update(packet).digest('hex'),
        sizeBytes: BigInt(packet.length),
        pages: 3,
        createdOn: toDateColumn(tx.at.date),
      },
    }),
  );
}, 60_000);
afterAll(() => api.stop());

const get = async (role: 'specialist' | 'frontDesk' | 'auditor', path: string, of = org) =>
  fetch(`${await api.app.getUrl()}${path}`, { headers: { authorization: `Bearer ${await api.token(role, of)}` } });

describe('a document of a claim', () => {
  it('is listed with size and hash, and its bytes come as they were stored', async () => {
    const list = (await (await get('specialist', `/claims/${claim.id}/documents`)).json()) as { items: object[] };
    expect(list.items).toMatchObject([{ id, kind: 'appealPacket', pages: 3, sizeBytes: packet.length }]);
    const answer = await get('auditor', `/documents/${id}/content`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ]);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="appealPacket-${id}.pdf"`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(packet)).toBe(true);
  });

  it('is not there for another organization, and closed to roles that work no claims', async () => {
    const elsewhere = await api.organization();
    expect((await get('specialist', `/documents/${id}/content`, elsewhere)).status).toBe(404);
    expect((await get('specialist', `/claims/${claim.id}/documents`, elsewhere)).status).toBe(404);
    expect((await get('frontDesk', `/documents/${id}/content`)).status).toBe(403);
  });

  it('leaves in the access log who took it away', async () => {
    const rows = await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: org, subjectId: id, action: 'access.export' } }),
    );
    expect(rows.map((row) => [row.role, (row.after as { outcome: string }).outcome])).toEqual([
      ['auditor', 'allowed'],
      ['frontDesk', 'denied'],
    ]);
  });

  it('is never handed out whole when a byte of it was changed on disk', async () => {
    const folder = join(api.config.dataDir, 'files', org);
    const path = join(folder, readdirSync(folder).find((name) => name.startsWith(id)) ?? '');
    const bytes = readFileSync(path);
    bytes.writeUInt8((bytes.at(-40) ?? 0) ^ 1, bytes.length - 40);
    writeFileSync(path, bytes);
    const whole = await get('auditor', `/documents/${id}/content`)
      .then(async (answer) => (answer.ok ? (await answer.arrayBuffer()).byteLength : 0))
      .catch(() => 0);
    expect(whole).toBeLessThan(packet.length);
  });
});

describe('a paper that shows when the payer had the claim', () => {
  it('is attached, recorded with its day and number, and stands in the proof of timely filing as bytes', async () => {
    const token = await api.token('specialist', org);
    const paper = Buffer.from('%PDF-1.7\nfax: 4 pages received');
    const kept = await ask<{ documentId: string }>(api, 'POST', `/claims/${claim.id}/documents?kind=filingEvidence`, {
      token,
      body: paper,
    });
    expect(kept.status).toBe(201);
    const body = { kind: 'carrierReceipt', on: '2026-01-05', control: 'FAX-7781', note: 'the fax report' };
    const path = `/claims/${claim.id}/filing-evidence`;
    const missing = await ask(api, 'POST', path, { token, body: { ...body, documentId: randomUUID() } });
    expect(missing.body).toMatchObject({ code: 'documentMissing' });
    const recorded = await ask(api, 'POST', path, { token, body: { ...body, documentId: kept.body.documentId } });
    const sha256 = createHash('sha256').update(paper).digest('hex');
    const evidence = [{ kind: 'carrierReceipt', date: '2026-01-05', control: 'FAX-7781', sha256 }];
    expect([recorded.status, recorded.body]).toMatchObject([201, { evidence }]);
    const frontDesk = await api.token('frontDesk', org);
    expect((await ask(api, 'POST', path, { token: frontDesk, body: { ...body, documentId: id } })).status).toBe(403);
    const proof = await ask(api, 'POST', `/claims/${claim.id}/filing-proof`, { token });
    expect(proof.body).toMatchObject({ code: 'filingNotProven', detail: 'The last day to file is not known.' });
  });
});

describe('an eligibility check', () => {
  it('is asked for once a business day: its intent waits for the claim’s story', async () => {
    const token = await api.token('frontDesk', org);
    const wish = { token, body: { claimId: claim.id } };
    const first = await ask(api, 'POST', '/eligibility-checks', wish);
    expect([first.status, first.body]).toEqual([202, { claimId: claim.id, askedOn: '2026-01-05' }]);
    expect((await ask(api, 'POST', '/eligibility-checks', wish)).status).toBe(409);
    const [intents, told] = await inTransaction(api.deps.db, org, { actor: systemActor('test') }, async (tx) => [
      await tx.db.intent.findMany({ where: { organizationId: org, subjectId: claim.id, kind: 'checkEligibility' } }),
      await tx.db.outboxMessage.count({ where: { organizationId: org, reference: 'turnTaken' } }),
    ]);
    expect(intents).toMatchObject([{ state: 'INTENDED', businessKey: `${claim.id}:eligibility:2026-01-05` }]);
    expect(told).toBe(1);
    const nobody = await ask(api, 'POST', '/eligibility-checks', { token, body: { claimId: randomUUID() } });
    expect(nobody.status).toBe(404);
  });
});
