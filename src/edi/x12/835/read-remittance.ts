import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { GuideReader, GuideReaderFactory, Sink } from '../guide-reader.js';
import { amountOf, contactOf, partyOf, referenceOf } from '../parties/read-party.js';
import type { Draft } from '../parties/segment-values.js';
import { added, cappedCents, dayOf, elementsOf, rawOf } from '../parties/segment-values.js';
import { reportBad, reportMissing, requiredAmountAt } from '../parties/segment-values.js';
import type { ProblemSubject } from '../problem.js';
import type { Segment, SegmentPlace } from '../segment.js';
import { readProviderAdjustments } from './provider-adjustment-plb.js';
import { claimDate, claimOf, lineOf } from './read-remittance-claim.js';
import { RemittanceHeaderDraft } from './read-remittance-header.js';
import type {
  RemittanceAdjustment,
  RemittanceClaim,
  RemittanceGroup,
  RemittanceItem,
  RemittanceLine,
} from './remittance.js';

type Out = Sink<RemittanceItem>;
type EntityField =
  | 'patient'
  | 'subscriber'
  | 'correctedInsured'
  | 'renderingProvider'
  | 'crossoverPayer'
  | 'correctedPriorityPayer'
  | 'otherSubscriber';

const ENTITY_FIELDS: ReadonlyMap<string, EntityField> = new Map<string, EntityField>([
  ['QC', 'patient'],
  ['IL', 'subscriber'],
  ['74', 'correctedInsured'],
  ['82', 'renderingProvider'],
  ['TT', 'crossoverPayer'],
  ['PR', 'correctedPriorityPayer'],
  ['GB', 'otherSubscriber'],
]);

/** MIA05, MIA20–23 and MOA03–07 are remark codes (835 TR3, loop 2100). */
const MIA_REMARKS = [5, 20, 21, 22, 23];
const MOA_REMARKS = [3, 4, 5, 6, 7];
const DATES_REMEMBERED = 512;

/** Reads one 835 set claim by claim and keeps no claim behind. */
export const remittanceReader: GuideReaderFactory<RemittanceItem> = (header) => new RemittanceReader(header.control);

class RemittanceReader implements GuideReader<RemittanceItem> {
  private header: RemittanceHeaderDraft | undefined;
  private group: Draft<RemittanceGroup> | undefined;
  private claim: Draft<RemittanceClaim> | undefined;
  private line: Draft<RemittanceLine> | undefined;
  private pastClaims = false;
  private groups = 0;
  private claims = 0;
  private lines = 0;
  private adjustments = 0;
  private chargeCents = 0;
  private paidCents = 0;
  private plbCents = 0;
  /** A file repeats few dates very often: each is checked once. */
  private readonly days = new Map<number, PlainDate>();

  constructor(private readonly setControl: string) {
    this.header = new RemittanceHeaderDraft(setControl);
  }

  segment(s: Segment, out: Out): void {
    switch (s.id) {
      case 'SVC':
        return this.beginLine(s, out);
      case 'DTM':
        return this.date(s, out);
      case 'CAS':
        return this.adjustment(s, out);
      case 'REF':
        return this.reference(s, out);
      case 'AMT':
        return this.amount(s, out);
      case 'NM1':
        return this.entity(s, out);
      case 'CLP':
        return this.beginClaim(s, out);
      case 'LQ':
        return this.remark(s, out);
      case 'LX':
        return this.beginGroup(s, out);
      case 'PLB':
        return this.providerAdjustment(s, out);
      case 'SE':
        return this.finish(s, out);
      default:
        return this.rare(s, out);
    }
  }

  end(out: Out): void {
    this.closeGroup(out);
    this.closeClaim(out);
    this.closeHeader(undefined, out);
  }

  private rare(s: Segment, out: Out): void {
    const claim = this.claim;
    if (s.id === 'BPR' && this.header === undefined) out.problem({ code: 'SEGMENT_OUT_OF_ORDER', place: s.place() });
    if (claim === undefined) return this.outsideClaim(s, out);
    if (s.id === 'QTY') return this.quantity(s);
    if (s.id === 'PER' && this.line === undefined) claim.contacts = added(claim.contacts, contactOf(s));
    else if (s.id === 'MIA' && this.line === undefined) this.inpatient(s, claim);
    else if (s.id === 'MOA' && this.line === undefined) this.outpatient(s, claim);
    else this.keep(s, out);
  }

