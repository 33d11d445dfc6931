import type { GuideReader, Sink } from '../guide-reader.js';
import { elementsOf } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type {
  AcknowledgedElement,
  AcknowledgedSegment,
  AcknowledgedSet,
  ImplementationAcknowledgement,
} from './acknowledgement-items.js';

type Draft<T> = { -readonly [K in keyof T]: T[K] };
type DraftElement = Omit<AcknowledgedElement, 'context'> & { readonly context: string[] };
type DraftSegment = Omit<AcknowledgedSegment, 'context' | 'elements'> & {
  readonly context: string[];
  readonly elements: DraftElement[];
};
type DraftSet = Omit<Draft<AcknowledgedSet>, 'segments'> & { readonly segments: DraftSegment[] };

const count = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

function errorsFrom(segment: Segment, first: number): string[] {
  const codes: string[] = [];
  for (let n = first; n < first + 5; n += 1) if (segment.el(n) !== '') codes.push(segment.el(n));
  return codes;
}

function elementOf(segment: Segment): DraftElement {
  const [component, repetition, copy] = [segment.comp(1, 2), segment.comp(1, 3), segment.el(4)];
  return {
    element: count(segment.comp(1, 1)),
    ...(component === '' ? {} : { component: count(component) }),
    ...(repetition === '' ? {} : { repetition: count(repetition) }),
    reference: segment.el(2),
    code: segment.el(3),
    ...(copy === '' ? {} : { valueCopy: copy }),
    context: [],
  };
}

/** Reads a 999 set (005010X231A1): one item, at its AK9 or where it broke off. */
class Reader999 implements GuideReader<ImplementationAcknowledgement> {
  private group = { functionalId: '', groupControl: '', guide: '' };
  private sets: DraftSet[] = [];
  private place: SegmentPlace | undefined;
  private done = false;

  segment(segment: Segment, out: Sink<ImplementationAcknowledgement>): void {
    switch (segment.id) {
      case 'AK1':
        this.group = { functionalId: segment.el(1), groupControl: segment.el(2), guide: segment.el(3) };
        this.place = segment.place();
        return;
      case 'AK2':
        this.beginSet(segment);
        return;
      case 'IK3':
        this.beginSegment(segment);
        return;
      case 'CTX':
        this.context(segment);
        return;
      case 'IK4':
        this.sets.at(-1)?.segments.at(-1)?.elements.push(elementOf(segment));
        return;
      case 'IK5':
        this.endSet(segment);
        return;
      case 'AK9':
        this.finish(segment, out);
        return;
      default:
        if (segment.id !== 'ST' && segment.id !== 'SE')
          out.problem({ code: 'SEGMENT_UNKNOWN', place: segment.place() });
    }
  }

  end(out: Sink<ImplementationAcknowledgement>): void {
    if (this.done || this.place === undefined) return;
    out.problem({ code: 'SEGMENT_MISSING', place: this.place, expected: 'the verdict on the group (AK9)' });
  }

  private beginSet(segment: Segment): void {
    const [st01, control, guide] = [segment.el(1), segment.el(2), segment.el(3)];
    this.sets.push({ st01, control, guide, code: '', errors: [], segments: [] });
  }

  private beginSegment(segment: Segment): void {
    const [segmentId, loop, code] = [segment.el(1), segment.el(3), segment.el(4)];
    const segmentInSet = count(segment.el(2));
    this.sets.at(-1)?.segments.push({ segmentId, segmentInSet, loop, code, context: [], elements: [] });
  }

  private context(segment: Segment): void {
    // Where the trigger lies (CTX02 to CTX06) belongs to each repetition of CTX01.
    const where = elementsOf(segment).slice(1);
    const texts = segment.reps(1).map((text) => [text, ...where].join('*'));
    const owner = this.sets.at(-1)?.segments.at(-1);
    (owner?.elements.at(-1) ?? owner)?.context.push(...texts);
  }

  private endSet(segment: Segment): void {
    const set = this.sets.at(-1);
    if (set === undefined) return;
    set.code = segment.el(1);
    set.errors = errorsFrom(segment, 2);
  }

  private finish(segment: Segment, out: Sink<ImplementationAcknowledgement>): void {
    this.done = true;
    const place = this.place ?? segment.place();
    const item: ImplementationAcknowledgement = {
      kind: 'implementationAcknowledgement',
      ...this.group,
      code: segment.el(1),
      setsIncluded: count(segment.el(2)),
      setsReceived: count(segment.el(3)),
      setsAccepted: count(segment.el(4)),
      errors: errorsFrom(segment, 5),
      sets: this.sets,
      place,
    };
    const accepted = this.sets.filter(({ code }) => code === 'A' || code === 'E').length;
    if (this.sets.length === item.setsReceived && accepted !== item.setsAccepted) {
      const subject = { place: segment.place(), element: 4, expected: String(accepted) };
      out.problem({ code: 'ACKNOWLEDGEMENT_COUNT_WRONG', ...subject });
    }
    for (const set of this.sets) {
      if (set.code === '')
        out.problem({ code: 'SEGMENT_MISSING', place: segment.place(), expected: `IK5 of set ${set.control}` });
    }
    out.item(item);
  }
}

export const reader999 = (): GuideReader<ImplementationAcknowledgement> => new Reader999();
