/** One element of a segment, or one component of a composite. */
export interface ElementRule {
  readonly element: number;
  readonly component?: number;
  readonly required: boolean;
  /** X12 data type: `AN` text, `ID` code, `R` decimal, `N0` whole number, `DT` date, `TM` time. */
  readonly dataType: string;
  readonly min: number;
  readonly max: number;
  /** Codes the guide allows; empty when it does not limit them. */
  readonly codes: readonly string[];
}

export interface SegmentRule {
  /** Loop as the guide numbers it: '2010AA'; '' for ST, BHT, SE. */
  readonly loop: string;
  readonly id: string;
  readonly required: boolean;
  /** Most uses in one loop; 0 = no limit. */
  readonly maxUse: number;
  readonly name: string;
  readonly elements: readonly ElementRule[];
}

function elementRule(text: string): ElementRule {
  const [position = '', usage = '', dataType = '', min = '0', max = '0', codes = ''] = text.split(' ');
  const [element = '0', component] = position.split('-');
  return {
    element: Number(element),
    ...(component === undefined ? {} : { component: Number(component) }),
    required: usage === 'R',
    dataType,
    min: Number(min),
    max: Number(max),
    codes: codes === '' ? [] : codes.split(','),
  };
}

/** Reads the notation of the `.table.ts` files. */
export function segmentRules(table: string): SegmentRule[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [loop = '', id = '', usage = '', maxUse = '0', name = '', elements = ''] = line.split('|');
      return {
        loop,
        id,
        required: usage === 'R',
        maxUse: Number(maxUse),
        name,
        elements: elements === '' ? [] : elements.split(';').map(elementRule),
      };
    });
}
