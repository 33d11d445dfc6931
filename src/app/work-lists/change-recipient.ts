import { randomUUID } from 'node:crypto';
import { isPlainAddress } from '../../adapters/smtp.js';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/roles.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export interface Recipient {
  /** Principal id, as items are assigned to it. */
  readonly owner: string;
  /** Free items of this role are counted too. */
  readonly role: Role;
  /** Null: no list by mail. */
  readonly address: string | null;
}

/** Says where an owner's morning list goes; the last word counts. */
export async function changeRecipient(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { owner, role, address }: Recipient,
): Promise<Result<{ readonly id: string }, Problem>> {
  if (address !== null && !isPlainAddress(address)) return fail(problem('invalidInput', 'address: one mail address'));
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId_owner: { organizationId, owner } };
    const before = await tx.db.workListRecipient.findUnique({ where });
    const { id } = await tx.db.workListRecipient.upsert({
      where,
      create: { id: randomUUID(), organizationId, owner, role, address },
      update: { role, address, version: { increment: 1 } },
    });
    await recordAudit(tx, {
      action: 'workListRecipient.change',
      subjectType: 'workListRecipient',
      subjectId: id,
      why: 'set-up',
      ...(before && { before: { role: before.role, mailed: before.address !== null } }),
      after: { role, mailed: address !== null },
    });
    return ok({ id });
  });
}

export interface RecipientRow extends Omit<Recipient, 'role'> {
  readonly id: string;
  readonly role: string;
}

export const listRecipients = (deps: Deps, actor: Actor, organizationId: string): Promise<readonly RecipientRow[]> =>
  inTransaction(deps.db, organizationId, { actor }, (tx) =>
    tx.db.workListRecipient.findMany({
      where: { organizationId },
      select: { id: true, owner: true, role: true, address: true },
      orderBy: { owner: 'asc' },
    }),
  );
