import { addDays, isPlainDate, plainDate, type PlainDate } from '../dates/plain-date.js';
import type { SyntheaTables } from './check-references.js';
import type { OddDate } from './import-findings.js';
import type { CsvRow, SyntheaFile } from './synthea-rows.js';

/** Day the exporter writes where an end is not known: the zero of its clock. */
export const PLACEHOLDER_DATE = '1970-01-01';

/** Day of a timestamp ('2019-02-17T05:07:38Z', '2019-02-17 05:07:38') or date; undefined when it is none. */
export function dayOf(text: string): PlainDate | undefined {
  const day = text.trim().slice(0, 10);
  return isPlainDate(day) ? plainDate(day) : undefined;
}

export interface DateFindings {
  readonly odd: readonly OddDate[];
  /** How many TODATE are the exporter's placeholder. */
  readonly placeholders: number;
}

/** A birth is dated by the place, a service in UTC: one day apart is the same day. */
const ZONE_DAYS = 1;

/** Dates a person should look at; they change no cent. `today` is the organization's business day. */
export function findOddDates(tables: SyntheaTables, today: PlainDate): DateFindings {
  const births = new Map(tables.patients.map((row) => [row.get('ID'), dayOf(row.get('BIRTHDATE'))]));
  const odd: OddDate[] = [];
  let placeholders = 0;
  const say = (file: SyntheaFile, row: CsvRow, claimId: string, sentence: string): void =>
    void odd.push({ file, line: row.line, claimId, sentence });
  for (const row of tables.claims) {
    const id = row.get('ID');
    const service = checkDay(row, 'SERVICEDATE', (text) => say('claims', row, id, text));
    if (!service) continue;
    if (service > today) say('claims', row, id, `SERVICEDATE ${service} is in the future`);
    const birth = births.get(row.get('PATIENTID'));
    if (birth && service < addDays(birth, -ZONE_DAYS))
      say('claims', row, id, `SERVICEDATE ${service} is before the patient was born`);
    for (const column of ['LASTBILLEDDATE1', 'LASTBILLEDDATE2', 'LASTBILLEDDATEP']) {
      const billed = dayOf(row.get(column));
      if (billed && billed !== PLACEHOLDER_DATE && billed < service)
        say('claims', row, id, `${column} ${billed} is before the service of ${service}`);
    }
  }
  for (const row of tables.claims_transactions) {
    const id = row.get('CLAIMID');
    const from = checkDay(row, 'FROMDATE', (text) => say('claims_transactions', row, id, text));
    const to = dayOf(row.get('TODATE'));
    if (to === PLACEHOLDER_DATE) placeholders += 1;
    else if (from && to && to < from) say('claims_transactions', row, id, `TODATE ${to} is before FROMDATE ${from}`);
    if (from && from > today) say('claims_transactions', row, id, `FROMDATE ${from} is in the future`);
  }
  return { odd, placeholders };
}

function checkDay(row: CsvRow, column: string, say: (sentence: string) => void): PlainDate | undefined {
  const day = dayOf(row.get(column));
  if (!day) say(`${column} is not a date`);
  return day;
}
