import type { Approval } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { writeOffPosting } from '../../domain/ledger/claim-postings.js';
import { isWriteOffCode, type WriteOffCode } from '../../domain/ledger/write-off-codes.js';
import { allocate } from '../../domain/patients/allocate.js';
import type { PatientResponsibility } from '../../domain/patients/patient-balance.js';
import { claimBalance, savePostings } from '../ledger/save-postings.js';

/** Part of an approved write-off that left one receivable of one claim. */
export interface WrittenOff {
  readonly claimId: string;
  readonly owedBy: 'payer' | 'guarantor';
  readonly amountCents: number;
}

/** A dispute that was upheld names no code of its own. */
const DEFAULT_CODE: WriteOffCode = 'WO-ADMIN';

/**
 * Posts an approved write-off, at most what is still open: an approval of more than that is not used up. A claim's write-off
 * takes the payer's balance first and then the guarantor's; a denial's only the payer's; an account's the guarantor's, oldest first.
 */
export async function postWriteOff(tx: Tx, approval: Approval): Promise<readonly WrittenOff[]> {
  const parts = await partsOf(tx, approval);
  const { writeOffCode } = approval.details as { writeOffCode?: unknown };
  const code = typeof writeOffCode === 'string' && isWriteOffCode(writeOffCode) ? writeOffCode : DEFAULT_CODE;
  for (const part of parts) await postPart(tx, approval, part, code);
  return parts;
}

async function partsOf(tx: Tx, approval: Approval): Promise<WrittenOff[]> {
  const amountCents = Number(approval.amountCents);
  switch (approval.subjectType) {
    case 'claim':
      return ofClaim(tx, { claimId: approval.subjectId, amountCents, from: ['payer', 'guarantor'] });
    case 'appeal':
      return ofClaim(tx, { claimId: await claimOfDenial(tx, approval.subjectId), amountCents, from: ['payer'] });
    case 'patient-balance':
      return ofAccount(tx, approval.subjectId, amountCents);
    default:
      return [];
  }
}

const claimOfDenial = async (tx: Tx, denialId: string): Promise<string> =>
  (
    await tx.db.denial.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: tx.organizationId, id: denialId } },
    })
  ).claimId;

interface FromClaim {
  readonly claimId: string;
  readonly amountCents: number;
  readonly from: readonly WrittenOff['owedBy'][];
}

const receivable = { payer: 'receivable.payer', guarantor: 'receivable.patient' } as const;

async function ofClaim(tx: Tx, { claimId, amountCents, from }: FromClaim): Promise<WrittenOff[]> {
  await tx.db
    .$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${claimId}::uuid FOR UPDATE`;
  const parts: WrittenOff[] = [];
  let left = amountCents;
  for (const owedBy of from) {
    const taken = Math.min(left, Math.max(0, await claimBalance(tx, claimId, receivable[owedBy])));
    if (taken > 0) parts.push({ claimId, owedBy, amountCents: taken });
    left -= taken;
  }
  return parts;
}

/** In the order in which the account's story will count it off (see `allocate`). */
async function ofAccount(tx: Tx, accountId: string, amountCents: number): Promise<WrittenOff[]> {
  await tx.db
    .$queryRaw`SELECT 1 FROM accounts WHERE organization_id = ${tx.organizationId}::uuid AND id = ${accountId}::uuid FOR UPDATE`;
  const account = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: accountId } },
  });
  const { responsibilities = [] } = account.stateFacts as { responsibilities?: readonly PatientResponsibility[] };
  const parts: WrittenOff[] = [];
  for (const { claimId, amountCents: asked } of allocate(responsibilities, amountCents).allocations) {
    parts.push(...(await ofClaim(tx, { claimId, amountCents: asked, from: ['guarantor'] })));
  }
  return parts;
}

/** Writes a guarantor's share of one claim off, at most what is open; the account's story is told by the caller. */
export async function writeOffOfGuarantor(
  tx: Tx,
  approval: Approval,
  wanted: { readonly claimId: string; readonly amountCents: number },
  code: WriteOffCode,
): Promise<readonly WrittenOff[]> {
  const parts = await ofClaim(tx, { ...wanted, from: ['guarantor'] });
  for (const part of parts) await postPart(tx, approval, part, code);
  return parts;
}

async function postPart(tx: Tx, approval: Approval, part: WrittenOff, code: WriteOffCode): Promise<void> {
  const { claimId, owedBy, amountCents } = part;
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: claimId } },
  });
  await savePostings(tx, [
    writeOffPosting({
      businessKey: `approval:${approval.id}:${claimId}:${owedBy}`,
      effectiveDate: tx.at.date,
      amountCents,
      code,
      claimId,
      source: { type: 'approval', id: approval.id },
      owedBy: owedBy === 'payer' ? { payerId: claim.payerId } : { guarantorAccountId: claim.accountId },
    }),
  ]);
}
