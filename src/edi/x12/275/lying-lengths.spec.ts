import { createHash } from 'node:crypto';
import type { ReadOptions } from '../options.js';
import { X12Read, type X12Item } from '../read.js';
import { seededRandom } from '../seeded-numbers.js';

const MB = 1_000_000;
const LIES = [-MB, -1_000, -10, -1, 1, 10, 1_000, MB];
const GUIDE = '005010X210';

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** Bytes of any value, separators among them, as a scan or an archive has. */
function noiseOf(length: number, seed: number): Uint8Array {
  const numbers = seededRandom(seed);
  const block = Buffer.from(Uint8Array.from({ length: 65_521 }, () => Math.floor(numbers() * 256)));
  return new Uint8Array(Buffer.alloc(length, block));
}

interface Attached {
  readonly data: Uint8Array;
  /** Added to the true length. */
  readonly lie?: number;
  readonly head?: 'BIN' | 'BDS';
}

const HEADER = 'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260101*1200*^*00501*';

/** One document after another in one set, each before its own LX. */
function setOf(control: string, ...documents: readonly Attached[]): Uint8Array {
  const parts = documents.flatMap(({ data, lie = 0, head = 'BIN' }, at) => {
    const said = `${head === 'BIN' ? 'BIN' : 'BDS*ASC'}*${data.length + lie}*`;
    return [latin1(`LX*${at + 1}~CAT*AE*TX~EFI*05~${said}`), data, latin1('~')];
  });
  const begin = latin1(`ST*275*${control}*${GUIDE}~BGN*02*A${control}*20260101~`);
  return joined(begin, ...parts, latin1(`SE*${3 + documents.length * 4}*${control}~`));
}

function fileOf(number: string, ...sets: readonly Uint8Array[]): Uint8Array {
  const head = `${HEADER}${number}*0*P*:~GS*PI*PAYER*CLINIC*20260101*1200*7*X*${GUIDE}~`;
  return joined(latin1(head), ...sets, latin1(`GE*${sets.length}*7~IEA*1*${number}~`));
}

function read(file: Uint8Array, chunk: number, options: ReadOptions): X12Item[] {
  const reader = new X12Read(options);
  const items: X12Item[] = [];
  for (let at = 0; at < file.length; at += chunk) items.push(...reader.feed(file.subarray(at, at + chunk)));
  return [...items, ...reader.finish()];
}

const hashOf = (bytes: Uint8Array): string => `${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`;
const told = (items: readonly X12Item[]): unknown[] =>
  items.map((item) => (item.kind === 'attachmentContent' ? { ...item, bytes: hashOf(item.bytes) } : item));

/** Documents as hashes in file order, verdicts of sets, problems. */
function summary(items: readonly X12Item[]): { documents: string[]; verdicts: string[]; problems: string[] } {
  const documents: string[] = [];
  const verdicts: string[] = [];
  const problems: string[] = [];
  let content: Uint8Array[] = [];
  for (const item of items) {
    if (item.kind === 'attachmentContent') content.push(item.bytes);
    else if (item.kind === 'attachmentDocument') {
      documents.push(hashOf(joined(...content)));
      content = [];
    } else if (item.kind === 'setEnd') verdicts.push(item.verdict);
    else if (item.kind === 'problem') {
      const { code, at, expected, valueShown } = item.problem;
      problems.push(`${code} ${at.setControl} ${at.segmentId} ${at.segmentInSet} ${valueShown} ${expected}`);
    }
  }
  return { documents, verdicts, problems };
}

/** The file in every chunk size gives the same, and no more is wrong than the one length. */
function expectOneLie(file: Uint8Array, chunks: readonly number[], options: ReadOptions, lie: string): string[] {
  const items = read(file, file.length, options);
  const whole = told(items);
  for (const chunk of chunks) expect(told(read(file, chunk, options))).toEqual(whole);
  const { documents, verdicts, problems } = summary(items);
  expect(problems).toEqual([lie]);
  expect(verdicts.filter((verdict) => verdict === 'refused')).toEqual(['refused']);
  return documents;
}

const lieText = (length: number, lie: number, segment = 6): string =>
  `BINARY_LENGTH_WRONG 0001 BIN ${segment} ${length + lie} ${length}`;

const small = (seed: number, length: number): Attached => ({ data: noiseOf(length, seed) });

