import { emptyCounts, lookupTable } from '../lookup-table.js';
import { HierarchyCheck } from '../parties/hierarchy.js';
import type { Segment } from '../segment.js';
import { type Problems, tellUnknown, warn } from './check-read.js';
import type { UnmodelledSegment } from './claim-837.js';
import type {
  BillingProvider,
  ClaimPatient,
  ClaimPayer,
  ClaimSubscriber,
  PayToAddress,
  PayToPlan,
  TransmissionParty,
} from './claim-parties.js';
import type { Draft } from './draft.js';
import { fillCoverage } from './read-other-payer.js';
import {
  emptyPayer,
  emptyProvider,
  fillPatientFacts,
  fillPayer,
  fillPerson,
  fillProvider,
  readAddress,
  readBillingDetail,
  readContact,
  readPayerDetail,
  readPayToPlanDetail,
  readPersonDetail,
  transmissionParty,
} from './read-parties.js';
import { rawSegment } from './unmodelled.js';

type HierarchyLoop =
  | 'header'
  | '1000A'
  | '1000B'
  | '2000A'
  | '2010AA'
  | '2010AB'
  | '2010AC'
  | '2000B'
  | '2010BA'
  | '2010BB'
  | '2000C'
  | '2010CA';

/** NM101 → loop: the role decides, because fragments arrive without HL. */
const LOOP_OF_ROLE = lookupTable<HierarchyLoop>({
  '41': '1000A',
  '40': '1000B',
  '85': '2010AA',
  '87': '2010AB',
  PE: '2010AC',
  IL: '2010BA',
  PR: '2010BB',
  QC: '2010CA',
});

const NOTHING: Draft<UnmodelledSegment>[] = [];
const emptySubscriber = (): Draft<ClaimSubscriber> => ({
  entity: 'person',
  name: '',
  payerResponsibility: '',
  contacts: [],
  refs: [],
});
const emptyPatient = (): Draft<ClaimPatient> => ({
  entity: 'person',
  name: '',
  relationship: '',
  contacts: [],
  refs: [],
});

/** The branch of the HL tree that is open: who sends, who bills, who is covered, who pays, who was treated. */
export class Hierarchy {
  submitter: Draft<TransmissionParty> | undefined;
  receiver: Draft<TransmissionParty> | undefined;
  billing: Draft<BillingProvider> = emptyProvider('85');
  payTo: Draft<PayToAddress> | undefined;
  payToPlan: Draft<PayToPlan> | undefined;
  subscriber: Draft<ClaimSubscriber> = emptySubscriber();
  payer: Draft<ClaimPayer> = emptyPayer();
  patient: Draft<ClaimPatient> | undefined;
  readonly levels: Record<string, number> = emptyCounts();
  headerRaw: Draft<UnmodelledSegment>[] = [];
  private loop: HierarchyLoop = 'header';
  private readonly check = new HierarchyCheck();
  private open: Record<string, string> = {};
  private billingRaw = NOTHING;
  private subscriberRaw = NOTHING;
  private patientRaw = NOTHING;

  /** True while no HL was seen: the set is a fragment. */
  get flat(): boolean {
    return this.check.isUntouched;
  }

  /** Segments of 2000A, 2000B and 2000C without a field, repeated on every claim below. */
  unmodelled(): Draft<UnmodelledSegment>[] {
    if (this.billingRaw === NOTHING && this.subscriberRaw === NOTHING && this.patientRaw === NOTHING) return [];
    return [...this.billingRaw, ...this.subscriberRaw, ...this.patientRaw];
  }

  /** HL: opens a level and closes those below it. */
  level(s: Segment, out: Problems): void {
    const level = s.el(3);
    this.levels[level] = (this.levels[level] ?? 0) + 1;
    this.checkNumbers(s, level, out);
    this.open[level] = s.el(1);
    if (level === '23') this.openPatient();
    else if (level === '22') this.openSubscriber();
    else if (level === '20') this.openBilling();
  }

  private checkNumbers(s: Segment, level: string, out: Problems): void {
    this.check.number(s, out);
    const parent = level === '22' ? (this.open['20'] ?? '') : level === '23' ? (this.open['22'] ?? '') : '';
    if (s.el(2) !== parent) warn(out, 'HL_PARENT_UNKNOWN', s.place(), {}, { element: 2, expected: parent });
  }

  private openBilling(): void {
    this.loop = '2000A';
    this.billing = emptyProvider('85');
    this.payTo = undefined;
    this.payToPlan = undefined;
    this.billingRaw = NOTHING;
    delete this.open['22'];
    this.clearSubscriber();
  }

