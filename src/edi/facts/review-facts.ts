import type { Segment } from '../x12/segment.js';
import type { Facts, SetFacts } from './fact.js';
import { Tally } from './tally.js';

const REJECTIONS_LISTED = 12;

/** Adds `AAA01:AAA03:AAA04` to the list, of which the first twelve count. */
export function rejectionsUpTo(list: string[], segment: Segment): void {
  if (list.length < REJECTIONS_LISTED) list.push(`${segment.el(1)}:${segment.el(3)}:${segment.el(4)}`);
}

/** Facts of 278 sets. */
export class ReviewFacts implements SetFacts {
  private readonly levels = new Tally();
  private readonly requests: string[] = [];
  private readonly decisions: string[] = [];
  private readonly rejections: string[] = [];
  private traces = 0;

  segment(segment: Segment): void {
    switch (segment.id) {
      case 'HL':
        return this.levels.add(segment.el(3));
      case 'UM':
        this.requests.push(`${segment.el(1)}:${segment.el(2)}`);
        return;
      case 'HCR':
        this.decisions.push(`${segment.el(1)}:${segment.el(2)}`);
        return;
      case 'AAA':
        return rejectionsUpTo(this.rejections, segment);
      case 'TRN':
        this.traces += 1;
    }
  }

  facts(): Facts {
    const lists = { um: this.requests, hcr: this.decisions, aaa: this.rejections };
    return { '278_hl': this.levels.toJSON(), ...lists, trn: this.traces };
  }
}
