import type { Segment } from '../segment.js';
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
