import type { Segment } from '../segment.js';
import type { SegmentView } from '../segment-view.js';
import { structureOf } from '../structure/guide-structures.js';
import { StructureWalk, type WalkSink } from '../structure/walk-structure.js';
import type { InterchangeAcknowledgement } from './acknowledgement-items.js';

export function readTa1(segment: Segment): InterchangeAcknowledgement {
  return {
    kind: 'interchangeAcknowledgement',
    control: segment.el(1),
    date: segment.el(2),
    time: segment.el(3),
    code: segment.el(4),
    note: segment.el(5),
    place: segment.place(),
  };
}

/** Compares a TA1 with its row. What is wrong with an answer to us is told; the answer is used all the same. */
export function checkTa1(view: SegmentView, out: WalkSink): void {
  const structure = structureOf('TA1', '');
  if (structure === undefined) return;
  new StructureWalk(structure, {
    problem: (draft) => out.problem({ ...draft, severity: 'warning' }),
    told: (byte, element) => out.told(byte, element),
  }).segment(view);
}
