import type { SignalName, UpdateName } from '../../src/contracts/stories.js';
import type { ClaimState } from '../../src/domain/claims/claim-state.js';
import type { DenialState } from '../../src/domain/appeals/denial-state.js';
import type { BatchState } from '../../src/domain/batches/next-batch.js';
import type { PlacementState } from '../../src/domain/collections/placement.js';
import type { PatientBalanceState } from '../../src/domain/patients/patient-balance.js';
import type { PlanState } from '../../src/domain/payment-plans/plan.js';
import type { StepKind } from '../../src/domain/stories/turn.js';
import type { Scene } from './played-stories.js';

export type State = ClaimState | DenialState | BatchState | PatientBalanceState | PlanState | PlacementState | 'OPEN';

const SEARCH = {
  payerId: '6f1de2f0-0000-4000-8000-000000000001',
  hardDeadlineAt: '2026-12-31T05:00:00.000Z',
  amountCents: 12_500,
};
const MONTH_MS = 30 * 86_400_000;

export const acts = (state: State, ...kinds: StepKind[]): Scene => ({
  turn: {
    state,
    waitFor: 'the step',
    steps: kinds.map((kind) => ({ kind, intentId: '', summary: `${kind} 1` })),
    search: SEARCH,
  },
});
export const waits = (state: State, waitFor: string, signal: SignalName): Scene => ({
  turn: {
    state,
    waitFor,
    wakeInMs: MONTH_MS,
    wakeReason: `check: ${waitFor}`,
    search: { ...SEARCH, nextDeadlineAt: '2026-06-01T10:00:00.000Z' },
  },
  signal,
});
/** A deadline one second away: the timer fires. */
export const sleeps = (state: State, waitFor: string): Scene => ({
  turn: { state, waitFor, wakeInMs: 1_000, wakeReason: `check: ${waitFor}`, search: SEARCH },
});
export const isTold = (state: State, waitFor: string, update: UpdateName): Scene => ({
  turn: { state, waitFor, wakeInMs: MONTH_MS, wakeReason: `check: ${waitFor}`, search: SEARCH },
  update,
});
export const ends = (state: State): Scene => ({ turn: { state, closed: true, search: SEARCH } });
