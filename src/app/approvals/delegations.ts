import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import type { Delegation } from '../../db/generated/client.js';
import {
  fromDateColumn,
  fromNullableDate,
  inTransaction,
  toDateColumn,
  type Actor,
  type Tx,
} from '../../db/in-transaction.js';
import type { LentLevel } from '../../domain/approvals/approval-matrix.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/roles.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export interface GiveDelegation {
  readonly toPerson: string;
  /** First and last day on which the other may approve in one's place. */
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly reason: string;
}

export interface DelegationRow extends GiveDelegation {
  readonly id: string;
  readonly fromPerson: string;
  /** The level that is lent. */
  readonly role: string;
  readonly givenOn: PlainDate;
  readonly endedOn: PlainDate | null;
}

const show = (row: Delegation): DelegationRow => ({
  id: row.id,
  fromPerson: row.fromPerson,
  role: row.role,
  toPerson: row.toPerson,
  fromOn: fromDateColumn(row.fromOn),
  untilOn: fromDateColumn(row.untilOn),
  reason: row.reason,
  givenOn: fromDateColumn(row.givenOn),
  endedOn: fromNullableDate(row.endedOn) ?? null,
});

/** Lends one's own level of approval for dated days (rulebook §10); nobody lends another's, and nobody lends without an end. */
export async function giveDelegation(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: GiveDelegation,
): Promise<Result<DelegationRow, Problem>> {
  if (input.toPerson === actor.id) return fail(problem('invalidInput', 'toPerson: nobody stands in for themselves'));
  if (input.untilOn < input.fromOn) return fail(problem('invalidInput', 'untilOn is before fromOn'));
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    if (input.untilOn < tx.at.date) return fail(problem('invalidInput', 'untilOn has passed'));
    const row = await tx.db.delegation.create({
      data: {
        id: randomUUID(),
        organizationId,
        fromPerson: actor.id,
        role: actor.role,
        toPerson: input.toPerson,
        fromOn: toDateColumn(input.fromOn),
        untilOn: toDateColumn(input.untilOn),
        reason: input.reason,
        givenOn: toDateColumn(tx.at.date),
      },
    });
    await recordAudit(tx, {
      action: 'delegation.give',
      subjectType: 'delegation',
      subjectId: row.id,
      why: input.reason,
      after: { role: row.role, toPerson: row.toPerson, fromOn: input.fromOn, untilOn: input.untilOn },
    });
    return ok(show(row));
  });
}

/** Ends a delegation before its last day: the person who gave it, or a director. What was approved under it stands. */
export async function endDelegation(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Result<DelegationRow, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId_id: { organizationId, id } };
    const row = await tx.db.delegation.findUnique({ where });
    if (!row) return fail(problem('notFound', 'delegation'));
    if (row.fromPerson !== actor.id && actor.role !== 'director')
      return fail(problem('notAllowed', 'who gave it ends it, or a director'));
    if (row.endedOn) return ok(show(row));
    const ended = await tx.db.delegation.update({ where, data: { endedOn: toDateColumn(tx.at.date) } });
    await recordAudit(tx, {
      action: 'delegation.end',
      subjectType: 'delegation',
      subjectId: id,
      why: reason,
      after: { endedOn: tx.at.date },
    });
    return ok(show(ended));
  });
}

/** The delegations of the organization, the newest first. */
export async function listDelegations(
  deps: Deps,
  actor: Actor,
  organizationId: string,
): Promise<{ readonly items: readonly DelegationRow[] }> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.delegation.findMany({
      where: { organizationId },
      orderBy: [{ givenOn: 'desc' }, { id: 'asc' }],
      take: 200,
    });
    return { items: rows.map(show) };
  });
}

/** Levels lent to this person today. */
export async function lentToday(tx: Tx): Promise<readonly LentLevel[]> {
  const day = toDateColumn(tx.at.date);
  const rows = await tx.db.delegation.findMany({
    where: {
      organizationId: tx.organizationId,
      toPerson: tx.actor.id,
      endedOn: null,
      fromOn: { lte: day },
      untilOn: { gte: day },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ fromPerson, role }) => ({ from: fromPerson, role: role as Role }));
}
