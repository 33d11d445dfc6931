import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { takeFromInbox } from '../../src/app/files/take-from-inbox.js';
import { MAX_FILE_BYTES } from '../../src/app/files/store-inbound-file.js';

import { zipOf } from '../edi/archives.js';
import { itemsOf, openOffice, type Office } from './an-office.js';
import { claimFile } from './x12-files.js';

const MIB = 1024 * 1024;

let office: Office;
beforeAll(async () => {
  office = await openOffice(0);
}, 120_000);
afterAll(() => office?.stop(), 60_000);

const filesOf = () =>
  office.within((tx) =>
    tx.db.inboundFile.findMany({ where: { organizationId: office.org }, orderBy: { receivedAt: 'asc' } }),
  );
const sealedFiles = (): Promise<string[]> =>
  readdir(join(office.api.config.dataDir, 'files', office.org)).catch(() => []);

interface RawUpload {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Breaks the connection after the body, or once the answer is there, instead of ending the request. */
  readonly breakOff?: 'afterBody' | 'afterAnswer';
}

/** A request byte for byte, as a client that stops in the middle or says too much sends it. */
async function upload({ headers, body, breakOff }: RawUpload): Promise<{ status: number; code: string } | 'broken'> {
  const url = new URL('/files', await office.api.app.getUrl());
  const token = await office.api.token('integration', office.org);
  return new Promise((done) => {
    const req = request(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': createHash('sha1')
          .update(JSON.stringify(headers) + String(Math.random()))
          .digest('hex'),
        'content-type': 'application/octet-stream',
        ...headers,
      },
    });
    req.on('response', (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      res.on('end', () => {
        done({ status: res.statusCode ?? 0, code: (JSON.parse(text) as { code: string }).code });
        if (breakOff) req.destroy();
      });
      res.on('error', () => done('broken'));
    });
    req.on('error', () => done('broken'));
    void (async () => {
      for await (const chunk of body)
        if (!req.write(chunk)) await new Promise<void>((drained) => req.once('drain', drained));
      if (breakOff === 'afterBody') setTimeout(() => req.destroy(), 100);
      else if (!breakOff) req.end();
    })();
  });
}

