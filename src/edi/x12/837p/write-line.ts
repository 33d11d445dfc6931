import { centsText, type Element } from '../write.js';
import type { Claim837, ClaimLine, ClaimProcedure, LineAdjudication } from './claim-837.js';
import type { SegmentList } from './segment-list.js';
import { addEquipmentCertification, addEquipmentService, addForms } from './write-equipment.js';
import {
  addAmbulance,
  addConditions,
  addContract,
  addFileInformation,
  addMeasures,
  addPurchasedService,
  addRepricing,
} from './write-circumstances.js';
import { addAdjustments, addAmounts, addAttachments, addDates, addNotes, addProviders, text } from './write-claim.js';
import { addReferences } from './write-parties.js';
import { d8, rd8 } from './x12-dates.js';

function procedureParts(procedure: ClaimProcedure | undefined): Element {
  if (!procedure) return undefined;
  const { qualifier, code, modifiers, description } = procedure;
  if (!description) return modifiers.length === 0 ? [qualifier, code] : [qualifier, code, ...modifiers];
  const [first, second, third, fourth] = modifiers;
  return [qualifier, code, first, second, third, fourth, description];
}

function addProfessional(out: SegmentList, line: ClaimLine): void {
  const procedure = procedureParts(line.procedure);
  const charge = centsText(line.chargeCents);
  const pointers = line.pointers.map(String);
  const { unit, units, placeOfService, emergency, epsdt, familyPlanning, copayExempt } = line;
  const no = undefined;
  if (!emergency && !epsdt && !familyPlanning && !copayExempt) {
    out.add('SV1', procedure, charge, unit, units, placeOfService, no, pointers);
    return;
  }
  const indicators = [emergency, no, epsdt, familyPlanning, no, no, copayExempt];
  out.add('SV1', procedure, charge, unit, units, placeOfService, no, pointers, no, ...indicators);
}

function addInstitutional(out: SegmentList, line: ClaimLine): void {
  out.add(
    'SV2',
    line.revenueCode,
    procedureParts(line.procedure),
    centsText(line.chargeCents),
    line.unit,
    line.units,
    line.unitRate,
    text(line.nonCoveredCents),
  );
}

function addServiceDate(out: SegmentList, line: ClaimLine): void {
  const { serviceFrom: from, serviceThrough: through } = line;
  if (!from) return;
  if (!through || through === from) out.add('DTP', '472', 'D8', d8(from));
  else out.add('DTP', '472', 'RD8', rd8(from, through));
}

function addDrug(out: SegmentList, line: ClaimLine): void {
  const { drug } = line;
  if (!drug) return;
  out.add('LIN', undefined, drug.qualifier, drug.code);
  if (drug.quantity || drug.unit) out.add('CTP', undefined, undefined, undefined, drug.quantity, [drug.unit]);
  addReferences(out, drug.refs);
}

function addAdjudication(out: SegmentList, decided: LineAdjudication): void {
  const { payerId, paidCents, procedure, revenueCode, paidUnits, bundledLine } = decided;
  out.add('SVD', payerId, centsText(paidCents), procedureParts(procedure), revenueCode, paidUnits, bundledLine);
  addAdjustments(out, decided.adjustments);
  if (decided.adjudicationDate) out.add('DTP', '573', 'D8', d8(decided.adjudicationDate));
  if (decided.remainingCents !== undefined) out.add('AMT', 'EAF', centsText(decided.remainingCents));
}

/** Segments of loop 2400 that have a place among the modelled ones even when they are kept raw; others follow the notes. */
const RAW_PLACED = new Set(['SV5', 'CR1', 'CR3', 'CRC', 'QTY', 'MEA', 'CN1', 'K3']);

/** Loops 2400 to 2440. */
export function addLine(out: SegmentList, claim: Claim837, line: ClaimLine): void {
  const raws = line.unmodelled;
  const raw = (chosen: (id: string) => boolean, loop = '2400'): void => {
    for (const one of raws) if (one.loop === loop && chosen(one.id)) out.addRaw(one);
  };
  out.add('LX', String(line.number));
  if (claim.kind === 'I') addInstitutional(out, line);
  else addProfessional(out, line);
  addEquipmentService(out, line);
  if (raws.length > 0) raw((id) => id === 'SV5');
  addAttachments(out, line.attachments);
  addAmbulance(out, line);
  addEquipmentCertification(out, line);
  if (raws.length > 0) raw((id) => id === 'CR1' || id === 'CR3');
  addConditions(out, line);
  if (raws.length > 0) raw((id) => id === 'CRC');
  addServiceDate(out, line);
  addDates(out, line.dates);
  addMeasures(out, line);
  if (raws.length > 0) raw((id) => id === 'QTY' || id === 'MEA');
  addContract(out, line);
  if (raws.length > 0) raw((id) => id === 'CN1');
  if (line.lineControl) out.add('REF', '6R', line.lineControl);
  addReferences(out, line.refs);
  addAmounts(out, line.amounts);
  addFileInformation(out, line);
  if (raws.length > 0) raw((id) => id === 'K3');
  addNotes(out, line.notes);
  addPurchasedService(out, line);
  addRepricing(out, line);
  if (raws.length > 0) raw((id) => !RAW_PLACED.has(id));
  addDrug(out, line);
  if (raws.length > 0) raw(() => true, '2410');
  addProviders(out, claim, line.providers);
  if (raws.length > 0) raw(() => true, '2420');
  for (const decided of line.adjudications) addAdjudication(out, decided);
  addForms(out, line);
  if (raws.length === 0) return;
  raw(() => true, '2430');
  raw(() => true, '2440');
}
