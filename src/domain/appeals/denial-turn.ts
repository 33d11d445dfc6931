import { addBusinessDays, previousBusinessDay } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { BusinessTime, DeadlineDraft, DeadlineKind, WorkItemDraft } from '../stories/turn.js';
import { dated, TurnParts } from '../stories/turn-parts.js';
import type { Role } from '../roles.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import { windowItemKinds } from '../work-items/window-items.js';
import { filingStepDates } from '../payer-rules/escalation-ladder.js';
import type { AppealLevelRule, DayRule, DenialRules } from '../payer-rules/claim-rules.js';
import type { DenialEvent } from './denial-event.js';
import type { AppealLevelFacts, DenialFacts, DenialTurn, LevelChange } from './denial-facts.js';
import { denialMoveOf, denialWaits, type DenialGuard } from './denial-lifecycle.js';
import { isActiveLevel, isOpenDenial, type DenialOutcome, type DenialState } from './denial-state.js';

/** One turn of a denial in the making; lives only inside `nextDenial`. */
export class DenialTurnDraft {
  state: DenialState;
  because = '';
  outcome: DenialOutcome | null;
  chases: number;
  readonly parts: TurnParts;
  private readonly levelChanges = new Map<number, LevelChange>();

  constructor(
    readonly facts: DenialFacts,
    readonly event: DenialEvent,
    readonly at: BusinessTime,
    readonly rules: DenialRules,
  ) {
    this.state = facts.state;
    this.outcome = facts.outcome;
    this.chases = facts.chases;
    this.parts = new TurnParts(facts);
  }

  move(guard: DenialGuard, because: string): boolean {
    const to = denialMoveOf(this.state, this.event.type, guard);
    if (to === undefined) return false;
    this.state = to;
    this.say(because);
    return true;
  }

  say(because: string): void {
    this.because = because;
  }

  resolve(guard: DenialGuard, outcome: DenialOutcome, because: string): void {
    if (this.move(guard, because)) this.outcome = outcome;
  }

  deadlineAfter(kind: DeadlineKind, baseDate: PlainDate, rule: DayRule): void {
    this.parts.deadline(dated(kind, baseDate, rule));
  }

  openDeadline(kind: DeadlineKind): DeadlineDraft | undefined {
    return this.parts.openDeadline(kind);
  }

  /** A work item with the facts every reader of a denial needs; its day is a target of ours and never a day nobody works (G4). */
  workItem(kind: WorkItemKind, dueDate: PlainDate, facts: WorkItemDraft['facts'] = {}, occasion?: string): void {
    this.parts.workItem(kind, this.workday(dueDate), { ...this.ownFacts(), ...facts }, occasion);
  }

  /** The same for one of several owners; what that owner has open already says from now on what is new. */
  workItemFor(role: Role, kind: WorkItemKind, { dueDate, facts }: Pick<WorkItemDraft, 'dueDate' | 'facts'>): void {
    this.parts.workItemFor(role, { kind, dueDate: this.workday(dueDate), facts: { ...this.ownFacts(), ...facts } });
  }

  private workday(dueDate: PlainDate): PlainDate {
    const target = previousBusinessDay(dueDate);
    return target < this.at.date ? this.at.date : target;
  }

  private ownFacts(): WorkItemDraft['facts'] {
    const { carc, group, rarcs, amountCents, classification } = this.facts;
    return { group, carc, rarcs: rarcs.join(' '), category: classification.category, amountCents };
  }

  /** Opens the triage item with a suggestion; the person's choice arrives as an event. */
  decideByHand(suggestion: string, reason: string, more: WorkItemDraft['facts'] = {}): void {
    this.workItem('triageDenial', addBusinessDays(this.at.date, this.rules.triageBusinessDays.days), {
      suggestion,
      reason,
      ...more,
    });
  }

  /** The highest level row, with what this turn already changed on it. */
  level(): Pick<AppealLevelFacts, 'level' | 'state'> | undefined {
    const rows = [...this.facts.levels, ...this.levelChanges.values()].sort((a, b) => a.level - b.level);
    return rows.at(-1);
  }

