import { execFile } from 'node:child_process';
import { listEditTables } from '../../src/app/edit-tables/edit-tables.queries.js';
import { foundPractice, type Practice } from '../app/a-practice.js';

const SAMPLES = 'src/domain/edit-tables/samples';
const ada = { id: 'ada', role: 'admin' };

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

interface Ran {
  readonly code: number;
  readonly text: string;
}

/** `reclaim edits load`, as an operator types it. */
const load = (...args: readonly string[]): Promise<Ran> =>
  edits('load', ...args, '--org', practice.org, '--from', '2026-01-01');

function edits(...args: readonly string[]): Promise<Ran> {
  const { config } = practice.deps;
  const env = {
    PATH: process.env['PATH'] ?? '',
    NO_COLOR: '1',
    RECLAIM_MODE: 'test',
    RECLAIM_DATA_DIR: config.dataDir,
    ...Object.fromEntries(
      ['', 'OWNER_', 'RELAY_', 'READER_'].map((role) => [`DATABASE_${role}URL`, config.database.url]),
    ),
    TEMPORAL_ADDRESS: config.temporal.address,
  };
  const words = ['tools/reclaim.mjs', 'edits', ...args];
  return new Promise((done) =>
    execFile(process.execPath, words, { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, text: `${stdout}${stderr}`.trim() }),
    ),
  );
}

describe('reclaim edits load', () => {
  it('takes each kind of table in, as it is published, and says so', async () => {
    const practitioners = ['--setting', 'practitioner', '--synthetic'];
    const pairs = [`${SAMPLES}/ncci-practitioner.txt`, '--kind', 'ncci', ...practitioners];
    expect(await load(...pairs)).toEqual({ code: 0, text: '✓ ncci is in force: 4 rows from 2026-01-01' });
    expect(await load(...pairs)).toEqual({ code: 0, text: '✓ ncci was loaded before: 4 rows from 2026-01-01' });
    const limits = await load(`${SAMPLES}/mue-practitioner.csv`, '--kind', 'mue', ...practitioners);
    expect(limits).toEqual({ code: 0, text: '✓ mue is in force: 3 rows from 2026-01-01' });
    const codes = await load(`${SAMPLES}/icd10cm.txt`, '--kind', 'icd10cm', '--synthetic');
    expect(codes).toEqual({ code: 0, text: '✓ icd10cm is in force: 2 rows from 2026-01-01' });
    expect((await load(`${SAMPLES}/hcpcs.csv`, '--kind', 'hcpcs', '--synthetic')).code).toBe(0);
    const policies = await load(`${SAMPLES}/lcd.csv`, '--kind', 'lcd', '--synthetic');
    expect(policies).toEqual({ code: 0, text: '✓ lcd is in force: 4 rows from 2026-01-01' });
    const listed = await listEditTables(practice.deps, ada, practice.org);
    expect(listed.map(({ kind, state, name }) => [kind, state, name]).sort()).toEqual([
      ['hcpcs', 'ACTIVE', 'hcpcs.csv'],
      ['icd10cm', 'ACTIVE', 'icd10cm.txt'],
      ['lcd', 'ACTIVE', 'lcd.csv'],
      ['mue', 'ACTIVE', 'mue-practitioner.csv'],
      ['ncci', 'ACTIVE', 'ncci-practitioner.txt'],
    ]);
  }, 300_000);

  it('lists what is in force: for whom, from when, how many rows, and whether they are invented', async () => {
    const listed = await edits('list', '--org', practice.org);
    expect(listed.text.split('\n').sort()).toEqual([
      '✓ hcpcs from 2026-01-01: 4 rows of hcpcs.csv, for every payer (invented rows)',
      '✓ icd10cm from 2026-01-01: 2 rows of icd10cm.txt, for every payer (invented rows)',
      '✓ lcd from 2026-01-01: 4 rows of lcd.csv, for medicare, medicareAdvantage (invented rows)',
      '✓ mue practitioner from 2026-01-01: 3 rows of mue-practitioner.csv, for medicare, medicareAdvantage, medicaid, medicaidMco (invented rows)',
      '✓ ncci practitioner from 2026-01-01: 4 rows of ncci-practitioner.txt, for medicare, medicareAdvantage, medicaid, medicaidMco (invented rows)',
    ]);
    const nobody = await edits('list', '--org', '00000000-0000-4000-8000-000000000000');
    expect([nobody.code, nobody.text]).toEqual([
      1,
      'There is no organization 00000000-0000-4000-8000-000000000000 in this database.',
    ]);
  }, 300_000);

  it('ends with 1 and the place of the fault where the file is not what it was said to be', async () => {
    const wrong = await load(
      `${SAMPLES}/mue-practitioner.csv`,
      '--kind',
      'mue',
      '--setting',
      'hospital',
      '--synthetic',
    );
    expect(wrong.code).toBe(1);
    expect(wrong.text).toMatch(/line 5: the file is for practitioner, not for hospital$/);
    const missing = await load(`${SAMPLES}/nowhere.csv`, '--kind', 'hcpcs');
    expect([missing.code, missing.text]).toEqual([1, expect.stringContaining('there is no file nowhere.csv')]);
    const unknown = await load(`${SAMPLES}/hcpcs.csv`, '--kind', 'rvu');
    expect([unknown.code, unknown.text]).toEqual([1, expect.stringContaining('--kind takes ncci, mue')]);
  }, 300_000);
});
