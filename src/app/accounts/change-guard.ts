import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import type { BillingGuard } from '../../domain/patients/may-bill-patient.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { noteGuard } from './note-guard.js';

/** Guards a person may note; the others follow from claims, mail and the account's own story. */
export const notableGuards = [
  'bankruptcy',
  'deceased',
  'legalHold',
  'minorWithoutGuarantor',
  'noSurprises',
  'priceDispute',
  'qmb',
  'selfPayRestriction',
] as const satisfies readonly BillingGuard[];

export interface ChangeGuard {
  readonly accountId: string;
  readonly guard: (typeof notableGuards)[number];
  readonly lifted: boolean;
  /** Whose word it rests on, as a code: 'court', 'estate', 'counsel'. */
  readonly source: string;
  /** Business key, from the caller's Idempotency-Key. */
  readonly key: string;
}

export interface AccountGuards {
  readonly accountId: string;
  readonly guards: readonly string[];
}

/** Notes that the law stands between us and a guarantor, or no longer does: nothing is dunned, and what is placed comes back. */
export async function changeGuard(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: ChangeGuard,
): Promise<Result<AccountGuards, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const { accountId, guard, lifted } = input;
    const known = await tx.db.account.count({ where: { organizationId, id: accountId } });
    if (known === 0) return fail(problem('notFound', 'account'));
    const why = `${guard} by ${input.source}`;
    const guards = await noteGuard(tx, { accountId, guard, lifted, why, key: `guard:${accountId}:${input.key}` });
    return ok({ accountId, guards });
  });
}
