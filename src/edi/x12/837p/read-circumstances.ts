import type { Segment } from '../segment.js';
import type {
  AmbulanceTransport,
  Circumstances,
  ClaimCircumstances,
  ClaimContract,
  LineCircumstances,
  Repricing,
  SpinalManipulation,
} from './claim-circumstances.js';
import type { Draft } from './draft.js';

/** True when all elements that hold something have a field: only then may the raw segment go. */
export function onlyHas(s: Segment, ...elements: readonly number[]): boolean {
  for (let n = 1; n <= s.count; n += 1) if (!s.isEmpty(n) && !elements.includes(n)) return false;
  return true;
}

const isOneOf = (value: string, ...allowed: readonly string[]): boolean => value === '' || allowed.includes(value);

/** The guide knows pounds (CR101 LB) and miles (CR105 DH) only; anything else stays as sent. */
function ambulance(s: Segment): Draft<AmbulanceTransport> | undefined {
  const isPlain = onlyHas(s, 1, 2, 4, 5, 6, 9, 10) && isOneOf(s.el(1), 'LB') && isOneOf(s.el(5), 'DH');
  if (!isPlain || s.isEmpty(1) !== s.isEmpty(2) || s.isEmpty(5) !== s.isEmpty(6)) return undefined;
  const found: Draft<AmbulanceTransport> = { reason: s.el(4) };
  if (!s.isEmpty(2)) found.patientWeightPounds = s.el(2);
  if (!s.isEmpty(6)) found.miles = s.el(6);
  if (!s.isEmpty(9)) found.roundTripPurpose = s.el(9);
  if (!s.isEmpty(10)) found.stretcherPurpose = s.el(10);
  return found;
}

function spinal(s: Segment): Draft<SpinalManipulation> | undefined {
  if (!onlyHas(s, 8, 10, 11)) return undefined;
  const found: Draft<SpinalManipulation> = { condition: s.el(8) };
  if (!s.isEmpty(10)) found.description = s.el(10);
  if (!s.isEmpty(11)) found.moreDescription = s.el(11);
  return found;
}

function contract(s: Segment): Draft<ClaimContract> | undefined {
  const amount = s.cents(2);
  if (!onlyHas(s, 1, 2, 3, 4, 5, 6) || (amount === undefined && !s.isEmpty(2))) return undefined;
  const found: Draft<ClaimContract> = { type: s.el(1) };
  if (amount !== undefined) found.amountCents = amount;
  if (!s.isEmpty(3)) found.percent = s.el(3);
  if (!s.isEmpty(4)) found.code = s.el(4);
  if (!s.isEmpty(5)) found.discount = s.el(5);
  if (!s.isEmpty(6)) found.version = s.el(6);
  return found;
}

const NOTHING_BUT_PRICE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

function repricing(s: Segment): Draft<Repricing> | undefined {
  const [allowed, savings, group] = [s.cents(2), s.cents(3), s.cents(7)];
  if (!onlyHas(s, ...NOTHING_BUT_PRICE) || allowed === undefined) return undefined;
  if ((savings === undefined && !s.isEmpty(3)) || (group === undefined && !s.isEmpty(7))) return undefined;
  const found: Draft<Repricing> = { method: s.el(1), allowedCents: allowed };
  if (savings !== undefined) found.savingsCents = savings;
  if (!s.isEmpty(4)) found.organizationId = s.el(4);
  if (!s.isEmpty(5)) found.rate = s.el(5);
  if (!s.isEmpty(6)) found.groupCode = s.el(6);
  if (group !== undefined) found.groupCents = group;
  if (!s.isEmpty(8)) found.revenueCode = s.el(8);
  if (!s.isEmpty(9)) found.procedureQualifier = s.el(9);
  if (!s.isEmpty(10)) found.procedureCode = s.el(10);
  if (!s.isEmpty(11)) found.unit = s.el(11);
  if (!s.isEmpty(12)) found.units = s.el(12);
  if (!s.isEmpty(13)) found.rejectReason = s.el(13);
  if (!s.isEmpty(14)) found.compliance = s.el(14);
  if (!s.isEmpty(15)) found.exception = s.el(15);
  return found;
}

function condition(into: Draft<Circumstances>, s: Segment): boolean {
  const codes = [3, 4, 5, 6, 7].map((n) => s.el(n));
  while (codes.at(-1) === '') codes.pop();
  if (!onlyHas(s, 1, 2, 3, 4, 5, 6, 7) || codes.includes('')) return false;
  (into.conditions ??= []).push({ category: s.el(1), applies: s.el(2), codes });
  return true;
}

/** CN1, K3, CR1, CRC and HCP. False when the segment is none of them or says more than we have fields for. */
function readCircumstance(into: Draft<Circumstances>, s: Segment): boolean {
  switch (s.id) {
    case 'CN1': {
      const found = into.contract === undefined ? contract(s) : undefined;
      if (found !== undefined) into.contract = found;
      return found !== undefined;
    }
    case 'K3':
      // A component separator in the text could not be written again as text.
      if (!onlyHas(s, 1) || s.comps(1).length > 1) return false;
      (into.fileInformation ??= []).push(s.el(1));
      return true;
    case 'CR1': {
      const found = into.ambulance === undefined ? ambulance(s) : undefined;
      if (found !== undefined) into.ambulance = found;
      return found !== undefined;
    }
    case 'CRC':
      return condition(into, s);
    case 'HCP': {
      const found = into.repricing === undefined ? repricing(s) : undefined;
      if (found !== undefined) into.repricing = found;
      return found !== undefined;
    }
    default:
      return false;
  }
}

/** Of loop 2300. */
export function readClaimCircumstance(into: Draft<ClaimCircumstances>, s: Segment): boolean {
  if (s.id !== 'CR2') return readCircumstance(into, s);
  const found = into.spinalManipulation === undefined ? spinal(s) : undefined;
  if (found !== undefined) into.spinalManipulation = found;
  return found !== undefined;
}

/** Of loop 2400. */
export function readLineCircumstance(into: Draft<LineCircumstances>, s: Segment): boolean {
  switch (s.id) {
    case 'QTY':
      if (!onlyHas(s, 1, 2)) return false;
      (into.quantities ??= []).push({ qualifier: s.el(1), quantity: s.el(2) });
      return true;
    case 'MEA':
      if (!onlyHas(s, 1, 2, 3)) return false;
      (into.measurements ??= []).push({ reference: s.el(1), qualifier: s.el(2), value: s.el(3) });
      return true;
    case 'PS1': {
      const amountCents = s.cents(2);
      if (into.purchasedService !== undefined || amountCents === undefined || !onlyHas(s, 1, 2)) return false;
      into.purchasedService = { providerId: s.el(1), amountCents };
      return true;
    }
    default:
      return readCircumstance(into, s);
  }
}
