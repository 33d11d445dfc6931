import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { ROWS_A_STATEMENT, slicesOf } from '../../db/slices.js';
import { assertBalanced, type PostingDraft } from '../../domain/ledger/posting.js';

/** Inserts postings with their entries; a business key that is already there posts nothing. Returns how many were new. */
export async function savePostings(tx: Tx, drafts: readonly PostingDraft[]): Promise<number> {
  if (drafts.length === 0) return 0;
  const rows = drafts.map((draft) => ({ id: randomUUID(), draft: assertBalanced(draft) }));
  const reversed = await reversedIds(tx, rows);
  const saved = new Set<string>();
  for (const some of slicesOf(rows, ROWS_A_STATEMENT)) {
    const inserted = await tx.db.posting.createManyAndReturn({
      data: some.map((row) => postingRow(tx, row, reversed)),
      skipDuplicates: true,
      select: { id: true },
    });
    for (const { id } of inserted) saved.add(id);
  }
  const entries = rows.filter(({ id }) => saved.has(id)).flatMap((row) => entryRows(tx, row));
  for (const data of slicesOf(entries, ROWS_A_STATEMENT)) await tx.db.ledgerEntry.createMany({ data });
  return saved.size;
}

interface PostingToSave {
  readonly id: string;
  readonly draft: PostingDraft;
}

const postingRow = (tx: Tx, { id, draft }: PostingToSave, reversed: ReadonlyMap<string, string>) => ({
  id,
  organizationId: tx.organizationId,
  businessKey: draft.businessKey,
  kind: draft.kind,
  effectiveDate: toDateColumn(draft.effectiveDate),
  postedOn: toDateColumn(tx.at.date),
  sourceType: draft.source.type,
  sourceId: draft.source.id,
  sourcePlace: draft.source.place ?? null,
  rule: draft.rule ? `${draft.rule.ruleId} v${draft.rule.version}` : null,
  reversesId: draft.reversesKey ? (reversed.get(draft.reversesKey) ?? null) : null,
  transactionId: 0n,
});

const entryRows = (tx: Tx, { id, draft }: PostingToSave) =>
  draft.entries.map((entry) => ({
    organizationId: tx.organizationId,
    postingId: id,
    ledgerAccount: entry.account,
    amountCents: BigInt(entry.amountCents),
    claimId: entry.claimId ?? null,
    accountId: entry.guarantorAccountId ?? null,
    payerId: entry.payerId ?? null,
    reference: entry.reference ?? null,
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
