import type { CarcKind, PostsTo } from '../denials/classification.js';
import { writeOffAccount, type WriteOffAccount } from '../ledger/chart-of-accounts.js';
import type { ReviewReason } from './claim-plan.js';
import type { AdjustmentClass, ClaimAdjustment } from './remittance.js';

/** What happens to the amount of one CAS triplet. */
export type Treatment =
  | { readonly to: 'account'; readonly account: WriteOffAccount; readonly check?: ReviewReason }
  | { readonly to: 'patientShare' }
  | { readonly to: 'denied' }
  | { readonly to: 'informational' }
  | { readonly to: 'review'; readonly reason: ReviewReason };

type Rule = 'account' | 'patientShare' | 'denied' | 'informational' | ReviewReason;
type Group = 'CO' | 'PR' | 'OA' | 'PI' | 'other';

const always = (rule: Rule): Record<Group, Rule> => ({ CO: rule, PR: rule, OA: rule, PI: rule, other: rule });

/**
 * Kind before group (architecture ruling 3): a denial posts nothing in any group; only CO of kind A reaches a write-off
 * account and only PR of kind P a patient. Everything else stays with the payer until a person decides.
 */
export const treatmentTable: Readonly<Record<CarcKind, Readonly<Record<Group, Rule>>>> = {
  A: { ...always('contractualNotCo'), CO: 'account', PR: 'prContractual' },
  P: { ...always('patientKindNotPr'), PR: 'patientShare' },
  D: always('denied'),
  I: always('informational'),
  U: always('unknownCode'),
};

const accountOf: Readonly<Record<PostsTo, WriteOffAccount>> = {
  contractual: writeOffAccount('WO-CON'),
  sequestration: writeOffAccount('WO-SEQ'),
  qmb: writeOffAccount('WO-QMB'),
  capitation: writeOffAccount('WO-CAP'),
  timelyFiling: writeOffAccount('WO-TF'),
  withhold: writeOffAccount('WO-CON'),
  overpaymentCheck: writeOffAccount('WO-CON'),
};

const CARC_FEE_SCHEDULE = '45';

const groupOf = (group: string): Group =>
  group === 'CO' || group === 'PR' || group === 'OA' || group === 'PI' ? group : 'other';

/** `level` is the line or claim the triplet stands on: CO-45 for its full charge is no contract, but an unnamed denial. */
export function treat(
  adjustment: ClaimAdjustment,
  meaning: AdjustmentClass,
  level: { chargeCents: number; paidCents: number },
): Treatment {
  const rule = treatmentTable[meaning.kind][groupOf(adjustment.group)];
  switch (rule) {
    case 'account':
      return toAccount(adjustment, meaning, level);
    case 'patientShare':
      return meaning.patientProtected ? { to: 'review', reason: 'patientGuard' } : { to: rule };
    case 'denied':
      return adjustment.amountCents < 0 ? { to: 'review', reason: 'denialWithNegativeAmount' } : { to: rule };
    case 'informational':
      return { to: rule };
    default:
      return { to: 'review', reason: rule };
  }
}

function toAccount(
  { carc, amountCents }: ClaimAdjustment,
  { postsTo }: AdjustmentClass,
  level: { chargeCents: number; paidCents: number },
): Treatment {
  if (postsTo === null) return { to: 'review', reason: 'noLedgerAccount' };
  const fullCharge = amountCents > 0 && amountCents === level.chargeCents && level.paidCents === 0;
  if (carc === CARC_FEE_SCHEDULE && fullCharge) return { to: 'review', reason: 'fullChargeContractual' };
  const account = accountOf[postsTo];
  return postsTo === 'overpaymentCheck'
    ? { to: 'account', account, check: 'overpaymentCheck' }
    : { to: 'account', account };
}
