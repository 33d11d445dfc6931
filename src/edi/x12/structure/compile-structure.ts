import { codeListOf } from './code-lists.js';
import { MOST_PACKED, packText } from '../pack-code.js';
import type { ElementRule, LoopRule, SegmentRule } from './structure-table.js';

/** An element or component as the reader checks it: numbers and sets, no texts. */
export interface ElementCheck {
  readonly min: number;
  readonly max: number;
  readonly kind: 'text' | 'number' | 'date' | 'time';
  /** Only its length counts. */
  readonly isPlain: boolean;
  /** It has components or may repeat. */
  readonly isComposite: boolean;
  readonly isCode: boolean;
  readonly isRequired: boolean;
  readonly repeats: number;
  /** Codes of up to five characters, packed; undefined when codes are not limited or longer. */
  readonly codes: ReadonlySet<number> | undefined;
  /** Longer codes, or a list outside the guide. */
  readonly isKnown: ((code: string) => boolean) | undefined;
  /** Verdicts of `isKnown` by packed code. */
  readonly verdicts: Map<number, boolean>;
  /** Components by position from 1; undefined for a plain element. */
  readonly components: readonly (ElementCheck | undefined)[] | undefined;
}

/** A segment of the guide at its place. */
export interface SegmentCheck {
  readonly index: number;
  readonly loop: LoopCheck;
  readonly id: string;
  readonly name: string;
  readonly maxUse: number;
  readonly confirmed: boolean;
  readonly opensLoop: boolean;
  /** The element whose code chooses this row among others; 0 when there is no choice. */
  readonly telling: number;
  /** Elements without a check are not judged. */
  readonly isOpen: boolean;
  /** By element position from 1. */
  readonly elements: readonly (ElementCheck | undefined)[];
}

/** What a segment may be, seen from a loop. Rows of a code are in the guide's order. */
export interface Choice {
  /** Element 1, or another one whose code tells rows apart; 0 when the segment alone tells. */
  readonly telling: number;
  readonly component: boolean;
  readonly byCode: ReadonlyMap<number, readonly SegmentCheck[]>;
  /** Rows that need no code, or the ones at hand when the code fits none. */
  readonly otherwise: readonly SegmentCheck[];
}

export interface LoopCheck {
  readonly index: number;
  readonly loop: string;
  readonly maxRepeat: number;
  readonly parents: readonly LoopCheck[];
  /** By packed segment identifier. */
  readonly choices: Map<number, Choice>;
}

/** A guide ready to walk along. `root` is the set outside its loops. */
export interface Structure {
  readonly root: LoopCheck;
  readonly loops: number;
  readonly segments: number;
  /** Every row is confirmed: a segment without a row may be refused where an option asks for it. */
  readonly isWhole: boolean;
  /** Identifiers the guide knows, packed. */
  readonly ids: ReadonlySet<number>;
}

const KINDS: Readonly<Record<string, ElementCheck['kind']>> = { R: 'number', N0: 'number', DT: 'date', TM: 'time' };

/** No element is longer; a small integer keeps the reader's comparisons cheap. */
const NO_LIMIT = 0x3fff_ffff;

function elementCheck(rule: ElementRule, components?: readonly (ElementCheck | undefined)[]): ElementCheck {
  const { codes, list, dataType, min, max, repeats, required } = rule;
  const packed = codes.map(packText);
  const packs = packed.length > 0 && !packed.includes(-1);
  const held = new Set(codes);
  const known = list === undefined ? (code: string): boolean => held.has(code) : codeListOf(list);
  const isKnown = packs || (codes.length === 0 && list === undefined) ? undefined : known;
  const kind = KINDS[dataType] ?? 'text';
  const isCode = codes.length > 0 || list !== undefined;
  return {
    min,
    max: max === 0 ? NO_LIMIT : max,
    kind,
    isPlain: !isCode && kind === 'text',
    isComposite: components !== undefined || repeats > 1,
    isCode,
    isRequired: required,
    repeats,
    codes: packs ? new Set(packed) : undefined,
    isKnown,
    verdicts: new Map(),
    components,
  };
}

/** Elements by position; a composite holds its components by position. */
function elementChecks(rules: readonly ElementRule[]): (ElementCheck | undefined)[] {
  const checks: (ElementCheck | undefined)[] = [undefined];
  for (const position of new Set(rules.map(({ element }) => element))) {
    const own = rules.filter(({ element }) => element === position);
    const parts = own.filter(({ component }) => component !== undefined);
    const whole = own.find(({ component }) => component === undefined);
    const components: (ElementCheck | undefined)[] = [undefined];
    for (const part of parts) components[part.component ?? 0] = elementCheck(part);
    const composite = { element: position, required: false, dataType: '-', min: 0, max: 0, repeats: 1, codes: [] };
    checks[position] = elementCheck(whole ?? composite, parts.length === 0 ? undefined : filled(components));
  }
  return filled(checks);
}

/** Without holes, which are slow to read. */
const filled = <T>(list: readonly (T | undefined)[]): (T | undefined)[] => Array.from(list);

