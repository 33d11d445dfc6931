import type { Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { newLinkToken } from '../../security/one-time-link.js';

export interface NewLink {
  readonly accountId: string;
  /** 'statement' or 'plan-offer': what the page behind the link is about. */
  readonly purpose: string;
  readonly planId?: string;
  readonly noticeId?: string;
  readonly expiresOn: PlainDate;
}

/** Stores the hash of a new token in the caller's transaction; the text returned goes into one mail and nowhere else. */
export async function createLink(tx: Tx, link: NewLink): Promise<string> {
  const token = newLinkToken(tx.organizationId);
  tx.write`
    INSERT INTO one_time_links (token_hash, organization_id, account_id, purpose, plan_id, notice_id, expires_on)
    VALUES (${token.tokenHash}, ${tx.organizationId}::uuid, ${link.accountId}::uuid, ${link.purpose}, ${link.planId ?? null}::uuid,
            ${link.noticeId ?? null}::uuid, ${link.expiresOn}::date)`;
  return token.text;
}
