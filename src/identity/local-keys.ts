import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import type { KeyRing } from '../security/key-ring.js';
import { writeOnce } from '../security/write-once.js';

export const LOCAL_ALGORITHM = 'ES256';
export const LOCAL_AUDIENCE = 'https://reclaim.local/api';
export const LOCAL_CLIENT_ID = 'reclaim';

/** Where the local identity provider lives: in the API process, under its public address. */
export const localIssuer = (config: { readonly api: { readonly publicUrl: string } }): string =>
  `${config.api.publicUrl}/identity`;

/** The signing key of the local identity provider, made once per data folder; the command line mints tokens with it. */
export function localSigningKey(config: { readonly dataDir: string }): JWK {
  const path = join(config.dataDir, 'identity-key.json');
  writeOnce(path, () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return JSON.stringify({
      ...privateKey.export({ format: 'jwk' }),
      alg: LOCAL_ALGORITHM,
      use: 'sig',
      kid: randomUUID(),
    });
  });
  return JSON.parse(readFileSync(path, 'utf8')) as JWK;
}

/** The secret of our own client at the local provider; derived, so that no file holds one more. */
export const localClientSecret = (keys: KeyRing): string =>
  createHash('sha256').update(keys.systemKey('oidc-client')).digest('hex');
