import { checkTa1, readTa1 } from './acknowledgements/read-ta1.js';
import type { Surroundings } from './binary-run.js';
import type { SegmentItem, Verdict } from './envelope-items.js';
import { groupOfSet, setOfGroup } from './group-type.js';
import type { GuideReader, SetHeader } from './guide-reader.js';
import { checkIsa, interchangeItem, missingInterchangeItem } from './interchange-header.js';
import { ItemCollector } from './item-collector.js';
import { DEFAULT_LIMITS, type ReadOptions } from './options.js';
import type { X12ProblemCode } from './problem-code.js';
import type { ProblemDraft } from './problem.js';
import type { SegmentPlace } from './segment.js';
import type { SegmentView } from './segment-view.js';
import type { Structure } from './structure/compile-structure.js';
import { StructureWalk } from './structure/walk-structure.js';
import type { Tokenizer } from './tokenizer.js';

/** A header that waits for its trailer. */
interface Open {
  readonly ordinal: number;
  readonly control: string;
  readonly place: SegmentPlace;
  problems: number;
  verdict: Verdict;
  isOtherGuide?: boolean;
}

interface OpenInterchange extends Open {
  groups: number;
}

interface OpenGroup extends Open {
  readonly functionalId: string;
  readonly guide: string;
  readonly controls: Set<string>;
  sets: number;
  usableSets: number;
}

interface OpenSet<Item> extends Open {
  readonly st01: string;
  readonly reader: GuideReader<Item> | undefined;
  readonly walk: StructureWalk | undefined;
  /** Packed identifiers of the guide's segments. */
  readonly identifiers: ReadonlySet<number> | undefined;
  segments: number;
}

/** A set's reader, and what is wrong with its ST01 or guide. */
export interface FoundReader<Item> {
  readonly reader?: GuideReader<Item>;
  /** The guide's table, when it has one. */
  readonly structure?: Structure;
  readonly fault?: { readonly code: X12ProblemCode; readonly element: number; readonly expected?: string };
}

export type ReaderFinder<Item> = (header: SetHeader, options: ReadOptions) => FoundReader<Item>;

const NOWHERE: SegmentPlace = { interchange: 0, segment: 0, segmentId: '', byte: 0, length: 0 };

/** Pairs ISA/IEA, GS/GE, ST/SE, checks their numbers and counts, and leads each set to the reader of its guide. */
export class Envelope<Item> {
  readonly collector: ItemCollector<Item>;
  private interchange: OpenInterchange | undefined;
  private group: OpenGroup | undefined;
  private set: OpenSet<Item> | undefined;
  private interchanges = 0;
  private looseSets = 0;
  private readonly seen = new Set<string>();
  private readonly noted = new Set<X12ProblemCode>();
  private setEnds = false;
  private readonly mostSegments: number;

  constructor(
    private readonly options: ReadOptions,
    private readonly findReader: ReaderFinder<Item>,
  ) {
    this.collector = new ItemCollector<Item>(options);
    this.mostSegments = options.limits?.segments ?? DEFAULT_LIMITS.segments;
  }

  /** One segment of the tokenizer. */
  step(tokenizer: Tokenizer): void {
    const view = tokenizer.segment;
    if (view.ordinal > this.mostSegments) return this.stopReading(tokenizer);
    if (tokenizer.onIsa) this.beginInterchange(view);
    else if (this.set === undefined) this.outsideSet(view);
    else this.insideSet(view);
    if (tokenizer.faulty) this.tokenFaults(tokenizer);
    if (view.sawLatin1) {
      view.sawLatin1 = false;
      this.noteOnce('NOT_UTF8', view);
    }
    if (this.setEnds) this.endSet(view);
  }

  /** What is open where binary data begin. */
  surroundings(view: SegmentView): Surroundings {
    const { set, group, interchange } = this;
    return {
      segmentInSet: set === undefined ? 0 : view.ordinalInSet + 1,
      set: set?.control ?? '',
      group: group?.control ?? '',
      interchange: interchange?.control ?? '',
      ...(set?.identifiers === undefined ? {} : { identifiers: set.identifiers }),
    };
  }

  /** Binary data that come before their segment; only readers that know what to do with them get them. */
  piece(bytes: Uint8Array): void {
    this.set?.reader?.piece?.(bytes, this.collector);
  }

