import type { PayerClass } from '../payer-rules/payer-class.js';

/** Codes of the guards of rulebook §9.1. */
export type BillingGuard =
  | 'providerLiability'
  | 'medicaid'
  | 'qmb'
  | 'workersCompensation'
  | 'noSurprises'
  | 'payerPending'
  | 'assistancePending'
  | 'priceDispute'
  | 'activeDispute'
  | 'bankruptcy'
  | 'deceased'
  | 'minorWithoutGuarantor'
  | 'badAddress'
  | 'selfPayRestriction'
  | 'legalHold';

/** What is known about one amount somebody may want from a patient; an absent flag means no. */
export interface PatientBillingFacts {
  /** CAS group the amount came with; PR, or none for a charge no payer ever saw (self-pay). */
  readonly group?: string;
  /** Every payer of the claim so far. */
  readonly payerClasses: readonly PayerClass[];
  readonly qmb?: boolean;
  /** Service protected by the No Surprises Act and the amount is more than the payer's PR. */
  readonly noSurprisesExcess?: boolean;
  /** A payer's claim, appeal or liability case is pending and holds the patient. */
  readonly payerPending?: boolean;
  readonly assistancePending?: boolean;
  readonly priceDispute?: boolean;
  readonly activeDispute?: boolean;
  readonly bankruptcy?: boolean;
  readonly deceasedWithoutEstate?: boolean;
  readonly minorWithoutGuarantor?: boolean;
  readonly badAddress?: boolean;
  readonly selfPayRestriction?: boolean;
  readonly legalHold?: boolean;
}

const flagGuards: readonly [keyof PatientBillingFacts, BillingGuard][] = [
  ['qmb', 'qmb'],
  ['noSurprisesExcess', 'noSurprises'],
  ['payerPending', 'payerPending'],
  ['assistancePending', 'assistancePending'],
  ['priceDispute', 'priceDispute'],
  ['activeDispute', 'activeDispute'],
  ['bankruptcy', 'bankruptcy'],
  ['deceasedWithoutEstate', 'deceased'],
  ['minorWithoutGuarantor', 'minorWithoutGuarantor'],
  ['badAddress', 'badAddress'],
  ['selfPayRestriction', 'selfPayRestriction'],
  ['legalHold', 'legalHold'],
];

/**
 * May this amount be billed, dunned, charged interest or placed (rulebook §9.1)? CO, PI and OA never; Medicaid and QMB never
 * (42 USC 1396a(n)(3)(B), 42 CFR 447.15); workers' compensation never. Every reason is named, not only the first.
 */
export function mayBillPatient(facts: PatientBillingFacts): { mayBill: boolean; reasons: BillingGuard[] } {
  const reasons: BillingGuard[] = [];
  if (facts.group !== undefined && facts.group !== 'PR') reasons.push('providerLiability');
  if (facts.payerClasses.some((kind) => kind === 'medicaid' || kind === 'medicaidMco')) reasons.push('medicaid');
  if (facts.payerClasses.some((kind) => kind === 'workersComp' || kind === 'feca')) reasons.push('workersCompensation');
  for (const [flag, guard] of flagGuards) if (facts[flag] === true) reasons.push(guard);
  return { mayBill: reasons.length === 0, reasons };
}
