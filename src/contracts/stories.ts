import type { StepKind } from '../domain/stories/turn.js';

/** What starts a story: ids only. `seen` and `runs` travel through continue-as-new. */
export interface StoryInput {
  readonly organizationId: string;
  readonly subjectId: string;
  readonly seen?: readonly string[];
  readonly runs?: number;
}

/** A stored intent that the story now performs as a named activity. */
export interface StoryStep {
  readonly intentId: string;
  readonly kind: StepKind;
  /** Shown in the Temporal UI; no PHI. */
  readonly summary: string;
}

/** What one transaction judged; everything the story needs to wait and act, nothing more. */
export interface StoryTurn<State extends string = string> {
  readonly state: State;
  readonly closed: boolean;
  readonly waitFor: string;
  readonly wakeInMs?: number;
  readonly wakeReason?: string;
  readonly steps: readonly StoryStep[];
  readonly search: StorySearch;
  /** Current details for supervisors (markdown, no PHI). */
  readonly details: string;
}

/** Values of the search attributes; unset ones stay as they are. */
export interface StorySearch {
  readonly payerId?: string;
  readonly nextDeadlineAt?: string;
  readonly hardDeadlineAt?: string;
  readonly amountCents?: number;
}

/** Every signal carries only this: the event row's id and what it is about. */
export interface StorySignal {
  readonly eventId: string;
  readonly ref: string;
}

/** Signal names, past facts. Which event becomes which signal stands in `event-table.ts`. */
export const signalNames = [
  'businessTimeReached',
  'turnTaken',
  'acknowledgementReceived',
  'claimStatusAnswered',
  'coverageAnswered',
  'remittancePosted',
  'denialChanged',
  'workItemCompleted',
  'approvalDecided',
  'responsibilityChanged',
  'patientAnswered',
  'paymentReceived',
  'planChanged',
  'submissionQueued',
  'batchAcknowledged',
  'correctionSent',
  'deadlineReplanned',
  'holdChanged',
  'noticeFailed',
  'placementChanged',
  'agencyAnswered',
  'recallNeeded',
  'guardsChanged',
] as const;
export type SignalName = (typeof signalNames)[number];

/** A supervisor's command on a running story; refused ones leave no history event but an audit row. */
export interface SupervisorCommand {
  readonly commandId: string;
  readonly actor: string;
  readonly role: string;
  readonly reason: string;
  readonly details?: Readonly<Record<string, string>>;
}

export const updateNames = ['placeHold', 'releaseHold', 'expediteFollowUp', 'replanDeadline', 'cancelAppeal'] as const;
export type UpdateName = (typeof updateNames)[number];
