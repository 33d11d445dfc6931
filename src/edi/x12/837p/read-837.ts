import { decimalOf, type Cents } from '../../../domain/money.js';
import type { GuideReader, SetHeader, Sink } from '../guide-reader.js';
import type { ProblemSubject } from '../problem.js';
import type { Segment, SegmentPlace } from '../segment.js';
import { takeInstitutionalFacts } from '../837i/institutional-facts.js';
import { ZERO } from './amounts.js';
import { checkValues, missing, tellUnknown, warn } from './check-read.js';
import type { ClaimBatchHeader, Item837, LineAdjudication, OtherPayer, UnmodelledSegment } from './claim-837.js';
import type { ClaimProvider } from './claim-parties.js';
import type { Draft } from './draft.js';
import { Hierarchy } from './hierarchy.js';
import { type ClaimDraft, fillClaim, readClaimDetail } from './read-claim.js';
import { readForm } from './read-equipment.js';
import * as lines from './read-line.js';
import { otherPayer, readOtherPayerDetail, readOtherPayerName } from './read-other-payer.js';
import {
  emptyPerson,
  emptyPayer,
  emptyProvider,
  fillPayer,
  fillPerson,
  fillProvider,
  readPersonDetail,
  readProviderDetail,
} from './read-parties.js';
import { rawSegment } from './unmodelled.js';
import { dateOfD8 } from './x12-dates.js';

type ClaimLoop = '2300' | '2310' | '2320' | '2330A' | '2330B' | '2330' | '2400' | '2410' | '2420' | '2430' | '2440';

type Kind = 'P' | 'I' | 'D';

const kindOfGuide = (guide: string): Kind => (guide.includes('X223') ? 'I' : guide.includes('X224') ? 'D' : 'P');

function emptyClaim(s: Segment, tree: Hierarchy): ClaimDraft {
  const { submitter, receiver, payTo, payToPlan, patient } = tree;
  const claim: ClaimDraft = {
    kind: 'P',
    billingProvider: tree.billing,
    subscriber: tree.subscriber,
    payer: tree.payer,
    claimNumber: s.el(1),
    chargeCents: s.cents(2) ?? ZERO,
    facilityCode: s.comp(5, 1),
    facilityQualifier: s.comp(5, 2),
    frequency: s.comp(5, 3),
    refs: [],
    dates: [],
    diagnoses: [],
    codes: [],
    amounts: [],
    notes: [],
    attachments: [],
    providers: [],
    otherPayers: [],
    lines: [],
    unmodelled: tree.unmodelled(),
    place: s.place(),
  };
  if (submitter) claim.submitter = submitter;
  if (receiver) claim.receiver = receiver;
  if (payTo) claim.payTo = payTo;
  if (payToPlan) claim.payToPlan = payToPlan;
  if (patient) claim.patient = patient;
  return claim;
}

/**
 * Reads one 837 set (P, I, and the facts of D) claim by claim. Holds the open branch of the hierarchy and the claim
 * being read, nothing else. What has no field stays in `unmodelled`.
 */
/** The guide that fits the service lines of a claim: SV1, SV2, SV3. */
const GUIDE_OF_LINES = { P: '005010X222A1', I: '005010X223A2', D: '005010X224A2' } as const;

class Reader837 implements GuideReader<Item837> {
  private readonly tree = new Hierarchy();
  private loop: ClaimLoop = '2300';
  private subject: ProblemSubject = {};
  private claim: ClaimDraft | undefined;
  private line: lines.LineDraft | undefined;
  private other: Draft<OtherPayer> | undefined;
  private adjudication: Draft<LineAdjudication> | undefined;
  private provider: Draft<ClaimProvider> = emptyProvider('');
  private cl1: Draft<UnmodelledSegment> | undefined;
  /** Form of the claim by its lines, and of the line being read. */
  private claimForm: Kind | undefined;
  private lineForm: Kind | undefined;
  private header: Draft<ClaimBatchHeader> | undefined;
  private headerSent = false;
  private readonly saidNpis = new Set<string>();
  private mismatchSaid = false;
  private ended = false;
  private claims = 0;
  private lineCount = 0;
  private charge = 0;
  private lineCharge = 0;

  constructor(private readonly set: SetHeader) {}

  segment(s: Segment, out: Sink<Item837>): void {
    switch (s.id) {
      case 'ST':
        return;
      case 'SE':
        return this.close(out);
      case 'BHT':
        return this.begin(s);
      case 'HL':
        this.finishClaim(out);
        return this.tree.level(s, out);
      case 'CLM':
        return this.openClaim(s, out);
      default:
    }
    checkValues(s, this.subject, out, this.saidNpis);
    if (!this.claim) this.outsideClaim(s, out);
    else this.insideClaim(s, this.claim, out);
  }

  end(out: Sink<Item837>): void {
    this.close(out);
  }

