import type { Segment } from '../segment.js';
import type { OutSegment } from '../write.js';
import { seg } from '../write.js';
import type { Problems } from './segment-values.js';

/** HL03 of the levels we read: `20` source, `21` receiver, `19` provider, `22` subscriber, `23` dependent, `PT` patient. */
export type LevelCode = string;

/** Checks HL numbers as they come: HL01 counts from 1 through the set, HL02 names an earlier HL. Keeps one number. */
export class HierarchyCheck {
  private last = 0;

  /** True until the first HL. */
  get isUntouched(): boolean {
    return this.last === 0;
  }

  /** Returns HL03. */
  level(s: Segment, out: Problems): LevelCode {
    this.number(s, out);
    const parent = s.el(2);
    if (parent !== '' && !(Number(parent) >= 1 && Number(parent) < this.last)) {
      out.problem({ code: 'HL_PARENT_UNKNOWN', severity: 'note', place: s.place(), element: 2, valueShown: parent });
    }
    return s.el(3);
  }

  /** HL01 alone: the 837 knows which parent each of its levels must name, and checks that itself. */
  number(s: Segment, out: Problems): void {
    const number = Number(s.el(1));
    const expected = this.last + 1;
    this.last = expected;
    if (number !== expected) {
      out.problem({ code: 'HL_NUMBER_WRONG', severity: 'note', place: s.place(), element: 1, expected: `${expected}` });
      if (Number.isSafeInteger(number) && number > 0) this.last = number;
    }
  }
}

/** Numbers the HL segments of a set that is written. Ranks count from 0, the parent is the last HL of a lower rank. */
export class HierarchyNumbers {
  private last = 0;
  private readonly open: (number | undefined)[] = [];

  /** Leave `hasChildren` out at a last level whose guide does not use HL04 (277CA patient, 276 and 277 dependent). */
  segment(rank: number, code: LevelCode, hasChildren?: boolean): OutSegment {
    this.last += 1;
    let parent: number | undefined;
    for (let above = rank - 1; above >= 0 && parent === undefined; above -= 1) parent = this.open[above];
    this.open.length = rank;
    this.open[rank] = this.last;
    const children = hasChildren === undefined ? undefined : hasChildren ? '1' : '0';
    return seg('HL', `${this.last}`, parent === undefined ? undefined : `${parent}`, code, children);
  }
}

/**
 * Folds items that repeat their parties into one hierarchy: tells from which rank on the parties of an item differ from
 * those of the item before. `keys[n]` stands for everything the HL of rank `n` holds.
 */
export class LevelFold {
  private keys: readonly string[] = [];

  firstNew(keys: readonly string[]): number {
    let rank = 0;
    while (rank < keys.length && rank < this.keys.length && keys[rank] === this.keys[rank]) rank += 1;
    this.keys = keys;
    return rank;
  }
}
