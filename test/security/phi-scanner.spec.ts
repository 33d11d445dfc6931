import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { newKeyFile } from '../../src/security/key-file.js';
import { KeyRing } from '../../src/security/key-ring.js';
import { describeFindings, PhiScanner, type Canary } from '../support/phi-scanner.js';

const canaries: readonly Canary[] = [
  { field: 'patient.family', token: 'Zquillfeather' },
  { field: 'patient.memberId', token: 'QX7741-KANARI' },
  { field: 'patient.note', token: 'naïve zö<b>' },
  { field: 'patient.born', token: '1931-07-29', kind: 'date' },
];
const scanner = new PhiScanner(canaries);
const fieldsIn = (text: string | Buffer) => [
  ...new Set(scanner.scan({ name: 'planted', bytes: Buffer.from(text) }).map(({ field }) => field)),
];

describe('the PHI scanner', () => {
  const planted: [string, string | Buffer, string][] = [
    ['plain text', 'patient Zquillfeather called', 'patient.family'],
    ['capitals, as X12 writes names', 'NM1*IL*1*ZQUILLFEATHER*ANN~', 'patient.family'],
    ['hex', Buffer.from(`\\x${Buffer.from('Zquillfeather').toString('hex').toUpperCase()}`), 'patient.family'],
    ['base64, first alignment', Buffer.from('Zquillfeather').toString('base64'), 'patient.family'],
    ['base64, second alignment', Buffer.from('{Zquillfeather}').toString('base64'), 'patient.family'],
    ['base64, third alignment', Buffer.from('ab Zquillfeather').toString('base64'), 'patient.family'],
    ['base64 of capitals', Buffer.from('*ZQUILLFEATHER*').toString('base64'), 'patient.family'],
    ['base64url', Buffer.from('??naïve zö<b>').toString('base64url'), 'patient.note'],
    ['UTF-16 little endian', Buffer.from('Zquillfeather', 'utf16le'), 'patient.family'],
    ['UTF-16 big endian', Buffer.from('xZquillfeather', 'utf16le').swap16(), 'patient.family'],
    ['a URL', 'GET /x?q=na%C3%AFve%20z%C3%B6%3Cb%3E', 'patient.note'],
    ['a form', 'q=na%C3%AFve+z%C3%B6%3Cb%3E', 'patient.note'],
    ['escaped JSON', '{"n":"na\\u00efve z\\u00f6<b>"}', 'patient.note'],
    ['Latin-1', Buffer.from('naïve zö<b>', 'latin1'), 'patient.note'],
    ['gzip', gzipSync('log: QX7741-KANARI'), 'patient.memberId'],
    [
      'a compressed PDF stream',
      Buffer.concat([Buffer.from('%PDF stream\n'), deflateSync('member QX7741-KANARI'), Buffer.from('\nendstream')]),
      'patient.memberId',
    ],
    ['an X12 date', 'DMG*D8*19310729*F~', 'patient.born'],
    ['an American date', 'born 07/29/1931', 'patient.born'],
    ['an American date without zeros', 'born 7/29/1931', 'patient.born'],
    ['a European date', 'geboren 29.07.1931', 'patient.born'],
    ['a compact reordered date', '07291931', 'patient.born'],
    ['a base64 date', Buffer.from('a1931-07-29').toString('base64'), 'patient.born'],
  ];
  it.each(planted)('finds a leak planted as %s', (_name, bytes, field) => expect(fieldsIn(bytes)).toEqual([field]));

  it('finds nothing in innocent or sealed data', () => {
    const keys = new KeyRing(newKeyFile());
    const sealed = canaries.map(({ token }) => keys.sealText({ org: 'o', table: 't', column: 'c', rowId: 'r' }, token));
    expect(fieldsIn(Buffer.concat([...sealed, Buffer.from('claim 7f3a state PAID on 1931-07-30')]))).toEqual([]);
  });

  it('looks into files, folders and file names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phi-'));
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'QX7741-kanari.txt'), 'x');
    writeFileSync(join(folder, 'worker.log'), 'failed for Zquillfeather');
    const found = await scanner.scanPath(folder);
    rmSync(folder, { recursive: true });
    expect(found.map(({ field, source }) => [field, source.replace(folder, '')])).toEqual(
      expect.arrayContaining([
        ['patient.memberId', 'name of /deep/QX7741-kanari.txt'],
        ['patient.family', '/worker.log'],
      ]),
    );
    expect(describeFindings(found)).toContain('worker.log at byte 11');
  });

  it('names table and column of a row', () => {
    const rows = [
      {
        id: 1n,
        body: { deep: ['Zquillfeather'] },
        raw: Buffer.from('QX7741-KANARI'),
        born: new Date('1931-07-29'),
        none: null,
      },
    ];
    expect(scanner.scanRows('notices', rows).map(({ source, field }) => `${source} ${field}`)).toEqual([
      'notices.body patient.family',
      'notices.raw patient.memberId',
      'notices.born patient.born',
    ]);
  });

  it('does not take a canary that could turn up by chance', () => {
    expect(() => new PhiScanner([{ field: 'patient.sex', token: 'F' }])).toThrow('too short');
  });
});
