import { nextBusinessDay, previousBusinessDay } from '../dates/business-days.js';
import { addDays, earliest, type PlainDate } from '../dates/plain-date.js';
import type { BusinessTime, DeadlineDraft, DeadlineKind, OutgoingEvent, RuleUse, StepDraft, Turn, WorkItemDraft } from '../stories/turn.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import type { ClaimRules, DayRule } from '../payer-rules/claim-rules.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts, ClaimMemory } from './claim-facts.js';
import { moveOf, type ClaimGuard } from './claim-lifecycle.js';
import { isOpen, type ClaimState } from './claim-state.js';
import { waits } from './claim-waits.js';

/** One turn in the making: collects what the event means, then `finish` adds the next wake. Lives only inside `nextClaim`. */
export class ClaimTurn {
  state: ClaimState;
  because = '';
  private readonly deadlines = new Map<DeadlineKind, DeadlineDraft>();
  private readonly closed = new Set<DeadlineKind>();
  private readonly workItems: WorkItemDraft[] = [];
  private readonly cancelled = new Set<WorkItemKind>();
  private readonly steps: StepDraft[] = [];
  private readonly events: OutgoingEvent[] = [];
  private readonly changed: Partial<ClaimMemory> = {};
  private readonly used = new Map<string, RuleUse>();

  constructor(
    readonly facts: ClaimFacts,
    readonly event: ClaimEvent,
    readonly at: BusinessTime,
    readonly rules: ClaimRules,
  ) {
    this.state = facts.state;
  }

  /** Moves along the table; false and no change when the table knows no such move. */
  move(guard: ClaimGuard, because?: string): boolean {
    const to = moveOf(this.state, this.event.type, guard);
    if (to === undefined) return false;
    this.state = to;
    this.say(because ?? `${sentence(guard)}.`);
    return true;
  }

  /** The last sentence wins: it explains where the claim stands now. */
  say(because: string): void {
    this.because = because;
  }

  /** A remembered field as it will be after this turn. */
  memory<Key extends keyof ClaimMemory>(key: Key): ClaimMemory[Key] {
    return key in this.changed ? (this.changed[key] as ClaimMemory[Key]) : this.facts[key];
  }

  change(fields: Partial<ClaimMemory>): void {
    Object.assign(this.changed, fields);
  }

  use(rule: RuleUse): void {
    this.used.set(rule.ruleId, { ruleId: rule.ruleId, version: rule.version });
  }

  deadline(draft: DeadlineDraft): void {
    this.use(draft);
    this.closed.delete(draft.kind);
    this.deadlines.set(draft.kind, draft);
  }

  /** A deadline some days after a base date; its internal target is the business day on or before it (G4). */
  deadlineAfter(kind: DeadlineKind, baseDate: PlainDate, rule: DayRule): void {
    this.deadline(dated(kind, baseDate, rule));
  }

  closeDeadlines(...kinds: readonly DeadlineKind[]): void {
    for (const kind of kinds) {
      this.deadlines.delete(kind);
      if (this.facts.openDeadlines.some((row) => row.kind === kind)) this.closed.add(kind);
    }
  }

  /** The deadline of a kind as it will stand after this turn. */
  openDeadline(kind: DeadlineKind): DeadlineDraft | undefined {
    if (this.closed.has(kind)) return undefined;
    return this.deadlines.get(kind) ?? this.facts.openDeadlines.find((row) => row.kind === kind);
  }

  /** Opens a work item unless one of its kind is open; `key` names the occasion, by default this turn. */
  workItem(kind: WorkItemKind, dueDate: PlainDate, facts: WorkItemDraft['facts'] = {}, key = String(this.facts.turn)): void {
    this.cancelled.delete(kind);
    if (this.facts.openWorkItemKinds.includes(kind) || this.workItems.some((item) => item.kind === kind)) return;
    this.workItems.push({ kind, dedupeKey: `${this.facts.id}:${kind}:${key}`, dueDate, facts });
  }

  cancelWorkItems(...kinds: readonly WorkItemKind[]): void {
    for (const kind of kinds) if (this.facts.openWorkItemKinds.includes(kind)) this.cancelled.add(kind);
  }

  /** An outgoing step; a hold stops steps, never deadlines (architecture §4.1.9). */
  step(kind: StepDraft['kind'], key: string, details: StepDraft['details'] = {}): boolean {
    if (this.memory('held') || this.state === 'HOLD') return false;
    this.steps.push({ kind, key: `${this.facts.id}:${key}`, details });
    return true;
  }

  tell(event: OutgoingEvent): void {
    this.events.push(event);
  }

  finish(): Turn<ClaimState> {
    if (!isOpen(this.state)) this.clearForClosing();
    const wake = isOpen(this.state) ? this.nextWake() : undefined;
    return {
      state: this.state, deadlines: [...this.deadlines.values()], closeDeadlines: [...this.closed], workItems: this.workItems,
      cancelWorkItems: [...this.cancelled], steps: this.steps, events: this.events, waitFor: waits[this.state].waitFor,
      ...(wake ? { wakeOn: wake.on, wakeReason: wake.reason } : {}),
      because: this.because, rules: [...this.used.values()], changes: this.changed,
    };
  }

  private clearForClosing(): void {
    this.deadlines.clear();
    for (const row of this.facts.openDeadlines) this.closed.add(row.kind);
    this.steps.length = 0;
    this.cancelWorkItems(...this.facts.openWorkItemKinds.filter((kind) => kind !== 'paymentOnClosedClaim'));
  }

  /** Earliest date after today on which a deadline or the state's own check needs this story. */
  private nextWake(): { on: PlainDate; reason: string } {
    const today = this.at.date;
    const check = waits[this.state];
    const checkOn = check.days === 1 ? nextBusinessDay(today) : addDays(today, check.days);
    const candidates = [{ on: checkOn, reason: `check: ${check.waitFor}` }];
    for (const kind of check.watches) {
      const row = this.openDeadline(kind);
      if (!row) continue;
      const reason = `${kind}, rule ${row.ruleId} v${row.version}`;
      for (const on of wakeDates(row, this.state)) if (on > today) candidates.push({ on, reason });
    }
    const on = earliest(candidates.map((candidate) => candidate.on)) ?? checkOn;
    return candidates.findLast((candidate) => candidate.on === on) ?? { on: checkOn, reason: 'check' };
  }
}

/** Days on which an open deadline needs its story: filing also 30 days ahead for held claims, and the day after it passed. */
function wakeDates(row: DeadlineDraft, state: ClaimState): readonly PlainDate[] {
  if (row.kind === 'timely-filing') {
    const ahead = state === 'HOLD' ? [addDays(row.hardDate, -30)] : [];
    return [...ahead, row.safeDate, addDays(row.hardDate, 1)];
  }
  if (row.kind === 'prompt-pay') return [addDays(row.hardDate, 1)];
  return [row.safeDate, row.hardDate];
}

export function dated(kind: DeadlineKind, baseDate: PlainDate, rule: DayRule): DeadlineDraft {
  const hardDate = addDays(baseDate, rule.days);
  return { kind, ruleId: rule.ruleId, version: rule.version, source: rule.source, baseDate, hardDate, safeDate: previousBusinessDay(hardDate) };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
