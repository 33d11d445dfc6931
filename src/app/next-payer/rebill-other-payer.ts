import { problem, type Problem } from '../../contracts/problems.js';
import type { Claim, Coverage, WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { isActiveOn, payerOrder } from '../../domain/coverages/payer-order.js';
import { nextPayerTransferPosting } from '../../domain/ledger/claim-postings.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { openClaimContent } from '../claims/claim-content.js';
import { findOrAddCoverage, holderOf } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';
import { claimBalance, savePostings } from '../ledger/save-postings.js';
import { recordEvent } from '../stories/record-event.js';
import { claimToOtherPayer } from './claim-to-next-payer.js';
import { claimChain, coveragesOf } from './coverages-on-file.js';
import { openNextClaim } from './open-next-claim.js';

/**
 * The coverage a person wants billed instead: the one named by payer and member id, else the first one on file that was in
 * force on the day of service and that nobody has asked. Proved to make a claim that can be sent, before anything changes.
 */
export async function otherCoverageFor(
  deps: Deps,
  tx: Tx,
  item: WorkItem,
  fields: Readonly<Record<string, string | number>>,
): Promise<Result<string, Problem>> {
  const claim = await claimRow(tx, item.claimId ?? '');
  const content = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const coverageId = fields['payerCode']
    ? await namedCoverage(deps, tx, { claim, content }, fields)
    : await coverageOnFile(tx, claim);
  if (!coverageId)
    return fail(
      problem('outcomeIncomplete', 'no other coverage is on file: give payerCode and memberNumber', {
        missing: 'payerCode,memberNumber',
      }),
    );
  const turned = await turnTo(deps, tx, content, await coverageRow(tx, coverageId));
  return turned.ok ? ok(coverageId) : turned;
}

async function namedCoverage(
  deps: Deps,
  tx: Tx,
  { claim, content }: { claim: Claim; content: Claim837 },
  fields: Readonly<Record<string, string | number>>,
): Promise<string | undefined> {
  const payer = await tx.db.payer.findUnique({
    where: { organizationId_payerCode: { organizationId: tx.organizationId, payerCode: String(fields['payerCode']) } },
  });
  const memberId = String(fields['memberNumber'] ?? '').trim();
  if (!payer || memberId === '' || payer.id === claim.payerId) return undefined;
  const { groupNumber: _group, groupName: _name, mspType: _msp, ...person } = content.subscriber;
  const subscriber = { ...person, memberId, filingIndicator: payer.filingIndicator };
  return (await findOrAddCoverage(deps, tx, { patientId: claim.patientId, payerId: payer.id, subscriber })).coverageId;
}

async function coverageOnFile(tx: Tx, claim: Claim): Promise<string | undefined> {
  const asked = (await claimChain(tx, claim)).map((each) => each.coverageId);
  const on = fromDateColumn(claim.serviceFrom);
  return payerOrder(await coveragesOf(tx, claim.patientId)).find(
    (coverage) => isActiveOn(coverage, on) && !asked.includes(coverage.id) && coverage.payerId !== claim.payerId,
  )?.id;
}

async function turnTo(deps: Deps, tx: Tx, content: Claim837, coverage: Coverage): Promise<Result<Claim837, Problem>> {
  const holder = holderOf(deps, coverage);
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: coverage.payerId } },
  });
  if (!holder)
    return fail(
      problem('commandRefused', 'nobody told who is insured by this coverage; give payerCode and memberNumber'),
    );
  const turned = claimToOtherPayer(content, { payer, holder });
  return turned.ok
    ? turned
    : fail(problem('commandRefused', `the claim cannot be sent to that payer: ${turned.problem.join(', ')}`));
}

/** Whether the claim could be sent to that coverage's payer as it stands; nothing changes by asking. */
export async function canBeBilled(deps: Deps, tx: Tx, claim: Claim, coverageId: string): Promise<boolean> {
  const content = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  return (await turnTo(deps, tx, content, await coverageRow(tx, coverageId))).ok;
}

export interface Rebill {
  /** What the claim is rebilled for: part of the keys, so that it happens once. */
  readonly key: string;
  readonly claim: Claim;
  readonly amountCents: number;
  readonly coverageId: string;
  /** Day of the wrong payer's denial, where it denied: the base of filing only where the right payer's rule says so (TF3). */
  readonly deniedOn?: PlainDate;
}

/** The claim to the payer that should have been asked: its own story, and what was denied moves to it as ledger entries. */
export async function rebillOtherPayer(deps: Deps, tx: Tx, rebill: Rebill): Promise<void> {
  const { claim, key, coverageId } = rebill;
  if (await billedThere(tx, claim, coverageId)) return;
  const coverage = await coverageRow(tx, coverageId);
  const content = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const turned = await turnTo(deps, tx, content, coverage);
  if (!turned.ok) throw new Error(`Claim ${claim.id} cannot be rebilled: ${turned.problem.detail}`);
  const amountCents = Math.min(rebill.amountCents, await claimBalance(tx, claim.id, 'receivable.payer'));
  const nextClaimId = await openNextClaim(deps, tx, {
    parent: claim,
    coverage,
    content: turned.value,
    crossover: false,
    memory: rebill.deniedOn ? { otherCarrierDeniedOn: rebill.deniedOn } : {},
  });
  if (amountCents > 0) {
    await savePostings(tx, [
      nextPayerTransferPosting({
        businessKey: `${key}:rebilled`,
        effectiveDate: tx.at.date,
        amountCents,
        from: { claimId: claim.id, payerId: claim.payerId },
        to: { claimId: nextClaimId, payerId: coverage.payerId },
      }),
    ]);
  }
  await recordEvent(tx, {
    story: 'claim',
    subjectId: claim.id,
    type: 'nextPayerBilled',
    facts: { nextClaimId },
    key: `${key}:rebilled:told`,
  });
}

/** The coverage has a claim for these services already: found by an eligibility answer before the denial came. */
const billedThere = async (tx: Tx, claim: Claim, coverageId: string): Promise<boolean> =>
  (await tx.db.claim.count({ where: { organizationId: tx.organizationId, parentClaimId: claim.id, coverageId } })) > 0;

const claimRow = (tx: Tx, id: string): Promise<Claim> =>
  tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { organizationId: tx.organizationId, id } } });
const coverageRow = (tx: Tx, id: string): Promise<Coverage> =>
  tx.db.coverage.findUniqueOrThrow({ where: { organizationId_id: { organizationId: tx.organizationId, id } } });
