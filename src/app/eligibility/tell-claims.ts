import type { Claim, Coverage, EligibilityCheck } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { ELIGIBILITY_HOLD } from '../../domain/claims/claim-state.js';
import type { CoverageChange } from '../../domain/coverages/coverage-changes.js';
import {
  consequenceFor,
  type ClaimMet,
  type CoverageConsequence,
} from '../../domain/coverages/coverage-consequences.js';
import { isConfirmed } from '../../domain/coverages/coverage-snapshot.js';
import { isActiveOn, payerOrder, type CoverageOnFile } from '../../domain/coverages/payer-order.js';
import { graceRulesFor } from '../../domain/payer-rules/rules-for.js';
import type { Deps } from '../deps.js';
import { claimChain, coveragesOf } from '../next-payer/coverages-on-file.js';
import { canBeBilled } from '../next-payer/rebill-other-payer.js';
import { judgedPayer, libraryFor } from '../payer-rules/own-rules.js';
import { recordEvent } from '../stories/record-event.js';
import { patientShares } from './patient-shares.js';
import { lastTelling } from './take-snapshot.js';

export interface ChangedCoverage {
  readonly check: EligibilityCheck;
  readonly coverage: Coverage;
  readonly changes: readonly CoverageChange[];
}

/** `CoverageChanged` for every claim of the patient that the answer concerns: what changed, and what follows (rulebook §1). */
export async function tellClaims(deps: Deps, tx: Tx, changed: ChangedCoverage): Promise<number> {
  const { check, coverage, changes } = changed;
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: coverage.payerId } },
  });
  const judged = await judgedPayer(tx, payer);
  const what = [...new Set(changes.map((change) => change.what))].join(', ') || 'confirmed';
  let told = 0;
  for (const { claim, met } of await claimsMet(deps, tx, coverage)) {
    const grace = graceRulesFor(judged, met.serviceFrom, libraryFor(judged));
    const consequence = consequenceFor(changes, met, grace);
    if (!consequence || isMoot(claim, consequence)) continue;
    const key = `${check.id}:changed:${claim.id}`;
    await recordEvent(tx, {
      story: 'claim',
      subjectId: claim.id,
      type: 'coverageChanged',
      facts: { what, ...consequence },
      key,
    });
    told += 1;
  }
  return told;
}

/** A closed claim opens again only for what Medicaid pays after all. */
const isMoot = ({ state }: Claim, { follows }: CoverageConsequence): boolean =>
  state.startsWith('CLOSED') && follows !== 'rebillMedicaid';

async function claimsMet(
  deps: Deps,
  tx: Tx,
  coverage: Coverage,
): Promise<{ readonly claim: Claim; readonly met: ClaimMet }[]> {
  const { organizationId } = tx;
  const { patientId } = coverage;
  const claims = await tx.db.claim.findMany({
    where: {
      organizationId,
      patientId,
      OR: [{ state: { not: { startsWith: 'CLOSED' } } }, { state: { in: ['CLOSED_PAID', 'CLOSED_WRITTEN_OFF'] } }],
    },
    orderBy: { id: 'asc' },
  });
  const onFile = payerOrder(await coveragesOf(tx, patientId));
  const shares = new Set((await patientShares(tx, patientId)).map(({ id }) => id));
  const met: { claim: Claim; met: ClaimMet }[] = [];
  for (const claim of claims) {
    const free = await notAsked(tx, claim, onFile);
    met.push({ claim, met: await meet(deps, tx, { claim, coverage, free, patientShare: shares.has(claim.id) }) });
  }
  return met;
}

/** Policies in force on the day of service that no claim of the encounter, before or behind this one, has asked. */
async function notAsked(tx: Tx, claim: Claim, onFile: readonly CoverageOnFile[]): Promise<CoverageOnFile[]> {
  const behind = await tx.db.claim.findMany({
    where: { organizationId: tx.organizationId, parentClaimId: claim.id },
    select: { coverageId: true },
  });
  const asked = [...(await claimChain(tx, claim)), ...behind].map(({ coverageId }) => coverageId);
  const on = fromDateColumn(claim.serviceFrom);
  return onFile.filter((each) => isActiveOn(each, on) && !asked.includes(each.id) && each.payerId !== claim.payerId);
}

interface Meeting {
  readonly claim: Claim;
  readonly coverage: Coverage;
  readonly free: readonly CoverageOnFile[];
  readonly patientShare: boolean;
}

async function meet(deps: Deps, tx: Tx, { claim, coverage, free, patientShare }: Meeting): Promise<ClaimMet> {
  const serviceFrom = fromDateColumn(claim.serviceFrom);
  const other = await firstBillable(deps, tx, claim, free);
  const medicaid = free.find(({ payerClass }) => payerClass.startsWith('medicaid'));
  const memory = claim.stateFacts as { premiumGraceUntil?: string | null };
  const waitsFor = await openQuestions(tx, claim.id);
  return {
    serviceFrom,
    serviceThrough: fromDateColumn(claim.serviceThrough),
    onThisCoverage: claim.coverageId === coverage.id,
    ...(other && { otherCoverageId: other.id }),
    ...(medicaid && {
      medicaid: {
        coverageId: medicaid.id,
        confirmed: isConfirmed(await lastTelling(deps, tx, medicaid.id), serviceFrom),
      },
    }),
    patientShare,
    waits:
      waitsFor.includes('reviewCoverage') || claim.holdReason === ELIGIBILITY_HOLD || Boolean(memory.premiumGraceUntil),
    refused: waitsFor.some((kind) => kind !== 'reviewCoverage'),
  };
}

/** Kinds of open work and clocks of a claim that an answer about coverage may settle. */
export async function openQuestions(tx: Tx, claimId: string): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ kind: string }[]>`
    SELECT kind FROM work_items WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${claimId}::uuid
       AND closed_on IS NULL AND kind IN ('reviewCoverage', 'fixEligibility')
    UNION ALL
    SELECT kind FROM deadlines WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${claimId}::uuid
       AND closed_on IS NULL AND kind = 'eligibility-retry'`;
  return rows.map(({ kind }) => kind);
}

async function firstBillable(
  deps: Deps,
  tx: Tx,
  claim: Claim,
  free: readonly CoverageOnFile[],
): Promise<CoverageOnFile | undefined> {
  for (const coverage of free) if (await canBeBilled(deps, tx, claim, coverage.id)) return coverage;
  return undefined;
}
