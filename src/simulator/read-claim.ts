import { bodyOf } from '../api-client/client.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { PracticeApi } from './practice-api.js';

/** A claim as the office reads it: our number and the content as it would be sent. */
export interface ReadClaim {
  readonly claimNumber: string;
  readonly content: Claim837;
}

export async function readClaim(api: PracticeApi, id: string): Promise<ReadClaim> {
  const claim = bodyOf(await api.as('supervisor').GET('/claims/{id}', { params: { path: { id } } }));
  return { claimNumber: claim.claimNumber, content: claim.content as Claim837 };
}
