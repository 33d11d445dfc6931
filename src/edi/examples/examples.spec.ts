import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainDate } from '../../domain/dates/plain-date.js';
import type { Party } from '../x12/parties/party.js';
import { X12Read } from '../x12/read.js';
import { answerAFile } from './answer-a-file.js';
import { askAboutAClaim } from './ask-about-a-claim.js';
import { readARemittance } from './read-a-remittance.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const GOLDEN = join(HERE, '../../../test/edi/golden');

async function* bytesOf(name: string, change: (text: string) => string = (text) => text): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(
    new TextEncoder().encode(change(readFileSync(join(GOLDEN, name), 'utf8').replaceAll('\n', ''))),
  );
}

describe('The examples of the README', () => {
  it.each(readdirSync(HERE).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')))(
    '%s stands in it word for word',
    (name) => {
      expect(readFileSync(join(HERE, '../README.md'), 'utf8')).toContain(readFileSync(join(HERE, name), 'utf8'));
    },
  );

  it('tell what a payer paid and that it adds up', async () => {
    expect(await readARemittance(bytesOf('835.x12'))).toEqual([
      'P4711: paid -4000 of -10000 cents',
      'P4711: paid 8000 of 10000 cents',
      'P4712: paid 8000 of 20000 cents',
      'balanced',
    ]);
  });

  it('tell what a payer got wrong', async () => {
    const lines = await readARemittance(bytesOf('835.x12', (text) => text.replace('BPR*I*110', 'BPR*I*111')));
    expect(lines.at(-1)).toBe('does not add up: post nothing');
  });

  it('ask about a claim in a way a payer can read', () => {
    const party = (role: string, idQualifier: string, id: string): Party => ({
      role,
      entity: 'organization',
      name: 'ANYONE',
      idQualifier,
      id,
    });
    const address = {
      ...{ senderQualifier: 'ZZ', senderId: 'US', receiverQualifier: 'ZZ', receiverId: 'PAYER' },
      ...{
        date: plainDate('2026-03-02'),
        time: '0930',
        control: '000000001',
        usage: 'T' as const,
        ackRequested: false,
      },
    } as const;
    const nothing = { refs: [], dates: [], lines: [], unmodelled: [] };
    const parties = { source: party('PR', 'PI', '88888'), receiver: party('41', '46', 'US1') };
    const people = { provider: party('1P', 'XX', '1234567893'), subscriber: party('IL', 'MI', 'W1') };
    const claim = { kind: 'claimStatusInquiry', ordinal: 1, trace: 'Q1', claimNumber: 'P4711' } as const;
    const bytes = askAboutAClaim(address, [
      { kind: 'claimStatusInquiryHeader', setControl: '0001', origin: { purpose: '13' } },
      { ...claim, ...parties, ...people, ...nothing },
    ]);
    const read = new X12Read({ allow: { allowTestUsage: true } });
    const items = [...[...bytes].flatMap((chunk) => read.feed(chunk)), ...read.finish()];
    expect(items.find(({ kind }) => kind === 'claimStatusInquiry')).toMatchObject({
      trace: 'Q1',
      claimNumber: 'P4711',
    });
  });

  it('answer a sound file with an accepting 999', async () => {
    const stamp = { control: '000000042', date: plainDate('2026-03-02'), time: '1000' };
    const [answer] = await answerAFile(bytesOf('837p.x12'), stamp);
    expect(answer).toContain('AK9*A*1*1*1');
  });
});

/** Modules a file takes values from; types vanish when it is compiled. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^']+)'/gms)].map(
    ([, name = '']) => name,
  );

function reachedFrom(start: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) open.push(join(dirname(file), name.replace(/\.js$/, '.ts')));
      else packages.add(name);
    }
  }
  return { files, packages };
}

describe('The engine used alone', () => {
  it.each(['answer-a-file.ts', 'ask-about-a-claim.ts', 'read-a-remittance.ts'])(
    'needs no package and nothing above it for %s',
    (name) => {
      const { files, packages } = reachedFrom(join(HERE, name));
      expect([...packages]).toEqual([]);
      expect([...files].filter((file) => !/src\/(edi|domain)\//.test(file))).toEqual([]);
    },
  );
});
