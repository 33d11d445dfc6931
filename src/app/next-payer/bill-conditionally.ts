import { problem, type Problem } from '../../contracts/problems.js';
import type { Claim, Coverage, Intent, WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { AccidentMsp } from '../../domain/claims/accident-msp.js';
import { isPlainDate, type PlainDate } from '../../domain/dates/plain-date.js';
import { nextPayerTransferPosting } from '../../domain/ledger/claim-postings.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { silentDecision, withAccident } from '../../edi/x12/837p/conditional-claim.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { openClaimContent } from '../claims/claim-content.js';
import { holderOf } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';
import { claimBalance, savePostings } from '../ledger/save-postings.js';
import { recordEvent } from '../stories/record-event.js';
import { claimToNextPayer, type CannotBill } from './claim-to-next-payer.js';
import { coveragesOf, medicareAmong } from './coverages-on-file.js';
import { CONDITIONAL_PLACE } from './handed-on.js';
import { openNextClaim } from './open-next-claim.js';

/** What a person decided, and what the clock knew of the insurer. */
export interface ConditionalBilling {
  readonly conditional?: boolean;
  readonly accidentDate?: PlainDate;
  readonly mspType?: AccidentMsp;
  /** Last day of the time the insurer had. */
  readonly promptUntil?: PlainDate;
}

/**
 * The step `billNextPayer` where an accident's insurer stayed silent: Medicare's claim of its own (42 CFR 411.50–411.54), and what
 * was asked of the insurer moves to it as a ledger entry. The insurer's claim stays with the insurer.
 */
export async function billConditionally(
  deps: Deps,
  tx: Tx,
  { intent, claim, how }: { readonly intent: Intent; readonly claim: Claim; readonly how: ConditionalBilling },
): Promise<string> {
  const key = intent.businessKey;
  const story = { story: 'claim', subjectId: claim.id } as const;
  const found = await conditionalContent(deps, tx, claim, how);
  if (!found.ok) {
    const faults = found.problem.join(' ');
    await recordEvent(tx, { ...story, type: 'conditionalClaimBlocked', facts: { faults }, key: `${key}:blocked` });
    return 'blocked';
  }
  const { coverage, content } = found.value;
  const amountCents = Math.max(0, await claimBalance(tx, claim.id, 'receivable.payer'));
  const memory = { conditional: 'true' };
  const nextClaimId = await openNextClaim(deps, tx, { parent: claim, coverage, content, crossover: false, memory });
  if (amountCents > 0)
    await savePostings(tx, [
      nextPayerTransferPosting({
        businessKey: key,
        effectiveDate: tx.at.date,
        amountCents,
        from: { claimId: claim.id, payerId: claim.payerId },
        to: { claimId: nextClaimId, payerId: coverage.payerId },
        place: CONDITIONAL_PLACE,
      }),
    ]);
  await recordEvent(tx, { ...story, type: 'conditionalClaimBilled', facts: { nextClaimId }, key: `${key}:billed` });
  return 'billed';
}

/** Medicare's claim as it would leave, proved by the guide's checks; nothing changes by asking. */
async function conditionalContent(
  deps: Deps,
  tx: Tx,
  claim: Claim,
  { accidentDate, mspType, promptUntil }: ConditionalBilling,
): Promise<Result<{ readonly coverage: Coverage; readonly content: Claim837 }, CannotBill>> {
  const medicare = medicareAmong(await coveragesOf(tx, claim.patientId), claim);
  if (!medicare || !accidentDate || !mspType) return fail(['MEDICARE_MISSING']);
  const key = { organizationId: tx.organizationId };
  const coverage = await tx.db.coverage.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: medicare.id } },
  });
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: medicare.payerId } } });
  const holder = holderOf(deps, coverage);
  if (!holder) return fail(['INSURED_UNKNOWN']);
  const own = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const decision = { remittance: silentDecision(own, mspType), decidedOn: promptUntil ?? tx.at.date };
  const accident = withAccident(own, { mspType, accidentOn: accidentDate });
  const turned = claimToNextPayer(accident, decision, { payer, holder: { ...holder, mspType } });
  return turned.ok ? ok({ coverage, content: turned.value }) : turned;
}

/** Proved before the item is closed: a claim that cannot be written is the person's to mend, with the faults named. */
export async function refuseConditional(
  deps: Deps,
  tx: Tx,
  item: WorkItem,
  fields: Readonly<Record<string, string | number>>,
): Promise<Problem | undefined> {
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.subjectId } },
  });
  const accidentDate = String(fields['accidentDate'] ?? '');
  if (!isPlainDate(accidentDate)) return undefined;
  const { mspType } = item.facts as { mspType?: AccidentMsp };
  const found = await conditionalContent(deps, tx, claim, { accidentDate, ...(mspType && { mspType }) });
  return found.ok
    ? undefined
    : problem('commandRefused', `the conditional claim cannot be written: ${found.problem.join(', ')}`);
}
