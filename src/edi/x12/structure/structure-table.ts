/** One element of a segment, or one component of a composite. */
export interface ElementRule {
  readonly element: number;
  readonly component?: number;
  readonly required: boolean;
  /** X12 data type: `AN` text, `ID` code, `R` decimal, `N0` whole number, `DT` date, `TM` time, `-` composite. */
  readonly dataType: string;
  readonly min: number;
  readonly max: number;
  /** Most repetitions of the element; 1 when the guide does not let it repeat. */
  readonly repeats: number;
  /** Codes the guide allows; empty when it does not limit them. */
  readonly codes: readonly string[];
  /** A code list kept outside the guide (`carc`, `rarc`, `pos`, …): see `code-lists.ts`. */
  readonly list?: string;
}

export interface SegmentRule {
  /** Loop as the guide numbers it: '2010AA'; '' for ST, BHT, SE. */
  readonly loop: string;
  readonly id: string;
  readonly required: boolean;
  /** False for a row no source confirms: it may warn, never refuse. */
  readonly confirmed: boolean;
  /** Most uses in one loop; 0 = no limit. */
  readonly maxUse: number;
  readonly name: string;
  readonly elements: readonly ElementRule[];
  /** Elements the row does not list are not judged: nobody told us what the guide says of them. */
  readonly isOpen: boolean;
  /** What the row rests on where it is not the guide's public map: `files`. */
  readonly source: string;
}

export interface LoopRule {
  readonly loop: string;
  /** Loops it may stand in; '' is the set itself. */
  readonly parents: readonly string[];
  /** Most repetitions in one parent; 0 = no limit. */
  readonly maxRepeat: number;
}

function elementRule(text: string): ElementRule {
  const [position = '', usage = '', dataType = '', min = '0', width = '0', codes = ''] = text.split(' ');
  const [element = '0', component] = position.split('-');
  const [max = '0', repeats = '1'] = width.split('x');
  const isList = codes.startsWith('@');
  return {
    element: Number(element),
    ...(component === undefined ? {} : { component: Number(component) }),
    required: usage === 'R',
    dataType,
    min: Number(min),
    max: Number(max),
    repeats: Number(repeats),
    codes: codes === '' || isList ? [] : codes.split(',').map((code) => code.replaceAll('_', ' ')),
    ...(isList ? { list: codes.slice(1) } : {}),
  };
}

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|'));

/** Reads the notation of the `.table.ts` files (see the README). */
export function segmentRules(table: string): SegmentRule[] {
  return rowsOf(table).map(([loop = '', id = '', usage = '', maxUse = '0', name = '', elements = '', source = '']) => ({
    loop,
    id,
    required: usage.startsWith('R'),
    confirmed: !usage.endsWith('?'),
    maxUse: Number(maxUse),
    name,
    elements: elements
      .split(';')
      .filter((text) => text !== '' && text !== '*')
      .map(elementRule),
    isOpen: elements.endsWith('*'),
    source,
  }));
}

/** The loops of a guide, from the `LOOPS_` table beside its segments. */
export function loopRules(table: string): LoopRule[] {
  return rowsOf(table).map(([loop = '', parents = '', maxRepeat = '0']) => ({
    loop,
    parents: parents.split(','),
    maxRepeat: Number(maxRepeat),
  }));
}
