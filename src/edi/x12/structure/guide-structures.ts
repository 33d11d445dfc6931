import { LOOPS_270, STRUCTURE_270 } from './270.table.js';
import { LOOPS_271, STRUCTURE_271 } from './271.table.js';
import { LOOPS_275, STRUCTURE_275 } from './275.table.js';
import { LOOPS_276, STRUCTURE_276 } from './276.table.js';
import { STRUCTURE_277, LOOPS_277 } from './277.table.js';
import { LOOPS_277_REQUEST, STRUCTURE_277_REQUEST } from './277-request.table.js';
import { STRUCTURE_277CA, LOOPS_277CA } from './277ca.table.js';
import { STRUCTURE_835, LOOPS_835 } from './835.table.js';
import { LOOPS_837D, STRUCTURE_837D } from './837-dental.table.js';
import { STRUCTURE_837I, LOOPS_837I } from './837-institutional.table.js';
import { STRUCTURE_837P, LOOPS_837P } from './837-professional.table.js';
import { STRUCTURE_999, LOOPS_999 } from './999.table.js';
import { LOOPS_278, STRUCTURE_278 } from './278.table.js';
import { LOOPS_TA1, STRUCTURE_TA1 } from './ta1.table.js';
import { compileStructure, type Structure } from './compile-structure.js';
import { loopRules, segmentRules } from './structure-table.js';

/** The table of a guide as written in its `.table.ts` file. */
interface GuideTable {
  readonly segments: string;
  readonly loops: string;
}

/** By ST01 and guide; the guide without its addenda has the same rows. */
const TABLES: Readonly<Record<string, GuideTable>> = {
  '835 005010X221A1': { segments: STRUCTURE_835, loops: LOOPS_835 },
  '837 005010X222A1': { segments: STRUCTURE_837P, loops: LOOPS_837P },
  '837 005010X223A2': { segments: STRUCTURE_837I, loops: LOOPS_837I },
  '837 005010X224A2': { segments: STRUCTURE_837D, loops: LOOPS_837D },
  '270 005010X279A1': { segments: STRUCTURE_270, loops: LOOPS_270 },
  '271 005010X279A1': { segments: STRUCTURE_271, loops: LOOPS_271 },
  '276 005010X212': { segments: STRUCTURE_276, loops: LOOPS_276 },
  '277 005010X212': { segments: STRUCTURE_277, loops: LOOPS_277 },
  '277 005010X214': { segments: STRUCTURE_277CA, loops: LOOPS_277CA },
  '277 005010X213': { segments: STRUCTURE_277_REQUEST, loops: LOOPS_277_REQUEST },
  '278 005010X217': { segments: STRUCTURE_278, loops: LOOPS_278 },
  '275 005010X210': { segments: STRUCTURE_275, loops: LOOPS_275 },
  '999 005010X231A1': { segments: STRUCTURE_999, loops: LOOPS_999 },
  // Between ISA and GS, of no guide.
  'TA1 ': { segments: STRUCTURE_TA1, loops: LOOPS_TA1 },
};

const compiled = new Map<string, Structure>();

/** The structure of a guide, made on its first use; undefined when it has no table. `guide` is the one we expect. */
export function structureOf(st01: string, guide: string): Structure | undefined {
  const name = `${st01} ${guide}`;
  const table = TABLES[name];
  if (table === undefined) return undefined;
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const structure = compileStructure(segmentRules(table.segments), loopRules(table.loops));
  compiled.set(name, structure);
  return structure;
}
