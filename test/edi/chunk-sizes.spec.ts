import { FactsRead } from '../../src/edi/facts/facts-of.js';
import { ALLOW_ALL, type ReadOptions } from '../../src/edi/x12/options.js';
import { X12Read, type X12Item } from '../../src/edi/x12/read.js';
import { readRawTokens, rewrite, type RawToken } from '../../src/edi/x12/rewrite.js';
import { a999, aFile, aSet, latin1, readAll, styled } from './an-interchange.js';
import { factsRows, fixtureBytes, fixtureFolder } from './fixtures.js';

const attachment = aFile('PI', '005010X210', aSet('275', '005010X210', 'BGN*11*1*20260101~BIN*9*ab~CD*1~x~BIN*7*abc~'));
const FILES: Readonly<Record<string, string>> = {
  plain: a999(),
  'CR LF as terminator': styled(a999(), { terminator: '\r\n' }),
  'blank lines and marks': `\xef\xbb\xbf \r\n${styled(a999(), { lineEnd: '\r\n\r\n  ' })}\xef\xbb\xbf${a999()}\n`,
  'letters of two bytes': a999().replace('HC*17', 'HC*\xc3\x91\xd1'),
  'text between interchanges': `${a999()}\nIS A NOTE -- ISAAC\n${a999()} end`,
  'attached data': attachment,
  'no envelope': a999().slice(106),
  'no terminator at the end': a999().slice(0, -1),
  'a header cut short': a999().slice(0, 80),
};

const OPTIONS: ReadOptions = { allow: ALLOW_ALL, tokens: true };

function readInTwo(bytes: Uint8Array, at: number, options: ReadOptions): X12Item[] {
  const read = new X12Read(options);
  return [...read.feed(bytes.subarray(0, at)), ...read.feed(bytes.subarray(at)), ...read.finish()];
}

describe('Where chunks end', () => {
  it.each(Object.keys(FILES))('changes no item, problem or position: %s', (name) => {
    const bytes = latin1(FILES[name] ?? '');
    const whole = JSON.stringify(readAll(bytes, OPTIONS));
    for (let at = 1; at < bytes.length; at += 1) expect(JSON.stringify(readInTwo(bytes, at, OPTIONS))).toBe(whole);
    for (const size of [1, 2, 3, 64]) expect(JSON.stringify(readAll(bytes, OPTIONS, size))).toBe(whole);
  });

  it('changes nothing at a limit', () => {
    const bytes = latin1(a999().replace('AK2*837', `AK2*${'8'.repeat(200)}`));
    const options: ReadOptions = { allow: ALLOW_ALL, limits: { segmentBytes: 120, elements: 4 } };
    const whole = JSON.stringify(readAll(bytes, options));
    for (let at = 1; at < bytes.length; at += 1) expect(JSON.stringify(readInTwo(bytes, at, options))).toBe(whole);
  });
});

describe('A file given back', () => {
  it.each(Object.keys(FILES))('is the same to the byte: %s', async (name) => {
    const bytes = latin1(FILES[name] ?? '');
    expect(await rewritten(bytes, 5)).toEqual(bytes);
  });

  const folder = fixtureFolder();
  if (folder === undefined) return;

  it('is the same to the byte for every public file', async () => {
    for (const { path } of factsRows(folder)) {
      const bytes = fixtureBytes(folder, path);
      expect(Buffer.from(await rewritten(bytes, 1_000)).equals(Buffer.from(bytes))).toBe(true);
    }
  });

  it('reads the same in chunks of seven bytes for every public file', () => {
    for (const { path } of factsRows(folder)) {
      const bytes = fixtureBytes(folder, path);
      if (bytes.length > 20_000) continue;
      expect(JSON.stringify(readAll(bytes, OPTIONS, 7))).toBe(JSON.stringify(readAll(bytes, OPTIONS)));
    }
  });
});

async function rewritten(bytes: Uint8Array, chunkBytes: number): Promise<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const tokens: RawToken[] = [];
  for await (const batch of readRawTokens(chunks())) tokens.push(...batch);
  return new Uint8Array(Buffer.concat([...rewrite(tokens)]));
}

describe('Facts', () => {
  it('of broken, empty and foreign files are told without a crash', () => {
    for (const text of [
      '',
      '\n',
      'ISA',
      'ISA*',
      'ST',
      'ST*',
      '01',
      'hello',
      '\xff\xfe',
      '{"a":1}',
      '~~~~',
      a999().slice(0, 40),
    ]) {
      const read = new FactsRead();
      read.feed(latin1(text));
      expect(read.finish('0123456789abcdef0').facts.sha).toBe('sha256:0123456789abcdef');
    }
  });
});
