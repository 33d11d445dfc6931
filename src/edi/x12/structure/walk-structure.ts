import { PROBLEM_CATALOG } from '../problem-catalog.js';
import type { ProblemSeverity, X12ProblemCode } from '../problem-code.js';
import type { ProblemDraft, ProblemSubject } from '../problem.js';
import type { SegmentView } from '../segment-view.js';
import { ElementChecker, type FaultDetail } from './check-elements.js';
import type { Choice, LoopCheck, SegmentCheck, Structure } from './compile-structure.js';
import { MOST_PACKED, packBytes } from '../pack-code.js';

/** Where a walk tells its faults; `told` is true when the reader already spoke of this element of this segment. */
export interface WalkSink {
  problem(problem: ProblemDraft): void;
  told(byte: number, element: number): boolean;
}

/** A fault repeats on every claim of a file: each kind is told at its first places only. */
const TOLD_OF_A_KIND = 3;
const TOLD_IN_A_SET = 200;

/** What a fault is when every reading option lets it through. */
function mildest(code: X12ProblemCode): ProblemSeverity {
  const { leniency, severity, softened = 'warning' } = PROBLEM_CATALOG[code];
  return leniency === undefined ? severity : softened;
}

/** A level or party this guide does not know here: its reader tells what it makes of it. */
const BEGINS_PARTY = new Set(['HL', 'NM1']);
/** Service lines of the other 837 guides: the reader calls the guide a mismatch. */
const OTHER_GUIDES_LINES = new Set(['SV1', 'SV2', 'SV3']);

/**
 * Walks the segments of one set along its guide and tells what leaves it: uses and loops over the most, elements of a
 * wrong length, unknown codes. Order, required parts and sums are the readers' business. Nothing is kept but counters:
 * the hot path (every segment of every file) compares numbers and makes no text.
 */
export class StructureWalk {
  private current: LoopCheck;
  /** The element whose code matched its row, so that it is not compared twice. */
  private matched = 0;
  /** After a party or level the guide does not know here: what follows belongs to it, so nothing is judged. */
  private lost = false;
  private openings = 0;
  /** Per loop: which opening it is in, the loop it stands in, its repetitions there. */
  private readonly opening: Int32Array;
  private readonly parent: (LoopCheck | undefined)[];
  private readonly repeats: Int32Array;
  private readonly repeatsIn: Int32Array;
  /** Per segment row: its uses, valid for the opening they were counted in. */
  private readonly uses: Int32Array;
  private readonly usesIn: Int32Array;
  private claim: string | undefined;
  private line = 0;
  private readonly kinds = new Map<string, number>();
  private toldInSet = 0;
  private readonly checker = new ElementChecker((code, row, view, detail) => this.tell(code, row, view, detail));

  constructor(
    private readonly structure: Structure,
    private readonly out: WalkSink,
  ) {
    const { root, loops, segments } = structure;
    this.current = root;
    this.opening = new Int32Array(loops);
    this.parent = new Array<LoopCheck | undefined>(loops).fill(undefined);
    this.repeats = new Int32Array(loops);
    this.repeatsIn = new Int32Array(loops).fill(-1);
    this.uses = new Int32Array(segments);
    this.usesIn = new Int32Array(segments).fill(-1);
  }

  /** Every segment from ST to SE, after the guide's reader has seen it. */
  segment(view: SegmentView): void {
    this.matched = 0;
    const id = view.packedId;
    const choice = this.current.choices.get(id);
    const found = choice === undefined ? undefined : this.chosen(choice, view);
    if (found === undefined) return this.astray(id, view);
    if (this.lost && !found.opensLoop) return;
    this.lost = false;
    if (found.opensLoop) this.open(found, view);
    this.use(found, view);
    this.checker.check(found, view, this.matched);
  }

  private chosen(choice: Choice, view: SegmentView): SegmentCheck | undefined {
    const { telling } = choice;
    if (telling === 0 || telling > view.count) return choice.otherwise[0];
    const from = view.from(telling);
    let to = view.to(telling);
    if (choice.component) {
      const end = view.buf.indexOf(view.delimiters?.component ?? -1, from);
      if (end >= 0 && end < to) to = end;
    }
    const rows = choice.byCode.get(packBytes(view.buf, from, Math.min(to, from + MOST_PACKED)));
    if (rows === undefined) return choice.otherwise[0];
    this.matched = telling;
    if (rows.length === 1) return rows[0];
    for (const row of rows) {
      // Two rows of one loop may share a code: the next one is meant when the first is used up.
      if (row.opensLoop || row.loop !== this.current || row.maxUse === 0 || this.usesOf(row) < row.maxUse) return row;
    }
    return rows[0];
  }

