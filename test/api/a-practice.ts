import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openClaim } from '../../src/app/claims/open-claim.js';
import { addPayer, addTradingPartner } from '../../src/app/organizations/set-up.js';
import { inTransaction, systemActor, toDateColumn } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { generate837 } from '../../src/edi/x12/837p/generate-837.js';
import { RIVERSIDE_PAYERS } from '../../src/edi/x12/837p/practice-catalog.js';
import type { TestApi } from './start-api.js';

export interface TestClaim {
  readonly id: string;
  readonly accountId: string;
  readonly claimNumber: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly memberId: string;
}

const admin = { id: 'test-admin', role: 'admin' };

/** Payers, a partner and open claims of an organization, through the same use cases the product runs. */
export async function openClaims(api: TestApi, org: string, count: number): Promise<TestClaim[]> {
  const folder = join(api.config.dataDir, org);
  const partner = await addTradingPartner(api.deps, admin, org, {
    name: 'Clearinghouse',
    kind: 'clearinghouse',
    senderQualifier: 'ZZ',
    senderId: 'US',
    receiverQualifier: 'ZZ',
    receiverId: 'THEM',
    usage: 'T',
    outboundFolder: join(folder, 'out'),
    inboundFolder: join(folder, 'in'),
    leniencies: {},
    batchMaxClaims: 5_000,
  });
  if (!partner.ok) throw new Error(partner.problem.code);
  for (const payer of RIVERSIDE_PAYERS) {
    await addPayer(api.deps, admin, org, {
      name: payer.name,
      payerCode: payer.id,
      payerClass: 'commercial',
      ruleKey: 'default',
      filingIndicator: payer.filingIndicator,
      billsPatients: true,
      tradingPartnerId: partner.value.id,
    });
  }
  const { claims } = generate837({
    seed: 7,
    claims: count,
    firstServiceDate: plainDate('2025-12-01'),
    dependentPercent: 0,
    returningPercent: 0,
  });
  return inTransaction(api.deps.db, org, { actor: systemActor('test') }, async (tx) => {
    const opened: TestClaim[] = [];
    for (const source of claims) {
      const claim = await openClaim(api.deps, tx, source, randomUUID());
      if (claim.became !== 'opened') throw new Error(JSON.stringify(claim));
      const row = await tx.db.claim.findUniqueOrThrow({
        where: { organizationId_id: { organizationId: org, id: claim.claimId } },
      });
      opened.push({
        id: claim.claimId,
        claimNumber: claim.claimNumber,
        accountId: row.accountId,
        lastName: source.subscriber.name,
        firstName: source.subscriber.firstName ?? '',
        memberId: source.subscriber.memberId ?? '',
      });
    }
    return opened;
  });
}

/** A patient share of a claim and an offered plan over it. */
export async function offerPlan(api: TestApi, org: string, claim: TestClaim): Promise<string> {
  const planId = randomUUID();
  await inTransaction(api.deps.db, org, { actor: systemActor('test') }, async (tx) => {
    const today = toDateColumn(tx.at.date);
    await tx.db.responsibility.create({
      data: {
        id: randomUUID(),
        organizationId: org,
        accountId: claim.accountId,
        claimId: claim.id,
        amountCents: 30_000n,
        dayZero: today,
      },
    });
    await tx.db.paymentPlan.create({
      data: {
        id: planId,
        organizationId: org,
        accountId: claim.accountId,
        totalCents: 30_000n,
        installmentCount: 3,
        proposedOn: today,
      },
    });
    await tx.db.installment.createMany({
      data: [1, 2, 3].map((number) => ({
        organizationId: org,
        planId,
        number,
        dueOn: toDateColumn(plainDate(`2026-0${number + 1}-15`)),
        amountCents: 10_000n,
      })),
    });
  });
  return planId;
}
