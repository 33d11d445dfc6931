import type { Role } from '../roles.js';
import type { WakePlan } from '../stories/turn-parts.js';
import type { DenialEventType } from './denial-event.js';
import { denialStates, isOpenDenial, type DenialState, type OpenDenialState } from './denial-state.js';

export interface DenialTransition {
  readonly from: DenialState;
  readonly event: DenialEventType;
  readonly guard: DenialGuard;
  readonly to: DenialState;
}

/** Why an event moves a denial, in a specialist's words. */
export type DenialGuard =
  | 'a person must decide'
  | 'correct the claim'
  | 'appeal it'
  | 'send documents'
  | 'too late for documents'
  | 'another payer owes it'
  | 'the patient may owe it'
  | 'reprocessing expected'
  | 'correction sent'
  | 'correction rejected'
  | 'no documents'
  | 'no answer to the documents'
  | 'filed'
  | 'next level open'
  | 'next level forwarded by the payer'
  | 'no level left'
  | 'withdrawn'
  | 'write-off proposed'
  | 'write-off refused'
  | 'written off'
  | 'other payer billed'
  | 'no other payer'
  | 'the patient owes it'
  | 'paid or reprocessed'
  | 'denied again'
  | 'ask for an authorization'
  | 'authorization given'
  | 'authorization refused'
  | 'duplicate of a paid original'
  | 'billed elsewhere before'
  | 'claim closed';

const open = denialStates.filter(isOpenDenial);
/** States in which a person may (still) choose another way. */
const choosable = ['NEW', 'TRIAGED', 'CORRECTING', 'AWAITING_DOCS', 'REBILL_OTHER', 'PATIENT_REVIEW'] as const;

type Many<Item> = Item | readonly Item[];

function row(
  from: Many<DenialState>,
  event: Many<DenialEventType>,
  guard: DenialGuard,
  to: DenialState,
): DenialTransition[] {
  const froms = typeof from === 'string' ? [from] : from;
  const events = typeof event === 'string' ? [event] : event;
  return froms.flatMap((state) => events.map((name) => ({ from: state, event: name, guard, to })));
}

const choices: readonly DenialTransition[] = [
  ...row('NEW', 'denialBorn', 'a person must decide', 'NEW'),
  ...row('NEW', 'denialBorn', 'correct the claim', 'TRIAGED'),
  ...row('NEW', 'denialBorn', 'appeal it', 'TRIAGED'),
  ...row('NEW', 'denialBorn', 'ask for an authorization', 'TRIAGED'),
  ...row('NEW', 'denialBorn', 'duplicate of a paid original', 'RESOLVED'),
  ...row('NEW', 'denialBorn', 'billed elsewhere before', 'RESOLVED'),
  ...row('NEW', 'denialBorn', 'send documents', 'AWAITING_DOCS'),
  ...row('NEW', 'denialBorn', 'another payer owes it', 'REBILL_OTHER'),
  ...row('NEW', 'denialBorn', 'the patient may owe it', 'PATIENT_REVIEW'),
  ...row(choosable, 'correctionChosen', 'correct the claim', 'TRIAGED'),
  ...row(choosable, ['appealChosen', 'lateAppealChosen', 'filingProofFound'], 'appeal it', 'TRIAGED'),
  ...row(choosable, 'documentsChosen', 'send documents', 'AWAITING_DOCS'),
  ...row(choosable, 'documentsChosen', 'too late for documents', 'TRIAGED'),
  ...row(choosable, 'otherPayerChosen', 'another payer owes it', 'REBILL_OTHER'),
  ...row(choosable, ['reprocessingExpected', 'peerToPeerOverturned'], 'reprocessing expected', 'TRIAGED'),
  ...row(choosable, 'patientReviewed', 'the patient owes it', 'RESOLVED'),
  ...row(choosable, 'writeOffProposed', 'write-off proposed', 'WRITEOFF_PENDING'),
];

