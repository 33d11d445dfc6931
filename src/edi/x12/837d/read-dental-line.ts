import { ZERO } from '../837p/amounts.js';
import type { ClaimLine } from '../837p/claim-837.js';
import type { Draft } from '../837p/draft.js';
import { procedure } from '../837p/read-procedure.js';
import type { Segment } from '../segment.js';

/** SV3: procedure, charge, place and quantity. Teeth, surfaces and orthodontics stay raw segments of the line. */
export function readSv3(line: Draft<ClaimLine>, s: Segment): void {
  const done = procedure(s, 1);
  if (done) line.procedure = done;
  line.chargeCents = s.cents(2) ?? ZERO;
  const place = s.el(3);
  if (place) line.placeOfService = place;
  const units = s.el(6);
  if (units) line.units = units;
}
