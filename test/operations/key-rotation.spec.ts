import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import pg from 'pg';
import { keyUsage } from '../../src/app/keys/key-usage.js';
import { workflowId } from '../../src/contracts/workflow-ids.js';
import { SessionCookies } from '../../src/identity/session-cookie.js';
import { keyFileForm, readKeyFile, replaceKeyFile, rotateKeyFile } from '../../src/security/key-file.js';
import { openKeyRing } from '../../src/security/key-ring.js';
import { SealBroken } from '../../src/security/sealed-bytes.js';
import { readSealedWhole } from '../../src/adapters/sealed-files.js';
import { openOffice, type Office } from '../intake/an-office.js';
import { claimFile, remittanceFile } from '../intake/x12-files.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice(0);
  await office.within((tx) =>
    tx.db.payer.updateMany({ where: { organizationId: office.org, payerCode: 'UMH22' }, data: { traceId: 'UMH22' } }),
  );
}, 120_000);
afterAll(() => office?.stop(), 60_000);

/** Versions of the keys that the payloads of a story were sealed with, in order of appearance. */
async function versionsIn(claimId: string): Promise<string[]> {
  const handle = office.api.deps.temporal.workflow.getHandle(workflowId('claim', office.org, claimId));
  const text = historyToJSON(await handle.fetchHistory());
  const ids = [...text.matchAll(/"kid":\s*"([^"]+)"/g)].map(([, id]) => Buffer.from(id ?? '', 'base64').toString());
  return [...new Set(ids.map((id) => id.split('/payload/')[1] ?? ''))];
}
const storyOf = (claimId: string) =>
  office.within((tx) =>
    tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { organizationId: office.org, id: claimId } } }),
  );

describe('a new version of the keys while stories run', () => {
  it('seals what comes from now on; stories that began before go on, and everything older still opens', async () => {
    const { config, deps } = office.api;
    const before = await office.settle(claimFile(2));
    const claims = await office.within((tx) =>
      tx.db.claim.findMany({ where: { organizationId: office.org, sourceFileId: before.id } }),
    );
    const [claim] = claims;
    if (!claim) throw new Error('no claim');
    await office.within(async (tx) => {
      const payer = await tx.db.payer.findFirstOrThrow({ where: { organizationId: office.org, payerCode: 'UMH22' } });
      await tx.db.claim.updateMany({ where: { organizationId: office.org }, data: { payerId: payer.id } });
    });
    await pause(1_500); // the stories take their first turns
    expect(await versionsIn(claim.id)).toEqual(['1']);
    const otherProcess = openKeyRing(config); // it rotates by itself, too: nobody tells it

    expect(rotateKeyFile(config.keyFile)).toBe(2);
    await pause(1_100);
    expect([deps.keys.version, otherProcess.version]).toEqual([2, 2]);
    const paid = {
      number: claim.claimNumber,
      chargeCents: Number(claim.chargeCents),
      paidCents: Number(claim.chargeCents),
    };
    const money = await office.settle(remittanceFile({ trace: 'AFTER-ROTATION', claims: [paid] }));
    expect([money.state, money.name]).toEqual(['DONE', 'upload']);
    for (let tries = 0; tries < 100 && (await storyOf(claim.id)).state !== 'CLOSED_PAID'; tries += 1) await pause(200);
    expect((await storyOf(claim.id)).state).toBe('CLOSED_PAID');
    expect(await versionsIn(claim.id)).toEqual(['1', '2']);

    const store = { keys: otherProcess, dataDir: config.dataDir };
    expect((await readSealedWhole(store, office.org, before.id)).toString('latin1')).toMatch(/^ISA\*/);
    expect((await office.settled(before.id)).name).toBe('upload');
    const client = new pg.Client({ connectionString: office.api.services.adminUrl });
    await client.connect();
    const usage = await keyUsage(client, config.dataDir);
    await client.end();
    expect(usage.map(({ version }) => version)).toEqual([1, 2]);
    expect(usage.every(({ values, files }) => values > 0 && files > 0)).toBe(true);
  }, 120_000);

  it('leaves people signed in, and signs new sessions with the new key', async () => {
    const { config } = office.api;
    const principal = {
      kind: 'person',
      subject: 'local:sam',
      name: 'Sam',
      role: 'specialist',
      orgId: office.org,
    } as const;
    const ring = openKeyRing(config);
    const sessions = new SessionCookies(config, ring);
    const cookie = (await sessions.start(principal)).split(';')[0] ?? '';
    const version = rotateKeyFile(config.keyFile);
    await pause(1_100);
    expect((await sessions.read(cookie))?.principal.subject).toBe('local:sam');
    expect((await new SessionCookies(config, openKeyRing(config)).read(cookie))?.principal.subject).toBe('local:sam');
    const fresh = (await sessions.start(principal)).split('=')[1]?.split('.')[0] ?? '';
    expect(JSON.parse(Buffer.from(fresh, 'base64url').toString())).toMatchObject({ kid: String(version) });
  });

  it('withdrawn by hand closes exactly what it sealed', () => {
    const { config } = office.api;
    const ring = openKeyRing(config);
    const place = { org: office.org, table: 'patients', column: 'identity', rowId: 'p1' };
    const old = ring.sealText(place, 'Roe');
    const version = rotateKeyFile(config.keyFile);
    const newer = openKeyRing(config).sealText(place, 'Doe');
    const file = readKeyFile(config.keyFile);
    replaceKeyFile(config.keyFile, { ...file, versions: file.versions.filter((one) => one.version !== version - 1) });
    const after = openKeyRing(config);
    expect(after.openText(place, newer)).toBe('Doe');
    expect(() => after.openText(place, old)).toThrow(SealBroken);
    replaceKeyFile(config.keyFile, file); // the other facts still need it
    expect(openKeyRing(config).openText(place, old)).toBe('Roe');
  });

  it('is a whole file at every moment, readable by its owner only', () => {
    const { keyFile } = office.api.config;
    const seen = new Set<number>();
    for (let round = 0; round < 20; round += 1) {
      seen.add(rotateKeyFile(keyFile));
      expect(keyFileForm.safeParse(JSON.parse(readFileSync(keyFile, 'utf8'))).success).toBe(true);
    }
    expect(seen.size).toBe(20);
    expect(() => readKeyFile(keyFile)).not.toThrow();
  });
});
