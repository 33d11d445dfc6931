import { gzipSync } from 'node:zlib';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { X12Read, type X12Item } from '../../src/edi/x12/read.js';
import { FactsRead } from '../../src/edi/facts/facts-of.js';
import { leastProcessorTime } from '../support/bounds.js';
import { zipOf } from './archives.js';
import { a999, aFile, aSet, gs, isa, latin1 } from './an-interchange.js';

const MIB = 1024 * 1024;
const CHUNK = 256 * 1024;
/** reliability.md M2: refused within two seconds, with at most 128 MiB more. */
const MOST_MILLISECONDS = 2_000;
const MOST_BYTES = 128 * MIB;

interface Hostile {
  readonly codes: readonly string[];
  readonly verdicts: readonly string[];
}

/** Reads what a generator streams, and holds it to the bounds of time and memory. */
function readHostile(chunks: Iterable<Uint8Array>, segments?: number): Hostile {
  let codes: string[] = [];
  let verdicts: string[] = [];
  const take = (items: readonly X12Item[]): void => {
    for (const item of items) {
      if (item.kind === 'problem' && item.problem.severity === 'refused') codes.push(item.problem.code);
      if (item.kind === 'setEnd') verdicts.push(item.verdict);
    }
  };
  const took = leastProcessorTime(MOST_MILLISECONDS, () => {
    const read = new X12Read({ allow: ALLOW_ALL, ...(segments === undefined ? {} : { limits: { segments } }) });
    [codes, verdicts] = [[], []];
    const held = process.memoryUsage();
    let most = 0;
    for (const chunk of chunks) {
      take(read.feed(chunk));
      const now = process.memoryUsage();
      most = Math.max(most, now.heapUsed - held.heapUsed + now.arrayBuffers - held.arrayBuffers);
    }
    take(read.finish());
    expect(most).toBeLessThan(MOST_BYTES);
  });
  expect(took).toBeLessThan(MOST_MILLISECONDS);
  return { codes: [...new Set(codes)], verdicts };
}

/** May be streamed more than once. */
function repeated(head: string, filler: string, bytes: number, tail: string): Iterable<Uint8Array> {
  const chunk = latin1(filler.repeat(Math.ceil(CHUNK / filler.length)));
  return {
    *[Symbol.iterator]() {
      yield latin1(head);
      for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
      yield latin1(tail);
    },
  };
}

const HEAD = `${isa()}${gs('FA', '005010X231A1')}ST*999*0001*005010X231A1~AK1*HC*17~`;
const TAIL = '~AK9*A*1*1*1~SE*4*0001~GE*1*1~IEA*1*000000001~';
const ATTACHED = `${isa()}${gs('PI', '005010X210')}ST*275*0001*005010X210~BGN*11*1*20260101~`;

