import type { Role } from '../roles.js';

export const denialCategories = [
  'ELIG',
  'COB',
  'AUTH',
  'CODE',
  'BUNDLE',
  'MEDNEC',
  'TIMELY',
  'DUP',
  'DOC',
  'ENROLL',
  'NONCOV',
  'BENMAX',
  'FREQ',
  'DEMO',
  'BILLERR',
  'CONTRACT',
  'NETWORK',
  'TPL',
  'PRIOR',
  'CAP',
  'PTRESP',
  'INFO',
  'UNKNOWN',
] as const;
export type DenialCategory = (typeof denialCategories)[number];

/** D denial, A adjustment, P patient, I informational, U unknown (manual triage). */
export type CarcKind = 'D' | 'A' | 'P' | 'I' | 'U';

/** First action (rulebook §4.1, §1): authorization after the fact, corrected claim, appeal, documents, other payer, patient, write-off, verify eligibility, reopening, reprocess, wait. */
export const denialActions = [
  'RETRO',
  'CC',
  'APP',
  'DOC',
  'OP',
  'PT',
  'WO',
  'VER',
  'RO',
  'REPROC',
  'WAIT',
  'TRIAGE',
] as const;
export type DenialAction = (typeof denialActions)[number];

/** Ledger account an adjustment of kind A posts to by itself. */
export type PostsTo =
  'contractual' | 'sequestration' | 'qmb' | 'capitation' | 'timelyFiling' | 'withhold' | 'overpaymentCheck';

/** What an adjustment means and who does what about it; `rule` names the row of the map it rests on. */
export interface Classification {
  readonly category: DenialCategory;
  readonly kind: CarcKind;
  readonly owner: Role;
  /** In order of preference. */
  readonly actions: readonly DenialAction[];
  readonly preventable: 'Y' | 'N' | 'P' | '-';
  readonly recoverability: 'H' | 'M' | 'L' | '-';
  readonly postsTo: PostsTo | null;
  /** False when a RARC switches the appeal off (MA130, N704, N211, MA44, N83, N111) or the law gives none. */
  readonly appealable: boolean;
  /** A correction must be a new claim (frequency 1): MA130, N142, N517. */
  readonly newClaimOnly: boolean;
  /** Never move this amount to the patient (QMB, medical-necessity liability, CO, PI, OA). */
  readonly patientProtected: boolean;
  readonly rule: { readonly ruleId: string; readonly version: number };
  readonly because: string;
}
