import { ENTITY_VALUES, STATUS_CATEGORY_VALUES, STATUS_VALUES } from './known-values.js';

/** What a category means for the work (domain rulebook §2.2). */
export type StatusMeaning =
  | 'forwarded'
  | 'accepted'
  | 'rejected'
  | 'notFound'
  | 'pending'
  | 'finalized'
  | 'paid'
  | 'denied'
  | 'revised'
  | 'noPayment'
  | 'cannotProcess'
  | 'informationRequested'
  | 'systemError'
  | 'undeliverable';

interface Category {
  readonly meaning: StatusMeaning;
  readonly text: string;
}

const category = (meaning: StatusMeaning, text: string): Category => ({ meaning, text });

/** Code source 507 in our own words. */
const CATEGORIES: Readonly<Record<string, Category>> = {
  A0: category('forwarded', 'Forwarded to another entity'),
  A1: category('accepted', 'Received'),
  A2: category('accepted', 'Accepted into adjudication'),
  A3: category('rejected', 'Returned as unprocessable'),
  A4: category('notFound', 'Claim not found'),
  A5: category('accepted', 'Split into several claims and accepted'),
  A6: category('rejected', 'Rejected: information missing'),
  A7: category('rejected', 'Rejected: information invalid'),
  A8: category('rejected', 'Rejected: fields contradict each other'),
  D0: category('notFound', 'Search found no claim'),
  E0: category('systemError', 'Error in the response'),
  E1: category('systemError', 'Payer system not available'),
  E2: category('systemError', 'Information holder does not answer'),
  E3: category('systemError', 'Correction required'),
  E4: category('systemError', 'Trading partner agreement missing'),
  F0: category('finalized', 'Finalized'),
  F1: category('paid', 'Finalized: paid'),
  F2: category('denied', 'Finalized: denied'),
  F3: category('revised', 'Finalized: revised'),
  F3F: category('revised', 'Finalized: forwarded to another payer'),
  F3N: category('revised', 'Finalized: not forwarded'),
  F4: category('noPayment', 'Finalized: complete, no payment coming'),
  F5: category('cannotProcess', 'Finalized: cannot be processed'),
  P0: category('pending', 'Pending'),
  P1: category('pending', 'In process'),
  P2: category('pending', 'In payer review'),
  P3: category('pending', 'Pending: information from the provider'),
  P4: category('pending', 'Pending: information from the patient'),
  P5: category('pending', 'Pending: payer administration'),
  X0: category('undeliverable', 'Could not be delivered'),
};

const INFORMATION = category('informationRequested', 'Payer asks for information');

const found = (code: string): Category | undefined => {
  if (Object.hasOwn(CATEGORIES, code)) return CATEGORIES[code];
  return /^R(Q|\d{1,2})$/.test(code) ? INFORMATION : undefined;
};

/** Undefined for an unknown category: a person reads it. */
export const statusMeaning = (code: string): StatusMeaning | undefined => found(code)?.meaning;
export const statusCategoryText = (code: string): string | undefined => found(code)?.text;
export const isKnownStatusCategory = (code: string): boolean =>
  STATUS_CATEGORY_VALUES.has(code) || found(code) !== undefined;

/** Code source 508 in our own words, for the statuses that come every day. */
const STATUSES: Readonly<Record<string, string>> = {
  0: 'No further information',
  1: 'See the category for the status',
  3: 'Adjudicated and awaiting payment',
  15: 'Procedure codes were changed by the payer',
  16: 'Forwarded to the entity named',
  17: 'Forwarded by a third party to the entity named',
  19: 'Received by the entity named',
  20: 'Accepted for processing',
  21: 'Information missing or invalid',
  23: 'Returned to the entity named',
  24: 'Entity not approved as electronic submitter',
  26: 'Entity not found',
  33: 'Subscriber and member id not found',
  35: 'Claim or encounter not found',
  54: 'Duplicate of a claim received before',
  65: 'Paid',
  88: 'Entity not eligible for benefits on the dates of service',
  90: 'Entity not eligible for medical benefits on the dates of service',
  95: 'Requested information not received',
  97: 'Patient eligibility not found with the entity',
  104: 'Processed according to plan provisions',
  107: 'Processed according to contract',
  116: 'Claim submitted to the wrong payer',
  117: 'Claim requires a signature on file',
  122: 'Missing or invalid data prevents processing',
  132: "Entity's Medicaid provider id",
  145: "Entity's specialty or taxonomy code",
  153: "Entity's identifier",
  158: "Entity's date of birth",
  164: "Entity's contract or member number",
  187: 'Dates of service',
  188: 'Statement from and through dates',
  218: 'Drug code (NDC)',
  228: 'Type of bill',
  234: 'Patient discharge status',
  247: 'Line information',
  249: 'Place of service',
  250: 'Type of service',
  252: 'Authorization or certification number',
  254: 'Principal diagnosis',
  255: 'Diagnosis code',
  286: "Other payer's explanation of benefits",
  317: 'Medical record for the dates of service',
  400: 'Claim is out of balance',
  402: 'Amount must be greater than zero',
  453: 'Procedure modifier',
  454: 'Procedure code for the services',
  455: 'Revenue code for the services',
  464: "Payer's claim number",
  476: 'Units of service',
  477: 'Diagnosis code pointer',
  478: "Claim submitter's identifier",
  481: 'Claim or submission format invalid',
  500: "Entity's postal or ZIP code",
  516: 'Adjudication or payment date',
  521: 'Adjustment reason code',
  535: 'Frequency code',
  562: "Entity's national provider identifier",
  564: "Entity's employer or tax id",
  585: 'Denied charge or non-covered charge',
  666: 'Surgical procedure code',
  747: 'Hospice employee indicator',
};

/** In our own words; undefined for the many codes we have no wording for: show the code. */
export const claimStatusText = (code: string): string | undefined =>
  Object.hasOwn(STATUSES, code) ? STATUSES[code] : undefined;
export const isKnownClaimStatus = (code: string): boolean => STATUS_VALUES.has(code);

/** Element 98 in our own words, for the entities a status speaks of. */
const ENTITIES: Readonly<Record<string, string>> = {
  '03': 'dependent',
  '13': 'contracted service provider',
  '1P': 'provider',
  '36': 'employer',
  '40': 'receiver',
  '41': 'submitter',
  '71': 'attending physician',
  '72': 'operating physician',
  '73': 'other physician',
  '77': 'service location',
  '82': 'rendering provider',
  '85': 'billing provider',
  '87': 'pay-to provider',
  AY: 'clearinghouse',
  DK: 'ordering physician',
  DN: 'referring provider',
  DQ: 'supervising physician',
  FA: 'facility',
  GB: 'other insured',
  IL: 'insured',
  P3: 'primary care provider',
  PR: 'payer',
  QC: 'patient',
  TT: 'next payer',
};

export const entityText = (code: string): string | undefined =>
  Object.hasOwn(ENTITIES, code) ? ENTITIES[code] : undefined;
export const isKnownEntity = (code: string): boolean => ENTITY_VALUES.has(code) || Object.hasOwn(ENTITIES, code);
