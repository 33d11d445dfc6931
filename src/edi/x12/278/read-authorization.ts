import { emptyCounts, lookupTable } from '../lookup-table.js';
import type { Draft as DeepDraft } from '../837p/draft.js';
import type { GuideReader, SetHeader, Sink } from '../guide-reader.js';
import { HierarchyCheck } from '../parties/hierarchy.js';
import { originOf, partyOf } from '../parties/read-party.js';
import { rawOf } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type { Authorization, AuthorizationItem } from './authorization.js';
import {
  emptyEvent,
  emptyService,
  type EventDraft,
  type PartyDraft,
  readPartyDetail,
  readReviewed,
  type ServiceDraft,
} from './read-reviewed.js';

type PartyField = 'reviewer' | 'requester' | 'subscriber' | 'dependent';

const FIELD_OF_LEVEL = lookupTable<PartyField>({
  '20': 'reviewer',
  '21': 'requester',
  '22': 'subscriber',
  '23': 'dependent',
});
const PARTY_FIELDS: readonly PartyField[] = ['reviewer', 'requester', 'subscriber', 'dependent'];
/** A patient's name says so even where the sender left out the patient's level. */
const FIELD_OF_ROLE = lookupTable<PartyField>({ IL: 'subscriber', QC: 'dependent' });
/** Segments that belong to a review, never to a party; they open an event where the sender left out its level. */
const REVIEW_SEGMENTS = new Set([
  'TRN',
  'UM',
  'HCR',
  'HI',
  'HSD',
  'DTP',
  'STC',
  'MSG',
  'PWK',
  'SV1',
  'SV2',
  'SV3',
  'CL1',
]);

class AuthorizationReader implements GuideReader<AuthorizationItem> {
  private readonly numbers = new HierarchyCheck();
  private readonly levels: Record<string, number> = emptyCounts();
  private readonly parties: { [K in PartyField]?: PartyDraft } = {};
  private origin: Authorization['origin'] = { purpose: '' };
  private unmodelled: DeepDraft<Authorization['unmodelled']> = [];
  private events: EventDraft[] = [];
  /** Whose level is open; 'provider' for a level of service providers (`19`). */
  private field: PartyField | 'provider' = 'reviewer';
  private event: EventDraft | undefined;
  private service: ServiceDraft | undefined;
  private party: PartyDraft | undefined;
  private place: SegmentPlace | undefined;
  private pending = false;
  private ended = false;

  constructor(private readonly set: SetHeader) {}

  segment(s: Segment, out: Sink<AuthorizationItem>): void {
    switch (s.id) {
      case 'ST':
        return;
      case 'BHT':
        this.origin = originOf(s, out);
        this.place = s.place();
        this.pending = true;
        return;
      case 'HL':
        return this.level(s, out);
      case 'NM1':
        return this.name(s);
      case 'SE':
        return this.close(out);
      default:
        return this.detail(s, out);
    }
  }

  end(out: Sink<AuthorizationItem>): void {
    this.close(out);
  }

  private level(s: Segment, out: Sink<AuthorizationItem>): void {
    const level = this.numbers.level(s, out);
    this.levels[level] = (this.levels[level] ?? 0) + 1;
    this.party = undefined;
    if (level === 'SS') {
      this.service = emptyService();
      (this.event ?? this.openEvent()).services.push(this.service);
      return;
    }
    this.service = undefined;
    if (level === 'EV') {
      this.openEvent();
      return;
    }
    const field = FIELD_OF_LEVEL[level];
    if (field) this.partyLevel(field, out);
    else this.field = 'provider';
  }

  /** A level above the event begins another patient, once events were read. */
  private partyLevel(field: PartyField, out: Sink<AuthorizationItem>): void {
    if (this.events.length > 0 && this.sawStandardEvents()) this.flush(out);
    this.field = field;
    for (const below of PARTY_FIELDS.slice(PARTY_FIELDS.indexOf(field))) {
      if (this.sawStandardEvents() || below === field) delete this.parties[below];
    }
    this.event = this.sawStandardEvents() ? undefined : this.event;
  }

  private sawStandardEvents(): boolean {
    return (this.levels['EV'] ?? 0) > 0;
  }

  private openEvent(): EventDraft {
    this.event = emptyEvent();
    this.events.push(this.event);
    this.pending = true;
    return this.event;
  }

  private name(s: Segment): void {
    const party: PartyDraft = { ...partyOf(s), contacts: [], refs: [], rejections: [], unmodelled: [] };
    this.party = party;
    this.pending = true;
    const reviewed = this.service ?? (this.sawStandardEvents() ? this.event : undefined);
    if (reviewed) {
      reviewed.providers.push(party);
      return;
    }
    const field = FIELD_OF_ROLE[party.role] ?? this.field;
    const refused = field === 'provider' ? undefined : this.parties[field];
    if (refused && refused.role === '') this.party = Object.assign(refused, party, { rejections: refused.rejections });
    else if (field === 'provider' || refused) (this.event ?? this.openEvent()).providers.push(party);
    else this.parties[field] = party;
  }

  private detail(s: Segment, out: Sink<AuthorizationItem>): void {
    const reviewed = this.service ?? this.event;
    // Dates and messages of a provider's loop stay with the provider; a review begun before NM1 goes on after a new HL.
    if (this.party && !(REVIEW_SEGMENTS.has(s.id) && !this.sawStandardEvents()))
      return readPartyDetail(this.party, s, out);
    if (reviewed) return readReviewed(reviewed, s, out);
    if (REVIEW_SEGMENTS.has(s.id)) return readReviewed(this.openEvent(), s, out);
    if (s.id === 'AAA') return this.rejectLevel(s, out);
    this.unmodelled.push(rawOf(s) as DeepDraft<Authorization['unmodelled']>[number]);
  }

  /** AAA directly after an HL, before any name: the whole level is refused. */
  private rejectLevel(s: Segment, out: Sink<AuthorizationItem>): void {
    const party: PartyDraft = {
      role: '',
      entity: 'organization',
      contacts: [],
      refs: [],
      rejections: [],
      unmodelled: [],
    };
    if (this.field === 'provider') return;
    const level = (this.parties[this.field] ??= party);
    readPartyDetail(level, s, out);
    const last = level.rejections.at(-1);
    if (last) last.ofLevel = true;
  }

  private flush(out: Sink<AuthorizationItem>): void {
    if (!this.pending) return;
    this.pending = false;
    out.item({
      kind: 'authorization',
      setControl: this.set.control,
      guide: this.set.guide,
      origin: this.origin,
      ...this.parties,
      events: this.events,
      unmodelled: this.unmodelled,
      ...(this.place ? { place: this.place } : {}),
    });
    this.events = [];
    this.unmodelled = [];
    this.event = undefined;
  }

  private close(out: Sink<AuthorizationItem>): void {
    if (this.ended) return;
    this.ended = true;
    this.flush(out);
    out.item({ kind: 'authorizationEnd', setControl: this.set.control, levels: this.levels });
  }
}

/** Reader of one 278 set; register it for ST01 `278` and guides 005010X217, X215 and X216. */
export const authorizationReader = (set: SetHeader): GuideReader<AuthorizationItem> => new AuthorizationReader(set);
