import type { Config } from '../config.js';
import { roles, type Role } from '../domain/roles.js';
import { apiKeyEnvironment, apiKeyHolds, parseApiKey, type StoredApiKey } from '../security/api-key.js';
import type { Principal } from './principal.js';
import type { SessionCookies } from './session-cookie.js';
import type { TokenVerifier } from './token-verifier.js';

/** An `api_keys` row, read inside its tenant. */
export interface ApiKeyRow extends StoredApiKey {
  readonly role: string;
  readonly name: string;
}

export interface AuthenticatorDeps {
  readonly config: Pick<Config, 'mode' | 'api' | 'ui'>;
  readonly verifyToken: TokenVerifier;
  readonly sessions: SessionCookies;
  readonly findApiKey: (organizationId: string, keyId: string) => Promise<ApiKeyRow | undefined>;
  readonly now: () => Date;
}

/** What of a request decides who asks. */
export interface Credentials {
  readonly method: string;
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
  readonly origin?: string | undefined;
}

export interface Authenticated {
  readonly principal: Principal;
  /** Set-Cookie value that keeps a browser session alive. */
  readonly renewal?: string;
}

export type Authenticate = (credentials: Credentials) => Promise<Authenticated | undefined>;

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Bearer API key, bearer access token, or session cookie, in this order; a bad bearer never falls back to the cookie.
 * A cookie counts for a change only with our own Origin: SameSite ignores the port, so another local server could send it.
 */
export function authenticator(deps: AuthenticatorDeps): Authenticate {
  const ours = [deps.config.api.publicUrl, deps.config.ui.publicUrl].map((url) => new URL(url).origin);
  return async ({ method, authorization, cookie, origin }) => {
    if (authorization !== undefined) {
      const bearer = /^Bearer ([^\s]+)$/i.exec(authorization)?.[1];
      if (!bearer) return undefined;
      const principal = bearer.startsWith('rk_') ? await integrationOf(deps, bearer) : await deps.verifyToken(bearer);
      return principal && { principal };
    }
    if (!SAFE_METHODS.includes(method) && !ours.includes(origin ?? '')) return undefined;
    return deps.sessions.read(cookie);
  };
}

async function integrationOf(
  { config, findApiKey, now }: AuthenticatorDeps,
  text: string,
): Promise<Principal | undefined> {
  const parsed = parseApiKey(text);
  if (!parsed || parsed.environment !== apiKeyEnvironment(config.mode)) return undefined;
  const row = await findApiKey(parsed.organizationId, parsed.keyId);
  const role = roles.find((known): known is Role => known === row?.role);
  if (!row || !role || !apiKeyHolds(parsed, row, now())) return undefined;
  return {
    subject: `api-key:${parsed.keyId}`,
    name: row.name,
    role,
    orgId: parsed.organizationId,
    kind: 'integration',
  };
}
