import type { PlainDate } from '../dates/plain-date.js';
import type { Role } from '../roles.js';
import type { ClaimNeed } from '../payer-rules/claim-needs.js';
import { editCatalog, type EditName } from './edit-catalog.js';

/** One edit that stops a claim before it is sent: which, on which field, in a biller's words, and whose work it is. */
export interface EditFailure {
  readonly edit: EditName;
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
  /** CPT or HCPCS; empty where a revenue code stands alone. */
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** Units of service; 1 where they are counted otherwise (minutes, days). */
  readonly units: number;
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
  /** The claim-change condition code of a corrected Part A claim. */
  readonly changeCondition?: string;
  /** NTE*ADD. */
  readonly remark?: string;
  /** Where the decision of an earlier payer does not add up: 'claim', 'line 2'. */
  readonly unexplained?: readonly string[];
  /** The same services stand on another claim (see the edit `duplicate`). */
  readonly isRepeated?: boolean;
  /** What the payer's rule wants and the claim lacks. */
  readonly missing?: readonly ClaimNeed[];
  /** What else the guide wants before the claim can be written. */
  readonly guideFaults?: readonly { readonly edit: EditName; readonly field: string }[];
  /** REF*F8, needed by frequencies 7 and 8. */
  readonly originalReference?: string;
}

const lineLimits = { P: 50, I: 999 } as const;
const diagnosisLimits = { P: 12, I: 25 } as const;

type Edit = (claim: ScrubbableClaim, today: PlainDate) => readonly EditFailure[];

const fails = (edit: EditName, field: string): EditFailure => {
  const { message, owner } = editCatalog[edit];
  return { edit, field, message, owner };
};
const when = (isWrong: boolean, ...failure: Parameters<typeof fails>): readonly EditFailure[] =>
  isWrong ? [fails(...failure)] : [];
const everyLine = (
  { lines }: ScrubbableClaim,
  edit: EditName,
  isWrong: (line: ScrubbableLine) => boolean,
): readonly EditFailure[] => lines.flatMap((line) => when(isWrong(line), edit, `line ${line.number}`));

const EDIT_OF_NEED: Readonly<Record<ClaimNeed, EditName>> = {
  authorization: 'payer-wants-authorization',
  referral: 'payer-wants-referral',
  referringProvider: 'payer-wants-referring-provider',
  renderingProvider: 'payer-wants-rendering-provider',
  taxonomy: 'payer-wants-taxonomy',
  clia: 'payer-wants-clia',
  groupNumber: 'payer-wants-group-number',
};

/** What each named edit looks at; its words, owner and fix stand in the catalog. */
const edits: readonly Edit[] = [
  (claim) => when(!claim.payerKnown, 'payer-known', 'payer'),
  (claim) => when(claim.memberId.trim() === '', 'member-id', 'memberId'),
  (claim) => when(!isNpi(claim.billingNpi), 'billing-npi', 'billingNpi'),
  (claim) => when(claim.lines.length === 0, 'lines-present', 'lines'),
  (claim) => when(claim.lines.length > lineLimits[claim.kind], 'line-limit', 'lines'),
  (claim) => when(claim.lines.length > 0 && sumOfLines(claim) !== claim.chargeCents, 'charge-total', 'charge'),
  (claim) => (claim.unexplained ?? []).map((field) => fails('cob-balance', field)),
  (claim) => when(claim.isRepeated === true && !isAboutAnother(claim), 'duplicate', 'claim'),
  ({ missing = [] }) => missing.map((need) => fails(EDIT_OF_NEED[need], need)),
  (claim) => when(claim.diagnoses.length === 0, 'diagnosis-present', 'diagnoses'),
  (claim) => when(claim.diagnoses.length > diagnosisLimits[claim.kind], 'diagnosis-limit', 'diagnoses'),
  (claim) => everyLine(claim, 'diagnosis-pointer', (line) => isPointingWrong(claim, line)),
  (claim) => everyLine(claim, 'service-code', (line) => line.code.trim() === ''),
  (claim) => everyLine(claim, 'line-charge', (line) => line.chargeCents < 0),
  (claim, today) => when(claim.serviceThrough > today, 'future-date', 'serviceThrough'),
  (claim, today) => everyLine(claim, 'future-date', (line) => line.through > today),
  (claim) => everyLine(claim, 'date-order', (line) => line.from > line.through),
  (claim) => when(claim.frequency === '6', 'frequency', 'frequency'),
  (claim) => when(isAboutAnother(claim) && !claim.originalReference, 'original-reference', 'originalReference'),
  (claim) => when(claim.changeCondition === 'D9' && !claim.remark, 'change-remark', 'remark'),
];

/** A replacement, a void or a reopening: it repeats the services of the claim it names. */
const isAboutAnother = ({ frequency }: ScrubbableClaim): boolean =>
  frequency !== undefined && ['7', '8', 'Q'].includes(frequency);

const sumOfLines = (claim: ScrubbableClaim): number => claim.lines.reduce((sum, line) => sum + line.chargeCents, 0);

/** Lines of a professional claim point to one diagnosis or more; institutional lines have no pointers. */
const isPointingWrong = ({ kind, diagnoses }: ScrubbableClaim, { pointers }: ScrubbableLine): boolean =>
  kind === 'P' && (pointers.length === 0 || pointers.some((pointer) => pointer < 1 || pointer > diagnoses.length));

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
  const found = edits.flatMap((edit) => edit(claim, today));
  const known = new Set<string>(found.map(({ edit }) => edit));
  const besides = (claim.guideFaults ?? []).filter(({ edit }) => !known.has(edit));
  return [...found, ...besides.map(({ edit, field }) => fails(edit, field))];
}
