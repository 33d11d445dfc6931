import type { EnvelopeItem, GroupItem, InterchangeItem, SetItem } from '../envelope-items.js';
import { PROBLEM_CATALOG } from '../problem-catalog.js';
import type { X12Problem } from '../problem.js';
import { writableText } from '../write.js';
import type { AcknowledgedElement, AcknowledgedSegment, AcknowledgedSet } from './acknowledgement-items.js';
import type { GroupAnswer, Ta1 } from './write-acknowledgement.js';

/** What one received interchange earns: a TA1 when asked for or when its envelope failed, a 999 per group. */
export interface InterchangeAnswer {
  readonly received: InterchangeItem;
  readonly groupSender: string;
  readonly groupReceiver: string;
  readonly ta1: Ta1 | undefined;
  readonly groups: readonly GroupAnswer[];
}

interface DraftSegment extends AcknowledgedSegment {
  readonly elements: AcknowledgedElement[];
}

interface DraftSet {
  readonly header: SetItem;
  readonly errors: string[];
  readonly segments: DraftSegment[];
  worst: 'A' | 'E' | 'R';
}

interface DraftGroup {
  readonly header: GroupItem;
  readonly errors: string[];
  readonly sets: AcknowledgedSet[];
  refused: boolean;
}

interface DraftInterchange {
  readonly header: InterchangeItem;
  readonly groups: GroupAnswer[];
  groupSender: string;
  groupReceiver: string;
  note: string;
  worst: 'A' | 'E' | 'R';
}

/** IK4 copies are at most this long. */
const COPY_CHARACTERS = 99;
/** IK303: `2010AA` is told as `2010` (005010X231A1). */
const LOOP_CHARACTERS = 4;
const SEGMENTS_LISTED = 1_000;

/** Builds the answers to a read from its items; problems decide, nothing is judged twice. No 999 answers a 999. */
export class AnswerBuilder {
  readonly answers: InterchangeAnswer[] = [];
  private interchange: DraftInterchange | undefined;
  private group: DraftGroup | undefined;
  private set: DraftSet | undefined;

  /** Every item of the read, in order; `includeValues` copies bad values into IK404 (health data). */
  constructor(private readonly options: { readonly includeValues?: boolean } = {}) {}

  item(item: { readonly kind: string }): void {
    const known = item as EnvelopeItem;
    switch (known.kind) {
      case 'interchange':
        this.interchange = { header: known, groups: [], groupSender: '', groupReceiver: '', note: '000', worst: 'A' };
        return;
      case 'group':
        this.group = { header: known, errors: [], sets: [], refused: false };
        if (this.interchange !== undefined && this.interchange.groupSender === '') {
          this.interchange.groupSender = known.sender;
          this.interchange.groupReceiver = known.receiver;
        }
        return;
      case 'set':
        this.set = { header: known, errors: [], segments: [], worst: 'A' };
        return;
      case 'problem':
        return this.problem(known.problem);
      case 'setEnd':
        return this.endSet(known.verdict === 'refused');
      case 'groupEnd':
        return this.endGroup(known.verdict === 'refused');
      case 'interchangeEnd':
        return this.endInterchange();
      default:
    }
  }

  private problem(problem: X12Problem): void {
    if (problem.severity === 'note') return;
    const worst = problem.severity === 'refused' ? 'R' : 'E';
    const row = PROBLEM_CATALOG[problem.code];
    if (this.set !== undefined) return noteInSet(this.set, problem, worst, this.options.includeValues === true);
    if (this.group !== undefined) {
      if (worst === 'R') this.group.refused = true;
      if (row.ak9 !== undefined) addOnce(this.group.errors, row.ak9);
      return;
    }
    const { interchange } = this;
    if (interchange === undefined || row.ta1 === undefined) return;
    if (interchange.worst !== 'R') {
      if (interchange.note === '000' || worst === 'R') interchange.note = row.ta1;
      interchange.worst = worst;
    }
  }

