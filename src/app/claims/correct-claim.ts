import { problem, type Problem } from '../../contracts/problems.js';
import type { Claim } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { claimDiff, type ClaimChange } from '../../domain/claims/claim-diff.js';
import type { EditFailure } from '../../domain/claims/scrub-claim.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { ClaimSubscriber } from '../../edi/x12/837p/claim-parties.js';
import { correct837, type ClaimCorrections } from '../../edi/x12/837p/correct-837.js';
import type { Deps } from '../deps.js';
import { judgedPayer, type JudgedPayer } from '../payer-rules/own-rules.js';
import { recordAudit } from '../stories/record-audit.js';
import { openClaimContent, sealClaimContent } from './claim-content.js';
import { findOrAddCoverage } from './claim-parties.js';
import { isPartA, lacksReopeningReason, REOPENING_REASON, withCorrectionCondition } from './part-a-condition.js';
import { failedEdits } from './failed-edits.js';
import { isBeforePayer } from './repeated-claim.js';

/** Whoever corrects a claim and closes an item locks in the order of a story's turn: first the claim. */
export async function lockClaim(tx: Tx, claimId: string): Promise<void> {
  await tx.db
    .$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${claimId}::uuid FOR UPDATE`;
}

/**
 * Applies a person's corrections to the claim we hold: the next document, resubmission or replacement, is written from it.
 * Answers what changed, leaf by leaf. A correction that would leave the claim with a failing edit is refused, so that nothing broken waits for its batch;
 * but for what another owner has still to mend of an unsent claim.
 */
export async function correctClaim(
  deps: Deps,
  tx: Tx,
  claimId: string,
  corrections: ClaimCorrections,
): Promise<Result<readonly ClaimChange[], Problem>> {
  if (changesCodes(corrections) && !CODERS.includes(tx.actor.role))
    return fail(problem('notAllowed', 'corrections: codes are changed by a coder'));
  const key = { organizationId_id: { organizationId: tx.organizationId, id: claimId } };
  const claim = await tx.db.claim.findUniqueOrThrow({ where: key });
  const before = openClaimContent(deps, tx.organizationId, claimId, claim.content);
  const corrected = correct837(before, corrections);
  if (!corrected.ok) return fail(problem('outcomeIncomplete', `corrections: ${corrected.problem.join('; ')}`));
  const decided = claim.adjudicatedOn !== null && (await isPartA(tx, claim));
  const content = decided ? withCorrectionCondition(before, corrected.value) : corrected.value;
  if (await lacksReopeningReason(tx, claim, content)) return fail(problem('outcomeIncomplete', REOPENING_REASON));
  const payer = await judgedPayer(
    tx,
    await tx.db.payer.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: tx.organizationId, id: claim.payerId } },
      select: { ruleKey: true, payerClass: true, state: true },
    }),
  );
  const failures = await failedEdits(tx, content, payer);
  const others = isBeforePayer(claim.state) ? await workOfOthers(tx, before, payer) : [];
  const failure = failures.find((found) => !others.some((known) => isSame(known, found)));
  if (failure) return fail(problem('outcomeIncomplete', `corrections: ${failure.field}: ${failure.message}`));
  const npi = content.providers.find(({ role }) => role === (content.kind === 'I' ? '71' : '82'))?.npi;
  await tx.db.claim.update({
    where: key,
    data: {
      content: sealClaimContent(deps, tx.organizationId, claimId, content),
      contentVersion: { increment: 1 },
      ...(corrections.payerClaimNumber && { payerClaimNumber: corrections.payerClaimNumber }),
      ...(corrections.renderingNpi && npi && { providerNpi: npi }),
      ...(corrections.memberId && { coverageId: await coverageOf(deps, tx, claim, content.subscriber) }),
    },
  });
  await correctLines(tx, claimId, content, corrections);
  await recordAudit(tx, {
    action: 'claim.correct',
    subjectType: 'claim',
    subjectId: claimId,
    why: `a person corrected ${Object.keys(corrections).join(', ')}`,
    before: { contentVersion: claim.contentVersion },
    after: { contentVersion: claim.contentVersion + 1, fields: Object.keys(corrections) },
  });
  return ok([...claimDiff(before, content), ...numberChanged(claim, corrections)]);
}

/** The payer's number stands on the claim's row, not in the document. */
const numberChanged = (claim: Claim, { payerClaimNumber: after }: ClaimCorrections): ClaimChange[] =>
  after && after !== claim.payerClaimNumber
    ? [{ field: 'payerClaimNumber', before: claim.payerClaimNumber, after }]
    : [];

/** The policy with the number that stands on the claim now. */
const coverageOf = async (deps: Deps, tx: Tx, claim: Claim, subscriber: ClaimSubscriber): Promise<string> => {
  const { patientId, payerId } = claim;
  return (await findOrAddCoverage(deps, tx, { patientId, payerId, subscriber })).coverageId;
};

/** Codes change only because documentation supports them: a coder, or whoever stands above one, says so (rulebook C4). */
const CODERS: readonly string[] = ['coder', 'lead', 'supervisor', 'manager', 'director', 'system'];

const changesCodes = ({ diagnoses, lines = [] }: ClaimCorrections): boolean =>
  diagnoses !== undefined || lines.some((line) => line.procedure !== undefined || line.modifiers !== undefined);

async function correctLines(
  tx: Tx,
  claimId: string,
  content: Claim837,
  { lines = [] }: ClaimCorrections,
): Promise<void> {
  for (const { number } of lines) {
    const line = content.lines.find((one) => one.number === number);
    if (!line) continue;
    await tx.db.claimLine.update({
      where: {
        organizationId_claimId_lineNumber: { organizationId: tx.organizationId, claimId, lineNumber: number },
      },
      data: {
        procedure: line.procedure?.code ?? line.revenueCode ?? '',
        modifiers: [...(line.procedure?.modifiers ?? [])],
        units: line.units ?? '1',
        pointers: [...line.pointers],
      },
    });
  }
}

/** What the claim failed already and is not this person's to mend: it stays with its owner, and the claim unsent. */
const workOfOthers = async (tx: Tx, before: Claim837, payer: JudgedPayer): Promise<readonly EditFailure[]> =>
  (await failedEdits(tx, before, payer)).filter(({ owner }) => owner !== tx.actor.role);

const isSame = (one: EditFailure, other: EditFailure): boolean => one.edit === other.edit && one.field === other.field;
