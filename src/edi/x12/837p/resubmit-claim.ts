import type { Claim837 } from './claim-837.js';

function again(claim: Claim837, frequency: '7' | '8', payerControlNumber: string): Claim837 {
  const { place: _place, institutional, ...rest } = claim;
  return {
    ...rest,
    frequency,
    refs: [...claim.refs.filter((ref) => ref.qualifier !== 'F8'), { qualifier: 'F8', value: payerControlNumber }],
    ...(institutional ? { institutional: { ...institutional, typeOfBill: `0${claim.facilityCode}${frequency}` } } : {}),
  };
}

/**
 * Frequency 7: the corrected claim in place of the one the payer decided. All lines go again; a line left out is withdrawn.
 * `payerControlNumber` is that of the latest decided version (rulebook §2.3).
 */
export const replacementOf = (corrected: Claim837, payerControlNumber: string): Claim837 =>
  again(corrected, '7', payerControlNumber);

/** Frequency 8: takes the decided claim back, content unchanged. */
export const voidOf = (claim: Claim837, payerControlNumber: string): Claim837 => again(claim, '8', payerControlNumber);
