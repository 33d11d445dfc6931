import { d8, dayAt, elementsOf } from '../parties/segment-values.js';
import type { Draft, Problems } from '../parties/segment-values.js';
import { partyOf } from '../parties/read-party.js';
import { partySegment } from '../parties/write-party.js';
import type { Segment } from '../segment.js';
import type { OutSegment } from '../write.js';
import { seg } from '../write.js';
import type { StatusPerson } from './claim-status-inquiry.js';

/** DMG and NM1 of one HL, in whichever order they come. */
export class StatusPersonDraft {
  person: Draft<StatusPerson> | undefined;
  private birthDate: StatusPerson['birthDate'] | undefined;
  private sex: string | undefined;
  private further: readonly string[] = [];

  constructor(private readonly role: string) {}

  /** True when the segment belongs to the person. */
  segment(s: Segment, out: Problems): boolean {
    if (s.id === 'NM1' && this.person === undefined) this.person = partyOf(s);
    else if (s.id === 'DMG') {
      this.birthDate = dayAt(s, 2, out);
      if (!s.isEmpty(3)) this.sex = s.el(3);
      this.further = elementsOf(s).slice(3);
    } else return false;
    return true;
  }

  /** The person as far as the set names them. */
  done(): StatusPerson {
    const person: Draft<StatusPerson> = { ...(this.person ?? { role: this.role, entity: 'person' as const }) };
    if (this.birthDate !== undefined) person.birthDate = this.birthDate;
    if (this.sex !== undefined) person.sex = this.sex;
    if (this.further.length > 0) person.furtherDemographics = this.further;
    return person;
  }
}

export function* statusPersonSegments(person: StatusPerson): Generator<OutSegment> {
  const { birthDate, sex, furtherDemographics = [] } = person;
  if (birthDate !== undefined || sex !== undefined || furtherDemographics.length > 0) {
    yield seg('DMG', birthDate && 'D8', birthDate && d8(birthDate), sex, ...furtherDemographics);
  }
  yield partySegment(person);
}
