import type { IncomingMessage, ServerResponse } from 'node:http';
import { jwtVerify, SignJWT } from 'jose';
import * as client from 'openid-client';
import type { Config } from '../config.js';
import type { KeyRing } from '../security/key-ring.js';
import { escapeHtml, html, json, redirect, type HttpHandler } from './http-answers.js';
import { LOCAL_CLIENT_ID, localClientSecret, localIssuer } from './local-keys.js';
import { hasSecondFactor, principalFrom } from './principal-claims.js';
import { cookieValue, type SessionCookies } from './session-cookie.js';

export interface SignInDeps {
  readonly config: Config;
  readonly keys: KeyRing;
  readonly sessions: SessionCookies;
  /** Writes the audit row of a sign-in before the cookie is given. */
  readonly audit: (event: { readonly subject: string; readonly role: string; readonly orgId: string }) => Promise<void>;
}

interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

const ATTEMPT_COOKIE = 'reclaim_sign_in';
const ATTEMPT_SECONDS = 600;

/**
 * People's sign-in by code flow with PKCE, to be mounted at `/sign-in`: `GET /` begins, `GET /callback` ends it,
 * `GET /who` says who is signed in, `POST /out` signs out. The browser gets our cookie, never a token of the provider.
 */
export function signInRoutes(deps: SignInDeps): HttpHandler {
  const provider = lazily(() => discover(deps));
  return (req, res) => {
    const url = new URL(req.url ?? '/', deps.config.api.publicUrl);
    const route = `${req.method} ${url.pathname.replace(/\/$/, '')}`;
    const answer = async (): Promise<void> => {
      if (route === 'GET ') return begin(deps, await provider(), url, res);
      if (route === 'GET /callback') return finish(deps, await provider(), url, req, res);
      if (route === 'GET /who') return who(deps, req, res);
      if (route === 'POST /out') return out(deps, req, res);
      html(res, 404, '<p>There is nothing here.</p>');
    };
    answer().catch(() => html(res, 503, '<p>Sign-in is not available right now.</p>'));
  };
}

async function begin(
  { config, keys }: SignInDeps,
  provider: client.Configuration,
  url: URL,
  res: ServerResponse,
): Promise<void> {
  const verifier = client.randomPKCECodeVerifier();
  const attempt: Attempt = {
    verifier,
    state: client.randomState(),
    nonce: client.randomNonce(),
    returnTo: safeReturn(config, url.searchParams.get('returnTo')),
  };
  const target = client.buildAuthorizationUrl(provider, {
    redirect_uri: callbackUrl(config),
    scope: 'openid',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  redirect(res, target.href, [await attemptCookie(config, keys, attempt)]);
}

async function finish(
  deps: SignInDeps,
  provider: client.Configuration,
  url: URL,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { config, keys, sessions } = deps;
  const attempt = await readAttempt(keys, req.headers.cookie);
  if (!attempt) return html(res, 400, '<p>This sign-in is over. <a href="/sign-in">Start again</a>.</p>');
  const current = new URL(`${callbackUrl(config)}${url.search}`);
  const claims = await client
    .authorizationCodeGrant(provider, current, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    })
    .then(
      (tokens) => tokens.claims(),
      () => undefined,
    );
  const names = { role: config.oidc?.roleClaim ?? 'role', organization: config.oidc?.organizationClaim ?? 'org' };
  const principal = claims && principalFrom(claims, names);
  const secondFactor = !config.oidc?.requireMfa || (claims !== undefined && hasSecondFactor(claims));
  if (!principal || principal.kind !== 'person' || !secondFactor)
    return html(res, 403, '<p>This account may not sign in here.</p>');
  await deps.audit(principal);
  res.setHeader('set-cookie', [await sessions.start(principal), clearedAttempt(config)]);
  // A page, not a redirect: a SameSite=Strict cookie is not sent along a redirect chain that began at another site.
  html(
    res,
    200,
    `<p>Signed in as ${escapeHtml(principal.name)}. <a href="${escapeHtml(attempt.returnTo)}">Go on</a>.</p>`,
    `<meta http-equiv="refresh" content="0; url=${escapeHtml(attempt.returnTo)}">`,
  );
}

async function who({ sessions }: SignInDeps, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const session = await sessions.read(req.headers.cookie);
  if (session?.renewal) res.setHeader('set-cookie', session.renewal);
  if (session) json(res, 200, session.principal);
  else
    json(
      res,
      401,
      { type: 'about:blank', title: 'Sign in first.', status: 401, code: 'notSignedIn' },
      'application/problem+json',
    );
}

async function out({ config, sessions }: SignInDeps, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.headers.origin !== new URL(config.api.publicUrl).origin)
    return html(res, 403, '<p>Sign out on our own page.</p>');
  redirect(res, '/sign-in/who', [sessions.end()]);
}

async function discover({ config, keys }: SignInDeps): Promise<client.Configuration> {
  if (config.oidc) {
    const { issuer, clientId, clientSecret } = config.oidc;
    return client.discovery(new URL(issuer), clientId, clientSecret);
  }
  // The local provider answers on loopback by plain HTTP.
  return client.discovery(new URL(localIssuer(config)), LOCAL_CLIENT_ID, localClientSecret(keys), undefined, {
    execute: [client.allowInsecureRequests],
  });
}

/** Only our own pages: a path of the API, or the Temporal UI behind our proxy. */
function safeReturn(config: Config, wanted: string | null): string {
  const ours = [config.api.publicUrl, config.ui.publicUrl].map((url) => new URL(url).origin);
  if (!wanted || !URL.canParse(wanted, config.api.publicUrl)) return config.ui.publicUrl;
  const target = new URL(wanted, config.api.publicUrl);
  return ours.includes(target.origin) ? target.href : config.ui.publicUrl;
}

const callbackUrl = (config: Config): string => `${config.api.publicUrl}/sign-in/callback`;

/** Lax, not Strict: the provider may be another site, and its redirect must bring this cookie back. */
const attemptAttributes = (config: Config, maxAge: number): string =>
  `Path=/sign-in; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${config.api.publicUrl.startsWith('https:') ? '; Secure' : ''}`;

const clearedAttempt = (config: Config): string => `${ATTEMPT_COOKIE}=; ${attemptAttributes(config, 0)}`;

async function attemptCookie(config: Config, keys: KeyRing, attempt: Attempt): Promise<string> {
  const text = await new SignJWT({ ...attempt })
    .setProtectedHeader({ alg: 'HS256', typ: 'sign-in+jwt' })
    .setIssuedAt()
    .setExpirationTime(`${ATTEMPT_SECONDS}s`)
    .sign(keys.systemKey('session'));
  return `${ATTEMPT_COOKIE}=${text}; ${attemptAttributes(config, ATTEMPT_SECONDS)}`;
}

async function readAttempt(keys: KeyRing, cookieHeader: string | undefined): Promise<Attempt | undefined> {
  const text = cookieValue(cookieHeader, ATTEMPT_COOKIE) ?? '';
  return jwtVerify<Attempt>(text, keys.systemKey('session'), {
    algorithms: ['HS256'],
    typ: 'sign-in+jwt',
    requiredClaims: ['exp'],
  }).then(
    ({ payload }) => payload,
    () => undefined,
  );
}

/** Remembers the first success; a failure is tried again next time. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
