import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import type { Claim, Prisma } from '../../db/generated/client.js';
import { isActiveOn, nextCoverage, type CoverageOnFile } from '../../domain/coverages/payer-order.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';

type ClaimOfChain = Pick<Claim, 'id' | 'patientId' | 'coverageId' | 'parentClaimId' | 'serviceFrom'>;

/** Every policy of a patient with the class of its payer; one a payer reported as ended without a day does not count. */
export const coveragesOf = async (tx: Tx, patientId: string): Promise<CoverageOnFile[]> =>
  (await coveragesOfPatients(tx, [patientId])).get(patientId) ?? [];

const coveragesOfPatients = (tx: Tx, patientIds: readonly string[]): Promise<Map<string, CoverageOnFile[]>> =>
  coveragesWhere(tx, {
    patientId: { in: [...new Set(patientIds)] },
    OR: [{ verifiedResult: null }, { verifiedResult: { not: 'inactive' } }, { termsOn: { not: null } }],
  });

/** By patient. */
async function coveragesWhere(tx: Tx, where: Prisma.CoverageWhereInput): Promise<Map<string, CoverageOnFile[]>> {
  const rows = await tx.db.coverage.findMany({ where: { ...where, organizationId: tx.organizationId } });
  const payers = await tx.db.payer.findMany({
    where: { organizationId: tx.organizationId, id: { in: [...new Set(rows.map((row) => row.payerId))] } },
    select: { id: true, payerClass: true },
  });
  const classOf = new Map(payers.map((payer) => [payer.id, payer.payerClass as PayerClass]));
  const byPatient = new Map<string, CoverageOnFile[]>();
  for (const row of rows) {
    const own = byPatient.get(row.patientId) ?? [];
    byPatient.set(row.patientId, own);
    const [effectiveOn, termsOn] = [fromNullableDate(row.effectiveOn), fromNullableDate(row.termsOn)];
    own.push({
      id: row.id,
      payerId: row.payerId,
      payerClass: classOf.get(row.payerId) ?? 'unknown',
      rank: row.rank,
      ...(row.mspType && { mspType: row.mspType }),
      ...(effectiveOn && { effectiveOn }),
      ...(termsOn && { termsOn }),
    });
  }
  return byPatient;
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
  const insurance = (await insurancesOf(tx, [claim])).get(claim.id);
  if (!insurance) throw new Error(`Claim ${claim.id} has no insurance`);
  return insurance;
}

/** The same for many claims, by claim: only a claim behind another one costs a question of its own. */
export async function insurancesOf(tx: Tx, claims: readonly ClaimOfChain[]): Promise<Map<string, Insurance>> {
  const active = await coveragesOfPatients(
    tx,
    claims.map(({ patientId }) => patientId),
  );
  const insurances = new Map<string, Insurance>();
  for (const claim of claims) {
    const asked = new Set((await claimChain(tx, claim)).map(({ coverageId }) => coverageId));
    insurances.set(claim.id, await insuranceAmong(tx, { claim, asked, active: active.get(claim.patientId) ?? [] }));
  }
  return insurances;
}

interface Among {
  readonly claim: ClaimOfChain;
  readonly asked: ReadonlySet<string>;
  readonly active: readonly CoverageOnFile[];
}

async function insuranceAmong(tx: Tx, { claim, asked, active }: Among): Promise<Insurance> {
  const on = fromDateColumn(claim.serviceFrom);
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
const endedCoverages = async (tx: Tx, ids: readonly string[]): Promise<CoverageOnFile[]> =>
  [...(await coveragesWhere(tx, { id: { in: [...ids] } })).values()].flat();