  private usesOf(row: SegmentCheck): number {
    return this.usesIn[row.index] === this.opening[row.loop.index] ? (this.uses[row.index] ?? 0) : 0;
  }

  private open(row: SegmentCheck, view: SegmentView): void {
    const { loop } = row;
    const at = loop.index;
    const parent = this.parentOf(loop);
    this.parent[at] = parent;
    const within = this.opening[parent.index] ?? 0;
    const repeats = this.repeatsIn[at] === within ? (this.repeats[at] ?? 0) + 1 : 1;
    this.repeats[at] = repeats;
    this.repeatsIn[at] = within;
    this.openings += 1;
    this.opening[at] = this.openings;
    this.current = loop;
    if (row.id === 'CLP' || row.id === 'CLM') {
      this.claim = view.el(1);
      this.line = 0;
    } else if (row.id === 'HL') this.claim = undefined;
    else if (loop.loop === '2110' || loop.loop === '2400') this.line += 1;
    if (loop.maxRepeat > 0 && repeats > loop.maxRepeat) {
      this.tell('LOOP_REPEATED_TOO_OFTEN', row, view, { expected: `${row.name}: at most ${loop.maxRepeat}` });
    }
  }

  /** The loop around, among those now open; the guide's first one when the document skipped a level. */
  private parentOf(loop: LoopCheck): LoopCheck {
    const { parents } = loop;
    let open: LoopCheck | undefined = this.current;
    while (open !== undefined) {
      if (parents.includes(open)) return open;
      open = this.parent[open.index];
    }
    return parents[0] ?? this.structure.root;
  }

  private use(row: SegmentCheck, view: SegmentView): void {
    const at = row.index;
    if (!row.opensLoop && row.loop !== this.current) this.current = row.loop;
    const within = this.opening[row.loop.index] ?? 0;
    const uses = this.usesIn[at] === within ? (this.uses[at] ?? 0) + 1 : 1;
    this.uses[at] = uses;
    this.usesIn[at] = within;
    if (row.maxUse > 0 && uses > row.maxUse && !row.opensLoop) {
      this.tell('SEGMENT_REPEATED_TOO_OFTEN', row, view, { expected: `${row.name}: at most ${row.maxUse}` });
    }
  }

  /** No row fits from here. */
  private astray(id: number, view: SegmentView): void {
    const segmentId = view.id;
    const isKnown = this.structure.ids.has(id);
    const isTold = BEGINS_PARTY.has(segmentId) || this.lost || (!isKnown && OTHER_GUIDES_LINES.has(segmentId));
    if (!isTold) this.tellAstray(isKnown ? 'SEGMENT_UNEXPECTED' : 'SEGMENT_UNKNOWN', view);
    if (isKnown) this.lost = true;
  }

  private tellAstray(code: X12ProblemCode, view: SegmentView): void {
    const loop = this.current;
    if (this.out.told(view.byte, 0) || this.isTiring(`${code} ${loop.index} ${view.id}`)) return;
    const severity = this.structure.isWhole ? {} : { severity: 'warning' as const };
    this.out.problem({ code, ...severity, place: view.place(), ...this.about(loop) });
  }

  /** Tells a fault, unless its reader did or it was told often enough. A table we wrote ourselves never refuses. */
  private tell(code: X12ProblemCode, row: SegmentCheck, view: SegmentView, detail: FaultDetail): void {
    const { element = 0, component = 0 } = detail;
    if (this.isTiring(`${code} ${row.index} ${element} ${component}`)) return;
    if (this.out.told(view.byte, element)) return;
    const severity = this.structure.isWhole ? {} : { severity: row.confirmed ? mildest(code) : ('note' as const) };
    this.out.problem({ code, ...severity, place: view.place(), ...this.about(row.loop), ...detail });
  }

  private isTiring(kind: string): boolean {
    if (this.toldInSet >= TOLD_IN_A_SET) return true;
    const told = (this.kinds.get(kind) ?? 0) + 1;
    if (told > TOLD_OF_A_KIND) return true;
    this.kinds.set(kind, told);
    this.toldInSet += 1;
    return false;
  }

  private about(loop: LoopCheck): { loop?: string; subject?: ProblemSubject } {
    const place = loop.loop === '' ? {} : { loop: loop.loop };
    const { claim, line } = this;
    if (claim === undefined) return place;
    return { ...place, subject: line === 0 ? { claim } : { claim, line } };
  }
}
