import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineExport } from '../../src/app/imported-books/examine-export.js';
import { readExport, type SyntheaExport } from '../../src/app/imported-books/read-export.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { referenceRules } from '../../src/domain/imported-books/check-references.js';
import { syntheaFiles, type CsvRow, type SyntheaFile } from '../../src/domain/imported-books/synthea-rows.js';
import { aSyntheaSet, writeSyntheaSet, type ExporterAge, type SyntheaSet } from './a-synthea-export.js';

type Row = Record<string, string>;
const TODAY = plainDate('2026-01-05');
const toMoney = (cents: number): string => (cents / 100).toFixed(2);
const toCents = (text: string | undefined): number => Math.round(Number(text || '0') * 100);

const rowsOf = (set: SyntheaSet, table: string): Row[] => set.tables[table] ?? [];
const keyOf = (table: string, column: string): string =>
  table !== 'claims_transactions' && column === 'ID' ? 'Id' : column;

/** The first row of a table with a property. */
function firstRow(set: SyntheaSet, table: string, fits: (row: Row) => boolean = () => true): Row {
  const found = rowsOf(set, table).find(fits);
  if (!found) throw new Error(`${table} has no such row`);
  return found;
}
const transaction = (set: SyntheaSet, type: string, fits: (row: Row) => boolean = () => true): Row =>
  firstRow(set, 'claims_transactions', (row) => row['TYPE'] === type && fits(row));
/** A claim of at least this many transactions. */
function aClaim(set: SyntheaSet, rows = 2): Row {
  const own = (claim: Row) => rowsOf(set, 'claims_transactions').filter((row) => row['CLAIMID'] === claim['Id']);
  return firstRow(set, 'claims', (claim) => own(claim).length >= rows);
}

/** The set as it would be read from its files. */
function asRead({ tables }: SyntheaSet): SyntheaExport {
  const each = <Value>(of: (file: SyntheaFile) => Value) =>
    Object.fromEntries(syntheaFiles.map((file) => [file, of(file)])) as Record<SyntheaFile, Value>;
  const rowOf = (row: Row, at: number): CsvRow => ({
    line: at + 2,
    get: (column) => row[column] ?? (column === 'ID' ? row['Id'] : undefined) ?? '',
  });
  return {
    tables: each((file) => (tables[file] ?? []).map(rowOf)),
    headers: each((file) => Object.keys(tables[file]?.[0] ?? {})),
  };
}

function examine(age: ExporterAge, plant: (set: SyntheaSet) => void) {
  const set = aSyntheaSet({ seed: age === 'older' ? 21 : 22, claims: 30, age });
  plant(set);
  return examineExport(asRead(set), TODAY);
}

describe.each(['older', 'newer'] as const)('one id that leads nowhere in an export of the %s exporter', (age) => {
  it.each(referenceRules.map((rule) => [rule.from, rule.column] as const))(
    '%s.%s is reported, and nothing else',
    (from, column) => {
      const found = examine(age, (set) => {
        const at = from === 'claims' ? aClaim(set) : firstRow(set, from, (row) => row['TYPE'] !== 'CHARGE');
        at[keyOf(from, column)] = 'leads-nowhere';
      });
      expect(found.brokenReferences.map((each) => [each.file, each.column, each.id])).toEqual([
        [from, column, 'leads-nowhere'],
      ]);
      // A transaction that names no claim is missing from its own.
      const missing = new Set(found.disagreements.map(({ claimId }) => claimId));
      expect(missing.size).toBe(column === 'CLAIMID' ? 1 : 0);
      expect(found.oddDates).toEqual([]);
    },
  );

  it('a patient of whom the row is gone is reported in every row that names the patient, be they all', () => {
    const found = examine(age, (set) => void (set.tables['patients'] = []));
    expect(found.disagreements).toEqual([]);
    const files = ['payer_transitions', 'encounters', 'claims', 'claims_transactions'] as const;
    for (const file of files) expect(found.brokenReferences.some((each) => each.file === file)).toBe(true);
  });

  it('a transaction without a claim is reported: its money is in no books', () => {
    const found = examine(age, (set) => void (transaction(set, 'PAYMENT')['CLAIMID'] = ''));
    expect(found.brokenReferences).toMatchObject([{ file: 'claims_transactions', column: 'CLAIMID', id: '' }]);
  });
});

const add = (row: Row, column: string, cents: number): void =>
  void (row[column] = toMoney(toCents(row[column]) + cents));

