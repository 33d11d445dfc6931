import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { X12Read, type X12Item } from '../../src/edi/x12/read.js';

const fixtures = process.env['RECLAIM_X12_FIXTURES'];
const suite = fixtures ? describe : describe.skip;

interface Facts275 {
  readonly '275_trn': number;
  readonly bin: number;
  readonly bds: number;
  readonly lx: number;
}

function rows(): [path: string, facts: Facts275][] {
  if (!fixtures) return [];
  const [, ...lines] = readFileSync(join(fixtures, 'FACTS.tsv'), 'utf8').trimEnd().split('\n');
  return lines
    .map((line) => line.split('\t'))
    .filter(([, kind]) => kind === '275')
    .map(([path = '', , facts = '']) => [path, JSON.parse(facts) as Facts275]);
}

function read(path: string, chunk = 65_536): X12Item[] {
  const reader = new X12Read({ allow: ALLOW_ALL });
  const bytes = readFileSync(join(fixtures ?? '', path));
  const items: X12Item[] = [];
  for (let at = 0; at < bytes.length; at += chunk) items.push(...reader.feed(bytes.subarray(at, at + chunk)));
  return [...items, ...reader.finish()];
}

suite('275 files of other software', () => {
  it.each(rows())('agree with their facts: %s', (path, facts) => {
    const items = read(path);
    const documents = items.flatMap((item) => (item.kind === 'attachmentDocument' ? [item] : []));
    const contents = items.filter((item) => item.kind === 'attachmentContent').length;
    expect(documents.length).toBe(facts.lx);
    expect(contents).toBe(facts.bin + facts.bds);
    expect(documents.reduce((sum, one) => sum + one.traces.length, 0)).toBe(facts['275_trn']);
    expect(documents.map((one) => one.content?.looksLike)).toEqual(documents.map(() => 'xml'));
  });

  it.each(rows())('come out the same in chunks of seven bytes: %s', (path) =>
    expect(read(path, 7)).toEqual(read(path)),
  );
});
