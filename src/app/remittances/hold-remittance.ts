import { problem, type Problem } from '../../contracts/problems.js';
import type { Approval, Remittance, WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { holdReason, type HoldReason, type PostingPolicy } from '../../domain/remittances/posting-policy.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { officeSettings } from '../organizations/office-settings.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { changeRemittanceState } from './change-remittance-state.js';
import { postWithin } from './post-remittance.js';

export const HELD = 'HELD' as const;

type Payment = Pick<Remittance, 'payerId' | 'paymentCents' | 'fileId'>;

/** What the payer's policy, and the office's for paper, say about a balanced payment now. */
export async function reasonToHold(
  tx: Tx,
  { payerId, paymentCents, fileId }: Payment,
): Promise<HoldReason | undefined> {
  if (!payerId) return undefined;
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: payerId } },
    select: { postingPolicy: true, postingLimitCents: true },
  });
  const policy = {
    policy: payer.postingPolicy as PostingPolicy,
    limitCents: Number(payer.postingLimitCents),
    ...((await keyedBy(tx, fileId)) && { keyedCheckCents: (await officeSettings(tx)).keyedRemittanceCheckCents }),
  };
  return holdReason(policy, Number(paymentCents));
}

/** Who keyed it from paper; null when it came as a file. */
async function keyedBy(tx: Tx, fileId: string): Promise<string | null> {
  const file = await tx.db.inboundFile.findUnique({
    where: { organizationId_id: { organizationId: tx.organizationId, id: fileId } },
    select: { keyedBy: true },
  });
  return file?.keyedBy ?? null;
}

/** The work item of a held remittance; `round` tells a second one after a refusal from the first. */
export const askToRelease = (tx: Tx, row: Remittance, reason: HoldReason, round = ''): Promise<void> =>
  openWorkItem(
    tx,
    { type: 'remittance', id: row.id, amountCents: Number(row.paymentCents) },
    {
      kind: 'heldRemittance',
      dedupeKey: `${row.id}:held${round}`,
      dueDate: addBusinessDays(tx.at.date, 1),
      facts: { reason, paymentCents: Number(row.paymentCents) },
    },
  );

/** What a poster decided about a held remittance: posted in this transaction, proposed to a second person, or set aside. */
export async function settleHeld(
  deps: Deps,
  tx: Tx,
  item: WorkItem,
  outcome: string,
): Promise<Result<string, Problem>> {
  if (item.kind !== 'heldRemittance') return ok('nothing to do');
  const row = await lockHeld(tx, item.subjectId);
  if (!row) return fail(problem('conflict', 'the remittance is no longer held'));
  if (outcome === 'discarded') {
    await changeRemittanceState(
      tx,
      row,
      'SUPERSEDED',
      'a person set it aside; the reason is sealed with the work item',
    );
    return ok('set aside');
  }
  if (outcome === 'postProposed') return ok('asked for');
  const reason = await reasonToHold(tx, row);
  if (reason === 'aboveLimit')
    return fail(
      problem('approvalLimit', 'above the posting limit of this payer: propose it, and another person agrees', {
        amountCents: Number(row.paymentCents),
      }),
    );
  if (reason === 'secondCheck' && (await keyedBy(tx, row.fileId)) === tx.actor.id)
    return fail(
      problem('sameApprover', 'who keyed a payment of this size does not check it: another person compares it'),
    );
  await release(deps, tx, row);
  return ok('posted');
}

/** The second person's word: it posts now, or it is back with the poster. */
export async function settleProposedPosting(
  deps: Deps,
  tx: Tx,
  approval: Approval,
  outcome: 'approved' | 'refused',
): Promise<void> {
  const row = await lockHeld(tx, approval.subjectId);
  if (!row) return;
  if (outcome === 'approved') await release(deps, tx, row);
  else await askToRelease(tx, row, (await reasonToHold(tx, row)) ?? 'review', `:${approval.id}`);
}

async function release(deps: Deps, tx: Tx, row: Remittance): Promise<void> {
  await changeRemittanceState(tx, row, 'READY', 'a person released it');
  await postWithin(deps, tx, row.id);
}

async function lockHeld(tx: Tx, id: string): Promise<Remittance | undefined> {
  await tx.db
    .$queryRaw`SELECT 1 FROM remittances WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const where = { organizationId_id: { organizationId: tx.organizationId, id } };
  const row = await tx.db.remittance.findUniqueOrThrow({ where });
  return row.state === HELD ? row : undefined;
}
