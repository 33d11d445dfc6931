import { centsText } from '../write.js';
import type { LineEquipment } from './claim-equipment.js';
import type { SegmentList } from './segment-list.js';
import { d8 } from './x12-dates.js';

/** SV5. */
export function addEquipmentService(out: SegmentList, { equipment }: LineEquipment): void {
  if (!equipment) return;
  const { procedureQualifier, procedureCode, unit, length, rentalCents, purchaseCents, rentalPeriod } = equipment;
  const price = [centsText(rentalCents), centsText(purchaseCents), rentalPeriod];
  out.add('SV5', [procedureQualifier, procedureCode], unit, length, ...price);
}

/** CR3. */
export function addEquipmentCertification(out: SegmentList, { equipmentCertification: held }: LineEquipment): void {
  if (held) out.add('CR3', held.kind, held.unit, held.length);
}

/** Loop 2440. */
export function addForms(out: SegmentList, { forms }: LineEquipment): void {
  if (!forms) return;
  for (const { list, code, answers } of forms) {
    out.add('LQ', list, code);
    for (const { question, yesOrNo, text, date, percent } of answers)
      out.add('FRM', question, yesOrNo, text, date === undefined ? undefined : d8(date), percent);
  }
}