/** The whole life of a denial (rulebook §4.1, §5). */
export const denialTransitions: readonly DenialTransition[] = [
  ...choices,
  ...row(choosable, 'correctionSubmitted', 'correction sent', 'CORRECTING'),
  ...row(choosable, 'authorizationApproved', 'authorization given', 'TRIAGED'),
  ...row(choosable, ['authorizationRefused', 'authorizationNotRequired'], 'authorization refused', 'TRIAGED'),
  ...row('CORRECTING', 'correctionRejected', 'correction rejected', 'TRIAGED'),
  ...row('AWAITING_DOCS', 'documentsUnavailable', 'no documents', 'TRIAGED'),
  ...row('AWAITING_DOCS', 'timeReached', 'no answer to the documents', 'TRIAGED'),
  ...row(choosable, 'appealFiled', 'filed', 'APPEALING'),
  ...row('APPEALING', ['appealDecided', 'timeReached', 'remittancePosted'], 'next level open', 'TRIAGED'),
  ...row('APPEALING', 'appealEscalated', 'next level open', 'TRIAGED'),
  ...row('APPEALING', 'appealEscalated', 'no level left', 'TRIAGED'),
  ...row('APPEALING', ['appealDecided', 'remittancePosted'], 'next level forwarded by the payer', 'APPEALING'),
  ...row('APPEALING', ['appealDecided', 'timeReached', 'remittancePosted'], 'no level left', 'TRIAGED'),
  ...row(['APPEALING', 'TRIAGED'], 'appealCancelled', 'withdrawn', 'TRIAGED'),
  ...row('WRITEOFF_PENDING', 'writeOffRefused', 'write-off refused', 'TRIAGED'),
  ...row(open, 'writeOffApproved', 'written off', 'RESOLVED'),
  ...row('REBILL_OTHER', 'otherPayerBilled', 'other payer billed', 'RESOLVED'),
  ...row('REBILL_OTHER', 'otherPayerNotFound', 'no other payer', 'TRIAGED'),
  ...row(open, 'remittancePosted', 'paid or reprocessed', 'RESOLVED'),
  ...row(['CORRECTING', 'AWAITING_DOCS'], 'remittancePosted', 'denied again', 'TRIAGED'),
  ...row(open, 'claimClosed', 'claim closed', 'RESOLVED'),
];

const places = new Map(denialTransitions.map((line) => [`${line.from}/${line.event}/${line.guard}`, line.to]));

export const denialMoveOf = (from: DenialState, event: DenialEventType, guard: DenialGuard): DenialState | undefined =>
  places.get(`${from}/${event}/${guard}`);

/** Who must act next; the payer where only the payer can. */
export const denialOwners: Readonly<Record<OpenDenialState, Role | 'payer'>> = {
  NEW: 'specialist',
  TRIAGED: 'specialist',
  CORRECTING: 'payer',
  AWAITING_DOCS: 'records',
  APPEALING: 'payer',
  REBILL_OTHER: 'specialist',
  PATIENT_REVIEW: 'specialist',
  WRITEOFF_PENDING: 'lead',
};

const windows = ['appeal-filing', 'corrected-claim', 'peer-to-peer'] as const;

/** What each state waits for and what wakes it (see `WakePlan`). */
export const denialWaits: Readonly<Record<DenialState, WakePlan>> = {
  NEW: { waitFor: 'a person to decide about the denial', days: 7, watches: [...windows, 'triage', 'first-action'] },
  TRIAGED: {
    waitFor: 'the first action on the denial',
    days: 14,
    watches: [
      ...windows,
      'first-action',
      'follow-up',
      'authorization-request',
      'authorization-decision',
      'acknowledgement-999',
    ],
  },
  CORRECTING: {
    waitFor: 'payer’s decision on the corrected claim',
    days: 45,
    watches: [...windows, 'follow-up', 'acknowledgement-999'],
  },
  AWAITING_DOCS: {
    waitFor: 'documents and the payer’s answer',
    days: 30,
    watches: [...windows, 'first-action', 'document-request', 'follow-up', 'acknowledgement-999'],
  },
  APPEALING: { waitFor: 'appeal decision', days: 30, watches: ['appeal-decision', 'effectuation'] },
  REBILL_OTHER: { waitFor: 'the claim to the other payer', days: 14, watches: [...windows, 'first-action'] },
  PATIENT_REVIEW: {
    waitFor: 'a person to decide whether the patient owes it',
    days: 14,
    watches: [...windows, 'first-action'],
  },
  WRITEOFF_PENDING: { waitFor: 'approval of the write-off', days: 14, watches: windows },
  RESOLVED: { waitFor: 'nothing', days: 0, watches: [] },
};