describe.each(['older', 'newer'] as const)('one amount that disagrees in an export of the %s exporter', (age) => {
  const plants: readonly (readonly [string, (set: SyntheaSet) => Row])[] = [
    ['what the primary payer owes', (set) => ((claim) => (add(claim, 'OUTSTANDING1', 1), claim))(aClaim(set))],
    ['what the secondary payer owes', (set) => ((claim) => (add(claim, 'OUTSTANDING2', 1), claim))(aClaim(set))],
    ['what the patient owes', (set) => ((claim) => (add(claim, 'OUTSTANDINGP', -1), claim))(aClaim(set))],
    ['a charge', (set) => ((row) => (add(row, 'AMOUNT', 1), row))(transaction(set, 'CHARGE'))],
    [
      'a charge and its price',
      (set) => ((row) => (add(row, 'AMOUNT', 1), add(row, 'UNITAMOUNT', 1), row))(transaction(set, 'CHARGE')),
    ],
    ['units', (set) => ((row) => ((row['UNITS'] = '2'), row))(transaction(set, 'CHARGE'))],
    [
      'a copay',
      (set) =>
        ((row) => (add(row, 'PAYMENTS', 1), row))(
          transaction(set, 'PAYMENT', (row) => row['METHOD'] === 'COPAY' && row['OUTSTANDING'] !== '0.00'),
        ),
    ],
    [
      'a payment of an insurer',
      (set) =>
        ((row) => (add(row, 'PAYMENTS', -1), row))(
          transaction(set, 'PAYMENT', (row) => row['METHOD'] === 'ECHECK' && row['PAYMENTS'] !== '0.00'),
        ),
    ],
    [
      'a payment of a patient',
      (set) =>
        ((row) => (add(row, 'PAYMENTS', -1), row))(transaction(set, 'PAYMENT', (row) => row['METHOD'] === 'CASH')),
    ],
    [
      'an adjustment',
      (set) =>
        ((row) => (add(row, 'ADJUSTMENTS', -1), row))(
          transaction(set, 'ADJUSTMENT', (row) => row['ADJUSTMENTS'] !== '0.00'),
        ),
    ],
    ['a transfer out', (set) => ((row) => (add(row, 'TRANSFERS', 1), row))(transaction(set, 'TRANSFEROUT'))],
    ['a transfer in', (set) => ((row) => (add(row, 'TRANSFERS', 1), row))(transaction(set, 'TRANSFERIN'))],
    ['a remainder', (set) => ((row) => (add(row, 'OUTSTANDING', 1), row))(transaction(set, 'PAYMENT'))],
    ['an amount that is none', (set) => ((row) => ((row['PAYMENTS'] = '12,50'), row))(transaction(set, 'PAYMENT'))],
    [
      'the last payment, left out',
      (set) => {
        const last = transaction(set, 'PAYMENT', (row) => row['METHOD'] === 'CASH');
        set.tables['claims_transactions'] = rowsOf(set, 'claims_transactions').filter((row) => row !== last);
        return last;
      },
    ],
    [
      'a payment, twice',
      (set) => ((row) => (rowsOf(set, 'claims_transactions').push({ ...row }), row))(transaction(set, 'PAYMENT')),
    ],
    [
      'the patient of one transaction',
      (set) => {
        const row = transaction(set, 'PAYMENT');
        row['PATIENTID'] = firstRow(set, 'patients', ({ Id }) => Id !== row['PATIENTID'])['Id'] ?? '';
        return row;
      },
    ],
    [
      'the patient of a claim',
      (set) => {
        const claim = aClaim(set);
        claim['PATIENTID'] = firstRow(set, 'patients', ({ Id }) => Id !== claim['PATIENTID'])['Id'] ?? '';
        return claim;
      },
    ],
    [
      'the visit of a claim',
      (set) => {
        const claim = aClaim(set);
        claim['APPOINTMENTID'] = firstRow(set, 'encounters', ({ Id }) => Id !== claim['APPOINTMENTID'])['Id'] ?? '';
        return claim;
      },
    ],
  ];

  it.each(plants)('%s: it is reported for its claim, and no other claim is', (_what, plant) => {
    let claimId: string | undefined;
    const found = examine(age, (set) => {
      const row = plant(set);
      claimId = row['CLAIMID'] ?? row['Id'];
    });
    expect([...new Set(found.disagreements.map((each) => each.claimId))]).toEqual([claimId]);
    expect([found.brokenReferences, found.oddDates]).toEqual([[], []]);
  });

  it('a patient or a visit that all transactions of a claim deny is said once', () => {
    const found = examine(age, (set) => plants.find(([what]) => what === 'the patient of a claim')?.[1](set));
    expect(found.disagreements).toHaveLength(1);
  });
});

