import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom, type Random } from '../../src/edi/x12/seeded-numbers.js';

/** Which generation of the exporter is imitated: headers and "none" markers differ. */
export type ExporterAge = 'older' | 'newer';

type Fields = Record<string, string>;
export type Tables = Record<string, Fields[]>;

export interface SyntheaSet {
  readonly tables: Tables;
  readonly age: ExporterAge;
}

const PATIENTS = 12;
const money = (cents: number): string => (cents / 100).toFixed(2);
const id = (kind: string, number: number): string =>
  `${kind}${String(number).padStart(7, '0')}-0000-4000-8000-000000000000`.slice(-36);

/** A set of claims as the exporter writes them: copays, adjustments, secondary payers, people without insurance, overpaid copays. */
export function aSyntheaSet({ seed, claims, age }: { seed: number; claims: number; age: ExporterAge }): SyntheaSet {
  const tables: Tables = { ...parties(age), encounters: [], claims: [], claims_transactions: [] };
  const set = { random: seededRandom(seed), age, tables, serial: 0 };
  for (let number = 0; number < claims; number += 1) addClaim(set, number);
  return { tables, age };
}

function parties(age: ExporterAge): Tables {
  const years =
    age === 'older' ? { START_YEAR: '1990', END_YEAR: '2020' } : { START_DATE: '1990-01-01', END_DATE: '2020-12-31' };
  const patients = Array.from({ length: PATIENTS }, (_, n) => ({
    ...{
      Id: id('a', n),
      BIRTHDATE: `19${50 + n}-03-04`,
      FIRST: `First${n}`,
      LAST: `Last${n}`,
      GENDER: n % 2 ? 'F' : 'M',
    },
    ...{ ADDRESS: '1 Main St', CITY: 'Bedford', STATE: 'Massachusetts', ZIP: '01730' },
  }));
  return {
    patients,
    payers: ['NO_INSURANCE', 'Medicare', 'Medicaid', 'Aetna', 'Humana'].map((NAME, n) => ({ Id: id('b', n), NAME })),
    payer_transitions: patients.map(({ Id }, n) => ({
      ...{ PATIENT: Id, MEMBERID: age === 'older' ? '' : id('8', n), ...years },
      ...{ PAYER: id('b', 3), SECONDARY_PAYER: n % 2 ? id('b', 4) : '' },
    })),
    organizations: [0, 1].map((n) => ({ Id: id('c', n), NAME: `Clinic ${n}` })),
    providers: [0, 1, 2].map((n) => ({ Id: id('d', n), ORGANIZATION: id('c', n % 2), NAME: `Dr ${n}` })),
  };
}

interface Writing {
  readonly random: Random;
  readonly age: ExporterAge;
  readonly tables: Tables;
  serial: number;
}

const below = ({ random }: Writing, limit: number): number => Math.floor(random() * limit);
const add = ({ tables }: Writing, table: string, row: Fields): void => void tables[table]?.push(row);

interface ClaimBeingWritten {
  readonly shared: Fields;
  readonly day: string;
  readonly insured: boolean;
  readonly secondary: boolean;
}

