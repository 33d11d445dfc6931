import { addDays, daysBetween, type PlainDate } from '../dates/plain-date.js';
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
import { dated, TurnParts, type Wake, type WakePlan } from '../stories/turn-parts.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import { ageStepDates, filingStepDates } from '../payer-rules/escalation-ladder.js';
import type { ClaimRules, DayRule } from '../payer-rules/claim-rules.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts, ClaimMemory } from './claim-facts.js';
import { isAwaitingPayer, moveOf, type ClaimGuard } from './claim-lifecycle.js';
import { ELIGIBILITY_HOLD, isOpen, type ClaimState } from './claim-state.js';
import { waits } from './claim-waits.js';

/** One turn in the making: collects what the event means, then `finish` adds the next wake. Lives only inside `nextClaim`. */
export class ClaimTurn {
  state: ClaimState;
  because = '';
  private readonly parts: TurnParts;
  private readonly changed: Partial<ClaimMemory> & { splitOff?: string } = {};

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

  /** These lines leave for a claim of their own when the turn is saved; nothing to remember. */
  splitOff(lines: readonly number[]): void {
    this.changed.splitOff = lines.join(' ');
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

  workItemFor(...asked: Parameters<TurnParts['workItemFor']>): void {
    this.parts.workItemFor(...asked);
  }

  cancelWorkItems(...kinds: readonly WorkItemKind[]): void {
    this.parts.cancelWorkItems(kinds);
  }

  /** An outgoing step; a hold stops steps, never deadlines (architecture §4.1.9). */
  step(kind: StepDraft['kind'], key: string, details: StepDraft['details'] = {}): boolean {
    if ((this.memory('held') || this.state === 'HOLD') && !this.isAboutHold(kind)) return false;
    this.parts.steps.push({ kind, key: `${this.facts.id}:${key}`, details });
    return true;
  }

  /** A claim that waits for an answer about coverage is the one to ask about. */
  private isAboutHold(kind: StepDraft['kind']): boolean {
    return kind === 'checkEligibility' && this.memory('holdReason') === ELIGIBILITY_HOLD;
  }

  tell(event: OutgoingEvent): void {
    this.parts.events.push(event);
  }

  finish(): Turn<ClaimState> {
    const plan = waits[this.state];
    const open = isOpen(this.state);
    if (!open) this.parts.clearForClosing('paymentOnClosedClaim', 'demandInterest');
    const wake = open ? this.nextWake(plan) : undefined;
    return {
      state: this.state,
      ...this.parts.collected(),
      waitFor: plan.waitFor,
      ...(wake ? { wakeOn: wake.on, wakeReason: wake.reason } : {}),
      because: this.because,
      changes: this.changed,
    };
  }

  /** A deadline of this state, a step of the ladder by age, or the state's own look: what comes first. */
  private nextWake(plan: WakePlan): Wake {
    const { date } = this.at;
    const { byAge, byFiling } = this.rules.escalation;
    const watches = [...new Set([...plan.watches, ...neverOverslept])];
    const wake = this.parts.nextWake(date, { ...plan, watches }, (row) =>
      row.kind === 'timely-filing'
        ? [...filingStepDates(byFiling, row.hardDate), row.safeDate, row.hardDate, addDays(row.hardDate, 1)]
        : wakeDates(row),
    );
    const sentOn = this.memory('submittedOn');
    if (sentOn === null || !(isAwaitingPayer(this.state) || this.state === 'CORRECTING')) return wake;
    const step = ageStepDates(byAge, sentOn).find((on) => on > date && on < wake.on);
    return step ? { on: step, reason: `escalation ${daysBetween(sentOn, step)} days after sending` } : wake;
  }
}

/** Whatever a claim waits for: while one of these is open, its days wake it (P3). */
const neverOverslept: readonly DeadlineKind[] = [
  'timely-filing',
  'document-request',
  'document-collection',
  'eligibility-retry',
  'conditional-claim',
];

/** Another's clocks: they mean something only when they have run out. */
const overTheDayAfter: readonly DeadlineKind[] = ['prompt-pay', 'acknowledgement-999', 'conditional-claim'];

/** Days on which an open deadline needs its story; filing has the steps of its ladder, and the day after it passed. */
function wakeDates(row: DeadlineDraft): readonly PlainDate[] {
  if (overTheDayAfter.includes(row.kind)) return [addDays(row.hardDate, 1)];
  return [row.safeDate, row.hardDate];
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
