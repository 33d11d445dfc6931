import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/edi/x12/seeded-numbers.js';

/** Which generation of the exporter is imitated: headers and "none" markers differ. */
export type ExporterAge = 'older' | 'newer';

type Fields = Record<string, string>;
export type Tables = Record<string, Fields[]>;

export interface SyntheaSet {
  readonly tables: Tables;
  readonly age: ExporterAge;
}

const money = (cents: number): string => (cents / 100).toFixed(2);
const id = (kind: string, number: number): string =>
  `${kind}${String(number).padStart(7, '0')}-0000-4000-8000-000000000000`.slice(-36);

/** A set of claims as the exporter writes them: copays, adjustments, secondary payers, people without insurance, overpaid copays. */
export function aSyntheaSet({ seed, claims, age }: { seed: number; claims: number; age: ExporterAge }): SyntheaSet {
  const draw = seededRandom(seed);
  const below = (limit: number): number => Math.floor(draw() * limit);
  const tables: Tables = {
    patients: Array.from({ length: 12 }, (_, n) => ({
      ...{
        Id: id('a', n),
        BIRTHDATE: `19${50 + n}-03-04`,
        FIRST: `First${n}`,
        LAST: `Last${n}`,
        GENDER: n % 2 ? 'F' : 'M',
      },
      ...{ ADDRESS: '1 Main St', CITY: 'Bedford', STATE: 'Massachusetts', ZIP: '01730' },
    })),
    payers: ['NO_INSURANCE', 'Medicare', 'Medicaid', 'Aetna', 'Humana'].map((NAME, n) => ({ Id: id('b', n), NAME })),
    payer_transitions: [],
    organizations: [0, 1].map((n) => ({ Id: id('c', n), NAME: `Clinic ${n}` })),
    providers: [0, 1, 2].map((n) => ({ Id: id('d', n), ORGANIZATION: id('c', n % 2), NAME: `Dr ${n}` })),
    ...{ encounters: [], claims: [], claims_transactions: [] },
  };
  const add = (table: string, row: Fields): void => void tables[table]?.push(row);
  for (const patient of tables['patients'] ?? []) {
    const years =
      age === 'older'
        ? { START_YEAR: '1990', END_YEAR: '2020' }
        : { START_DATE: '1990-01-01', END_DATE: '2020-12-31', MEMBERID: `m-${patient['Id']}` };
    add('payer_transitions', { PATIENT: patient['Id'] ?? '', PAYER: id('b', 3), ...years });
  }
  let serial = 0;
  for (let n = 0; n < claims; n += 1) {
    const insurance = below(5);
    const insured = insurance !== 0;
    const secondary = insured && below(4) === 0;
    const shared = { PATIENTID: id('a', below(12)), APPOINTMENTID: id('e', n), PROVIDERID: id('d', below(3)) };
    const day = `20${10 + below(10)}-0${1 + below(9)}-1${below(10)}T08:30:00Z`;
    const none = age === 'older' ? '0' : '';
    add('encounters', {
      Id: id('e', n),
      START: day,
      STOP: day,
      PATIENT: shared.PATIENTID,
      ORGANIZATION: id('c', 0),
      PROVIDER: shared.PROVIDERID,
      PAYER: id('b', insurance),
    });
    const claim: Fields = {
      ...{
        Id: id('f', n),
        PATIENTID: shared.PATIENTID,
        PROVIDERID: shared.PROVIDERID,
        SUPERVISINGPROVIDERID: shared.PROVIDERID,
      },
      PRIMARYPATIENTINSURANCEID: insured ? id('b', insurance) : none,
      SECONDARYPATIENTINSURANCEID: secondary ? id('b', 4) : none,
      ...{
        APPOINTMENTID: shared.APPOINTMENTID,
        SERVICEDATE: day,
        DIAGNOSIS1: '444814009',
        LASTBILLEDDATE1: day,
        LASTBILLEDDATEP: day,
      },
      ...{
        STATUS1: 'CLOSED',
        STATUSP: 'CLOSED',
        OUTSTANDING1: '0',
        OUTSTANDINGP: '0',
        HEALTHCARECLAIMTYPEID1: n % 3 ? '1' : '2',
      },
    };
    add('claims', claim);
    for (let line = 0; line <= below(3); line += 1) {
      const put = (values: Fields): string => {
        serial += 1;
        const own = {
          ID: id('9', serial),
          CLAIMID: claim['Id'] ?? '',
          CHARGEID: String(serial),
          UNITS: '1',
          PLACEOFSERVICE: id('c', 0),
        };
        const dates = { FROMDATE: day, TODATE: serial % 17 === 0 ? '1970-01-01T00:00:00Z' : day };
        add('claims_transactions', { ...own, ...shared, ...dates, PROCEDURECODE: '162673000', ...values });
        return String(serial);
      };
      const charged = 1_000 + below(90_000);
      let left = charged;
      put({
        TYPE: 'CHARGE',
        AMOUNT: money(charged),
        UNITAMOUNT: money(charged),
        TRANSFERTYPE: insured ? '1' : 'p',
        OUTSTANDING: '',
      });
      const pay = (METHOD: string, cents: number): void => {
        left = METHOD === 'COPAY' ? Math.max(0, left - cents) : left - cents;
        put({ TYPE: 'PAYMENT', METHOD, PAYMENTS: money(cents), OUTSTANDING: money(left) });
      };
      const transfer = (to: string): void => {
        const out = put({ TYPE: 'TRANSFEROUT', TRANSFERS: money(left), OUTSTANDING: money(left) });
        put({
          TYPE: 'TRANSFERIN',
          AMOUNT: money(left),
          TRANSFERS: money(left),
          TRANSFERTYPE: to,
          TRANSFEROUTID: out,
          OUTSTANDING: money(left),
        });
      };
      if (insured && line === 0 && below(2) === 0) pay('COPAY', below(12) === 0 ? charged + 500 : below(charged));
      if (insured && left > 0 && below(3) > 0) {
        const adjusted = below(left);
        left -= adjusted;
        put({ TYPE: 'ADJUSTMENT', METHOD: 'SYSTEM', ADJUSTMENTS: money(adjusted), OUTSTANDING: money(left) });
      }
      if (insured && left > 0) pay('ECHECK', below(left + 1));
      if (secondary && left > 0) {
        transfer('2');
        pay('ECHECK', below(left + 1));
      }
      if (left > 0 && insured) transfer('p');
      if (left > 0) pay(['CASH', 'CHECK', 'CC'][below(3)] ?? 'CASH', left);
    }
  }
  return { tables, age };
}

/** Writes the set as eight CSV files, the header of each being the names its rows use. */
export function writeSyntheaSet({ tables }: SyntheaSet): string {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  for (const [table, rows] of Object.entries(tables)) {
    const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const lines = [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))];
    writeFileSync(join(folder, `${table}.csv`), lines.map((line) => `${line.join(',')}\n`).join(''));
  }
  return folder;
}
