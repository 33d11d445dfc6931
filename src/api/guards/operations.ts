/** Every operation of the API, named `<resource>.<verb>`; also its `operationId` in the OpenAPI document. */
export const operationIds = [
  'health.live', 'health.ready', 'invariants.read', 'principal.read', 'metrics.read', 'reports.mainJob', 'decisions.read', 'edi.check',
  'claims.list', 'claims.search', 'claims.read', 'claims.hold', 'claims.release', 'claims.expedite',
  'denials.list', 'denials.read', 'appeals.list', 'appeals.read', 'appeals.cancel',
  'remittances.list', 'remittances.read', 'files.list', 'files.upload', 'files.read',
  'workQueues.list', 'workQueues.next', 'workItems.list', 'workItems.read', 'workItems.reserve', 'workItems.giveBack',
  'workItems.complete', 'workItems.snooze', 'workItems.reassign', 'contacts.list', 'contacts.record',
  'approvals.list', 'approvals.read', 'approvals.decide',
  'accounts.list', 'accounts.search', 'accounts.read', 'statements.list',
  'plans.list', 'plans.read', 'plans.answer', 'patientPayments.record', 'patientAnswers.record',
  'deadlines.list', 'deadlines.replan', 'eligibilityChecks.list', 'eligibilityChecks.read',
  'audit.list', 'payloads.decode',
  'organization.create', 'organization.read', 'facilities.create',
  'providers.create', 'payers.create',
  'tradingPartners.create', 'tradingPartners.change',
  'apiKeys.create', 'apiKeys.revoke', 'webhookSources.rotate',
  'clock.read', 'clock.advance', 'practiceWaits.put', 'practiceWaits.drop',
  'webhooks.receive', 'links.read', 'links.answer',
] as const;

export type OperationId = (typeof operationIds)[number];
