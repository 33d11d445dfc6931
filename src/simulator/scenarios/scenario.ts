import type { Claim837 } from '../../edi/x12/837p/claim-837.js';

/** How the payer decides one sending of a claim; money follows from it (see adjudicate.ts). */
export interface PayerDecision {
  /** Days from acceptance to payment. */
  readonly payAfterDays: number;
  /** The whole claim is denied with this code; nothing is paid. */
  readonly denial?: { readonly group: string; readonly carc: string; readonly rarcs: readonly string[] };
  /** Share of the allowed amount that is the patient's deductible (PR-1), in percent. */
  readonly deductiblePercent?: number;
  /** The payer sends the claim on to the next one itself (CLP02 19). */
  readonly forwards?: true;
}

/** What the payer has seen of a claim so far. */
export interface ClaimHistory {
  /** Sendings of this claim including this one. */
  readonly sends: number;
  readonly frequency: string;
  readonly appealWon: boolean;
}

/** One fate of a claim in the practice world. Adding one is one file and one line in the catalog. */
export interface Scenario {
  readonly name: string;
  readonly story: string;
  /** Share of the practice's claims, in percent; the rest is clean. */
  readonly percent: number;
  /** May this claim meet this fate? */
  fits(claim: Claim837): boolean;
  decide(claim: Claim837, history: ClaimHistory): PayerDecision;
  /** Days the payer takes to decide an appeal, and how; absent = no appeal comes. */
  readonly appeal?: {
    readonly decideAfterDays: number;
    readonly decision: 'favorable' | 'unfavorable';
    readonly payAfterDays: number;
  };
  /** What the patient does with a statement or plan offer. */
  readonly patient?: 'paysByPlan' | 'paysStatement' | 'neverAnswers';
}

/** Commercial plans by claim filing indicator (SBR09). */
export const isCommercial = (claim: Claim837): boolean =>
  ['CI', 'BL', '12', '15', 'HM'].includes(claim.subscriber.filingIndicator ?? '');

/** Days to payment differ from claim to claim, but not from run to run: taken from the claim's own charge. */
export const spread = (claim: Claim837, from: number, days: number): number =>
  from + (Math.floor(claim.chargeCents / 100) % days);
