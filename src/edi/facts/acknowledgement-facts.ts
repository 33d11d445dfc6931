import type { Segment } from '../x12/segment.js';
import type { Facts, SetFacts } from './fact.js';
import { Tally } from './tally.js';

function firstElements(segment: Segment, count: number, separator: string): string {
  const elements: string[] = [];
  for (let n = 1; n <= count; n += 1) elements.push(segment.el(n));
  return elements.join(separator);
}

/** Facts of 997 and 999 sets. */
export class AcknowledgementFacts implements SetFacts {
  private readonly counts = { ak2: 0, ctx: 0 };
  private readonly verdicts = new Tally();
  private readonly lists: Record<'ak1' | 'ak9' | 'ik3' | 'ik4', string[]> = { ak1: [], ak9: [], ik3: [], ik4: [] };

  segment(segment: Segment): void {
    switch (segment.id) {
      case 'AK1':
        this.lists.ak1.push(firstElements(segment, 2, ':'));
        return;
      case 'AK2':
        this.counts.ak2 += 1;
        return;
      case 'IK5':
      case 'AK5':
        return this.verdicts.add(segment.el(1));
      case 'AK9':
        this.lists.ak9.push(firstElements(segment, 4, '/'));
        return;
      case 'IK3':
      case 'AK3':
        this.lists.ik3.push(firstElements(segment, 4, ':'));
        return;
      case 'IK4':
      case 'AK4':
        this.lists.ik4.push(firstElements(segment, 3, ':'));
        return;
      case 'CTX':
        this.counts.ctx += 1;
    }
  }

  facts(): Facts {
    return { ...this.counts, ...this.lists, ik5_or_ak5: this.verdicts.toJSON() };
  }
}

/** Facts of 275 sets. */
export class AttachmentFacts implements SetFacts {
  private readonly counts = { '275_trn': 0, bin: 0, bds: 0, lx: 0 };

  segment(segment: Segment): void {
    switch (segment.id) {
      case 'TRN':
        this.counts['275_trn'] += 1;
        return;
      case 'BIN':
        this.counts.bin += 1;
        return;
      case 'BDS':
        this.counts.bds += 1;
        return;
      case 'LX':
        this.counts.lx += 1;
    }
  }

  facts(): Facts {
    return { ...this.counts };
  }
}
