import type { PlainDate } from '../dates/plain-date.js';
import type { Role } from '../roles.js';

/** One edit that stops a claim before it is sent: which, on which field, in a biller's words, and whose work it is. */
export interface EditFailure {
  readonly edit: string;
  readonly field: string;
  /** Plain words without PHI. */
  readonly message: string;
  readonly owner: Role;
}

export interface ScrubbableLine {
  readonly number: number;
  readonly chargeCents: number;
  readonly from: PlainDate;
  readonly through: PlainDate;
  /** Diagnosis pointers, 1 is the first diagnosis; empty on institutional claims. */
  readonly pointers: readonly number[];
  /** Procedure or revenue code; empty = missing. */
  readonly code: string;
}

/** The few facts of a claim the product edits look at. */
export interface ScrubbableClaim {
  readonly kind: 'P' | 'I';
  readonly payerKnown: boolean;
  readonly memberId: string;
  readonly billingNpi: string;
  readonly chargeCents: number;
  readonly serviceFrom: PlainDate;
  readonly serviceThrough: PlainDate;
  readonly diagnoses: readonly string[];
  readonly lines: readonly ScrubbableLine[];
  /** CLM05-3. */
  readonly frequency?: string;
  /** REF*F8, needed by frequencies 7 and 8. */
  readonly originalReference?: string;
}

const lineLimits = { P: 50, I: 999 } as const;
const diagnosisLimits = { P: 12, I: 25 } as const;

type Edit = (claim: ScrubbableClaim, today: PlainDate) => readonly EditFailure[];

const fails = (edit: string, field: string, message: string, owner: Role): EditFailure => ({
  edit,
  field,
  message,
  owner,
});
const when = (isWrong: boolean, ...failure: Parameters<typeof fails>): readonly EditFailure[] =>
  isWrong ? [fails(...failure)] : [];

/** Product edits, each one small rule (rulebook §2.1, §2.2 submission limits, §2.3 frequencies). */
const edits: readonly Edit[] = [
  (claim) => when(!claim.payerKnown, 'payer-known', 'payer', 'The payer is not set up', 'specialist'),
  (claim) => when(claim.memberId.trim() === '', 'member-id', 'memberId', 'The member ID is missing', 'frontDesk'),
  (claim) =>
    when(
      !isNpi(claim.billingNpi),
      'billing-npi',
      'billingNpi',
      'The billing NPI has a wrong form or check digit',
      'credentialing',
    ),
  (claim) => when(claim.lines.length === 0, 'lines-present', 'lines', 'The claim has no service line', 'specialist'),
  (claim) =>
    when(
      claim.lines.length > lineLimits[claim.kind],
      'line-limit',
      'lines',
      `More than ${lineLimits[claim.kind]} lines: split the claim`,
      'specialist',
    ),
  (claim) =>
    when(
      claim.lines.length > 0 && sumOfLines(claim) !== claim.chargeCents,
      'charge-total',
      'charge',
      'The total charge is not the sum of the lines',
      'specialist',
    ),
  (claim) => when(claim.diagnoses.length === 0, 'diagnosis-present', 'diagnoses', 'No diagnosis is given', 'coder'),
  (claim) =>
    when(
      claim.diagnoses.length > diagnosisLimits[claim.kind],
      'diagnosis-limit',
      'diagnoses',
      `More than ${diagnosisLimits[claim.kind]} diagnoses`,
      'coder',
    ),
  (claim) => claim.lines.flatMap((line) => pointerFailures(claim, line)),
  (claim) =>
    claim.lines.flatMap((line) =>
      when(
        line.code.trim() === '',
        'service-code',
        `line ${line.number}`,
        'The procedure or revenue code is missing',
        'coder',
      ),
    ),
  (claim) =>
    claim.lines.flatMap((line) =>
      when(line.chargeCents < 0, 'line-charge', `line ${line.number}`, 'The charge is negative', 'specialist'),
    ),
  (claim, today) =>
    when(
      claim.serviceThrough > today,
      'future-date',
      'serviceThrough',
      'The service date lies in the future',
      'specialist',
    ),
  (claim, today) =>
    claim.lines.flatMap((line) =>
      when(
        line.through > today,
        'future-date',
        `line ${line.number}`,
        'The service date lies in the future',
        'specialist',
      ),
    ),
  (claim) =>
    claim.lines.flatMap((line) =>
      when(
        line.from > line.through,
        'date-order',
        `line ${line.number}`,
        'The first day is after the last',
        'specialist',
      ),
    ),
  (claim) =>
    when(
      claim.frequency === '6',
      'frequency',
      'frequency',
      'Frequency 6 is obsolete; a replacement is 7',
      'specialist',
    ),
  (claim) =>
    when(
      /^[78]$/.test(claim.frequency ?? '') && !claim.originalReference,
      'original-reference',
      'originalReference',
      'A replacement or void needs the payer’s claim number',
      'specialist',
    ),
];

const sumOfLines = (claim: ScrubbableClaim): number => claim.lines.reduce((sum, line) => sum + line.chargeCents, 0);

function pointerFailures(claim: ScrubbableClaim, line: ScrubbableLine): readonly EditFailure[] {
  if (claim.kind === 'I') return [];
  const field = `line ${line.number}`;
  if (line.pointers.length === 0)
    return [fails('diagnosis-pointer', field, 'The line points to no diagnosis', 'coder')];
  const isWrong = line.pointers.some((pointer) => pointer < 1 || pointer > claim.diagnoses.length);
  return when(isWrong, 'diagnosis-pointer', field, 'The line points to a diagnosis that is not there', 'coder');
}

/** NPI check digit: Luhn over the ten digits behind the prefix 80840 (45 CFR 162.406, CMS NPI standard). */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  const digits = [...`80840${text}`].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return sum % 10 === 0;
}

/** Every edit a claim fails before it is sent; empty = clean. */
export function scrubClaim(claim: ScrubbableClaim, today: PlainDate): readonly EditFailure[] {
  return edits.flatMap((edit) => edit(claim, today));
}
