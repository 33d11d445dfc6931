import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Config } from '../config.js';
import { LOCAL_ALGORITHM, LOCAL_AUDIENCE, localIssuer, localSigningKey } from './local-keys.js';
import { hasSecondFactor, principalFrom, type ClaimNames } from './principal-claims.js';
import type { Principal } from './principal.js';

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
  readonly claims: ClaimNames;
  readonly requireMfa: boolean;
}

export type TokenVerifier = (token: string) => Promise<Principal | undefined>;

/** Clocks of two machines may differ by this much (reliability goal T3). */
const LEEWAY_SECONDS = 60;
const MAX_TOKEN_CHARS = 8192;
const PUBLIC_KEY_ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];

/** Judges bearer access tokens (RFC 9068): issuer, audience, listed algorithms, `typ`, expiry, known role and organization. */
export function tokenVerifier({ issuer, audience, algorithms, keys, claims, requireMfa }: TokenRules): TokenVerifier {
  return async (token) => {
    if (token.length > MAX_TOKEN_CHARS) return undefined;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        typ: 'at+jwt',
        clockTolerance: LEEWAY_SECONDS,
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      const principal = principalFrom(payload, claims);
      // A machine has no second factor; its key is its only one.
      return principal && requireMfa && principal.kind === 'person' && !hasSecondFactor(payload)
        ? undefined
        : principal;
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return undefined;
      throw error;
    }
  };
}

/** The verifier of this installation: the configured identity provider, else the local one. */
export function openTokenVerifier(config: Config): TokenVerifier {
  if (config.oidc) {
    const { issuer, audience, roleClaim, organizationClaim, requireMfa } = config.oidc;
    const claims = { role: roleClaim, organization: organizationClaim };
    return tokenVerifier({
      issuer,
      audience,
      algorithms: PUBLIC_KEY_ALGORITHMS,
      keys: discoveredKeys(issuer),
      claims,
      requireMfa,
    });
  }
  const { d: _private, ...publicKey } = localSigningKey(config);
  return tokenVerifier({
    issuer: localIssuer(config),
    audience: LOCAL_AUDIENCE,
    algorithms: [LOCAL_ALGORITHM],
    keys: createLocalJWKSet({ keys: [publicKey] }),
    claims: { role: 'role', organization: 'org' },
    requireMfa: false,
  });
}

/** Keys of the provider, found through its discovery document on first use, then kept and refreshed by jose. */
function discoveredKeys(issuer: string): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    found ??= discover(issuer).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return (await found)(header, token);
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(5000),
  });
  if (!answer.ok) throw new Error(`The identity provider answers ${answer.status} to discovery.`);
  const document = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (document.issuer !== issuer && document.issuer !== `${issuer}/`)
    throw new Error('The identity provider names another issuer.');
  return createRemoteJWKSet(new URL(String(document.jwks_uri)));
}
