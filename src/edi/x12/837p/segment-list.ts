import { lookupTable } from '../lookup-table.js';
import { type Element, isUnwritable, type OutSegment, writableText } from '../write.js';

/** A free text from which a separator or control character was taken out, because X12 has no escape for it. */
export interface ReplacedText {
  readonly claim?: string;
  readonly segmentId: string;
  readonly element: number;
}

/** An identifier that holds a separator or control character: never altered, so the claim cannot be sent. */
export type UnwritableIdentifier = ReplacedText;

/** Elements people type: names, streets, notes. Everything else identifies or codes something. */
const FREE_TEXT = lookupTable<readonly number[]>({
  NM1: [3, 4, 5, 6, 7],
  N3: [1, 2],
  N4: [1],
  PER: [2],
  NTE: [2],
  SBR: [4],
  REF: [3],
  K3: [1],
  FRM: [3],
  CR1: [9, 10],
  CR2: [10, 11],
  MSG: [1],
});
/** Segments whose procedure composite ends in a description (component 7). */
const DESCRIBED = new Set(['SV1', 'SV2', 'SV3', 'SVD']);

/** Segments of a set in order; cleans free text and remembers what cannot be written. */
export class SegmentList {
  readonly segments: OutSegment[] = [];
  readonly replaced: ReplacedText[] = [];
  readonly unwritable: UnwritableIdentifier[] = [];
  /** CLM01 of the claim being written. */
  claim: string | undefined;

  add(id: string, ...elements: Element[]): void {
    for (let at = 0; at < elements.length; at++) {
      const element = elements[at];
      if (element === undefined) continue;
      if (typeof element !== 'string') elements[at] = this.cleanComposite(id, at + 1, element);
      else if (isUnwritable(element)) elements[at] = this.clean(id, at + 1, element, FREE_TEXT[id]?.includes(at + 1));
    }
    this.segments.push({ id, elements });
  }

  /** Adds a segment no field exists for; its loop decided where. */
  addRaw(raw: { readonly id: string; readonly elements: readonly Element[] }): void {
    this.add(raw.id, ...raw.elements);
  }

  private cleanComposite(
    id: string,
    n: number,
    parts: readonly (string | undefined)[],
  ): readonly (string | undefined)[] {
    if (!parts.some((part) => part !== undefined && isUnwritable(part))) return parts;
    return parts.map((part, at) =>
      part !== undefined && isUnwritable(part) ? this.clean(id, n, part, DESCRIBED.has(id) && at === 6) : part,
    );
  }

  private clean(id: string, n: number, value: string, freeText: boolean | undefined): string {
    const about = { ...(this.claim === undefined ? {} : { claim: this.claim }), segmentId: id, element: n };
    (freeText ? this.replaced : this.unwritable).push(about);
    return writableText(value);
  }
}
