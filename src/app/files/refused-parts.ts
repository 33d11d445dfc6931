import type { X12Item } from '../../edi/x12/read.js';
import { readInbound, type FileRef } from './read-inbound.js';
import type { Deps } from '../deps.js';

interface InSet {
  readonly interchange: number;
  readonly group: number;
  readonly set: number;
}

const keyOf = ({ interchange, group, set }: InSet): string => `${interchange}|${group}|${set}`;

/**
 * What of a file must not be used: an interchange, group or set that is damaged, and a single claim with a value that
 * cannot be read. The verdict of each comes after its claims, so the file is read once before anything is opened.
 */
export class RefusedParts {
  private readonly parts = new Set<string>();

  take(item: X12Item): void {
    if (item.kind === 'interchangeEnd' && item.verdict === 'refused') this.parts.add(`${item.ordinal}`);
    else if (item.kind === 'groupEnd' && item.verdict === 'refused')
      this.parts.add(`${item.interchange}|${item.ordinal}`);
    else if (item.kind === 'problem' && item.problem.severity === 'refused') {
      const { at, subject } = item.problem;
      if (at.set === undefined) return;
      const set = keyOf({ interchange: at.interchange, group: at.group ?? 0, set: at.set });
      this.parts.add(subject?.claim === undefined ? set : `${set}|${subject.claim}`);
    }
  }

  /** True when the claim, its set, or what stands around them is refused. */
  has(where: InSet, claimNumber: string): boolean {
    const { interchange, group } = where;
    const set = keyOf(where);
    return [`${interchange}`, `${interchange}|${group}`, set, `${set}|${claimNumber}`].some((part) =>
      this.parts.has(part),
    );
  }
}

/** Reads the file through for what is refused in it. */
export async function refusedParts(deps: Deps, file: FileRef): Promise<RefusedParts> {
  const refused = new RefusedParts();
  for await (const item of readInbound(deps, file)) refused.take(item);
  return refused;
}
