import type { DenialFact } from './claim-plan.js';
import { treat, type Treatment } from './adjustment-rules.js';
import { matchLines, patientShareCents, type LineMatch } from './match-claims.js';
import type { ClaimLineOnBooks } from './claim-plan.js';
import {
  CLP02_FORWARDED,
  CROSSOVER_RARCS,
  NOT_CROSSED_RARCS,
  type ClassifyAdjustment,
  type RemittanceClaim,
} from './remittance.js';

/** One CAS triplet with its meaning and treatment. */
export interface ReadAdjustment {
  readonly group: string;
  readonly carc: string;
  readonly amountCents: number;
  readonly category: string;
  readonly rarcs: readonly string[];
  /** Line ordinal; absent at claim level. */
  readonly line?: number;
  readonly treatment: Treatment;
}

/** All triplets of a claim, claim level first; zero amounts carry no decision and are left out. */
export function readAdjustments(claim: RemittanceClaim, classify: ClassifyAdjustment): ReadAdjustment[] {
  const levels = [
    {
      adjustments: claim.adjustments,
      rarcs: claim.remarks,
      chargeCents: claim.chargeCents,
      paidCents: claim.paidCents,
      line: undefined,
    },
    ...claim.lines.map((line) => ({
      adjustments: line.adjustments,
      rarcs: line.remarks,
      chargeCents: line.chargeCents,
      paidCents: line.paidCents,
      line: line.ordinal,
    })),
  ];
  return levels.flatMap(({ adjustments, rarcs, line, ...level }) =>
    adjustments
      .filter(({ amountCents }) => amountCents !== 0)
      .map(({ group, carc, amountCents }) => {
        const meaning = classify({ group, carc, rarcs, amountCents });
        const treatment = treat({ group, carc, amountCents }, meaning, level);
        return {
          group,
          carc,
          amountCents,
          category: meaning.category,
          rarcs,
          treatment,
          ...(line !== undefined && { line }),
        };
      }),
  );
}

/** One denial per group and CARC, with the lines it stands on (rulebook §1: one per claim + CARC + line set). */
export function denialFacts(
  read: readonly ReadAdjustment[],
  matches: readonly LineMatch[],
  allLines: readonly number[],
): DenialFact[] {
  const byCode = new Map<string, ReadAdjustment[]>();
  for (const adjustment of read) {
    if (adjustment.treatment.to !== 'denied') continue;
    const key = `${adjustment.group}-${adjustment.carc}`;
    byCode.set(key, [...(byCode.get(key) ?? []), adjustment]);
  }
  const nameOf = (ordinal: number): string =>
    matches.find((match) => match.ordinal === ordinal)?.lineId ?? `svc:${ordinal}`;
  return [...byCode.values()].map((group) => toDenialFact(group, allLines, nameOf));
}

function toDenialFact(
  parts: readonly ReadAdjustment[],
  allLines: readonly number[],
  nameOf: (ordinal: number) => string,
): DenialFact {
  const [first] = parts;
  if (!first) throw new Error('A denial has at least one adjustment');
  const wholeClaim = parts.some(({ line }) => line === undefined);
  const ordinals = wholeClaim ? allLines : parts.flatMap(({ line }) => line ?? []);
  return {
    group: first.group,
    carc: first.carc,
    category: first.category,
    rarcs: [...new Set(parts.flatMap(({ rarcs }) => rarcs))].sort(),
    lines: [...new Set(ordinals)].map(nameOf),
    amountCents: parts.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
}

/** A line is denied when kind D took from it and neither the payer nor the patient pays for it (rulebook §4.1). */
export function countDeniedLines(
  claim: RemittanceClaim,
  read: readonly ReadAdjustment[],
): { deniedLines: number; totalLines: number } {
  const denies = (line: number | undefined): boolean =>
    read.some((adjustment) => adjustment.line === line && adjustment.treatment.to === 'denied');
  const totalLines = Math.max(1, claim.lines.length);
  const share = patientShareCents([...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)]);
  if (denies(undefined) && claim.paidCents === 0 && share === 0) return { deniedLines: totalLines, totalLines };
  const deniedLines = claim.lines.filter(
    (line) => denies(line.ordinal) && line.paidCents + patientShareCents(line.adjustments) === 0,
  ).length;
  return { deniedLines, totalLines };
}

/** The payer sent the claim on: CLP02 19/20/21, or a remark that says so and none that denies it (rulebook §2.1, §4.2). */
export function isCrossover(claim: RemittanceClaim): boolean {
  const remarks = [...claim.remarks, ...claim.lines.flatMap((line) => line.remarks)];
  if (CLP02_FORWARDED.includes(claim.status)) return true;
  return (
    remarks.some((rarc) => CROSSOVER_RARCS.includes(rarc)) && !remarks.some((rarc) => NOT_CROSSED_RARCS.includes(rarc))
  );
}

/** Ordinals of remittance lines that none of our lines answers to; none when we know no lines. */
export function lineMatchesOf(
  claim: RemittanceClaim,
  ours: readonly ClaimLineOnBooks[],
): { matches: LineMatch[]; unmatched: number } {
  const matches = matchLines(claim.lines, ours);
  return { matches, unmatched: ours.length === 0 ? 0 : claim.lines.length - matches.length };
}
