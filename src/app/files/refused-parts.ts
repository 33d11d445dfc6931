import type { X12Item } from '../../edi/x12/read.js';

/** Beyond this many refused parts nothing of the file is used: the list itself must not fill the memory. */
const MOST_PARTS = 100_000;

interface OpenSet {
  readonly key: string;
  readonly st01: string;
  whole: boolean;
  readonly claims: string[];
}

/**
 * Which parts of a file may not be used, gathered in a first reading: the verdict of a set, a group or an interchange
 * comes only after its documents. In an 837 a fault that belongs to one claim refuses that claim, not its neighbours.
 */
export class RefusedParts {
  sets = 0;
  claims = 0;
  private readonly parts = new Set<string>();
  private open: OpenSet | undefined;

  take(item: X12Item): void {
    switch (item.kind) {
      case 'set':
        this.open = { key: placeOf(item), st01: item.st01, whole: false, claims: [] };
        return;
      case 'problem':
        return this.note(item.problem.severity, item.problem.subject?.claim);
      case 'setEnd':
        if (item.verdict === 'refused') this.endRefusedSet(item);
        this.open = undefined;
        return;
      case 'groupEnd':
        if (item.verdict === 'refused') this.parts.add(`${item.interchange}/${item.ordinal}`);
        return;
      case 'interchangeEnd':
        if (item.verdict === 'refused') this.parts.add(`${item.ordinal}`);
        return;
      default:
    }
  }

  private note(severity: string, claim: string | undefined): void {
    if (!this.open || severity !== 'refused') return;
    if (this.open.st01 === '837' && claim !== undefined && this.open.claims.length < MOST_PARTS)
      this.open.claims.push(claim);
    else this.open.whole = true;
  }

  private endRefusedSet(end: SetPlace): void {
    const { open } = this;
    if (!open || open.whole || open.claims.length === 0) {
      this.sets += 1;
      this.parts.add(placeOf(end));
      return;
    }
    const claims = new Set(open.claims);
    this.claims += claims.size;
    for (const claim of claims) this.parts.add(`${open.key}/${claim}`);
  }

  /** Whether anything of this set may be used. */
  mayUseSet(set: SetPlace): boolean {
    const { interchange, group } = set;
    const around = [`${interchange}`, `${interchange}/${group}`, placeOf(set)];
    return this.parts.size <= MOST_PARTS && around.every((part) => !this.parts.has(part));
  }

  mayUseClaim(set: SetPlace, claimNumber: string): boolean {
    return !this.parts.has(`${placeOf(set)}/${claimNumber}`);
  }

  /** For what stands beside the groups of an interchange: TA1. */
  mayUseInterchange(interchange: number): boolean {
    return this.parts.size <= MOST_PARTS && !this.parts.has(`${interchange}`);
  }
}

export interface SetPlace {
  readonly interchange: number;
  readonly group: number;
  readonly ordinal: number;
}

/**
 * `2/1/3`: second interchange, its first group, its third set. What a set holds is counted anew in each set, and which sets
 * may be used can change until the next reading: only place and count together name an answer of a file for good.
 */
export const placeOf = ({ interchange, group, ordinal }: SetPlace): string => `${interchange}/${group}/${ordinal}`;
