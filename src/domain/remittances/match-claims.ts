import { PATIENT_SHARE_CARCS, type RemittanceClaim, type RemittanceLine } from './remittance.js';
import type { ClaimLineOnBooks } from './claim-plan.js';

/** A claim the caller found by any of the keys; the payer is compared here (rulebook §6.1). */
export interface ClaimCandidate {
  readonly claimId: string;
  readonly payerId: string;
  /** Our CLM01. */
  readonly claimNumber: string;
  readonly payerControlNumber?: string;
  /** Patient key equals the key of the remittance's patient (the caller compares by blind index). */
  readonly samePatient: boolean;
  readonly serviceFrom: string;
  readonly chargeCents: number;
  /** The claim another claim of this encounter came from: a crossover secondary carries the primary's CLM01. */
  readonly parentClaimNumber?: string;
}

export type ClaimMatch =
  | {
      readonly by: 'claimNumber' | 'parentClaimNumber' | 'payerControlNumber' | 'patientDateCharge';
      readonly claimId: string;
    }
  | { readonly by: 'ambiguous' | 'none' };

/**
 * CLP01, then CLP07, then patient + date + charge; always together with the payer, because a crossover secondary carries
 * the primary's CLP01. Two candidates by the same key are no match: a person decides.
 */
export function matchClaim(claim: RemittanceClaim, payerId: string, candidates: readonly ClaimCandidate[]): ClaimMatch {
  const ofPayer = candidates.filter((candidate) => candidate.payerId === payerId);
  const charge = Math.abs(claim.chargeCents);
  const keys: { by: Exclude<ClaimMatch['by'], 'ambiguous' | 'none'>; fits: (candidate: ClaimCandidate) => boolean }[] =
    [
      { by: 'claimNumber', fits: (c) => c.claimNumber === claim.claimNumber },
      {
        by: 'parentClaimNumber',
        fits: (c) => c.parentClaimNumber !== undefined && c.parentClaimNumber === claim.claimNumber,
      },
      {
        by: 'payerControlNumber',
        fits: (c) => !!c.payerControlNumber && c.payerControlNumber === claim.payerControlNumber,
      },
      {
        by: 'patientDateCharge',
        fits: (c) => c.samePatient && c.serviceFrom === serviceFrom(claim) && c.chargeCents === charge,
      },
    ];
  for (const { by, fits } of keys) {
    const found = ofPayer.filter(fits);
    if (found.length === 1 && found[0]) return { by, claimId: found[0].claimId };
    if (found.length > 1) return { by: 'ambiguous' };
  }
  return { by: 'none' };
}

function serviceFrom(claim: RemittanceClaim): string | undefined {
  return (
    claim.from ??
    claim.lines
      .map((line) => line.serviceFrom)
      .filter((date) => date !== undefined)
      .sort()[0]
  );
}

export type LineMatchBy = 'lineControl' | 'codeModifiersDateCharge' | 'codeDate';

export interface LineMatch {
  readonly ordinal: number;
  readonly lineId: string;
  readonly by: LineMatchBy;
}

/**
 * REF*6R → code + modifiers + date + charge → code + date; each of our lines is taken at most once, and a weaker key never
 * takes a line a stronger one could claim (rulebook §6.1). The submitted code counts when the payer changed it.
 */
export function matchLines(lines: readonly RemittanceLine[], ours: readonly ClaimLineOnBooks[]): LineMatch[] {
  const matches: LineMatch[] = [];
  const taken = new Set<string>();
  const rules: { by: LineMatchBy; fits: (line: RemittanceLine, own: ClaimLineOnBooks) => boolean }[] = [
    { by: 'lineControl', fits: (line, own) => line.lineControl === own.lineControlNumber },
    {
      by: 'codeModifiersDateCharge',
      fits: (line, own) => sameCodeAndDate(line, own) && sameModifiersAndCharge(line, own),
    },
    { by: 'codeDate', fits: sameCodeAndDate },
  ];
  for (const { by, fits } of rules) {
    for (const line of lines) {
      if (matches.some((match) => match.ordinal === line.ordinal)) continue;
      const own = ours.find((candidate) => !taken.has(candidate.lineId) && fits(line, candidate));
      if (!own) continue;
      taken.add(own.lineId);
      matches.push({ ordinal: line.ordinal, lineId: own.lineId, by });
    }
  }
  return matches.sort((a, b) => a.ordinal - b.ordinal);
}

/**
 * Our lines that a CLP decides, when it decides each of them whole; empty when it names none, or only a part of one (a payer
 * may split a line, too).
 */
export function wholeLineIds(lines: readonly RemittanceLine[], ours: readonly ClaimLineOnBooks[]): readonly string[] {
  const own = new Map(ours.map((line) => [line.lineId, line]));
  const charges = new Map(lines.map(({ ordinal, chargeCents }) => [ordinal, Math.abs(chargeCents)]));
  const whole = matchLines(lines, ours).filter(
    ({ ordinal, lineId }) => own.get(lineId)?.chargeCents === charges.get(ordinal),
  );
  return whole.length === lines.length ? whole.map(({ lineId }) => lineId) : [];
}

const submitted = (line: RemittanceLine) => line.submittedProcedure ?? line.procedure;

const sameCodeAndDate = (line: RemittanceLine, own: ClaimLineOnBooks): boolean =>
  submitted(line).code === own.procedureCode && line.serviceFrom === own.serviceDate;

const sameModifiersAndCharge = (line: RemittanceLine, own: ClaimLineOnBooks): boolean =>
  [...submitted(line).modifiers].sort().join() === [...own.modifiers].sort().join() &&
  Math.abs(line.chargeCents) === own.chargeCents;

/** The patient's ordinary share on one line: PR with CARC 1, 2, 3, 66, 247, 248. */
export const patientShareCents = (adjustments: RemittanceLine['adjustments']): number =>
  adjustments
    .filter(({ group, carc }) => group === 'PR' && PATIENT_SHARE_CARCS.includes(carc))
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
