import { Prisma, type Intent } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { loadIntent } from './close-intent.js';

/**
 * The file of ours of one kind with this control number (ISA13 padded to nine digits, or GS06), if there is one. Kind and column
 * stand in the text as in the partial indexes `intents_attachment_interchange` and `intents_attachment_group`: they are no values.
 */
export async function sentWithControl(
  tx: Tx,
  kind: 'sendAttachment' | 'sendAuthorizationRequest',
  which: 'interchange' | 'group',
  control: string,
): Promise<Intent | undefined> {
  const [found] = await tx.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM intents WHERE organization_id = ${tx.organizationId}::uuid AND kind = ${Prisma.raw(`'${kind}'`)}
       AND result->>${Prisma.raw(`'${which}'`)} = ${control} LIMIT 1`);
  return found && loadIntent(tx, found.id);
}
