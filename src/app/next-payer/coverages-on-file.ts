import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import type { Claim, Prisma } from '../../db/generated/client.js';
import { isActiveOn, nextCoverage, type CoverageOnFile } from '../../domain/coverages/payer-order.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';

type ClaimOfChain = Pick<Claim, 'id' | 'patientId' | 'coverageId' | 'parentClaimId' | 'serviceFrom'>;

/** Every policy of a patient with the class of its payer; one a payer reported as ended without a day does not count. */
export const coveragesOf = (tx: Tx, patientId: string): Promise<CoverageOnFile[]> =>
  coveragesWhere(tx, {
    patientId,
    OR: [{ verifiedResult: null }, { verifiedResult: { not: 'inactive' } }, { termsOn: { not: null } }],
  });

async function coveragesWhere(tx: Tx, where: Prisma.CoverageWhereInput): Promise<CoverageOnFile[]> {
  const rows = await tx.db.coverage.findMany({ where: { ...where, organizationId: tx.organizationId } });
  const payers = await tx.db.payer.findMany({
    where: { organizationId: tx.organizationId, id: { in: rows.map((row) => row.payerId) } },
    select: { id: true, payerClass: true },
  });
  const classOf = new Map(payers.map((payer) => [payer.id, payer.payerClass as PayerClass]));
  return rows.map((row) => {
    const [effectiveOn, termsOn] = [fromNullableDate(row.effectiveOn), fromNullableDate(row.termsOn)];
    return {
      id: row.id,
      payerId: row.payerId,
      payerClass: classOf.get(row.payerId) ?? 'unknown',
      rank: row.rank,
      ...(row.mspType && { mspType: row.mspType }),
      ...(effectiveOn && { effectiveOn }),
      ...(termsOn && { termsOn }),
    };
  });
}

/** The claim and the claims to the payers before it, the latest first. */
export async function claimChain(tx: Tx, claim: ClaimOfChain): Promise<ClaimOfChain[]> {
  const chain = [claim];
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
}

export async function insuranceOf(tx: Tx, claim: ClaimOfChain): Promise<Insurance> {
  const chain = await claimChain(tx, claim);
  const asked = new Set(chain.map(({ coverageId }) => coverageId));
  const on = fromDateColumn(claim.serviceFrom);
  const active = await coveragesOf(tx, claim.patientId);
  const missing = [...asked].filter((id) => !active.some((coverage) => coverage.id === id));
  const all = missing.length > 0 ? [...active, ...(await endedCoverages(tx, missing))] : active;
  const protects = (coverage: CoverageOnFile): boolean =>
    asked.has(coverage.id) || (coverage.payerClass.startsWith('medicaid') && isActiveOn(coverage, on));
  return {
    next: nextCoverage(all, { coverageId: claim.coverageId, asked: [...asked], on }),
    payerClasses: all.filter(protects).map(({ payerClass }) => payerClass),
  };
}

export const nextCoverageOf = async (tx: Tx, claim: ClaimOfChain): Promise<CoverageOnFile | undefined> =>
  (await insuranceOf(tx, claim)).next;

/** A policy that has ended keeps its place in the order: what comes after it is still after it. */
const endedCoverages = (tx: Tx, ids: readonly string[]): Promise<CoverageOnFile[]> =>
  coveragesWhere(tx, { id: { in: [...ids] } });
