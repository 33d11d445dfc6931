import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import type { EligibilityCheck } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import type { CoverageSnapshot } from '../../domain/coverages/coverage-snapshot.js';
import { refusalFacts, verdictOf } from '../../domain/coverages/reject-reasons.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { EligibilityAnswer } from '../../edi/x12/270-271/eligibility-answer.js';
import type { Deps } from '../deps.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { askAt } from './ask-at-moments.js';
import { rejectsOf } from './snapshot-of.js';

export interface ScheduleVisit {
  /** A claim of the patient whose coverage will be billed. */
  readonly claimId: string;
  /** Another coverage of the patient than the claim's own. */
  readonly coverageId?: string;
  readonly serviceOn: PlainDate;
}

export interface VisitScheduled {
  readonly id: string;
  readonly coverageId: string;
  readonly serviceOn: PlainDate;
}

/** A patient we know comes again: coverage is asked for at once, before the visit, and on its day (rulebook §1). */
export function scheduleVisit(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: ScheduleVisit,
): Promise<Result<VisitScheduled, Problem>> {
  const { claimId, serviceOn } = input;
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({
      where: { organizationId_id: { organizationId, id: claimId } },
      select: { patientId: true, coverageId: true },
    });
    if (!claim) return fail(problem('notFound', 'claim'));
    const coverage = await tx.db.coverage.findUnique({
      where: { organizationId_id: { organizationId, id: input.coverageId ?? claim.coverageId } },
      select: { id: true, patientId: true },
    });
    if (coverage?.patientId !== claim.patientId)
      return fail(problem('invalidInput', 'a coverage that is not one of this patient'));
    if (serviceOn < tx.at.date) return fail(problem('invalidInput', 'the visit lies in the past'));
    const id = randomUUID();
    const place = { organizationId, coverageId: coverage.id, serviceOn: toDateColumn(serviceOn) };
    const made = await tx.db.scheduledVisit.createMany({
      data: [{ ...place, id, scheduledOn: toDateColumn(tx.at.date) }],
      skipDuplicates: true,
    });
    if (made.count === 0) return fail(problem('conflict', 'this visit is known already'));
    await askAt(tx, {
      story: 'day-book',
      subjectId: organizationId,
      key: `${id}:eligibility:scheduled`,
      details: { claimId, coverageId: coverage.id, on: serviceOn, reason: 'visit, scheduled' },
    });
    await recordAudit(tx, {
      action: 'visit.schedule',
      subjectType: 'coverage',
      subjectId: coverage.id,
      why: 'a visit was scheduled',
      after: { visit: id, serviceOn },
    });
    return ok({ id, coverageId: coverage.id, serviceOn });
  });
}

/** Nobody comes: nothing more is asked for the visit. */
export function cancelVisit(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<VisitScheduled, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId_id: { organizationId, id } };
    const visit = await tx.db.scheduledVisit.findUnique({ where });
    if (!visit) return fail(problem('notFound', 'visit'));
    if (visit.cancelledOn) return fail(problem('conflict', 'the visit is cancelled already'));
    await tx.db.scheduledVisit.update({ where, data: { cancelledOn: toDateColumn(tx.at.date) } });
    await recordAudit(tx, {
      action: 'visit.cancel',
      subjectType: 'coverage',
      subjectId: visit.coverageId,
      why: 'the visit was cancelled',
      after: { visit: id },
    });
    return ok({ id, coverageId: visit.coverageId, serviceOn: fromDateColumn(visit.serviceOn) });
  });
}

/** A visit to come without coverage in force, or whose payer could not say: the front desk asks the patient before it. */
export async function tellFrontDesk(
  tx: Tx,
  check: EligibilityCheck,
  answer: EligibilityAnswer,
  { status }: CoverageSnapshot,
): Promise<void> {
  if (!check.aboutOn || status === 'active') return;
  const { organizationId } = tx;
  const visit = await tx.db.scheduledVisit.findFirst({
    where: { organizationId, coverageId: check.coverageId, serviceOn: check.aboutOn, cancelledOn: null },
    select: { id: true },
  });
  if (!visit || fromDateColumn(check.aboutOn) < tx.at.date) return;
  const verdict = verdictOf(rejectsOf(answer));
  await openWorkItem(
    tx,
    { type: 'organization', id: organizationId },
    {
      kind: 'confirmVisitCoverage',
      dedupeKey: `${visit.id}:coverage:${check.id}`,
      dueDate: tx.at.date,
      facts: {
        visitId: visit.id,
        coverageId: check.coverageId,
        serviceOn: fromDateColumn(check.aboutOn),
        result: status,
        ...(verdict && refusalFacts(verdict)),
      },
    },
  );
}
