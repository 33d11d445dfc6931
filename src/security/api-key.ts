import { timingSafeEqual } from 'node:crypto';
import { hashSecret, hexToUuid, newSecret, uuidToHex } from './random-token.js';

/**
 * `rk_<env>_<id>_<secret>`: the id holds organization and key id, so that the row can be found inside its tenant;
 * the 256-bit secret is shown once and stored as SHA-256 (reliability.md §6.8).
 */
export interface ParsedApiKey {
  readonly environment: ApiKeyEnvironment;
  readonly organizationId: string;
  readonly keyId: string;
  readonly secretHash: Buffer<ArrayBuffer>;
}

export type ApiKeyEnvironment = 'live' | 'test' | 'dev';

/** The part of an `api_keys` row that decides. */
export interface StoredApiKey {
  readonly secretHash: Uint8Array;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const FORM = /^rk_(live|test|dev)_([0-9a-f]{32})([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;
export const API_KEY_MAX_DAYS = 365;

export const apiKeyEnvironment = (mode: 'development' | 'production' | 'test'): ApiKeyEnvironment =>
  (({ production: 'live', test: 'test', development: 'dev' }) as const)[mode];

/** A new key; `text` is shown to a person once and never again. */
export function newApiKey(
  environment: ApiKeyEnvironment,
  organizationId: string,
  keyId: string,
): { readonly text: string; readonly secretHash: Buffer<ArrayBuffer> } {
  const secret = newSecret();
  return {
    text: `rk_${environment}_${uuidToHex(organizationId)}${uuidToHex(keyId)}_${secret}`,
    secretHash: hashSecret(secret),
  };
}

export function parseApiKey(text: string): ParsedApiKey | undefined {
  const [, environment, organization, key, secret] = FORM.exec(text) ?? [];
  if (!environment || !organization || !key || !secret) return undefined;
  return {
    environment: environment as ApiKeyEnvironment,
    organizationId: hexToUuid(organization),
    keyId: hexToUuid(key),
    secretHash: hashSecret(secret),
  };
}

/** True when the secret fits and the key is neither expired nor revoked. */
export function apiKeyHolds(parsed: ParsedApiKey, stored: StoredApiKey, now: Date): boolean {
  const fits =
    stored.secretHash.length === parsed.secretHash.length && timingSafeEqual(stored.secretHash, parsed.secretHash);
  return fits && stored.revokedAt === null && stored.expiresAt > now;
}
