import { problem, type Problem } from '../../contracts/problems.js';
import type { AppealLevel, Denial } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { deadlineRow, type DeadlineRow } from '../deadlines/deadlines.queries.js';
import { decisionRow, type DecisionRow } from '../decisions/decisions.queries.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface DenialRow {
  readonly id: string;
  readonly claimId: string;
  readonly groupCode: string;
  readonly carc: string;
  readonly rarcs: readonly string[];
  readonly category: string;
  readonly action: string;
  readonly owner: string;
  readonly wholeClaim: boolean;
  readonly amountCents: number;
  readonly state: string;
  readonly outcome: string | null;
  readonly noticeDate: string;
  readonly openedOn: string;
  readonly resolvedOn: string | null;
  readonly version: number;
}

export interface AppealLevelRow {
  readonly id: string;
  readonly denialId: string;
  readonly level: number;
  readonly program: string;
  readonly state: string;
  readonly openedOn: string;
  readonly filedOn: string | null;
  readonly channel: string | null;
  readonly decision: string | null;
  readonly decidedOn: string | null;
}

export interface DenialDetail extends DenialRow {
  readonly levels: readonly AppealLevelRow[];
  readonly deadlines: readonly DeadlineRow[];
  readonly decisions: readonly DecisionRow[];
}

const show = (row: Denial): DenialRow => ({
  id: row.id,
  claimId: row.claimId,
  groupCode: row.groupCode,
  carc: row.carc,
  rarcs: row.rarcs,
  category: row.category,
  action: row.action,
  owner: row.owner,
  wholeClaim: row.wholeClaim,
  amountCents: Number(row.amountCents),
  state: row.state,
  outcome: row.outcome,
  noticeDate: fromDateColumn(row.noticeDate),
  openedOn: fromDateColumn(row.openedOn),
  resolvedOn: fromNullableDate(row.resolvedOn) ?? null,
  version: row.version,
});

const showLevel = (row: AppealLevel): AppealLevelRow => ({
  id: row.id,
  denialId: row.denialId,
  level: row.level,
  program: row.program,
  state: row.state,
  openedOn: fromDateColumn(row.openedOn),
  filedOn: fromNullableDate(row.filedOn) ?? null,
  channel: row.channel,
  decision: row.decision,
  decidedOn: fromNullableDate(row.decidedOn) ?? null,
});

export interface DenialFilter extends PageRequest {
  readonly state?: string;
  readonly carc?: string;
  readonly claimId?: string;
}

export async function listDenials(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: DenialFilter,
): Promise<Page<DenialRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const after = from && new Date(from.value);
    const rows = await tx.db.denial.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(filter.carc && { carc: filter.carc }),
        ...(filter.claimId && { claimId: filter.claimId }),
        ...(after && from && { OR: [{ openedOn: { gt: after } }, { openedOn: after, id: { gt: from.id } }] }),
      },
      orderBy: [{ openedOn: 'asc' }, { id: 'asc' }],
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.openedOn.toISOString(), id: row.id }), show);
  });
}

export async function getDenial(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<DenialDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.denial.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'denial'));
    const levels = await tx.db.appealLevel.findMany({
      where: { organizationId, denialId: id },
      orderBy: { level: 'asc' },
    });
    const deadlines = await tx.db.deadline.findMany({
      where: { organizationId, subjectId: id },
      orderBy: [{ hardDate: 'asc' }, { id: 'asc' }],
    });
    const decisions = await tx.db.decision.findMany({
      where: { organizationId, subjectId: id },
      orderBy: { sequence: 'asc' },
    });
    return ok({
      ...show(row),
      levels: levels.map(showLevel),
      deadlines: deadlines.map((one) => deadlineRow(one)),
      decisions: decisions.map(decisionRow),
    });
  });
}

export interface AppealFilter extends PageRequest {
  readonly state?: string;
  readonly denialId?: string;
}

/** Appeal levels: what was filed where, and what was decided. */
export async function listAppeals(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: AppealFilter,
): Promise<Page<AppealLevelRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const rows = await tx.db.appealLevel.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(filter.denialId && { denialId: filter.denialId }),
        ...(from && { id: { gt: from.id } }),
      },
      orderBy: { id: 'asc' },
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.id, id: row.id }), showLevel);
  });
}

export async function getAppeal(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<AppealLevelRow, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.appealLevel.findUnique({ where: { organizationId_id: { organizationId, id } } });
    return row ? ok(showLevel(row)) : fail(problem('notFound', 'appeal'));
  });
}
