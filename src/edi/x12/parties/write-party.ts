import type { OutSegment } from '../write.js';
import { centsText, seg } from '../write.js';
import type {
  DocumentOrigin,
  Party,
  PartyAddress,
  PartyContact,
  Procedure,
  QualifiedAmount,
  QualifiedDate,
  QualifiedQuantity,
  RawSegment,
  Reference,
  Trace,
} from './party.js';
import { d8 } from './segment-values.js';

export const partySegment = (p: Party): OutSegment =>
  seg(
    'NM1',
    p.role,
    p.entity === 'person' ? '1' : '2',
    p.name,
    p.firstName,
    p.middleName,
    p.prefix,
    p.suffix,
    p.idQualifier,
    p.id,
    ...(p.further ?? []),
  );

export function* addressSegments(address: PartyAddress | undefined): Generator<OutSegment> {
  if (address === undefined) return;
  const { line1, line2, city, state, zip, country, locationQualifier, location, countrySubdivision } = address;
  if (line1 !== undefined || line2 !== undefined) yield seg('N3', line1, line2);
  const place = [city, state, zip, country, locationQualifier, location, countrySubdivision];
  if (place.some((part) => part !== undefined)) yield seg('N4', ...place);
}

export const contactSegment = (contact: PartyContact): OutSegment =>
  seg('PER', contact.role, contact.name, ...contact.channels.flatMap((c) => [c.qualifier, c.value]));

export const referenceSegment = (r: Reference): OutSegment =>
  seg('REF', r.qualifier, r.value, r.description, r.further);

export const traceSegment = (t: Trace): OutSegment => seg('TRN', t.type, t.number, t.originator, t.supplement);

export const amountSegment = (a: QualifiedAmount): OutSegment => seg('AMT', a.qualifier, centsText(a.amountCents));

export const quantitySegment = (q: QualifiedQuantity): OutSegment => seg('QTY', q.qualifier, q.quantity);

export const dtpSegment = (d: QualifiedDate): OutSegment =>
  d.through === undefined
    ? seg('DTP', d.qualifier, d.time === undefined ? 'D8' : 'DT', d8(d.date) + (d.time ?? ''))
    : seg('DTP', d.qualifier, 'RD8', `${d8(d.date)}-${d8(d.through)}`);

export const procedureElement = (p: Procedure): readonly (string | undefined)[] => [
  p.qualifier,
  p.code,
  p.modifiers[0],
  p.modifiers[1],
  p.modifiers[2],
  p.modifiers[3],
  p.description,
  p.through,
];

export const rawSegment = (raw: RawSegment): OutSegment => ({ id: raw.id, elements: raw.elements });

export const originSegment = (structure: string, o: DocumentOrigin): OutSegment =>
  seg('BHT', structure, o.purpose, o.reference, o.createdDate && d8(o.createdDate), o.createdTime, o.type);
