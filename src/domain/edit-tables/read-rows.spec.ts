import { inOrder, placesNamedIn } from './named-columns.js';
import { limitsNamedIn, readDatedCode, readDiagnosis, readHcpcsRecord, readPair, readUnitLimit } from './read-rows.js';

describe('a line of a published table', () => {
  it('of NCCI pairs is a row with its dates, a heading, or a fault', () => {
    expect(readPair(['11042', '97597', '*', '20100101', '*', '1', 'Misuse'])).toEqual({
      row: {
        column1: '11042',
        column2: '97597',
        modifierIndicator: '1',
        effectiveFrom: '2010-01-01',
        rationale: 'Misuse',
      },
    });
    expect(readPair(['0001U', 'G0001', ' ', '20100101', '20191231', '0', ''])).toMatchObject({
      row: { effectiveTo: '2019-12-31' },
    });
    expect(readPair(['Column 1', 'Column 2', '', 'Effective', 'Deletion', 'Modifier', ''])).toBe('heading');
    expect(readPair(['11042', '97597', '', '20101301', '*', '1', ''])).toHaveProperty('fault');
    expect(readPair(['11042', '97597', '', '20100101', 'never', '1', ''])).toHaveProperty('fault');
    expect(readPair(['11042', '97597', '', '20100101', '*', '2', ''])).toHaveProperty('fault');
  });

  it('of unit limits is a number of units and how it is counted', () => {
    expect(readUnitLimit(['11042', '1', '2 Date of Service Edit: Policy', 'CMS Policy'])).toEqual({
      row: { code: '11042', units: 1, adjudication: '2', rationale: 'CMS Policy' },
    });
    expect(readUnitLimit(['HCPCS/CPT Code', 'Values', 'Indicator', 'Rationale'])).toBe('heading');
    expect(readUnitLimit(['11042', 'one', '2 Date', ''])).toHaveProperty('fault');
    expect(readUnitLimit(['11042', '1', 'by day', ''])).toHaveProperty('fault');
  });

  it('of unit limits says in its heading whose they are', () => {
    const heading = (whose: string) => ['HCPCS/\nCPT Code', `${whose} MUE Values`, 'MUE Adjudication Indicator'];
    expect(limitsNamedIn(heading('Practitioner Services'))).toBe('practitioner');
    expect(limitsNamedIn(heading('Outpatient Hospital Services'))).toBe('hospital');
    expect(limitsNamedIn(heading('DME Supplier Services'))).toBe('supplier');
    expect(limitsNamedIn(['11042', '1', '2 Date of Service Edit: Policy', 'Practitioner'])).toBeUndefined();
  });

  it('of the HCPCS file is the first record of a code; further text and modifiers are passed over', () => {
    const record = (code: string, kind: string, added = '20240101', last = '') =>
      `${code}00100${kind}${'A dressing, any size'.padEnd(257)}${added.padEnd(8)}20240101${last.padEnd(8)}N`;
    expect(readHcpcsRecord(record('A9999', '3'))).toEqual({ row: { code: 'A9999', effectiveFrom: '2024-01-01' } });
    expect(readHcpcsRecord(record('A9998', '3', '20200101', '20251231'))).toMatchObject({
      row: { effectiveFrom: '2020-01-01', effectiveTo: '2025-12-31' },
    });
    expect(readHcpcsRecord(record('A9999', '4'))).toBe('passed over');
    expect(readHcpcsRecord(record('   XY', '7'))).toBe('passed over');
    expect(readHcpcsRecord(record('A9999', '3', 'soon'))).toHaveProperty('fault');
    expect(readHcpcsRecord('A9999,20240101,')).toHaveProperty('fault');
  });

  it('of the ICD-10-CM order file is a code where it may be billed', () => {
    expect(readDiagnosis('00002 A000    1 Cholera due to Vibrio')).toEqual({ row: { code: 'A000' } });
    expect(readDiagnosis('00001 A00     0 Cholera')).toBe('passed over');
    expect(readDiagnosis('A001    0 of this belongs to the text')).toEqual({ row: { code: 'A001' } });
  });

  it('of codes carries its days, or lasts as long as its table', () => {
    expect(readDatedCode(['J1100', '20050101', '20251231'])).toEqual({
      row: { code: 'J1100', effectiveFrom: '2005-01-01', effectiveTo: '2025-12-31' },
    });
    expect(readDatedCode(['J1100'])).toEqual({ row: { code: 'J1100' } });
    expect(readDatedCode(['J1100', 'soon', ''])).toHaveProperty('fault');
    expect(readDiagnosis('A000    Cholera')).toEqual({ row: { code: 'A000' } });
    expect(readDiagnosis('Z9981   Dependence')).toEqual({ row: { code: 'Z9981' } });
    expect(readDiagnosis('Cholera')).toHaveProperty('fault');
  });

  it('of codes in a workbook has lost the zeros it begins with, and says what it is', () => {
    expect(readPair(['100', '36000', '', '20260101', '*', '0', ''])).toMatchObject({ row: { column1: '00100' } });
    expect(readUnitLimit(['100', '1', '2', ''])).toMatchObject({ row: { code: '00100' } });
    expect(readDatedCode(['J1100', '20050101', '', '3'])).toHaveProperty('row');
    expect(readDatedCode(['J1100', '', '', '4'])).toBe('passed over');
    expect(readDatedCode(['LT', '19820101', '', '7'])).toBe('passed over');
    expect(readDatedCode(['J1100', '', '', 'Dexamethasone'])).toHaveProperty('row');
  });
});

describe('the names of the columns', () => {
  it('say where each stands, whatever the order of the file', () => {
    const heading = ['HCPC', 'SEQNUM', 'RECID', 'LONG DESCRIPTION', 'ADD DT', 'ACT EFF DT', 'TERM DT', 'ACTION CD'];
    const places = placesNamedIn('hcpcs', heading) ?? [];
    expect(inOrder('hcpcs', ['A9999', '00100', '3', 'x', '20240101', '20250101', '20251231', 'N'], places)).toEqual([
      'A9999',
      '20240101',
      '20251231',
      '3',
    ]);
    expect(placesNamedIn('cpt', ['code', 'first day', 'last day'])).toEqual([0, 1, 2, -1]);
    const pairs = ['Column 1', 'Column 2', '*=in existence', 'Effective', 'Deletion', 'Modifier', 'PTP Edit Rationale'];
    expect(placesNamedIn('ncci', pairs)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('of limits without an indicator, as Medicaid publishes them, bind each line by itself', () => {
    const places = placesNamedIn('mue', ['HCPCS/CPT Code', 'MUE Values']) ?? [];
    expect(readUnitLimit(inOrder('mue', ['11042', '2'], places))).toMatchObject({
      row: { units: 2, adjudication: '1' },
    });
  });

  it('are not read into a notice, a title or a row', () => {
    expect(placesNamedIn('ncci', ['Column1/Column2 Edits', '', ''])).toBeUndefined();
    expect(placesNamedIn('ncci', ['', '', 'prior to 1996', 'Date', 'Date', '0=not allowed', ''])).toBeUndefined();
    expect(placesNamedIn('mue', ['11042', '1', '2 Date of Service Edit: Policy', ''])).toBeUndefined();
    expect(placesNamedIn('hcpcs', ['A9999', '20240101', ''])).toBeUndefined();
    expect(placesNamedIn('icd10cm', ['A000    Cholera'])).toBeUndefined();
  });
});
