import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { SegmentList } from '../../src/edi/x12/837p/segment-list.js';
import { addClaimTree } from '../../src/edi/x12/837p/write-tree.js';
import { STRUCTURE_277CA } from '../../src/edi/x12/structure/277ca.table.js';
import { STRUCTURE_835 } from '../../src/edi/x12/structure/835.table.js';
import { STRUCTURE_999 } from '../../src/edi/x12/structure/999.table.js';
import { segmentText } from '../../src/edi/x12/write.js';
import { aFile, aSet, problemsOf, readAll } from './an-interchange.js';
import { type Write, WRITERS } from './document-writers.js';
import { fullestClaim, fullestSet } from './fullest-claim.js';

function claimsOf(kind: 'P' | 'I', choice: number): Claim837[] {
  const { guide, segments } = fullestClaim(kind, choice);
  const items = readAll(aFile('HC', guide, aSet('837', guide, segments)));
  return items.flatMap((item) => (item.kind === 'claim' ? [item.claim] : []));
}

const rawIn = ({ unmodelled, otherPayers, lines }: Claim837): string[] =>
  [...unmodelled, ...otherPayers.flatMap((one) => one.unmodelled), ...lines.flatMap((one) => one.unmodelled)].map(
    ({ loop, id }) => `${loop} ${id}`,
  );

function writtenAgain(claims: readonly Claim837[]): SegmentList {
  const out = new SegmentList();
  addClaimTree(out, claims);
  return out;
}

/** Segments of the submitter and receiver are written by their caller. */
const withoutHead = (segments: string): string[] => {
  const all = segments.split('~').filter(Boolean);
  return all.slice(all.findIndex((segment) => segment.startsWith('HL*')));
};

const CHOICES = [0, 1, 2, 5];

const DOCUMENTS = [
  { kind: '835', st01: '835', functionalId: 'HP', guide: '005010X221A1', table: STRUCTURE_835 },
  { kind: '277CA', st01: '277', functionalId: 'HN', guide: '005010X214', table: STRUCTURE_277CA },
  { kind: '999', st01: '999', functionalId: 'FA', guide: '005010X231A1', table: STRUCTURE_999 },
] as const;
const ENVELOPE = /^(interchange|group|set)(End)?$|problem/;

describe('A document with every segment and element of its guide', () => {
  it.each(DOCUMENTS)('$kind comes back with each of them', ({ kind, st01, functionalId, guide, table }) => {
    const segments = fullestSet(table);
    const items = readAll(aFile(functionalId, guide, aSet(st01, guide, segments)));
    const write: Write = WRITERS[kind];
    const written = [...write(items.filter((item) => !ENVELOPE.test(item.kind)))].map(segmentText);
    expect(written.sort()).toEqual(segments.split(/(?<=~)/).sort());
  });
});

describe.each(['P', 'I'] as const)('A claim with every segment and element of the 837%s guide', (kind) => {
  it.each(CHOICES)('comes back with each of them (codes %i)', (choice) => {
    const written = writtenAgain(claimsOf(kind, choice)).segments.map((segment) => segmentText(segment).slice(0, -1));
    expect(written.sort()).toEqual(withoutHead(fullestClaim(kind, choice).segments).sort());
  });

  it.each(CHOICES)('has a field for each of them (codes %i)', (choice) => {
    expect(claimsOf(kind, choice).flatMap(rawIn)).toEqual([]);
  });

  it('is written where the guide has each segment', () => {
    const { guide, segments } = fullestClaim(kind);
    const head = segments.slice(0, segments.indexOf('HL*'));
    const below = writtenAgain(claimsOf(kind, 0)).segments.map(segmentText).join('');
    const codes = (text: string): string[] => problemsOf(aFile('HC', guide, aSet('837', guide, text)));
    expect(codes(head + below)).toEqual(codes(segments));
    expect(codes(head + below).filter((code) => /UNEXPECTED|ORDER|OFTEN|SEGMENT_UNKNOWN/.test(code))).toEqual([]);
  });
});
