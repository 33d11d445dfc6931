import type { Tx } from '../../db/in-transaction.js';
import type { Intent } from '../../db/generated/client.js';

export const loadIntent = (tx: Tx, intentId: string): Promise<Intent> =>
  tx.db.intent.findUniqueOrThrow({ where: { organizationId_id: { organizationId: tx.organizationId, id: intentId } } });

/** The claim a step is about: its own subject, or the claim of the denial whose story wants it. */
export async function claimOfIntent(tx: Tx, intent: Intent): Promise<string> {
  if (intent.storyKind !== 'appeal') return intent.subjectId;
  const denial = await tx.db.denial.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intent.subjectId } },
  });
  return denial.claimId;
}

/** Stores what is about to leave (names, control numbers) before it leaves, so that a crash can be looked up. */
export async function markSending(tx: Tx, intentId: string, result: object): Promise<void> {
  await tx.db.intent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intentId } },
    data: { result, sentAt: new Date() },
  });
}

export async function confirmIntent(tx: Tx, intentId: string): Promise<void> {
  await tx.db.intent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intentId } },
    data: { state: 'CONFIRMED', closedAt: new Date() },
  });
}

/** It may have left or not, and nobody can look it up: a person decides. */
export async function doubtIntent(tx: Tx, intentId: string): Promise<void> {
  await tx.db.intent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intentId } },
    data: { state: 'IN_DOUBT', closedAt: new Date() },
  });
}