  /** The level still at work; at most one per denial (rulebook §2.1). */
  activeLevel(): Pick<AppealLevelFacts, 'level' | 'state'> | undefined {
    const row = this.level();
    return row && isActiveLevel(row.state) ? row : undefined;
  }

  levelRule(level: number): AppealLevelRule | undefined {
    return this.rules.levels.find((rule) => rule.level === level);
  }

  changeLevel(level: number, fields: Omit<LevelChange, 'level' | 'insert' | 'name'>): void {
    const insert = !this.facts.levels.some((row) => row.level === level);
    const name = this.levelRule(level)?.name ?? `Level ${level}`;
    this.levelChanges.set(level, { ...this.levelChanges.get(level), level, insert, name, ...fields });
  }

  finish(): DenialTurn {
    const open = isOpenDenial(this.state);
    if (!open) this.close();
    // Whoever moved it on has answered why it was late.
    if (this.state !== this.facts.state) this.parts.cancelWorkItems(['denialOverdue', ...windowItemKinds]);
    const plan = denialWaits[this.state];
    const wake = open ? this.parts.nextWake(this.at.date, plan, (row) => this.wakeDates(row)) : undefined;
    this.tellClaim();
    return {
      state: this.state,
      ...this.parts.collected(),
      levels: [...this.levelChanges.values()],
      waitFor: plan.waitFor,
      ...(wake ? { wakeOn: wake.on, wakeReason: wake.reason } : {}),
      because: this.because,
      changes: { outcome: this.outcome, chases: this.chases },
    };
  }

  /** Somebody has an item about the denial, or is to agree to its write-off. */
  isInHand(): boolean {
    const { workItems, cancelWorkItems } = this.parts.collected();
    const kept = this.facts.openWorkItemKinds.filter((kind) => !cancelWorkItems.includes(kind));
    const work = [...workItems.map(({ kind }) => kind), ...kept].filter((kind) => !besideTheWork.includes(kind));
    return work.length > 0 || this.state === 'WRITEOFF_PENDING';
  }

  /**
   * A silent payer is asked some days after its clock, by the rules (§5.2), a negotiation is over the day after its last one. Other
   * deadlines wake on the safe day and when they are over; one after which the payer need not listen also on its last day (P3).
   */
  private wakeDates(row: DeadlineDraft): readonly PlainDate[] {
    const over = addDays(row.hardDate, 1);
    if (row.kind === 'appeal-filing' || row.kind === 'corrected-claim')
      return [...filingStepDates(this.rules.windows[row.kind], row.hardDate), row.safeDate, row.hardDate, over];
    if (row.kind !== 'appeal-decision')
      return lostWhenMissed.includes(row.kind) ? [row.safeDate, row.hardDate, over] : [row.safeDate, over];
    const level = this.activeLevel();
    if (level && this.levelRule(level.level)?.endsByItself) return [over];
    return this.rules.appealChases.map(({ days }) => addDays(row.hardDate, days));
  }

  private close(): void {
    this.parts.clearForClosing();
    const level = this.activeLevel();
    if (level) this.changeLevel(level.level, { state: 'CLOSED' });
  }

  private tellClaim(): void {
    const { facts, state, outcome } = this;
    if (state === facts.state && outcome === facts.outcome) return;
    this.parts.events.push({
      toStory: 'claim',
      subjectId: facts.claimId,
      type: 'denialChanged',
      facts: { denialId: facts.id, state, outcome },
    });
  }
}

/** That a lead was told it is late, or that physicians talk, is nobody's work on the denial itself. */
const besideTheWork: readonly WorkItemKind[] = [
  'denialOverdue',
  'schedulePeerToPeer',
  'holdPeerToPeer',
  ...windowItemKinds,
];

/** Days after which the payer need not listen any more. */
export const lostWhenMissed: readonly DeadlineKind[] = [
  'appeal-filing',
  'corrected-claim',
  'document-request',
  'authorization-request',
];
