import type { Tx } from '../../db/in-transaction.js';
import type { BillingGuard } from '../../domain/patients/may-bill-patient.js';
import { tellOrStart } from '../links/patient-answers.js';
import { recordAudit } from '../stories/record-audit.js';

export interface GuardNote {
  readonly accountId: string;
  readonly guard: BillingGuard;
  /** Whose word it rests on; kept in the audit, no PHI. */
  readonly why: string;
  /** Business key: the same note is recorded once. */
  readonly key: string;
  readonly lifted?: boolean;
}

/** Puts a guard of rulebook §9.1 on an account or takes it off; the account's story hears of it and recalls what is placed. */
export async function noteGuard(tx: Tx, note: GuardNote): Promise<readonly string[]> {
  const where = { organizationId_id: { organizationId: tx.organizationId, id: note.accountId } };
  await tx.db
    .$queryRaw`SELECT 1 FROM accounts WHERE organization_id = ${tx.organizationId}::uuid AND id = ${note.accountId}::uuid FOR UPDATE`;
  const { holds } = await tx.db.account.findUniqueOrThrow({ where, select: { holds: true } });
  const others = holds.filter((hold) => hold !== note.guard);
  const after = note.lifted ? others : [...others, note.guard];
  await tx.db.account.update({ where, data: { holds: after } });
  await recordAudit(tx, {
    action: note.lifted ? 'account.guard.lift' : 'account.guard.place',
    subjectType: 'account',
    subjectId: note.accountId,
    why: note.why,
    before: { holds },
    after: { holds: after },
  });
  await tellOrStart(tx, 'patient-balance', note.accountId, {
    type: 'guardsChanged',
    facts: { guard: note.guard, lifted: note.lifted === true },
    key: note.key,
  });
  return after;
}
