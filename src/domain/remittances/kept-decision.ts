import type { RemittanceClaim } from './remittance.js';
import type { ClaimLineOnBooks } from './claim-plan.js';
import { lineMatchesOf } from './read-adjustments.js';

/** What a payer says about an appeal in its remittance: the first decision stays, or the appeal was not one (rulebook §4.1). */
export type KeptDecision = 'unfavorable' | 'dismissed';

const CARC_DECISION_MAINTAINED = '193';
const CARC_PROCEDURE_NOT_FOLLOWED = '285';

/** Whether the payer keeps its denial of these lines (a denial's line set; 'claim' = all of it); undefined = it says nothing of it. */
export function keptDecision(
  claim: RemittanceClaim,
  ours: readonly ClaimLineOnBooks[],
  lineSet: string,
): KeptDecision | undefined {
  const { matches } = lineMatchesOf(claim, ours);
  const names = new Set(lineSet.split(','));
  const isMeant = (ordinal: number): boolean =>
    lineSet === 'claim' || names.has(matches.find((match) => match.ordinal === ordinal)?.lineId ?? `svc:${ordinal}`);
  const lines = claim.lines.filter(({ ordinal }) => isMeant(ordinal));
  const carcs = [claim, ...lines].flatMap(({ adjustments }) => adjustments.map(({ carc }) => carc));
  if (carcs.includes(CARC_DECISION_MAINTAINED)) return 'unfavorable';
  return carcs.includes(CARC_PROCEDURE_NOT_FOLLOWED) ? 'dismissed' : undefined;
}
