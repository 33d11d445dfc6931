import type { ClaimStatus } from '../276-277/claim-status.js';
import type { AcknowledgedClaim, AcknowledgementLevel, ClaimAcknowledgementItem } from './claim-acknowledgement.js';

/** One total of a level that its claims do not explain. Counts are claims, sums are cents. */
export interface FootingDifference {
  readonly level: 'receiver' | 'provider';
  readonly partyName?: string;
  /** `90` `QA` accepted claims, `AA` `QC` rejected claims, `YU` accepted charges, `YY` rejected charges. */
  readonly qualifier: string;
  readonly stated: number;
  readonly found: number;
}

/** A level whose claims have all been seen. */
export interface FootedLevel {
  readonly level: AcknowledgementLevel;
  readonly differences: readonly FootingDifference[];
}

const ACCEPTED_CATEGORIES: ReadonlySet<string> = new Set(['A0', 'A1', 'A2', 'A5']);

/** A claim counts as accepted when no code of its own or inherited statuses is another category (rulebook §2.2). */
export const isAccepted = (claim: AcknowledgedClaim): boolean =>
  ownAndInherited(claim).every(({ codes }) => codes.every(({ category }) => ACCEPTED_CATEGORIES.has(category)));

const ownAndInherited = (claim: AcknowledgedClaim): readonly ClaimStatus[] => [...claim.inherited, ...claim.statuses];

interface Tally {
  readonly level: AcknowledgementLevel;
  accepted: number;
  rejected: number;
  acceptedCents: number;
  rejectedCents: number;
}

/**
 * Compares QTY and AMT of each level with the claims below it (277CA TR3, loops 2200B and 2200C). A level without
 * claims below is not judged: it was answered as a whole. Keeps the open levels only.
 */
export class AcknowledgementFooting {
  private open: Tally[] = [];

  /** The next item in file order; returns the levels it ends. */
  item(item: ClaimAcknowledgementItem): FootedLevel[] {
    if (item.kind === 'acknowledgedClaim') {
      for (const tally of this.open) count(tally, item);
      return [];
    }
    if (item.kind !== 'acknowledgementLevel') return this.end();
    const ended = this.close(({ level }) => level.level === 'receiver' && item.level === 'provider');
    this.open.push({ level: item, accepted: 0, rejected: 0, acceptedCents: 0, rejectedCents: 0 });
    return ended;
  }

  end(): FootedLevel[] {
    return this.close(() => false);
  }

  private close(stays: (tally: Tally) => boolean): FootedLevel[] {
    const ended = this.open.filter((tally) => !stays(tally));
    this.open = this.open.filter(stays);
    return ended.map((tally) => ({ level: tally.level, differences: differencesOf(tally) }));
  }
}

/** All differences of a document at once. */
export function footAcknowledgement(items: Iterable<ClaimAcknowledgementItem>): FootingDifference[] {
  const footing = new AcknowledgementFooting();
  const found: FootingDifference[] = [];
  for (const item of items) for (const { differences } of footing.item(item)) found.push(...differences);
  for (const { differences } of footing.end()) found.push(...differences);
  return found;
}

function count(tally: Tally, claim: AcknowledgedClaim): void {
  const charge = claim.statuses.find(({ chargeCents }) => chargeCents !== undefined)?.chargeCents ?? 0;
  if (isAccepted(claim)) {
    tally.accepted += 1;
    tally.acceptedCents += charge;
  } else {
    tally.rejected += 1;
    tally.rejectedCents += charge;
  }
}

function differencesOf(tally: Tally): FootingDifference[] {
  const { level, accepted, rejected } = tally;
  if (accepted + rejected === 0) return [];
  const expected: Readonly<Record<string, number>> = {
    90: accepted,
    QA: accepted,
    AA: rejected,
    QC: rejected,
    YU: tally.acceptedCents,
    YY: tally.rejectedCents,
  };
  const stated = [
    ...level.quantities.map(({ qualifier, quantity }) => ({ qualifier, stated: Number(quantity) })),
    ...level.amounts.map(({ qualifier, amountCents }) => ({ qualifier, stated: Number(amountCents) })),
  ];
  const who = level.party.name === undefined ? {} : { partyName: level.party.name };
  return stated
    .filter((total) => expected[total.qualifier] !== undefined && expected[total.qualifier] !== total.stated)
    .map((total) => ({ level: level.level, ...who, ...total, found: expected[total.qualifier] ?? 0 }));
}
