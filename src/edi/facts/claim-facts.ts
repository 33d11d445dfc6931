import type { Segment } from '../x12/segment.js';
import { ExactSum } from './exact-sum.js';
import type { Facts, SetFacts } from './fact.js';
import { Tally } from './tally.js';

const DIAGNOSIS_QUALIFIERS: ReadonlySet<string> = new Set([
  'BK',
  'BF',
  'BJ',
  'PR',
  'BN',
  'ABK',
  'ABF',
  'ABJ',
  'APR',
  'ABN',
]);

/** The element that holds the charge of each kind of service line. */
const CHARGE_ELEMENT: Readonly<Record<string, number>> = { SV1: 2, SV2: 3, SV3: 2 };

/** Facts of 837 sets of all three kinds; the service lines say which kind it is. */
export class ClaimFacts implements SetFacts {
  private readonly counts = {
    clm: 0,
    lines: 0,
    claims_line_sum_mismatch: 0,
    other_payer_sbr: 0,
    diagnosis_codes: 0,
    svd: 0,
    cas_segments: 0,
  };
  private readonly tallies = {
    bht06: new Tally(),
    hl: new Tally(),
    pos: new Tally(),
    clm05_3: new Tally(),
    sbr01: new Tally(),
    sbr09: new Tally(),
  };
  private readonly claimTotal = new ExactSum();
  private readonly lineTotal = new ExactSum();
  private readonly billingNpis = new Set<string>();
  private readonly lineKinds = new Tally();
  private nonNumeric = 0;
  private claim: { readonly charge: ExactSum; readonly lines: ExactSum; lineCount: number } | undefined;

  segment(segment: Segment): void {
    const { counts, tallies } = this;
    const { id } = segment;
    switch (id) {
      case 'ST':
        return this.endClaim();
      case 'HL':
        this.endClaim();
        return tallies.hl.add(segment.el(3));
      case 'BHT':
        return tallies.bht06.add(segment.el(6));
      case 'CLM':
        return this.beginClaim(segment);
      case 'SV1':
      case 'SV2':
      case 'SV3':
        return this.line(segment, id);
      case 'SBR':
        return this.subscriber(segment);
      case 'HI':
        return this.diagnoses(segment);
      case 'NM1':
        if (segment.el(1) === '85' && segment.el(8) === 'XX' && !segment.isEmpty(9))
          this.billingNpis.add(segment.el(9));
        return;
      case 'SVD':
        counts.svd += 1;
        return;
      case 'CAS':
        counts.cas_segments += 1;
    }
  }

  /** 837I, 837D or 837P by the service lines; 837 when there are none. */
  transaction(): string {
    if (this.lineKinds.get('SV2') > 0) return '837I';
    if (this.lineKinds.get('SV3') > 0) return '837D';
    return this.lineKinds.get('SV1') > 0 ? '837P' : '837';
  }

  facts(): Facts {
    this.endClaim();
    const tallies = Object.fromEntries(Object.entries(this.tallies).map(([key, tally]) => [key, tally.toJSON()]));
    return {
      ...this.counts,
      ...tallies,
      clm02_sum: this.claimTotal.toString(),
      line_charge_sum: this.lineTotal.toString(),
      billing_npi: [...this.billingNpis].sort(),
      ...(this.nonNumeric === 0 ? {} : { nonnumeric_amounts: this.nonNumeric }),
    };
  }

  private beginClaim(segment: Segment): void {
    this.endClaim();
    this.counts.clm += 1;
    const charge = new ExactSum();
    charge.add(segment.el(2));
    if (!this.claimTotal.add(segment.el(2))) this.nonNumeric += 1;
    this.tallies.pos.add(segment.comp(5, 1));
    this.tallies.clm05_3.add(segment.comp(5, 3));
    this.claim = { charge, lines: new ExactSum(), lineCount: 0 };
  }

  private line(segment: Segment, id: string): void {
    this.counts.lines += 1;
    this.lineKinds.add(id);
    const charge = segment.el(CHARGE_ELEMENT[id] ?? 2);
    if (!this.lineTotal.add(charge)) this.nonNumeric += 1;
    if (this.claim === undefined) return;
    this.claim.lineCount += 1;
    this.claim.lines.add(charge);
  }

  private subscriber(segment: Segment): void {
    if (this.claim !== undefined) {
      this.counts.other_payer_sbr += 1;
      return;
    }
    this.tallies.sbr01.add(segment.el(1));
    this.tallies.sbr09.add(segment.el(9));
  }

  private diagnoses(segment: Segment): void {
    for (let n = 1; n <= segment.count; n += 1) {
      if (DIAGNOSIS_QUALIFIERS.has(segment.comp(n, 1))) this.counts.diagnosis_codes += 1;
    }
  }

  private endClaim(): void {
    const { claim } = this;
    this.claim = undefined;
    if (claim !== undefined && claim.lineCount > 0 && !claim.lines.equals(claim.charge)) {
      this.counts.claims_line_sum_mismatch += 1;
    }
  }
}
