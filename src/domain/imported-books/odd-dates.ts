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
  /** How many TODATE, and how many LASTBILLEDDATE, are the exporter's placeholder. */
  readonly placeholders: number;
  readonly placeholderBillings: number;
}

/** A birth is dated by the place, a service in UTC: one day apart is the same day. */
const ZONE_DAYS = 1;

/** Dates a person should look at; they change no cent. `today` is the organization's business day. */
export function findOddDates(tables: SyntheaTables, today: PlainDate): DateFindings {
  const births = tables.patients.map((row) => [row.get('ID'), dayOf(row.get('BIRTHDATE'))] as const);
  const finder = new DateFinder(today, new Map(births.map(([id, day]) => [id, day && addDays(day, -ZONE_DAYS)])));
  for (const row of tables.patients) finder.patient(row);
  for (const row of tables.payer_transitions) finder.transition(row);
  for (const row of tables.encounters) finder.encounter(row);
  for (const row of tables.claims) finder.claim(row);
  for (const row of tables.claims_transactions) finder.transaction(row);
  const { placeholders, placeholderBillings } = finder;
  return { odd: finder.odd, placeholders, placeholderBillings };
}

const billedColumns = ['LASTBILLEDDATE1', 'LASTBILLEDDATE2', 'LASTBILLEDDATEP'] as const;

class DateFinder {
  readonly odd: OddDate[] = [];
  placeholders = 0;
  placeholderBillings = 0;
  /** Days of the texts read so far: an export repeats them, and each takes a calendar to check. */
  private readonly days = new Map<string, PlainDate | undefined>();

  constructor(
    private readonly today: PlainDate,
    /** First possible day of a service, by patient. */
    private readonly births: ReadonlyMap<string, PlainDate | undefined>,
  ) {}

  patient(row: CsvRow): void {
    const birth = this.past('patients', row, 'BIRTHDATE');
    const death = this.optional('patients', row, 'DEATHDATE');
    if (birth && death && death < birth) this.say('patients', row, `DEATHDATE ${death} is before BIRTHDATE ${birth}`);
  }

  /** Older exporters write years in these columns, or days under the names of years. */
  transition(row: CsvRow): void {
    const [start, end] = (['START', 'END'] as const).map((name) => row.get(`${name}_DATE`) || row.get(`${name}_YEAR`));
    if (start && end && end.length === start.length && end < start)
      this.say(
        'payer_transitions',
        row,
        `the coverage ends (${end.slice(0, 10)}) before it starts (${start.slice(0, 10)})`,
      );
  }

  encounter(row: CsvRow): void {
    const start = this.past('encounters', row, 'START');
    const stop = this.optional('encounters', row, 'STOP');
    if (start && stop && stop < start) this.say('encounters', row, `STOP ${stop} is before START ${start}`);
    this.afterBirth('encounters', row, { column: 'START', day: start, patient: row.get('PATIENT') });
  }

  claim(row: CsvRow): void {
    const service = this.past('claims', row, 'SERVICEDATE');
    this.afterBirth('claims', row, { column: 'SERVICEDATE', day: service, patient: row.get('PATIENTID') });
    this.optional('claims', row, 'CURRENTILLNESSDATE');
    for (const column of billedColumns) {
      if (this.day(row.get(column)) === PLACEHOLDER_DATE) this.placeholderBillings += 1;
      const billed = this.optional('claims', row, column);
      if (billed && service && billed < service)
        this.say('claims', row, `${column} ${billed} is before the service of ${service}`);
    }
  }

  transaction(row: CsvRow): void {
    const file = 'claims_transactions';
    const from = this.past(file, row, 'FROMDATE');
    if (this.day(row.get('TODATE')) === PLACEHOLDER_DATE) this.placeholders += 1;
    const to = this.optional(file, row, 'TODATE');
    if (from && to && to < from) this.say(file, row, `TODATE ${to} is before FROMDATE ${from}`);
    this.afterBirth(file, row, { column: 'FROMDATE', day: from, patient: row.get('PATIENTID') });
  }

  private day(text: string): PlainDate | undefined {
    if (!this.days.has(text)) this.days.set(text, dayOf(text));
    return this.days.get(text);
  }

  /** A date every row has, and that has come. */
  private past(file: SyntheaFile, row: CsvRow, column: string): PlainDate | undefined {
    const day = this.day(row.get(column));
    if (!day) this.say(file, row, `${column} is not a date`);
    else if (day > this.today) this.say(file, row, `${column} ${day} is in the future`);
    return day;
  }

  /** A date that may be absent: empty, or the placeholder. */
  private optional(file: SyntheaFile, row: CsvRow, column: string): PlainDate | undefined {
    const text = row.get(column);
    const day = this.day(text);
    if (!day && text !== '') this.say(file, row, `${column} is not a date`);
    return day === PLACEHOLDER_DATE ? undefined : day;
  }

  private afterBirth(
    file: SyntheaFile,
    row: CsvRow,
    of: { readonly column: string; readonly day: PlainDate | undefined; readonly patient: string },
  ): void {
    const birth = this.births.get(of.patient);
    if (birth && of.day && of.day < birth) this.say(file, row, `${of.column} ${of.day} is before the patient was born`);
  }

  private say(file: SyntheaFile, row: CsvRow, sentence: string): void {
    const claimId = file === 'claims' ? row.get('ID') : file === 'claims_transactions' ? row.get('CLAIMID') : undefined;
    this.odd.push({ file, line: row.line, sentence, ...(claimId !== undefined && { claimId }) });
  }
}
