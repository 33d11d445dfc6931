import type { EditName } from '../../domain/claims/edit-catalog.js';
import type { ScrubbableClaim } from '../../domain/claims/scrub-claim.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { obstaclesOf } from '../../edi/x12/837p/write-837.js';

/** The edit that names each fault of the guide (SNIP 1 to 4), so that it is somebody's work and no surprise of the batch. */
const EDITS: Readonly<Record<string, EditName>> = {
  SEPARATOR_IN_IDENTIFIER: 'separator',
  LINE_NUMBER_WRONG: 'line-control',
  LINE_CONTROL_MISSING: 'line-control',
  LINE_CONTROL_REPEATED: 'line-control',
  CLAIM_NUMBER_MISSING: 'claim-number',
  CLAIM_NUMBER_LONG: 'claim-number',
  FACILITY_CODE_MISSING: 'place-of-service',
  FACILITY_QUALIFIER_WRONG: 'place-of-service',
  ASSIGNMENT_MISSING: 'signatures-and-assignment',
  BENEFITS_MISSING: 'signatures-and-assignment',
  RELEASE_MISSING: 'signatures-and-assignment',
  SIGNATURE_MISSING: 'signatures-and-assignment',
  BILLING_NAME_MISSING: 'billing-provider',
  BILLING_NPI_WRONG: 'billing-npi',
  TAX_ID_MISSING: 'billing-provider',
  BILLING_ADDRESS_MISSING: 'billing-provider',
  BILLING_ZIP_WRONG: 'billing-provider',
  RESPONSIBILITY_MISSING: 'payer-data',
  FILING_INDICATOR_MISSING: 'payer-data',
  PAYER_INCOMPLETE: 'payer-data',
  MEMBER_ID_MISSING: 'member-id',
  SUBSCRIBER_NAME_MISSING: 'insured',
  SUBSCRIBER_INCOMPLETE: 'insured',
  PATIENT_INCOMPLETE: 'patient',
  RELATIONSHIP_MISSING: 'patient',
  RELATIONSHIP_TWICE: 'patient',
  DIAGNOSIS_MISSING: 'principal-diagnosis',
  DIAGNOSES_TOO_MANY: 'diagnosis-limit',
  POINTERS_COUNT: 'diagnosis-pointer',
  POINTER_WRONG: 'diagnosis-pointer',
  LINES_MISSING: 'lines-present',
  LINES_TOO_MANY: 'line-limit',
  CLAIM_TOTAL_WRONG: 'charge-total',
  CHARGE_NEGATIVE: 'line-charge',
  LINE_CHARGE_NEGATIVE: 'line-charge',
  UNITS_MISSING: 'units',
  PROCEDURE_MISSING: 'service-code',
  REVENUE_CODE_MISSING: 'service-code',
  SERVICE_DATE_MISSING: 'service-date',
  SERVICE_DATES_TURNED: 'date-order',
  MODIFIERS_TOO_MANY: 'modifier-limit',
  INSTITUTIONAL_FACTS_MISSING: 'institutional-data',
  TYPE_OF_BILL_WRONG: 'institutional-data',
  STATEMENT_DATES_WRONG: 'institutional-data',
  PATIENT_STATUS_MISSING: 'institutional-data',
  ADMISSION_TYPE_MISSING: 'institutional-data',
  RANK_TWICE: 'other-payer',
  OTHER_PAYERS_TOO_MANY: 'other-payer',
  OTHER_PAYER_INCOMPLETE: 'other-payer',
  OTHER_SUBSCRIBER_INCOMPLETE: 'other-payer',
  OTHER_RELEASE_MISSING: 'other-payer',
  DECISION_DATE_TWICE: 'other-payer',
  DECISION_DATE_MISSING: 'other-payer',
  LINE_PAYER_UNKNOWN: 'other-payer',
  CLAIM_NOT_EXPLAINED: 'cob-balance',
  LINE_NOT_EXPLAINED: 'cob-balance',
  DENTAL_NOT_WRITTEN: 'dental-claim',
};

/** Frequency and the payer's claim number are set when the claim is sent, by the rules of its payer (rulebook §2.3). */
const SET_WHEN_SENT = new Set([
  'FREQUENCY_UNKNOWN',
  'ORIGINAL_WITH_CONTROL_NUMBER',
  'CONTROL_NUMBER_MISSING',
  'MEDICARE_B_FREQUENCY',
]);

/** What of the guide stands in the way of sending this claim, by named edit; the field of a fault without one is its code. */
export const guideFaults = (claim: Claim837): NonNullable<ScrubbableClaim['guideFaults']> =>
  obstaclesOf(claim)
    .filter(({ code }) => !SET_WHEN_SENT.has(code))
    .map(({ code, line, loop, item }) => ({
      edit: EDITS[code] ?? 'guide',
      field: line !== undefined ? `line ${line}` : EDITS[code] ? (item ? `item ${item}` : loop || 'claim') : code,
    }));

export const isNamed = (code: string): boolean => Object.hasOwn(EDITS, code) || SET_WHEN_SENT.has(code);