function addClaim(set: Writing, number: number): void {
  const insurance = below(set, 5);
  const insured = insurance !== 0;
  const secondary = insured && below(set, 4) === 0;
  const patient = below(set, PATIENTS);
  const own = {
    PATIENTID: id('a', patient),
    APPOINTMENTID: id('e', number),
    PROVIDERID: id('d', below(set, 3)),
  };
  const day = `20${10 + below(set, 10)}-0${1 + below(set, 9)}-1${below(set, 10)}T08:30:00Z`;
  const none = set.age === 'older' ? '0' : '';
  const visit = {
    PATIENT: own.PATIENTID,
    ORGANIZATION: id('c', 0),
    PROVIDER: own.PROVIDERID,
    PAYER: id('b', insurance),
  };
  add(set, 'encounters', { Id: own.APPOINTMENTID, START: day, STOP: day, ...visit });
  add(set, 'claims', {
    ...{ Id: id('f', number), ...own, SUPERVISINGPROVIDERID: own.PROVIDERID, DIAGNOSIS1: '444814009' },
    PRIMARYPATIENTINSURANCEID: insured ? id('b', insurance) : none,
    SECONDARYPATIENTINSURANCEID: secondary ? id('b', 4) : none,
    ...{ SERVICEDATE: day, LASTBILLEDDATE1: day, LASTBILLEDDATEP: day, STATUS1: 'CLOSED', STATUSP: 'CLOSED' },
    ...{ CURRENTILLNESSDATE: day, REFERRINGPROVIDERID: '' },
    ...{ OUTSTANDING1: '0', OUTSTANDING2: '', OUTSTANDINGP: '0', HEALTHCARECLAIMTYPEID1: number % 3 ? '1' : '2' },
  });
  const shared = {
    ...{ CLAIMID: id('f', number), ...own, PLACEOFSERVICE: id('c', 0), SUPERVISINGPROVIDERID: own.PROVIDERID },
    PATIENTINSURANCEID: set.age === 'older' ? own.PATIENTID : id('8', patient),
  };
  const claim = { shared, day, insured, secondary };
  const lines = 1 + below(set, 3);
  for (let line = 0; line < lines; line += 1) addLine(set, claim, line === 0);
}

/** One charge and everything that happened to it, in the exporter's order. */
function addLine(set: Writing, claim: ClaimBeingWritten, first: boolean): void {
  const { insured } = claim;
  const charged = 1_000 + below(set, 90_000);
  const line = new LineWriter(set, claim, charged);
  if (insured && first && below(set, 2) === 0)
    line.pay('COPAY', below(set, 12) === 0 ? charged + 500 : below(set, charged));
  if (insured && line.left > 0 && below(set, 3) > 0) line.adjust(below(set, line.left));
  if (insured && line.left > 0) line.pay('ECHECK', below(set, line.left + 1));
  if (claim.secondary && line.left > 0) {
    line.transfer('2');
    line.pay('ECHECK', below(set, line.left + 1));
  }
  if (insured && line.left > 0) line.transfer('p');
  if (line.left > 0) line.pay(['CASH', 'CHECK', 'CC'][below(set, 3)] ?? 'CASH', line.left);
}

class LineWriter {
  left: number;

  constructor(
    private readonly set: Writing,
    private readonly claim: ClaimBeingWritten,
    charged: number,
  ) {
    this.left = charged;
    const party = claim.insured ? '1' : 'p';
    this.put({
      TYPE: 'CHARGE',
      AMOUNT: money(charged),
      UNITAMOUNT: money(charged),
      TRANSFERTYPE: party,
      OUTSTANDING: '',
    });
  }

  pay(METHOD: string, cents: number): void {
    this.left = METHOD === 'COPAY' ? Math.max(0, this.left - cents) : this.left - cents;
    this.put({ TYPE: 'PAYMENT', METHOD, PAYMENTS: money(cents) });
  }

  adjust(cents: number): void {
    this.left -= cents;
    this.put({ TYPE: 'ADJUSTMENT', METHOD: 'SYSTEM', ADJUSTMENTS: money(cents) });
  }

  transfer(to: string): void {
    const TRANSFERS = money(this.left);
    const TRANSFEROUTID = this.put({ TYPE: 'TRANSFEROUT', TRANSFERS });
    this.put({ TYPE: 'TRANSFERIN', AMOUNT: TRANSFERS, TRANSFERS, TRANSFERTYPE: to, TRANSFEROUTID });
  }

  private put(values: Fields): string {
    this.set.serial += 1;
    const { serial } = this.set;
    const { shared, day } = this.claim;
    const TODATE = serial % 17 === 0 ? '1970-01-01T00:00:00Z' : day;
    const own = { ID: id('9', serial), CHARGEID: String(serial), UNITS: '1', PROCEDURECODE: '162673000' };
    const row = { ...own, ...shared, FROMDATE: day, TODATE, OUTSTANDING: money(this.left), ...values };
    add(this.set, 'claims_transactions', row);
    return own.CHARGEID;
  }
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