  private endSet(refused: boolean): void {
    const { set } = this;
    this.set = undefined;
    if (set === undefined || this.group === undefined) return;
    const [st01, control, guide] = [set.header.st01, set.header.control, set.header.guide].map(writableText) as [
      string,
      string,
      string,
    ];
    const code = refused ? 'R' : set.worst;
    const errors = code === 'A' ? [] : code === 'R' && set.errors.length === 0 ? ['5'] : set.errors;
    this.group.sets.push({ st01, control, guide, code, errors, segments: set.segments });
  }

  private endGroup(refused: boolean): void {
    const { group } = this;
    this.group = undefined;
    if (group === undefined || group.header.functionalId === 'FA') return;
    const { functionalId, control, guide } = group.header;
    const failed = refused || group.refused;
    const accepted = failed ? 0 : group.sets.filter((set) => set.code !== 'R').length;
    const count = group.sets.length;
    this.interchange?.groups.push({
      functionalId: writableText(functionalId),
      groupControl: writableText(control),
      guide: writableText(guide),
      code: failed || accepted === 0 ? 'R' : groupCode(group.sets, accepted),
      setsIncluded: count,
      setsReceived: count,
      setsAccepted: accepted,
      errors: group.errors,
      sets: group.sets,
    });
  }

  private endInterchange(): void {
    const { interchange } = this;
    this.interchange = undefined;
    if (interchange === undefined || interchange.header.control === '') return;
    const { header, groups, groupSender, groupReceiver, note, worst } = interchange;
    const { control, date, time } = header;
    const ta1 = header.ackRequested || worst === 'R' ? { control, date, time, code: worst, note } : undefined;
    if (ta1 === undefined && groups.length === 0) return;
    this.answers.push({ received: header, groupSender, groupReceiver, ta1, groups });
  }
}

function groupCode(sets: readonly AcknowledgedSet[], accepted: number): string {
  if (accepted < sets.length) return 'P';
  return sets.some((set) => set.code === 'E') ? 'E' : 'A';
}

function addOnce(codes: string[], code: string): void {
  if (!codes.includes(code)) codes.push(code);
}

function noteInSet(set: DraftSet, problem: X12Problem, worst: 'E' | 'R', includeValues: boolean): void {
  const row = PROBLEM_CATALOG[problem.code];
  if (set.worst !== 'R') set.worst = worst;
  if (row.ik5 !== undefined) addOnce(set.errors, row.ik5);
  if (row.ik3 === undefined || set.segments.length >= SEGMENTS_LISTED) return;
  const { segmentInSet = 1 } = problem.at;
  const loop = writableText(problem.at.loop ?? '').slice(0, LOOP_CHARACTERS);
  const segmentId = missingSegment(problem) ?? problem.at.segmentId;
  let segment = set.segments.at(-1);
  if (segment?.segmentInSet !== segmentInSet || segment.code !== row.ik3 || segment.segmentId !== segmentId) {
    segment = {
      segmentId: writableText(segmentId).slice(0, 3),
      segmentInSet,
      loop,
      code: row.ik3,
      context: [],
      elements: [],
    };
    set.segments.push(segment);
  }
  if (row.ik4 === undefined || problem.at.element === undefined) return;
  const { element, component, repetition } = problem.at;
  const copy = includeValues ? writableText(problem.valueShown ?? '').slice(0, COPY_CHARACTERS) : '';
  segment.elements.push({
    element,
    ...(component === undefined ? {} : { component }),
    ...(repetition === undefined ? {} : { repetition }),
    reference: '',
    code: row.ik4,
    ...(copy === '' ? {} : { valueCopy: copy }),
    context: [],
  });
}

/** The segment a SEGMENT_MISSING asks for: `NM1` of `NM1*PR`. */
function missingSegment(problem: X12Problem): string | undefined {
  if (problem.code !== 'SEGMENT_MISSING') return undefined;
  return /^[A-Z][A-Z0-9]{1,2}/.exec(problem.expected ?? '')?.[0];
}
