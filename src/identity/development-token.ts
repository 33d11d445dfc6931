import { importJWK, SignJWT } from 'jose';
import type { Config } from '../config.js';
import type { Role } from '../domain/roles.js';
import { LOCAL_ALGORITHM, LOCAL_AUDIENCE, localIssuer, localSigningKey } from './local-keys.js';
import { localPerson } from './local-people.js';

export interface DevelopmentTokenRequest {
  readonly role: Role;
  readonly org: string;
  readonly subject?: string;
  readonly name?: string;
}

const LIFETIME = '12h';

/** An access token as the local identity provider would give it; only where that provider exists. */
export async function mintDevelopmentToken(
  config: Pick<Config, 'mode' | 'oidc' | 'dataDir' | 'api'>,
  { role, org, subject, name }: DevelopmentTokenRequest,
): Promise<string> {
  if (config.mode === 'production' || config.oidc)
    throw new Error('Tokens come from your identity provider here; none are minted.');
  const jwk = localSigningKey(config);
  const person = localPerson(role, org);
  return new SignJWT({ role, org, name: name ?? person.name })
    .setProtectedHeader({ alg: LOCAL_ALGORITHM, typ: 'at+jwt', kid: jwk.kid ?? '' })
    .setIssuer(localIssuer(config))
    .setAudience(LOCAL_AUDIENCE)
    .setSubject(subject ?? person.subject)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(await importJWK(jwk, LOCAL_ALGORITHM));
}