  private outsideClaim(s: Segment, out: Out): void {
    if (this.group !== undefined && s.id === 'TS3') this.group.providerSummary = elementsOf(s);
    else if (this.group !== undefined && s.id === 'TS2') this.group.providerSupplement = elementsOf(s);
    else this.keep(s, out);
  }

  /** No field for it: it stays with the line, claim or header it stands in. */
  private keep(s: Segment, out: Out): void {
    if (this.line !== undefined) this.line.unmodelled = added(this.line.unmodelled, rawOf(s));
    else if (this.claim !== undefined) this.claim.unmodelled = added(this.claim.unmodelled, rawOf(s));
    else if (this.header !== undefined) this.header.segment(s, out);
    else out.problem({ code: 'SEGMENT_UNEXPECTED', place: s.place() });
  }

  /** A line or an adjustment before every claim: no sum would notice it, so it is refused, not only kept. */
  private moneyOfNoClaim(s: Segment, out: Out): void {
    out.problem({ code: 'SEGMENT_OUT_OF_ORDER', place: s.place() });
    this.header?.segment(s, out);
  }

  private beginGroup(s: Segment, out: Out): void {
    this.closeAll(s.place(), out);
    this.groups += 1;
    this.group = { kind: 'remittanceGroup', ordinal: this.groups, number: s.el(1), place: s.place() };
  }

  private beginClaim(s: Segment, out: Out): void {
    if (this.group !== undefined || this.header !== undefined) this.closeAll(s.place(), out);
    else this.closeClaim(out);
    const place = s.place();
    if (this.pastClaims) out.problem({ code: 'SEGMENT_OUT_OF_ORDER', place });
    this.claims += 1;
    const claim = claimOf(s, this.claims, place, out);
    this.claim = claim;
    this.chargeCents += claim.chargeCents;
    this.paidCents += claim.paidCents;
  }

  private beginLine(s: Segment, out: Out): void {
    const claim = this.claim;
    if (claim === undefined) return this.moneyOfNoClaim(s, out);
    const line = lineOf(s, claim, out);
    claim.lines = added(claim.lines, line);
    this.line = line;
    this.lines += 1;
  }

  private adjustment(s: Segment, out: Out): void {
    const holder = this.line ?? this.claim;
    if (holder === undefined) return this.moneyOfNoClaim(s, out);
    const group = s.el(1);
    for (let n = 2; n <= s.count; n += 3) {
      const carc = s.el(n);
      if (carc === '' && s.isEmpty(n + 1)) continue;
      if (carc === '') reportMissing(s, n, out, this.subject());
      const amount = s.cents(n + 1);
      const amountCents = amount ?? requiredAmountAt(s, n + 1, out, this.subject());
      const quantity = s.el(n + 2);
      const adjustment: RemittanceAdjustment =
        quantity === '' ? { group, carc, amountCents } : { group, carc, amountCents, quantity };
      holder.adjustments = added(holder.adjustments, adjustment);
    }
    if (group === '') reportMissing(s, 1, out, this.subject());
  }

  private entity(s: Segment, out: Out): void {
    const claim = this.claim;
    const field = ENTITY_FIELDS.get(s.el(1));
    if (claim === undefined || this.line !== undefined || field === undefined || claim[field] !== undefined) {
      return this.keep(s, out);
    }
    claim[field] = partyOf(s);
  }

  private reference(s: Segment, out: Out): void {
    const line = this.line;
    if (line !== undefined) {
      const reference = referenceOf(s);
      if (reference.qualifier === '6R' && line.lineControl === undefined) line.lineControl = reference.value;
      else line.refs = added(line.refs, reference);
    } else if (this.claim !== undefined) this.claim.refs = added(this.claim.refs, referenceOf(s));
    else this.keep(s, out);
  }

  private amount(s: Segment, out: Out): void {
    const line = this.line;
    if (line !== undefined) {
      const amount = amountOf(s, out, this.subjectOfBad(s));
      if (amount.qualifier === 'B6' && line.allowedCents === undefined) line.allowedCents = amount.amountCents;
      else line.amounts = added(line.amounts, amount);
    } else if (this.claim !== undefined)
      this.claim.amounts = added(this.claim.amounts, amountOf(s, out, this.subjectOfBad(s)));
    else this.keep(s, out);
  }

