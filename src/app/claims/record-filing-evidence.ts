import { problem, type Problem } from '../../contracts/problems.js';
import { fromDateColumn, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { isOpen, type ClaimState } from '../../domain/claims/claim-state.js';
import type { FilingProof, PaperEvidence } from '../../domain/claims/filing-proof.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { filingProofOf, type EvidenceFacts } from './filing-evidence.js';

export interface RecordFilingEvidence {
  readonly claimId: string;
  readonly kind: PaperEvidence;
  /** Day on which the payer had the claim by this paper. */
  readonly on: PlainDate;
  /** Number that stands on it: the payer's claim number, the tracking or confirmation number, the report's. */
  readonly control: string;
  /** The paper, attached to the claim as filingEvidence before; without stored bytes nothing proves anything. */
  readonly documentId: string;
  readonly note: string;
}

/**
 * Keeps what came on paper or in a portal as evidence of timely filing (rulebook TF5) and answers how the proof stands with it. The
 * claim's story tells its denials for late filing, so that one of them is contested at once.
 */
export async function recordFilingEvidence(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: RecordFilingEvidence,
): Promise<Result<FilingProof & { readonly claimId: string }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const { claimId, kind, on, control, documentId } = wish;
    const claim = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: claimId } } });
    if (!claim) return fail(problem('notFound', 'claim'));
    if (!isOpen(claim.state as ClaimState)) return fail(problem('conflict', 'the claim is closed'));
    if (on > tx.at.date) return fail(problem('conflict', `${on} has not come yet`));
    const service = fromDateColumn(claim.serviceFrom);
    if (on < service) return fail(problem('conflict', `${on} is before the service of ${service}`));
    if (!(await isAttached(tx, wish)))
      return fail(problem('documentMissing', 'attach the paper to this claim as filingEvidence first'));
    const facts: EvidenceFacts = { kind, on, control, documentId };
    await recordEvent(tx, {
      story: 'claim',
      subjectId: claimId,
      type: 'filingEvidenceRecorded',
      facts: { ...facts },
      key: `${claimId}:filingEvidence:${documentId}:${kind}:${on}`,
    });
    await recordAudit(tx, {
      action: 'claim.filingEvidence',
      subjectType: 'claim',
      subjectId: claimId,
      why: wish.note,
      after: { kind, on, documentId },
    });
    return ok({ claimId, ...(await filingProofOf(tx, { claimId })) });
  });
}

async function isAttached(tx: Tx, { claimId, documentId }: RecordFilingEvidence): Promise<boolean> {
  const document = await tx.db.document.findUnique({
    where: { organizationId_id: { organizationId: tx.organizationId, id: documentId } },
    select: { subjectId: true, kind: true },
  });
  return document?.subjectId === claimId && document.kind === 'filingEvidence';
}
