import { problem, type Problem } from '../../contracts/problems.js';
import type { Account } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';
import { decisionRow, type DecisionRow } from '../decisions/decisions.queries.js';
import { planRow, type PlanRow } from '../plans/plans.queries.js';
import { normalizedName } from '../../security/normalized-person.js';
import type { SeenBy } from '../work-items/work-items.queries.js';

export interface AccountRow {
  readonly id: string;
  readonly accountNumber: string;
  readonly state: string;
  readonly holds: readonly string[];
  readonly createdOn: string;
  readonly version: number;
}

export interface AccountDetail extends AccountRow {
  readonly balanceCents: number;
  /** Name and address of the guarantor; null for roles that may not see PHI. */
  readonly guarantor: unknown;
  readonly responsibilities: readonly ResponsibilityRow[];
  readonly statements: readonly NoticeRow[];
  readonly plans: readonly PlanRow[];
  readonly payments: readonly PatientPaymentRow[];
  /** What was decided about the account, its plans and its placements, with the reasons; oldest first. */
  readonly decisions: readonly AccountDecision[];
}

export interface AccountDecision extends DecisionRow {
  /** Kind of story: patient-balance, plan or placement. */
  readonly subjectType: string;
  readonly subjectId: string;
}

export interface ResponsibilityRow {
  readonly id: string;
  readonly claimId: string;
  readonly amountCents: number;
  readonly paidCents: number;
  readonly dayZero: string;
  readonly state: string;
  readonly settledOn: string | null;
  readonly settledHow: string | null;
}

export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly number: number;
  readonly amountCents: number;
  readonly state: string;
  readonly sentOn: string | null;
  readonly planId: string | null;
}

export interface PatientPaymentRow {
  readonly id: string;
  readonly amountCents: number;
  readonly method: string;
  readonly reference: string;
  readonly receivedOn: string;
  readonly receiptNumber: number | null;
}

const show = (row: Account): AccountRow => ({
  id: row.id,
  accountNumber: row.accountNumber,
  state: row.state,
  holds: row.holds,
  createdOn: fromDateColumn(row.createdOn),
  version: row.version,
});

export interface AccountFilter extends PageRequest {
  readonly state?: string;
}

export async function listAccounts(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: AccountFilter,
): Promise<Page<AccountRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const rows = await tx.db.account.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(from && { accountNumber: { gt: from.value } }),
      },
      orderBy: { accountNumber: 'asc' },
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.accountNumber, id: row.id }), show);
  });
}

export interface GuarantorSearch {
  readonly lastName: string;
  readonly firstName: string;
}

const MOST_FOUND = 200;

/** Accounts of a guarantor by exact name; case, accents and punctuation aside. */
export async function searchAccounts(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: GuarantorSearch,
): Promise<readonly AccountRow[]> {
  const nameIndex = deps.keys.blindIndex(organizationId, 'name', normalizedName(wish.lastName, wish.firstName));
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.account.findMany({
      where: { organizationId, nameIndex },
      orderBy: { accountNumber: 'asc' },
      take: MOST_FOUND,
    });
    return rows.map(show);
  });
}

export async function getAccount(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
  seenBy: SeenBy,
): Promise<Result<AccountDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.account.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'account'));
    const responsibilities = await responsibilitiesOf(tx, id);
    return ok({
      ...show(row),
      responsibilities,
      statements: await noticesOf(tx, id),
      plans: await plansOf(tx, id),
      payments: await paymentsOf(tx, id),
      decisions: await decisionsOf(tx, id),
      balanceCents: responsibilities
        .filter((one) => one.settledOn === null)
        .reduce((sum, one) => sum + one.amountCents - one.paidCents, 0),
      guarantor: seenBy.mayReadPhi
        ? deps.keys.openJson({ org: organizationId, table: 'accounts', column: 'guarantor', rowId: id }, row.guarantor)
        : null,
    });
  });
}

async function responsibilitiesOf(tx: Tx, accountId: string): Promise<ResponsibilityRow[]> {
  const rows = await tx.db.responsibility.findMany({
    where: { organizationId: tx.organizationId, accountId },
    orderBy: [{ dayZero: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    claimId: row.claimId,
    amountCents: Number(row.amountCents),
    paidCents: Number(row.paidCents),
    dayZero: fromDateColumn(row.dayZero),
    state: row.state,
    settledOn: fromNullableDate(row.settledOn) ?? null,
    settledHow: row.settledHow,
  }));
}

async function noticesOf(tx: Tx, accountId: string): Promise<NoticeRow[]> {
  const rows = await tx.db.notice.findMany({
    where: { organizationId: tx.organizationId, accountId },
    orderBy: [{ intendedOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    amountCents: Number(row.amountCents),
    state: row.state,
    sentOn: fromNullableDate(row.sentOn) ?? null,
    planId: row.planId,
  }));
}

async function plansOf(tx: Tx, accountId: string): Promise<PlanRow[]> {
  const rows = await tx.db.paymentPlan.findMany({
    where: { organizationId: tx.organizationId, accountId },
    orderBy: [{ proposedOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(planRow);
}

async function paymentsOf(tx: Tx, accountId: string): Promise<PatientPaymentRow[]> {
  const rows = await tx.db.patientPayment.findMany({
    where: { organizationId: tx.organizationId, accountId },
    orderBy: [{ receivedOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    amountCents: Number(row.amountCents),
    method: row.method,
    reference: row.reference,
    receivedOn: fromDateColumn(row.receivedOn),
    receiptNumber: row.receiptNumber === null ? null : Number(row.receiptNumber),
  }));
}

async function decisionsOf(tx: Tx, accountId: string): Promise<AccountDecision[]> {
  const ofAccount = { where: { organizationId: tx.organizationId, accountId }, select: { id: true } };
  const plans = await tx.db.paymentPlan.findMany(ofAccount);
  const placements = await tx.db.placement.findMany(ofAccount);
  const subjects = [accountId, ...[...plans, ...placements].map(({ id }) => id)];
  const rows = await tx.db.decision.findMany({
    where: { organizationId: tx.organizationId, subjectId: { in: subjects } },
    orderBy: { sequence: 'asc' },
  });
  return rows.map((row) => ({ ...decisionRow(row), subjectType: row.subjectType, subjectId: row.subjectId }));
}
