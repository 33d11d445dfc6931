import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { plannableCents, whyNoPlan } from '../../domain/patients/plan-offer.js';
import { needsSupervisor, planMonths } from '../../domain/payment-plans/plan-terms.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { loadBalance } from '../patients/advance-patient-balance.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';

export interface PlanRequest {
  readonly accountId: string;
  /** Installments wished for; without them the longest the balance allows (rulebook §9.4). */
  readonly months?: number | undefined;
  /** Business key, from the caller's Idempotency-Key. */
  readonly key: string;
}

export interface RequestedPlan {
  readonly accountId: string;
  readonly totalCents: number;
  readonly months: number;
}

/** Above 24 months a supervisor agrees (rulebook §9.4); these roles are one. */
const SUPERVISORS: readonly string[] = ['supervisor', 'manager', 'director'];

/**
 * A guarantor asked for a plan: the account's story is told and mails the offer in its next turn. Refused at once, with the
 * reason, where that turn would refuse it.
 */
export async function offerPlan(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { accountId, months, key }: PlanRequest,
): Promise<Result<RequestedPlan, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    if ((await tx.db.account.count({ where: { organizationId, id: accountId } })) === 0)
      return fail(problem('notFound', 'account'));
    const balance = await loadBalance(deps, tx, accountId);
    const why = whyNoPlan(balance, months);
    if (why) return fail(problem('commandRefused', why));
    const totalCents = plannableCents(balance);
    const planned = months ?? planMonths(totalCents);
    if (needsSupervisor(planned) && !SUPERVISORS.includes(actor.role))
      return fail(problem('approvalLimit', `${planned} months need a supervisor`));
    await recordEvent(tx, {
      story: 'patient-balance',
      subjectId: accountId,
      type: 'planRequested',
      facts: { months: planned },
      key: `planRequest:${accountId}:${key}`,
    });
    await recordAudit(tx, {
      action: 'plan.requested',
      subjectType: 'account',
      subjectId: accountId,
      why: 'the guarantor asked for a payment plan',
      after: { totalCents, months: planned },
    });
    return ok({ accountId, totalCents, months: planned });
  });
}
