import { randomUUID } from 'node:crypto';
import { fromDateColumn, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Claim, Coverage } from '../../db/generated/client.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { nextClaimNumber } from '../batches/control-numbers.js';
import { sealClaimContent } from '../claims/claim-content.js';
import { renumber, saveClaimLines } from '../claims/open-claim.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { startStory } from '../stories/record-event.js';

export interface NextClaim {
  readonly parent: Claim;
  readonly coverage: Coverage;
  /** Written for the next payer, still under the parent's numbers. */
  readonly content: Claim837;
  /** The payer before forwarded it: it stands with its payer already, and we send nothing. */
  readonly crossover: boolean;
  /** What the story must remember of the payer before (dates for timely filing). */
  readonly memory: Readonly<Record<string, string>>;
}

/** A claim of its own for the payer after its parent's: same encounter, own number, own story; it posts no charge. */
export async function openNextClaim(deps: Deps, tx: Tx, next: NextClaim): Promise<string> {
  const { parent, coverage, crossover } = next;
  const claimId = randomUUID();
  const claimNumber = await nextClaimNumber(tx);
  const content = renumber(next.content, claimNumber);
  const dates = { from: fromDateColumn(parent.serviceFrom), through: fromDateColumn(parent.serviceThrough) };
  await tx.db.claim.create({
    data: {
      id: claimId,
      organizationId: tx.organizationId,
      claimNumber,
      patientId: parent.patientId,
      accountId: parent.accountId,
      coverageId: coverage.id,
      payerId: coverage.payerId,
      parentClaimId: parent.id,
      sequence: content.subscriber.payerResponsibility,
      kind: parent.kind,
      state: crossover ? 'ACCEPTED' : 'DRAFT',
      chargeCents: parent.chargeCents,
      providerNpi: parent.providerNpi,
      facilityNpi: parent.facilityNpi,
      serviceFrom: parent.serviceFrom,
      serviceThrough: parent.serviceThrough,
      content: sealClaimContent(deps, tx.organizationId, claimId, content),
      stateFacts: { ...next.memory },
      createdOn: toDateColumn(tx.at.date),
    },
  });
  await saveClaimLines(tx, claimId, content, dates);
  await recordAudit(tx, {
    action: 'claim.open',
    subjectType: 'claim',
    subjectId: claimId,
    why: crossover ? `forwarded by the payer of claim ${parent.id}` : `next payer after claim ${parent.id}`,
    after: { claimNumber, payerId: coverage.payerId, parentClaimId: parent.id },
  });
  await startStory(tx, 'claim', claimId, { type: crossover ? 'crossoverAwaited' : 'claimImported' });
  return claimId;
}
