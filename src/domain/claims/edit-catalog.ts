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
