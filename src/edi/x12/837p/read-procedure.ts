import type { Segment } from '../segment.js';
import type { ClaimProcedure } from './claim-837.js';
import type { Draft } from './draft.js';

/** A procedure composite with up to four modifiers. */
export function procedure(s: Segment, n: number): Draft<ClaimProcedure> | undefined {
  if (!s.el(n)) return undefined;
  const parts = s.comps(n);
  const done: Draft<ClaimProcedure> = { qualifier: parts[0] ?? '', code: parts[1] ?? '', modifiers: [] };
  for (let k = 2; k <= 5; k++) {
    const modifier = parts[k];
    if (modifier) done.modifiers.push(modifier);
  }
  const description = parts[6];
  if (description) done.description = description;
  return done;
}
