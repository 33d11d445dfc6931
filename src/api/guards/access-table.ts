import type { Role } from '../../domain/roles.js';
import type { OperationId } from './operations.js';

/** `view`, `search` and `export` are written to the access log by the guard; a `change` is audited by its own transaction. */
export type AuditAction = 'none' | 'view' | 'search' | 'export' | 'change';

export interface SignedInRule {
  readonly roles: readonly Role[];
  readonly audit: AuditAction;
}

/** No sign-in; the reason says what protects the operation instead. */
export interface OpenRule {
  readonly open: string;
  readonly audit: 'none' | 'change';
}

export type AccessRule = SignedInRule | OpenRule;

// Levels of the rulebook §10: who works accounts, who decides, who only looks.
const decide = ['lead', 'supervisor', 'manager', 'director'] as const satisfies readonly Role[];
const work = ['specialist', ...decide] as const satisfies readonly Role[];
const cash = ['poster', ...decide] as const satisfies readonly Role[];
const clinical = ['coder', 'clinician', 'records'] as const satisfies readonly Role[];
const oversight = ['compliance', 'auditor'] as const satisfies readonly Role[];
/** Every person who has work items of their own. */
const staff = [
  ...work,
  'poster',
  ...clinical,
  'frontDesk',
  'credentialing',
  'compliance',
] as const satisfies readonly Role[];
const everyone = [...staff, 'auditor', 'admin', 'integration'] as const satisfies readonly Role[];
const setUp = ['manager', 'director', 'admin'] as const satisfies readonly Role[];

const rule = (audit: AuditAction, ...roles: readonly Role[]): SignedInRule => ({ roles: [...new Set(roles)], audit });
const open = (reason: string, audit: OpenRule['audit'] = 'none'): OpenRule => ({ open: reason, audit });

/**
 * Who may do what: deny by default, one row an operation, closed by the compiler (reliability goals A1, A2).
 * What depends on the amount, the requester or the state (rulebook §10) is judged by the use case, not here.
 */
