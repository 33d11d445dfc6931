import { problem, type Problem } from '../../contracts/problems.js';
import type { Remittance } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';

export interface RemittanceRow {
  readonly id: string;
  readonly fileId: string;
  readonly trace: string;
  readonly payerId: string | null;
  readonly payerName: string;
  readonly method: string;
  readonly paymentCents: number;
  readonly paymentDate: string;
  readonly state: string;
  readonly repeatOf: string | null;
  readonly postedOn: string | null;
  readonly claimCount: number;
}

export interface RemittanceDetail extends RemittanceRow {
  /** How the balance was judged. */
  readonly verdict: unknown;
  /** Who keyed it from paper, and the document it was keyed from. */
  readonly keyedBy: string | null;
  readonly scanId: string | null;
  readonly claims: readonly object[];
  readonly providerAdjustments: readonly object[];
}

const show = (row: Remittance): RemittanceRow => ({
  id: row.id,
  fileId: row.fileId,
  trace: row.trace,
  payerId: row.payerId,
  payerName: row.payerName,
  method: row.method,
  paymentCents: Number(row.paymentCents),
  paymentDate: fromDateColumn(row.paymentDate),
  state: row.state,
  repeatOf: row.repeatOf,
  postedOn: fromNullableDate(row.postedOn) ?? null,
  claimCount: row.claimCount,
});

export interface RemittanceFilter extends PageRequest {
  readonly state?: string;
  readonly payerId?: string;
  readonly fileId?: string;
}

export async function listRemittances(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: RemittanceFilter,
): Promise<Page<RemittanceRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const before = from && new Date(from.value);
    const rows = await tx.db.remittance.findMany({
      where: {
        organizationId,
        ...(filter.state && { state: filter.state }),
        ...(filter.payerId && { payerId: filter.payerId }),
        ...(filter.fileId && { fileId: filter.fileId }),
        ...(before && from && { OR: [{ paymentDate: { lt: before } }, { paymentDate: before, id: { lt: from.id } }] }),
      },
      orderBy: [{ paymentDate: 'desc' }, { id: 'desc' }],
      take: filter.limit + 1,
    });
    return pageOf(rows, filter.limit, (row) => ({ value: row.paymentDate.toISOString(), id: row.id }), show);
  });
}

export async function getRemittance(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<RemittanceDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.remittance.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'remittance'));
    const file = await tx.db.inboundFile.findUnique({
      where: { organizationId_id: { organizationId, id: row.fileId } },
      select: { keyedBy: true, scanId: true },
    });
    return ok({
      ...show(row),
      verdict: row.verdict,
      keyedBy: file?.keyedBy ?? null,
      scanId: file?.scanId ?? null,
      claims: await claimsOf(tx, id),
      providerAdjustments: await adjustmentsOf(tx, id),
    });
  });
}

const claimsOf = (tx: Tx, remittanceId: string): Promise<object[]> => tx.db.$queryRaw<object[]>`
  SELECT rc.id, rc.ordinal, rc.claim_id AS "claimId", rc.claim_number AS "claimNumber", rc.status, rc.charge_cents::float8 AS "chargeCents",
         rc.paid_cents::float8 AS "paidCents", rc.patient_cents::float8 AS "patientCents", rc.payer_claim_number AS "payerClaimNumber",
         rc.matched_by AS "matchedBy",
         (SELECT coalesce(json_agg(json_build_object('line', a.line_number, 'group', a.group_code, 'carc', a.carc, 'rarcs', a.rarcs,
                   'amountCents', a.amount_cents, 'kind', a.kind, 'category', a.category) ORDER BY a.ordinal), '[]'::json)
            FROM claim_adjustments a WHERE a.organization_id = rc.organization_id AND a.remittance_claim_id = rc.id) AS adjustments
    FROM remittance_claims rc
   WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.remittance_id = ${remittanceId}::uuid ORDER BY rc.ordinal`;

const adjustmentsOf = (tx: Tx, remittanceId: string): Promise<object[]> => tx.db.$queryRaw<object[]>`
  SELECT ordinal, reason, reference, amount_cents::float8 AS "amountCents"
    FROM provider_adjustments WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid ORDER BY ordinal`;
