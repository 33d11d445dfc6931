import type { DatedCode } from './dated-code.js';
import { SERVICE_TYPE_VALUES } from './known-values.js';
import { PLACES_OF_SERVICE } from './place-of-service.js';
import { ADJUSTMENT_GROUPS, CLAIM_FILING_INDICATORS } from './remittance-codes.js';
import { PROVIDER_ADJUSTMENT_REASONS, REMITTANCE_CLAIM_STATUSES } from './remittance-codes.js';

const textIn = (texts: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(texts, code) ? texts[code] : undefined;

/** CAS01. */
export const adjustmentGroupText = (code: string): string | undefined => textIn(ADJUSTMENT_GROUPS, code);
/** SBR09 and CLP06. */
export const claimFilingIndicatorText = (code: string): string | undefined => textIn(CLAIM_FILING_INDICATORS, code);
/** CLP02. */
export const remittanceClaimStatusText = (code: string): string | undefined => textIn(REMITTANCE_CLAIM_STATUSES, code);
/** PLB03-1. */
export const providerAdjustmentText = (code: string): string | undefined => textIn(PROVIDER_ADJUSTMENT_REASONS, code);

const PLACES: ReadonlyMap<string, DatedCode> = new Map(PLACES_OF_SERVICE.map((place) => [place.code, place]));

/** CLM05-1 of a professional claim. */
export const placeOfServiceText = (code: string): string | undefined => PLACES.get(code)?.text;

/** Known on a day ('YYYY-MM-DD'): a place of service that began later was not valid on that date of service. */
export function isPlaceOfServiceOn(code: string, day: string): boolean {
  const place = PLACES.get(code);
  return place !== undefined && (place.from === undefined || place.from <= day);
}

/** EB03 and EQ01 in our own words, for what front desks ask about (not confirmed against X12's list). */
const SERVICE_TYPES: Readonly<Record<string, string>> = {
  1: 'Medical care',
  2: 'Surgical',
  4: 'Diagnostic X-ray',
  5: 'Diagnostic lab',
  12: 'Durable medical equipment',
  30: 'Health plan coverage',
  33: 'Chiropractic',
  35: 'Dental care',
  42: 'Home health care',
  45: 'Hospice',
  47: 'Hospital',
  48: 'Hospital, inpatient',
  50: 'Hospital, outpatient',
  51: 'Hospital, emergency accident',
  52: 'Hospital, emergency medical',
  62: 'MRI or CT scan',
  65: 'Newborn care',
  68: 'Well baby care',
  69: 'Maternity',
  73: 'Diagnostic medical',
  76: 'Dialysis',
  78: 'Chemotherapy',
  80: 'Immunizations',
  81: 'Routine physical',
  82: 'Family planning',
  86: 'Emergency services',
  88: 'Pharmacy',
  93: 'Podiatry',
  98: 'Office visit, professional',
  99: 'Inpatient visit, professional',
  AD: 'Occupational therapy',
  AE: 'Physical medicine',
  AF: 'Speech therapy',
  AG: 'Skilled nursing care',
  AI: 'Substance abuse',
  AL: 'Vision',
  BG: 'Cardiac rehabilitation',
  BH: 'Pediatric',
  MH: 'Mental health',
  UC: 'Urgent care',
};

export const serviceTypeText = (code: string): string | undefined => textIn(SERVICE_TYPES, code);
export const isKnownServiceType = (code: string): boolean =>
  SERVICE_TYPE_VALUES.has(code) || Object.hasOwn(SERVICE_TYPES, code);

/** AAA03 of an eligibility answer in our own words (not confirmed against X12's list). */
const ELIGIBILITY_REJECTIONS: Readonly<Record<string, string>> = {
  '04': 'Too many people asked about',
  '15': 'Information the payer needs is missing',
  '33': 'Input errors',
  '35': 'Out of network',
  '41': 'Not authorized to ask',
  '42': 'Payer cannot answer now',
  '43': 'Provider id missing or invalid',
  '44': 'Provider name missing or invalid',
  '45': 'Provider specialty missing or invalid',
  '46': 'Provider phone missing or invalid',
  '47': 'Provider state missing or invalid',
  '48': "Referring provider's id missing or invalid",
  '49': 'Provider is not the primary care physician',
  '50': 'Provider not eligible to ask',
  '51': 'Provider not on file',
  '52': 'Service dates not within the provider plan enrollment',
  '53': 'Benefit asked about does not fit the provider type',
  '56': 'Date not acceptable',
  '57': 'Date of service missing or invalid',
  '58': 'Date of birth missing or invalid',
  '60': 'Birth date is after the date of service',
  '61': 'Death date is before the date of service',
  '62': 'Date of service outside what may be asked',
  '63': 'Date of service in the future',
  '64': 'Patient id missing or invalid',
  '65': 'Patient name missing or invalid',
  '66': 'Patient sex missing or invalid',
  '67': 'Patient not found',
  '68': 'Patient id used by several people',
  '69': 'Inconsistent with the patient age',
  '70': 'Inconsistent with the patient sex',
  '71': 'Birth date does not match the payer file',
  '72': 'Member id missing or invalid',
  '73': 'Member name missing or invalid',
  '74': 'Member sex missing or invalid',
  '75': 'Member not found',
  '76': 'Member id used by several people',
  '77': 'Member found, patient not found',
  '78': 'Member not in the group or plan named',
  '79': 'Receiver id missing or invalid',
  '80': 'No answer from the payer: resend',
  '97': 'Provider address missing or invalid',
  T4: 'Payer name or id missing',
};

export const eligibilityRejectionText = (code: string): string | undefined => textIn(ELIGIBILITY_REJECTIONS, code);
export const eligibilityRejectionCodes = (): readonly string[] => Object.keys(ELIGIBILITY_REJECTIONS);