/** Segments whose rows in one guide differ by another element than their first coded one. */
const TELLING: Readonly<Record<string, number>> = { HL: 3, HI: 1, CTX: 1 };
/** Those told apart by the first component. */
const BY_COMPONENT = new Set(['HI', 'CTX']);

function tellingOf(rule: SegmentRule): number {
  const named = TELLING[rule.id];
  if (named !== undefined) return named;
  const plain = rule.elements.find(
    ({ element, component, codes }) => element <= 3 && component === undefined && codes.length > 0,
  );
  return plain?.element ?? 0;
}

/** Codes that choose a row; those of its first component where that one tells. */
const tellingCodes = (rule: SegmentRule, telling: number): readonly string[] =>
  rule.elements.find(({ element, codes }) => element === telling && codes.length > 0)?.codes ?? [];

interface Row {
  readonly rule: SegmentRule;
  readonly check: SegmentCheck;
}

/** Reads the loops' tree and finds, for each loop, what every segment may be from there. */
export function compileStructure(rules: readonly SegmentRule[], loops: readonly LoopRule[]): Structure {
  const root: LoopCheck = { index: 0, loop: '', maxRepeat: 0, parents: [], choices: new Map() };
  const all = [root];
  for (const { loop, maxRepeat } of loops) {
    all.push({ index: all.length, loop, maxRepeat, parents: [], choices: new Map() });
  }
  const named = new Map(all.map((loop) => [loop.loop, loop]));
  for (const { loop, parents } of loops) {
    const found = parents.map((parent) => named.get(parent) ?? root);
    (named.get(loop)?.parents as LoopCheck[]).push(...found);
  }
  const rows = rowsOf(rules, named, root);
  for (const loop of all) for (const [id, list] of candidates(loop, rows)) loop.choices.set(id, choiceOf(list));
  const isWhole = rules.every(({ confirmed }) => confirmed);
  const ids = new Set(rules.map(({ id }) => packText(id)));
  return { root, loops: all.length, segments: rows.length, isWhole, ids };
}

function rowsOf(rules: readonly SegmentRule[], named: ReadonlyMap<string, LoopCheck>, root: LoopCheck): Row[] {
  const opened = new Set<LoopCheck>();
  return rules.map((rule, index) => {
    const loop = named.get(rule.loop) ?? root;
    const opensLoop = loop !== root && !opened.has(loop);
    opened.add(loop);
    const { id, name, maxUse, confirmed, isOpen } = rule;
    const alone = rules.filter((other) => other.id === id).length === 1;
    const telling = alone ? 0 : tellingOf(rule);
    const elements = elementChecks(rule.elements);
    return { rule, check: { index, loop, id, name, maxUse, confirmed, opensLoop, telling, isOpen, elements } };
  });
}

/** Segments that begin many loops: found far away, they would tell a wrong place. */
const NAMES = new Set(['NM1', 'N1', 'TRN', 'SBR', 'PRV', 'REF', 'III']);

/**
 * Rows a segment may be, nearest first: the loop itself, loops inside it, then outwards what comes after the loop just
 * left, and at last any loop that begins with it, for documents that skip levels.
 */
function candidates(loop: LoopCheck, rows: readonly Row[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>();
  const add = (row: Row): void => {
    const id = packText(row.rule.id);
    const list = found.get(id) ?? [];
    if (!list.includes(row)) list.push(row);
    found.set(id, list);
  };
  const inside = (one: LoopCheck): Row[] => rows.filter(({ check }) => check.loop === one);
  const openers = (one: LoopCheck): Row[] =>
    rows.filter(({ check }) => check.opensLoop && check.loop.parents.includes(one));
  let last = -1;
  let level = [loop];
  const visited = new Set<LoopCheck>();
  while (level.length > 0) {
    for (const one of level) {
      visited.add(one);
      for (const row of inside(one)) if (!row.check.opensLoop && row.check.index > last) add(row);
      for (const row of openers(one)) add(row);
    }
    const first = Math.min(...level.flatMap(inside).map(({ check }) => check.index));
    // Segments of an outer loop that stand before the inner one do not come back after it.
    last = Math.max(last, first);
    level = [...new Set(level.flatMap(({ parents }) => parents))].filter((one) => !visited.has(one));
  }
  for (const row of rows) if (row.check.opensLoop && !NAMES.has(row.rule.id)) add(row);
  return found;
}

function choiceOf(rows: readonly Row[]): Choice {
  const telling = rows.find(({ check }) => check.telling > 0)?.check.telling ?? 0;
  const byCode = new Map<number, SegmentCheck[]>();
  for (const { rule, check } of rows) {
    for (const code of check.telling === telling ? tellingCodes(rule, telling) : []) {
      const packed = packText(code.slice(0, MOST_PACKED));
      byCode.set(packed, [...(byCode.get(packed) ?? []), check]);
    }
  }
  const unnamed = rows.filter(({ check }) => check.telling === 0 || check.telling !== telling);
  const inPlace = rows.filter(({ check }) => !check.opensLoop);
  const otherwise = unnamed.length > 0 ? unnamed : rows.length === 1 ? rows : inPlace.slice(0, 1);
  const component = BY_COMPONENT.has(rows[0]?.rule.id ?? '');
  return { telling, component, byCode, otherwise: otherwise.map(({ check }) => check) };
}
