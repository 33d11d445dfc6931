import type { X12ProblemCode } from '../edi/x12/problem-code.js';

/** What a damaged envelope does to each of its segments: the text to send in its place, several, or none. */
interface EnvelopeFault {
  /** What a reader must find, at least. */
  readonly problem: X12ProblemCode;
  /** Called for ISA, GS, ST, SE, GE and IEA in turn. */
  readonly change: (segment: string, id: string) => string;
  readonly before?: string;
  readonly after?: string;
  /** The last terminator is left out. */
  readonly isCut?: boolean;
}

const replaced =
  (id: string, element: number, change: (value: string) => string) =>
  (segment: string, found: string): string => {
    if (found !== id) return segment;
    const elements = segment.split('*');
    elements[element] = change(elements[element] ?? '');
    return elements.join('*');
  };
const oneMore = (value: string): string => String(Number(value) + 1);
const other = (value: string): string => `${value.slice(0, -1)}${value.endsWith('9') ? '8' : '9'}`;
const without =
  (...ids: readonly string[]) =>
  (segment: string, id: string): string =>
    ids.includes(id) ? '' : segment;
const same = (segment: string): string => segment;

/** Faults of the envelope, one at a time, by the name `--with` takes (X12 engine design §4 and §12). */
export const ENVELOPE_FAULTS: Readonly<Record<string, EnvelopeFault>> = {
  wrongSegmentCount: { problem: 'SET_COUNT_WRONG', change: replaced('SE', 1, oneMore) },
  wrongSetControl: { problem: 'SET_CONTROL_MISMATCH', change: replaced('SE', 2, other) },
  wrongSetCount: { problem: 'GROUP_COUNT_WRONG', change: replaced('GE', 1, oneMore) },
  wrongGroupControl: { problem: 'GROUP_CONTROL_MISMATCH', change: replaced('GE', 2, other) },
  wrongGroupCount: { problem: 'INTERCHANGE_COUNT_WRONG', change: replaced('IEA', 1, oneMore) },
  wrongInterchangeControl: { problem: 'INTERCHANGE_CONTROL_MISMATCH', change: replaced('IEA', 2, other) },
  missingSe: { problem: 'SET_TRAILER_MISSING', change: without('SE') },
  missingGe: { problem: 'GROUP_TRAILER_MISSING', change: without('GE') },
  missingIea: { problem: 'INTERCHANGE_TRAILER_MISSING', change: without('IEA') },
  missingIsa: { problem: 'ENVELOPE_MISSING', change: without('ISA', 'IEA') },
  missingEnvelope: { problem: 'ENVELOPE_MISSING', change: without('ISA', 'GS', 'GE', 'IEA') },
  missingGroup: { problem: 'SET_WITHOUT_GROUP', change: without('GS', 'GE') },
  narrowIsa: {
    problem: 'ISA_WIDTH',
    change: (segment, id) =>
      id === 'ISA'
        ? segment
            .split('*')
            .map((value) => value.trimEnd())
            .join('*')
        : segment,
  },
  unknownVersion: { problem: 'ISA_VERSION_UNKNOWN', change: replaced('ISA', 12, () => '00999') },
  wrongGroupCode: { problem: 'GROUP_CODE_WRONG', change: replaced('GS', 1, () => 'ZZ') },
  unknownGuide: {
    problem: 'GUIDE_UNKNOWN',
    change: (segment, id) =>
      id === 'GS' || id === 'ST' ? segment.replace(/\*00[56]0\d0X\w+$/, '*004010X999') : segment,
  },
  testUsage: { problem: 'TEST_USAGE', change: replaced('ISA', 15, () => 'T') },
  byteOrderMark: { problem: 'LEADING_BYTES', change: same, before: '\u00ef\u00bb\u00bf' },
  textAfterEnd: { problem: 'TEXT_BETWEEN_INTERCHANGES', change: same, after: 'END OF FILE~' },
  unterminated: { problem: 'LAST_SEGMENT_UNTERMINATED', change: same, isCut: true },
};

const ENVELOPE_SEGMENT = /^(ISA|GS|ST|SE|GE|IEA)\*/;

/** Cuts Latin-1 text into segments as it comes; a 275's bytes may hold `~`, so only envelope heads are looked at. */
function* segmentsOf(chunks: Iterable<Uint8Array>): Generator<string> {
  let open = '';
  for (const chunk of chunks) {
    const parts = (open + Buffer.from(chunk).toString('latin1')).split('~');
    open = parts.pop() ?? '';
    yield* parts;
  }
  if (open !== '') yield open;
}

/** The file, in our own separators, with its envelope damaged in the ways named. Memory stays that of a chunk. */
export function* withEnvelopeFaults(chunks: Iterable<Uint8Array>, names: readonly string[]): Generator<Uint8Array> {
  const faults = names.flatMap((name) => ENVELOPE_FAULTS[name] ?? []);
  let text = faults.map(({ before = '' }) => before).join('');
  let held = '';
  for (const segment of segmentsOf(chunks)) {
    text += held;
    const id = ENVELOPE_SEGMENT.exec(segment)?.[1];
    const changed = id === undefined ? segment : faults.reduce((left, { change }) => change(left, id), segment);
    held = changed === '' ? '' : `${changed}~`;
    if (text.length < 65_536) continue;
    yield Buffer.from(text, 'latin1');
    text = '';
  }
  const end = `${text}${held}${faults.map(({ after = '' }) => after).join('')}`;
  yield Buffer.from(faults.some(({ isCut }) => isCut === true) ? end.slice(0, -1) : end, 'latin1');
}
