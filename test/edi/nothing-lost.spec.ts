import { reviewSegments } from '../../src/edi/x12/278/write-authorization.js';
import { ALLOW_ALL, DEFAULT_LIMITS } from '../../src/edi/x12/options.js';
import type { X12Item } from '../../src/edi/x12/read.js';
import type { Segment } from '../../src/edi/x12/segment.js';
import { STRUCTURE_270 } from '../../src/edi/x12/structure/270.table.js';
import { STRUCTURE_271 } from '../../src/edi/x12/structure/271.table.js';
import { STRUCTURE_276 } from '../../src/edi/x12/structure/276.table.js';
import { STRUCTURE_277_REQUEST } from '../../src/edi/x12/structure/277-request.table.js';
import { STRUCTURE_277 } from '../../src/edi/x12/structure/277.table.js';
import { STRUCTURE_278 } from '../../src/edi/x12/structure/278.table.js';
import { Tokenizer } from '../../src/edi/x12/tokenizer.js';
import { segmentText } from '../../src/edi/x12/write.js';
import { aFile, aSet, latin1, readAll } from './an-interchange.js';
import { only, type Write, WRITERS } from './document-writers.js';
import { eachFixture, fixtureBytes } from './fixture-facts.js';
import { fullestSet } from './fullest-claim.js';

/** A review is written as it is: what must not be sent is judged elsewhere. */
const WRITE_ALL = {
  ...WRITERS,
  '278': (items) => reviewSegments(only(items, 'authorization')),
} as const satisfies Record<string, Write>;
type Kind = keyof typeof WRITE_ALL;

const ENVELOPE = /^(interchange|group|set)(End)?$|problem/;

/** One way to write what can be written in two: trailing empties, `12.50`, a period of one day. */
const plain = (segment: string): string =>
  segment
    .replace(/:+(?=\*|$)/g, '')
    .replace(/\*+$/, '')
    .replace(/(?<=\*)(-?\d+\.\d*?)0+(?=\*|$)/g, '$1')
    .replace(/(?<=\*-?\d+)\.(?=\*|$)/g, '')
    .replace(/\*RD8\*(\d{8})-\1$/, '*D8*$1');

function textOf(s: Segment): string {
  const elements = Array.from({ length: s.count }, (_, at) => {
    return s.repComps(at + 1).map((parts) => parts.join(':'));
  });
  return plain([s.id, ...elements.map((repetitions) => repetitions.join('^'))].join('*'));
}

/** The segments between ST and SE of each set, in our separators. */
function segmentsOf(bytes: Uint8Array): string[][] {
  const tokenizer = new Tokenizer(DEFAULT_LIMITS);
  const sets: string[][] = [];
  tokenizer.push(bytes);
  tokenizer.finish();
  let open: string[] | undefined;
  while (tokenizer.next()) {
    const { segment } = tokenizer;
    if (segment.id === 'ST') sets.push((open = []));
    else if (segment.id === 'SE') open = undefined;
    else open?.push(textOf(segment));
  }
  return sets;
}

function documentsOf(bytes: Uint8Array): X12Item[][] {
  const sets: X12Item[][] = [];
  for (const item of readAll(bytes, { allow: ALLOW_ALL })) {
    if (item.kind === 'set') sets.push([]);
    else if (!ENVELOPE.test(item.kind)) sets.at(-1)?.push(item);
  }
  return sets;
}

/** Segments that were read and are not written again. HL is numbered anew: the writer may fold or split levels. */
function lostIn(kind: Kind, bytes: Uint8Array): string[] {
  const documents = documentsOf(bytes);
  const write: Write = WRITE_ALL[kind];
  return segmentsOf(bytes).flatMap((segments, at) => {
    const written = [...write(documents[at] ?? [])].map((segment) => plain(segmentText(segment).slice(0, -1)));
    return segments.filter((segment) => {
      if (segment.startsWith('HL*')) return false;
      const found = written.indexOf(segment);
      if (found >= 0) written.splice(found, 1);
      return found < 0;
    });
  });
}

const GUIDES = [
  { kind: '270', st01: '270', functionalId: 'HS', guide: '005010X279A1', table: STRUCTURE_270 },
  { kind: '271', st01: '271', functionalId: 'HB', guide: '005010X279A1', table: STRUCTURE_271 },
  { kind: '276', st01: '276', functionalId: 'HR', guide: '005010X212', table: STRUCTURE_276 },
  { kind: '277', st01: '277', functionalId: 'HN', guide: '005010X212', table: STRUCTURE_277 },
  { kind: '277-REQUEST', st01: '277', functionalId: 'HN', guide: '005010X213', table: STRUCTURE_277_REQUEST },
  { kind: '278', st01: '278', functionalId: 'HI', guide: '005010X217', table: STRUCTURE_278 },
] as const;

describe.each(GUIDES)(
  'A $kind with every segment and element of its table',
  ({ kind, st01, functionalId, guide, table }) => {
    it.each([0, 1, 2, 5])('is written with each of them (codes %i)', (choice) => {
      const file = aFile(functionalId, guide, aSet(st01, guide, fullestSet(table, choice)));
      expect(segmentsOf(latin1(file))[0]?.length).toBeGreaterThan(20);
      expect(lostIn(kind, latin1(file))).toEqual([]);
    });
  },
);

/** Of the older guide 4010, which stays tokens: nothing of it is typed, so nothing can be written. */
const isTyped = (facts: Readonly<Record<string, unknown>>): boolean => String(facts['impl']).startsWith('005010');

/** One file brackets a reference as if a loop 2120 were there, with no name that begins one. */
const EMPTY_BRACKET = /^L[SE]\*2120$/;

describe.each(['270', '271', '276', '277', '278'] as const)('A %s from outside', (kind) => {
  eachFixture(kind, ({ path, facts }) => {
    if (!isTyped(facts)) return;
    expect(lostIn(kind, fixtureBytes(path)).filter((segment) => !EMPTY_BRACKET.test(segment))).toEqual([]);
  });
});