describe('an upload', () => {
  it('that breaks off leaves nothing behind, and the same file sent whole comes in', async () => {
    const text = claimFile(2);
    const half = Buffer.from(text.slice(0, text.length / 2));
    const headers = { 'content-length': String(text.length), 'idempotency-key': 'sent-until-it-works' };
    const answer = await upload({ headers, body: [half], breakOff: 'afterBody' });
    expect(answer).toBe('broken');
    await pause(300);
    expect([await filesOf(), await sealedFiles()]).toEqual([[], []]);
    expect(await upload({ headers, body: [Buffer.from(text)] })).toMatchObject({ status: 201 });
    const [file] = await filesOf();
    expect((await office.settled(file?.id ?? '')).summary).toMatchObject({ claims: { opened: 2 } });
  });

  it('that says it is larger than the limit is refused before it is read, with the limit', async () => {
    const headers = { 'content-length': String(MAX_FILE_BYTES + MIB) };
    expect(await upload({ headers, body: [Buffer.alloc(1_000)], breakOff: 'afterAnswer' })).toEqual({
      status: 413,
      code: 'tooLarge',
    });
  });

  it('as a form that breaks off before its boundary is refused', async () => {
    const body = '--frontier\r\nContent-Disposition: form-data; name="file"; filename="a.837"\r\n\r\nISA*00*';
    const headers = { 'content-type': 'multipart/form-data; boundary=frontier' };
    expect(await upload({ headers, body: [Buffer.from(body)] })).toEqual({ status: 400, code: 'invalidInput' });
  });

  it('under a content encoding is refused: a small body must not unpack to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MIB));
    expect(bomb.length).toBeLessThan(MIB / 8);
    expect(await upload({ headers: { 'content-encoding': 'gzip' }, body: [bomb] })).toEqual({
      status: 400,
      code: 'invalidInput',
    });
    const json = await fetch(`${await office.api.app.getUrl()}/claims/search`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await office.api.token('specialist', office.org)}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: bomb,
    });
    expect([json.status, ((await json.json()) as { code: string }).code]).toEqual([413, 'tooLarge']);
  });

  it.each([
    ['a gzip archive', gzipSync(Buffer.from(claimFile(1))), 'gzip archive'],
    ['a zip archive', zipOf([{ name: 'claims.837', bytes: Buffer.from(claimFile(1)) }]), 'zip archive'],
    ['a zip in a zip', zipOf([{ name: 'in.zip', bytes: zipOf([{ name: 'a.837' }]) }]), 'zip archive'],
    ['a zip of 100,000 entries', zipOf(Array.from({ length: 100_000 }, (_, at) => ({ name: `${at}` }))), 'zip archive'],
    ['a zip with names outside it', zipOf([{ name: '../../../x' }, { name: '/etc/passwd' }]), 'zip archive'],
    ['a zip with a link', zipOf([{ name: 'a', bytes: Buffer.from('/etc/passwd'), isLink: true }]), 'zip archive'],
    ['an empty zip', zipOf([]), 'zip archive'],
    ['a gzip in a gzip', gzipSync(gzipSync(Buffer.from(claimFile(1)))), 'gzip archive'],
    ['a PDF', Buffer.from('%PDF-1.7 a letter'), 'PDF'],
    ['a page of text', Buffer.from('Dear payer, here are our claims.'), 'unknown'],
    ['nothing at all', Buffer.alloc(0), 'empty file'],
  ])('that is %s is kept, named for what it is, and a person decides', async (_what, bytes, looksLike) => {
    const file = await office.settle(bytes);
    expect([file.kind, file.state, file.summary['looksLike']]).toEqual(['unusable', 'DONE_WITH_PROBLEMS', looksLike]);
    expect(file.problems[0]?.message).toMatch(/\w/);
    expect(file.items).toMatchObject([{ kind: 'brokenFile', state: 'OPEN', facts: { looksLike } }]);
    const [item] = file.items;
    if (!item) throw new Error('no item');
    expect((await office.complete(item, 'discarded', { reason: 'not for us' })).status).toBe(200);
    expect((await office.settled(file.id)).state).toBe('DISCARDED');
  });
});

describe('the clearinghouse’s folder', () => {
  const partner = () =>
    office.within((tx) => tx.db.tradingPartner.findFirstOrThrow({ where: { organizationId: office.org } }));
  const take = async (restedMs = 0): Promise<number> => {
    const { id, inboundFolder, outboundFolder } = await partner();
    return takeFromInbox(office.api.deps, {
      organizationId: office.org,
      partnerId: id,
      inbound: inboundFolder,
      outbound: outboundFolder,
      restedMs,
    });
  };

  it('hands over a file larger than the limit unread: set aside, with a work item, and never tried again', async () => {
    const { inboundFolder } = await partner();
    await mkdir(inboundFolder, { recursive: true });
    await writeFile(join(inboundFolder, 'huge.835'), '');
    await truncate(join(inboundFolder, 'huge.835'), MAX_FILE_BYTES + 1);
    await writeFile(join(inboundFolder, 'small.837'), claimFile(1));
    expect([await take(), await take()]).toEqual([2, 0]);
    expect(await readdir(join(inboundFolder, 'refused'))).toEqual(['huge.835']);
    expect(await readdir(join(inboundFolder, 'archive'))).toEqual(['small.837']);
    const refused = (await filesOf()).find(({ state }) => state === 'REFUSED');
    const items = await office.within((tx) => itemsOf(tx, refused?.id ?? ''));
    expect(items).toMatchObject([{ kind: 'brokenFile', facts: { first: 'FILE_TOO_LARGE', maxBytes: MAX_FILE_BYTES } }]);
    const [item] = items;
    if (!item) throw new Error('no item');
    expect((await office.complete(item, 'readAgain', { note: 'again' })).status).toBe(409);
    expect((await office.complete(item, 'discarded', { reason: 'the partner sent parts' })).status).toBe(200);
  });

  it('is left alone while a partner still writes, and what grew meanwhile is taken whole', async () => {
    const { inboundFolder } = await partner();
    const path = join(inboundFolder, 'slow.837');
    const text = claimFile(2);
    const file = await open(path, 'w');
    await file.write(text.slice(0, 500));
    expect([await take(60_000), (await stat(path)).size]).toEqual([0, 500]);
    await file.write(text.slice(500));
    await file.close();
    expect(await take()).toBe(1);
    const sha256 = createHash('sha256').update(text, 'latin1').digest('hex');
    const stored = (await filesOf()).find((row) => row.sha256 === sha256);
    expect((await office.settled(stored?.id ?? '')).summary).toMatchObject({ claims: { opened: 2 } });
  });
});

