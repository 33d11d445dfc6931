import { addBusinessDays } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import { workItemRule, type OutcomeRule, type WorkItemKind } from '../work-items/catalog.js';
import type { DeadlineDraft, DeadlineKind, StepDraft, StepKind, StoryKind, Turn, WorkItemDraft } from './turn.js';

/** Choices of one seeded life. */
export interface Draw {
  readonly of: <T>(from: readonly T[]) => T;
  readonly chance: (likely: number) => boolean;
  /** 0 to `most`. */
  readonly upTo: (most: number) => number;
}

export const drawing = (random: () => number): Draw => ({
  of: (from) => from[Math.floor(random() * from.length)] as (typeof from)[number],
  chance: (likely) => random() < likely,
  upTo: (most) => Math.floor(random() * (most + 1)),
});

export interface Heard {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A story as the desk keeps it: its facts lie with it, and one event means one turn. */
export interface StoryOnDesk {
  readonly kind: StoryKind;
  readonly id: string;
  /** Subjects whose open work counts as work about this one too. */
  readonly partOf?: string;
  state(): string;
  isOpen(): boolean;
  /** Open, and rightly without a next day: a batch nobody has put a claim into, a file on its way out. */
  rests?(): boolean;
  /** Steps its last turn may still ask for. */
  readonly lastSteps?: readonly StepKind[];
  /** Work that outlives it. */
  readonly leaves?: readonly WorkItemKind[];
  /** Undefined where the event means nothing. */
  hear(event: Heard, today: PlainDate): Turn<string> | undefined;
  /** Where the table lets an event lead; checked against every turn. */
  allows(from: string, event: string, to: string): boolean;
}

interface Dated {
  readonly subjectId: string;
  readonly openedOn: PlainDate;
  closedOn?: PlainDate;
}
export interface ItemOnDesk extends Dated {
  readonly kind: WorkItemKind;
  readonly facts: WorkItemDraft['facts'];
}
export interface DeadlineOnDesk extends Dated, DeadlineDraft {
  superseded?: true;
}
export interface StepOnDesk {
  readonly subjectId: string;
  readonly step: StepDraft;
}

/** More wakes than this in one life mean that a story spins. */
const MOST_WAKES = 1_200;

/**
 * An office without a database: what a turn says is kept as `save-turn` keeps it, stories tell each other, steps leave, people finish
 * work. Whoever plays on it decides what the outside does. `mustStand` holds after every event.
 */
export class Desk {
  readonly items: ItemOnDesk[] = [];
  readonly deadlines: DeadlineOnDesk[] = [];
  /** What waits for another person's agreement. */
  private readonly approvals: Dated[] = [];
  readonly history: string[] = [];
  /** Every state any story was in. */
  readonly seen = new Set<string>();
  /** Steps that wait for the outside to perform them. */
  readonly steps: StepOnDesk[] = [];
  private readonly stories = new Map<string, StoryOnDesk>();
  private readonly wakes = new Map<string, PlainDate>();
  /** What the outside does on a day to come. */
  private readonly agenda: { readonly on: PlainDate; readonly does: () => void }[] = [];
  private readonly queue: { readonly subjectId: string; readonly event: Heard }[] = [];
  private readonly keys = new Set<string>();
  private readonly intended = new Set<string>();
  private readonly judgedMissed = new Set<DeadlineOnDesk>();
  private woken = 0;

  constructor(
    public today: PlainDate,
    /** What a missed day costs something (P3): each of these is asked about before its last day. */
    private readonly hard: readonly DeadlineKind[],
  ) {}

  add(story: StoryOnDesk, first: Heard): void {
    this.stories.set(story.id, story);
    this.tell(story.id, first);
  }

  /** Something happens after so many business days. */
  later(days: number, does: () => void): void {
    this.agenda.push({ on: addBusinessDays(this.today, days), does });
  }

  /** What was to happen by today, each taken off before it does. */
  *due(): Generator<() => void> {
    for (const each of this.agenda.filter(({ on }) => on <= this.today)) {
      this.agenda.splice(this.agenda.indexOf(each), 1);
      yield each.does;
    }
  }

  find = (id: string): StoryOnDesk | undefined => this.stories.get(id);

  openKinds = (subjectId: string): WorkItemKind[] =>
    this.items.filter((item) => item.subjectId === subjectId && !item.closedOn).map(({ kind }) => kind);

  openDeadlines = (subjectId: string) =>
    this.deadlines
      .filter((row) => row.subjectId === subjectId && !row.closedOn)
      .map((row) => ({ ...row, id: row.kind }));

  tell(subjectId: string, event: Heard): void {
    this.queue.push({ subjectId, event });
  }

  /** Everything told is heard, and what follows from it. */
  settle(): void {
    for (let next = this.queue.shift(); next; next = this.queue.shift()) this.judge(next.subjectId, next.event);
    this.mustStand();
  }

  /** A day begins: whoever wanted to wake wakes. */
  wakeAll(): void {
    for (const [id, on] of [...this.wakes]) {
      if (on > this.today) continue;
      if ((this.woken += 1) > MOST_WAKES) throw this.fault(`${id} wakes again and again`);
      this.tell(id, { type: 'timeReached' });
    }
    this.settle();
  }

  /** Somebody finishes an item; what needs an approval is told when it is given, a proposal at once. */
  finish(item: ItemOnDesk, draw: Draw): OutcomeRule {
    this.close(item);
    return draw.of(Object.values(workItemRule(item.kind).outcomes));
  }

  close(item: ItemOnDesk): void {
    item.closedOn = this.today;
  }

