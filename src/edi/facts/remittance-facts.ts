import type { Segment } from '../x12/segment.js';
import { ExactSum } from './exact-sum.js';
import type { Facts, SetFacts } from './fact.js';
import { Tally } from './tally.js';

interface OpenService {
  readonly charge: ExactSum;
  readonly paid: ExactSum;
  readonly adjusted: ExactSum;
}

interface OpenClaim extends OpenService {
  readonly serviceCharge: ExactSum;
  readonly servicePaid: ExactSum;
  readonly serviceAdjusted: ExactSum;
  services: number;
}

/** Good ones of all: `3/4`. */
class Ratio {
  private good = 0;
  private all = 0;

  add(isGood: boolean): void {
    this.all += 1;
    if (isGood) this.good += 1;
  }

  toString(): string {
    return `${this.good}/${this.all}`;
  }
}

const newSums = (): OpenService => ({ charge: new ExactSum(), paid: new ExactSum(), adjusted: new ExactSum() });

const difference = (from: ExactSum, ...less: readonly ExactSum[]): ExactSum => {
  const result = new ExactSum();
  result.addSum(from);
  for (const one of less) result.addSum(one, -1);
  return result;
};

/** Facts of 835 sets. */
export class RemittanceFacts implements SetFacts {
  private readonly counts = { clp: 0, svc: 0, cas_segments: 0, plb_segments: 0, lq_codes: 0 };
  private readonly sums = {
    bpr02_total: new ExactSum(),
    clp03_sum: new ExactSum(),
    clp04_sum: new ExactSum(),
    clp05_sum: new ExactSum(),
    svc02_sum: new ExactSum(),
    svc03_sum: new ExactSum(),
    cas_sum: new ExactSum(),
    cas_pr_sum: new ExactSum(),
    plb_sum: new ExactSum(),
  };
  private readonly tallies = {
    bpr04: new Tally(),
    clp02: new Tally(),
    cas_by_code: new Tally(),
    plb_reasons: new Tally(),
  };
  private readonly ratios = {
    tx_balanced: new Ratio(),
    claims_balanced: new Ratio(),
    services_balanced: new Ratio(),
    claims_svc_rollup_ok: new Ratio(),
  };
  private nonNumeric = 0;
  private set: { readonly payment: ExactSum; readonly explained: ExactSum } | undefined;
  private claim: OpenClaim | undefined;
  private service: OpenService | undefined;

  segment(segment: Segment): void {
    switch (segment.id) {
      case 'ST':
        this.endSet();
        this.set = { payment: new ExactSum(), explained: new ExactSum() };
        return;
      case 'SE':
        return this.endSet();
      case 'BPR':
        return this.payment(segment);
      case 'CLP':
        return this.beginClaim(segment);
      case 'SVC':
        return this.beginService(segment);
      case 'CAS':
        return this.adjustments(segment);
      case 'PLB':
        return this.providerAdjustments(segment);
      case 'LQ':
        this.counts.lq_codes += 1;
    }
  }

  facts(): Facts {
    this.endSet();
    const texts = (values: Readonly<Record<string, ExactSum | Ratio>>): Record<string, string> =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.toString()]));
    const tallies = Object.fromEntries(Object.entries(this.tallies).map(([key, tally]) => [key, tally.toJSON()]));
    return {
      ...this.counts,
      ...texts(this.sums),
      ...tallies,
      cas_adjustments: this.tallies.cas_by_code.total,
      plb_adjustments: this.tallies.plb_reasons.total,
      ...texts(this.ratios),
      ...(this.nonNumeric === 0 ? {} : { nonnumeric_amounts: this.nonNumeric }),
    };
  }

  /** Adds an element to every sum it belongs to; one that is no number counts once. */
  private add(text: string, sign: 1 | -1, ...sums: readonly (ExactSum | undefined)[]): void {
    let numeric = true;
    for (const sum of sums) numeric = (sum === undefined || sum.add(text, sign)) && numeric;
    if (!numeric) this.nonNumeric += 1;
  }

  private payment(segment: Segment): void {
    const sign = segment.el(3) === 'D' ? -1 : 1;
    this.add(segment.el(2), sign, this.sums.bpr02_total, this.set?.payment);
    this.tallies.bpr04.add(segment.el(4));
  }

  private beginClaim(segment: Segment): void {
    this.endClaim();
    const inner = { serviceCharge: new ExactSum(), servicePaid: new ExactSum(), serviceAdjusted: new ExactSum() };
    const claim: OpenClaim = { ...newSums(), ...inner, services: 0 };
    this.claim = claim;
    this.counts.clp += 1;
    this.tallies.clp02.add(segment.el(2));
    this.add(segment.el(3), 1, this.sums.clp03_sum, claim.charge);
    this.add(segment.el(4), 1, this.sums.clp04_sum, claim.paid, this.set?.explained);
    this.add(segment.el(5), 1, this.sums.clp05_sum);
  }

  private beginService(segment: Segment): void {
    this.endService();
    const service = newSums();
    this.service = service;
    this.counts.svc += 1;
    if (this.claim !== undefined) this.claim.services += 1;
    this.add(segment.el(2), 1, this.sums.svc02_sum, service.charge, this.claim?.serviceCharge);
    this.add(segment.el(3), 1, this.sums.svc03_sum, service.paid, this.claim?.servicePaid);
  }

  private adjustments(segment: Segment): void {
    this.counts.cas_segments += 1;
    const group = segment.el(1);
    for (let n = 2; n <= segment.count; n += 3) {
      const [reason, amount] = [segment.el(n), segment.el(n + 1)];
      if (reason === '' && amount === '') continue;
      this.tallies.cas_by_code.add(`${group}-${reason}`);
      const patient = group === 'PR' ? this.sums.cas_pr_sum : undefined;
      const owner = this.service ?? this.claim;
      const ofClaim = this.service === undefined ? undefined : this.claim?.serviceAdjusted;
      this.add(amount, 1, this.sums.cas_sum, patient, owner?.adjusted, ofClaim);
    }
  }

  private providerAdjustments(segment: Segment): void {
    this.counts.plb_segments += 1;
    for (let n = 3; n <= segment.count; n += 2) {
      const amount = segment.el(n + 1);
      if (segment.isEmpty(n) && amount === '') continue;
      this.tallies.plb_reasons.add(segment.comp(n, 1));
      this.add(amount, 1, this.sums.plb_sum);
      this.set?.explained.add(amount, -1);
    }
  }

  private endService(): void {
    const { service } = this;
    if (service === undefined) return;
    this.service = undefined;
    this.ratios.services_balanced.add(difference(service.charge, service.adjusted).equals(service.paid));
  }

  private endClaim(): void {
    this.endService();
    const { claim } = this;
    if (claim === undefined) return;
    this.claim = undefined;
    const { charge, paid, adjusted, serviceCharge, servicePaid, serviceAdjusted } = claim;
    this.ratios.claims_balanced.add(difference(charge, adjusted, serviceAdjusted).equals(paid));
    if (claim.services === 0) return;
    const rolledUp = serviceCharge.equals(charge) && difference(servicePaid, adjusted).equals(paid);
    this.ratios.claims_svc_rollup_ok.add(rolledUp);
  }

  private endSet(): void {
    this.endClaim();
    if (this.set === undefined) return;
    this.ratios.tx_balanced.add(this.set.payment.equals(this.set.explained));
    this.set = undefined;
  }
}
