import type { Claim, Coverage, EligibilityCheck } from '../../db/generated/client.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { CoverageChange } from '../../domain/coverages/coverage-changes.js';
import { MSP_TYPES } from '../../domain/coverages/payer-order.js';
import {
  lastDayOf,
  tells,
  type CoverageSnapshot,
  type ReportedPayer,
} from '../../domain/coverages/coverage-snapshot.js';
import type { Benefit, EligibilityAnswer } from '../../edi/x12/270-271/eligibility-answer.js';
import { openClaimContent } from '../claims/claim-content.js';
import { findOrAddCoverage } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';
import { recordMspType } from '../next-payer/record-msp-type.js';
import { placeCoverage } from '../next-payer/place-coverage.js';
import { otherPayersIn } from './snapshot-of.js';

/** The coverage remembers when it was verified and with what result; its last day where the payer names one, none where it is in force again. An answer that tells nothing verifies nothing. */
export function rememberAnswer(
  tx: Tx,
  { coverageId, aboutOn }: EligibilityCheck,
  { snapshot, changes }: { readonly snapshot: CoverageSnapshot; readonly changes: readonly CoverageChange[] },
): Promise<Coverage> {
  const { status } = snapshot;
  // Not in force on another day than a service's says nothing of the days before it: they keep their coverage.
  const endsOn = snapshot.endsOn ?? (aboutOn && status === 'inactive' ? lastDayOf(snapshot) : undefined);
  const where = { organizationId_id: { organizationId: tx.organizationId, id: coverageId } };
  if (!tells(snapshot)) return tx.db.coverage.findUniqueOrThrow({ where });
  const reinstated = changes.some(({ what }) => what === 'reinstated');
  const ends = endsOn && (status === 'inactive' || changes.some(({ what }) => what === 'ended'));
  return tx.db.coverage.update({
    where,
    data: {
      verifiedOn: toDateColumn(tx.at.date),
      verifiedResult: status,
      ...(ends ? { termsOn: toDateColumn(endsOn) } : reinstated && { termsOn: endsOn ? toDateColumn(endsOn) : null }),
    },
  });
}

/** Keeps every other payer the answer names, when it is a payer of ours and the member's number there is told; returns how many were not on file before. */
export async function addReportedCoverages(
  deps: Deps,
  tx: Tx,
  about: { readonly claim: Claim; readonly coverage: Coverage },
  answer: EligibilityAnswer,
): Promise<number> {
  let added = 0;
  for (const { benefit, payer } of otherPayersIn(answer)) {
    await rememberMsp(tx, about.coverage, benefit.insuranceType);
    added += (await addReported(deps, tx, about, { benefit, reported: payer })) ? 1 : 0;
  }
  return added;
}

/** Medicare says itself why another payer comes before it (EB R with EB04 12, 13, 14 …): the order of payers follows it. */
async function rememberMsp(tx: Tx, coverage: Coverage, insuranceType: string | undefined): Promise<void> {
  if (!insuranceType || !MSP_TYPES.includes(insuranceType) || coverage.mspType === insuranceType) return;
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: coverage.payerId } },
    select: { payerClass: true },
  });
  if (payer.payerClass !== 'medicare') return;
  await recordMspType(tx, coverage, { mspType: insuranceType, why: 'Medicare answered so (271 EB04)' });
}

async function addReported(
  deps: Deps,
  tx: Tx,
  { claim, coverage }: { readonly claim: Claim; readonly coverage: Coverage },
  { benefit, reported }: { readonly benefit: Benefit; readonly reported: ReportedPayer },
): Promise<boolean> {
  const ids = benefit.entities.flatMap(({ id }) => id ?? []);
  const payer = await tx.db.payer.findFirst({ where: { organizationId: tx.organizationId, payerCode: { in: ids } } });
  const { memberId } = reported;
  if (!payer || !memberId || payer.id === coverage.payerId) return false;
  const { subscriber } = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const { groupNumber: _group, groupName: _name, mspType: _msp, ...person } = subscriber;
  const key = { organizationId: tx.organizationId };
  const { coverageId: id, added } = await findOrAddCoverage(deps, tx, {
    patientId: claim.patientId,
    payerId: payer.id,
    subscriber: { ...person, memberId, filingIndicator: payer.filingIndicator },
  });
  if (!added) return false;
  const row = await tx.db.coverage.findUniqueOrThrow({ where: { organizationId_id: { ...key, id } } });
  await placeCoverage(deps, tx, row, { by: coverage.id, place: reported.place });
  return true;
}
