import type { WakePlan } from '../stories/turn-parts.js';
import type { ClaimState } from './claim-state.js';

const filing = ['timely-filing'] as const;
const payerClock = ['follow-up', 'prompt-pay', 'document-request', 'not-on-file-check', 'acknowledgement-999'] as const;
const nothing = { days: 0, watches: [] } as const;

/** What each state waits for, how many days until it looks again at the latest, and which deadlines wake it. */
export const waits: Readonly<Record<ClaimState, WakePlan>> = {
  DRAFT: { waitFor: 'scrubbing', days: 1, watches: filing },
  HOLD: { waitFor: 'release of the hold', days: 30, watches: filing },
  SCRUBBING: { waitFor: 'scrubbing', days: 1, watches: filing },
  EDIT_FAILED: { waitFor: 'a person to fix the claim', days: 7, watches: filing },
  READY: { waitFor: 'the next batch', days: 1, watches: filing },
  SUBMITTED: { waitFor: 'payer acknowledgement', days: 30, watches: [...filing, ...payerClock] },
  REJECTED: { waitFor: 'a person to fix the rejected claim', days: 7, watches: filing },
  ACCEPTED: { waitFor: 'payer’s decision', days: 45, watches: payerClock },
  PENDED: { waitFor: 'payer’s decision', days: 45, watches: payerClock },
  INFO_REQUESTED: { waitFor: 'requested documents', days: 30, watches: payerClock },
  PAID: { waitFor: 'the claim to the next payer, or the balance to clear', days: 30, watches: ['crossover'] },
  PARTIAL: { waitFor: 'denials and balance to be worked', days: 30, watches: ['follow-up'] },
  DENIED: { waitFor: 'denials to be worked', days: 30, watches: ['follow-up'] },
  REVERSED: { waitFor: 'the correction of a reversed payment', days: 30, watches: ['follow-up'] },
  CORRECTING: {
    waitFor: 'payer’s decision on the corrected claim',
    days: 30,
    watches: ['follow-up', 'document-request', 'acknowledgement-999'],
  },
  APPEALING: { waitFor: 'appeal decision', days: 30, watches: ['follow-up'] },
  CROSSED_OVER: { waitFor: 'remittance of the next payer', days: 45, watches: ['crossover'] },
  BILLED_NEXT: { waitFor: 'the claim to the next payer to finish', days: 45, watches: [] },
  PATIENT_RESP: { waitFor: 'the patient share to be settled', days: 365, watches: [] },
  CLOSED_PAID: { waitFor: 'nothing', ...nothing },
  CLOSED_WRITTEN_OFF: { waitFor: 'nothing', ...nothing },
  CLOSED_VOIDED: { waitFor: 'nothing', ...nothing },
};
