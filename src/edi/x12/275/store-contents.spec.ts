import { createHash } from 'node:crypto';
import { ALLOW_ALL, type ReadOptions } from '../options.js';
import { readX12, X12Read, type X12Item } from '../read.js';
import { storeContents, type StoredItem } from './store-contents.js';

const KIB = 1024;
const PIECE = 64 * KIB;
/** Longer data are not held (`read.ts`). */
const HELD = 1024 * KIB;
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const HEAD = ascii(
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260101*1200*^*00501*000000001*0*P*:~' +
    'GS*PI*PAYER*CLINIC*20260101*1200*1*X*005010X210~ST*275*0001*005010X210~BGN*02*A1*20260101~LX*1~CAT*AE*TX~EFI*05~',
);
const TAIL = ascii('~SE*7*0001~GE*1*1~IEA*1*000000001~');

const NOISE = Buffer.from(Uint8Array.from({ length: 256 }, (_, at) => at)).toString('latin1');
const SEPARATORS = '~*:^\r\n~SE*7*0001~GE*1*1~IEA*1*1~ISA*00*';

/** Data of a length that hold every byte, every separator, and the ends of whole files. */
const dataOf = (length: number): Uint8Array => new Uint8Array(Buffer.alloc(length, NOISE + SEPARATORS, 'latin1'));

/** Data without separators. */
const plainOf = (length: number): Uint8Array => new Uint8Array(length).fill(88);

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const fileOf = (data: Uint8Array, said = data.length, head = 'BIN'): Uint8Array =>
  joined(HEAD, ascii(head === 'BIN' ? `BIN*${said}*` : `BDS*ASC*${said}*`), data, TAIL);

function read(file: Uint8Array, chunk: number, options: ReadOptions = {}): X12Item[] {
  const reader = new X12Read(options);
  const items: X12Item[] = [];
  for (let at = 0; at < file.length; at += chunk) items.push(...reader.feed(file.subarray(at, at + chunk)));
  return [...items, ...reader.finish()];
}

const piecesOf = (items: readonly X12Item[]) =>
  items.flatMap((item) => (item.kind === 'attachmentContent' ? [item] : []));
const dataIn = (items: readonly X12Item[]): Uint8Array => joined(...piecesOf(items).map(({ bytes }) => bytes));
const codesOf = (items: readonly X12Item[]): string[] =>
  items.flatMap((item) => (item.kind === 'problem' ? [`${item.problem.severity} ${item.problem.code}`] : []));
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** What can be compared and printed: the bytes of a piece as their hash. */
const told = (items: readonly X12Item[]): unknown[] =>
  items.map((item) => (item.kind === 'attachmentContent' ? { ...item, bytes: hashOf(item.bytes) } : item));

const CHUNKS = [4_099, 64 * KIB, 1_500 * KIB];

