import { centsText } from '../write.js';
import type { Circumstances, ClaimCircumstances, LineCircumstances } from './claim-circumstances.js';
import type { SegmentList } from './segment-list.js';

const no = undefined;

export function addContract(out: SegmentList, { contract }: Circumstances): void {
  if (!contract) return;
  const { type, amountCents, percent, code, discount, version } = contract;
  out.add('CN1', type, amountCents === undefined ? no : centsText(amountCents), percent, code, discount, version);
}

export function addFileInformation(out: SegmentList, { fileInformation }: Circumstances): void {
  if (fileInformation) for (const text of fileInformation) out.add('K3', text);
}

export function addAmbulance(out: SegmentList, { ambulance }: Circumstances): void {
  if (!ambulance) return;
  const { patientWeightPounds: weight, reason, miles, roundTripPurpose, stretcherPurpose } = ambulance;
  const carried = [weight && 'LB', weight, no, reason, miles && 'DH', miles];
  out.add('CR1', ...carried, no, no, roundTripPurpose, stretcherPurpose);
}

export function addSpinal(out: SegmentList, { spinalManipulation }: ClaimCircumstances): void {
  if (!spinalManipulation) return;
  const { condition, description, moreDescription } = spinalManipulation;
  out.add('CR2', no, no, no, no, no, no, no, condition, no, description, moreDescription);
}

export function addConditions(out: SegmentList, { conditions }: Circumstances): void {
  if (conditions) for (const { category, applies, codes } of conditions) out.add('CRC', category, applies, ...codes);
}

export function addRepricing(out: SegmentList, { repricing }: Circumstances): void {
  if (!repricing) return;
  const { method, allowedCents, savingsCents, organizationId, rate, groupCode, groupCents } = repricing;
  const { revenueCode, procedureQualifier, procedureCode, unit, units, rejectReason, compliance, exception } =
    repricing;
  const savings = savingsCents === undefined ? no : centsText(savingsCents);
  const group = groupCents === undefined ? no : centsText(groupCents);
  const priced = [method, centsText(allowedCents), savings, organizationId, rate, groupCode, group, revenueCode];
  out.add('HCP', ...priced, procedureQualifier, procedureCode, unit, units, rejectReason, compliance, exception);
}

/** QTY and MEA. */
export function addMeasures(out: SegmentList, { quantities, measurements }: LineCircumstances): void {
  if (quantities) for (const { qualifier, quantity } of quantities) out.add('QTY', qualifier, quantity);
  if (measurements) for (const one of measurements) out.add('MEA', one.reference, one.qualifier, one.value);
}

export function addPurchasedService(out: SegmentList, { purchasedService }: LineCircumstances): void {
  if (purchasedService) out.add('PS1', purchasedService.providerId, centsText(purchasedService.amountCents));
}
