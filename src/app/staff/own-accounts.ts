import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { Prisma, type OwnAccount } from '../../db/generated/client.js';
import {
  fromDateColumn,
  fromNullableDate,
  inTransaction,
  toDateColumn,
  type Actor,
  type Tx,
} from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export type Relation = 'own' | 'relative';

export interface SayOwnAccount {
  /** Principal id, as work items are assigned to it. */
  readonly person: string;
  readonly accountId: string;
  readonly relation: Relation;
}

export interface OwnAccountRow extends SayOwnAccount {
  readonly id: string;
  readonly saidBy: string;
  readonly saidOn: PlainDate;
  readonly endedOn: PlainDate | null;
}

const show = (row: OwnAccount): OwnAccountRow => ({
  id: row.id,
  person: row.person,
  accountId: row.accountId,
  relation: row.relation as Relation,
  saidBy: row.saidBy,
  saidOn: fromDateColumn(row.saidOn),
  endedOn: fromNullableDate(row.endedOn) ?? null,
});

/** Why a person is refused (rulebook §10). */
export const OWN_ACCOUNT = 'nobody acts on their own or a relative’s account';

/** The account that a work item or a request for approval, called `w`, is about; null where it is no account's. */
export const accountOfW = Prisma.sql`
  CASE w.subject_type
    WHEN 'patient-balance' THEN w.subject_id
    WHEN 'plan' THEN (SELECT p.account_id FROM payment_plans p
                       WHERE p.organization_id = w.organization_id AND p.id = w.subject_id)
    WHEN 'placement' THEN (SELECT p.account_id FROM placements p
                            WHERE p.organization_id = w.organization_id AND p.id = w.subject_id)
    WHEN 'refund' THEN (SELECT r.account_id FROM refunds r
                         WHERE r.organization_id = w.organization_id AND r.id = w.subject_id)
    WHEN 'claim' THEN (SELECT k.account_id FROM claims k
                        WHERE k.organization_id = w.organization_id AND k.id = w.subject_id)
    WHEN 'appeal' THEN (SELECT k.account_id FROM denials d
                          JOIN claims k ON k.organization_id = d.organization_id AND k.id = d.claim_id
                         WHERE d.organization_id = w.organization_id AND d.id = w.subject_id)
  END`;

/** Accounts on which a person does nothing. */
export async function ownAccountsOf(tx: Tx, person: string): Promise<readonly string[]> {
  const rows = await tx.db.ownAccount.findMany({
    where: { organizationId: tx.organizationId, person, endedOn: null },
    select: { accountId: true },
  });
  return rows.map(({ accountId }) => accountId);
}

interface About {
  readonly subjectType: string;
  readonly subjectId: string;
}

/** Whether a work item or a request for approval is about an account of this person's own or of a relative. */
export async function isOwnAccount(tx: Tx, { subjectType, subjectId }: About, person: string): Promise<boolean> {
  const own = await ownAccountsOf(tx, person);
  if (own.length === 0) return false;
  const [found] = await tx.db.$queryRaw<{ own: boolean }[]>`
    SELECT coalesce(${accountOfW} = ANY(${own}::uuid[]), false) AS own
      FROM (SELECT ${tx.organizationId}::uuid AS organization_id, ${subjectType}::text AS subject_type,
                   ${subjectId}::uuid AS subject_id) AS w`;
  return found?.own === true;
}

/** Why this person may not act on a claim, an account, a plan or a denial; undefined where they may. */
export const refusalOfOwn = (
  deps: Deps,
  actor: Actor,
  organizationId: string,
  about: About,
): Promise<string | undefined> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) =>
    (await isOwnAccount(tx, about, actor.id)) ? OWN_ACCOUNT : undefined,
  );

/** A supervisor says so; what the person holds of the account is free again for others. */
export function sayOwnAccount(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { person, accountId, relation }: SayOwnAccount,
): Promise<Result<OwnAccountRow, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const account = await tx.db.account.findUnique({
      where: { organizationId_id: { organizationId, id: accountId } },
      select: { id: true },
    });
    if (!account) return fail(problem('notFound', 'account'));
    const id = randomUUID();
    const said = await tx.db.ownAccount.createMany({
      data: [{ id, organizationId, person, accountId, relation, saidBy: actor.id, saidOn: toDateColumn(tx.at.date) }],
      skipDuplicates: true,
    });
    if (said.count === 0) return fail(problem('conflict', 'this was said already'));
    await recordAudit(tx, {
      action: 'ownAccount.say',
      subjectType: 'ownAccount',
      subjectId: id,
      why: 'nobody acts on own or relative’s account',
      after: { person, accountId, relation },
    });
    await takeAway(tx, person, accountId);
    return ok(show(await tx.db.ownAccount.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id } } })));
  });
}

async function takeAway(tx: Tx, person: string, accountId: string): Promise<void> {
  const freed = await tx.db.$queryRaw<{ id: string }[]>`
    UPDATE work_items w SET assignee = NULL, reserved_until = NULL, version = w.version + 1,
           state = CASE w.state WHEN 'RESERVED' THEN 'OPEN' ELSE w.state END
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.assignee = ${person}
       AND w.state = ANY(${[...openItemStates]}::text[]) AND ${accountOfW} = ${accountId}::uuid
    RETURNING w.id`;
  for (const { id } of freed)
    await recordAudit(tx, {
      action: 'workItem.reassign',
      subjectType: 'workItem',
      subjectId: id,
      why: OWN_ACCOUNT,
      before: { assignee: person },
      after: { assignee: null },
    });
}

/** It was wrong, or holds no more; nobody lifts their own bar. */
export function endOwnAccount(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Result<OwnAccountRow, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId_id: { organizationId, id } };
    const row = await tx.db.ownAccount.findUnique({ where });
    if (!row) return fail(problem('notFound', 'own account'));
    if (row.endedOn) return fail(problem('conflict', 'it ended already'));
    if (row.person === actor.id) return fail(problem('notAllowed', 'another person ends what is said of oneself'));
    const ended = await tx.db.ownAccount.update({ where, data: { endedOn: toDateColumn(tx.at.date) } });
    await recordAudit(tx, {
      action: 'ownAccount.end',
      subjectType: 'ownAccount',
      subjectId: id,
      why: reason,
      before: { person: row.person, accountId: row.accountId },
      after: { endedOn: tx.at.date },
    });
    return ok(show(ended));
  });
}

/** Everything that was said, the latest first. */
export const listOwnAccounts = (
  deps: Deps,
  actor: Actor,
  organizationId: string,
): Promise<{ readonly items: readonly OwnAccountRow[] }> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.ownAccount.findMany({
      where: { organizationId },
      orderBy: [{ saidOn: 'desc' }, { id: 'asc' }],
      take: 1_000,
    });
    return { items: rows.map(show) };
  });