  /** More segments than a file may have: one problem, and what is open is never used. */
  private stopReading(tokenizer: Tokenizer): void {
    this.report('TOO_MANY_SEGMENTS', tokenizer.segment, { expected: String(this.mostSegments) });
    tokenizer.stop();
  }

  /** After the last segment: what is still open broke off. */
  end(tokenizer: Tokenizer): void {
    if (tokenizer.fileStart === 'not-x12') this.collector.problem({ code: 'NOT_X12', place: NOWHERE });
    else if (tokenizer.fileStart === 'compressed') this.collector.problem({ code: 'COMPRESSED', place: NOWHERE });
    else if (tokenizer.fileStart === 'unknown') this.collector.problem({ code: 'FILE_EMPTY', place: NOWHERE });
    this.breakOff(tokenizer.segment, 'interchange');
  }

  private report(code: X12ProblemCode, view: SegmentView, more: Partial<ProblemDraft> = {}): void {
    this.collector.problem({ ...more, code, place: view.place() });
  }

  private noteOnce(code: X12ProblemCode, view: SegmentView): void {
    if (this.noted.has(code)) return;
    this.noted.add(code);
    this.report(code, view);
  }

  private tokenFaults(tokenizer: Tokenizer): void {
    const { faults, segment: view } = tokenizer;
    const { segmentBytes, elements, binaryBytes } = { ...DEFAULT_LIMITS, ...this.options.limits };
    if (faults.leadingBytes) this.report('LEADING_BYTES', view);
    if (faults.blanks) this.noteOnce('BLANKS_BETWEEN_SEGMENTS', view);
    if (faults.unterminated) this.report('LAST_SEGMENT_UNTERMINATED', view);
    if (faults.tooLong) this.report('SEGMENT_TOO_LONG', view, { expected: String(segmentBytes) });
    if (faults.tooManyElements) this.report('TOO_MANY_ELEMENTS', view, { expected: String(elements) });
    if (faults.binaryLengthWrong) this.report('BINARY_LENGTH_WRONG', view, wrongLength(view));
    if (faults.binaryTooLong) this.report('BINARY_TOO_LONG', view, { expected: String(binaryBytes) });
    if (faults.isaCut) this.report('ISA_CUT', view);
    if (faults.nul) this.report('NUL_CHARACTER', view);
    if (faults.delimitersBad) this.report('DELIMITERS_BAD', view);
  }

  /** Problems from here on belong to the innermost open header. */
  private own(): void {
    this.collector.owner = this.set ?? this.group ?? this.interchange;
    if (this.set !== undefined) this.collector.st01 = this.set.st01;
    else if (this.group !== undefined) this.collector.st01 = setOfGroup(this.group.functionalId) || this.collector.st01;
  }

  private beginInterchange(view: SegmentView): void {
    this.breakOff(view, 'interchange');
    this.noted.clear();
    this.collector.st01 = '';
    this.openInterchange(view, view.el(13));
    this.collector.item(interchangeItem(view, this.interchanges));
    checkIsa(view, (code, more) => this.report(code, view, more));
    const key = `${view.el(6)}|${view.el(8)}|${view.el(13)}`;
    if (this.seen.has(key)) this.report('INTERCHANGE_NUMBER_REPEATED', view, { element: 13 });
    this.seen.add(key);
  }

  private openInterchange(view: SegmentView, control: string): void {
    this.interchanges += 1;
    view.interchange = this.interchanges;
    const base = { ordinal: this.interchanges, control, place: view.place() };
    this.interchange = { ...base, groups: 0, problems: 0, verdict: 'usable' };
    this.own();
  }

  private outsideSet(view: SegmentView): void {
    const id = view.id;
    const isHeader = id === 'ST' || id === 'GS';
    if (this.interchange === undefined && (isHeader || view.ordinal === 1)) this.beginWithoutEnvelope(view);
    if (id === 'ST') this.beginSet(view);
    else if (id === 'GS') this.beginGroup(view);
    else if (id === 'GE') this.endGroup(view);
    else if (id === 'IEA') this.endInterchange(view);
    else if (id === 'SE') this.report('TRAILER_WITHOUT_HEADER', view);
    else if (this.interchange === undefined) this.report('TEXT_BETWEEN_INTERCHANGES', view);
    else if (id === 'TA1' && this.group === undefined) this.acknowledgement(view);
    else if (view.packedId < 0) this.report('SEGMENT_ID_BAD', view);
    else if (!isInterchangeService(id)) this.report('SEGMENT_OUTSIDE_SET', view);
  }

