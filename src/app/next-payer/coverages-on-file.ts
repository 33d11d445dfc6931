import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import type { Claim, Coverage } from '../../db/generated/client.js';
import { isActiveOn, isQmbOn, nextCoverage, type CoverageOnFile } from '../../domain/coverages/payer-order.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';

type ClaimOfChain = Pick<Claim, 'id' | 'patientId' | 'coverageId' | 'parentClaimId' | 'serviceFrom'>;

/** A policy on file with what the last eligibility answer said of it. */
export type CheckedCoverage = CoverageOnFile & { readonly verifiedResult?: string | null };

/** A policy that its payer reported as ended without naming the day does not count. */
const isBelieved = ({ verifiedResult, termsOn }: CheckedCoverage): boolean =>
  verifiedResult !== 'inactive' || termsOn !== undefined;

/** Every policy of a patient that counts, with the class of its payer. */
export const coveragesOf = async (tx: Tx, patientId: string): Promise<CoverageOnFile[]> =>
  ((await allCoveragesOf(tx, [patientId])).get(patientId) ?? []).filter(isBelieved);

/** By patient. */
async function allCoveragesOf(tx: Tx, patientIds: readonly string[]): Promise<Map<string, CheckedCoverage[]>> {
  const rows = await tx.db.coverage.findMany({
    where: { organizationId: tx.organizationId, patientId: { in: [...new Set(patientIds)] } },
  });
  const payers = await tx.db.payer.findMany({
    where: { organizationId: tx.organizationId, id: { in: [...new Set(rows.map((row) => row.payerId))] } },
    select: { id: true, payerClass: true },
  });
  const classOf = new Map(payers.map((payer) => [payer.id, payer.payerClass as PayerClass]));
  const byPatient = new Map<string, CheckedCoverage[]>();
  for (const row of rows) {
    const own = byPatient.get(row.patientId) ?? [];
    byPatient.set(row.patientId, own);
    own.push(asCoverage(row, classOf.get(row.payerId) ?? 'unknown'));
  }
  return byPatient;
}

function asCoverage(row: Coverage, payerClass: PayerClass): CheckedCoverage {
  const [effectiveOn, termsOn] = [fromNullableDate(row.effectiveOn), fromNullableDate(row.termsOn)];
  const [from, to] = [fromNullableDate(row.qmbFrom), fromNullableDate(row.qmbTo)];
  return {
    id: row.id,
    payerId: row.payerId,
    payerClass,
    rank: row.rank,
    verifiedResult: row.verifiedResult,
    ...(row.mspType && { mspType: row.mspType }),
    ...(effectiveOn && { effectiveOn }),
    ...(termsOn && { termsOn }),
    ...(row.qmbSource && { qmb: { ...(from && { from }), ...(to && { to }) } }),
  };
}

/** The claim and the claims to the payers before it, the latest first. */
export async function claimChain<C extends ClaimOfChain>(tx: Tx, claim: C): Promise<ClaimOfChain[]> {
  const chain: ClaimOfChain[] = [claim];
  for (let parentId = claim.parentClaimId; parentId !== null && chain.length < 12;) {
    const parent: Claim = await tx.db.claim.findUniqueOrThrow({
      where: { organizationId_id: { organizationId: tx.organizationId, id: parentId } },
    });
    chain.push(parent);
    parentId = parent.parentClaimId;
  }
  return chain;
}

/** Who is asked after this claim's payer, and whose protection of the patient counts (rulebook §9.1). */
export interface Insurance {
  /** Undefined when insurance is final with this claim. */
  readonly next: CoverageOnFile | undefined;
  /** Classes of every payer that was asked, and of a Medicaid plan in force on the day of service. */
  readonly payerClasses: readonly PayerClass[];
  /** A Qualified Medicare Beneficiary on the day of service. */
  readonly qmb: boolean;
}

export async function insuranceOf(tx: Tx, claim: ClaimOfChain): Promise<Insurance> {
  const insurance = (await insurancesOf(tx, [claim])).get(claim.id);
  if (!insurance) throw new Error(`Claim ${claim.id} has no insurance`);
  return insurance;
}

/** The same for many claims, by claim: only a claim behind another one costs a question of its own. */
export async function insurancesOf(tx: Tx, claims: readonly ClaimOfChain[]): Promise<Map<string, Insurance>> {
  const onFile = await allCoveragesOf(
    tx,
    claims.map(({ patientId }) => patientId),
  );
  const insurances = new Map<string, Insurance>();
  for (const claim of claims)
    insurances.set(claim.id, insuranceAmong(onFile.get(claim.patientId) ?? [], claim, await claimChain(tx, claim)));
  return insurances;
}

/** The same over policies read already. One that was asked keeps its place in the order though it has ended since. */
export function insuranceAmong(
  coverages: readonly CheckedCoverage[],
  claim: ClaimOfChain,
  chain: readonly ClaimOfChain[],
): Insurance {
  const asked = new Set(chain.map(({ coverageId }) => coverageId));
  const on = fromDateColumn(claim.serviceFrom);
  const all = coverages.filter((coverage) => isBelieved(coverage) || asked.has(coverage.id));
  const protects = (coverage: CoverageOnFile): boolean =>
    asked.has(coverage.id) || (coverage.payerClass.startsWith('medicaid') && isActiveOn(coverage, on));
  return {
    next: nextCoverage(all, { coverageId: claim.coverageId, asked: [...asked], on }),
    payerClasses: all.filter(protects).map(({ payerClass }) => payerClass),
    qmb: coverages.some((coverage) => isQmbOn(coverage, on)),
  };
}

/** Original Medicare in force on the day of service, whether it was asked before or not. */
export const medicareAmong = (
  coverages: readonly CheckedCoverage[] | null,
  { serviceFrom, coverageId }: Pick<Claim, 'serviceFrom' | 'coverageId'>,
): CheckedCoverage | undefined =>
  (coverages ?? []).find(
    (coverage) =>
      coverage.payerClass === 'medicare' &&
      coverage.id !== coverageId &&
      isBelieved(coverage) &&
      isActiveOn(coverage, fromDateColumn(serviceFrom)),
  );
