import { HierarchyNumbers } from '../parties/hierarchy.js';
import type { Claim837 } from './claim-837.js';
import { BILLING_LEVEL, groupClaims, PATIENT_LEVEL, SUBSCRIBER_LEVEL } from './group-claims.js';
import type { SegmentList } from './segment-list.js';
import { addClaim, addOtherPayer } from './write-claim.js';
import { addLine } from './write-line.js';
import {
  addAddress,
  addBillingProvider,
  addContacts,
  addPatientFacts,
  addPayerName,
  addPayToPlan,
  addPerson,
  addReferences,
} from './write-parties.js';

/** Writes the HL tree: one 2000A per billing provider, one 2000B per subscriber and payer, 2000C per other patient. */
class TreeWriter {
  private readonly numbers = new HierarchyNumbers();
  constructor(private readonly out: SegmentList) {}

  write(claims: readonly Claim837[]): void {
    for (const group of groupClaims(claims, BILLING_LEVEL)) this.billing(group);
  }

  /** Ranks: 0 billing provider, 1 subscriber, 2 patient. */
  private hl(rank: number, level: string, hasChildren: boolean): void {
    this.out.claim = undefined;
    this.out.segments.push(this.numbers.segment(rank, level, hasChildren));
  }

  private raw(claim: Claim837, loop: string): void {
    for (const raw of claim.unmodelled) if (raw.loop === loop) this.out.addRaw(raw);
  }

  private billing(claims: readonly Claim837[]): void {
    const first = claims[0];
    if (!first) return;
    const { billingProvider: provider, payTo, payToPlan } = first;
    this.hl(0, '20', true);
    if (provider.taxonomy) this.out.add('PRV', 'BI', 'PXC', provider.taxonomy);
    if (provider.currency) this.out.add('CUR', '85', provider.currency);
    this.raw(first, '2000A');
    addBillingProvider(this.out, provider);
    this.raw(first, '2010AA');
    if (payTo) {
      this.out.add('NM1', '87', payTo.entity === 'person' ? '1' : '2');
      addAddress(this.out, payTo.address);
    }
    this.raw(first, '2010AB');
    addPayToPlan(this.out, payToPlan);
    this.raw(first, '2010AC');
    for (const group of groupClaims(claims, SUBSCRIBER_LEVEL)) this.subscriber(group);
  }

  private subscriber(claims: readonly Claim837[]): void {
    const first = claims[0];
    if (!first) return;
    this.hl(
      1,
      '22',
      claims.some((claim) => claim.patient !== undefined),
    );
    const { subscriber, payer } = first;
    const { payerResponsibility, relationship, groupNumber, groupName, mspType, filingIndicator } = subscriber;
    const nothing = undefined;
    this.out.add(
      'SBR',
      payerResponsibility,
      relationship,
      groupNumber,
      groupName,
      mspType,
      nothing,
      nothing,
      nothing,
      filingIndicator,
    );
    addPatientFacts(this.out, undefined, subscriber);
    this.raw(first, '2000B');
    addPerson(this.out, 'IL', subscriber);
    this.raw(first, '2010BA');
    addPayerName(this.out, payer);
    addReferences(this.out, payer.refs);
    addContacts(this.out, payer.contacts);
    this.raw(first, '2010BB');
    for (const claim of claims) if (!claim.patient) this.claim(claim);
    const dependents = claims.filter((claim) => claim.patient);
    for (const group of groupClaims(dependents, PATIENT_LEVEL)) this.patient(group);
  }

  private patient(claims: readonly Claim837[]): void {
    const first = claims[0];
    if (!first?.patient) return;
    this.hl(2, '23', false);
    addPatientFacts(this.out, first.patient.relationship, first.patient);
    this.raw(first, '2000C');
    addPerson(this.out, 'QC', first.patient);
    this.raw(first, '2010CA');
    for (const claim of claims) this.claim(claim);
  }

  private claim(claim: Claim837): void {
    this.out.claim = claim.claimNumber;
    addClaim(this.out, claim);
    for (const payer of claim.otherPayers) addOtherPayer(this.out, payer);
    for (const line of claim.lines) addLine(this.out, claim, line);
  }
}

/** Loops 2000A to 2440 of all claims. Judges nothing: `claims837Segments` does, before. */
export function addClaimTree(out: SegmentList, claims: readonly Claim837[]): void {
  new TreeWriter(out).write(claims);
}
