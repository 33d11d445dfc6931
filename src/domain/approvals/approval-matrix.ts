import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { WriteOffCode } from '../ledger/write-off-codes.js';
import type { Role } from '../roles.js';

/** Rows of the approval table (rulebook §10). */
export type ApprovalAction =
  | 'contractual'
  | 'denialWriteOff'
  | 'charity'
  | 'badDebt'
  | 'timelyFiling'
  | 'patientRefund'
  | 'payerRefund'
  | 'cashReversal'
  | 'posting'
  | 'packetReview';

/** Columns of the table; a lead and a supervisor are one column. */
export type ApprovalLevel = 'specialist' | 'lead' | 'manager' | 'director';

const levels: readonly ApprovalLevel[] = ['specialist', 'lead', 'manager', 'director'];

const DOLLARS = 100;
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** Highest amount in cents each level may approve; null = may only propose. */
const limits: Readonly<Record<ApprovalAction, Readonly<Record<ApprovalLevel, number | null>>>> = {
  contractual: { specialist: null, lead: 1_000 * DOLLARS, manager: 10_000 * DOLLARS, director: UNLIMITED },
  denialWriteOff: { specialist: 100 * DOLLARS, lead: 1_000 * DOLLARS, manager: 10_000 * DOLLARS, director: UNLIMITED },
  charity: { specialist: null, lead: 2_500 * DOLLARS, manager: 25_000 * DOLLARS, director: UNLIMITED },
  badDebt: { specialist: null, lead: 2_500 * DOLLARS, manager: 25_000 * DOLLARS, director: UNLIMITED },
  timelyFiling: { specialist: null, lead: 250 * DOLLARS, manager: 5_000 * DOLLARS, director: UNLIMITED },
  patientRefund: { specialist: null, lead: 1_000 * DOLLARS, manager: 10_000 * DOLLARS, director: UNLIMITED },
  payerRefund: { specialist: null, lead: 500 * DOLLARS, manager: 10_000 * DOLLARS, director: UNLIMITED },
  cashReversal: { specialist: null, lead: 5_000 * DOLLARS, manager: UNLIMITED, director: UNLIMITED },
  posting: { specialist: null, lead: UNLIMITED, manager: UNLIMITED, director: UNLIMITED },
  packetReview: { specialist: null, lead: UNLIMITED, manager: UNLIMITED, director: UNLIMITED },
};

/** Days over which amounts of one account and action add up, so that splitting does not help (§10). */
export const ANTI_SPLITTING_DAYS = 30;
export const APPROVAL_BUSINESS_DAYS = 10;

export interface ApprovalRequest {
  readonly action: ApprovalAction;
  readonly amountCents: number;
  /** Same account and action in the trailing 30 days: approved or waiting, this request not counted. */
  readonly recentCents: number;
  /** The payer is a government program. */
  readonly government?: boolean;
}

export interface ApprovalNeed {
  /** The lowest level that may approve. */
  readonly level: ApprovalLevel;
  readonly approvers: 1 | 2;
  /** Compliance must agree as well. */
  readonly compliance: boolean;
}

/** Who must approve, by action and by the amount of the trailing 30 days together. */
export function approvalNeed(request: ApprovalRequest): ApprovalNeed {
  const total = Math.abs(request.amountCents) + Math.abs(request.recentCents);
  const level = levels.find((each) => total <= (limits[request.action][each] ?? -1)) ?? 'director';
  const top = level === 'director';
  return {
    level,
    approvers: request.action === 'patientRefund' && top ? 2 : 1,
    compliance: request.action === 'payerRefund' && top && request.government === true,
  };
}

const levelOf: Readonly<Partial<Record<Role, ApprovalLevel>>> = {
  specialist: 'specialist',
  lead: 'lead',
  supervisor: 'lead',
  manager: 'manager',
  director: 'director',
};

export type ApprovalRefusal =
  'sameAsRequester' | 'roleTooLow' | 'posterMayNot' | 'ownAccount' | 'expired' | 'alreadyApproved';

export interface ApprovalAttempt {
  readonly need: ApprovalNeed;
  readonly requestedBy: string;
  readonly requestedOn: PlainDate;
  readonly approvedBy: readonly string[];
  readonly approver: { readonly id: string; readonly role: Role; readonly ownOrRelativesAccount?: boolean };
  readonly today: PlainDate;
}

/** Why this person may not approve now; empty when they may. Roles outside the money ladder (poster, admin …) never do. */
export function approvalRefusals(attempt: ApprovalAttempt): ApprovalRefusal[] {
  const { need, approver } = attempt;
  const level = levelOf[approver.role];
  const high = level !== undefined && levels.indexOf(level) >= levels.indexOf(need.level);
  const checks: readonly [ApprovalRefusal, boolean][] = [
    ['sameAsRequester', approver.id === attempt.requestedBy],
    ['posterMayNot', approver.role === 'poster'],
    ['roleTooLow', !high && approver.role !== 'poster' && !(need.compliance && approver.role === 'compliance')],
    ['ownAccount', approver.ownOrRelativesAccount === true],
    ['alreadyApproved', attempt.approvedBy.includes(approver.id)],
    ['expired', attempt.today > approvalExpiresOn(attempt.requestedOn)],
  ];
  return checks.filter(([, fails]) => fails).map(([refusal]) => refusal);
}

/** Last day on which a request may be approved. */
export const approvalExpiresOn = (requestedOn: PlainDate): PlainDate =>
  addBusinessDays(requestedOn, APPROVAL_BUSINESS_DAYS);

/** The request takes effect once as many people approved as it needs, compliance among them where the law's money is paid back. */
export function isFullyApproved(need: ApprovalNeed, approvals: readonly { id: string; role: Role }[]): boolean {
  const people = new Set(approvals.filter(({ role }) => role !== 'compliance').map(({ id }) => id));
  return people.size >= need.approvers && (!need.compliance || approvals.some(({ role }) => role === 'compliance'));
}

const actionByCode: Readonly<Partial<Record<WriteOffCode, ApprovalAction>>> = {
  'WO-CON': 'contractual',
  'WO-CAP': 'contractual',
  'WO-SEQ': 'contractual',
  'WO-QMB': 'contractual',
  'WO-CHAR': 'charity',
  'WO-BD': 'badDebt',
  'WO-BK': 'badDebt',
  'WO-DEC': 'badDebt',
  'WO-TF': 'timelyFiling',
  'WO-COURT': 'timelyFiling',
  'ADJ-SETTLE': 'timelyFiling',
  'ADJ-PROMPT': 'timelyFiling',
  'ADJ-CORR': 'cashReversal',
};

/** The row of the table a write-off code belongs to; administrative and denial codes are the common one. */
export const actionOfWriteOff = (code: WriteOffCode): ApprovalAction => actionByCode[code] ?? 'denialWriteOff';
