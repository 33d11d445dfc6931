import type { DenialCategory } from '../denials/classification.js';
import type { AppealChances, RecordPrior } from '../payer-rules/appeal-chances.js';
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
  /** What beginning a federal dispute costs each party (rulebook §5.5). */
  readonly idrFeeCents: RuleUse & { readonly days: number };
  /** An appeal is pursued from this expected value on. */
  readonly fromCents: RuleUse & { readonly days: number };
  /** Never dropped by itself from this amount on. */
  readonly neverDropCents: RuleUse & { readonly days: number };
  /** Chances before our own record counts, and from how many decisions on it does. */
  readonly usual: RuleUse & AppealChances;
  readonly recordFrom: RuleUse & { readonly days: number };
  /** What is added to our own record before its chance is taken. */
  readonly recordPrior: RuleUse & RecordPrior;
}

export interface PursuitQuestion {
  readonly category: DenialCategory;
  readonly group: string;
  readonly amountCents: number;
  /** Filed in time, and the bytes that prove it are stored; only of weight for late filing. */
  readonly filingProven: boolean;
  readonly record: AppealRecord;
  /** The level is the federal resolution of disputes, which each party pays for. */
  readonly federalDispute?: boolean;
}

export interface Pursuit {
  readonly pursue: boolean;
  /** Chance to win, 0 to 1. */
  readonly chance: number;
  /** Expected value in cents, what it costs taken off. */
  readonly valueCents: number;
  readonly because: string;
}

/** `EV = chance × amount − minutes ÷ 60 × hourly cost − fees`; only a proposal, a person decides (rulebook §5.4). */
export function pursueOrDrop(question: PursuitQuestion, rules: PursuitRules): Pursuit {
  const { amountCents, group, federalDispute = false } = question;
  const chance = chanceOf(question, rules);
  const fees = rules.feeCents.days + (federalDispute ? rules.idrFeeCents.days : 0);
  const cost = Math.round((rules.minutes.days * rules.hourlyCostCents.days) / 60) + fees;
  const valueCents = Math.round(chance * amountCents) - cost;
  const worth = `chance ${chance.toFixed(2)} of ${dollarsOf(amountCents)} less ${dollarsOf(cost)} of work${fees > 0 ? ' and fees' : ''} is ${dollarsOf(valueCents)}`;
  if (valueCents >= rules.fromCents.days)
    return { pursue: true, chance, valueCents, because: `Worth an appeal: ${worth}.` };
  if (amountCents >= rules.neverDropCents.days)
    return { pursue: true, chance, valueCents, because: `Never dropped at this amount, though ${worth}.` };
  if (group === 'PR')
    return { pursue: true, chance, valueCents, because: `Never dropped where the patient would pay, though ${worth}.` };
  return { pursue: false, chance, valueCents, because: `Not worth an appeal: ${worth}.` };
}

/**
 * `(wins + prior wins) ÷ (decided + prior decided)` once our own record is long enough, before that what is usual (rulebook §5.4: 2
 * and 4 from 20 decisions on).
 */
function chanceOf({ category, filingProven, record }: PursuitQuestion, rules: PursuitRules): number {
  const { usual, recordFrom, recordPrior } = rules;
  if (record.decided >= recordFrom.days)
    return (record.wins + recordPrior.wins) / (record.decided + recordPrior.decided);
  const name = category === 'TIMELY' && filingProven ? 'TIMELY_PROVEN' : category;
  return (usual.chances[name] ?? usual.chances.OTHER) / 100;
}