const deep = process.env['RECLAIM_TEST_DEEP'] ? describe : null;
deep?.('a very large file', () => {
  /** Bytes held at most beyond those at the start, garbage collected at each look: what a process has from its system says less. */
  const heldMiB = async (work: () => Promise<void>): Promise<number> => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const held = (): number => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = held();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, held())), 1_000);
    await work().finally(() => clearInterval(watch));
    return (most - before) / MIB;
  };

  it('of 200 MB is uploaded and read whole, in flat memory', async () => {
    const path = join(office.api.config.dataDir, 'large.999');
    await writeLarge(path, 200 * 1_000 * 1_000);
    let fileId = '';
    const grown = await heldMiB(async () => {
      // Streamed: `fetch` would hold the whole file on the client's side, which is this process too.
      expect(await upload({ headers: {}, body: createReadStream(path) })).toMatchObject({ status: 201 });
      fileId =
        (await filesOf()).find(({ sizeBytes }) => sizeBytes >= 200_000_000n && sizeBytes < 250_000_000n)?.id ?? '';
      await office.settled(fileId, 600_000);
    });
    const file = await office.settled(fileId);
    expect([file.kind, file.state, file.problems.filter(({ severity }) => severity !== 'note')]).toEqual([
      'acknowledgements',
      'DONE',
      [],
    ]);
    expect(file.sizeBytes).toBeGreaterThanOrEqual(200 * 1_000 * 1_000);
    expect(grown).toBeLessThan(128);
  }, 900_000);

  it('over the limit that does not say so is cut off at the limit, and nothing of it stays', async () => {
    const before = (await sealedFiles()).length;
    const chunk = Buffer.alloc(MIB, 'A');
    const body = (function* () {
      for (let sent = 0; sent <= MAX_FILE_BYTES; sent += MIB) yield chunk;
    })();
    const answer = await upload({ headers: { 'transfer-encoding': 'chunked' }, body });
    expect(['broken', 413]).toContain(answer === 'broken' ? answer : answer.status);
    expect((await sealedFiles()).length).toBe(before);
  }, 120_000);
});

/** One 999 after another, each in a set of its own: many sets, no claims. */
async function writeLarge(path: string, bytes: number): Promise<void> {
  const out = createWriteStream(path);
  const write = async (text: string): Promise<void> => {
    if (!out.write(text)) await new Promise<void>((drained) => out.once('drain', drained));
  };
  await write(
    'ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260105*0800*^*00501*000777001*0*T*:~' +
      'GS*FA*THEM*US*20260105*0800*1*X*005010X231A1~',
  );
  const note = 'AK2*837*0001*005010X222A1~IK3*CLM*22**8~CTX*CLM01:123456789~IK4*5:3*1325*7*99~IK5*E*5~';
  let written = 0;
  let sets = 0;
  while (written < bytes) {
    sets += 1;
    const control = String(sets).padStart(9, '0');
    // Groups of other kinds than HC answer what we do not follow here: read, judged and let go.
    const set = `ST*999*${control}*005010X231A1~AK1*HS*1*005010X279A1~${note.repeat(400)}AK9*E*400*400*400~SE*${4 + 5 * 400}*${control}~`;
    await write(set);
    written += set.length;
  }
  await write(`GE*${sets}*1~IEA*1*000777001~`);
  await new Promise<void>((done) => out.end(done));
}
