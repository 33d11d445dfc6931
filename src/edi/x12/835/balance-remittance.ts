import type { Cents } from '../../../domain/money.js';
import { decimalOf } from '../../../domain/money.js';
import { cappedCents } from '../parties/segment-values.js';
import type { SegmentPlace } from '../segment.js';
import type {
  ProviderAdjustment,
  RemittanceClaim,
  RemittanceHeader,
  RemittanceItem,
  RemittanceLine,
} from './remittance.js';
import { paymentAfterProviderAdjustments } from './provider-adjustment-plb.js';

/**
 * Which sum fails (domain rulebook §6.2):
 * `linePaid` SVC02 − line CAS = SVC03 · `claimPaid` CLP03 − claim CAS − line CAS = CLP04 ·
 * `claimChargeOfLines` CLP03 = Σ SVC02 · `claimPaidOfLines` CLP04 = Σ SVC03 − claim CAS ·
 * `payment` BPR02 = Σ CLP04 − Σ PLB.
 */
export type BalanceRule = 'linePaid' | 'claimPaid' | 'claimChargeOfLines' | 'claimPaidOfLines' | 'payment';

/** One sum that fails: what the file states, what its parts explain, and stated less explained. */
export interface Imbalance {
  readonly rule: BalanceRule;
  readonly claimOrdinal?: number;
  readonly claimNumber?: string;
  readonly lineOrdinal?: number;
  readonly statedCents: Cents;
  readonly explainedCents: Cents;
  /** Stated less explained; positive: the file states more than its parts explain. */
  readonly differenceCents: Cents;
  /** Sentence for a biller, without names of persons. */
  readonly message: string;
  readonly place?: SegmentPlace;
}

/** How many of a kind were judged and how many failed. */
export interface BalanceCount {
  readonly checked: number;
  readonly failed: number;
}

/** The three verdicts apart. Only a remittance with `balanced` may post; a debit (BPR03 `D`) is for a person too. */
export interface RemittanceVerdict {
  readonly balanced: boolean;
  /** BPR03 is `D`: the payer says it takes money back through the bank; quarantine it for a person. */
  readonly debit: boolean;
  readonly lines: BalanceCount;
  readonly claims: BalanceCount;
  /** Claims with lines, whose lines must add up to the claim. */
  readonly rollups: BalanceCount;
  readonly payment: {
    readonly balanced: boolean;
    readonly statedCents: Cents;
    readonly claimsCents: Cents;
    readonly plbCents: Cents;
    readonly differenceCents: Cents;
  };
  /** The first failures, payment first, at most `IMBALANCES_KEPT`; the counts tell of the rest. */
  readonly imbalances: readonly Imbalance[];
}

export const IMBALANCES_KEPT = 1_000;

/** Judges a remittance while it streams by; keeps sums and failures, no claims. */
export class RemittanceBalance {
  private linesChecked = 0;
  private linesFailed = 0;
  private claimsChecked = 0;
  private claimsFailed = 0;
  private rollupsChecked = 0;
  private rollupsFailed = 0;
  private claimsCents = 0;
  private plbCents = 0;
  private readonly found: Imbalance[] = [];

  constructor(private readonly header: RemittanceHeader) {}

  /** True when the claim, its lines and their sums add up. */
  addClaim(claim: RemittanceClaim): boolean {
    let claimAdjustments = 0;
    for (const { amountCents } of claim.adjustments) claimAdjustments += amountCents;
    let lineAdjustments = 0;
    let lineCharges = 0;
    let linePaid = 0;
    let linesAddUp = true;
    for (const line of claim.lines) {
      let own = 0;
      for (const { amountCents } of line.adjustments) own += amountCents;
      if (line.chargeCents - own !== line.paidCents) {
        linesAddUp = false;
        this.lineFails(claim, line, own);
      }
      lineAdjustments += own;
      lineCharges += line.chargeCents;
      linePaid += line.paidCents;
    }
    this.linesChecked += claim.lines.length;
    this.claimsChecked += 1;
    this.claimsCents += claim.paidCents;
    const adjustments = claimAdjustments + lineAdjustments;
    const claimAddsUp = claim.chargeCents - adjustments === claim.paidCents && Number.isSafeInteger(adjustments);
    if (!claimAddsUp) this.claimFails(claim, adjustments);
    return this.rollup(claim, lineCharges, linePaid, claimAdjustments) && claimAddsUp && linesAddUp;
  }

  addProviderAdjustment(adjustment: ProviderAdjustment): void {
    this.plbCents += adjustment.amountCents;
  }

  /** Call once, when the whole set has been read. */
  verdict(): RemittanceVerdict {
    const stated = this.header.paymentCents;
    const explained = paymentAfterProviderAdjustments(this.claimsCents, this.plbCents);
    const paymentBalanced =
      stated === explained && Number.isSafeInteger(this.claimsCents) && Number.isSafeInteger(this.plbCents);
    const failed = this.linesFailed + this.claimsFailed + this.rollupsFailed;
    return {
      balanced: paymentBalanced && failed === 0,
      debit: this.header.creditDebit === 'D',
      lines: { checked: this.linesChecked, failed: this.linesFailed },
      claims: { checked: this.claimsChecked, failed: this.claimsFailed },
      rollups: { checked: this.rollupsChecked, failed: this.rollupsFailed },
      payment: {
        balanced: paymentBalanced,
        statedCents: stated,
        claimsCents: cappedCents(this.claimsCents),
        plbCents: cappedCents(this.plbCents),
        differenceCents: cappedCents(stated - explained),
      },
      imbalances: paymentBalanced ? this.found : [this.paymentFails(stated, explained), ...this.found],
    };
  }

