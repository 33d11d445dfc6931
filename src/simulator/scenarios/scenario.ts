import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { components } from '../../api-client/generated/schema.js';

/** How the payer decides one sending of a claim; money follows from it (see adjudicate.ts). */
export interface PayerDecision {
  /** Days from acceptance, or from the decision before, to this one. */
  readonly payAfterDays: number;
  /** The whole claim is denied with this code; nothing is paid. */
  readonly denial?: { readonly group: string; readonly carc: string; readonly rarcs: readonly string[] };
  /** Share of the allowed amount that is the patient's deductible (PR-1), in percent. */
  readonly deductiblePercent?: number;
  /** The payer sends the claim on to the next one itself (CLP02 19). */
  readonly forwards?: true;
  /** Allowed amount in percent of the contract rate; 100 unless given. */
  readonly ratePercent?: number;
  /** Interest on a late payment (PLB L6), percent of what is paid. */
  readonly interestPercent?: number;
  /** The decision before is taken back first, in the same remittance (CLP02 22). */
  readonly takesBack?: boolean;
  /** Only the taking back; the correction comes in a later round. */
  readonly onlyTakesBack?: boolean;
  /** The payer entered the claim a second time, under another number of its own. */
  readonly secondEntry?: boolean;
  /** The payer decides once more, `payAfterDays` of the next round after this decision. */
  readonly decidesAgain?: boolean;
  /** Nothing happens until somebody of the office calls; then `payAfterDays` count from the call. */
  readonly onlyWhenCalled?: boolean;
}

/** What the payer has seen of a claim so far. */
export interface ClaimHistory {
  /** Sendings of this claim that reached the payer, including this one. */
  readonly sends: number;
  readonly frequency: string;
  readonly appealWon: boolean;
  /** Decisions on this sending before this one. */
  readonly round: number;
}

/** What is wrong with a set of claims by the clearinghouse's eyes (999): one element of one segment. */
export interface SetFault {
  readonly segmentId: string;
  readonly loop: string;
  readonly element: number;
  /** IK403: 7 invalid code value, 6 invalid character, 1 mandatory element missing. */
  readonly code: string;
}

/** A category and status of code sources 507 and 508. */
export interface StatusCode {
  readonly category: string;
  readonly status: string;
}

/** How one level of an appeal ends. */
export interface AppealAnswer {
  readonly decideAfterDays: number;
  readonly decision: 'favorable' | 'unfavorable';
  /** Days from a favorable decision to the corrected remittance. */
  readonly payAfterDays?: number;
}

/** One fate of a claim in the practice world. Adding one is one file and one line in the catalog. */
export interface Scenario {
  readonly name: string;
  readonly story: string;
  /** Share of the practice's claims, in percent; the rest is clean. A share above zero is at least one claim. */
  readonly percent: number;
  /** The smallest job that meets this fate, in claims; the whole cast comes together from `WHOLE_CAST` on. */
  readonly from?: number;
  /** May this claim meet this fate? */
  fits(claim: Claim837): boolean;
  /** The claim as the practice's own system sends it for this fate: a mistake in it, an old or a recent service. */
  prepare?(claim: Claim837, firstDay: string): Claim837;
  decide(claim: Claim837, history: ClaimHistory): PayerDecision;
  /** What is wrong with this sending by the clearinghouse's eyes: the 999 rejects its set. */
  setFault?(claim: Claim837, sends: number): SetFault | undefined;
  /** The payer's 277CA on a sending: accepted unless said otherwise; 'lost' = the payer never gets the claim. */
  receive?(claim: Claim837, sends: number): StatusCode | 'lost' | undefined;
  /** The payer's 277 while the claim is undecided; P1 in process unless said otherwise. */
  status?(claim: Claim837): StatusCode;
  /** What the office's people mend on the claim as it was sent, field by field. */
  mend?(claim: Claim837): components['schemas']['ClaimCorrections'];
  /** The patient has a policy with the practice's second payer too (see second-policy.ts). */
  readonly secondPolicy?: true;
  /** Once it has decided, the payer's 271 says that this coverage ended and who covers the patient instead. */
  readonly coverageEnded?: true;
  /** Kinds of work items that the office leaves to the person watching. */
  readonly leaves?: readonly string[];
  /** The office holds the claim on its first morning, for this reason. */
  readonly hold?: string;
  /** How the payer decides an appeal, by level; absent = no appeal comes. */
  readonly appeals?: readonly AppealAnswer[];
  /** How the payer answers the request for an authorization after the fact. */
  readonly authorization?: { readonly answerAfterDays: number; readonly answer: 'refused' | 'approved' };
  /** What the patient does with a statement or plan offer. */
  readonly patient?: Habit;
  /** What the agency collects once it has the account: days from the placement, percent of what was placed. */
  readonly agencyCollects?: readonly { readonly afterDays: number; readonly percent: number }[];
}

/** What a guarantor does with letters. */
export type Habit = 'paysByPlan' | 'neverAnswers' | 'missesThenCures' | 'asksForHelp';

/** Commercial plans by claim filing indicator (SBR09). */
export const isCommercial = (claim: Claim837): boolean =>
  ['CI', 'BL', '12', '15', 'HM'].includes(claim.subscriber.filingIndicator ?? '');

/** The payer of the practice that takes requests for an authorization by file; the others are asked on their portals. */
export const TAKES_AUTHORIZATION_REQUESTS = 'UMH22';

export const takesAuthorizationRequests = ({ payer }: Pick<Claim837, 'payer'>): boolean =>
  payer.id === TAKES_AUTHORIZATION_REQUESTS;

/** The claim of somebody who lives elsewhere: the state's waiting periods are that state's. */
export const livesIn = (claim: Claim837, place: { city: string; state: string; zip: string }): Claim837 => ({
  ...claim,
  subscriber: {
    ...claim.subscriber,
    address: { line1: claim.subscriber.address?.line1 ?? '1 MAIN STREET', ...place },
  },
});

/** Days to payment differ from claim to claim, but not from run to run: taken from the claim's own charge. */
export const spread = (claim: Claim837, from: number, days: number): number =>
  from + (Math.floor(claim.chargeCents / 100) % days);
