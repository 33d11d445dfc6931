import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEditHits } from '../../src/app/edit-tables/edit-hits.queries.js';
import { listEditTables } from '../../src/app/edit-tables/edit-tables.queries.js';
import { loadEditTable, type EditTableFile } from '../../src/app/edit-tables/load-edit-table.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { cents } from '../../src/domain/money.js';
import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { claimRow, foundPractice, openOne, tellClaim, type OpenedClaim, type Practice } from './a-practice.js';

const SAMPLES = 'src/domain/edit-tables/samples';
const ada = { id: 'ada', role: 'admin' };

let practice: Practice;
let folder: string;
beforeAll(async () => {
  practice = await foundPractice({ payerClass: 'medicare' });
  folder = mkdtempSync(join(tmpdir(), 'edit-tables-'));
}, 120_000);
afterAll(async () => {
  await practice?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const load = ({ path, ...file }: Partial<EditTableFile> & Pick<EditTableFile, 'kind'> & { path: string }) =>
  loadEditTable(practice.deps, ada, practice.org, {
    name: 'synthetic sample',
    effectiveFrom: plainDate('2025-10-01'),
    synthetic: true,
    paths: [path],
    ...file,
  });
const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

interface Coded {
  readonly code: string;
  readonly modifiers?: readonly string[];
  readonly units?: string;
}
/** The first line of the drawn claim, once for each code; valid diagnosis. */
const coded =
  (...lines: readonly Coded[]) =>
  (claim: Claim837): Claim837 => {
    const [line] = claim.lines;
    if (!line) throw new Error('a claim has a line');
    return {
      ...claim,
      chargeCents: cents(line.chargeCents * lines.length),
      diagnoses: claim.diagnoses.slice(0, 1).map((diagnosis) => ({ ...diagnosis, code: 'Z990' })),
      lines: lines.map(({ code, modifiers = [], units = '1' }, at) => ({
        ...line,
        number: at + 1,
        lineControl: `L${at + 1}`,
        pointers: [1],
        unit: 'UN',
        units,
        procedure: { qualifier: 'HC', code, modifiers },
      })),
    };
  };
async function told(...lines: readonly Coded[]): Promise<{ claim: OpenedClaim; state: string; edits: string }> {
  const claim = await openOne(practice, coded(...lines));
  await tellClaim(practice, claim);
  const { state } = await claimRow(practice, claim.id);
  const item = await practice.within((tx) =>
    tx.db.workItem.findFirst({ where: { organizationId: practice.org, claimId: claim.id, kind: 'fixEdits' } }),
  );
  return { claim, state, edits: ((item?.facts ?? {}) as { edits?: string }).edits ?? '' };
}

describe('the published tables', () => {
  it('bind nobody before they are loaded', async () => {
    expect((await told({ code: 'SYN01' }, { code: 'SYN03' })).edits).toBe('');
  });

  it('are read in their published form; the same file again changes nothing', async () => {
    const ncci = { path: `${SAMPLES}/ncci-practitioner.txt`, kind: 'ncci', setting: 'practitioner' } as const;
    expect(await load(ncci)).toMatchObject({ became: 'loaded', rows: 4 });
    expect(await load(ncci)).toMatchObject({ became: 'repeat', rows: 4 });
    const mue = { path: `${SAMPLES}/mue-practitioner.csv`, kind: 'mue', setting: 'practitioner' } as const;
    expect(await load(mue)).toMatchObject({ became: 'loaded', rows: 3 });
    expect(await load({ path: `${SAMPLES}/icd10cm.txt`, kind: 'icd10cm' })).toMatchObject({ rows: 2 });
    expect(await load({ path: `${SAMPLES}/hcpcs.csv`, kind: 'hcpcs' })).toMatchObject({ rows: 4 });
    const listed = await listEditTables(practice.deps, ada, practice.org);
    expect(listed.map(({ kind, state, synthetic }) => [kind, state, synthetic])).toEqual([
      ['hcpcs', 'ACTIVE', true],
      ['icd10cm', 'ACTIVE', true],
      ['mue', 'ACTIVE', true],
      ['ncci', 'ACTIVE', true],
    ]);
  });

  it('with a line that is no row are refused by its number, and nothing of them binds', async () => {
    const path = written('broken.txt', 'SYN01\tSYN99\t\t20240101\t*\t0\tx\nSYN01\tSYN98\t\t2024\t*\t0\tx\n');
    await expect(load({ path, kind: 'ncci', setting: 'practitioner' })).rejects.toThrow(
      'line 2: effective date "2024"',
    );
    expect(
      (await listEditTables(practice.deps, ada, practice.org)).filter(({ state }) => state === 'ACTIVE'),
    ).toHaveLength(4);
    await expect(load({ path, kind: 'ncci' })).rejects.toThrow('need a setting');
  });

  it('bind as they are said to: for other payers the same file is another table, invented rows pass for no real ones', async () => {
    const hcpcs = { path: `${SAMPLES}/hcpcs.csv`, kind: 'hcpcs', effectiveFrom: plainDate('2019-01-01') } as const;
    expect(await load(hcpcs)).toMatchObject({ became: 'loaded' });
    expect(await load({ ...hcpcs, payerClasses: ['medicare'] })).toMatchObject({ became: 'loaded' });
    expect(await load({ ...hcpcs, payerClasses: ['medicare'] })).toMatchObject({ became: 'repeat' });
    const tables = (await listEditTables(practice.deps, ada, practice.org)).filter(
      ({ effectiveFrom }) => effectiveFrom === '2019-01-01',
    );
    expect(tables.map(({ state, payerClasses }) => [state, payerClasses.length === 1]).sort()).toEqual([
      ['ACTIVE', true],
      ['REPLACED', false],
    ]);
    const limits = { path: `${SAMPLES}/mue-practitioner.csv`, kind: 'mue', setting: 'practitioner' } as const;
    await expect(load({ ...limits, synthetic: false })).rejects.toThrow('load them with --synthetic');
    await expect(load({ ...hcpcs, effectiveTo: plainDate('2018-12-31') })).rejects.toThrow('cannot end on 2018-12-31');
    await expect(load({ ...hcpcs, path: SAMPLES })).rejects.toThrow('is a folder');
  });

  it('that are for hospitals, or torn, are not taken for those of practitioners', async () => {
    const heading =
      '"HCPCS/\nCPT Code",Outpatient Hospital Services MUE Values,MUE Adjudication Indicator,MUE Rationale';
    const limits = written('limits.csv', `"A notice,\r\nover two lines",,,\r\n${heading}\r\nSYN01,5,1 Line Edit,x\r\n`);
    await expect(load({ path: limits, kind: 'mue', setting: 'practitioner' })).rejects.toThrow(
      'line 4: the file is for hospital, not for practitioner',
    );
    const pairs = written('ccioph-v999r0-f1.TXT', 'SYN01\tSYN99\t\t20240101\t*\t0\tx\n');
    await expect(load({ path: pairs, kind: 'ncci', setting: 'practitioner' })).rejects.toThrow('is for hospital');
    const torn = written('ccipra-v999r0-f1.zip', 'PK\u0003\u0004…');
    await expect(load({ path: torn, kind: 'ncci', setting: 'practitioner' })).rejects.toThrow('the archive is damaged');
    const twice = written('twice.csv', 'SYN01,5,1 Line Edit,x\nSYN02,1,1 Line Edit,x\nSYN01,4,1 Line Edit,x\n');
    await expect(load({ path: twice, kind: 'mue', setting: 'practitioner' })).rejects.toThrow(
      'line 3: the code SYN01 stands twice',
    );
    const open = written('open.csv', '"A notice that never ends\nSYN01,5,1 Line Edit,x\n');
    await expect(load({ path: open, kind: 'mue', setting: 'practitioner' })).rejects.toThrow(/^line \d+: /);
    const active = (await listEditTables(practice.deps, ada, practice.org)).filter(({ state }) => state === 'ACTIVE');
    expect(active).toHaveLength(5);
  });

  it('of one quarter in several files are one table; a fault is told with its file', async () => {
    const part = (name: string, ...rows: readonly string[]) =>
      written(name, ['A notice', 'Column 1\tColumn 2\t\tEffective\tDeletion', ...rows, ''].join('\r\n'));
    const quarter = { kind: 'ncci', setting: 'hospital', effectiveFrom: plainDate('2020-01-01') } as const;
    const first = part('ccioph-v1-f1.TXT', 'SYN11\tSYN12\t\t20200101\t*\t0\tx', 'SYN11\tSYN13\t\t20200101\t*\t1\tx');
    const second = part('ccioph-v1-f2.TXT', 'SYN21\tSYN22\t\t20200101\t*\t0\tx');
    expect(await load({ ...quarter, path: first, paths: [first, second] })).toMatchObject({ rows: 3 });
    const broken = part('ccioph-v1-f3.TXT', 'SYN31\tSYN32\t\t2020\t*\t0\tx');
    await expect(load({ ...quarter, path: first, paths: [first, broken] })).rejects.toThrow(
      'line 3: effective date "2020" is no YYYYMMDD (in ccioph-v1-f3.TXT)',
    );
  });
});

describe('a claim before it is sent', () => {
  it('is stopped where a pair is never paid, whatever the modifier', async () => {
    expect(await told({ code: 'SYN01' }, { code: 'SYN03', modifiers: ['59'] })).toMatchObject({
      state: 'EDIT_FAILED',
      edits: 'ncci-never',
    });
  });

  it('is stopped where a pair needs a modifier, and passes with one', async () => {
    expect((await told({ code: 'SYN01' }, { code: 'SYN02' })).edits).toBe('ncci-modifier');
    expect((await told({ code: 'SYN01' }, { code: 'SYN02', modifiers: ['XS'] })).state).toBe('READY');
    expect((await told({ code: 'SYN01' }, { code: 'SYN02', modifiers: ['GA'] })).edits).toBe('ncci-modifier');
  });

  it('is stopped above the units of a day or of a line; a clinical limit goes out with its record', async () => {
    expect((await told({ code: 'SYN01' }, { code: 'SYN01' })).edits).toBe('unit-limit');
    expect((await told({ code: 'SYN02', units: '5' })).edits).toBe('unit-limit');
    expect((await told({ code: 'SYN02', units: '4' }, { code: 'SYN02', units: '4' })).state).toBe('READY');
    expect((await told({ code: 'SYN03', units: '9' })).state).toBe('READY');
  });

  it('is stopped at a code that was not valid on its day, of procedures and of diagnoses', async () => {
    expect((await told({ code: 'SYN77' })).edits).toBe('service-code-valid');
    const claim = await openOne(practice, (drawn) => {
      const built = coded({ code: 'SYN01' })(drawn);
      return { ...built, diagnoses: built.diagnoses.map((diagnosis) => ({ ...diagnosis, code: 'Z991' })) };
    });
    await tellClaim(practice, claim);
    expect((await claimRow(practice, claim.id)).state).toBe('EDIT_FAILED');
  });

  it('is judged by the table of its own day: a new quarter changes nothing of the earlier one', async () => {
    const path = written('next.csv', 'SYN01,9,"2 Date of Service Edit: Policy",x\n');
    await load({ path, kind: 'mue', setting: 'practitioner', effectiveFrom: plainDate('2026-01-01') });
    expect((await told({ code: 'SYN01' }, { code: 'SYN01' })).edits).toBe('unit-limit');
  });

  it('of a payer the table does not bind passes', async () => {
    const payers = { organizationId: practice.org };
    await practice.within((tx) => tx.db.payer.updateMany({ where: payers, data: { payerClass: 'commercial' } }));
    expect((await told({ code: 'SYN01' }, { code: 'SYN03' })).state).toBe('READY');
    await practice.within((tx) => tx.db.payer.updateMany({ where: payers, data: { payerClass: 'medicare' } }));
  });
});

describe('how often the edits stop claims', () => {
  it('is counted by payer and edit, each claim once', async () => {
    const report = await readEditHits(practice.deps, ada, practice.org, {});
    const count = (edit: string) =>
      report.payers.reduce((sum, { edits }) => sum + (edits.find((row) => row.edit === edit)?.claims ?? 0), 0);
    expect(['ncci-never', 'ncci-modifier', 'unit-limit', 'service-code-valid', 'diagnosis-valid'].map(count)).toEqual([
      1, 2, 3, 1, 1,
    ]);
    const sum = (of: 'scrubbed' | 'stopped') => report.payers.reduce((total, payer) => total + payer[of], 0);
    expect(sum('stopped')).toBe(8);
    expect(sum('scrubbed')).toBe(13);
    for (const { scrubbed, stopped, rateBp } of report.payers)
      expect(rateBp).toBe(Math.round((stopped * 10_000) / scrubbed));
    const before = await readEditHits(practice.deps, ada, practice.org, { to: plainDate('2026-01-01') });
    expect(before.payers).toEqual([]);
  });
});

describe('a coverage policy (LCD, NCD)', () => {
  it('stops a procedure whose diagnoses it does not list, unless the line says that the patient was told', async () => {
    expect((await told({ code: 'SYN03' })).state).toBe('READY');
    const codes = 'SYN01,,\nSYN03,,\nSYN05,,\nSYN06,,\n';
    await load({ path: written('more.csv', codes), kind: 'hcpcs', effectiveFrom: plainDate('2025-10-02') });
    expect(await load({ path: `${SAMPLES}/lcd.csv`, kind: 'lcd' })).toMatchObject({ became: 'loaded', rows: 4 });
    expect((await told({ code: 'SYN05' })).state).toBe('READY'); // Z99.0, in both policies
    expect(await told({ code: 'SYN06' })).toMatchObject({ state: 'EDIT_FAILED', edits: 'coverage-policy' });
    expect((await told({ code: 'SYN06', modifiers: ['GA'] })).state).toBe('READY');
    expect((await told({ code: 'SYN03' })).state).toBe('READY'); // no policy knows it
  });

  it('with a line that names no diagnosis is refused by its place', async () => {
    const path = written('broken-policy.csv', 'HCPCS Code,ICD-10 Code,Policy\nSYN05,chest pain,L1\n');
    await expect(load({ path, kind: 'lcd' })).rejects.toMatchObject({
      place: 'line 2',
      fault: '"chest pain" is no diagnosis code',
    });
  });
});
