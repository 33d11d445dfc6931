import type { Segment } from '../segment.js';
import type { ClaimLine } from './claim-837.js';
import type { EquipmentCertification, EquipmentService, FormAnswer, LineEquipment } from './claim-equipment.js';
import type { Draft } from './draft.js';
import { onlyHas } from './read-circumstances.js';
import { dateOfD8 } from './x12-dates.js';

function equipment(s: Segment): Draft<EquipmentService> | undefined {
  const [qualifier = '', code = '', ...more] = s.comps(1);
  const [rental, purchase] = [s.cents(4), s.cents(5)];
  const isPlain = onlyHas(s, 1, 2, 3, 4, 5, 6) && more.every((part) => part === '');
  if (!isPlain || rental === undefined || purchase === undefined) return undefined;
  return {
    procedureQualifier: qualifier,
    procedureCode: code,
    unit: s.el(2),
    length: s.el(3),
    rentalCents: rental,
    purchaseCents: purchase,
    rentalPeriod: s.el(6),
  };
}

function certification(s: Segment): Draft<EquipmentCertification> | undefined {
  return onlyHas(s, 1, 2, 3) ? { kind: s.el(1), unit: s.el(2), length: s.el(3) } : undefined;
}

/** SV5 and CR3 of loop 2400. False for any other segment, and for one that says more than we have fields for. */
export function readEquipment(line: Draft<LineEquipment>, s: Segment): boolean {
  if (s.id === 'SV5' && line.equipment === undefined) {
    const found = equipment(s);
    if (found !== undefined) line.equipment = found;
    return found !== undefined;
  }
  if (s.id !== 'CR3' || line.equipmentCertification !== undefined) return false;
  const found = certification(s);
  if (found !== undefined) line.equipmentCertification = found;
  return found !== undefined;
}

function answer(s: Segment): Draft<FormAnswer> | undefined {
  const date = s.isEmpty(4) ? undefined : dateOfD8(s.el(4));
  if (!onlyHas(s, 1, 2, 3, 4, 5) || (date === undefined && !s.isEmpty(4))) return undefined;
  const found: Draft<FormAnswer> = { question: s.el(1) };
  if (!s.isEmpty(2)) found.yesOrNo = s.el(2);
  if (!s.isEmpty(3)) found.text = s.el(3);
  if (date !== undefined) found.date = date;
  if (!s.isEmpty(5)) found.percent = s.el(5);
  return found;
}

/**
 * LQ and FRM of loop 2440. From the first of them that must stay raw, all of the line stay raw: an answer would else
 * be written back under another form.
 */
export function readForm(line: Draft<ClaimLine>, s: Segment): boolean {
  if (line.unmodelled.some(({ loop }) => loop === '2440')) return false;
  if (s.id === 'LQ') {
    if (!onlyHas(s, 1, 2)) return false;
    (line.forms ??= []).push({ list: s.el(1), code: s.el(2), answers: [] });
    return true;
  }
  const form = line.forms?.at(-1);
  const found = form === undefined ? undefined : answer(s);
  if (form === undefined || found === undefined) return false;
  form.answers.push(found);
  return true;
}
