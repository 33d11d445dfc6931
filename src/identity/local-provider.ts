import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Config } from '../config.js';
import type { KeyRing } from '../security/key-ring.js';
import { formOf, html, redirect, type HttpHandler } from './http-answers.js';
import { localAdapterFactory } from './local-adapter.js';
import {
  LOCAL_ALGORITHM,
  LOCAL_AUDIENCE,
  LOCAL_CLIENT_ID,
  localClientSecret,
  localIssuer,
  localSigningKey,
} from './local-keys.js';
import { localPeople, personOfAccount } from './local-people.js';
import { choosePersonPage } from './choose-person-page.js';

export interface LocalProviderDeps {
  readonly config: Config;
  readonly keys: KeyRing;
  /** Organizations one can sign in to, the practice first. */
  readonly organizations: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

const CHOOSE = '/choose/';

/**
 * The identity provider of development and tests, to be mounted at `/identity` before any body parser. It signs in one
 * invented person per role without a password; production refuses to start with it.
 */
export function localIdentityProvider(deps: LocalProviderDeps): HttpHandler {
  if (deps.config.mode === 'production') throw new Error('The local identity provider is not for production.');
  const provider = new Provider(localIssuer(deps.config), configuration(deps));
  const protocol = provider.callback();
  return (req, res) => {
    if (!req.url?.startsWith(CHOOSE)) return void protocol(req, res);
    choose(provider, deps, req, res).catch(() => html(res, 400, '<p>This sign-in is over. Start again.</p>'));
  };
}

async function choose(
  provider: Provider,
  deps: LocalProviderDeps,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(req, res);
  if (req.method !== 'POST') return html(res, 200, choosePersonPage(await people(deps), `/identity${CHOOSE}${uid}`));
  const accountId = (await formOf(req)).get('account') ?? '';
  if (!personOfAccount(accountId)) return html(res, 400, '<p>Nobody of that name.</p>');
  redirect(res, await provider.interactionResult(req, res, { login: { accountId, amr: ['pwd'] } }));
}

const people = async ({ organizations }: LocalProviderDeps) =>
  (await organizations()).map(({ id, name }) => ({ name, people: localPeople(id) }));

function configuration({ config, keys }: LocalProviderDeps): Configuration {
  return {
    adapter: localAdapterFactory(),
    jwks: { keys: [localSigningKey(config) as never] },
    clientDefaults: { id_token_signed_response_alg: LOCAL_ALGORITHM },
    clients: [
      {
        client_id: LOCAL_CLIENT_ID,
        client_secret: localClientSecret(keys),
        redirect_uris: [`${config.api.publicUrl}/sign-in/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: [keys.systemKey('oidc-cookies').toString('hex')] },
    claims: { openid: ['sub', 'name', 'role', 'org'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    interactions: { url: (_ctx, interaction) => `/identity${CHOOSE}${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => LOCAL_AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'api',
          audience: LOCAL_AUDIENCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: LOCAL_ALGORITHM } },
        }),
      },
    },
    extraTokenClaims: (_ctx, token) =>
      'accountId' in token && typeof token.accountId === 'string' ? claimsOf(token.accountId) : undefined,
    findAccount: (_ctx, accountId) => {
      const claims = claimsOf(accountId);
      return claims && { accountId, claims: () => ({ sub: accountId, ...claims }) };
    },
    loadExistingGrant: grantWithoutAsking,
    ttl: { AccessToken: 12 * 3600, IdToken: 600, Session: 12 * 3600, Grant: 12 * 3600, Interaction: 3600 },
  };
}

function claimsOf(accountId: string): { name: string; role: string; org: string } | undefined {
  const person = personOfAccount(accountId);
  return person && { name: person.name, role: person.role, org: person.orgId };
}

/** Our own client needs nobody's consent. */
async function grantWithoutAsking({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(LOCAL_AUDIENCE, 'api');
  await grant.save();
  return grant;
}