  /** Another person is to agree; whoever decides calls what comes back. */
  askApproval(subjectId: string): () => void {
    const approval: Dated = { subjectId, openedOn: this.today };
    this.approvals.push(approval);
    return () => void (approval.closedOn = this.today);
  }

  /** Steps of a subject that were stopped may be intended again. */
  forget(key: string): void {
    this.intended.delete(key);
  }

  private judge(subjectId: string, event: Heard): void {
    const story = this.stories.get(subjectId);
    if (!story) return;
    const from = story.state();
    const turn = story.hear(event, this.today);
    if (!turn) return;
    this.history.push(
      `${this.today} ${story.kind} ${story.id} ${event.type}: ${from} → ${turn.state}: ${turn.because}`,
    );
    if (!story.allows(from, event.type, turn.state)) throw this.fault(`no row leads from ${from} to ${turn.state}`);
    this.seen.add(`${story.kind} ${turn.state}`);
    if (turn.because === '') throw this.fault('a turn without a reason');
    this.save(story, turn);
  }

  private save(story: StoryOnDesk, turn: Turn<string>): void {
    const { id } = story;
    for (const kind of turn.closeDeadlines) this.closeDeadline(id, kind);
    for (const draft of turn.deadlines) this.keepDeadline(id, draft);
    for (const item of this.items)
      if (item.subjectId === id && !item.closedOn && turn.cancelWorkItems.includes(item.kind)) this.close(item);
    for (const { kind, dedupeKey, facts } of turn.workItems) {
      if (this.keys.has(dedupeKey)) continue;
      this.keys.add(dedupeKey);
      this.items.push({ kind, facts, subjectId: id, openedOn: this.today });
    }
    for (const step of turn.steps) {
      if (this.intended.has(step.key)) continue;
      this.intended.add(step.key);
      this.steps.push({ subjectId: id, step });
    }
    for (const { subjectId, type, facts } of turn.events) this.tell(subjectId, { ...facts, type });
    if (!story.isOpen() || turn.wakeOn === undefined) this.wakes.delete(id);
    else this.wakes.set(id, turn.wakeOn > this.today ? turn.wakeOn : addDays(this.today, 1));
    if (!story.isOpen() && turn.steps.some(({ kind: what }) => !story.lastSteps?.includes(what)))
      throw this.fault(`${id} is closed and still does something`);
  }

  private closeDeadline(subjectId: string, kind: DeadlineKind): void {
    for (const row of this.deadlines)
      if (row.subjectId === subjectId && row.kind === kind && !row.closedOn) row.closedOn = this.today;
  }

  /** As rows: other dates supersede, the same ones change nothing. */
  private keepDeadline(subjectId: string, draft: DeadlineDraft): void {
    const open = this.deadlines.find((row) => row.subjectId === subjectId && row.kind === draft.kind && !row.closedOn);
    if (open && open.hardDate === draft.hardDate && open.safeDate === draft.safeDate && open.ruleId === draft.ruleId)
      return;
    if (open) Object.assign(open, { closedOn: this.today, superseded: true });
    this.deadlines.push({ ...draft, subjectId, openedOn: this.today });
  }

  /** Nothing open without its next day, nothing closed that still wants something, no last day passed that nobody was asked about. */
  mustStand(): void {
    for (const story of this.stories.values()) {
      const wake = this.wakes.get(story.id);
      if (story.isOpen() && !story.rests?.() && !(wake !== undefined && wake > this.today))
        throw this.fault(`${story.kind} ${story.id} is ${story.state()} without a next day`);
      if (!story.isOpen()) this.mustBeQuiet(story);
    }
    for (const row of this.deadlines) this.mustHaveBeenAsked(row);
  }

  private mustBeQuiet(story: StoryOnDesk): void {
    const open = this.openKinds(story.id).filter((kind) => !story.leaves?.includes(kind));
    if (open.length > 0) throw this.fault(`${story.id} is ${story.state()} and ${open.join(', ')} lies open`);
    const dates = this.openDeadlines(story.id);
    if (dates.length > 0) throw this.fault(`${story.id} is ${story.state()} and ${dates[0]?.kind} runs`);
    if (this.wakes.has(story.id)) throw this.fault(`${story.id} is ${story.state()} and wants to wake`);
  }

  private mustHaveBeenAsked(row: DeadlineOnDesk): void {
    if (!this.hard.includes(row.kind) || row.superseded || this.judgedMissed.has(row)) return;
    if (row.hardDate >= (row.closedOn ?? this.today)) return;
    this.judgedMissed.add(row);
    const about = [row.subjectId, this.stories.get(row.subjectId)?.partOf];
    const asked = [...this.items, ...this.approvals].some(
      (item) =>
        about.includes(item.subjectId) && item.openedOn <= row.hardDate && (item.closedOn ?? '9999') >= row.safeDate,
    );
    if (!asked && row.openedOn <= row.hardDate)
      throw this.fault(
        `${row.subjectId}: ${row.kind} passed on ${row.hardDate} and nobody was asked (safe ${row.safeDate})`,
      );
  }

  /** What went wrong, after what. */
  fault(what: string): Error {
    return new Error(`${this.today}: ${what}\n${this.history.slice(-25).join('\n')}`);
  }
}

/** Lives by seed; every one that fails is told with its seed, the first three whole. */
export function failuresOf(
  seeds: { readonly first: number; readonly count: number },
  live: (seed: number) => void,
): string[] {
  const failures: string[] = [];
  for (let seed = seeds.first; seed < seeds.first + seeds.count; seed += 1)
    try {
      live(seed);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      failures.push(`seed ${seed}: ${failures.length < 3 ? text : (text.split('\n')[0] ?? '')}`);
    }
  return failures;
}
