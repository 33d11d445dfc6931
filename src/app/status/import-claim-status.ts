import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { ClaimStatusAnswer } from '../../edi/x12/276-277/claim-status-answer.js';
import type { Deps } from '../deps.js';
import { dedupeSuffix } from '../files/readings.js';
import { readUsable, type FileRef, type Heartbeat } from '../files/read-inbound.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordEvent } from '../stories/record-event.js';

/** Answers of a 277: matched by our trace (TRN02), else by our claim number; one event a claim. */
export async function importClaimStatus(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
): Promise<{ answers: number }> {
  let answers = 0;
  for await (const item of readUsable(deps, file, heartbeat)) {
    if (item.kind !== 'claimStatusAnswer') continue;
    answers += 1;
    await inTransaction(deps.db, file.organizationId, { actor: systemActor('importClaimStatus') }, (tx) =>
      takeAnswer(tx, file, item),
    );
  }
  return { answers };
}

async function takeAnswer(tx: Tx, file: FileRef, answer: ClaimStatusAnswer): Promise<void> {
  const key = { organizationId: tx.organizationId };
  const inquiry = await tx.db.statusInquiry.findUnique({
    where: { organizationId_trace: { ...key, trace: answer.trace } },
  });
  const byNumber = answer.claimNumber
    ? await tx.db.claim.findUnique({
        where: { organizationId_claimNumber: { ...key, claimNumber: answer.claimNumber } },
        select: { id: true },
      })
    : null;
  const claimId = inquiry?.claimId ?? byNumber?.id;
  const code = answer.statuses[0]?.codes[0];
  if (!claimId || !code) {
    return openWorkItem(
      tx,
      { type: 'file', id: file.fileId },
      {
        kind: 'unmatchedAcknowledgement',
        dedupeKey: `${file.fileId}:277:${answer.ordinal}${await dedupeSuffix(tx, file)}`,
        dueDate: addBusinessDays(tx.at.date, 1),
        facts: { what: '277', ordinal: answer.ordinal },
      },
    );
  }
  if (inquiry) {
    await tx.db.statusInquiry.update({
      where: { organizationId_id: { ...key, id: inquiry.id } },
      data: {
        state: 'ANSWERED',
        answeredOn: toDateColumn(tx.at.date),
        category: code.category,
        statusCode: code.status,
      },
    });
  }
  await recordEvent(tx, {
    story: 'claim',
    subjectId: claimId,
    type: 'claimStatusAnswered',
    key: `${file.fileId}:277:${answer.ordinal}`,
    facts: { category: code.category, statusCode: code.status, date: answer.statuses[0]?.date ?? tx.at.date },
  });
}
