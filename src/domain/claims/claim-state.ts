/** Every state a claim may be in (rulebook §2.1). */
export const claimStates = [
  'DRAFT',
  'HOLD',
  'SCRUBBING',
  'EDIT_FAILED',
  'READY',
  'SUBMITTED',
  'REJECTED',
  'ACCEPTED',
  'PENDED',
  'INFO_REQUESTED',
  'PAID',
  'PARTIAL',
  'DENIED',
  'REVERSED',
  'CORRECTING',
  'APPEALING',
  'CROSSED_OVER',
  'BILLED_NEXT',
  'PATIENT_RESP',
  'CLOSED_PAID',
  'CLOSED_WRITTEN_OFF',
  'CLOSED_VOIDED',
] as const;

export type ClaimState = (typeof claimStates)[number];
export type ClosedClaimState = 'CLOSED_PAID' | 'CLOSED_WRITTEN_OFF' | 'CLOSED_VOIDED';
export type OpenClaimState = Exclude<ClaimState, ClosedClaimState>;

/** Why a claim is held until the payer's answer about coverage is in order. */
export const ELIGIBILITY_HOLD = 'eligibility';

export const isOpen = (state: ClaimState): state is OpenClaimState => !state.startsWith('CLOSED_');
