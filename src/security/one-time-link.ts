import { hashSecret, hexToUuid, newSecret, uuidToHex } from './random-token.js';

/** What a patient's link carries: the opaque organization, to find the row inside its tenant, and a 256-bit secret; no PHI. */
export interface ParsedLinkToken {
  readonly organizationId: string;
  readonly tokenHash: Buffer<ArrayBuffer>;
}

const FORM = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/;

/** A new token; only its hash is stored, the text goes into one mail. */
export function newLinkToken(organizationId: string): {
  readonly text: string;
  readonly tokenHash: Buffer<ArrayBuffer>;
} {
  const text = `${Buffer.from(uuidToHex(organizationId), 'hex').toString('base64url')}.${newSecret()}`;
  return { text, tokenHash: hashSecret(text) };
}

export function parseLinkToken(text: string): ParsedLinkToken | undefined {
  const organization = FORM.exec(text)?.[1];
  if (!organization) return undefined;
  return {
    organizationId: hexToUuid(Buffer.from(organization, 'base64url').toString('hex')),
    tokenHash: hashSecret(text),
  };
}