describe('attached data', () => {
  it.each([
    ['shorter than is held', 3 * PIECE + 5],
    ['as long as is held', HELD],
    ['longer than is held', HELD + 1],
    ['of many whole pieces', 20 * PIECE],
    ['of many pieces and a rest', 20 * PIECE + 77],
  ])('%s come whole, in pieces of 64 KiB, whatever separators they hold', (_what, length) => {
    for (const head of ['BIN', 'BDS']) {
      const items = read(fileOf(dataOf(length), length, head), 64 * KIB);
      expect(codesOf(items)).toEqual([]);
      expect(hashOf(dataIn(items))).toBe(hashOf(dataOf(length)));
      const pieces = piecesOf(items);
      expect(pieces.map(({ offset }) => offset)).toEqual(pieces.map((_, at) => at * PIECE));
      expect(pieces.slice(0, -1).every(({ bytes }) => bytes.length === PIECE)).toBe(true);
      expect(items.find((item) => item.kind === 'attachmentDocument')).toMatchObject({
        number: 1,
        content: { byteLength: length },
      });
      expect(items.find((item) => item.kind === 'setEnd')).toMatchObject({ verdict: 'usable', segments: 7 });
    }
  });

  it.each([
    ['right', dataOf(HELD + 70_000), HELD + 70_000],
    ['a little too low', plainOf(HELD + 70_000), HELD + 60_000],
    ['far too low', plainOf(3 * HELD), 7],
    ['too high, at the end of the file', plainOf(HELD + 70_000), 50 * HELD],
    ['none', plainOf(2 * HELD), -1],
    ['too high, short data', plainOf(5_000), HELD],
    ['over the limit', plainOf(HELD + 70_000), 65 * HELD],
  ])('are the same in any chunks when their length is %s', (_what, data, said) => {
    const file = fileOf(data, said);
    for (const options of [{}, { allow: ALLOW_ALL }]) {
      const whole = told(read(file, file.length, options));
      for (const chunk of CHUNKS) expect(told(read(file, chunk, options))).toEqual(whole);
    }
  });

  it('of a wrong length run to the next terminator, and their set is refused unless that is let through', () => {
    const data = plainOf(HELD + 70_000);
    for (const said of [7, HELD + 60_000]) {
      const items = read(fileOf(data, said), 64 * KIB);
      expect(codesOf(items)).toEqual(['refused BINARY_LENGTH_WRONG']);
      expect(items.find((item) => item.kind === 'setEnd')).toMatchObject({ verdict: 'refused' });
      const mild = read(fileOf(data, said), 64 * KIB, { allow: { allowBinaryResync: true } });
      expect(codesOf(mild)).toEqual(['warning BINARY_LENGTH_WRONG']);
      expect(hashOf(dataIn(mild))).toBe(hashOf(data));
    }
  });

  it.each([
    ['than is held at once', 2 * HELD],
    ['than a segment may have', 65 * HELD],
    ['than any file has', 999_999_999_999],
  ])('whose length says more %s swallow no set behind them, and the problem stands at its place', (_what, said) => {
    const text = Buffer.from(fileOf(plainOf(5_000), said)).toString('latin1');
    const second = 'ST*275*0002*005010X210~BGN*02*A2*20260101~LX*1~CAT*AE*TX~EFI*05~BIN*5*hello~SE*7*0002~';
    const file = ascii(text.replace('~GE*1*1~', `~${second}GE*2*1~`));
    for (const chunk of [97, 4_099, file.length]) {
      const items = read(file, chunk);
      expect(codesOf(items)).toEqual(['refused BINARY_LENGTH_WRONG']);
      expect(items.flatMap((item) => (item.kind === 'problem' ? [item.problem.at] : []))[0]).toMatchObject({
        setControl: '0001',
        segmentId: 'BIN',
        segmentInSet: 6,
        byte: HEAD.length,
      });
      const ends = items.flatMap((item) => (item.kind === 'setEnd' ? [item.verdict] : []));
      expect(ends).toEqual(['refused', 'usable']);
      expect(new TextDecoder().decode(dataIn(items).subarray(-5))).toBe('hello');
    }
  });

  it('over the limit, with sets of more than is held behind them, end where their own set does', () => {
    const second = `ST*275*0002*005010X210~BGN*02*A2*20260101~LX*1~CAT*AE*TX~EFI*05~BIN*${2 * HELD}*`;
    const trailer = '~SE*7*0002~GE*2*1~IEA*1*000000001~';
    const first =
      Buffer.from(fileOf(plainOf(5_000), 65 * HELD))
        .toString('latin1')
        .split('GE*1*1~')[0] ?? '';
    const file = joined(ascii(first + second), plainOf(2 * HELD), ascii(trailer));
    const items = read(file, 64 * KIB);
    expect(codesOf(items)).toEqual(['refused BINARY_LENGTH_WRONG']);
    expect(items.flatMap((item) => (item.kind === 'setEnd' ? [item.verdict] : []))).toEqual(['refused', 'usable']);
  });

  it('that are cut off never make a usable set', () => {
    const file = fileOf(plainOf(3 * HELD)).subarray(0, 2 * HELD);
    const items = read(file, 64 * KIB, { allow: ALLOW_ALL });
    expect(codesOf(items)).toContain('refused SET_TRAILER_MISSING');
    expect(items.find((item) => item.kind === 'setEnd')).toMatchObject({ verdict: 'refused' });
  });

  it('keep the place of their segment: its first byte and whole length', () => {
    const data = plainOf(2 * HELD);
    const items = read(fileOf(data, data.length - 9), 64 * KIB);
    const problem = items.flatMap((item) => (item.kind === 'problem' ? [item.problem] : []))[0];
    const head = `BIN*${data.length - 9}*`;
    expect(problem?.at).toMatchObject({ segmentId: 'BIN', byte: HEAD.length, length: head.length + data.length });
  });

  it('of a guide nobody reads are dropped, and the set is known to be unread', () => {
    const head = ascii(new TextDecoder().decode(HEAD).replaceAll('005010X210', '004050X151'));
    const data = dataOf(2 * HELD);
    const items = read(joined(head, ascii(`BIN*${data.length}*`), data, TAIL), 64 * KIB, { tokens: true });
    expect(piecesOf(items).length).toBe(0);
    expect(codesOf(items)).toEqual(['refused GUIDE_UNKNOWN']);
    expect(items.find((item) => item.kind === 'segment' && item.id === 'BIN')).toMatchObject({
      elements: [String(data.length), ''],
    });
  });
});

