import type { Sink } from '../guide-reader.js';
import type { RawSegment } from '../parties/party.js';
import { contactOf, dateOfDtp, partyOf, procedureAt, referenceOf, streetOf, withPlace } from '../parties/read-party.js';
import type { Draft } from '../parties/segment-values.js';
import { added, amountAt, elementsOf, NONE, rawOf, requiredTextAt } from '../parties/segment-values.js';
import type { Segment } from '../segment.js';
import type { Benefit, BenefitEntity } from './eligibility-answer.js';
import { rejectionOf } from './eligibility-levels.js';

type Out = Pick<Sink<never>, 'problem'>;

/** EB and what follows it up to the next EB or HL. */
export class BenefitDraft {
  readonly benefit: Draft<Benefit>;
  private entity: Draft<BenefitEntity> | undefined;
  /** LS was read, its LE not yet. */
  private inLoop = false;
  /** The LS before the first name of its loop: kept raw when no name comes. */
  private begin: RawSegment | undefined;

  constructor(s: Segment, ordinal: number, out: Out) {
    this.benefit = benefitOf(s, ordinal, out);
  }

  segment(s: Segment, out: Out): void {
    if (s.id === 'LS') this.beginLoop(s);
    else if (s.id === 'LE') this.endLoop(s);
    else if (s.id === 'NM1') this.beginEntity(s);
    else if (this.entity === undefined) this.detail(s, out);
    else if (entityDetail(s, this.entity)) return;
    else if (this.inLoop) this.entity.unmodelled = added(this.entity.unmodelled ?? NONE, rawOf(s));
    else this.detail(s, out);
  }

  private beginLoop(s: Segment): void {
    this.inLoop = true;
    this.begin = rawOf(s);
    this.benefit.unmodelled = added(this.benefit.unmodelled, this.begin);
  }

  /** A loop that names nobody stays raw. */
  private endLoop(s: Segment): void {
    const isEmpty = !this.inLoop || this.begin !== undefined;
    if (isEmpty) this.benefit.unmodelled = added(this.benefit.unmodelled, rawOf(s));
    this.inLoop = false;
    this.begin = undefined;
    this.entity = undefined;
  }

  private beginEntity(s: Segment): void {
    const { begin, benefit } = this;
    if (begin !== undefined) benefit.unmodelled = benefit.unmodelled.filter((raw) => raw !== begin);
    this.begin = undefined;
    this.entity = { ...partyOf(s), contacts: NONE };
    benefit.entities = added(benefit.entities, this.entity);
  }

  private detail(s: Segment, out: Out): void {
    const { benefit } = this;
    const date = s.id === 'DTP' ? dateOfDtp(s, out) : undefined;
    if (date !== undefined) benefit.dates = added(benefit.dates, date);
    else if (s.id === 'REF') benefit.refs = added(benefit.refs, referenceOf(s));
    else if (s.id === 'AAA') benefit.rejections = added(benefit.rejections, rejectionOf(s, out));
    else if (s.id === 'MSG' && elementsOf(s).length <= 1) benefit.messages = added(benefit.messages, s.el(1));
    else if (s.id === 'III' && s.count <= 2) {
      benefit.conditions = added(benefit.conditions, { qualifier: s.el(1), value: s.el(2) });
    } else benefit.unmodelled = added(benefit.unmodelled, rawOf(s));
  }
}

function entityDetail(s: Segment, entity: Draft<BenefitEntity>): boolean {
  if (s.id === 'N3') entity.address = streetOf(s);
  else if (s.id === 'N4') entity.address = withPlace(s, entity.address);
  else if (s.id === 'PER') entity.contacts = added(entity.contacts, contactOf(s));
  else return false;
  return true;
}

function benefitOf(s: Segment, ordinal: number, out: Out): Draft<Benefit> {
  const benefit: Draft<Benefit> = {
    ordinal,
    information: requiredTextAt(s, 1, out),
    serviceTypes: s.reps(3).filter((type) => type !== ''),
    refs: NONE,
    dates: NONE,
    rejections: NONE,
    messages: NONE,
    conditions: NONE,
    entities: NONE,
    unmodelled: NONE,
  };
  if (!s.isEmpty(2)) benefit.coverageLevel = s.el(2);
  if (!s.isEmpty(4)) benefit.insuranceType = s.el(4);
  if (!s.isEmpty(5)) benefit.planDescription = s.el(5);
  if (!s.isEmpty(6)) benefit.timePeriod = s.el(6);
  const amount = amountAt(s, 7, out);
  if (amount !== undefined) benefit.amountCents = amount;
  if (!s.isEmpty(8)) benefit.percent = s.el(8);
  if (!s.isEmpty(9)) benefit.quantityQualifier = s.el(9);
  if (!s.isEmpty(10)) benefit.quantity = s.el(10);
  if (!s.isEmpty(11)) benefit.authorizationRequired = s.el(11);
  if (!s.isEmpty(12)) benefit.inNetwork = s.el(12);
  const procedure = procedureAt(s, 13);
  if (procedure !== undefined) benefit.procedure = procedure;
  if (!s.isEmpty(14)) benefit.diagnosisPointers = s.comps(14);
  return benefit;
}
