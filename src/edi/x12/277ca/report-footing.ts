import { decimalOf } from '../../../domain/money.js';
import type { Problems } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type { AcknowledgementLevel, ClaimAcknowledgementItem } from './claim-acknowledgement.js';
import { AcknowledgementFooting, type FootedLevel, type FootingDifference } from './foot-acknowledgement.js';

const MEANINGS: Readonly<Record<string, string>> = {
  90: 'accepted claims',
  QA: 'accepted claims',
  AA: 'rejected claims',
  QC: 'rejected claims',
  YU: 'accepted charges',
  YY: 'rejected charges',
};

/** Tells each QTY and AMT that its claims do not explain, at the segment that states it. */
export class FootingReport {
  private readonly footing = new AcknowledgementFooting();
  private readonly places = new Map<AcknowledgementLevel, Map<string, SegmentPlace>>();

  /** A QTY or AMT of a level still being read. */
  total(level: AcknowledgementLevel, s: Segment): void {
    const places = this.places.get(level) ?? new Map<string, SegmentPlace>();
    if (!places.has(s.el(1))) places.set(s.el(1), s.place());
    this.places.set(level, places);
  }

  /** An item handed out, in file order. */
  item(item: ClaimAcknowledgementItem, out: Problems): void {
    this.tell(this.footing.item(item), out);
  }

  end(out: Problems): void {
    this.tell(this.footing.end(), out);
  }

  private tell(levels: readonly FootedLevel[], out: Problems): void {
    for (const { level, differences } of levels) {
      const places = this.places.get(level);
      this.places.delete(level);
      for (const one of differences) {
        const place = places?.get(one.qualifier) ?? level.place;
        if (place !== undefined) out.problem(problemOf(one, place));
      }
    }
  }
}

function problemOf(difference: FootingDifference, place: SegmentPlace): Parameters<Problems['problem']>[0] {
  const { qualifier, level, stated, found } = difference;
  const isSum = qualifier === 'YU' || qualifier === 'YY';
  const number = isSum ? decimalOf(found) : String(found);
  return {
    code: isSum ? 'CONTENT_SUM_WRONG' : 'CONTENT_COUNT_WRONG',
    place,
    element: 2,
    loop: level === 'receiver' ? '2200B' : '2200C',
    expected: `${number} (${MEANINGS[qualifier] ?? qualifier})`,
    valueShown: isSum ? decimalOf(stated) : String(stated),
  };
}
