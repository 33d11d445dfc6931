import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/in-transaction.js';
import { insertNewRows, insertRows } from '../../db/insert-rows.js';
import { assertBalanced, type PostingDraft } from '../../domain/ledger/posting.js';

/** Inserts postings with their entries; a business key that is already there posts nothing. Returns how many were new. */
export async function savePostings(tx: Tx, drafts: readonly PostingDraft[]): Promise<number> {
  if (drafts.length === 0) return 0;
  const rows = drafts.map((draft) => ({ id: randomUUID(), draft: assertBalanced(draft) }));
  const reversed = await reversedIds(tx, rows);
  const saved = await insertNewRows(
    tx,
    'postings',
    rows.map((row) => postingRow(tx, row, reversed)),
  );
  const entries = rows.filter(({ id }) => saved.has(id)).flatMap((row) => entryRows(tx, row));
  await insertRows(tx, 'ledger_entries', entries);
  return saved.size;
}

interface PostingToSave {
  readonly id: string;
  readonly draft: PostingDraft;
}

const postingRow = (tx: Tx, { id, draft }: PostingToSave, reversed: ReadonlyMap<string, string>) => ({
  id,
  organization_id: tx.organizationId,
  business_key: draft.businessKey,
  kind: draft.kind,
  effective_date: draft.effectiveDate,
  posted_on: tx.at.date,
  source_type: draft.source.type,
  source_id: draft.source.id,
  source_place: draft.source.place ?? null,
  rule: draft.rule ? `${draft.rule.ruleId} v${draft.rule.version}` : null,
  reverses_id: draft.reversesKey ? (reversed.get(draft.reversesKey) ?? null) : null,
});

const entryRows = (tx: Tx, { id, draft }: PostingToSave) =>
  draft.entries.map((entry) => ({
    organization_id: tx.organizationId,
    posting_id: id,
    ledger_account: entry.account,
    amount_cents: entry.amountCents,
    claim_id: entry.claimId ?? null,
    account_id: entry.guarantorAccountId ?? null,
    payer_id: entry.payerId ?? null,
    reference: entry.reference ?? null,
    posted_on: tx.at.date,
  }));

/** Ids of the postings that are reversed, by business key: in the books already, else saved with their reversal. */
async function reversedIds(tx: Tx, rows: readonly PostingToSave[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(rows.flatMap(({ draft }) => draft.reversesKey ?? []));
  if (wanted.size === 0) return new Map();
  const found = new Map(
    rows.filter(({ draft }) => wanted.has(draft.businessKey)).map((row) => [row.draft.businessKey, row.id]),
  );
  const known = await tx.db.posting.findMany({
    where: { organizationId: tx.organizationId, businessKey: { in: [...wanted] } },
    select: { id: true, businessKey: true },
  });
  for (const { id, businessKey } of known) found.set(businessKey, id);
  for (const key of wanted) if (!found.has(key)) throw new Error(`No posting ${key} to reverse`);
  return found;
}

/** Balance of one ledger account for one claim, in cents (debit positive). */
export const claimBalance = async (tx: Tx, claimId: string, ledgerAccount: string): Promise<number> =>
  (await claimBalances(tx, [claimId], ledgerAccount)).get(claimId) ?? 0;

/** The same for many claims; a claim the account never touched is missing. */
export async function claimBalances(
  tx: Tx,
  claimIds: readonly string[],
  ledgerAccount: string,
): Promise<Map<string, number>> {
  const rows = await tx.db.ledgerBalance.findMany({
    where: { organizationId: tx.organizationId, ledgerAccount, claimId: { in: [...claimIds] } },
    select: { claimId: true, balanceCents: true },
  });
  return new Map(rows.map(({ claimId, balanceCents }) => [claimId, Number(balanceCents)]));
}
