import { cents, shareOf, sumCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import type { Claim837, ClaimLine } from '../edi/x12/837p/claim-837.js';
import type { RemittanceAdjustment, RemittanceClaim } from '../edi/x12/835/remittance.js';

/** What a secondary or tertiary payer makes of one line. */
export interface CoordinatedLine {
  readonly paidCents: Cents;
  readonly adjustments: RemittanceAdjustment[];
}

/** The payer before this one that has decided, as the claim tells it; undefined on a primary claim. */
export const decidedBefore = (claim: Claim837): Claim837['otherPayers'][number] | undefined =>
  claim.otherPayers.filter((other) => other.paidCents !== undefined).at(-1);

/** The payer after this one, as the claim tells it: one that has not decided yet. */
export const nextInLine = (claim: Claim837): Claim837['otherPayers'][number] | undefined =>
  claim.otherPayers.find((other) => other.paidCents === undefined);

/** CLP02 of a first decision: processed as primary, secondary or tertiary (1, 2, 3); 19, 20, 21 when also forwarded. */
export function processedAs(claim: Claim837, forwards = false): string {
  const place = Math.max(0, ['P', 'S', 'T'].indexOf(claim.subscriber.payerResponsibility));
  return String(place + (forwards ? 19 : 1));
}

/** NM1*TT: the payer a forwarded claim was sent on to. */
export function crossoverPayerOf(claim: Claim837): Pick<RemittanceClaim, 'crossoverPayer'> {
  const payer = nextInLine(claim)?.payer;
  if (!payer) return {};
  return { crossoverPayer: { role: 'TT', entity: 'organization', name: payer.name, idQualifier: 'PI', id: payer.id } };
}

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
