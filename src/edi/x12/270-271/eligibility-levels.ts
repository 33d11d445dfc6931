import type { Sink } from '../guide-reader.js';
import { partyOf, referenceOf, streetOf, traceOf, withPlace, dateOfDtp } from '../parties/read-party.js';
import type { Draft } from '../parties/segment-values.js';
import { added, dayAt, elementsOf, NONE, rawOf, requiredTextAt } from '../parties/segment-values.js';
import type { Segment } from '../segment.js';
import type { EligibilityParty, EligibilityPerson, EligibilityRejection } from './eligibility-person.js';

type Out = Pick<Sink<never>, 'problem'>;

export const newParty = (role: string): Draft<EligibilityParty> => ({
  role,
  entity: 'organization',
  refs: NONE,
  rejections: NONE,
  unmodelled: NONE,
});

export const newPerson = (role: string): Draft<EligibilityPerson> => ({
  role,
  entity: 'person',
  refs: NONE,
  rejections: NONE,
  unmodelled: NONE,
  traces: NONE,
  dates: NONE,
});

export function rejectionOf(s: Segment, out: Out): EligibilityRejection {
  const rejection = { valid: s.el(1), reason: requiredTextAt(s, 3, out), followUp: s.el(4) };
  return s.isEmpty(2) ? rejection : { ...rejection, agency: s.el(2) };
}

/** NM1, N3, N4, REF and AAA of any level; what has no field is kept raw. */
export function readParty(s: Segment, party: Draft<EligibilityParty>, out: Out): void {
  switch (s.id) {
    case 'NM1':
      Object.assign(party, partyOf(s));
      return;
    case 'N3':
      party.address = streetOf(s);
      return;
    case 'N4':
      party.address = withPlace(s, party.address);
      return;
    case 'REF':
      party.refs = added(party.refs, referenceOf(s));
      return;
    case 'AAA':
      party.rejections = added(party.rejections, rejectionOf(s, out));
      return;
    default:
      party.unmodelled = added(party.unmodelled, rawOf(s));
  }
}

/** As `readParty`, with TRN, DMG, INS and DTP of subscriber and dependent. */
export function readPerson(s: Segment, person: Draft<EligibilityPerson>, out: Out): void {
  switch (s.id) {
    case 'TRN':
      person.traces = added(person.traces, traceOf(s));
      return;
    case 'DMG':
      return readDemographics(s, person, out);
    case 'INS':
      return readRelationship(s, person);
    case 'DTP': {
      const date = dateOfDtp(s, out);
      if (date === undefined) person.unmodelled = added(person.unmodelled, rawOf(s));
      else person.dates = added(person.dates, date);
      return;
    }
    default:
      readParty(s, person, out);
  }
}

/** A DMG with more than birth date and sex stays raw too, and is written from there. */
function readDemographics(s: Segment, person: Draft<EligibilityPerson>, out: Out): void {
  const birth = dayAt(s, 2, out);
  if (birth !== undefined) person.birthDate = birth;
  if (!s.isEmpty(3)) person.sex = s.el(3);
  if (elementsOf(s).length > 3) person.unmodelled = added(person.unmodelled, rawOf(s));
}

/** An INS with more than its first two elements stays raw too, and is written from there. */
function readRelationship(s: Segment, person: Draft<EligibilityPerson>): void {
  if (!s.isEmpty(1)) person.isSubscriber = s.el(1) === 'Y';
  if (!s.isEmpty(2)) person.relationship = s.el(2);
  if (s.count > 2) person.unmodelled = added(person.unmodelled, rawOf(s));
}
