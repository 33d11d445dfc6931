import type { Segment } from '../x12/segment.js';
import type { Facts, SetFacts } from './fact.js';
import { rejectionsUpTo } from './review-facts.js';
import { Tally } from './tally.js';

const filled = (values: readonly string[]): number => values.filter((value) => value !== '').length;

/** Facts of 270 and 271 sets. */
export class EligibilityFacts implements SetFacts {
  private readonly counts = { trn: 0, members: 0 };
  private readonly inquiry = { eq_segments: 0, eq_service_types: 0 };
  private readonly answer = { eb: 0, eb03_values: 0, msg: 0 };
  private readonly levels = new Tally();
  private readonly benefits = new Tally();
  private readonly rejections: string[] = [];
  private firstMember = '';

  constructor(private readonly st01: '270' | '271') {}

  segment(segment: Segment): void {
    switch (segment.id) {
      case 'HL':
        return this.levels.add(segment.el(3));
      case 'TRN':
        this.counts.trn += 1;
        return;
      case 'NM1':
        return this.name(segment);
      case 'EQ':
        this.inquiry.eq_segments += 1;
        this.inquiry.eq_service_types += filled(segment.reps(1));
        return;
      case 'EB':
        this.answer.eb += 1;
        this.answer.eb03_values += filled(segment.reps(3));
        return this.benefits.add(segment.el(1));
      case 'MSG':
        this.answer.msg += 1;
        return;
      case 'AAA':
        rejectionsUpTo(this.rejections, segment);
    }
  }

  facts(): Facts {
    const both: Facts = {
      [`${this.st01}_hl`]: this.levels.toJSON(),
      ...this.counts,
      first_member: this.firstMember,
    };
    if (this.st01 === '270') return { ...both, ...this.inquiry };
    return { ...both, ...this.answer, eb01: this.benefits.toJSON(), aaa: this.rejections };
  }

  private name(segment: Segment): void {
    const entity = segment.el(1);
    if (entity !== 'IL' && entity !== '03') return;
    this.counts.members += 1;
    if (this.counts.members === 1) this.firstMember = `${entity}=${segment.el(3)}`;
  }
}
