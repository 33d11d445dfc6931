import { toDateColumn, type Tx } from '../../db/in-transaction.js';
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
  await tx.db.oneTimeLink.create({
    data: {
      tokenHash: token.tokenHash,
      organizationId: tx.organizationId,
      accountId: link.accountId,
      purpose: link.purpose,
      planId: link.planId ?? null,
      noticeId: link.noticeId ?? null,
      expiresOn: toDateColumn(link.expiresOn),
    },
  });
  return token.text;
}
