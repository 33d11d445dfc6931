import { Prisma } from '../../db/generated/client.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { normalizedMemberId, normalizedName } from '../../security/normalized-person.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface ClaimRow {
  readonly id: string;
  readonly claimNumber: string;
  readonly state: string;
  readonly held: boolean;
  readonly payerId: string;
  readonly payerName: string;
  readonly accountId: string;
  readonly sequence: string;
  readonly chargeCents: number;
  readonly openCents: number;
  readonly serviceFrom: string;
  readonly serviceThrough: string;
  readonly submittedOn: string | null;
  readonly nextAction: string;
  readonly nextActionOn: string | null;
  readonly hardDeadlineOn: string | null;
  readonly createdOn: string;
  readonly closedOn: string | null;
  readonly version: number;
}

/** Columns a list may be sorted by; each ends with the id, so that pages never overlap. */
const sortColumns = {
  createdOn: Prisma.sql`c.created_on::text`,
  serviceFrom: Prisma.sql`c.service_from::text`,
  nextActionOn: Prisma.sql`coalesce(c.next_action_on, 'infinity'::date)::text`,
  hardDeadlineOn: Prisma.sql`coalesce(c.hard_deadline_on, 'infinity'::date)::text`,
  charge: Prisma.sql`lpad(c.charge_cents::text, 15, '0')`,
  claimNumber: Prisma.sql`c.claim_number`,
} as const;
export type ClaimSort = keyof typeof sortColumns;
export const claimSorts = Object.keys(sortColumns) as [ClaimSort, ...ClaimSort[]];

export interface ClaimFilter extends PageRequest {
  readonly state?: string;
  readonly open?: boolean;
  readonly payerId?: string;
  readonly accountId?: string;
  readonly claimNumber?: string;
  readonly serviceFrom?: string;
  readonly serviceThrough?: string;
  readonly sort: ClaimSort;
  readonly descending: boolean;
}

type SqlRow = Omit<ClaimRow, 'chargeCents' | 'openCents'> & {
  readonly chargeCents: bigint;
  readonly openCents: bigint;
  readonly sortValue: string;
};

const selectClaims = (sort: ClaimSort): Prisma.Sql => Prisma.sql`
  SELECT c.id, c.claim_number AS "claimNumber", c.state, c.held, c.payer_id AS "payerId", p.name AS "payerName", c.account_id AS "accountId",
         c.sequence, c.charge_cents AS "chargeCents", c.service_from::text AS "serviceFrom", c.service_through::text AS "serviceThrough",
         c.submitted_on::text AS "submittedOn", c.next_action AS "nextAction", c.next_action_on::text AS "nextActionOn",
         c.hard_deadline_on::text AS "hardDeadlineOn", c.created_on::text AS "createdOn", c.closed_on::text AS "closedOn", c.version,
         coalesce((SELECT sum(b.balance_cents) FROM ledger_balances b WHERE b.organization_id = c.organization_id AND b.claim_id = c.id
                    AND b.ledger_account IN ('receivable.payer', 'receivable.patient')), 0)::bigint AS "openCents",
         ${sortColumns[sort]} AS "sortValue"
    FROM claims c JOIN payers p ON p.organization_id = c.organization_id AND p.id = c.payer_id`;

const show = ({ sortValue: _sortValue, ...row }: SqlRow): ClaimRow => ({
  ...row,
  chargeCents: Number(row.chargeCents),
  openCents: Number(row.openCents),
});

/** Claims by filter and sort, one keyset page. */
export async function listClaims(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: ClaimFilter,
): Promise<Page<ClaimRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const column = sortColumns[filter.sort];
    const after =
      from &&
      (filter.descending
        ? Prisma.sql`(${column}, c.id) < (${from.value}, ${from.id}::uuid)`
        : Prisma.sql`(${column}, c.id) > (${from.value}, ${from.id}::uuid)`);
    const conditions = [
      Prisma.sql`c.organization_id = ${organizationId}::uuid`,
      ...filterConditions(filter),
      ...(after ? [after] : []),
    ];
    const direction = filter.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
    const rows = await tx.db.$queryRaw<SqlRow[]>`
      ${selectClaims(filter.sort)} WHERE ${Prisma.join(conditions, ' AND ')}
       ORDER BY ${column} ${direction}, c.id ${direction} LIMIT ${filter.limit + 1}`;
    return pageOf(rows, filter.limit, (row) => ({ value: row.sortValue, id: row.id }), show);
  });
}

function filterConditions(filter: ClaimFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (filter.state) conditions.push(Prisma.sql`c.state = ${filter.state}`);
  if (filter.open === true) conditions.push(Prisma.sql`c.state NOT LIKE 'CLOSED%'`);
  if (filter.open === false) conditions.push(Prisma.sql`c.state LIKE 'CLOSED%'`);
  if (filter.payerId) conditions.push(Prisma.sql`c.payer_id = ${filter.payerId}::uuid`);
  if (filter.accountId) conditions.push(Prisma.sql`c.account_id = ${filter.accountId}::uuid`);
  if (filter.claimNumber) conditions.push(Prisma.sql`c.claim_number = ${filter.claimNumber}`);
  if (filter.serviceFrom) conditions.push(Prisma.sql`c.service_from >= ${filter.serviceFrom}::date`);
  if (filter.serviceThrough) conditions.push(Prisma.sql`c.service_through <= ${filter.serviceThrough}::date`);
  return conditions;
}

export interface PatientSearch {
  readonly lastName?: string;
  readonly firstName?: string;
  readonly memberId?: string;
}

const MOST_FOUND = 200;

/** Claims of a patient by exact name (case, accents and punctuation aside) or exact member id: sealed text has no other search. */
export async function searchClaims(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: PatientSearch,
): Promise<readonly ClaimRow[]> {
  const conditions: Prisma.Sql[] = [Prisma.sql`c.organization_id = ${organizationId}::uuid`];
  if (wish.lastName !== undefined) {
    const index = deps.keys.blindIndex(organizationId, 'name', normalizedName(wish.lastName, wish.firstName ?? ''));
    conditions.push(
      Prisma.sql`EXISTS (SELECT 1 FROM patients t WHERE t.organization_id = c.organization_id AND t.id = c.patient_id AND t.name_index = ${index})`,
    );
  }
  if (wish.memberId !== undefined) {
    const index = deps.keys.blindIndex(organizationId, 'coverages.member', normalizedMemberId(wish.memberId));
    conditions.push(
      Prisma.sql`EXISTS (SELECT 1 FROM coverages v WHERE v.organization_id = c.organization_id AND v.id = c.coverage_id AND v.member_index = ${index})`,
    );
  }
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.$queryRaw<SqlRow[]>`
      ${selectClaims('createdOn')} WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY c.service_from DESC, c.id LIMIT ${MOST_FOUND}`;
    return rows.map(show);
  });
}
