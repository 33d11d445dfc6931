import type { Role } from '../roles.js';

/** One named edit a claim must pass before it is sent. */
export interface EditRule {
  /** SNIP type of the check: 1 syntax, 2 guide, 3 balance, 4 situation, 5 code; P = the product's or a payer's own. */
  readonly snip: 1 | 2 | 3 | 4 | 5 | 'P';
  readonly owner: Role;
  /** Plain words without PHI. */
  readonly message: string;
  /** What its owner does about it. */
  readonly fix: string;
}

/** Every edit by name: who mends it, what is wrong, and how (rulebook §2.1, §2.2, §2.3). */
export const editCatalog = {
  'payer-known': {
    snip: 'P',
    owner: 'specialist',
    message: 'The payer is not set up',
    fix: 'Set the payer up with its id and trading partner, or correct the coverage.',
  },
  'member-id': {
    snip: 2,
    owner: 'frontDesk',
    message: 'The member ID is missing',
    fix: 'Take the member ID from the card or the 271 and put it on the claim.',
  },
  'billing-npi': {
    snip: 5,
    owner: 'credentialing',
    message: 'The billing NPI has a wrong form or check digit',
    fix: 'Correct the NPI in the set-up of the billing provider.',
  },
  'lines-present': {
    snip: 2,
    owner: 'specialist',
    message: 'The claim has no service line',
    fix: 'Post the charges of the visit, or void the claim.',
  },
  'line-limit': {
    snip: 2,
    owner: 'specialist',
    message: 'More lines than one claim may hold: split the claim',
    fix: 'Split the claim (837P 50 lines, 837I 999) so that the charges of the parts add up.',
  },
  'charge-total': {
    snip: 3,
    owner: 'specialist',
    message: 'The total charge is not the sum of the lines',
    fix: 'Correct the line or the total in the practice’s system and send it in again.',
  },
  'cob-balance': {
    snip: 3,
    owner: 'specialist',
    message: 'What an earlier payer paid and adjusted does not explain the charge',
    fix: 'Compare with that payer’s remittance: what it paid and its adjustments add up to the charge, of the claim and of each line it decided.',
  },
  'diagnosis-present': {
    snip: 2,
    owner: 'coder',
    message: 'No diagnosis is given',
    fix: 'Code the diagnosis from the record.',
  },
  'diagnosis-limit': {
    snip: 2,
    owner: 'coder',
    message: 'More diagnoses than one claim may hold',
    fix: 'Keep those the lines point to (837P 12, 837I 25).',
  },
  'diagnosis-pointer': {
    snip: 4,
    owner: 'coder',
    message: 'The line points to no diagnosis, or to one that is not there',
    fix: 'Point each line to one to four diagnoses of the claim.',
  },
  'service-code': {
    snip: 2,
    owner: 'coder',
    message: 'The procedure or revenue code is missing',
    fix: 'Code the service from the record.',
  },
  'line-charge': {
    snip: 3,
    owner: 'specialist',
    message: 'The charge is negative',
    fix: 'Correct the charge; a reversal is no service line.',
  },
  'future-date': {
    snip: 4,
    owner: 'specialist',
    message: 'The service date lies in the future',
    fix: 'Correct the date, or hold the claim until the service was given.',
  },
  'date-order': {
    snip: 4,
    owner: 'specialist',
    message: 'The first day is after the last',
    fix: 'Correct the first or the last day of the line.',
  },
  frequency: {
    snip: 5,
    owner: 'specialist',
    message: 'Frequency 6 is obsolete; a replacement is 7',
    fix: 'Use 7 for a replacement, 8 for a void, 1 for a new claim.',
  },
  'original-reference': {
    snip: 4,
    owner: 'specialist',
    message: 'A replacement or void needs the payer’s claim number',
    fix: 'Take the control number of the latest decided version from the remittance (REF*F8).',
  },
  'change-remark': {
    snip: 'P',
    owner: 'specialist',
    message: 'A Part A adjustment with condition code D9 needs a remark that says what changed',
    fix: 'Say in the remark (NTE*ADD) what is corrected, or correct one kind of thing only, so that its own condition code fits.',
  },
  duplicate: {
    snip: 'P',
    owner: 'specialist',
    message: 'The same services stand on another claim to this payer that is on its way or decided',
    fix: 'Find the other claim. If the service was given once, hold this one as a duplicate; if it was given again, add 76, 77, 91, 59 or X{EPSU} to the repeated lines.',
  },
  separator: {
    snip: 1,
    owner: 'specialist',
    message: 'An id holds a character X12 keeps for itself',
    fix: 'Take *, :, ^, ~ and line breaks out of the id in the practice’s system and send the claim in again.',
  },
  'line-control': {
    snip: 1,
    owner: 'specialist',
    message: 'Lines are not numbered from 1, or their control numbers (REF*6R) are missing or repeated',
    fix: 'Number the lines in the practice’s system and send the claim in again: a payer’s answer names a line by its control number.',
  },
  'claim-number': {
    snip: 2,
    owner: 'specialist',
    message: 'The claim number is missing or longer than the 20 characters a payer must return',
    fix: 'Give the claim a number of 1 to 20 characters (item 26, FL 3a).',
  },
  'place-of-service': {
    snip: 2,
    owner: 'specialist',
    message: 'The place of service or type of bill is missing or of the wrong kind',
    fix: 'Set the place of service (item 24B) or the type of bill (FL 4).',
  },
  'signatures-and-assignment': {
    snip: 2,
    owner: 'frontDesk',
    message: 'Assignment, release of information or a signature is not stated',
    fix: 'State items 12, 13, 27 and 31 from the signed forms.',
  },
  'billing-provider': {
    snip: 2,
    owner: 'credentialing',
    message: 'Name, tax id, address or nine-digit ZIP of the billing provider is missing',
    fix: 'Complete the billing provider (items 25 and 33, FL 1 and 5).',
  },
  insured: {
    snip: 2,
    owner: 'frontDesk',
    message: 'Name, birth date, sex or address of the insured is missing',
    fix: 'Take them from the card and the registration (items 4, 7 and 11a).',
  },
  patient: {
    snip: 2,
    owner: 'frontDesk',
    message: 'Name, birth date, sex, address or relationship of the patient is missing or contradicts itself',
    fix: 'Take them from the registration (items 2, 3, 5 and 6); a patient who is the insured has the relationship self.',
  },
  'payer-data': {
    snip: 2,
    owner: 'specialist',
    message: 'Name, id, kind or rank of the payer is missing',
    fix: 'Complete the coverage: payer id, kind of payer and whether it is first, second or third.',
  },
  'other-payer': {
    snip: 4,
    owner: 'specialist',
    message: 'What the claim says about another payer is incomplete or contradicts itself',
    fix: 'Complete the other payer: its name and id, its insured, its rank, and what it decided when.',
  },
  'service-date': {
    snip: 2,
    owner: 'specialist',
    message: 'The line has no date of service',
    fix: 'Set the date of service of the line (item 24A).',
  },
  units: {
    snip: 2,
    owner: 'coder',
    message: 'The line has no units',
    fix: 'Set the units the record shows (item 24G, FL 46).',
  },
  'modifier-limit': {
    snip: 2,
    owner: 'coder',
    message: 'More than four modifiers on a line',
    fix: 'Keep the four that decide about payment; use 99 where the payer takes it.',
  },
  'principal-diagnosis': {
    snip: 2,
    owner: 'coder',
    message: 'No diagnosis is marked as the principal one',
    fix: 'Put the principal diagnosis first (item 21 A, FL 67).',
  },
  'institutional-data': {
    snip: 4,
    owner: 'specialist',
    message: 'Type of bill, statement dates, patient status or type of admission is missing or contradicts itself',
    fix: 'Complete FL 4, 6, 14 and 17 from the stay.',
  },
  'dental-claim': {
    snip: 'P',
    owner: 'specialist',
    message: 'Dental claims are read, not sent',
    fix: 'Send it from the dental system.',
  },
  guide: {
    snip: 2,
    owner: 'specialist',
    message: 'Something the guide requires is missing or wrong',
    fix: 'Read the fault the field names, mend it in the practice’s system and send the claim in again.',
  },
  'coverage-policy': {
    snip: 'P',
    owner: 'coder',
    message: 'No diagnosis of the line is one the payer’s coverage policy lists for this procedure (LCD, NCD)',
    fix: 'Code and point to the diagnosis the record shows. If none is listed, the service needs a signed ABN and GA, or GZ without one.',
  },
  'payer-wants-authorization': {
    snip: 'P',
    owner: 'specialist',
    message: 'This payer wants an authorization number on the claim',
    fix: 'Put the number on the claim (REF*G1), or ask for the authorization after the fact before the claim is denied for it.',
  },
  'payer-wants-referral': {
    snip: 'P',
    owner: 'frontDesk',
    message: 'This payer wants a referral number on the claim',
    fix: 'Ask the referring office for it and put it on the claim (REF*9F).',
  },
  'payer-wants-referring-provider': {
    snip: 'P',
    owner: 'frontDesk',
    message: 'This payer wants the referring provider on the claim',
    fix: 'Put name and NPI of who referred or ordered on the claim (items 17 and 17b).',
  },
  'payer-wants-rendering-provider': {
    snip: 'P',
    owner: 'specialist',
    message: 'This payer wants the rendering provider on the claim',
    fix: 'Put name and NPI of who gave the service on the claim (item 24J).',
  },
  'payer-wants-taxonomy': {
    snip: 'P',
    owner: 'credentialing',
    message: 'This payer wants the taxonomy code of the billing provider',
    fix: 'Add the taxonomy code the payer has on file (PRV*BI).',
  },
  'payer-wants-clia': {
    snip: 'P',
    owner: 'credentialing',
    message: 'This payer wants the CLIA number on the claim',
    fix: 'Put the CLIA number of the laboratory on the claim (REF*X4, item 23).',
  },
  'payer-wants-group-number': {
    snip: 'P',
    owner: 'frontDesk',
    message: 'This payer wants the group number on the claim',
    fix: 'Take the group number from the card or the 271 (item 11).',
  },
  'diagnosis-valid': {
    snip: 5,
    owner: 'coder',
    message: 'The diagnosis code is not valid on the date of service',
    fix: 'Code to the full length valid on that day (ICD-10-CM changes on 1 October and 1 April).',
  },
  'service-code-valid': {
    snip: 5,
    owner: 'coder',
    message: 'The procedure code is not valid on the date of service',
    fix: 'Use the code in force on that day; an ended code was replaced or withdrawn.',
  },
  'ncci-never': {
    snip: 'P',
    owner: 'coder',
    message: 'This procedure is never paid beside another one of the same day (NCCI, indicator 0)',
    fix: 'Keep the comprehensive code; no modifier helps.',
  },
  'ncci-modifier': {
    snip: 'P',
    owner: 'coder',
    message: 'This procedure is part of another one of the same day (NCCI, indicator 1)',
    fix: 'Keep the comprehensive code, or add 25, 59 or X{EPSU} if the record shows a separate service.',
  },
  'unit-limit': {
    snip: 'P',
    owner: 'coder',
    message: 'More units than are paid for this code (MUE)',
    fix: 'Correct the units; services that were truly apart go on lines of their own with 76, 77, 91 or an anatomic modifier.',
  },
} as const satisfies Readonly<Record<string, EditRule>>;

export type EditName = keyof typeof editCatalog;

export const isEditName = (text: string): text is EditName => Object.hasOwn(editCatalog, text);
