import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { WriteOffCode } from '../ledger/write-off-codes.js';
import type { Role } from '../roles.js';
import { approvalLevels, type ApprovalAction, type ApprovalLevel, type ApprovalLimits } from './approval-limits.js';

export interface ApprovalRequest {
  readonly action: ApprovalAction;
  readonly amountCents: number;
  /** Same account and action in the trailing days of the rule `antiSplittingDays`: approved or waiting, this request not counted. */
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

/** Who must approve, by action and by the amount of the trailing days together. */
export function approvalNeed(request: ApprovalRequest, { limits }: ApprovalLimits): ApprovalNeed {
  const total = Math.abs(request.amountCents) + Math.abs(request.recentCents);
  const row = limits[request.action];
  const level = approvalLevels.find((each) => each === 'director' || mayUpTo(row[each]) >= total) ?? 'director';
  const top = level === 'director';
  return {
    level,
    approvers: request.action === 'patientRefund' && top ? 2 : 1,
    compliance: request.action === 'payerRefund' && top && request.government === true,
  };
}

const mayUpTo = (limit: number | 'any' | undefined): number =>
  limit === 'any' ? Number.POSITIVE_INFINITY : (limit ?? -1);

const levelOf: Readonly<Partial<Record<Role, ApprovalLevel>>> = {
  specialist: 'specialist',
  lead: 'lead',
  supervisor: 'lead',
  manager: 'manager',
  director: 'director',
};

/** A level lent by another person for these days (rulebook §10, delegation dated). */
export interface LentLevel {
  readonly from: string;
  readonly role: Role;
}

/** With which role somebody decides, and in whose place. */
export interface ActingLevel {
  readonly role: Role;
  readonly onBehalfOf?: string;
}

/**
 * The highest level a person may use for a request: their own, or one lent to them by somebody who did not ask for it and has not
 * agreed to it yet. Compliance is never lent by it.
 */
export function levelFor(own: Role, lent: readonly LentLevel[], parties: readonly string[]): ActingLevel {
  const rank = (role: Role): number => approvalLevels.indexOf(levelOf[role] ?? 'specialist');
  const [best] = lent.filter(({ from }) => !parties.includes(from)).sort((a, b) => rank(b.role) - rank(a.role));
  const isHigher = best !== undefined && levelOf[own] !== undefined && rank(best.role) > rank(own);
  return isHigher ? { role: best.role, onBehalfOf: best.from } : { role: own };
}

/** In an emergency a lead or a manager decides above their limit, and it is reviewed afterwards; never over compliance. */
export const mayOverride = (need: ApprovalNeed, role: Role): boolean =>
  !need.compliance && (levelOf[role] === 'lead' || levelOf[role] === 'manager');

export type ApprovalRefusal =
  'sameAsRequester' | 'roleTooLow' | 'posterMayNot' | 'ownAccount' | 'expired' | 'alreadyApproved';

export interface ApprovalAttempt {
  readonly need: ApprovalNeed;
  readonly requestedBy: string;
  /** Last day on which it may be approved, see `approvalExpiresOn`. */
  readonly lapsesOn: PlainDate;
  readonly approvedBy: readonly string[];
  readonly approver: { readonly id: string; readonly role: Role; readonly ownOrRelativesAccount?: boolean };
  readonly today: PlainDate;
}

/** Why this person may not approve now; empty when they may. Roles outside the money ladder (poster, admin …) never do. */
export function approvalRefusals(attempt: ApprovalAttempt): ApprovalRefusal[] {
  const { need, approver } = attempt;
  const level = levelOf[approver.role];
  const high = level !== undefined && approvalLevels.indexOf(level) >= approvalLevels.indexOf(need.level);
  const checks: readonly [ApprovalRefusal, boolean][] = [
    ['sameAsRequester', approver.id === attempt.requestedBy],
    ['posterMayNot', approver.role === 'poster'],
    ['roleTooLow', !high && approver.role !== 'poster' && !(need.compliance && approver.role === 'compliance')],
    ['ownAccount', approver.ownOrRelativesAccount === true],
    ['alreadyApproved', attempt.approvedBy.includes(approver.id)],
    ['expired', attempt.today > attempt.lapsesOn],
  ];
  return checks.filter(([, fails]) => fails).map(([refusal]) => refusal);
}

/** Last day on which a request may be approved. */
export const approvalExpiresOn = (requestedOn: PlainDate, businessDays: number): PlainDate =>
  addBusinessDays(requestedOn, businessDays);

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
