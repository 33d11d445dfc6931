import type { ProblemSubject } from '../problem.js';
import type { Segment } from '../segment.js';
import type {
  DocumentOrigin,
  Party,
  PartyAddress,
  PartyContact,
  Procedure,
  QualifiedAmount,
  QualifiedDate,
  Reference,
  Trace,
} from './party.js';
import type { Draft, Problems } from './segment-values.js';
import { dayAt, elementsOf, NONE, periodOf, reportBad, requiredAmountAt } from './segment-values.js';

/** A list made for this segment alone, so that a draft may go on with it. */
type OwnFurther = { readonly further?: string[] };

/** NM1. An entity type other than 1 and 2 is read as an organization. */
export function partyOf(s: Segment): Party & OwnFurther {
  const party: Draft<Party & OwnFurther> = { role: s.el(1), entity: s.el(2) === '1' ? 'person' : 'organization' };
  let text = s.el(3);
  if (text !== '') party.name = text;
  if ((text = s.el(4)) !== '') party.firstName = text;
  if ((text = s.el(5)) !== '') party.middleName = text;
  if ((text = s.el(6)) !== '') party.prefix = text;
  if ((text = s.el(7)) !== '') party.suffix = text;
  if ((text = s.el(8)) !== '') party.idQualifier = text;
  if ((text = s.el(9)) !== '') party.id = text;
  if (s.count > 9) {
    const further = elementsOf(s).slice(9);
    if (further.length > 0) party.further = further;
  }
  return party;
}

/** N3. */
export function streetOf(s: Segment): PartyAddress {
  const street: Draft<PartyAddress> = {};
  if (!s.isEmpty(1)) street.line1 = s.el(1);
  if (!s.isEmpty(2)) street.line2 = s.el(2);
  return street;
}

/** N4, added to the street that N3 gave. */
export function withPlace(s: Segment, street: PartyAddress | undefined): PartyAddress {
  const address: Draft<PartyAddress> = { ...street };
  if (!s.isEmpty(1)) address.city = s.el(1);
  if (!s.isEmpty(2)) address.state = s.el(2);
  if (!s.isEmpty(3)) address.zip = s.el(3);
  if (!s.isEmpty(4)) address.country = s.el(4);
  if (!s.isEmpty(5)) address.locationQualifier = s.el(5);
  if (!s.isEmpty(6)) address.location = s.el(6);
  if (!s.isEmpty(7)) address.countrySubdivision = s.el(7);
  return address;
}

export function contactOf(s: Segment): PartyContact {
  const channels: { qualifier: string; value: string }[] = [];
  for (let n = 3; n <= s.count; n += 2) {
    if (!s.isEmpty(n) || !s.isEmpty(n + 1)) channels.push({ qualifier: s.el(n), value: s.el(n + 1) });
  }
  const contact: Draft<PartyContact> = { role: s.el(1), channels };
  if (!s.isEmpty(2)) contact.name = s.el(2);
  return contact;
}

export function referenceOf(s: Segment): Reference & OwnFurther {
  const reference: Draft<Reference & OwnFurther> = { qualifier: s.el(1), value: s.el(2) };
  if (!s.isEmpty(3)) reference.description = s.el(3);
  if (!s.isEmpty(4)) reference.further = s.comps(4);
  return reference;
}

export function traceOf(s: Segment): Trace {
  const trace: Draft<Trace> = { type: s.el(1), number: s.el(2) };
  if (!s.isEmpty(3)) trace.originator = s.el(3);
  if (!s.isEmpty(4)) trace.supplement = s.el(4);
  return trace;
}

export const amountOf = (s: Segment, out: Problems, subject?: ProblemSubject): QualifiedAmount => ({
  qualifier: s.el(1),
  amountCents: requiredAmountAt(s, 2, out, subject),
});

/** DTP; undefined when the date is impossible, which is reported. */
export function dateOfDtp(s: Segment, out: Problems, subject?: ProblemSubject): QualifiedDate | undefined {
  const value = s.el(3);
  const period = periodOf(value);
  if (period === undefined) {
    reportBad('DATE_BAD', s, 3, out, subject);
    return undefined;
  }
  const date = { qualifier: s.el(1), ...period };
  return value.length === 12 ? { ...date, time: value.slice(8) } : date;
}

/** A composite procedure: qualifier, code, up to four modifiers, description; undefined when it is empty. */
export function procedureAt(s: Segment, n: number): Procedure | undefined {
  const parts = s.comps(n);
  const code = parts[1] ?? '';
  const qualifier = parts[0] ?? '';
  if (code === '' && qualifier === '') return undefined;
  if (parts.length <= 2) return { qualifier, code, modifiers: NONE };
  const modifiers = parts.slice(2, 6).filter((modifier) => modifier !== '');
  const description = parts[6] ?? '';
  const through = parts[7] ?? '';
  if (description === '' && through === '') return { qualifier, code, modifiers };
  return {
    ...{ qualifier, code, modifiers },
    ...(description === '' ? {} : { description }),
    ...(through === '' ? {} : { through }),
  };
}

/** BHT. */
export function originOf(s: Segment, out: Problems): DocumentOrigin {
  const origin: Draft<DocumentOrigin> = { purpose: s.el(2) };
  if (!s.isEmpty(3)) origin.reference = s.el(3);
  const created = dayAt(s, 4, out);
  if (created !== undefined) origin.createdDate = created;
  if (!s.isEmpty(5)) origin.createdTime = s.el(5);
  if (!s.isEmpty(6)) origin.type = s.el(6);
  return origin;
}
