import type { DenialCategory } from '../denials/classification.js';
import { dollarsOf } from '../money.js';
import type { RuleUse } from '../stories/turn.js';

/** Appeals decided in the last 24 months at this payer, of this category and level. */
export interface AppealRecord {
  readonly wins: number;
  readonly decided: number;
}

/** What an appeal costs us, as rule data (rulebook §5.4). */
export interface PursuitRules {
  readonly minutes: RuleUse & { readonly days: number };
  readonly hourlyCostCents: RuleUse & { readonly days: number };
  readonly feeCents: RuleUse & { readonly days: number };
  /** An appeal is pursued from this expected value on. */
  readonly fromCents: RuleUse & { readonly days: number };
  /** Never dropped by itself from this amount on. */
  readonly neverDropCents: RuleUse & { readonly days: number };
}

export interface PursuitQuestion {
  readonly category: DenialCategory;
  readonly group: string;
  readonly amountCents: number;
  /** Filed in time, and the bytes that prove it are stored; only of weight for late filing. */
  readonly filingProven: boolean;
  readonly record: AppealRecord;
}

export interface Pursuit {
  readonly pursue: boolean;
  /** Chance to win, 0 to 1. */
  readonly chance: number;
  /** Expected value in cents, what it costs taken off. */
  readonly valueCents: number;
  readonly because: string;
}

/** Own results count from this many decisions on; before, what is usual. */
const ENOUGH_DECISIONS = 20;
const usualChance: Partial<Readonly<Record<DenialCategory, number>>> = {
  DOC: 0.7,
  CONTRACT: 0.6,
  CODE: 0.55,
  DUP: 0.5,
  MEDNEC: 0.45,
  AUTH: 0.4,
  BUNDLE: 0.35,
  ELIG: 0.3,
  NONCOV: 0.1,
};
/** Categories the rulebook gives no prior count like an eligibility denial. */
const OTHER_CHANCE = 0.3;

/** `EV = chance × amount − minutes ÷ 60 × hourly cost − fees`; only a proposal, a person decides (rulebook §5.4). */
export function pursueOrDrop(question: PursuitQuestion, rules: PursuitRules): Pursuit {
  const { amountCents, group } = question;
  const chance = chanceOf(question);
  const cost = Math.round((rules.minutes.days * rules.hourlyCostCents.days) / 60) + rules.feeCents.days;
  const valueCents = Math.round(chance * amountCents) - cost;
  const worth = `chance ${chance.toFixed(2)} of ${dollarsOf(amountCents)} less ${dollarsOf(cost)} of work is ${dollarsOf(valueCents)}`;
  if (valueCents >= rules.fromCents.days)
    return { pursue: true, chance, valueCents, because: `Worth an appeal: ${worth}.` };
  if (amountCents >= rules.neverDropCents.days)
    return { pursue: true, chance, valueCents, because: `Never dropped at this amount, though ${worth}.` };
  if (group === 'PR')
    return { pursue: true, chance, valueCents, because: `Never dropped where the patient would pay, though ${worth}.` };
  return { pursue: false, chance, valueCents, because: `Not worth an appeal: ${worth}.` };
}

function chanceOf({ category, filingProven, record }: PursuitQuestion): number {
  if (category === 'TIMELY' && record.decided < ENOUGH_DECISIONS) return filingProven ? 0.35 : 0.05;
  if (record.decided >= ENOUGH_DECISIONS) return (record.wins + 2) / (record.decided + 4);
  return usualChance[category] ?? OTHER_CHANCE;
}
