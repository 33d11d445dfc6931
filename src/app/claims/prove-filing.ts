import { renderFilingProof, type ProofFacts } from '../../adapters/filing-proof-pdf.js';
import { problem, type Problem } from '../../contracts/problems.js';
import type { Claim } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { FilingProof } from '../../domain/claims/filing-proof.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { saveDocument, sealDocument } from '../documents/store-document.js';
import { recordAudit } from '../stories/record-audit.js';
import { openClaimContent } from './claim-content.js';
import { decisionOfPayerBefore, filingProofOf, type ProofQuestion } from './filing-evidence.js';

export interface ProvenFiling extends FilingProof {
  readonly documentId: string;
  readonly sha256: string;
}

/** Draws and keeps the proof of timely filing of a claim; refused where nothing stored proves it (rulebook TF5). */
export async function proveFiling(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  claimId: string,
): Promise<Result<ProvenFiling, Problem>> {
  const facts = await inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: claimId } } });
    return claim ? proofFacts(deps, tx, claim, { claimId }) : undefined;
  });
  if (!facts) return fail(problem('notFound', 'claim'));
  if (!facts.proof.proven) return fail(problem('filingNotProven', facts.proof.because));
  const sealed = await sealDocument(deps, organizationId, await renderFilingProof(facts));
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const businessKey = `${claimId}:filing-proof:${sealed.sha256}`;
    const known = await tx.db.document.findUnique({
      where: { organizationId_businessKey: { organizationId, businessKey } },
    });
    if (known) return ok({ ...facts.proof, documentId: known.id, sha256: known.sha256 });
    await saveDocument(tx, sealed, { subjectType: 'claim', subjectId: claimId, kind: 'filingProof', businessKey });
    await recordAudit(tx, {
      action: 'claim.proveFiling',
      subjectType: 'claim',
      subjectId: claimId,
      why: facts.proof.because,
      after: { documentId: sealed.id, sha256: sealed.sha256 },
    });
    return ok({ ...facts.proof, documentId: sealed.id, sha256: sealed.sha256 });
  });
}

/** What a proof of timely filing is drawn from. */
export async function proofFacts(deps: Deps, tx: Tx, claim: Claim, question: ProofQuestion): Promise<ProofFacts> {
  const key = { organizationId: tx.organizationId };
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: claim.payerId } } });
  const organization = await tx.db.organization.findUniqueOrThrow({ where: { id: tx.organizationId } });
  const deadline = await tx.db.deadline.findFirst({
    where: { ...key, subjectId: claim.id, kind: 'timely-filing' },
    orderBy: { createdOn: 'desc' },
  });
  const base = deadline && fromDateColumn(deadline.baseDate);
  const countsFrom =
    base && claim.parentClaimId ? await decisionOfPayerBefore(tx, claim.parentClaimId, base) : undefined;
  return {
    ...(countsFrom && { countsFrom }),
    date: tx.at.date,
    organizationName: organization.name,
    payerName: payer.name,
    claim: openClaimContent(deps, tx.organizationId, claim.id, claim.content),
    serviceFrom: fromDateColumn(claim.serviceFrom),
    lastDay: fromNullableDate(claim.hardDeadlineOn) ?? null,
    rule: deadline ? `${deadline.source}; rule ${deadline.ruleId} v${deadline.ruleVersion}` : 'no rule on file',
    proof: await filingProofOf(tx, question),
  };
}