describe('A length before attached data that lies', () => {
  it.each(LIES)('by %d bytes loses nothing of the file, at any chunk size', (lie) => {
    for (const [length, heldBytes] of [
      [1_500, undefined],
      [1_500, 300],
      [200, 1],
    ] as const) {
      if (length + lie < 0) continue;
      const data = noiseOf(length, 1);
      const first = setOf('0001', { data, lie });
      const file = joined(
        fileOf('000000001', first, setOf('0002', small(2, 700))),
        fileOf('000000002', setOf('0003', { ...small(3, 400), head: 'BDS' })),
      );
      const options = heldBytes === undefined ? {} : { limits: { heldBytes } };
      const documents = expectOneLie(file, [1, 97], options, lieText(length, lie));
      expect(documents).toEqual([data, noiseOf(700, 2), noiseOf(400, 3)].map(hashOf));
    }
  });

  it.each([-MB, -10, 1, 1_000, MB])('by %d bytes leaves the documents behind it in the same set', (lie) => {
    const data = noiseOf(1_200_000, 4);
    const behind = [noiseOf(300, 5), noiseOf(1_100_000, 6), noiseOf(50, 7)];
    const set = setOf('0001', { data, lie }, ...behind.map((bytes) => ({ data: bytes })));
    const file = fileOf('000000001', set, setOf('0002', small(8, 90)));
    const documents = expectOneLie(file, [65_536], {}, lieText(data.length, lie));
    expect(documents).toEqual([data, ...behind, noiseOf(90, 8)].map(hashOf));
  });

  it.each([2, 60])('by %d MB, over whole sets and interchanges, loses none of them', (megabytes) => {
    const data = noiseOf(1_200_000, 9);
    const lie = megabytes * MB;
    const second = setOf('0002', small(10, 1_500_000));
    const file = joined(
      fileOf('000000001', setOf('0001', { data, lie }), second),
      fileOf('000000002', setOf('0003', small(11, 2 * MB))),
    );
    const documents = expectOneLie(file, [65_536], {}, lieText(data.length, lie));
    expect(documents).toEqual([data, noiseOf(1_500_000, 10), noiseOf(2 * MB, 11)].map(hashOf));
  });

  it('so that it ends exactly where a later segment does is found out', () => {
    const data = noiseOf(500, 12);
    const behind = setOf('0002', small(13, 80));
    const ends = [
      '~SE*7*0001',
      '~SE*7*0001~GE*2*7',
      `~SE*7*0001~${Buffer.from(behind).toString('latin1').slice(0, -1)}`,
    ];
    for (const end of ends) {
      const lie = end.length;
      const file = fileOf('000000001', setOf('0001', { data, lie }), behind);
      const documents = expectOneLie(file, [1, 13, 64], {}, lieText(data.length, lie));
      expect(documents).toEqual([data, noiseOf(80, 13)].map(hashOf));
    }
  });

  it('over the next document exactly is found out by the count of the set', () => {
    const [data, next] = [noiseOf(500, 14), noiseOf(60, 15)];
    const lie = `~LX*2~CAT*AE*TX~EFI*05~BIN*60*`.length + next.length;
    const file = fileOf('000000001', setOf('0001', { data, lie }, { data: next }, small(16, 70)));
    const documents = expectOneLie(file, [1, 13, 64], {}, lieText(data.length, lie));
    expect(documents).toEqual([data, next, noiseOf(70, 16)].map(hashOf));
  });

  it('in a file whose sender also counts segments wrong is found out by the control numbers', () => {
    const data = noiseOf(800, 17);
    const text = Buffer.from(fileOf('000000001', setOf('0001', { data, lie: 400 }))).toString('latin1');
    const file = latin1(text.replace('~SE*7*', '~SE*9*'));
    for (const chunk of [1, 50, file.length]) {
      const { documents, problems } = summary(read(file, chunk, {}));
      expect(documents).toEqual([hashOf(data)]);
      expect(problems).toEqual([lieText(800, 400), 'SET_COUNT_WRONG 0001 SE 7 9 7']);
    }
  });
});

describe('A length before attached data that is right', () => {
  it('is believed although the data hold a whole 275, its trailers and those of its own set', () => {
    const inner = fileOf('000000009', setOf('0009', small(18, 60)));
    const data = joined(
      inner,
      latin1('~SE*7*0001~GE*1*7~IEA*1*000000009~LX*2~CAT*AE*TX~SE*12*0001~ST*275*0002*'),
      inner,
    );
    for (const heldBytes of [1, 1_000, MB]) {
      const file = fileOf('000000001', setOf('0001', { data }));
      for (const chunk of [1, 77, file.length]) {
        const { documents, verdicts, problems } = summary(read(file, chunk, { limits: { heldBytes } }));
        expect({ documents, verdicts, problems }).toEqual({
          documents: [hashOf(data)],
          verdicts: ['usable'],
          problems: [],
        });
      }
    }
  });

  it('is believed although the count or the number of the set is wrong', () => {
    const data = noiseOf(800, 19);
    const text = Buffer.from(fileOf('000000001', setOf('0001', { data }))).toString('latin1');
    for (const trailer of ['SE*8*0001', 'SE*7*0002']) {
      const items = read(latin1(text.replace('SE*7*0001', trailer)), 64, {});
      expect(summary(items).documents).toEqual([hashOf(data)]);
      expect(summary(items).problems.join()).not.toContain('BINARY_LENGTH_WRONG');
    }
  });
});
