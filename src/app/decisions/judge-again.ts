import type { BatchFacts } from '../../domain/batches/next-batch.js';
import type { ClaimFacts } from '../../domain/claims/claim-facts.js';
import type { DenialFacts } from '../../domain/appeals/denial-facts.js';
import { nextPatientBalance } from '../../domain/patients/next-patient-balance.js';
import type { PatientBalanceEvent, PatientBalanceFacts } from '../../domain/patients/patient-balance.js';
import type { PlacementRecord } from '../../domain/collections/placement.js';
import type { PlanFacts } from '../../domain/payment-plans/plan.js';
import type { BusinessTime } from '../../domain/stories/turn.js';
import { judgePlacement } from '../agencies/advance-placement.js';
import { judgeBatch, type BatchRulings } from '../batches/advance-batch.js';
import { judgeClaim } from '../claims/advance-claim.js';
import { judgeDenial } from '../denials/advance-denial.js';
import { judgePlan } from '../plans/advance-plan.js';
import type { JudgedPayer } from '../payer-rules/own-rules.js';
import type { StoredEvent } from '../stories/advance-story.js';

/** What a decision rested on, as its turn sealed it. */
export interface DecisionInputs {
  readonly facts: object;
  readonly event: StoredEvent;
  readonly at: BusinessTime;
  /** Absent on decisions made before it was kept. */
  readonly context?: object;
}

export interface JudgedAgain {
  readonly state: string;
  readonly because: string;
  readonly rules: readonly unknown[];
}

type Judge = (inputs: DecisionInputs) => JudgedAgain | undefined;

/** The pure decision of each kind of story; nothing is read and nothing is written. */
const judges: Readonly<Record<string, Judge>> = {
  claim: ({ facts, event, at, context }) => judgeClaim(facts as ClaimFacts, event, at, context as JudgedPayer),
  appeal: ({ facts, event, at, context }) => judgeDenial(facts as DenialFacts, event, at, context as JudgedPayer),
  'patient-balance': ({ facts, event, at }) =>
    nextPatientBalance(facts as PatientBalanceFacts, asEvent(event) as PatientBalanceEvent, at),
  plan: ({ facts, event, at }) => judgePlan(facts as PlanFacts, event, at),
  placement: ({ facts, event, at }) => judgePlacement(facts as PlacementRecord, event, at),
  batch: ({ facts, event, at, context }) => judgeBatch(facts as BatchFacts, event, at, (context ?? {}) as BatchRulings),
};

const asEvent = ({ facts, type }: StoredEvent): object => ({ ...facts, type });

/** The same inputs judged once more by today's program; `undefined` for a kind of story or an old decision that cannot be. */
export function judgeAgain(subjectType: string, inputs: DecisionInputs): JudgedAgain | undefined {
  const needsPayer = subjectType === 'claim' || subjectType === 'appeal';
  if (needsPayer && !(inputs.context && 'payerClass' in inputs.context)) return undefined;
  return judges[subjectType]?.(inputs);
}
