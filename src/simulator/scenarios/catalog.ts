import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { coverageEndedRebilled } from './coverage-ended-rebilled.js';
import { cleanAndPaid } from './clean-and-paid.js';
import { crossedOverByMedicare } from './crossed-over-by-medicare.js';
import { denied16Corrected } from './denied-16-corrected.js';
import { denied50Appealed } from './denied-50-appealed.js';
import { denied197Appealed } from './denied-197-appealed.js';
import { denied197ByFile } from './denied-197-by-file.js';
import { assistancePartialCharity } from './assistance-partial-charity.js';
import { denied50WrittenOff } from './denied-50-written-off.js';
import { deniedAsDuplicate } from './denied-as-duplicate.js';
import { reversedAndCorrected } from './reversed-and-corrected.js';
import { takenBackAndDenied } from './taken-back-and-denied.js';
import { takenBackByOffset } from './taken-back-by-offset.js';
import { heldUntilSafeDate } from './held-until-safe-date.js';
import { heldForCoding } from './held-for-coding.js';
import { neverOnFile } from './never-on-file.js';
import { noAnswerThenPlan } from './no-answer-then-plan.js';
import { patientShare } from './patient-share.js';
import { pendedUntilCalled } from './pended-until-called.js';
import { placedPaidByAgency } from './placed-paid-by-agency.js';
import { placedRecalled } from './placed-recalled.js';
import { rejectedByPayer } from './rejected-by-payer.js';
import { secondaryPaid } from './secondary-paid.js';
import { setRejected } from './set-rejected.js';
import type { World } from '../world.js';
import type { Scenario } from './scenario.js';

/** Every fate a claim can meet in the practice world; the first fits what no other took. */
export const scenarios: readonly Scenario[] = [
  cleanAndPaid,
  denied16Corrected,
  denied50Appealed,
  patientShare,
  setRejected,
  rejectedByPayer,
  neverOnFile,
  pendedUntilCalled,
  denied197Appealed,
  denied50WrittenOff,
  deniedAsDuplicate,
  reversedAndCorrected,
  takenBackByOffset,
  heldUntilSafeDate,
  heldForCoding,
  noAnswerThenPlan,
  placedPaidByAgency,
  placedRecalled,
  assistancePartialCharity,
  secondaryPaid,
  crossedOverByMedicare,
  coverageEndedRebilled,
  takenBackAndDenied,
  denied197ByFile,
];

export function scenarioNamed(name: string): Scenario {
  return scenarios.find((scenario) => scenario.name === name) ?? cleanAndPaid;
}

/** The fate of a claim, known by its member id. */
export const fateOf = (world: Pick<World, 'fates'>, claim: Claim837): Scenario =>
  scenarioNamed(world.fates[claim.subscriber.memberId ?? '']?.scenario ?? '');

/** From this many claims on a job meets every fate; below it only those whose `from` it reaches. */
const WHOLE_CAST = 30;

export interface Deal {
  /** Fates to deal; all of them unless given. */
  readonly among?: readonly Scenario[];
  /** What every share is multiplied by: below 1 more claims are clean. */
  readonly scale?: number;
}

/**
 * Deals the scenarios out over the claims: first one claim to every fate, those that few claims fit before the others; then
 * up to each share in file order; the rest is clean.
 */
export function dealScenarios(claims: readonly Claim837[], { among = scenarios, scale = 1 }: Deal = {}): string[] {
  const cast = among.filter(({ percent, from = WHOLE_CAST }) => percent > 0 && claims.length >= from);
  const dealt: (string | undefined)[] = claims.map(() => undefined);
  const left = new Map(
    cast.map(({ name, percent }) => [name, Math.max(1, Math.round((claims.length * percent * scale) / 100))]),
  );
  const take = (scenario: Scenario, at: number): void => {
    if (at < 0) return;
    dealt[at] = scenario.name;
    left.set(scenario.name, (left.get(scenario.name) ?? 0) - 1);
  };
  const fitting = (scenario: Scenario): number => claims.filter((claim) => scenario.fits(claim)).length;
  for (const scenario of [...cast].sort((a, b) => fitting(a) - fitting(b)))
    take(
      scenario,
      claims.findIndex((claim, at) => dealt[at] === undefined && scenario.fits(claim)),
    );
  claims.forEach((claim, at) => {
    if (dealt[at] !== undefined) return;
    const wanting = cast.filter((scenario) => (left.get(scenario.name) ?? 0) > 0 && scenario.fits(claim));
    const most = wanting.sort((a, b) => (left.get(b.name) ?? 0) - (left.get(a.name) ?? 0))[0];
    if (most) take(most, at);
  });
  return dealt.map((name) => name ?? cleanAndPaid.name);
}
