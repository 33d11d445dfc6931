import type { Scene } from './played-stories.js';
import { acts, ends, isTold, sleeps, waits } from './scenes.js';

/** One level from its packet to the day it is filed. */
const level = (packet: string): readonly Scene[] => [
  waits('TRIAGED', `the ${packet}`, 'workItemCompleted'),
  acts('TRIAGED', 'buildAppealPacket'),
  waits('TRIAGED', 'filing', 'workItemCompleted'),
];
const AUTHORIZATION = 'the payer’s answer about the authorization';

/** Paths of a denial’s life (rulebook §4.1, §5). */
export const appeals = {
  'corrected-and-paid': [
    waits('NEW', 'a person to decide', 'workItemCompleted'),
    waits('TRIAGED', 'the correction', 'workItemCompleted'),
    waits('CORRECTING', 'payer’s decision', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'appealed-and-won': [
    waits('TRIAGED', 'the packet', 'workItemCompleted'),
    acts('TRIAGED', 'buildAppealPacket'),
    waits('TRIAGED', 'filing', 'workItemCompleted'),
    sleeps('APPEALING', 'payer’s decision'),
    waits('APPEALING', 'payer’s decision', 'workItemCompleted'),
    waits('APPEALING', 'payment', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'cancelled-and-written-off': [
    isTold('APPEALING', 'payer’s decision', 'cancelAppeal'),
    waits('TRIAGED', 'a person to decide', 'workItemCompleted'),
    waits('WRITEOFF_PENDING', 'another person', 'approvalDecided'),
    ends('RESOLVED'),
  ],
  'authorization-refused-appealed-and-won': [
    waits('TRIAGED', 'the request for an authorization', 'workItemCompleted'),
    sleeps('TRIAGED', 'the payer’s answer about the authorization'),
    waits('TRIAGED', 'the payer’s answer about the authorization', 'workItemCompleted'),
    waits('TRIAGED', 'the packet', 'workItemCompleted'),
    acts('TRIAGED', 'buildAppealPacket'),
    waits('TRIAGED', 'filing', 'workItemCompleted'),
    waits('APPEALING', 'payer’s decision', 'workItemCompleted'),
    waits('APPEALING', 'payment', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'authorization-given-corrected': [
    waits('TRIAGED', 'the request for an authorization', 'workItemCompleted'),
    acts('TRIAGED', 'submitCorrectedClaim'),
    waits('CORRECTING', 'payer’s decision', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'duplicate-of-a-paid-original': [ends('RESOLVED')],
  'lost-twice-and-won-at-the-third-level': [
    ...level('packet'),
    waits('APPEALING', 'payer’s decision', 'workItemCompleted'),
    ...level('packet of the second level'),
    sleeps('APPEALING', 'payer’s decision'),
    waits('APPEALING', 'payer’s decision', 'workItemCompleted'),
    ...level('packet of the third level'),
    isTold('APPEALING', 'payer’s decision', 'replanDeadline'),
    waits('APPEALING', 'payer’s decision', 'workItemCompleted'),
    waits('APPEALING', 'payment', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'packet-by-file': [
    waits('TRIAGED', 'the packet', 'workItemCompleted'),
    acts('TRIAGED', 'buildAppealPacket'),
    acts('TRIAGED', 'sendAttachment'),
    waits('TRIAGED', 'the 999 of the packet', 'workItemCompleted'),
    waits('APPEALING', 'payer’s decision', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'packet-by-file-refused-filed-by-hand': [
    waits('TRIAGED', 'the packet', 'workItemCompleted'),
    acts('TRIAGED', 'buildAppealPacket'),
    acts('TRIAGED', 'sendAttachment'),
    waits('TRIAGED', 'the 999 of the packet', 'acknowledgementReceived'),
    waits('TRIAGED', 'filing', 'workItemCompleted'),
    waits('APPEALING', 'payer’s decision', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  'documents-sent-then-denied-again': [
    waits('AWAITING_DOCS', 'the documents', 'workItemCompleted'),
    acts('AWAITING_DOCS', 'sendAttachment'),
    waits('AWAITING_DOCS', 'the 999 of the records', 'workItemCompleted'),
    sleeps('AWAITING_DOCS', 'payer’s decision'),
    waits('AWAITING_DOCS', 'payer’s decision', 'remittancePosted'),
    waits('TRIAGED', 'a person to decide', 'workItemCompleted'),
    waits('WRITEOFF_PENDING', 'another person', 'approvalDecided'),
    ends('RESOLVED'),
  ],
  'verified-and-billed-elsewhere': [
    acts('REBILL_OTHER', 'checkEligibility'),
    waits('REBILL_OTHER', 'the claim to the other payer', 'workItemCompleted'),
    ends('RESOLVED'),
  ],
  // The 278 is answered by A4 (pended) first; its certification number goes onto the corrected claim.
  'authorization-by-file-pended-then-given': [
    acts('TRIAGED', 'sendAuthorizationRequest'),
    waits('TRIAGED', AUTHORIZATION, 'workItemCompleted'),
    waits('TRIAGED', AUTHORIZATION, 'acknowledgementReceived'),
    waits('TRIAGED', AUTHORIZATION, 'workItemCompleted'),
    acts('TRIAGED', 'submitCorrectedClaim'),
    waits('CORRECTING', 'the batch of the correction', 'correctionSent'),
    waits('CORRECTING', 'payer’s decision', 'remittancePosted'),
    ends('RESOLVED'),
  ],
  // Not judged (AAA or 999): a person mends it and sends the 278 again; then the payer’s clock passes and the denial is contested.
  'authorization-by-file-sent-again-unanswered': [
    acts('TRIAGED', 'sendAuthorizationRequest'),
    waits('TRIAGED', AUTHORIZATION, 'workItemCompleted'),
    waits('TRIAGED', AUTHORIZATION, 'workItemCompleted'),
    waits('TRIAGED', 'the request for an authorization', 'workItemCompleted'),
    acts('TRIAGED', 'sendAuthorizationRequest'),
    waits('TRIAGED', AUTHORIZATION, 'workItemCompleted'),
    sleeps('TRIAGED', AUTHORIZATION),
    ...level('packet'),
    waits('APPEALING', 'payer’s decision', 'remittancePosted'),
    ends('RESOLVED'),
  ],
} satisfies Record<string, readonly Scene[]>;
