import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { assertBalanced, type PostingDraft } from '../../domain/ledger/posting.js';

/** Inserts postings with their entries; a business key that is already there posts nothing. Returns how many were new. */
export async function savePostings(tx: Tx, drafts: readonly PostingDraft[]): Promise<number> {
  let saved = 0;
  for (const draft of drafts) saved += (await savePosting(tx, assertBalanced(draft))) ? 1 : 0;
  return saved;
}

async function savePosting(tx: Tx, draft: PostingDraft): Promise<boolean> {
  const id = randomUUID();
  const reversesId = draft.reversesKey ? await postingId(tx, draft.reversesKey) : null;
  const inserted = await tx.db.posting.createMany({
    data: [
      {
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
        reversesId,
        transactionId: 0n,
      },
    ],
    skipDuplicates: true,
  });
  if (inserted.count === 0) return false;
  await tx.db.ledgerEntry.createMany({
    data: draft.entries.map((entry) => ({
      organizationId: tx.organizationId,
      postingId: id,
      ledgerAccount: entry.account,
      amountCents: BigInt(entry.amountCents),
      claimId: entry.claimId ?? null,
      accountId: entry.guarantorAccountId ?? null,
      payerId: entry.payerId ?? null,
      reference: entry.reference ?? null,
    })),
  });
  return true;
}

async function postingId(tx: Tx, businessKey: string): Promise<string> {
  const row = await tx.db.posting.findUnique({
    where: { organizationId_businessKey: { organizationId: tx.organizationId, businessKey } },
    select: { id: true },
  });
  if (!row) throw new Error(`No posting ${businessKey} to reverse`);
  return row.id;
}

/** Balance of one ledger account for one claim, in cents (debit positive). */
export async function claimBalance(tx: Tx, claimId: string, ledgerAccount: string): Promise<number> {
  const row = await tx.db.ledgerBalance.findUnique({
    where: { organizationId_ledgerAccount_claimId: { organizationId: tx.organizationId, ledgerAccount, claimId } },
  });
  return Number(row?.balanceCents ?? 0n);
}
