import type { Tx } from '../../db/in-transaction.js';
import type { Intent } from '../../db/generated/client.js';

/** Every step begins here: one statement of the driver's. Every column by its name; one added to the table belongs here too. */
export async function loadIntent(tx: Tx, intentId: string): Promise<Intent> {
  const [intent] = await tx.db.$queryRaw<Intent[]>`
    SELECT id, organization_id AS "organizationId", business_key AS "businessKey", kind, story_kind AS "storyKind",
           subject_id AS "subjectId", details, state, result, intended_on AS "intendedOn", sent_at AS "sentAt", closed_at AS "closedAt"
      FROM intents WHERE organization_id = ${tx.organizationId}::uuid AND id = ${intentId}::uuid`;
  if (!intent) throw new Error(`intent ${intentId} is not on file`);
  return intent;
}

/** The claim a step is about: its own subject, the claim of the denial whose story wants it, or the one a daily step names. */
export async function claimOfIntent(tx: Tx, intent: Intent): Promise<string> {
  if (intent.storyKind === 'day-book') return (intent.details as { claimId: string }).claimId;
  if (intent.storyKind !== 'appeal') return intent.subjectId;
  const denial = await tx.db.denial.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intent.subjectId } },
  });
  return denial.claimId;
}

/** Stores what is about to leave (names, control numbers) before it leaves, so that a crash can be looked up. */
export async function markSending(tx: Tx, intentId: string, result: object): Promise<void> {
  tx.write`
    UPDATE intents SET result = ${JSON.stringify(result)}::jsonb, sent_at = ${new Date()}
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${intentId}::uuid`;
}

/** Nothing leaves now; a later turn, or the end of a payer's outage, intends it again. */
export async function holdIntent(tx: Tx, intentId: string): Promise<void> {
  tx.write`
    UPDATE intents SET state = 'HELD' WHERE organization_id = ${tx.organizationId}::uuid AND id = ${intentId}::uuid`;
}

export const confirmIntent = (tx: Tx, intentId: string): Promise<void> => close(tx, intentId, 'CONFIRMED');

/** It may have left or not, and nobody can look it up: a person decides. */
export const doubtIntent = (tx: Tx, intentId: string): Promise<void> => close(tx, intentId, 'IN_DOUBT');

async function close(tx: Tx, intentId: string, state: 'CONFIRMED' | 'IN_DOUBT'): Promise<void> {
  tx.write`
    UPDATE intents SET state = ${state}, closed_at = ${new Date()}
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${intentId}::uuid`;
}
