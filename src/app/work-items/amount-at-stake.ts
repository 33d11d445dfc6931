import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { OutcomeFields } from './outcome-fields.js';

/** Cents a proposal is about: as answered, else as the item says, else what its denial or account holds. */
export async function amountAtStake(tx: Tx, item: WorkItem, fields: OutcomeFields): Promise<number> {
  const answered = fields['amountCents'];
  if (typeof answered === 'number') return answered;
  if (item.amountCents > 0n) return Number(item.amountCents);
  if (item.subjectType === 'appeal') return denialAmount(tx, item.subjectId);
  if (item.subjectType === 'patient-balance') return openResponsibilities(tx, item.subjectId);
  return 0;
}

async function denialAmount(tx: Tx, denialId: string): Promise<number> {
  const denial = await tx.db.denial.findUnique({
    where: { organizationId_id: { organizationId: tx.organizationId, id: denialId } },
    select: { amountCents: true },
  });
  return Number(denial?.amountCents ?? 0n);
}

async function openResponsibilities(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ open: bigint }[]>`
    SELECT coalesce(sum(amount_cents - paid_cents), 0)::bigint AS open FROM responsibilitys
     WHERE organization_id = ${tx.organizationId}::uuid AND account_id = ${accountId}::uuid AND settled_on IS NULL`;
  return Number(row?.open ?? 0n);
}
