import type { Scene } from './played-stories.js';
import { acts, ends, isTold, sleeps, waits } from './scenes.js';

const submitted: readonly Scene[] = [
  acts('SCRUBBING', 'checkEligibility'),
  waits('SCRUBBING', 'the coverage answer', 'coverageAnswered'),
  acts('READY', 'submitClaim'),
  sleeps('SUBMITTED', '999 and 277CA'),
];
const settledByPatient: readonly Scene[] = [
  waits('PATIENT_RESP', 'the patient’s share', 'responsibilityChanged'),
  ends('CLOSED_PAID'),
];

/** Paths of a claim’s life (rulebook §2.1). */
export const claims = {
  'clean-and-paid': [...submitted, waits('ACCEPTED', 'the remittance', 'remittancePosted'), ends('CLOSED_PAID')],
  'followed-up': [
    ...submitted,
    sleeps('ACCEPTED', 'payer’s decision'),
    acts('ACCEPTED', 'requestClaimStatus'),
    waits('PENDED', 'payer’s decision', 'claimStatusAnswered'),
    waits('PENDED', 'payer’s decision', 'remittancePosted'),
    ...settledByPatient,
  ],
  'denied-corrected-paid': [
    ...submitted,
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    waits('DENIED', 'denial stories', 'denialChanged'),
    acts('DENIED', 'submitCorrectedClaim'),
    waits('CORRECTING', 'payer’s decision', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  'denied-appealed-won': [
    ...submitted,
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    waits('DENIED', 'denial stories', 'denialChanged'),
    waits('APPEALING', 'payer’s decision', 'remittancePosted'),
    ...settledByPatient,
  ],
  'rejected-fixed-paid': [
    ...submitted.slice(0, 3),
    waits('SUBMITTED', '999 and 277CA', 'acknowledgementReceived'),
    waits('REJECTED', 'a person to fix the claim', 'workItemCompleted'),
    acts('READY', 'submitClaim'),
    waits('SUBMITTED', '999 and 277CA', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  'held-and-released': [
    isTold('DRAFT', 'charges', 'placeHold'),
    isTold('HOLD', 'release', 'releaseHold'),
    acts('READY', 'submitClaim'),
    isTold('SUBMITTED', '999 and 277CA', 'expediteFollowUp'),
    isTold('ACCEPTED', 'the remittance', 'replanDeadline'),
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  'not-on-file-sent-again': [
    ...submitted,
    acts('SUBMITTED', 'requestClaimStatus'),
    waits('SUBMITTED', '999 and 277CA', 'claimStatusAnswered'),
    acts('SUBMITTED', 'requestClaimStatus'),
    waits('SUBMITTED', '999 and 277CA', 'claimStatusAnswered'),
    waits('REJECTED', 'a person to fix the claim', 'workItemCompleted'),
    acts('READY', 'submitClaim'),
    waits('SUBMITTED', '999 and 277CA', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  'reversed-and-corrected': [
    ...submitted,
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    waits('REVERSED', 'the correction', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  // Voided after the payer’s decision: frequency 8 leaves with the batch, and the payer takes its payment back (CLP02 22).
  voided: [
    ...submitted,
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    waits('PATIENT_RESP', 'the patient’s share', 'workItemCompleted'),
    acts('CORRECTING', 'submitCorrectedClaim'),
    waits('CORRECTING', 'the batch of the void', 'turnTaken'),
    sleeps('CORRECTING', 'the payer’s confirmation of the void'),
    waits('CORRECTING', 'the payer’s confirmation of the void', 'remittancePosted'),
    ends('CLOSED_VOIDED'),
  ],
  // A person mends what the payer could not answer; then it knows no coverage, and the claim moves to the one that owes it.
  'coverage-ended-billed-elsewhere': [
    acts('READY', 'checkEligibility'),
    waits('READY', 'the coverage answer', 'coverageAnswered'),
    waits('HOLD', 'release of the hold', 'workItemCompleted'),
    acts('HOLD', 'checkEligibility'),
    waits('HOLD', 'the coverage answer', 'coverageAnswered'),
    waits('HOLD', 'release of the hold', 'workItemCompleted'),
    waits('BILLED_NEXT', 'the claim to the other payer', 'turnTaken'),
    ends('CLOSED_PAID'),
  ],
  // Records leave as a 275: its first 999 refuses the file (a person sends it once more), its second is the receipt.
  'records-by-file': [
    ...submitted,
    waits('ACCEPTED', 'payer’s decision', 'claimStatusAnswered'),
    waits('INFO_REQUESTED', 'requested documents', 'workItemCompleted'),
    acts('INFO_REQUESTED', 'sendAttachment'),
    waits('INFO_REQUESTED', 'the 999 of the records', 'acknowledgementReceived'),
    waits('INFO_REQUESTED', 'requested documents', 'workItemCompleted'),
    acts('INFO_REQUESTED', 'sendAttachment'),
    waits('INFO_REQUESTED', 'the 999 of the records', 'workItemCompleted'),
    waits('PENDED', 'payer’s decision', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
  // The payer says that it forwarded the claim; the next payer stays silent beyond the crossover clock and is billed by us.
  'next-payer-after-silence': [
    ...submitted,
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    acts('CROSSED_OVER', 'billNextPayer'),
    waits('CROSSED_OVER', 'the forwarded claim in the books', 'turnTaken'),
    sleeps('CROSSED_OVER', 'remittance of the next payer'),
    acts('PAID', 'billNextPayer'),
    waits('PAID', 'the claim to the next payer', 'turnTaken'),
    waits('BILLED_NEXT', 'the claim to the next payer to finish', 'responsibilityChanged'),
    ...settledByPatient,
  ],
  // The step finds the payer’s outage and is held; when its share of the day comes the story is woken and asks again.
  'held-by-an-outage': [
    acts('READY', 'submitClaim'),
    waits('READY', 'the payer to take claims again', 'turnTaken'),
    acts('READY', 'submitClaim'),
    waits('SUBMITTED', '999 and 277CA', 'acknowledgementReceived'),
    waits('ACCEPTED', 'the remittance', 'remittancePosted'),
    ends('CLOSED_PAID'),
  ],
} satisfies Record<string, readonly Scene[]>;
