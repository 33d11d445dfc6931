import { cents, shareOf, sumCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import type { Claim837, ClaimLine } from '../edi/x12/837p/claim-837.js';
import type { RemittanceAdjustment } from '../edi/x12/835/remittance.js';

/** What a secondary or tertiary payer makes of one line. */
export interface CoordinatedLine {
  readonly paidCents: Cents;
  readonly adjustments: RemittanceAdjustment[];
}

/** The payer before this one that has decided, as the claim tells it; undefined on a primary claim. */
export const decidedBefore = (claim: Claim837): Claim837['otherPayers'][number] | undefined =>
  claim.otherPayers.filter((other) => other.paidCents !== undefined).at(-1);

/** CLP02 of a first decision: processed as primary, secondary or tertiary. */
export const processedAs = (claim: Claim837): string =>
  ({ P: '1', S: '2', T: '3' })[claim.subscriber.payerResponsibility] ?? '1';

/**
 * Standard coordination of benefits: the payer takes off what the payers before paid and adjusted (OA-23), leaves the share
 * of its own plan to the patient (PR-3) and pays the rest of what the payer before left.
 */
export function coordinateLine(claim: Claim837, line: ClaimLine, sharePercent: number): CoordinatedLine {
  const before = decidedBefore(claim);
  const decisions = line.adjudications.filter(({ payerId }) => payerId === before?.payer?.id);
  const left = sumCents(
    decisions.flatMap(({ adjustments }) =>
      adjustments.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents),
    ),
  );
  const share = shareOf(left, sharePercent * 100);
  const adjustments: RemittanceAdjustment[] = [
    { group: 'OA', carc: '23', amountCents: cents(line.chargeCents - left) },
    { group: 'PR', carc: '3', amountCents: share },
  ];
  return {
    paidCents: left === 0 ? ZERO_CENTS : cents(left - share),
    adjustments: adjustments.filter(({ amountCents }) => amountCents !== 0),
  };
}
