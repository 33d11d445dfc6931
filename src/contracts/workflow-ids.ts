import type { StoryKind } from '../domain/stories/turn.js';

/** Opaque workflow ids: `<kind>:<org>:<uuid>`, `day-book:<org>`. The payload codec takes the organization from the second part. */
export const workflowId = (kind: StoryKind, organizationId: string, subjectId: string): string =>
  kind === 'day-book' ? `day-book:${organizationId}` : `${kind}:${organizationId}:${subjectId}`;

export interface StoryAddress {
  readonly kind: StoryKind;
  readonly organizationId: string;
  readonly subjectId: string;
}

export function parseWorkflowId(id: string): StoryAddress | undefined {
  const [kind, organizationId, subjectId] = id.split(':');
  if (!kind || !organizationId) return undefined;
  return { kind: kind as StoryKind, organizationId, subjectId: subjectId ?? organizationId };
}

/** Workflow type of each kind of story. */
export const workflowTypes = {
  claim: 'claimLifecycle',
  appeal: 'appealLifecycle',
  'patient-balance': 'patientBalance',
  plan: 'paymentPlan',
  placement: 'agencyPlacement',
  file: 'inboundFile',
  batch: 'submissionBatch',
  'day-book': 'dayBook',
} as const satisfies Record<StoryKind, string>;

export const TASK_QUEUE = 'stories';
export const SIMULATOR_TASK_QUEUE = 'practice-world';
