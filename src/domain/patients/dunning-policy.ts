import type { RuleUse } from '../stories/turn.js';

/** Numbers of rulebook §9.2–§9.6; product defaults, overridden by effective-dated rules of the organization. */
export interface DunningPolicy extends RuleUse {
  /** Statement 1 leaves within this many business days of the liability transfer. */
  readonly firstStatementBusinessDays: number;
  /** Days after statement 1 for statement 2, statement 3 and the final notice. */
  readonly noticeDays: readonly [number, number, number];
  /** Two notices of one responsibility never stand closer than this, however late dunning resumed. */
  readonly minimumNoticeGapDays: number;
  readonly minimumStatementCents: number;
  readonly planOfferCents: number;
  readonly planAnswerDays: number;
  /** A payment of at least this rests dunning for `restDays`. */
  readonly agreedPaymentCents: number;
  readonly restDays: number;
  readonly inquiryAnswerBusinessDays: number;
  readonly addressBusinessDays: number;
  readonly assistanceDays: number;
  readonly placementDays: number;
  readonly finalNoticeWaitDays: number;
  readonly secondPlacementDays: number;
  readonly placementCents: number;
  readonly placementDecisionBusinessDays: number;
  readonly placementDeclinedDays: number;
  readonly placementReturnDays: number;
  readonly smallBalanceCents: number;
  readonly smallBalanceDays: number;
  /** How often a balance that waits for something else is looked at. */
  readonly reviewDays: number;
}

export const defaultDunningPolicy: DunningPolicy = {
  ruleId: 'patient.dunning',
  version: 1,
  firstStatementBusinessDays: 5,
  noticeDays: [30, 60, 90],
  minimumNoticeGapDays: 21,
  minimumStatementCents: 500,
  planOfferCents: 5_000,
  planAnswerDays: 30,
  agreedPaymentCents: 2_500,
  restDays: 30,
  inquiryAnswerBusinessDays: 10,
  addressBusinessDays: 5,
  assistanceDays: 30,
  placementDays: 120,
  finalNoticeWaitDays: 30,
  secondPlacementDays: 300,
  placementCents: 5_000,
  placementDecisionBusinessDays: 10,
  placementDeclinedDays: 60,
  placementReturnDays: 180,
  smallBalanceCents: 999,
  smallBalanceDays: 60,
  reviewDays: 30,
};
