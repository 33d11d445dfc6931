/** Why a claim is taken back as if it had never been sent (rulebook §2.3, frequency 8). */
export const voidReasons = [
  'wrongPatient',
  'wrongPayer',
  'wrongBillingProvider',
  'notRendered',
  'duplicatePaid',
] as const;
export type VoidReason = (typeof voidReasons)[number];
