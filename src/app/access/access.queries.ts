import { inTransaction, systemActor, UnknownOrganization } from '../../db/in-transaction.js';
import type { Database } from '../../db/database.js';

export interface FoundApiKey {
  readonly role: string;
  readonly name: string;
  readonly secretHash: Uint8Array;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** The row of an API key inside the organization its text names. */
export async function findApiKey(
  db: Database,
  organizationId: string,
  keyId: string,
): Promise<FoundApiKey | undefined> {
  try {
    return await inTransaction(
      db,
      organizationId,
      { actor: systemActor('sign-in') },
      async (tx) =>
        (await tx.db.apiKey.findUnique({ where: { organizationId_id: { organizationId, id: keyId } } })) ?? undefined,
    );
  } catch (error) {
    if (error instanceof UnknownOrganization) return undefined;
    throw error;
  }
}

/** Every organization by name, read with the relay's role, the only one that sees them all; for the local sign-in page. */
export const organizationNames = async (
  relay: Database,
): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  relay.organization.findMany({ select: { id: true, name: true }, orderBy: { createdAt: 'asc' } });
