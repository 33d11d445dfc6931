import type { OutgoingEvent, StepDraft, WorkItemDraft } from '../stories/turn.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import { owedCents, type Allocation, type PatientBalanceFacts, type SelectedPlacement } from './patient-balance.js';

/** What one event means so far; `nextPatientBalance` adds what time demands and the next wake. */
export interface BalanceDraft {
  readonly facts: PatientBalanceFacts;
  readonly because: string;
  readonly events: readonly OutgoingEvent[];
  readonly steps: readonly StepDraft[];
  readonly workItems: readonly WorkItemDraft[];
  readonly cancelWorkItems: readonly WorkItemKind[];
  readonly allocations: readonly Allocation[];
  readonly unallocatedCents: number;
  readonly smallBalances: readonly Allocation[];
  readonly selected?: SelectedPlacement;
}

export const draft = (facts: PatientBalanceFacts, because: string, more: Partial<BalanceDraft> = {}): BalanceDraft => ({
  facts,
  because,
  events: [],
  steps: [],
  workItems: [],
  cancelWorkItems: [],
  allocations: [],
  unallocatedCents: 0,
  smallBalances: [],
  ...more,
});

/** Adds to a draft what a later step of the same turn decided; the later sentence follows the earlier. */
export const extend = (
  before: BalanceDraft,
  facts: PatientBalanceFacts,
  because: string,
  more: Partial<BalanceDraft> = {},
): BalanceDraft => ({
  ...before,
  facts,
  because: [before.because, because].filter((text) => text !== '').join(' '),
  events: [...before.events, ...(more.events ?? [])],
  steps: [...before.steps, ...(more.steps ?? [])],
  workItems: [...before.workItems, ...(more.workItems ?? [])],
  cancelWorkItems: [...before.cancelWorkItems, ...(more.cancelWorkItems ?? [])],
  smallBalances: [...before.smallBalances, ...(more.smallBalances ?? [])],
});

/** Each claim whose responsibility came to zero between two moments hears of it (architecture ruling 10). */
export function settledEvents(
  before: PatientBalanceFacts,
  after: PatientBalanceFacts,
  how: 'paid' | 'writtenOff',
): OutgoingEvent[] {
  return after.responsibilities
    .filter((item) => {
      const earlier = before.responsibilities.find(({ claimId }) => claimId === item.claimId);
      return earlier !== undefined && owedCents(earlier) > 0 && owedCents(item) === 0;
    })
    .map(({ claimId }) => ({ toStory: 'claim', subjectId: claimId, type: 'responsibilitySettled', facts: { how } }));
}
