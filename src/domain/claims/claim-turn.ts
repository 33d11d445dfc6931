import { addDays, type PlainDate } from '../dates/plain-date.js';
import type {
  BusinessTime,
  DeadlineDraft,
  DeadlineKind,
  OutgoingEvent,
  RuleUse,
  StepDraft,
  Turn,
  WorkItemDraft,
} from '../stories/turn.js';
import { dated, TurnParts } from '../stories/turn-parts.js';
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
  private readonly parts: TurnParts;
  private readonly changed: Partial<ClaimMemory> = {};

  constructor(
    readonly facts: ClaimFacts,
    readonly event: ClaimEvent,
    readonly at: BusinessTime,
    readonly rules: ClaimRules,
  ) {
    this.state = facts.state;
    this.parts = new TurnParts(facts);
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
    this.parts.use(rule);
  }

  deadline(draft: DeadlineDraft): void {
    this.parts.deadline(draft);
  }

  deadlineAfter(kind: DeadlineKind, baseDate: PlainDate, rule: DayRule): void {
    this.parts.deadline(dated(kind, baseDate, rule));
  }

  closeDeadlines(...kinds: readonly DeadlineKind[]): void {
    this.parts.closeDeadlines(kinds);
  }

  openDeadline(kind: DeadlineKind): DeadlineDraft | undefined {
    return this.parts.openDeadline(kind);
  }

  workItem(kind: WorkItemKind, dueDate: PlainDate, facts: WorkItemDraft['facts'] = {}, occasion?: string): void {
    this.parts.workItem(kind, dueDate, facts, occasion);
  }

  cancelWorkItems(...kinds: readonly WorkItemKind[]): void {
    this.parts.cancelWorkItems(kinds);
  }

  /** An outgoing step; a hold stops steps, never deadlines (architecture §4.1.9). */
  step(kind: StepDraft['kind'], key: string, details: StepDraft['details'] = {}): boolean {
    if (this.memory('held') || this.state === 'HOLD') return false;
    this.parts.steps.push({ kind, key: `${this.facts.id}:${key}`, details });
    return true;
  }

  tell(event: OutgoingEvent): void {
    this.parts.events.push(event);
  }

  finish(): Turn<ClaimState> {
    const plan = waits[this.state];
    const open = isOpen(this.state);
    if (!open) this.parts.clearForClosing('paymentOnClosedClaim');
    const wake = open ? this.parts.nextWake(this.at.date, plan, (row) => wakeDates(row, this.state)) : undefined;
    return {
      state: this.state,
      ...this.parts.collected(),
      waitFor: plan.waitFor,
      ...(wake ? { wakeOn: wake.on, wakeReason: wake.reason } : {}),
      because: this.because,
      changes: this.changed,
    };
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

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