describe('A hostile file is refused soon, with a reason, in flat memory', () => {
  it.each([
    ['letters', 'A'],
    ['elements', '*A'],
    ['components', ':'],
    ['line ends', '\r\n'],
  ])('100 MB of %s in one segment', (_what, filler) => {
    const head = `${HEAD}AK2*`;
    const { codes, verdicts } = readHostile(repeated(head, filler, 100_000_000, TAIL));
    expect(codes).toContain(filler === '*A' ? 'TOO_MANY_ELEMENTS' : 'SEGMENT_TOO_LONG');
    expect(verdicts).toEqual(['refused']);
  });

  it('100 MB without a single terminator after the header', () => {
    const { codes, verdicts } = readHostile(repeated(`${isa()}GS*`, 'x', 100_000_000, ''));
    expect(codes).toContain('SEGMENT_TOO_LONG');
    expect(verdicts).toEqual([]);
  });

  it('more segments than a file may have', () => {
    const { codes, verdicts } = readHostile(repeated(HEAD, 'AK2*837*1~IK5*A~', 10_000_000, TAIL), 200_000);
    expect(codes).toContain('TOO_MANY_SEGMENTS');
    expect(verdicts).toEqual(['refused']);
  });

  it('a million faults: the first thousand are kept, the rest counted', () => {
    const { codes, verdicts } = readHostile(repeated(HEAD, 'a*~', 3_000_000, TAIL));
    expect(codes).toContain('TOO_MANY_PROBLEMS');
    expect(verdicts).toEqual(['refused']);
  });

  it('attached data longer than is taken', () => {
    const { codes, verdicts } = readHostile(repeated(`${ATTACHED}BIN*99999999999*`, 'x~', 100_000_000, ''));
    expect(codes).toContain('BINARY_TOO_LONG');
    expect(verdicts).toEqual(['refused']);
  });

  it('attached data of 60 MB where none belong are not kept', () => {
    const inside = repeated(`${HEAD}BIN*60000000*`, 'x~', 60_000_000, '');
    const { codes, verdicts } = readHostile(inside);
    expect(codes).toContain('SET_TRAILER_MISSING');
    expect(verdicts).toEqual(['refused']);
  });

  it.each([
    ['says more than is there', 30_000_000, 10_000_000],
    ['says less than is there', 5, 10_000_000],
  ])('a length of attached data that %s', (_what, said, bytes) => {
    const tail = '~SE*4*0001~GE*1*1~IEA*1*000000001~';
    const read = new X12Read();
    const chunks = repeated(`${ATTACHED}BIN*${said}*`, 'x', bytes, tail);
    const items = [...chunks].flatMap((chunk) => read.feed(chunk)).concat(read.finish());
    const codes = items.flatMap((item) => (item.kind === 'problem' ? [item.problem.code] : []));
    expect(codes).toContain('BINARY_LENGTH_WRONG');
    expect(items.find((item) => item.kind === 'setEnd')).toMatchObject({ verdict: 'refused' });
  });

  it.each([
    ['a gzip of 64 MiB of zeros', (): Uint8Array => gzipSync(Buffer.alloc(64 * MIB))],
    ['a gzip of a sound file', (): Uint8Array => gzipSync(Buffer.from(a999()))],
    ['a zip of a sound file', (): Uint8Array => zipOf([{ name: 'a.835', bytes: latin1(a999()) }])],
    ['a zip in a zip', (): Uint8Array => zipOf([{ name: 'b.zip', bytes: zipOf([{ name: 'a.835' }]) }])],
    [
      'a zip of 100,000 entries',
      (): Uint8Array => zipOf(Array.from({ length: 100_000 }, (_, at) => ({ name: `${at}.835` }))),
    ],
    [
      'a zip that would leave its folder',
      (): Uint8Array => zipOf(['../../etc/cron.d/x', '/etc/passwd', 'C:\\x', '..\\x'].map((name) => ({ name }))),
    ],
    ['a zip with a link', (): Uint8Array => zipOf([{ name: 'a.835', bytes: latin1('/etc/passwd'), isLink: true }])],
    [
      'a zip that says it holds 4 GB',
      (): Uint8Array => zipOf([{ name: 'a.835', bytes: latin1(a999()), claimedBytes: 0xffff_fffe }]),
    ],
    ['an empty zip', (): Uint8Array => zipOf([])],
    ['a gzip in a gzip', (): Uint8Array => gzipSync(gzipSync(Buffer.from(a999())))],
  ])('%s is never opened', (_what, make) => {
    const bytes = make();
    expect(readHostile([bytes])).toEqual({ codes: ['COMPRESSED'], verdicts: [] });
    const facts = new FactsRead();
    facts.feed(bytes);
    expect(facts.finish('0'.repeat(64)).transaction).toBe('');
  });

  it('a sound file behind the limits is read as ever', () => {
    const sets = Array.from({ length: 200 }, (_, at) =>
      aSet('999', '005010X231A1', 'AK1*HC*17~AK9*A*1*1*1~', String(at + 1).padStart(4, '0')),
    );
    const { codes, verdicts } = readHostile([latin1(aFile('FA', '005010X231A1', ...sets))]);
    expect(codes).toEqual([]);
    expect(verdicts).toEqual(sets.map(() => 'usable'));
  });
});
