import type { Segment } from '../x12/segment.js';
import { ExactSum } from './exact-sum.js';
import type { Facts, SetFacts } from './fact.js';
import { Tally } from './tally.js';

/** Elements of STC that hold a status: category, status, entity. */
const STATUS_ELEMENTS = [1, 10, 11];

/** Facts of 276 sets, and of 277 sets of every guide. */
export class StatusFacts implements SetFacts {
  private readonly counts = { trn: 0, ref: 0, svc: 0 };
  private readonly answerCounts = { stc_segments: 0, qty: 0, amt: 0 };
  private readonly levels = new Tally();
  private readonly codes = new Tally();
  private readonly charge = new ExactSum();
  private readonly paid = new ExactSum();

  constructor(private readonly st01: '276' | '277') {}

  segment(segment: Segment): void {
    switch (segment.id) {
      case 'HL':
        return this.levels.add(segment.el(3));
      case 'TRN':
        this.counts.trn += 1;
        return;
      case 'REF':
        this.counts.ref += 1;
        return;
      case 'SVC':
        this.counts.svc += 1;
        return;
      case 'STC':
        return this.status(segment);
      case 'QTY':
        this.answerCounts.qty += 1;
        return;
      case 'AMT':
        this.answerCounts.amt += 1;
    }
  }

  facts(): Facts {
    const both: Facts = { [`${this.st01}_hl`]: this.levels.toJSON(), ...this.counts };
    if (this.st01 === '276') return both;
    const sums = { stc04_sum: this.charge.toString(), stc05_sum: this.paid.toString() };
    return { ...both, ...this.answerCounts, ...sums, stc_codes: this.codes.toJSON() };
  }

  private status(segment: Segment): void {
    this.answerCounts.stc_segments += 1;
    this.charge.add(segment.el(4));
    this.paid.add(segment.el(5));
    for (const n of STATUS_ELEMENTS) {
      if (!segment.isEmpty(n)) this.codes.add(segment.comps(n).slice(0, 3).join(':'));
    }
  }
}
