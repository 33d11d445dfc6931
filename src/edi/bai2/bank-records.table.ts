/** What a field of a record holds. */
type BankFieldKind = 'text' | 'date' | 'time' | 'whole' | 'code';

export interface BankFieldRule {
  readonly name: string;
  readonly required: boolean;
  readonly kind: BankFieldKind;
  /** Values of a `code`; empty when the report's own list decides. */
  readonly codes: readonly string[];
}

export interface BankRecordRule {
  readonly code: string;
  /** Record it stands inside of; '' for the file itself. */
  readonly inside: string;
  readonly name: string;
  /** Fields after the record code, in order; what a funds type adds and text are not listed. */
  readonly fields: readonly BankFieldRule[];
}

/**
 * Records of a BAI2 report (Cash Management Balance Reporting Specifications, version 2), one a line:
 * `code|inside|name|fields`; a field is `name:usage kind codes`, usage `R` required or `S` situational. Amounts are
 * minor units without a point, dates YYMMDD, times HHMM. Reader, facts and documentation share it.
 */
const RECORDS = `
01||File header|sender:R text;receiver:R text;created:R date;created at:R time;file number:R text;line length:S whole;block size:S whole;version:R code 2
02|01|Group of accounts|receiver:S text;originator:R text;status:R code 1,2,3,4;as of:R date;as of time:S time;currency:S text;date is:S code 1,2,3,4
03|02|Account and its summaries|account:R text;currency:S text;type:S code;amount:S whole;items:S whole;funds:S code 0,1,2,S,V,D,Z
16|03|Transaction|type:R code;amount:S whole;funds:S code 0,1,2,S,V,D,Z
49|03|Account total|total:S whole;records:S whole
88||Continuation of the record before it|
98|02|Group total|total:R whole;accounts:R whole;records:R whole
99|01|File total|total:R whole;groups:R whole;records:R whole
`;

function fieldRule(text: string): BankFieldRule {
  const [name = '', rule = ''] = text.split(':');
  const [usage = '', kind = 'text', codes = ''] = rule.split(' ');
  return { name, required: usage === 'R', kind: kind as BankFieldKind, codes: codes === '' ? [] : codes.split(',') };
}

export const BANK_RECORDS: readonly BankRecordRule[] = RECORDS.trim()
  .split('\n')
  .map((line) => {
    const [code = '', inside = '', name = '', fields = ''] = line.split('|');
    return { code, inside, name, fields: fields.split(';').filter(Boolean).map(fieldRule) };
  });

const CODES = BANK_RECORDS.map(({ code }) => code).join('|');

/** A line that begins a record. */
export const RECORD_START = new RegExp(`^(${CODES}),`);
/** `/` ends a record; another may follow on the same line. */
export const RECORD_JOINT = new RegExp(`/\\s*(?=(?:${CODES}),)`);

const FORMS: Readonly<Record<BankFieldKind, RegExp>> = {
  text: /./,
  date: /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/,
  time: /^\d{4}$/,
  whole: /^[+-]?0*\d{1,15}$/,
  code: /./,
};

const RULES: ReadonlyMap<string, readonly BankFieldRule[]> = new Map(
  BANK_RECORDS.map(({ code, fields }) => [code, fields]),
);

interface FieldFault {
  readonly name: string;
  readonly isMissing: boolean;
}

/** Fields of a record that are missing or not of their form, by name; the values themselves are not told. */
export function fieldFaults(code: string, values: readonly string[]): FieldFault[] {
  return (RULES.get(code) ?? []).flatMap<FieldFault>(({ name, required, kind, codes }, at) => {
    const value = (values[at] ?? '').trim();
    if (value === '') return required ? [{ name, isMissing: true }] : [];
    const fits = FORMS[kind].test(value) && (codes.length === 0 || codes.includes(value.toUpperCase()));
    return fits ? [] : [{ name, isMissing: false }];
  });
}
