/** States of a denial's story (rulebook §4.1). */
export const denialStates = [
  'NEW',
  'TRIAGED',
  'CORRECTING',
  'AWAITING_DOCS',
  'APPEALING',
  'REBILL_OTHER',
  'PATIENT_REVIEW',
  'WRITEOFF_PENDING',
  'RESOLVED',
] as const;

export type DenialState = (typeof denialStates)[number];
export type OpenDenialState = Exclude<DenialState, 'RESOLVED'>;
/** `duplicate`: the payer's answer to a second entry of a claim whose original it has paid; no money is at stake. */
export type DenialOutcome = 'paid' | 'partial' | 'upheld' | 'rebilled' | 'patient' | 'written-off' | 'duplicate';

export const isOpenDenial = (state: DenialState): state is OpenDenialState => state !== 'RESOLVED';

/** States of one appeal level, one row per denial and level (rulebook §5). */
export const appealLevelStates = [
  'DRAFTING',
  'PACKET_READY',
  'FILED',
  'ACKNOWLEDGED',
  'DECIDED',
  'EFFECTUATION_PENDING',
  'NO_RESPONSE',
  'WITHDRAWN',
  'EXPIRED',
  'CLOSED',
] as const;

export type AppealLevelState = (typeof appealLevelStates)[number];
const endedLevelStates: readonly AppealLevelState[] = ['WITHDRAWN', 'EXPIRED', 'CLOSED'];

/** A level somebody still works on or waits for. */
export const isActiveLevel = (state: AppealLevelState): boolean => !endedLevelStates.includes(state);

/** `remanded`: sent back to be decided anew one level below; `dismissed`: not looked at, which has a review of its own. */
export type AppealDecision = 'favorable' | 'partial' | 'unfavorable' | 'dismissed' | 'remanded';
