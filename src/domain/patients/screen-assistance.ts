import type { PlainDate } from '../dates/plain-date.js';
import { cents, shareOf } from '../money.js';
import type { RuleUse } from '../stories/turn.js';
import type { Allocation, PatientResponsibility } from './patient-balance.js';
import { povertyGuideline, type GuidelineRegion } from './poverty-guidelines.js';

/** Tiers of rulebook §9.3 [POL]: up to this percent of the guideline, this discount. */
const tiers: readonly { readonly upToPercent: number; readonly discountPercent: number }[] = [
  { upToPercent: 200, discountPercent: 100 },
  { upToPercent: 250, discountPercent: 75 },
  { upToPercent: 300, discountPercent: 50 },
  { upToPercent: 400, discountPercent: 25 },
];
/** Above the tiers nobody pays more than this share of a year's income in twelve months. */
const HARDSHIP_PERCENT = 20;
/** Excess is paid back from $5 on (26 CFR 1.501(r)-6(c)(6)). */
export const MINIMUM_EXCESS_CENTS = 500;

export interface AssistanceApplication {
  readonly householdSize: number;
  readonly annualIncomeCents: number;
  readonly region: GuidelineRegion;
  readonly appliedOn: PlainDate;
}

export interface AssistanceScreening {
  readonly discountPercent: number;
  readonly hardship: boolean;
  /** Discount of each responsibility, of its whole amount: what was paid above the rest is excess. */
  readonly discounts: readonly Allocation[];
  readonly totalCents: number;
  readonly rules: readonly RuleUse[];
}

const POLICY: RuleUse = { ruleId: 'patient.financial-assistance', version: 1 };

/** Screens an application against the guidelines; undefined = no guideline was in force on the application date. */
export function screenAssistance(
  application: AssistanceApplication,
  items: readonly PatientResponsibility[],
): AssistanceScreening | undefined {
  const { householdSize: size, region, annualIncomeCents, appliedOn } = application;
  const guideline = povertyGuideline({ size, region }, appliedOn);
  if (!guideline) return undefined;
  const { ruleId, version } = guideline;
  const rules = [POLICY, { ruleId, version }];
  const tier = tiers.find(({ upToPercent }) => annualIncomeCents * 100 <= guideline.yearCents * upToPercent);
  const discounts = tier ? byPercent(items, tier.discountPercent) : aboveHardship(items, annualIncomeCents);
  return {
    discountPercent: tier?.discountPercent ?? 0,
    hardship: !tier && discounts.length > 0,
    discounts,
    totalCents: discounts.reduce((sum, { amountCents }) => sum + amountCents, 0),
    rules,
  };
}

const billedCents = (item: PatientResponsibility): number => item.amountCents - item.writtenOffCents;

const byPercent = (items: readonly PatientResponsibility[], percent: number): Allocation[] =>
  items
    .map((item) => ({ claimId: item.claimId, amountCents: shareOf(cents(billedCents(item)), percent * 100) }))
    .filter(({ amountCents }) => amountCents > 0);

/** The newest responsibilities are lowered first, until what is left is the cap. */
function aboveHardship(items: readonly PatientResponsibility[], annualIncomeCents: number): Allocation[] {
  const capCents = shareOf(cents(annualIncomeCents), HARDSHIP_PERCENT * 100);
  let aboveCents = items.reduce((sum, item) => sum + billedCents(item), 0) - capCents;
  const discounts: Allocation[] = [];
  for (const item of [...items].sort((a, b) => b.transferDate.localeCompare(a.transferDate))) {
    const amountCents = Math.min(aboveCents, billedCents(item));
    if (amountCents <= 0) continue;
    discounts.push({ claimId: item.claimId, amountCents });
    aboveCents -= amountCents;
  }
  return discounts;
}

export interface CharitySplit {
  /** Lowers what is still owed. */
  readonly writeOffs: readonly Allocation[];
  /** Paid above the share that was left to the guarantor: paid back (501(r)(6)). */
  readonly excess: readonly Allocation[];
}

/** What an approved discount means for a responsibility as it stands now: first what is owed, then what was paid too much. */
export function splitCharity(discounts: readonly Allocation[], items: readonly PatientResponsibility[]): CharitySplit {
  const writeOffs: Allocation[] = [];
  const excess: Allocation[] = [];
  for (const { claimId, amountCents } of discounts) {
    const item = items.find((each) => each.claimId === claimId);
    if (!item) continue;
    const owed = Math.max(0, item.amountCents - item.paidCents - item.writtenOffCents);
    const lowered = Math.min(owed, amountCents);
    const paidBack = Math.min(amountCents - lowered, item.paidCents);
    if (lowered > 0) writeOffs.push({ claimId, amountCents: lowered });
    if (paidBack >= MINIMUM_EXCESS_CENTS) excess.push({ claimId, amountCents: paidBack });
  }
  return { writeOffs, excess };
}
