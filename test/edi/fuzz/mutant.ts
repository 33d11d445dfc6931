import { between, oneOf, seededRandom, type Random } from '../../../src/edi/x12/seeded-numbers.js';

/** Values that broke readers before, or might. */
const VALUES = [
  ...['', '0', '-1', '.5', '1e9', '99999999999999999999', '9007199254740993.01', '0.001', '-.', '+', ' ', '1O'],
  ...['20261301', '20260101-20259999', '2400', 'A'.repeat(90), '\xff\xfe', '\xc3\x91', '\u0000', 'constructor'],
  ...['__proto__', '1:2:3:4:5:6:7', '^^^^', ':::', '22', 'ST', 'ISA', "'; drop table"],
] as const;

const SEGMENTS = [
  ...['SE*1*0001', 'ST*835*0002', 'GE*1*1', 'IEA*1*000000001', 'GS*HP*A*B*20260101*1200*1*X*005010X221A1'],
  ...['HL*9*8*23*0', 'HL*1*1*22*1', 'CAS*CO*45*1**A1*2', 'PLB*9*20261231*WO:1*5', 'CLP*X*22*-1*-1', 'LX*1', 'CLM*X*1'],
  ...['SVC*HC:1*5*5', 'BIN*5*a', 'BDS*B64*99999999999*x', 'BIN*-1*x', 'TA1*1*1*1*A*000', 'NM1', 'LS*2120', 'LE*2120'],
  ...[
    'SBR*S*18',
    'AK9*P*1*1*1',
    'STC*A1',
    'EB*1',
    'HI*ABK:A',
    'SVD*1',
    '16,142,5/',
    '88,more',
    '99,,,/',
    '\n',
    '',
    '*',
  ],
] as const;

type Change = (segments: string[], at: number, random: Random, others: readonly string[]) => void;

function changeElement(
  segments: string[],
  at: number,
  random: Random,
  change: (elements: string[], n: number) => void,
) {
  const separator = segments[at]?.includes('*') === true ? '*' : ',';
  const elements = segments[at]?.split(separator) ?? [];
  change(elements, between(random, 0, Math.max(0, elements.length - 1)));
  segments[at] = elements.join(separator);
}

const CHANGES: readonly [Change, ...Change[]] = [
  (segments, at) => void segments.splice(at, 1),
  (segments, at) => void segments.splice(at, 0, segments[at] ?? ''),
  (segments, at, random) => void segments.splice(at, 0, oneOf(random, SEGMENTS)),
  (segments, at, random) => {
    const other = between(random, 0, segments.length - 1);
    [segments[at], segments[other]] = [segments[other] ?? '', segments[at] ?? ''];
  },
  (segments, at, random) => void segments.splice(at, between(random, 2, 12)),
  (segments, at, random) => {
    segments.splice(between(random, 0, segments.length), 0, ...segments.slice(at, at + between(random, 2, 12)));
  },
  (segments, at, random, others) => {
    const other = oneOf(random, [others[between(random, 0, others.length - 1)] ?? '']).split('~');
    const from = between(random, 0, other.length - 1);
    segments.splice(at, 0, ...other.slice(from, from + between(random, 1, 30)));
  },
  (segments, at, random) => changeElement(segments, at, random, (elements, n) => (elements[n] = oneOf(random, VALUES))),
  (segments, at, random) => changeElement(segments, at, random, (elements, n) => (elements[n] = oneOf(random, VALUES))),
  (segments, at, random) => changeElement(segments, at, random, (elements, n) => elements.splice(n, 1)),
  (segments, at, random) => changeElement(segments, at, random, (elements, n) => elements.splice(n, 0, '')),
  (segments, at, random) =>
    changeElement(segments, at, random, (elements, n) => (elements[n] += oneOf(random, [':', '^', ':X', ' ', '~']))),
  (segments, at, random) =>
    changeElement(segments, at, random, (elements, n) => {
      const number = Number(elements[n]);
      if (Number.isFinite(number)) elements[n] = String(number + between(random, -2, 2));
    }),
  (segments, at, random) => void (segments[at] += '*'.repeat(between(random, 1, 1_200))),
];

const STYLES = ['*:^~', '|>{!', '\x1d\x1f\x1e\x1c', '*:^\n', '*:^\r', '\t<U~', '*:U\r\n', '****'] as const;

/** Other separators, line ends, a mark before, an end cut off, a byte turned. */
function dressed(text: string, random: Random): string {
  let file = text;
  const style = random() < 0.3 ? oneOf(random, STYLES) : '*:^~';
  if (style !== '*:^~') {
    const [element = '*', component = ':', repetition = '^', terminator = '~', lineFeed = ''] = style;
    const swaps: Readonly<Record<string, string>> = {
      ...{ '*': element, ':': component, '^': repetition, '~': terminator + lineFeed },
    };
    file = file.replace(/[*:^~]/g, (separator) => swaps[separator] ?? separator);
  } else if (random() < 0.2) file = file.replaceAll('~', oneOf(random, ['~\n', '~\r\n', '~\n\n  ', '\n~']));
  if (random() < 0.1) file = oneOf(random, ['\xef\xbb\xbf', '\n', ' \t', '\xef\xbb\xbf\r\n', '\xef']) + file;
  if (random() < 0.15) file = file.slice(0, between(random, 0, file.length));
  if (random() < 0.2) {
    const at = between(random, 0, file.length);
    file = `${file.slice(0, at)}${oneOf(random, VALUES)}${file.slice(at + between(random, 0, 3))}`;
  }
  return file;
}

/** The mutant of a seed: one to six changes of segments, elements and counts, then of the file as a whole. */
export function mutantOf(
  seed: number,
  originals: readonly string[],
): { readonly text: string; readonly random: Random } {
  const random = seededRandom(seed * 2_654_435_761 + 17);
  const segments = (originals[between(random, 0, originals.length - 1)] ?? '').split('~');
  for (let changes = between(random, 0, 5); changes >= 0 && segments.length > 0; changes -= 1) {
    oneOf(random, CHANGES)(segments, between(random, 0, segments.length - 1), random, originals);
  }
  return { text: dressed(segments.join('~'), random), random };
}
