import { nextBusinessDay, previousBusinessDay } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { Role } from '../roles.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import type {
  DeadlineDraft,
  DeadlineKind,
  OpenDeadline,
  OutgoingEvent,
  RuleUse,
  StepDraft,
  WorkItemDraft,
} from './turn.js';

/** What any story's turn must know about its subject to draft deadlines and work items. */
export interface TurnSubject {
  readonly id: string;
  /** How many turns the story has had; makes keys of repeated work differ. */
  readonly turn: number;
  readonly openDeadlines: readonly OpenDeadline[];
  readonly openWorkItemKinds: readonly WorkItemKind[];
}

/** The latest day a state looks again by itself, and the deadlines that wake it earlier. */
export interface WakePlan {
  readonly waitFor: string;
  /** 1 = the next business day. */
  readonly days: number;
  readonly watches: readonly DeadlineKind[];
}

export interface Wake {
  readonly on: PlainDate;
  readonly reason: string;
}

/** A deadline some days after a base date; its internal target is the business day on or before it (G4). */
export function dated(
  kind: DeadlineKind,
  baseDate: PlainDate,
  rule: RuleUse & { readonly days: number; readonly source: string },
): DeadlineDraft {
  const hardDate = addDays(baseDate, rule.days);
  return {
    kind,
    ruleId: rule.ruleId,
    version: rule.version,
    source: rule.source,
    baseDate,
    hardDate,
    safeDate: previousBusinessDay(hardDate),
  };
}

/** What a turn says when no time has run out; whatever has run out says more. */
export const NOTHING_IS_DUE = 'Nothing is due yet.';

/** What the office has to do by its day; at the end of a matter it lapses. Every other clock was another's and ends with the answer. */
const oursToDo: readonly DeadlineKind[] = [
  'timely-filing',
  'corrected-claim',
  'appeal-filing',
  'document-request',
  'document-collection',
  'authorization-request',
  'peer-to-peer',
  'triage',
  'first-action',
];

/** Collects the parts of one turn; lives only inside a pure `next` function. */
export class TurnParts {
  readonly steps: StepDraft[] = [];
  readonly events: OutgoingEvent[] = [];
  readonly workItems: WorkItemDraft[] = [];
  private readonly drafts = new Map<DeadlineKind, DeadlineDraft>();
  private readonly closed = new Set<DeadlineKind>();
  private readonly dropped = new Set<DeadlineKind>();
  private readonly cancelled = new Set<WorkItemKind>();
  private readonly used = new Map<string, RuleUse>();

  constructor(private readonly subject: TurnSubject) {}

  use(rule: RuleUse): void {
    this.used.set(rule.ruleId, { ruleId: rule.ruleId, version: rule.version });
  }

  deadline(draft: DeadlineDraft): void {
    this.use(draft);
    this.closed.delete(draft.kind);
    this.dropped.delete(draft.kind);
    this.drafts.set(draft.kind, draft);
  }

  closeDeadlines(kinds: readonly DeadlineKind[]): void {
    for (const kind of kinds) {
      this.drafts.delete(kind);
      if (this.subject.openDeadlines.some((row) => row.kind === kind)) this.closed.add(kind);
    }
  }

  /** Closes what nobody did and nobody has to do any more; what was met in this turn stays met. */
  dropDeadlines(kinds: readonly DeadlineKind[]): void {
    for (const kind of kinds) if (this.openDeadline(kind)) this.dropped.add(kind);
    this.closeDeadlines(kinds);
  }

  /** The deadline of a kind as it will stand after this turn. */
  openDeadline(kind: DeadlineKind): DeadlineDraft | undefined {
    if (this.closed.has(kind)) return undefined;
    return this.drafts.get(kind) ?? this.subject.openDeadlines.find((row) => row.kind === kind);
  }

  /** Opens a work item unless one of its kind is open; `occasion` names why it may open again, by default this turn. */
  workItem(
    kind: WorkItemKind,
    dueDate: PlainDate,
    facts: WorkItemDraft['facts'] = {},
    occasion = String(this.subject.turn),
  ): void {
    this.cancelled.delete(kind);
    if (this.subject.openWorkItemKinds.includes(kind) || this.workItems.some((item) => item.kind === kind)) return;
    this.workItems.push({ kind, dedupeKey: `${this.subject.id}:${kind}:${occasion}`, dueDate, facts });
  }

  /** Opens a work item for one of several owners; what that owner has open already is brought up to date instead. */
  workItemFor(role: Role, { kind, dueDate, facts }: Pick<WorkItemDraft, 'kind' | 'dueDate' | 'facts'>): void {
    this.cancelled.delete(kind);
    this.workItems.push({
      kind,
      role,
      dedupeKey: `${this.subject.id}:${kind}:${this.subject.turn}:${role}`,
      dueDate,
      facts,
    });
  }

  cancelWorkItems(kinds: readonly WorkItemKind[]): void {
    for (const kind of kinds) if (this.subject.openWorkItemKinds.includes(kind)) this.cancelled.add(kind);
  }

  /** A finished story keeps nothing open but the work items named. */
  clearForClosing(...kept: readonly WorkItemKind[]): void {
    this.drafts.clear();
    this.steps.length = 0;
    const open = this.subject.openDeadlines.map((row) => row.kind);
    this.dropDeadlines(open.filter((kind) => oursToDo.includes(kind)));
    this.closeDeadlines(open);
    this.cancelWorkItems(this.subject.openWorkItemKinds.filter((kind) => !kept.includes(kind)));
  }

  collected() {
    return {
      deadlines: [...this.drafts.values()],
      closeDeadlines: [...this.closed],
      dropDeadlines: [...this.dropped],
      workItems: this.workItems,
      cancelWorkItems: [...this.cancelled],
      steps: this.steps,
      events: this.events,
      rules: [...this.used.values()],
    };
  }

  /** Earliest date after today on which a watched deadline or the state's own check needs the story. */
  nextWake(today: PlainDate, plan: WakePlan, datesOf: (row: DeadlineDraft) => readonly PlainDate[]): Wake {
    const checkOn = plan.days === 1 ? nextBusinessDay(today) : addDays(today, plan.days);
    let wake: Wake = { on: checkOn, reason: `check: ${plan.waitFor}` };
    for (const kind of plan.watches) {
      const row = this.openDeadline(kind);
      if (!row) continue;
      for (const on of datesOf(row)) {
        if (on > today && on <= wake.on) wake = { on, reason: `${kind}, rule ${row.ruleId} v${row.version}` };
      }
    }
    return wake;
  }
}
