import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, toDateColumn, type Actor } from '../../db/in-transaction.js';
import { ELIGIBILITY_HOLD, isOpen, type ClaimState } from '../../domain/claims/claim-state.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { isOwnAccount, OWN_ACCOUNT } from '../staff/own-accounts.js';
import { recordAudit } from '../stories/record-audit.js';
import { wakeStory } from '../stories/record-event.js';

/**
 * A person asks for an eligibility check of a claim's coverage: the intent is stored under the key the claim's own turn uses,
 * so a payer is asked once a business day; the claim's story sends the 270.
 */
export async function askEligibility(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  claimId: string,
): Promise<Result<{ readonly claimId: string; readonly askedOn: PlainDate }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({
      where: { organizationId_id: { organizationId, id: claimId } },
      select: { state: true, held: true, holdReason: true },
    });
    if (!claim) return fail(problem('notFound', 'claim'));
    if (await isOwnAccount(tx, { subjectType: 'claim', subjectId: claimId }, actor.id))
      return fail(problem('notAllowed', OWN_ACCOUNT));
    if (!isOpen(claim.state as ClaimState)) return fail(problem('storyClosed', `the claim is ${claim.state}`));
    // A claim that waits for a better answer about coverage is the one to ask about.
    if (claim.held && claim.holdReason !== ELIGIBILITY_HOLD)
      return fail(problem('conflict', 'the claim is held; nothing is sent for it'));
    const id = randomUUID();
    const asked = await tx.db.intent.createMany({
      data: [
        {
          id,
          organizationId,
          businessKey: `${claimId}:eligibility:${tx.at.date}`,
          kind: 'checkEligibility',
          storyKind: 'claim',
          subjectId: claimId,
          details: { reason: 'a person asked' },
          intendedOn: toDateColumn(tx.at.date),
        },
      ],
      skipDuplicates: true,
    });
    if (asked.count === 0) return fail(problem('conflict', `the payer was already asked on ${tx.at.date}`));
    await wakeStory(tx, 'claim', claimId, { id });
    await recordAudit(tx, {
      action: 'eligibility.ask',
      subjectType: 'claim',
      subjectId: claimId,
      why: 'a person asked',
      after: { intent: id },
    });
    return ok({ claimId, askedOn: tx.at.date });
  });
}
