import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { cleanAndPaid } from './clean-and-paid.js';
import { denied16Corrected } from './denied-16-corrected.js';
import { denied50Appealed } from './denied-50-appealed.js';
import { patientShare } from './patient-share.js';
import type { Scenario } from './scenario.js';

/** Every fate a claim can meet in the practice world; the first fits what no other took. */
export const scenarios: readonly Scenario[] = [cleanAndPaid, denied16Corrected, denied50Appealed, patientShare];

export function scenarioNamed(name: string): Scenario {
  return scenarios.find((scenario) => scenario.name === name) ?? cleanAndPaid;
}

/** Deals the scenarios out over the claims, in file order, each up to its share (at least one where any claim fits). */
export function dealScenarios(claims: readonly Claim837[]): string[] {
  const left = new Map(
    scenarios.map((scenario) => [
      scenario.name,
      Math.max(scenario.percent > 0 ? 1 : 0, Math.round((claims.length * scenario.percent) / 100)),
    ]),
  );
  return claims.map((claim) => {
    const wanting = scenarios.filter((scenario) => (left.get(scenario.name) ?? 0) > 0 && scenario.fits(claim));
    const most = wanting.sort((a, b) => (left.get(b.name) ?? 0) - (left.get(a.name) ?? 0))[0] ?? cleanAndPaid;
    left.set(most.name, (left.get(most.name) ?? 0) - 1);
    return most.name;
  });
}
