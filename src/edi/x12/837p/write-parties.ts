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
import type { SegmentList } from './segment-list.js';
import { d8 } from './x12-dates.js';

const entityCode = (party: PartyName): string => (party.entity === 'person' ? '1' : '2');

function addName(out: SegmentList, role: string, party: PartyName, qualifier?: string, id?: string): void {
  const { name, firstName, middleName, prefix, suffix } = party;
  out.add('NM1', role, entityCode(party), name, firstName, middleName, prefix, suffix, id ? qualifier : undefined, id);
}

export function addAddress(out: SegmentList, address: PostalAddress | undefined): void {
  if (!address) return;
  if (address.line1 || address.line2) out.add('N3', address.line1, address.line2);
  const { city, state, zip, country, countrySubdivision } = address;
  if (!city && !state && !zip && !country) return;
  if (!country && !countrySubdivision) out.add('N4', city, state, zip);
  else out.add('N4', city, state, zip, country, undefined, undefined, countrySubdivision);
}

export function addContacts(out: SegmentList, contacts: readonly ClaimContact[]): void {
  for (const { role, name, channels } of contacts) {
    const [first, second, third] = channels;
    out.add(
      'PER',
      role,
      name,
      first?.qualifier,
      first?.value,
      second?.qualifier,
      second?.value,
      third?.qualifier,
      third?.value,
    );
  }
}

export function addReferences(out: SegmentList, refs: readonly ClaimReference[]): void {
  for (const { qualifier, value, description, scope } of refs) {
    if (scope) out.add('REF', qualifier, value, description, [scope.qualifier, scope.value]);
    else out.add('REF', qualifier, value, description);
  }
}

export function addTransmissionParty(out: SegmentList, role: '41' | '40', party: TransmissionParty): void {
  addName(out, role, party, '46', party.id);
  addContacts(out, party.contacts);
}

/** PRV01 of each provider role: `BI` billing, `AT` attending, `RF` referring, else `PE` performing. */
function specialtyRole(role: string): string {
  if (role === '71') return 'AT';
  return role === 'DN' || role === 'P3' ? 'RF' : 'PE';
}

function addProviderName(out: SegmentList, provider: ClaimProvider): void {
  const id = provider.npi ? { qualifier: 'XX', value: provider.npi } : provider.otherId;
  addName(out, provider.role, provider, id?.qualifier, id?.value);
}

export function addBillingProvider(out: SegmentList, provider: BillingProvider): void {
  addProviderName(out, provider);
  addAddress(out, provider.address);
  if (provider.taxId) out.add('REF', provider.taxId.qualifier, provider.taxId.value);
  addReferences(out, provider.refs);
  addContacts(out, provider.contacts);
}

export function addProvider(out: SegmentList, provider: ClaimProvider): void {
  addProviderName(out, provider);
  if (provider.taxonomy) out.add('PRV', specialtyRole(provider.role), 'PXC', provider.taxonomy);
  addAddress(out, provider.address);
  addReferences(out, provider.refs);
  addContacts(out, provider.contacts);
}

export function addPerson(out: SegmentList, role: 'IL' | 'QC', person: ClaimPerson): void {
  addName(out, role, person, person.memberIdQualifier ?? 'MI', person.memberId);
  addAddress(out, person.address);
  if (person.birthDate) out.add('DMG', 'D8', d8(person.birthDate), person.sex);
  else if (person.sex) out.add('DMG', undefined, undefined, person.sex);
  addReferences(out, person.refs);
  addContacts(out, person.contacts);
}

/** NM1, N3 and N4 of a payer; its references follow after any date. `PE`: the plan to which the payment goes. */
export function addPayerName(out: SegmentList, payer: ClaimPayer, role: 'PR' | 'PE' = 'PR'): void {
  addName(out, role, payer, payer.idQualifier, payer.id);
  addAddress(out, payer.address);
}

/** Loop 2010AC. */
export function addPayToPlan(out: SegmentList, plan: PayToPlan | undefined): void {
  if (!plan) return;
  addPayerName(out, plan, 'PE');
  addReferences(out, plan.refs);
  if (plan.taxId) out.add('REF', 'EI', plan.taxId);
  addContacts(out, plan.contacts);
}

export function addPatientFacts(out: SegmentList, relationship: string | undefined, facts: PatientFacts): void {
  const { deathDate, weightPounds, pregnant } = facts;
  if (!relationship && !deathDate && !weightPounds && !pregnant) return;
  const died = deathDate ? (['D8', d8(deathDate)] as const) : ([undefined, undefined] as const);
  const weight = weightPounds ? (['01', weightPounds] as const) : ([undefined, undefined] as const);
  out.add('PAT', relationship, undefined, undefined, undefined, ...died, ...weight, pregnant ? 'Y' : undefined);
}
