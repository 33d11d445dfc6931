import type { Segment } from '../segment.js';
import type { UnmodelledSegment } from './claim-837.js';
import type { Draft } from './draft.js';

/** Keeps a segment whole: an element with components becomes a list, trailing empties go. */
export function rawSegment(s: Segment, loop: string): Draft<UnmodelledSegment> {
  const elements: (string | string[])[] = [];
  for (let n = 1; n <= s.count; n++) {
    const parts = s.comps(n);
    elements.push(parts.length > 1 ? parts : (parts[0] ?? ''));
  }
  while (elements.at(-1) === '') elements.pop();
  return { loop, id: s.id, elements };
}
