import type { Segment } from '../segment.js';
import type {
  BillingProvider,
  ClaimContact,
  ClaimPayer,
  ClaimPerson,
  ClaimProvider,
  ClaimReference,
  PartyName,
  PatientFacts,
  PayToPlan,
  PostalAddress,
  TransmissionParty,
} from './claim-parties.js';
import type { Draft } from './draft.js';
import { dateOfD8 } from './x12-dates.js';

type Addressed = { address?: Draft<PostalAddress> };
type WithContacts = { contacts: Draft<ClaimContact>[] };

function fillName(party: Draft<PartyName>, s: Segment): void {
  const count = s.count;
  if (count < 4) return;
  const first = s.el(4);
  if (first) party.firstName = first;
  const middle = s.el(5);
  if (middle) party.middleName = middle;
  if (count < 6) return;
  const prefix = s.el(6);
  if (prefix) party.prefix = prefix;
  const suffix = s.el(7);
  if (suffix) party.suffix = suffix;
}

const entityOf = (s: Segment): 'person' | 'organization' => (s.el(2) === '1' ? 'person' : 'organization');

export function transmissionParty(s: Segment): Draft<TransmissionParty> {
  const party: Draft<TransmissionParty> = { entity: entityOf(s), name: s.el(3), id: s.el(9), contacts: [] };
  fillName(party, s);
  return party;
}

export function emptyProvider(role: string): Draft<BillingProvider> {
  return { role, entity: 'organization', name: '', contacts: [], refs: [] };
}

/** NM1 of any provider; NM108 `XX` makes an NPI, anything else is kept with its qualifier. */
export function fillProvider(provider: Draft<ClaimProvider>, s: Segment): void {
  provider.role = s.el(1);
  provider.entity = entityOf(s);
  provider.name = s.el(3);
  fillName(provider, s);
  const id = s.el(9);
  if (!id) return;
  const qualifier = s.el(8);
  if (qualifier === 'XX') provider.npi = id;
  else provider.otherId = { qualifier, value: id };
}

export function emptyPerson(): Draft<ClaimPerson> {
  return { entity: 'person', name: '', contacts: [], refs: [] };
}

export function fillPerson(person: Draft<ClaimPerson>, s: Segment): void {
  person.entity = entityOf(s);
  person.name = s.el(3);
  fillName(person, s);
  const id = s.el(9);
  if (!id) return;
  person.memberId = id;
  const qualifier = s.el(8);
  if (qualifier !== 'MI') person.memberIdQualifier = qualifier;
}

export function emptyPayer(): Draft<ClaimPayer> {
  return { entity: 'organization', name: '', id: '', contacts: [], refs: [] };
}

export function fillPayer(payer: Draft<ClaimPayer>, s: Segment): void {
  payer.entity = entityOf(s);
  payer.name = s.el(3);
  fillName(payer, s);
  payer.id = s.el(9);
  const qualifier = s.el(8);
  if (qualifier) payer.idQualifier = qualifier;
}

export function reference(s: Segment): Draft<ClaimReference> {
  const ref: Draft<ClaimReference> = { qualifier: s.el(1), value: s.el(2) };
  if (s.count < 3) return ref;
  const description = s.el(3);
  if (description) ref.description = description;
  if (s.el(4)) ref.scope = { qualifier: s.comp(4, 1), value: s.comp(4, 2) };
  return ref;
}

function addContact(party: WithContacts, s: Segment): void {
  const contact: Draft<ClaimContact> = { role: s.el(1), channels: [] };
  const name = s.el(2);
  if (name) contact.name = name;
  for (let n = 3; n <= 7 && n <= s.count; n += 2) {
    const qualifier = s.el(n);
    const value = s.el(n + 1);
    if (qualifier || value) contact.channels.push({ qualifier, value });
  }
  party.contacts.push(contact);
}

function fillStreet(party: Addressed, s: Segment): void {
  const address: Draft<PostalAddress> = { line1: s.el(1) };
  const line2 = s.el(2);
  if (line2) address.line2 = line2;
  party.address = address;
}

function fillCity(party: Addressed, s: Segment): void {
  const address = (party.address ??= { line1: '' });
  const city = s.el(1);
  if (city) address.city = city;
  const state = s.el(2);
  if (state) address.state = state;
  const zip = s.el(3);
  if (zip) address.zip = zip;
  if (s.count < 4) return;
  const country = s.el(4);
  if (country) address.country = country;
  const subdivision = s.el(7);
  if (subdivision) address.countrySubdivision = subdivision;
}

/** N3 and N4; a second N3 of the same party has no field and stays unmodelled. */
export function readAddress(party: Addressed, s: Segment): boolean {
  if (s.id === 'N3') {
    if (party.address) return false;
    fillStreet(party, s);
    return true;
  }
  if (s.id !== 'N4' || party.address?.city || party.address?.zip) return false;
  fillCity(party, s);
  return true;
}

export function readContact(party: WithContacts, s: Segment): boolean {
  if (s.id !== 'PER') return false;
  addContact(party, s);
  return true;
}

/** What follows the NM1 of a provider: address, contacts, identifiers, specialty. */
export function readProviderDetail(provider: Draft<ClaimProvider>, s: Segment): boolean {
  switch (s.id) {
    case 'PRV':
      if (provider.taxonomy || !s.el(3)) return false;
      provider.taxonomy = s.el(3);
      return true;
    case 'REF':
      provider.refs.push(reference(s));
      return true;
    case 'PER':
      addContact(provider, s);
      return true;
    default:
      return readAddress(provider, s);
  }
}

export function readBillingDetail(provider: Draft<BillingProvider>, s: Segment): boolean {
  if (s.id === 'REF' && !provider.taxId) {
    const qualifier = s.el(1);
    if (qualifier === 'EI' || qualifier === 'SY') {
      provider.taxId = { qualifier, value: s.el(2) };
      return true;
    }
  }
  return readProviderDetail(provider, s);
}

function readDemographics(person: Draft<ClaimPerson>, s: Segment): boolean {
  const sex = s.el(3);
  if (sex) person.sex = sex;
  const born = dateOfD8(s.el(2));
  if (born) person.birthDate = born;
  return born !== undefined || s.el(2) === '';
}

/** What follows the NM1 of a subscriber or patient. False (so: kept raw) for anything without a field. */
export function readPersonDetail(person: Draft<ClaimPerson>, s: Segment): boolean {
  switch (s.id) {
    case 'DMG':
      return readDemographics(person, s);
    case 'REF':
      person.refs.push(reference(s));
      return true;
    case 'PER':
      addContact(person, s);
      return true;
    default:
      return readAddress(person, s);
  }
}

export function readPayerDetail(payer: Draft<ClaimPayer>, s: Segment): boolean {
  if (s.id === 'REF') {
    payer.refs.push(reference(s));
    return true;
  }
  return readContact(payer, s) || readAddress(payer, s);
}

/** Loop 2010AC after NM1. */
export function readPayToPlanDetail(plan: Draft<PayToPlan>, s: Segment): boolean {
  if (s.id !== 'REF' || s.el(1) !== 'EI' || plan.taxId) return readPayerDetail(plan, s);
  plan.taxId = s.el(2);
  return true;
}

/** PAT05–PAT09. */
export function fillPatientFacts(facts: Draft<PatientFacts>, s: Segment): void {
  const died = s.el(5) === 'D8' ? dateOfD8(s.el(6)) : undefined;
  if (died) facts.deathDate = died;
  const weight = s.el(8);
  if (weight) facts.weightPounds = weight;
  if (s.el(9) === 'Y') facts.pregnant = true;
}
