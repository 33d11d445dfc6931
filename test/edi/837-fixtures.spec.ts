import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim837, ClaimBatchEnd, ClaimBatchHeader, OtherPayer } from '../../src/edi/x12/837p/claim-837.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { SegmentList } from '../../src/edi/x12/837p/segment-list.js';
import { addClaimTree } from '../../src/edi/x12/837p/write-tree.js';
import { X12Read, type X12Item } from '../../src/edi/x12/read.js';
import { writeInterchange } from '../../src/edi/x12/write.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';

/** Folder of handed-out X12 files with their FACTS.tsv, counted by an independent reader. */
const fixtures = process.env['RECLAIM_X12_FIXTURES'];

type Counts = Record<string, number>;
interface Facts837 {
  readonly bht06: Counts;
  readonly hl: Counts;
  readonly clm: number;
  readonly clm02_sum: string;
  readonly clm05_3: Counts;
  readonly pos: Counts;
  readonly lines: number;
  readonly line_charge_sum: string;
  readonly claims_line_sum_mismatch: number;
  readonly other_payer_sbr: number;
  readonly diagnosis_codes: number;
  readonly svd: number;
  readonly nonnumeric_amounts?: number;
}

function rows(): { path: string; kind: string; facts: Facts837 }[] {
  if (!fixtures) return [];
  const [, ...lines] = readFileSync(join(fixtures, 'FACTS.tsv'), 'utf8').trimEnd().split('\n');
  return lines
    .map((line) => line.split('\t'))
    .filter(([, kind]) => kind?.startsWith('837'))
    .map(([path = '', kind = '', facts = '']) => ({ path, kind, facts: JSON.parse(facts) as Facts837 }));
}

function readBytes(bytes: Uint8Array): X12Item[] {
  const reader = new X12Read({ allow: ALLOW_ALL });
  return [...reader.feed(bytes), ...reader.finish()];
}

const read = (path: string): X12Item[] => readBytes(readFileSync(join(fixtures ?? '', path)));

const count = (values: readonly string[]): Counts => {
  const counts: Counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
const cents = (decimal: string): number => Math.round(Number(decimal) * 100);
const add = (into: Counts, more: Readonly<Counts>): Counts => {
  for (const [key, value] of Object.entries(more)) into[key] = (into[key] ?? 0) + value;
  return into;
};

function seen(items: readonly X12Item[]): Omit<Facts837, 'nonnumeric_amounts' | 'clm02_sum' | 'line_charge_sum'> & {
  charge: number;
  lineCharge: number;
} {
  const claims = items.flatMap((item): Claim837[] => (item.kind === 'claim' ? [item.claim] : []));
  const ends = items.filter((item): item is ClaimBatchEnd => item.kind === 'claimBatchEnd');
  const headers = items.filter((item): item is ClaimBatchHeader => item.kind === 'claimBatchHeader');
  const lines = claims.flatMap((claim) => claim.lines);
  const served = lines.filter((line) => line.procedure ?? line.revenueCode);
  const others = claims.flatMap((claim): readonly OtherPayer[] => claim.otherPayers);
  return {
    bht06: count(headers.map((header) => header.use)),
    hl: ends.reduce((levels, end) => add(levels, end.levels), {} as Counts),
    clm: claims.length,
    charge: ends.reduce((sum, end) => sum + end.chargeCents, 0),
    lineCharge: ends.reduce((sum, end) => sum + end.lineChargeCents, 0),
    clm05_3: count(claims.map((claim) => claim.frequency)),
    pos: count(claims.map((claim) => claim.facilityCode)),
    lines: served.length,
    claims_line_sum_mismatch: claims.filter(
      ({ lines: own, chargeCents }) =>
        own.length > 0 && own.reduce((sum, line) => sum + line.chargeCents, 0) !== chargeCents,
    ).length,
    other_payer_sbr: others.length,
    diagnosis_codes: claims.reduce((sum, claim) => sum + claim.diagnoses.length, 0),
    svd: lines.reduce((sum, line) => sum + line.adjudications.length, 0),
  };
}

const suite = fixtures ? describe : describe.skip;

suite('837 files of other software agree with their independently counted facts', () => {
  const files = rows();
  it('has files to read', () => expect(fixtures === undefined || files.length > 80).toBe(true));

  it.each(files.map((row) => [row.path, row] as const))('%s', (path, { kind, facts }) => {
    const { charge, lineCharge, ...rest } = seen(read(path));
    const { bht06, hl, clm, clm05_3, pos, lines, claims_line_sum_mismatch, other_payer_sbr, diagnosis_codes, svd } =
      facts;
    expect(rest).toEqual({
      bht06,
      hl,
      clm,
      clm05_3,
      pos,
      lines,
      claims_line_sum_mismatch,
      other_payer_sbr,
      diagnosis_codes,
      svd,
    });
    expect([charge, lineCharge]).toEqual([cents(facts.clm02_sum), cents(facts.line_charge_sum)]);
    const kinds = new Set(
      read(path).flatMap((item) => (item.kind === 'claim' && item.claim.lines.length > 0 ? [item.claim.kind] : [])),
    );
    if (kind.length === 4 && kinds.size === 1) expect([...kinds]).toEqual([kind.slice(3)]);
  });

  it.each(files.filter(({ kind }) => kind === '837P' || kind === '837I').map(({ path }) => path))(
    'loses nothing when written again: %s',
    (path) => {
      const claims = documents(read(path));
      expect(documents(readBytes(rewritten(claims)))).toEqual(claims);
    },
  );
});

/** Claims without their place, in an order and with lists that do not depend on the sender's order of loops. */
function documents(items: readonly X12Item[]): unknown[] {
  const byContent = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  const claims = items.flatMap((item) => {
    if (item.kind !== 'claim') return [];
    const { place: _place, submitter: _submitter, receiver: _receiver, ...claim } = item.claim;
    return [{ ...claim, codes: claim.codes.toSorted(byContent), providers: claim.providers.toSorted(byContent) }];
  });
  return claims.toSorted((a, b) => (a.claimNumber < b.claimNumber ? -1 : 1));
}

function rewritten(claims: readonly unknown[]): Uint8Array {
  const out = new SegmentList();
  addClaimTree(out, claims as Claim837[]);
  const guide = (claims[0] as Claim837 | undefined)?.kind === 'I' ? '005010X223A2' : '005010X222A1';
  const stamp = { date: plainDate('2026-04-01'), time: '1200' };
  const sets = [{ st01: '837', guide, control: '0001', segments: out.segments }];
  const group = { functionalId: 'HC', sender: 'A1', receiver: 'B1', ...stamp, control: '1', guide, sets };
  const address = { senderQualifier: 'ZZ', senderId: 'A1', receiverQualifier: 'ZZ', receiverId: 'B1' };
  const envelope = {
    ...address,
    ...stamp,
    control: '000000001',
    usage: 'P',
    ackRequested: false,
    groups: [group],
  } as const;
  return Buffer.concat([...writeInterchange(envelope)]);
}