  private openSubscriber(): void {
    this.clearSubscriber();
    this.loop = '2000B';
  }

  private clearSubscriber(): void {
    this.subscriber = emptySubscriber();
    this.payer = emptyPayer();
    this.subscriberRaw = NOTHING;
    this.patient = undefined;
    this.patientRaw = NOTHING;
  }

  private openPatient(): void {
    this.loop = '2000C';
    this.patient = emptyPatient();
    this.patientRaw = NOTHING;
  }

  /** NM1 outside a claim. */
  party(s: Segment): void {
    const loop = LOOP_OF_ROLE[s.el(1)];
    if (!loop) return this.keep(s);
    this.loop = loop;
    if (loop === '1000A') this.submitter = transmissionParty(s);
    else if (loop === '1000B') this.receiver = transmissionParty(s);
    else if (loop === '2010AA') this.nameBilling(s);
    else if (loop === '2010AB') this.payTo = { entity: s.el(2) === '1' ? 'person' : 'organization' };
    else if (loop === '2010AC') fillPayer((this.payToPlan = emptyPayer()), s);
    else if (loop === '2010BA') this.nameSubscriber(s);
    else if (loop === '2010BB') fillPayer(this.payer, s);
    else this.namePatient(s);
  }

  private nameBilling(s: Segment): void {
    if (this.flat && this.billing.name) this.openBilling();
    fillProvider(this.billing, s);
    this.loop = '2010AA';
  }

  private nameSubscriber(s: Segment): void {
    if (this.flat && this.subscriber.name) this.clearSubscriber();
    fillPerson(this.subscriber, s);
  }

  private namePatient(s: Segment): void {
    this.patient ??= emptyPatient();
    fillPerson(this.patient, s);
  }

  /** SBR outside a claim. */
  coverage(s: Segment): void {
    if (this.flat && this.subscriber.payerResponsibility) this.clearSubscriber();
    this.subscriber.payerResponsibility = s.el(1);
    fillCoverage(this.subscriber, s);
  }

  /** Any other segment outside a claim. */
  detail(s: Segment, out: Problems): void {
    if (this.modelled(s)) return;
    tellUnknown(s, {}, this.loop, out);
    this.keep(s);
  }

  private modelled(s: Segment): boolean {
    switch (this.loop) {
      case '1000A':
        return this.submitter !== undefined && readContact(this.submitter, s);
      case '1000B':
        return this.receiver !== undefined && readContact(this.receiver, s);
      case 'header':
      case '2000A':
        return this.billingSpecialty(s);
      case '2010AA':
        return readBillingDetail(this.billing, s);
      case '2010AB':
        return this.payTo !== undefined && readAddress(this.payTo, s);
      case '2010AC':
        return this.payToPlan !== undefined && readPayToPlanDetail(this.payToPlan, s);
      case '2010BA':
        return readPersonDetail(this.subscriber, s);
      case '2010BB':
        return readPayerDetail(this.payer, s);
      case '2000B':
        if (s.id === 'PAT') fillPatientFacts(this.subscriber, s);
        return s.id === 'PAT';
      case '2000C':
        return this.patientFacts(s);
      case '2010CA':
        return this.patient !== undefined && readPersonDetail(this.patient, s);
      default:
        return false;
    }
  }

  private billingSpecialty(s: Segment): boolean {
    if (s.id === 'PRV' && !this.billing.taxonomy && s.el(3)) {
      this.billing.taxonomy = s.el(3);
      return true;
    }
    if (s.id !== 'CUR' || !s.el(2)) return false;
    this.billing.currency = s.el(2);
    return true;
  }

  private patientFacts(s: Segment): boolean {
    if (s.id !== 'PAT' || !this.patient) return false;
    this.patient.relationship = s.el(1);
    fillPatientFacts(this.patient, s);
    return true;
  }

  private keep(s: Segment): void {
    const raw = rawSegment(s, this.loop);
    if (this.loop.startsWith('2000A') || this.loop.startsWith('2010A')) this.billingRaw = [...this.billingRaw, raw];
    else if (this.loop.startsWith('2000B') || this.loop.startsWith('2010B'))
      this.subscriberRaw = [...this.subscriberRaw, raw];
    else if (this.loop === '2000C' || this.loop === '2010CA') this.patientRaw = [...this.patientRaw, raw];
    else this.headerRaw = [...this.headerRaw, raw];
  }
}
