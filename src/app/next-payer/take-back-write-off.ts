import { randomUUID } from 'node:crypto';
import type { Approval, Claim } from '../../db/generated/client.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { writeOffPosting } from '../../domain/ledger/claim-postings.js';
import { isWriteOffCode, type WriteOffCode } from '../../domain/ledger/write-off-codes.js';
import { savePostings } from '../ledger/save-postings.js';
import { recordAudit } from '../stories/record-audit.js';
import { moveToMedicaid, type ToMedicaid } from './move-to-medicaid.js';

/** What an approval to take a write-off back keeps; the approver's level is the one the write-off itself needs. */
interface Reversal {
  readonly writeOffCode: WriteOffCode;
  readonly toClaimId: string;
  readonly toPayerId: string;
}

/**
 * What was given up was Medicaid's to pay: one approval a write-off code, by whoever may approve such a write-off (rulebook §10).
 * Asked for once a claim and Medicaid claim.
 */
export async function askToTakeBack(tx: Tx, { claim, to }: ToMedicaid): Promise<void> {
  for (const { code, amountCents } of await writtenOffByCode(tx, claim.id)) {
    const id = randomUUID();
    const details: Reversal = { writeOffCode: code, toClaimId: to.claimId, toPayerId: to.payerId };
    await tx.db.approval.create({
      data: {
        id,
        organizationId: tx.organizationId,
        kind: 'write-off-reversal',
        subjectType: 'claim',
        subjectId: claim.id,
        amountCents: BigInt(amountCents),
        requestedBy: tx.actor.id,
        requestedOn: toDateColumn(tx.at.date),
        details: { ...details },
      },
    });
    await recordAudit(tx, {
      action: 'approval.request',
      subjectType: 'approval',
      subjectId: id,
      why: `Medicaid covers the service after all: the write-off ${code} is to be taken back`,
      after: { amountCents, subject: claim.id },
    });
  }
}

/** Write-offs of the guarantor's share still standing, by code: a code has an account of its own in the chart. */
async function writtenOffByCode(
  tx: Tx,
  claimId: string,
): Promise<{ readonly code: WriteOffCode; readonly amountCents: number }[]> {
  const rows = await tx.db.$queryRaw<{ account: string; cents: bigint }[]>`
    SELECT w.ledger_account AS account, sum(w.amount_cents)::bigint AS cents
      FROM ledger_entries w
      JOIN postings p ON p.organization_id = w.organization_id AND p.id = w.posting_id AND p.kind = 'writeOff'
      JOIN ledger_entries r ON r.organization_id = w.organization_id AND r.posting_id = w.posting_id
                           AND r.ledger_account = 'receivable.patient' AND r.claim_id = w.claim_id
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.claim_id = ${claimId}::uuid
       AND w.ledger_account <> 'receivable.patient'
     GROUP BY 1 HAVING sum(w.amount_cents) > 0 ORDER BY 1`;
  return rows.map(({ account, cents }) => ({ code: codeOf(account), amountCents: Number(cents) }));
}

/** `writeoff.WO-CHAR` is the account of the code WO-CHAR. */
function codeOf(account: string): WriteOffCode {
  const code = account.replace(/^writeoff\./, '');
  if (!isWriteOffCode(code)) throw new Error(`No write-off code posts to ${account}`);
  return code;
}

/** Somebody agreed that what was given up is Medicaid's: the write-off is taken back, and the claim to Medicaid has it. */
export async function takeBackWriteOff(tx: Tx, approval: Approval): Promise<void> {
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: approval.subjectId } },
  });
  const { writeOffCode: code, toClaimId, toPayerId } = approval.details as unknown as Reversal;
  const amountCents = Number(approval.amountCents);
  await reverseWriteOff(tx, { claim, approvalId: approval.id, code, amountCents });
  const to = { claimId: toClaimId, payerId: toPayerId };
  await moveToMedicaid(tx, { claim, to, key: `approval:${approval.id}:retro-medicaid`, amountCents });
}

/** The write-off as if it had never been: the same accounts with the opposite sign. */
async function reverseWriteOff(tx: Tx, { claim, approvalId, code, amountCents }: Reversed): Promise<void> {
  await savePostings(tx, [
    writeOffPosting({
      businessKey: `approval:${approvalId}:reversal`,
      effectiveDate: tx.at.date,
      amountCents: -amountCents,
      code,
      claimId: claim.id,
      source: { type: 'approval', id: approvalId },
      owedBy: { guarantorAccountId: claim.accountId },
    }),
  ]);
}

interface Reversed {
  readonly claim: Claim;
  readonly approvalId: string;
  readonly code: WriteOffCode;
  readonly amountCents: number;
}
