import { randomUUID } from 'node:crypto';
import type { Claim } from '../../db/generated/client.js';
import { fromDateColumn, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { chargeSplitPosting } from '../../domain/ledger/claim-postings.js';
import { sumCents } from '../../domain/money.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { nextClaimNumber } from '../batches/control-numbers.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { recordAudit } from '../stories/record-audit.js';
import { startStory } from '../stories/record-event.js';
import { openClaimContent, sealClaimContent } from './claim-content.js';
import { attachmentNumbers, renumber, saveClaimLines } from './open-claim.js';
import { serviceDates } from './service-dates.js';
import { withdrawQueued } from './withdraw-queued.js';

/**
 * Parts a claim before it is sent: the numbered lines get a claim of their own, with their charges, the same patient, coverage
 * and payer, and a story that starts with `untimelyLinesKept`. Nothing is lost: both claims together are what was imported.
 */
export async function splitOffLines(deps: Deps, tx: Tx, row: Claim, numbers: readonly number[]): Promise<void> {
  await withdrawQueued(tx, row.id, 'untimely lines are split off');
  const whole = openClaimContent(deps, tx.organizationId, row.id, row.content);
  const newClaimId = randomUUID();
  const newNumber = await nextClaimNumber(tx);
  const kept = partOf(whole, row.claimNumber, (line) => !numbers.includes(line));
  // What the patient has paid stays with the claim that goes on.
  const off: Claim837 = { ...partOf(whole, newNumber, (line) => numbers.includes(line)), amounts: [] };
  await tx.db.claim.create({
    data: {
      ...placeOf(row),
      ...whatOf(deps, tx, newClaimId, off),
      id: newClaimId,
      claimNumber: newNumber,
      stateFacts: { splitFrom: row.id },
      createdOn: toDateColumn(tx.at.date),
    },
  });
  await tx.db.claim.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: row.id } },
    data: { ...whatOf(deps, tx, row.id, kept), contentVersion: { increment: 1 } },
  });
  await tx.db.claimLine.deleteMany({ where: { organizationId: tx.organizationId, claimId: row.id } });
  for (const [claimId, part] of [[row.id, kept] as const, [newClaimId, off] as const])
    await saveClaimLines(tx, claimId, part, datesOf(row, part));
  const amountCents = off.chargeCents;
  const posted = { claimId: row.id, newClaimId, payerId: row.payerId, amountCents, effectiveDate: tx.at.date };
  await savePostings(tx, [chargeSplitPosting(posted)]);
  await auditBoth(tx, row, { newClaimId, newNumber, numbers });
  const first = { type: 'untimelyLinesKept', facts: { fromClaim: row.claimNumber } };
  await startStory(tx, 'claim', newClaimId, first);
}

function partOf(whole: Claim837, claimNumber: string, belongs: (line: number) => boolean): Claim837 {
  const lines = whole.lines.filter((_line, at) => belongs(at + 1));
  return renumber({ ...whole, lines, chargeCents: sumCents(lines.map((line) => line.chargeCents)) }, claimNumber);
}

const datesOf = (row: Claim, part: Claim837) =>
  serviceDates(part) ?? { from: fromDateColumn(row.serviceFrom), through: fromDateColumn(row.serviceThrough) };

/** Who and where: the same for both parts. */
const placeOf = (row: Claim) => ({
  organizationId: row.organizationId,
  sourceFileId: row.sourceFileId,
  patientId: row.patientId,
  accountId: row.accountId,
  coverageId: row.coverageId,
  payerId: row.payerId,
  sequence: row.sequence,
  kind: row.kind,
  providerNpi: row.providerNpi,
  facilityNpi: row.facilityNpi,
  serviceFrom: row.serviceFrom,
  serviceThrough: row.serviceThrough,
});

function whatOf(deps: Deps, tx: Tx, claimId: string, part: Claim837) {
  const dates = serviceDates(part);
  return {
    chargeCents: BigInt(part.chargeCents),
    content: sealClaimContent(deps, tx.organizationId, claimId, part),
    attachmentNumbers: attachmentNumbers(part),
    ...(dates && { serviceFrom: toDateColumn(dates.from), serviceThrough: toDateColumn(dates.through) }),
  };
}

interface Parted {
  readonly newClaimId: string;
  readonly newNumber: string;
  readonly numbers: readonly number[];
}

async function auditBoth(tx: Tx, row: Claim, { newClaimId, newNumber, numbers }: Parted): Promise<void> {
  const why = `lines ${numbers.join(', ')} are past Medicare’s filing limit (42 CFR 424.44)`;
  await recordAudit(tx, {
    action: 'claim.splitOff',
    subjectType: 'claim',
    subjectId: row.id,
    why,
    after: { newClaimId },
  });
  await recordAudit(tx, {
    action: 'claim.open',
    subjectType: 'claim',
    subjectId: newClaimId,
    why: `${why}; of claim ${row.id}`,
    after: { claimNumber: newNumber, payerId: row.payerId },
  });
}
