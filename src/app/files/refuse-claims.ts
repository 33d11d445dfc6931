import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { Tx } from '../../db/in-transaction.js';
import type { OpenedClaim } from '../claims/open-claim.js';
import { dedupeSuffix } from './readings.js';
import { openWorkItem } from '../stories/open-work-item.js';

type Reason = Extract<OpenedClaim, { became: 'refused' }>['reason'];

const codes: Readonly<Record<Reason, string>> = {
  unknownPayer: 'CLAIM_PAYER_UNKNOWN',
  noLines: 'CLAIM_WITHOUT_LINES',
  noServiceDate: 'CLAIM_WITHOUT_SERVICE_DATE',
  wrongTotal: 'CLAIM_TOTAL_WRONG',
};

/** What is wrong and how to mend it; no value of a patient. */
function messageOf(reason: Reason, claim: Claim837): string {
  switch (reason) {
    case 'unknownPayer':
      return `The claim names payer "${claim.payer.id}" (NM109 of loop 2010BB), which is not set up here. Add it with POST /payers, payerCode "${claim.payer.id}", then have the file read again.`;
    case 'noLines':
      return 'The claim has no service line (LX with SV1 or SV2). Ask the sender for the whole claim.';
    case 'noServiceDate':
      return 'Neither the claim nor its lines have a service date (DTP*472, DTP*434). Ask the sender for a complete claim.';
    case 'wrongTotal':
      return 'The total charge (CLM02) is not the sum of the line charges (SV102, SV203). Ask the sender for a corrected claim.';
  }
}

/** Keeps why a claim of a file was not opened, once for each reading, so that a person sees where, what and how to mend it. */
export async function noteRefusedClaim(tx: Tx, fileId: string, claim: Claim837, reason: Reason): Promise<void> {
  const { organizationId } = tx;
  const place = { ...claim.place };
  const noted = await tx.db.fileProblem.findFirst({
    where: { organizationId, fileId, code: codes[reason], place: { equals: place } },
    select: { id: true },
  });
  if (noted) return;
  await tx.db.fileProblem.create({
    data: {
      organizationId,
      fileId,
      code: codes[reason],
      severity: 'refused',
      place,
      message: messageOf(reason, claim),
    },
  });
  await tx.db.inboundFile.update({
    where: { organizationId_id: { organizationId, id: fileId } },
    data: { problemCount: { increment: 1 } },
  });
}

/** One item for all claims of a reading that could not be opened. */
export async function askAboutRefusedClaims(
  tx: Tx,
  fileId: string,
  reasons: Readonly<Record<string, number>>,
): Promise<void> {
  const refused = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  if (refused === 0) return;
  await openWorkItem(
    tx,
    { type: 'file', id: fileId },
    {
      kind: 'brokenFile',
      dedupeKey: `${fileId}:claims${await dedupeSuffix(tx, { fileId })}`,
      dueDate: addBusinessDays(tx.at.date, 1),
      facts: { refused, ...reasons },
    },
  );
}