  private rollup(claim: RemittanceClaim, charges: number, paid: number, claimAdjustments: number): boolean {
    if (claim.lines.length === 0) return true;
    this.rollupsChecked += 1;
    const chargeAddsUp = claim.chargeCents === charges;
    const paidAddsUp = claim.paidCents === paid - claimAdjustments;
    if (chargeAddsUp && paidAddsUp) return true;
    this.rollupsFailed += 1;
    if (!chargeAddsUp) {
      const text = `Its lines charge ${decimalOf(charges)} together, CLP03 says ${decimalOf(claim.chargeCents)}.`;
      this.keep('claimChargeOfLines', claim, claim.chargeCents, charges, text);
    }
    if (!paidAddsUp) {
      const less = claimAdjustments === 0 ? '' : ` less claim adjustments ${decimalOf(claimAdjustments)}`;
      const text = `Its lines pay ${decimalOf(paid)} together${less}, CLP04 says ${decimalOf(claim.paidCents)}.`;
      this.keep('claimPaidOfLines', claim, claim.paidCents, paid - claimAdjustments, text);
    }
    return false;
  }

  private lineFails(claim: RemittanceClaim, line: RemittanceLine, adjustments: number): void {
    this.linesFailed += 1;
    const explained = line.chargeCents - adjustments;
    const text = sumText(line.chargeCents, adjustments, explained, `SVC03 says ${decimalOf(line.paidCents)}`);
    this.keep('linePaid', claim, line.paidCents, explained, text, line);
  }

  private claimFails(claim: RemittanceClaim, adjustments: number): void {
    this.claimsFailed += 1;
    const explained = claim.chargeCents - adjustments;
    const text = sumText(claim.chargeCents, adjustments, explained, `CLP04 says ${decimalOf(claim.paidCents)}`);
    this.keep('claimPaid', claim, claim.paidCents, explained, text);
  }

  private keep(
    rule: BalanceRule,
    claim: RemittanceClaim,
    stated: number,
    explained: number,
    text: string,
    line?: RemittanceLine,
  ): void {
    if (this.found.length >= IMBALANCES_KEPT) return;
    const place = line?.place ?? claim.place;
    const who = line === undefined ? `Claim ${claim.ordinal}` : `Line ${line.ordinal} of claim ${claim.ordinal}`;
    this.found.push({
      rule,
      claimOrdinal: claim.ordinal,
      claimNumber: claim.claimNumber,
      ...(line === undefined ? {} : { lineOrdinal: line.ordinal }),
      statedCents: cappedCents(stated),
      explainedCents: cappedCents(explained),
      differenceCents: cappedCents(stated - explained),
      message: `${who} does not add up. ${text}${placeText(place, RULE_ELEMENT[rule])}`,
      ...(place === undefined ? {} : { place }),
    });
  }

  private paymentFails(stated: Cents, explained: number): Imbalance {
    const difference = stated - explained;
    const size = decimalOf(Math.abs(difference));
    const direction = difference > 0 ? 'more' : 'less';
    const parts = `BPR02 ${decimalOf(stated)}; claims ${decimalOf(this.claimsCents)}; PLB ${decimalOf(this.plbCents)}`;
    const { place } = this.header;
    return {
      rule: 'payment',
      statedCents: stated,
      explainedCents: cappedCents(explained),
      differenceCents: cappedCents(difference),
      message: `The payment total is ${size} ${direction} than its claims and provider adjustments explain (${parts}).`,
      ...(place === undefined ? {} : { place }),
    };
  }
}

const RULE_ELEMENT: Readonly<Record<BalanceRule, string>> = {
  linePaid: 'SVC03',
  claimPaid: 'CLP04',
  claimChargeOfLines: 'CLP03',
  claimPaidOfLines: 'CLP04',
  payment: 'BPR02',
};

const sumText = (charge: number, adjustments: number, explained: number, says: string): string =>
  `Charge ${decimalOf(charge)} less adjustments ${decimalOf(adjustments)} is ${decimalOf(explained)}, ${says}.`;

const placeText = (place: SegmentPlace | undefined, element: string): string =>
  place === undefined ? '' : ` Segment ${place.segment}, ${element}, byte ${grouped(place.byte)}.`;

const grouped = (value: number): string => `${value}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Judges a remittance held in memory: its header, claims and provider adjustments in the order of the file. */
export function balanceRemittance(items: Iterable<RemittanceItem>): RemittanceVerdict {
  let balance: RemittanceBalance | undefined;
  for (const item of items) {
    if (item.kind === 'remittance') balance = new RemittanceBalance(item);
    else if (item.kind === 'remittanceClaim') balance?.addClaim(item);
    else if (item.kind === 'providerAdjustment') balance?.addProviderAdjustment(item);
  }
  if (balance === undefined) throw new Error('A remittance begins with its header');
  return balance.verdict();
}