  /** Only a fault needs it, and there is an amount on nearly every line. */
  private subjectOfBad(s: Segment): ProblemSubject | undefined {
    return s.cents(2) === undefined ? this.subject() : undefined;
  }

  private quantity(s: Segment): void {
    const holder = this.line ?? this.claim;
    if (holder === undefined) return;
    holder.quantities = added(holder.quantities, { qualifier: s.el(1), quantity: s.el(2) });
  }

  private remark(s: Segment, out: Out): void {
    if (this.line !== undefined && s.el(1) === 'HE' && !s.isEmpty(2))
      this.line.remarks = added(this.line.remarks, s.el(2));
    else this.keep(s, out);
  }

  private inpatient(s: Segment, claim: Draft<RemittanceClaim>): void {
    claim.inpatient = elementsOf(s);
    for (const n of MIA_REMARKS) if (!s.isEmpty(n)) claim.remarks = added(claim.remarks, s.el(n));
  }

  private outpatient(s: Segment, claim: Draft<RemittanceClaim>): void {
    claim.outpatient = elementsOf(s);
    for (const n of MOA_REMARKS) if (!s.isEmpty(n)) claim.remarks = added(claim.remarks, s.el(n));
  }

  private date(s: Segment, out: Out): void {
    if (this.claim === undefined) return this.keep(s, out);
    const day = this.dayAt(s, 2);
    if (day === undefined) {
      reportBad('DATE_BAD', s, 2, out, this.subject());
      return this.keep(s, out);
    }
    if (this.line !== undefined) this.lineDate(s, this.line, day);
    else claimDate(this.claim, s.el(1), day);
  }

  private lineDate(s: Segment, line: Draft<RemittanceLine>, day: PlainDate): void {
    switch (s.el(1)) {
      case '472':
        line.serviceFrom = day;
        line.serviceThrough = day;
        return;
      case '150':
        line.serviceFrom = day;
        return;
      case '151':
        line.serviceThrough = day;
        return;
      default:
        line.unmodelled = added(line.unmodelled, rawOf(s));
    }
  }

  private dayAt(s: Segment, n: number): PlainDate | undefined {
    const digits = s.eightDigits(n);
    const known = this.days.get(digits);
    if (known !== undefined) return known;
    const day = dayOf(s.el(n));
    if (day !== undefined && this.days.size < DATES_REMEMBERED) this.days.set(digits, day);
    return day;
  }

  private providerAdjustment(s: Segment, out: Out): void {
    this.closeAll(s.place(), out);
    this.pastClaims = true;
    for (const item of readProviderAdjustments(s, this.adjustments, out)) {
      this.adjustments = item.ordinal;
      this.plbCents += item.amountCents;
      out.item(item);
    }
  }

  private finish(s: Segment, out: Out): void {
    const place = s.place();
    this.closeAll(place, out);
    out.item({
      kind: 'remittanceEnd',
      setControl: this.setControl,
      claims: this.claims,
      lines: this.lines,
      chargeCents: cappedCents(this.chargeCents),
      paidCents: cappedCents(this.paidCents),
      plbCents: cappedCents(this.plbCents),
      place,
    });
  }

  private closeAll(place: SegmentPlace | undefined, out: Out): void {
    this.closeHeader(place, out);
    this.closeGroup(out);
    this.closeClaim(out);
  }

  private closeHeader(place: SegmentPlace | undefined, out: Out): void {
    if (this.header === undefined) return;
    this.header.finish(place, out);
    this.header = undefined;
  }

  private closeGroup(out: Out): void {
    if (this.group === undefined) return;
    out.item(this.group);
    this.group = undefined;
  }

  private closeClaim(out: Out): void {
    const claim = this.claim;
    if (claim === undefined) return;
    if (claim.patient === undefined && claim.place !== undefined) {
      const { place, claimNumber } = claim;
      out.problem({
        code: 'SEGMENT_MISSING',
        severity: 'note',
        place,
        expected: 'the name of the patient (NM1*QC)',
        loop: '2100',
        subject: { claim: claimNumber },
      });
    }
    out.item(claim);
    this.claim = undefined;
    this.line = undefined;
  }

  private subject(): ProblemSubject {
    const claim = this.claim === undefined ? {} : { claim: this.claim.claimNumber };
    return this.line === undefined ? claim : { ...claim, line: this.line.ordinal };
  }
}
