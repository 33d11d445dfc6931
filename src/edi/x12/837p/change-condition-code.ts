import { isChangeCondition, isReopeningReason } from '../../../domain/claims/change-condition.js';
import type { Claim837 } from './claim-837.js';

/** HI*BG with the one code that says what a correction changed, in place of an earlier one; undefined takes it away. */
export const withChangeCondition = (claim: Claim837, code: string | undefined): Claim837 => ({
  ...claim,
  codes: [
    ...claim.codes.filter((one) => !(one.qualifier === 'BG' && isChangeCondition(one.code))),
    ...(code === undefined ? [] : [{ qualifier: 'BG', code }]),
  ],
});

/** The claim-change condition code a claim carries. */
export const changeConditionOf = ({ codes }: Claim837): string | undefined =>
  codes.find(({ qualifier, code }) => qualifier === 'BG' && isChangeCondition(code))?.code;

const isReason = ({ qualifier, code }: Claim837['codes'][number]): boolean =>
  qualifier === 'BG' && isReopeningReason(code);

/** HI*BG with the reason of a reopening, in place of an earlier one; undefined takes it away. */
export const withReopeningReason = (claim: Claim837, reason: string | undefined): Claim837 => ({
  ...claim,
  codes: [
    ...claim.codes.filter((one) => !isReason(one)),
    ...(reason === undefined ? [] : [{ qualifier: 'BG', code: reason }]),
  ],
});

export const reopeningReasonOf = ({ codes }: Claim837): string | undefined => codes.find(isReason)?.code;
