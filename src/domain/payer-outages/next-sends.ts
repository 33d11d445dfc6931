import type { PlainDate } from '../dates/plain-date.js';

/** One send that waits for the payer. */
export interface HeldSend {
  readonly intentId: string;
  readonly claimId: string;
  /** Kind of the step: a claim (837) or a question (270, 276). */
  readonly kind: string;
  readonly intendedOn: PlainDate;
  /** Last day to file, for a claim the payer has not accepted yet. */
  readonly fileBy?: PlainDate;
}

export interface NextSends {
  /** At most the pace, in the order in which they go out. */
  readonly go: readonly HeldSend[];
  /** Older questions about a claim that is asked about anyway: one answer is enough. */
  readonly superseded: readonly HeldSend[];
}

const isClaim = ({ kind }: HeldSend): boolean => kind === 'submitClaim' || kind === 'submitCorrectedClaim';

/** Claims before questions, the nearest last day of filing first, then what has waited longest. */
export function nextSends(held: readonly HeldSend[], perDay: number): NextSends {
  const newestFirst = [...held].sort((a, b) => compare(b.intendedOn, a.intendedOn) || compare(b.intentId, a.intentId));
  const newest = new Map<string, HeldSend>();
  for (const send of newestFirst) {
    const about = isClaim(send) ? send.intentId : `${send.claimId}:${send.kind}`;
    if (!newest.has(about)) newest.set(about, send);
  }
  const kept = [...newest.values()].sort(
    (a, b) =>
      Number(isClaim(b)) - Number(isClaim(a)) ||
      compare(a.fileBy ?? '9999-12-31', b.fileBy ?? '9999-12-31') ||
      compare(a.intendedOn, b.intendedOn) ||
      compare(a.intentId, b.intentId),
  );
  return { go: kept.slice(0, perDay), superseded: held.filter((send) => !kept.includes(send)) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
