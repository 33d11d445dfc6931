import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { loadEditTable, type EditTableFile } from '../../src/app/edit-tables/load-edit-table.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { foundPractice, type Practice } from './a-practice.js';

const SAMPLES = 'src/domain/edit-tables/samples';
const ada = { id: 'ada', role: 'admin' };

let practice: Practice;
let folder: string;
beforeAll(async () => {
  practice = await foundPractice({ payerClass: 'medicare' });
  folder = mkdtempSync(join(tmpdir(), 'packed-edit-tables-'));
}, 120_000);
afterAll(async () => {
  await practice?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const load = (path: string, file: Partial<EditTableFile> & Pick<EditTableFile, 'kind'>) =>
  loadEditTable(practice.deps, ada, practice.org, {
    name: 'synthetic sample',
    effectiveFrom: plainDate('2025-10-01'),
    synthetic: true,
    paths: [path],
    ...file,
  });
function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
const archive = (name: string, files: Readonly<Record<string, Uint8Array | string>>): string =>
  written(
    name,
    zipSync(
      Object.fromEntries(Object.entries(files).map(([at, is]) => [at, is instanceof Uint8Array ? is : strToU8(is)])),
    ),
  );
type Cells = readonly (string | number | null)[];
const workbook = (rows: readonly Cells[]): Promise<Buffer> =>
  writeExcelFile(rows.map((row) => row.map((value) => (value === null ? null : { value }))) as SheetData, {
    sheet: 'Edits',
  }).toBuffer();

/** The lines above the rows of a workbook of pairs, as CMS writes them. */
const ABOVE_PAIRS: readonly Cells[] = [
  ['SYNTHETIC. A notice of copyright.'],
  ['Column1/Column2 Edits'],
  [
    'Column 1',
    'Column 2',
    '*=in existence\nprior to 1996',
    'Effective\nDate',
    'Deletion\nDate',
    'Modifier',
    'PTP Edit Rationale',
  ],
  [null, null, null, null, '*=no data', '0=not allowed', null],
  [null, null, null, null, null, '1=allowed', null],
  [null, null, null, null, null, '9=not applicable', null],
];
const practitioners = { setting: 'practitioner' } as const;
const stored = (id: string) =>
  practice.within(async (tx) => ({
    pairs: await tx.db.editPair.findMany({
      where: { organizationId: practice.org, tableId: id },
      orderBy: { rowNumber: 'asc' },
    }),
    limits: await tx.db.unitLimit.findMany({ where: { organizationId: practice.org, tableId: id } }),
    codes: await tx.db.validCode.findMany({
      where: { organizationId: practice.org, tableId: id },
      orderBy: { code: 'asc' },
    }),
  }));

describe('a table as it was downloaded', () => {
  it('is a workbook of pairs, in which codes and dates are numbers', async () => {
    const rows: Cells[] = [
      [100, 'SYN02', null, 20240101, '*', 1, 'Misuse'],
      ['SYN01', 99999, '*', 19960101, 20251231, 0, ''],
    ];
    const path = written('ccipra-v999r0-f1.xlsx', await workbook([...ABOVE_PAIRS, ...rows]));
    const { id } = await load(path, { kind: 'ncci', ...practitioners });
    const { pairs } = await stored(id);
    expect(
      pairs.map(({ columnOne, columnTwo, modifierIndicator }) => [columnOne, columnTwo, modifierIndicator]),
    ).toEqual([
      ['00100', 'SYN02', '1'],
      ['SYN01', '99999', '0'],
    ]);
    expect(pairs[1]?.effectiveTo).toEqual(new Date('2025-12-31'));
  });

  it('with a fault is refused by sheet, row and column', async () => {
    const rows: Cells[] = [
      ['SYN01', 'SYN02', null, 20240101, '*', 1, ''],
      ['SYN01', 'SYN03', null, 45292, '*', 1, ''],
    ];
    const path = written('ccipra-v998r0-f1.xlsx', await workbook([...ABOVE_PAIRS, ...rows]));
    await expect(load(path, { kind: 'ncci', ...practitioners })).rejects.toThrow(
      'sheet "Edits", row 8, column D: effective date "45292" is no YYYYMMDD',
    );
    const empty = written('empty.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }));
    await expect(load(empty, { kind: 'hcpcs' })).rejects.toThrow('the workbook has no xl/_rels/workbook.xml.rels');
  });

  it('is the HCPCS workbook under its notice: codes of today and codes that ended, no modifiers, no further text', async () => {
    const rows: Cells[] = [
      ['SYNTHETIC. CPT codes and descriptions only are copyright.'],
      [
        'HCPC',
        'SEQNUM',
        'RECID',
        'LONG DESCRIPTION',
        'SHORT DESCRIPTION',
        'ADD DT',
        'ACT EFF DT',
        'TERM DT',
        'ACTION CD',
      ],
      ['A1', '00100', '7', 'An invented modifier', 'modifier', 20000101, 20000101, null, 'N'],
      ['A9998', '00100', '3', 'An invented dressing', 'dressing', 20240101, 20250101, null, 'N'],
      ['A9998', '00200', '4', 'any size', null, null, null, null, null],
      ['A9999', '00100', '3', 'An invented gauze', 'gauze', 20050101, 20050101, 20251231, 'D'],
    ];
    const { id } = await load(written('HCPC2026_JAN_ANWEB.xlsx', await workbook(rows)), { kind: 'hcpcs' });
    const { codes } = await stored(id);
    expect(codes.map(({ code, effectiveTo }) => [code, effectiveTo?.toISOString().slice(0, 10)])).toEqual([
      ['A9998', undefined],
      ['A9999', '2025-12-31'],
    ]);
  });

  it('is a workbook whose texts are shared, in runs, and whose empty cells are left out', async () => {
    const text = (...runs: readonly string[]) =>
      `<si>${runs.map((run) => `<r><t xml:space="preserve">${run}</t></r>`).join('')}</si>`;
    const path = archive('MCR_MUE_PractitionerServices_Eff_01-01-2026.xlsx', {
      'xl/workbook.xml':
        '<x:workbook><x:sheets><x:sheet name="MUE &amp; more" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/a.xml"/></Relationships>',
      'xl/sharedStrings.xml': `<sst>${text('HCPCS/&#10;', 'CPT Code')}${text('Practitioner Services MUE Values')}${text('MUE Adjudication Indicator')}${text('SYN01')}</sst>`,
      'xl/worksheets/a.xml':
        '<x:worksheet><x:sheetData><x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="C2" t="s"><x:v>1</x:v></x:c>' +
        '<x:c r="D2" t="s"><x:v>2</x:v></x:c></x:row><x:row r="4"><x:c r="A4" t="s"><x:v>3</x:v></x:c><x:c r="B4" s="1"/>' +
        '<x:c r="C4"><x:v>1.2E1</x:v></x:c><x:c r="D4" t="inlineStr"><x:is><x:t>3 Date of Service Edit</x:t></x:is></x:c></x:row>' +
        '</x:sheetData></x:worksheet>',
    });
    const { id } = await load(path, { kind: 'mue', ...practitioners });
    expect((await stored(id)).limits).toMatchObject([{ code: 'SYN01', units: 12, adjudication: '3' }]);
  });

  it('is an archive: its text is read before the same as a workbook, and a fault names the file in it', async () => {
    const pairs = readFileSync(`${SAMPLES}/ncci-practitioner.txt`);
    const files = { 'ccipra-v321r0-f1.xlsx': 'PK', 'ccipra-v321r0-f1.TXT': pairs };
    const path = archive('medicare-ncci-2026q1-practitioner-ptp-edits-f1.zip', files);
    expect(await load(path, { kind: 'ncci', ...practitioners })).toMatchObject({ rows: 4 });
    await expect(load(path, { kind: 'ncci', setting: 'hospital' })).rejects.toThrow('is for practitioner');
    const broken = archive('broken.zip', { 'x/ccipra-v1-f1.txt': 'SYN01\tSYN02\t\t2024\t*\t0\tx\n' });
    await expect(load(broken, { kind: 'ncci', ...practitioners })).rejects.toThrow(
      'line 1 of x/ccipra-v1-f1.txt: effective date "2024" is no YYYYMMDD',
    );
  });

  it('is the archive of the ICD-10-CM codes, with their order file and their addenda beside them', async () => {
    const path = archive('2026-code-descriptions-tabular-order.zip', {
      'icd10cm_codes_2026.txt': readFileSync(`${SAMPLES}/icd10cm.txt`),
      'icd10cm_order_2026.txt': '00001 Z99     0 Synthetic\n',
      'icd10cm_codes_addenda_2026.txt': 'Add: Z9913 Synthetic\n',
    });
    expect(await load(path, { kind: 'icd10cm' })).toMatchObject({ rows: 2 });
  });

  it('is refused where the archive holds no such table, or two', async () => {
    const none = archive('other.zip', { 'readme.txt': 'x', 'HCPC2026_recordlayout.txt': 'x' });
    await expect(load(none, { kind: 'hcpcs' })).rejects.toThrow(
      'the archive holds no table of hcpcs: it holds readme.txt, HCPC2026_recordlayout.txt',
    );
    const two = archive('two.zip', { 'HCPC2026_JAN_ANWEB.txt': 'x', 'HCPC2026_APR_ANWEB.txt': 'x' });
    await expect(load(two, { kind: 'hcpcs' })).rejects.toThrow('several tables of hcpcs');
  });
});

describe('a pair that CMS publishes twice', () => {
  it('withdrawn the day it began and in force from that day, is two rows, of which one binds', async () => {
    const rows = ['SYN51\tSYN52\t\t19960101\t19960101\t9\tx', 'SYN51\tSYN52\t*\t19960101\t*\t0\tx', ''];
    const path = written('ccioph-v1-f1.txt', Buffer.from(rows.join('\r\n')));
    const { id } = await load(path, { kind: 'ncci', setting: 'hospital' });
    expect((await stored(id)).pairs.map(({ modifierIndicator }) => modifierIndicator)).toEqual(['9', '0']);
  });
});
