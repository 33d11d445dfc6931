import type { EnvelopeItem, Verdict } from './envelope-items.js';
import type { Sink } from './guide-reader.js';
import { DEFAULT_LIMITS, type ReadOptions } from './options.js';
import { severityOf } from './problem-catalog.js';
import type { ProblemDraft, X12Problem } from './problem.js';

/** What a problem counts against: the innermost header still open. */
export interface ProblemOwner {
  problems: number;
  verdict: Verdict;
  /** Its content is another guide's: the guide named does not judge it. */
  isOtherGuide?: boolean;
}

/** Gathers the items of a read and gives each problem its severity under the reading options. */
export class ItemCollector<Item> implements Sink<Item> {
  owner: ProblemOwner | undefined;
  /** ST01 the options are judged by. */
  st01 = '';
  private items: (EnvelopeItem | Item)[] = [];
  /** Elements of the segment at this byte that were spoken of; 0 is the segment itself. */
  private toldByte = -1;
  private toldElements: number[] = [];

  constructor(readonly options: ReadOptions) {}

  item(item: EnvelopeItem | Item): void {
    this.items.push(item);
  }

  problem(draft: ProblemDraft): void {
    this.remember(draft);
    const severity = draft.severity ?? severityOf(draft.code, this.options.allow, this.st01);
    const { owner } = this;
    if (owner !== undefined) {
      owner.problems += 1;
      if (draft.code === 'GUIDE_MISMATCH') owner.isOtherGuide = true;
      if (severity === 'refused') owner.verdict = 'refused';
      const kept = this.options.limits?.problemsPerSet ?? DEFAULT_LIMITS.problemsPerSet;
      if (owner.problems > kept) return this.limit(owner, draft, kept);
    }
    this.items.push({ kind: 'problem', problem: withSeverity(draft, severity) });
  }

  /** Whether a problem was reported for this element of the segment at this byte of the file. */
  told(byte: number, element: number): boolean {
    return this.toldByte === byte && this.toldElements.includes(element);
  }

  private remember({ place, element = 0 }: ProblemDraft): void {
    if (this.toldByte !== place.byte) this.toldElements = [];
    this.toldByte = place.byte;
    this.toldElements.push(element);
  }

  /** What was gathered since the last call. */
  take(): (EnvelopeItem | Item)[] {
    const taken = this.items;
    this.items = [];
    return taken;
  }

  private limit(owner: ProblemOwner, draft: ProblemDraft, kept: number): void {
    if (owner.problems !== kept + 1) return;
    owner.verdict = 'refused';
    const problem: X12Problem = { code: 'TOO_MANY_PROBLEMS', severity: 'refused', at: draft.place };
    this.items.push({ kind: 'problem', problem });
  }
}

function withSeverity(draft: ProblemDraft, severity: X12Problem['severity']): X12Problem {
  const { code, place, element, component, repetition, loop, subject, expected, valueShown } = draft;
  const at = {
    ...place,
    ...(loop === undefined ? {} : { loop }),
    ...(element === undefined ? {} : { element }),
    ...(component === undefined ? {} : { component }),
    ...(repetition === undefined ? {} : { repetition }),
  };
  return {
    code,
    severity,
    at,
    ...(subject === undefined ? {} : { subject }),
    ...(expected === undefined ? {} : { expected }),
    ...(valueShown === undefined ? {} : { valueShown }),
  };
}
