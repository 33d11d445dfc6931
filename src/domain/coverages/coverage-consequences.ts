import { endOfMonth, type PlainDate } from '../dates/plain-date.js';
import type { DayRule } from '../payer-rules/claim-rules.js';
import type { CoverageChange } from './coverage-changes.js';

/** A claim of the patient, as a change of one coverage meets it. */
export interface ClaimMet {
  readonly serviceFrom: PlainDate;
  readonly serviceThrough: PlainDate;
  /** Billed to the coverage that changed. */
  readonly onThisCoverage: boolean;
  /** First other coverage on file in force on the day of service that no claim of the encounter has asked. */
  readonly otherCoverageId?: string;
  /** A Medicaid coverage that nobody has asked for this service, and whether Medicaid itself confirmed the day. */
  readonly medicaid?: { readonly coverageId: string; readonly confirmed: boolean };
  /** Insurance was final and left a share to the patient, whether paid since or not. */
  readonly patientShare: boolean;
  /** It waits because of an earlier answer: on hold, for a premium, or with a person. */
  readonly waits: boolean;
  /** The payer refused to answer about it before. */
  readonly refused: boolean;
}

/** Months of the premium grace period, and how many of them the payer pays as usual (45 CFR 156.270(d)). */
export interface GraceRules {
  readonly months: DayRule;
  readonly paidMonths: DayRule;
}

/** What a change of coverage means for one claim (rulebook §1). */
export type CoverageConsequence =
  /** Not covered on the day of service: another payer is known and gets the claim. */
  | { readonly follows: 'rebill'; readonly coverageId: string }
  /** Not covered, and nobody else is known: a person asks the patient. */
  | { readonly follows: 'findOther' }
  /** Medicaid is named by another payer: it is asked itself before anything moves. */
  | { readonly follows: 'verifyMedicaid'; readonly coverageId: string }
  /** Medicaid covers the day after all: it gets the claim, the patient gets back what was paid. */
  | { readonly follows: 'rebillMedicaid'; readonly coverageId: string }
  /** Months 2 and 3 without premium: the payer may pend until this day, and the claim waits. */
  | { readonly follows: 'waitForPremium'; readonly until: PlainDate }
  /** What stood in the way is gone. */
  | { readonly follows: 'carryOn' }
  /** A person compares: what changed cannot be turned into a claim by rule. */
  | { readonly follows: 'review' };

type Of<Follows> = Extract<CoverageConsequence, { readonly follows: Follows }>;

/** The consequence for this claim; undefined where the change does not concern it. The gravest one counts. */
export function consequenceFor(
  changes: readonly CoverageChange[],
  claim: ClaimMet,
  grace: GraceRules,
): CoverageConsequence | undefined {
  const medicaid = medicaidFor(claim);
  if (!claim.onThisCoverage) return medicaid;
  return (
    ended(changes, claim) ?? medicaid ?? premium(changes, claim, grace) ?? carriesOn(changes, claim) ?? toRead(changes)
  );
}

/** Payer of last resort, and payment in full where it pays (42 CFR 433.139, 447.15, 435.915): only what was the patient's moves. */
function medicaidFor({ patientShare, medicaid }: ClaimMet): Of<'rebillMedicaid' | 'verifyMedicaid'> | undefined {
  if (!patientShare || !medicaid) return undefined;
  const { coverageId, confirmed } = medicaid;
  return { follows: confirmed ? 'rebillMedicaid' : 'verifyMedicaid', coverageId };
}

function ended(changes: readonly CoverageChange[], claim: ClaimMet): CoverageConsequence | undefined {
  const end = changes.find((change) => change.what === 'ended');
  if (!end || claim.serviceThrough <= end.lastDay) return undefined;
  if (claim.serviceFrom <= end.lastDay) return { follows: 'review' }; // covered in part: it must be split (CARC 239)
  const { otherCoverageId } = claim;
  return otherCoverageId ? { follows: 'rebill', coverageId: otherCoverageId } : { follows: 'findOther' };
}

/** The payer pays the first month without premium and may pend the rest (45 CFR 156.270(d)); a service before that is not touched. */
function premium(
  changes: readonly CoverageChange[],
  { serviceFrom }: ClaimMet,
  { months, paidMonths }: GraceRules,
): Of<'waitForPremium'> | undefined {
  const change = changes.find(({ what }) => what === 'premium');
  if (change?.what !== 'premium') return undefined;
  const until = endOfMonth(change.paidThrough, months.days);
  const pends = serviceFrom > endOfMonth(change.paidThrough, paidMonths.days) && serviceFrom <= until;
  return pends ? { follows: 'waitForPremium', until } : undefined;
}

const mended: readonly CoverageChange['what'][] = ['reinstated', 'premium', 'premiumPaid'];

/** Reinstated, paid up, or answered at last: a claim that waited goes on. */
const carriesOn = (changes: readonly CoverageChange[], claim: ClaimMet): Of<'carryOn'> | undefined =>
  claim.refused || (claim.waits && changes.some(({ what }) => mended.includes(what)))
    ? { follows: 'carryOn' }
    : undefined;

/** A payer that comes first, another number or plan: a person reads both answers. What lies behind this payer is asked after it anyway. */
function toRead(changes: readonly CoverageChange[]): Of<'review'> | undefined {
  const matters = changes.some(
    (change) =>
      change.what === 'memberId' ||
      change.what === 'plan' ||
      ((change.what === 'otherPayerFound' || change.what === 'payerOrder') && change.payer.place === 'primary'),
  );
  return matters ? { follows: 'review' } : undefined;
}