  private begin(s: Segment): void {
    const header: Draft<ClaimBatchHeader> = {
      kind: 'claimBatchHeader',
      setControl: this.set.control,
      guide: this.set.guide,
      purpose: s.el(2),
      reference: s.el(3),
      createdTime: s.el(5),
      use: s.el(6),
      unmodelled: [],
      place: s.place(),
    };
    const created = dateOfD8(s.el(4));
    if (created) header.createdDate = created;
    this.header = header;
  }

  /** The header waits for 1000A/B, so it goes out before the first claim or at the end. */
  private sendHeader(out: Sink<Item837>): void {
    if (this.headerSent || !this.header) return;
    this.headerSent = true;
    if (this.tree.submitter) this.header.submitter = this.tree.submitter;
    if (this.tree.receiver) this.header.receiver = this.tree.receiver;
    this.header.unmodelled = this.tree.headerRaw;
    out.item(this.header);
  }

  private outsideClaim(s: Segment, out: Sink<Item837>): void {
    if (s.id === 'NM1') this.tree.party(s);
    else if (s.id === 'SBR') this.tree.coverage(s);
    else if (s.id === 'LX') warn(out, 'SEGMENT_UNEXPECTED', s.place(), {}, { loop: '2400' });
    else this.tree.detail(s, out);
  }

  private openClaim(s: Segment, out: Sink<Item837>): void {
    this.finishClaim(out);
    this.sendHeader(out);
    const claim = emptyClaim(s, this.tree);
    this.subject = { claim: claim.claimNumber };
    checkValues(s, this.subject, out, this.saidNpis);
    fillClaim(claim, s);
    this.claim = claim;
    this.loop = '2300';
  }

  private insideClaim(s: Segment, claim: ClaimDraft, out: Sink<Item837>): void {
    switch (s.id) {
      case 'LX':
        return this.openLine(Number(s.el(1)));
      case 'SV1':
      case 'SV2':
      case 'SV3':
        return this.readService(s, claim, out);
      case 'NM1':
        return this.openParty(s, claim, out);
      case 'SBR':
        this.other = otherPayer(s);
        claim.otherPayers.push(this.other);
        this.loop = '2320';
        return;
      default:
        if (!this.modelled(s, claim)) this.keep(s, claim, out);
    }
  }

  private openLine(number: number): void {
    this.finishLine();
    this.line = lines.emptyLine(Number.isSafeInteger(number) ? number : 0);
    this.other = undefined;
    this.loop = '2400';
    this.subject = { claim: this.claim?.claimNumber ?? '', line: (this.claim?.lines.length ?? 0) + 1 };
  }

  private openParty(s: Segment, claim: ClaimDraft, out: Sink<Item837>): void {
    const role = s.el(1);
    const inOtherPayer = this.other !== undefined;
    if (!inOtherPayer && this.tree.flat && (role === '85' || role === 'IL' || role === 'QC')) {
      this.finishClaim(out);
      return this.tree.party(s);
    }
    if (this.other && role === 'IL') return this.openOtherSubscriber(s, this.other);
    if (this.other && role === 'PR') return this.openOtherPayerName(s, this.other);
    this.provider = emptyProvider(role);
    fillProvider(this.provider, s);
    (this.other ?? this.line ?? claim).providers.push(this.provider);
    this.loop = this.other ? '2330' : this.line ? '2420' : '2310';
  }

  private openOtherSubscriber(s: Segment, other: Draft<OtherPayer>): void {
    other.subscriber = emptyPerson();
    fillPerson(other.subscriber, s);
    this.loop = '2330A';
  }

  private openOtherPayerName(s: Segment, other: Draft<OtherPayer>): void {
    other.payer = emptyPayer();
    fillPayer(other.payer, s);
    this.loop = '2330B';
  }

  private modelled(s: Segment, claim: ClaimDraft): boolean {
    if (this.line) return this.lineModelled(s, this.line);
    const other = this.other;
    switch (this.loop) {
      case '2300':
        return s.id === 'CL1' ? this.takeCl1(s) : readClaimDetail(claim, s);
      case '2310':
      case '2330':
        return readProviderDetail(this.provider, s);
      case '2320':
        return other !== undefined && readOtherPayerDetail(other, s);
      case '2330A':
        return other?.subscriber !== undefined && readPersonDetail(other.subscriber, s);
      case '2330B':
        return other !== undefined && readOtherPayerName(other, s);
      default:
        return false;
    }
  }

  private takeCl1(s: Segment): boolean {
    if (this.cl1) return false;
    this.cl1 = rawSegment(s, '2300');
    return true;
  }

  private lineModelled(s: Segment, line: lines.LineDraft): boolean {
    switch (s.id) {
      case 'SVD':
        this.adjudication = lines.lineAdjudication(s);
        line.adjudications.push(this.adjudication);
        this.loop = '2430';
        return true;
      case 'LIN':
        this.loop = '2410';
        if (line.drug) return false;
        line.drug = lines.drug(s);
        return true;
      case 'LQ':
      case 'FRM':
        this.loop = '2440';
        return readForm(line, s);
      default:
        return this.lineDetailModelled(s, line);
    }
  }