  /** An interchange of acknowledgements alone is not judged like money. */
  private acknowledgement(view: SegmentView): void {
    if (this.collector.st01 === '') this.collector.st01 = 'TA1';
    this.collector.item(readTa1(view));
    checkTa1(view, this.collector);
  }

  private beginWithoutEnvelope(view: SegmentView): void {
    this.openInterchange(view, '');
    this.collector.item(missingInterchangeItem(view, this.interchanges));
    this.report('ENVELOPE_MISSING', view);
  }

  private beginGroup(view: SegmentView): void {
    this.breakOff(view, 'group');
    const ordinal = this.interchange === undefined ? 1 : (this.interchange.groups += 1);
    view.group = ordinal;
    const base = { ordinal, functionalId: view.el(1), control: view.el(6), guide: view.el(8), place: view.place() };
    this.group = { ...base, controls: new Set(), sets: 0, usableSets: 0, problems: 0, verdict: 'usable' };
    const parties = { sender: view.el(2), receiver: view.el(3), date: view.el(4), time: view.el(5) };
    this.collector.item({ kind: 'group', interchange: view.interchange, ...base, ...parties });
    this.own();
  }

  private beginSet(view: SegmentView): void {
    const { group } = this;
    const ordinal = group === undefined ? (this.looseSets += 1) : (group.sets += 1);
    const header: SetHeader = { st01: view.el(1), control: view.el(2), guide: view.el(3) || (group?.guide ?? '') };
    view.set = ordinal;
    view.setControl = header.control;
    view.ordinalInSet = 1;
    const place = view.place();
    const { reader, structure, fault } = this.findReader(header, this.options);
    const walk = structure === undefined ? undefined : new StructureWalk(structure, this.collector);
    const base = { ordinal, ...header, place, problems: 0, verdict: 'usable' as const };
    this.set = { ...base, reader, walk, identifiers: structure?.ids, segments: 1 };
    this.own();
    this.collector.item({ kind: 'set', interchange: view.interchange, group: view.group, ordinal, ...header, place });
    if (fault !== undefined) {
      this.report(fault.code, view, { ...fault, valueShown: fault.element === 1 ? header.st01 : header.guide });
    }
    if (group === undefined) this.report('SET_WITHOUT_GROUP', view);
    else this.checkGroupOf(view, group, header);
    this.toReader(view);
  }

  private checkGroupOf(view: SegmentView, group: OpenGroup, header: SetHeader): void {
    if (group.controls.has(header.control)) this.report('SET_NUMBER_REPEATED', view, { element: 2 });
    group.controls.add(header.control);
    const expected = groupOfSet(header.st01);
    if (expected !== '' && expected !== group.functionalId) {
      this.report('GROUP_CODE_WRONG', view, { expected, valueShown: group.functionalId });
    }
  }

  private insideSet(view: SegmentView): void {
    const { buf, start, end } = view;
    const first = buf[start];
    if (first === 83 && (view.count > 0 ? (view.seps[0] ?? 0) : end) - start === 2) {
      if (buf[start + 1] === 69) return this.trailer(view);
      if (buf[start + 1] === 84) {
        this.breakOff(view, 'set');
        return this.beginSet(view);
      }
    }
    if ((first === 71 || first === 73) && endsSets(view.id)) {
      this.breakOff(view, 'set');
      return this.outsideSet(view);
    }
    this.toReader(view);
  }

  private toReader(view: SegmentView): void {
    const set = this.set;
    if (set === undefined) return;
    if (view.ordinalInSet > 1) set.segments = view.ordinalInSet;
    if (set.reader !== undefined) set.reader.segment(view, this.collector);
    else if (this.options.tokens === true) this.collector.item(segmentItem(view));
    if (view.packedId < 0) this.report('SEGMENT_ID_BAD', view);
    if (set.isOtherGuide !== true) set.walk?.segment(view);
  }

  private trailer(view: SegmentView): void {
    const set = this.set;
    if (set === undefined) return;
    this.toReader(view);
    const expected = String(view.ordinalInSet);
    if (wholeNumber(view.el(1)) !== view.ordinalInSet) {
      this.report('SET_COUNT_WRONG', view, { element: 1, expected, valueShown: view.el(1) });
    }
    if (view.el(2) !== set.control) {
      this.report('SET_CONTROL_MISMATCH', view, { element: 2, expected: set.control, valueShown: view.el(2) });
    }
    this.setEnds = true;
  }