/** A file of a size, made as it is read; counts what was asked for. */
async function* large(bytes: number, counted: { read: number }): AsyncGenerator<Uint8Array> {
  yield joined(HEAD, ascii(`BIN*${bytes}*`));
  const chunk = dataOf(256 * KIB);
  for (let sent = 0; sent < bytes; sent += chunk.length) {
    counted.read += Math.min(chunk.length, bytes - sent);
    yield chunk.subarray(0, bytes - sent);
  }
  yield TAIL;
}

describe('attached data on their way to a store', () => {
  it('of 120 MB: never more than a few pieces between the file and a slow store', async () => {
    const bytes = 120_000_000;
    const counted = { read: 0, stored: 0, most: 0 };
    const items: StoredItem<{ readonly bytes: number }>[] = [];
    const limits = { binaryBytes: 128 * 1024 * KIB };
    const batches = storeContents(readX12(large(bytes, counted), { limits }), async (content) => {
      for await (const piece of content) {
        counted.most = Math.max(counted.most, counted.read - counted.stored);
        await Promise.resolve();
        counted.stored += piece.length;
      }
      return { bytes: counted.stored };
    });
    for await (const batch of batches) items.push(...batch);
    expect(items.map(({ kind }) => kind).filter((kind) => /^attachment|setEnd/.test(kind))).toEqual([
      'attachment',
      'attachmentStored',
      'attachmentDocument',
      'attachmentEnd',
      'setEnd',
    ]);
    expect(items.find(({ kind }) => kind === 'attachmentStored')).toMatchObject({
      document: 1,
      byteLength: bytes,
      stored: { bytes },
    });
    expect(counted.most).toBeGreaterThan(0);
    // What is held until a length can be believed, and the pieces on their way.
    expect(counted.most).toBeLessThan(2 * HELD);
  });

  it('end with an error in the store when the source fails in the middle, so that nothing is kept', async () => {
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield joined(HEAD, ascii(`BIN*${4 * HELD}*`), dataOf(2 * HELD));
      throw new Error('connection lost');
    };
    let end = 'none';
    const read = async (): Promise<void> => {
      const stored = storeContents(readX12(source()), async (content) => {
        try {
          for await (const _piece of content) end = 'under way';
          end = 'whole';
        } catch {
          end = 'broken';
        }
        return 0;
      });
      for await (const _batch of stored);
    };
    await expect(read()).rejects.toThrow('connection lost');
    await new Promise((done) => setImmediate(done));
    expect(end).toBe('broken');
  });

  it('stop the read when the store cannot keep them', async () => {
    const full = storeContents(readX12(large(4 * HELD, { read: 0 })), async (content) => {
      for await (const _piece of content) throw new Error('disk full');
      return 0;
    });
    const read = async (): Promise<void> => {
      for await (const _batch of full);
    };
    await expect(read()).rejects.toThrow('disk full');
  });
});
