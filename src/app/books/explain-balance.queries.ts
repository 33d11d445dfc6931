import { problem, type Problem } from '../../contracts/problems.js';
import { fromDateColumn, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import {
  explainBalance,
  type BalanceExplanation,
  type PostingToExplain,
} from '../../domain/reporting/explain-posting.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';

export interface ExplanationRequest {
  readonly id: string;
  /** Business day, counted by the day postings were made; today unless given. */
  readonly on?: PlainDate;
}

export interface DatedExplanation extends BalanceExplanation {
  readonly on: PlainDate;
}

/** A guarantor's balance over all claims, as of the end of a business day. */
export async function explainAccount(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: ExplanationRequest,
): Promise<Result<DatedExplanation, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const account = await tx.db.account.findUnique({ where: { organizationId_id: { organizationId, id: wish.id } } });
    if (!account) return fail(problem('notFound', 'account'));
    const on = wish.on ?? tx.at.date;
    const rows = await accountPostings(tx, wish.id, on);
    return ok({ on, ...explainBalance('guarantor', rows) });
  });
}

/** What the payer of one claim owes, as of the end of a business day. */
export async function explainClaim(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: ExplanationRequest,
): Promise<Result<DatedExplanation, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: wish.id } } });
    if (!claim) return fail(problem('notFound', 'claim'));
    const on = wish.on ?? tx.at.date;
    return ok({ on, ...explainBalance('payer', await claimPostings(tx, wish.id, on)) });
  });
}

interface Row {
  readonly kind: string;
  readonly posted_on: Date;
  readonly effective_date: Date;
  readonly source_type: string;
  readonly source_id: string;
  readonly source_place: string | null;
  readonly rule: string | null;
  readonly reverses: boolean;
  readonly claim_id: string | null;
  readonly claim_number: string | null;
  readonly payer_name: string | null;
  readonly entries: readonly { readonly account: string; readonly amountCents: number }[];
}

/** Postings of a claim with all their entries on that claim, in the order they were made. */
async function claimPostings(tx: Tx, claimId: string, on: PlainDate): Promise<PostingToExplain[]> {
  const rows = await tx.db.$queryRaw<Row[]>`
    SELECT p.kind, p.posted_on, p.effective_date, p.source_type, p.source_id::text, p.source_place, p.rule,
           p.reverses_id IS NOT NULL AS reverses, c.id AS claim_id, c.claim_number, y.name AS payer_name,
           json_agg(json_build_object('account', e.ledger_account, 'amountCents', e.amount_cents) ORDER BY e.id) AS entries
      FROM ledger_entries e
      JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
      JOIN claims c ON c.organization_id = e.organization_id AND c.id = e.claim_id
      JOIN payers y ON y.organization_id = c.organization_id AND y.id = c.payer_id
     WHERE e.organization_id = ${tx.organizationId}::uuid AND e.claim_id = ${claimId}::uuid AND p.posted_on <= ${toDateColumn(on)}::date
     GROUP BY p.organization_id, p.id, c.organization_id, c.id, y.organization_id, y.id ORDER BY min(e.id)`;
  return rows.map(toExplain);
}

/** Postings that moved a guarantor's receivable; each is told with its entries on the claim it belongs to. */
async function accountPostings(tx: Tx, accountId: string, on: PlainDate): Promise<PostingToExplain[]> {
  const rows = await tx.db.$queryRaw<Row[]>`
    SELECT p.kind, p.posted_on, p.effective_date, p.source_type, p.source_id::text, p.source_place, p.rule,
           p.reverses_id IS NOT NULL AS reverses, c.id AS claim_id, c.claim_number, y.name AS payer_name,
           json_agg(json_build_object('account', e.ledger_account, 'amountCents', e.amount_cents) ORDER BY e.id) AS entries
      FROM (SELECT DISTINCT organization_id, posting_id, claim_id FROM ledger_entries
             WHERE organization_id = ${tx.organizationId}::uuid AND account_id = ${accountId}::uuid AND ledger_account = 'receivable.patient') own
      JOIN postings p ON p.organization_id = own.organization_id AND p.id = own.posting_id
      JOIN ledger_entries e ON e.organization_id = own.organization_id AND e.posting_id = own.posting_id AND e.claim_id IS NOT DISTINCT FROM own.claim_id
      LEFT JOIN claims c ON c.organization_id = own.organization_id AND c.id = own.claim_id
      LEFT JOIN payers y ON y.organization_id = c.organization_id AND y.id = c.payer_id
     WHERE p.posted_on <= ${toDateColumn(on)}::date
     GROUP BY p.organization_id, p.id, c.organization_id, c.id, y.organization_id, y.id ORDER BY min(e.id)`;
  return rows.map(toExplain);
}

const toExplain = (row: Row): PostingToExplain => ({
  kind: row.kind,
  postedOn: fromDateColumn(row.posted_on),
  effectiveDate: fromDateColumn(row.effective_date),
  sourceType: row.source_type,
  sourceId: row.source_id,
  ...(row.source_place !== null && { sourcePlace: row.source_place }),
  ...(row.rule !== null && { rule: row.rule }),
  reverses: row.reverses,
  ...(row.claim_id !== null && { claimId: row.claim_id }),
  ...(row.claim_number !== null && { claimNumber: row.claim_number }),
  ...(row.payer_name !== null && { payerName: row.payer_name }),
  entries: row.entries,
});