export const accessTable = {
  'health.live': open('says only that the process runs'),
  'health.ready': open('says only which part is not ready'),
  'invariants.read': rule('none', ...everyone),
  'principal.read': rule('none', ...everyone),
  'metrics.read': rule('none', 'admin', 'integration', 'supervisor', 'manager', 'director'),
  'reports.mainJob': rule('none', ...decide, ...oversight, 'admin', 'integration'),
  'reports.aging': rule('none', ...work, 'poster', ...oversight),
  'reports.agedClaims': rule('search', ...work, 'poster', ...oversight),
  'reports.agingExport': rule('export', ...work, 'poster', ...oversight),
  'reports.weeklyAgings': rule('none', ...work, 'poster', ...oversight),
  'reports.weeklyAging': rule('none', ...work, 'poster', ...oversight),
  'reports.editHits': rule('none', ...work, 'coder', ...oversight),
  'reports.keyFigures': rule('none', ...decide, ...oversight),
  'reports.keyFiguresExport': rule('export', ...decide, ...oversight),
  'reports.denialTrends': rule('none', ...work, ...clinical, ...oversight),
  'reports.denialTrendsExport': rule('export', ...work, ...clinical, ...oversight),
  'editTables.list': rule('none', ...work, 'coder', ...oversight, 'admin'),
  'books.trialBalance': rule('none', ...cash, ...oversight),
  'books.verify': rule('none', ...cash, ...oversight, 'admin'),
  'decisions.read': rule('view', ...work, ...clinical, ...oversight),
  'edi.check': rule('none', ...work, 'poster', 'admin', 'integration'),

  'claims.list': rule('search', ...work, 'poster', ...clinical, ...oversight, 'integration'),
  'claims.search': rule('search', ...work, 'poster', 'coder', 'records', 'frontDesk', ...oversight),
  'claims.read': rule('view', ...work, 'poster', ...clinical, ...oversight, 'integration'),
  'claims.explain': rule('view', ...work, 'poster', ...oversight),
  'claims.hold': rule('change', ...decide),
  'claims.release': rule('change', ...decide),
  'claims.void': rule('change', ...decide),
  'claims.filingException': rule('change', ...work),
  'claims.filingEvidence': rule('change', ...work),
  'claims.expedite': rule('change', ...decide),
  'denials.list': rule('search', ...work, ...clinical, ...oversight),
  'denials.read': rule('view', ...work, ...clinical, ...oversight),
  'appeals.list': rule('search', ...work, ...clinical, ...oversight),
  'appeals.read': rule('view', ...work, ...clinical, ...oversight),
  'appeals.cancel': rule('change', ...decide),

  'remittances.list': rule('search', ...work, 'poster', ...oversight),
  'remittances.read': rule('view', ...work, 'poster', ...oversight),
  'remittances.preview': rule('view', ...work, 'poster', ...oversight),
  'remittances.unpost': rule('change', ...cash),
  'remittances.scan': rule('change', ...cash),
  'remittances.key': rule('change', ...cash),
  'unposted.list': rule('search', ...work, 'poster', ...oversight),
  'unposted.read': rule('view', ...work, 'poster', ...oversight),
  'files.list': rule('search', ...work, 'poster', ...oversight, 'admin', 'integration'),
  'files.upload': rule('change', ...work, 'poster', 'admin', 'integration'),
  'files.read': rule('view', ...work, 'poster', ...oversight, 'admin', 'integration'),

  'workQueues.list': rule('none', ...staff, 'auditor'),
  'workQueues.next': rule('view', ...staff),
  'workQueues.pull': rule('change', ...staff),
  'workItems.list': rule('search', ...staff, 'auditor'),
  'workItems.read': rule('view', ...staff, 'auditor'),
  'workItems.reserve': rule('change', ...staff),
  'workItems.giveBack': rule('change', ...staff),
  'workItems.complete': rule('change', ...staff),
  'workItems.snooze': rule('change', ...staff),
  'workItems.reassign': rule('change', ...decide),
  'workItems.export': rule('export', ...staff, 'auditor'),
  'workItems.changeMany': rule('change', ...staff),
  'workItems.reassignMany': rule('change', ...decide),
  'workListRecipients.list': rule('none', ...decide, 'admin'),
  'workListRecipients.change': rule('change', ...decide, 'admin'),
  'staffSkills.list': rule('none', ...decide, 'admin'),
  'staffSkills.change': rule('change', ...decide, 'admin'),
  'payerRules.ofPayer': rule('none', ...staff, 'auditor', 'admin'),
  'payerRules.list': rule('none', ...work, ...oversight, 'admin'),
  'payerRules.preview': rule('none', ...work, ...oversight, 'admin'),
  'payerRules.propose': rule('change', ...decide),
  'payerRules.decide': rule('change', 'supervisor', 'manager', 'director', 'compliance'),
  'payerRules.askReplan': rule('change', ...decide),
  'payerRules.decideReplan': rule('change', 'supervisor', 'manager', 'director', 'compliance'),
  'payerOutages.list': rule('none', ...work, ...oversight),
  'payerOutages.begin': rule('change', 'supervisor', 'manager', 'director'),
  'payerOutages.resume': rule('change', 'supervisor', 'manager', 'director'),
  'contacts.list': rule('view', ...work, ...clinical, 'frontDesk', ...oversight),
  'contacts.record': rule('change', ...work, 'records', 'frontDesk'),
  'approvals.list': rule('search', ...work, 'poster', ...oversight),
  'approvals.read': rule('view', ...work, 'poster', ...oversight),
  'approvals.decide': rule('change', ...decide, 'compliance'),
  'delegations.list': rule('none', ...decide, ...oversight, 'admin'),
  'delegations.give': rule('change', ...decide),
  'delegations.end': rule('change', ...decide),
  'ownAccounts.list': rule('view', 'supervisor', 'manager', 'director', ...oversight),
  'ownAccounts.say': rule('change', 'supervisor', 'manager', 'director'),
  'ownAccounts.end': rule('change', 'supervisor', 'manager', 'director'),
  'writeOffs.ask': rule('change', ...work),

  'accounts.list': rule('search', ...work, 'poster', 'frontDesk', ...oversight),
  'accounts.search': rule('search', ...work, 'poster', 'frontDesk', ...oversight),
  'accounts.read': rule('view', ...work, 'poster', 'frontDesk', ...oversight),
  'accounts.explain': rule('view', ...work, 'poster', 'frontDesk', ...oversight),
  'statements.list': rule('search', ...work, 'frontDesk', ...oversight),
  'plans.list': rule('search', ...work, 'frontDesk', ...oversight),
  'plans.read': rule('view', ...work, 'frontDesk', ...oversight),
  'plans.offer': rule('change', ...work, 'frontDesk'),
  'plans.answer': rule('change', ...work, 'frontDesk'),
  'placements.list': rule('search', ...work, 'poster', ...oversight),
  'placements.read': rule('view', ...work, 'poster', ...oversight),
  'accountGuards.change': rule('change', ...work, 'frontDesk', 'compliance'),
  'patientPayments.record': rule('change', ...cash, 'frontDesk', 'integration'),
  'patientPayments.return': rule('change', ...cash),
  'patientPayments.receipt': rule('view', ...work, 'poster', 'frontDesk', ...oversight),
  'refunds.list': rule('search', ...work, 'poster', ...oversight),
  'refunds.read': rule('view', ...work, 'poster', ...oversight),
  'patientAnswers.record': rule('change', ...work, 'frontDesk'),

  'documents.attach': rule('change', ...work, 'coder', 'records'),
  'documents.proveFiling': rule('change', ...work),
  'documents.list': rule('search', ...work, ...clinical, ...oversight),
  'documents.read': rule('export', ...work, ...clinical, ...oversight),
  'deadlines.list': rule('search', ...work, ...clinical, ...oversight),
  'deadlines.replan': rule('change', ...decide),
  'coverages.recordQmb': rule('change', ...work, 'frontDesk'),
  'coverages.withdrawQmb': rule('change', ...work),
  'coverages.readOrder': rule('view', ...work, 'frontDesk', ...oversight),
  'coverages.decideOrder': rule('change', ...work, 'frontDesk'),
  'visits.schedule': rule('change', ...work, 'frontDesk'),
  'visits.cancel': rule('change', ...work, 'frontDesk'),
  'eligibilityChecks.ask': rule('change', ...work, 'frontDesk'),
  'eligibilityChecks.list': rule('search', ...work, 'frontDesk', ...oversight),
  'eligibilityChecks.read': rule('view', ...work, 'frontDesk', ...oversight),
  'audit.list': rule('search', ...oversight, 'manager', 'director'),
  'payloads.decode': rule('view', ...decide, ...oversight),

  'organization.create': rule('change', 'admin'),
  'organization.read': rule('none', ...everyone),
  'organization.readSettings': rule('none', ...everyone),
  'organization.changeSettings': rule('change', ...setUp),
  'facilities.create': rule('change', ...setUp),
  'providers.create': rule('change', ...setUp, 'credentialing'),
  'payers.create': rule('change', ...setUp, 'credentialing'),
  'payers.change': rule('change', ...setUp),
  'tradingPartners.create': rule('change', ...setUp),
  'tradingPartners.change': rule('change', ...setUp),
  'apiKeys.create': rule('change', 'admin'),
  'apiKeys.revoke': rule('change', 'admin', 'compliance'),
  'webhookSources.rotate': rule('change', 'admin'),

  'clock.read': rule('none', ...everyone),
  'clock.advance': rule('change', ...setUp, 'integration'),
  'practiceWaits.put': rule('change', 'admin', 'integration'),
  'practiceWaits.drop': rule('change', 'admin', 'integration'),

  'webhooks.receive': open('Standard Webhooks signature over the raw body', 'change'),
  'links.read': open('256-bit one-time token in the path; the answer holds no PHI'),
  'links.answer': open('256-bit one-time token in the path', 'change'),
} as const satisfies Record<OperationId, AccessRule>;

export const accessRule = (operation: OperationId): AccessRule => accessTable[operation];

export const isOpen = (access: AccessRule): access is OpenRule => 'open' in access;

export function mayUse(role: Role, operation: OperationId): boolean {
  const access = accessRule(operation);
  return isOpen(access) || access.roles.includes(role);
}
