import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { ensureSearchAttributes } from '../../src/temporal/search-attributes.js';

/** A namespace of its own with the product's search attributes, usable when this resolves. */
export async function createNamespace(address: string): Promise<string> {
  const namespace = `spec-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  try {
    await ensureSearchAttributes(connection, namespace);
    return namespace;
  } finally {
    await connection.close();
  }
}