  private endSet(view: SegmentView): void {
    this.setEnds = false;
    const set = this.set;
    if (set === undefined) return;
    set.reader?.end(this.collector);
    const { interchange, group = 0 } = set.place;
    const { ordinal, control, segments, problems, verdict } = set;
    if (this.group !== undefined && verdict === 'usable') this.group.usableSets += 1;
    this.set = undefined;
    view.set = 0;
    this.collector.item({ kind: 'setEnd', interchange, group, ordinal, control, segments, problems, verdict });
    this.own();
  }

  private endGroup(view: SegmentView): void {
    const group = this.group;
    if (group === undefined) return this.report('TRAILER_WITHOUT_HEADER', view);
    if (wholeNumber(view.el(1)) !== group.sets) {
      this.report('GROUP_COUNT_WRONG', view, { element: 1, expected: String(group.sets), valueShown: view.el(1) });
    }
    if (view.el(2) !== group.control) {
      this.report('GROUP_CONTROL_MISMATCH', view, { element: 2, expected: group.control, valueShown: view.el(2) });
    }
    this.closeGroup(view, group);
  }

  private closeGroup(view: SegmentView, group: OpenGroup): void {
    const { ordinal, control, sets, usableSets, problems, verdict } = group;
    this.group = undefined;
    view.group = 0;
    const interchange = group.place.interchange;
    this.collector.item({ kind: 'groupEnd', interchange, ordinal, control, sets, usableSets, problems, verdict });
    this.own();
  }

  private endInterchange(view: SegmentView): void {
    this.breakOff(view, 'group');
    const open = this.interchange;
    if (open === undefined || open.place.segmentId !== 'ISA') return this.report('TRAILER_WITHOUT_HEADER', view);
    if (wholeNumber(view.el(1)) !== open.groups) {
      this.report('INTERCHANGE_COUNT_WRONG', view, {
        element: 1,
        expected: String(open.groups),
        valueShown: view.el(1),
      });
    }
    if (view.el(2) !== open.control) {
      this.report('INTERCHANGE_CONTROL_MISMATCH', view, { element: 2, expected: open.control, valueShown: view.el(2) });
    }
    this.closeInterchange(open);
  }

  private closeInterchange(open: OpenInterchange): void {
    const { ordinal, control, groups, problems, verdict } = open;
    this.interchange = undefined;
    this.own();
    this.collector.item({ kind: 'interchangeEnd', ordinal, control, groups, problems, verdict });
  }

  /** Closes what is open up to the level: its trailer did not come. */
  private breakOff(view: SegmentView, level: 'set' | 'group' | 'interchange'): void {
    if (this.set !== undefined) {
      this.collector.problem({ code: 'SET_TRAILER_MISSING', place: this.set.place });
      this.endSet(view);
    }
    if (level === 'set') return;
    if (this.group !== undefined) {
      this.collector.problem({ code: 'GROUP_TRAILER_MISSING', place: this.group.place });
      this.closeGroup(view, this.group);
    }
    if (level === 'group' || this.interchange === undefined) return;
    if (this.interchange.place.segmentId === 'ISA') {
      this.collector.problem({ code: 'INTERCHANGE_TRAILER_MISSING', place: this.interchange.place });
    }
    this.closeInterchange(this.interchange);
  }
}

/** Segments that cannot stand in a set. */
const endsSets = (id: string): boolean => id === 'GE' || id === 'GS' || id === 'IEA';

/** Security and acknowledgement segments between ISA and GS. */
const isInterchangeService = (id: string): boolean => id === 'ISB' || id === 'ISE' || id === 'TA3';

function segmentItem(view: SegmentView): SegmentItem {
  const elements: string[] = [];
  for (let n = 1; n <= view.count; n += 1) elements.push(view.el(n));
  return { kind: 'segment', id: view.id, elements, place: view.place() };
}

/** -1 when the text is no whole number. */
export const wholeNumber = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : -1);

/** The length said before binary data, and theirs. */
function wrongLength(view: SegmentView): Partial<ProblemDraft> {
  const element = view.id === 'BIN' ? 1 : 2;
  return { element, valueShown: view.el(element), expected: String(view.dataBytes) };
}
