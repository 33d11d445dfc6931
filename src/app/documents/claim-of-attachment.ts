import type { Tx } from '../../db/in-transaction.js';
import { attachmentLinks, type AttachmentDocument, type AttachmentHeader } from '../../edi/x12/275/attachment.js';

/**
 * The claim a document of a 275 belongs to: the first of its numbers that names exactly one claim. A number is a control
 * number of the claim's own proof (PWK06) or of a payer's request (TRN), our claim number, or the payer's.
 */
export async function claimOfAttachment(
  tx: Tx,
  header: AttachmentHeader,
  document: AttachmentDocument,
): Promise<string | undefined> {
  const { organizationId } = tx;
  for (const number of attachmentLinks(header, [document])) {
    if (number === '') continue;
    const named = {
      OR: [{ attachmentNumbers: { has: number } }, { claimNumber: number }, { payerClaimNumber: number }],
    };
    const rows = await tx.db.claim.findMany({ where: { organizationId, ...named }, select: { id: true }, take: 2 });
    if (rows.length === 1) return rows[0]?.id;
  }
  return undefined;
}