  private lineDetailModelled(s: Segment, line: lines.LineDraft): boolean {
    if (this.loop === '2400') return lines.readLineDetail(line, s);
    if (this.loop === '2410') return line.drug !== undefined && lines.readDrugDetail(line.drug, s);
    // A sender that puts a line's date after its provider still means the line.
    if (this.loop === '2420')
      return readProviderDetail(this.provider, s) || (s.id === 'DTP' && lines.readLineDetail(line, s));
    if (this.loop === '2430' && this.adjudication) return lines.readAdjudicationDetail(this.adjudication, s);
    return false;
  }

  /** A service without its own LX is a line all the same. */
  private readService(s: Segment, claim: ClaimDraft, out: Sink<Item837>): void {
    if (!this.line || this.lineForm) {
      this.openLine(claim.lines.length + (this.line ? 2 : 1));
      missing(out, s.place(), claim.claimNumber, '2400', 'LX');
    }
    if (!this.line) return;
    this.loop = '2400';
    this.lineForm = lines.readService(this.line, s);
    this.claimForm ??= this.lineForm;
    if (this.line.pointers.includes(0))
      warn(out, 'NUMBER_BAD', s.place(), this.subject, { element: 7, valueShown: s.el(7) });
  }

  private keep(s: Segment, claim: ClaimDraft, out: Sink<Item837>): void {
    tellUnknown(s, this.subject, this.loop, out);
    (this.line ?? this.other ?? claim).unmodelled.push(rawSegment(s, this.loop));
  }

  private finishLine(): void {
    if (!this.line || !this.claim) return;
    this.claim.lines.push(this.line);
    this.line = undefined;
    this.lineForm = undefined;
    this.adjudication = undefined;
  }

  private finishClaim(out: Sink<Item837>): void {
    const claim = this.claim;
    if (!claim) return;
    this.finishLine();
    claim.kind = this.claimForm ?? kindOfGuide(this.set.guide);
    if (claim.kind === 'I') takeInstitutionalFacts(claim, this.cl1);
    else if (this.cl1) claim.unmodelled.push(this.cl1);
    this.judge(claim, out);
    out.item({ kind: 'claim', claim });
    this.claim = undefined;
    this.other = undefined;
    this.cl1 = undefined;
    this.claimForm = undefined;
    this.subject = {};
  }

  /** Sums and required parts; faults are told, the claim is handed out all the same. */
  private judge(claim: ClaimDraft, out: Sink<Item837>): void {
    let sum = 0;
    for (const line of claim.lines) sum += line.chargeCents;
    this.claims += 1;
    this.lineCount += claim.lines.length;
    this.charge += claim.chargeCents;
    this.lineCharge += sum;
    const place = claim.place as SegmentPlace;
    const number = claim.claimNumber;
    if (claim.lines.length > 0 && sum !== claim.chargeCents) {
      const detail = { element: 2, expected: decimalOf(sum), valueShown: decimalOf(claim.chargeCents) };
      warn(out, 'CLAIM_TOTAL_WRONG', place, { claim: number }, detail);
    }
    if (!number) warn(out, 'ELEMENT_MISSING', place, {}, { loop: '2300', element: 1 });
    if (!claim.frequency)
      warn(out, 'ELEMENT_MISSING', place, { claim: number }, { loop: '2300', element: 5, component: 3 });
    if (claim.lines.length === 0) missing(out, place, number, '2400', 'LX');
    if (!claim.billingProvider.name) missing(out, place, number, '2010AA', 'NM1*85');
    if (!claim.subscriber.payerResponsibility) missing(out, place, number, '2000B', 'SBR');
    if (!claim.subscriber.name) missing(out, place, number, '2010BA', 'NM1*IL');
    if (!claim.payer.name) missing(out, place, number, '2010BB', 'NM1*PR');
    if (this.claimForm && this.claimForm !== kindOfGuide(this.set.guide) && !this.mismatchSaid) {
      this.mismatchSaid = true;
      out.problem({
        code: 'GUIDE_MISMATCH',
        place,
        subject: { claim: number },
        expected: GUIDE_OF_LINES[this.claimForm],
        valueShown: this.set.guide,
      });
    }
  }

  private close(out: Sink<Item837>): void {
    this.finishClaim(out);
    if (this.ended) return;
    this.ended = true;
    this.sendHeader(out);
    out.item({
      kind: 'claimBatchEnd',
      setControl: this.set.control,
      claims: this.claims,
      lines: this.lineCount,
      chargeCents: this.charge as Cents,
      lineChargeCents: this.lineCharge as Cents,
      levels: this.tree.levels,
    });
  }
}

/** Reader of one 837 set; register it for ST01 `837`, any guide. */
export function reader837(set: SetHeader): GuideReader<Item837> {
  return new Reader837(set);
}