describe('one odd date', () => {
  const of = (table: string, column: string, value: string) => [table, column, value] as const;
  it.each([
    of('patients', 'BIRTHDATE', '1950-13-40'),
    of('patients', 'BIRTHDATE', '2090-01-01'),
    of('patients', 'DEATHDATE', '1900-01-01'),
    of('payer_transitions', 'START_DATE', '2025-01-01'),
    of('encounters', 'START', '2090-01-01T00:00:00Z'),
    of('encounters', 'STOP', '1999-01-01T00:00:00Z'),
    of('claims', 'SERVICEDATE', 'yesterday'),
    of('claims', 'SERVICEDATE', '1901-01-01T00:00:00Z'),
    of('claims', 'LASTBILLEDDATE1', '1999-01-01T00:00:00Z'),
    of('claims', 'LASTBILLEDDATEP', '31/12/2019'),
    of('claims_transactions', 'FROMDATE', '1901-01-01T00:00:00Z'),
    of('claims_transactions', 'FROMDATE', ''),
    of('claims_transactions', 'TODATE', '1999-12-31T00:00:00Z'),
  ])('%s.%s %s is reported apart, and changes nothing', (table, column, value) => {
    const found = examine(
      'newer',
      (set) => void (firstRow(set, table, (row) => row['DEATHDATE'] === undefined)[column] = value),
    );
    expect(new Set(found.oddDates.map(({ file }) => file))).toContain(table);
    expect([found.disagreements, found.brokenReferences]).toEqual([[], []]);
  });
});

describe('what differs between exporters', () => {
  const clean = (found: ReturnType<typeof examine>) => [found.disagreements, found.brokenReferences, found.oddDates];

  it.each(['', '0', 'null', 'NONE', 'NO_INSURANCE'])('"%s" for no insurance is no broken reference', (word) => {
    const found = examine('newer', (set) => {
      for (const claim of rowsOf(set, 'claims'))
        if (claim['SECONDARYPATIENTINSURANCEID'] === '') claim['SECONDARYPATIENTINSURANCEID'] = word;
    });
    expect(clean(found)).toEqual([[], [], []]);
    expect(found.traits.filter((trait) => trait.startsWith(`"${word}"`))).toHaveLength(word === '' ? 0 : 1);
  });

  it('a serial that starts again with every charge is a habit, named once', () => {
    const found = examine('older', (set) => {
      let at = 0;
      for (const row of rowsOf(set, 'claims_transactions')) {
        at = row['TYPE'] === 'CHARGE' ? 0 : at + 1;
        row['CHARGEID'] = String(at);
        delete row['TRANSFEROUTID'];
      }
    });
    expect(clean(found)).toEqual([[], [], []]);
    expect(found.traits.filter((trait) => trait.startsWith('CHARGEID'))).toHaveLength(1);
  });

  it('an id of its charge in CHARGEID, the rows in any order', () => {
    const found = examine('newer', (set) => {
      let charge = '';
      for (const row of rowsOf(set, 'claims_transactions')) {
        if (row['TYPE'] === 'CHARGE') charge = `charge-${row['CHARGEID']}`;
        row['CHARGEID'] = charge;
        delete row['TRANSFEROUTID'];
      }
    });
    expect(clean(found)).toEqual([[], [], []]);
  });

  it('placeholder dates', () => {
    const found = examine('newer', (set) => {
      for (const claim of rowsOf(set, 'claims')) claim['LASTBILLEDDATE1'] = '1970-01-01T00:00:00Z';
    });
    expect(clean(found)).toEqual([[], [], []]);
    expect(found.traits.filter((trait) => trait.startsWith('LASTBILLEDDATE is 1970-01-01'))).toHaveLength(1);
  });

  it('header case, a byte-order mark, line ends of another system and quotes in names', async () => {
    const set = aSyntheaSet({ seed: 22, claims: 20, age: 'newer' });
    firstRow(set, 'patients')['FIRST'] = 'Ann "Nan"';
    const folder = writeSyntheaSet(set);
    for (const file of ['claims', 'patients', 'claims_transactions']) {
      const [header = '', ...lines] = readFileSync(join(folder, `${file}.csv`), 'utf8').split('\n');
      writeFileSync(join(folder, `${file}.csv`), `\uFEFF${[header.toLowerCase(), ...lines].join('\r\n')}`);
    }
    const read = await readExport(folder);
    rmSync(folder, { recursive: true });
    expect(clean(examineExport(read, TODAY))).toEqual([[], [], []]);
    expect(read.tables.patients[0]?.get('FIRST')).toBe('Ann "Nan"');
  });
});
