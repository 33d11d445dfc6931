import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { answeredClaim } from '../../domain/claims/answered-claim.js';
import type { ClaimStatusAnswer } from '../../edi/x12/276-277/claim-status-answer.js';
import type { Deps } from '../deps.js';
import { keepLink } from '../documents/documents-to-send.js';
import { askAboutUnmatched } from '../files/ask-about-unmatched.js';
import { readUsable, type FileRef, type Heartbeat } from '../files/read-inbound.js';
import { placeOf } from '../files/refused-parts.js';
import { recordEvent } from '../stories/record-event.js';

/** Answers of a 277: matched by our trace (TRN02), else by our claim number; one event a claim. */
export async function importClaimStatus(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
): Promise<{ answers: number }> {
  let answers = 0;
  let set: AnsweringSet = { place: '', asksForMore: false };
  for await (const item of readUsable(deps, file, heartbeat)) {
    if (item.kind === 'set')
      set = { place: placeOf(item), asksForMore: REQUEST_GUIDES.some((guide) => item.guide.startsWith(guide)) };
    if (item.kind !== 'claimStatusAnswer') continue;
    answers += 1;
    const from = set;
    await inTransaction(deps.db, file.organizationId, { actor: systemActor('importClaimStatus') }, (tx) =>
      takeAnswer(tx, file, item, from),
    );
  }
  return { answers };
}

interface AnsweringSet {
  readonly place: string;
  readonly asksForMore: boolean;
}

/** A 277 that asks for documents; the 275 that sends them names its number (TRN02). */
const REQUEST_GUIDES = ['005010X213', '006020X313'];

/** What is asked for, each code once: STC composites of the claim and its lines as the 275 repeats them (`R4:11504-8::LOI`). */
const requestedCodes = ({ statuses, lines }: ClaimStatusAnswer): readonly string[] => [
  ...new Set(
    [...statuses, ...lines.flatMap((line) => line.statuses)]
      .flatMap(({ codes }) => codes)
      .filter(({ category }) => category.startsWith('R'))
      .map(({ category, status, entity = '', codeList = '' }) =>
        [category, status, entity, codeList].join(':').replace(/:+$/, ''),
      ),
  ),
];

async function takeAnswer(tx: Tx, file: FileRef, answer: ClaimStatusAnswer, set: AnsweringSet): Promise<void> {
  const { place, asksForMore } = set;
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
  const answered = answeredClaim(inquiry?.claimId, byNumber?.id);
  const code = answer.statuses[0]?.codes[0];
  if (!('claimId' in answered) || !code) {
    return askAboutUnmatched(tx, file, {
      place: `277:${place}:${answer.ordinal}`,
      facts: { what: '277', set: place, ordinal: answer.ordinal, anotherClaim: 'contradicts' in answered },
    });
  }
  if (asksForMore && answer.trace !== '') {
    await keepLink(tx, answered.claimId, answer.trace);
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
    subjectId: answered.claimId,
    type: 'claimStatusAnswered',
    key: `${file.fileId}:277:${place}:${answer.ordinal}`,
    facts: {
      category: code.category,
      statusCode: code.status,
      date: answer.statuses[0]?.date ?? tx.at.date,
      ...(answer.payerClaimNumber && { control: answer.payerClaimNumber }),
      ...(asksForMore && { requestNumber: answer.trace, requestCodes: requestedCodes(answer).join(' ') }),
    },
  });
}
