import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import type { Config } from '../config.js';
import type { Authenticate } from '../identity/authenticate.js';
import { bodyOf, escapeHtml, html } from '../identity/http-answers.js';
import type { Principal } from '../identity/principal.js';
import type { KeyRing } from '../security/key-ring.js';
import { SealedCodec } from './payload-codec.js';
import { type DecodeDeps, decodeForUi, oncePerView } from './ui-codec.js';
import { PRESETS_PAGE, PRESETS_SCRIPT_PATH, presetsScript } from './ui-presets.js';
import { scopeOf } from './ui-scope.js';

export interface UiProxyDeps {
  readonly config: Config;
  readonly keys: KeyRing;
  readonly authenticate: Authenticate;
  /** The access table's word on `payloads.decode`. */
  readonly mayDecode: (principal: Principal) => boolean;
  readonly audit: DecodeDeps['audit'];
}

export interface UiProxy {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const MAX_BODY_BYTES = 16 * 1024 * 1024;
const SETTINGS_PATH = '/api/v1/settings';
const REFUSALS = {
  400: 'This query cannot be read.',
  403: 'Stories are changed through the API only.',
  404: 'Not found.',
} as const;
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'proxy-authorization', 'te', 'trailer'];
// The UI shows summaries and details in frames of its own origin.
const GUARDS = {
  'x-frame-options': 'SAMEORIGIN',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/**
 * The Temporal UI behind our sign-in: decodes payloads for people of the right role and organization, audits each look,
 * lets nothing be changed. The raw UI knows no codec and shows ciphertext only. Logs no URL: the UI puts decoded text in some.
 */
export async function startUiProxy(deps: UiProxyDeps): Promise<UiProxy> {
  const decode: DecodeDeps = { codec: new SealedCodec(deps.keys), audit: oncePerView(deps.audit, Date.now) };
  const server = createServer((req, res) => {
    answer(deps, decode, req, res).catch(() =>
      res.headersSent ? res.destroy() : end(res, 502, 'The Temporal UI does not answer.'),
    );
  });
  server.headersTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${deps.config.ui.port} is taken; RECLAIM_UI_PORT moves the story view.`)
          : error,
      ),
    );
    server.listen(deps.config.ui.port, deps.config.ui.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(deps: UiProxyDeps, decode: DecodeDeps, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const ours = new URL(deps.config.ui.publicUrl);
  const method = req.method ?? 'GET';
  if (req.headers.host !== ours.host) return end(res, 421, 'Unknown host.'); // DNS rebinding
  if (!req.url?.startsWith('/') || !URL.canParse(req.url, ours.origin)) return end(res, 400, 'Unreadable address.');
  const target = new URL(req.url.replace(/^\/+/, '/'), ours.origin);
  const { authorization, cookie, origin } = req.headers;
  if (method !== 'GET' && method !== 'HEAD' && !authorization && origin !== ours.origin)
    return end(res, 403, 'Foreign origin.');
  const found = await deps.authenticate({ method, authorization, cookie, origin });
  if (!found) return askToSignIn(deps.config, target, req, res);
  if (found.renewal) res.appendHeader('set-cookie', found.renewal);
  if (!deps.mayDecode(found.principal)) return end(res, 403, `The role ${found.principal.role} may not read stories.`);
  for (const [name, value] of Object.entries(GUARDS)) res.setHeader(name, value);
  if (target.pathname.startsWith('/codec')) return codec(decode, found.principal, target, req, res);
  if (method === 'GET' && target.pathname === '/') return presetsPage(res);
  if (method === 'GET' && target.pathname === PRESETS_SCRIPT_PATH)
    return script(res, presetsScript(deps.config.temporal.namespace));
  const scope = scopeOf(method, target, found.principal, deps.config.temporal.namespace);
  if (target.pathname === SETTINGS_PATH) return settings(deps.config, req, res);
  if (!scope.allow) return end(res, scope.status, REFUSALS[scope.status]);
  return forward(deps.config, scope.path, req, res);
}

/** After the sign-in the person lands on the page that was asked for; its query stays behind, the UI puts decoded text in some. */
function askToSignIn(config: Config, { pathname }: URL, req: IncomingMessage, res: ServerResponse): void {
  const wanted = new URL(pathname, config.ui.publicUrl).href;
  const signIn = `${config.api.publicUrl}/sign-in?returnTo=${encodeURIComponent(wanted)}`;
  if (!req.headers.accept?.includes('text/html')) return end(res, 401, 'Sign in first.');
  html(
    res,
    401,
    `<h1>Stories</h1><p><a href="${escapeHtml(signIn)}">Sign in</a> to read the stories of your organization.</p>`,
  );
}

async function codec(
  decode: DecodeDeps,
  principal: Principal,
  { pathname }: URL,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  // No /encode: it would not know the story, so the strict worker would refuse its payload.
  if (req.method !== 'POST' || pathname !== '/codec/decode') return end(res, 404, 'This codec only decodes.');
  const body = await bodyOf(req, MAX_BODY_BYTES);
  if (!body) return end(res, 413, 'Too large.');
  const decoded = await decodeForUi(decode, principal, body.toString('utf8'));
  if (decoded === undefined) return end(res, 400, 'Expected { "payloads": [...] }.');
  res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(decoded);
}

function presetsPage(res: ServerResponse): void {
  res.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; script-src 'self'",
  });
  res.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title></head><body>${PRESETS_PAGE}<script src="${PRESETS_SCRIPT_PATH}"></script></body></html>`,
  );
}

function script(res: ServerResponse, text: string): void {
  res.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
  res.end(text);
}

/** The UI's settings with our codec in them and every button that changes a story greyed out. */
async function settings(config: Config, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'GET') return end(res, 403, 'Read only.');
  const upstream = await fetch(new URL(SETTINGS_PATH, config.ui.temporalUiUrl), {
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  });
  if (!upstream.ok) return end(res, 502, 'The Temporal UI does not answer.');
  const original = (await upstream.json()) as { Codec?: object };
  const changed = {
    ...original,
    DefaultNamespace: config.temporal.namespace,
    DisableWriteActions: true,
    DisableNewsFetch: true,
    Codec: {
      ...original.Codec,
      Endpoint: `${config.ui.publicUrl}/codec`,
      PassAccessToken: false,
      IncludeCredentials: true,
    },
  };
  res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(JSON.stringify(changed));
}

/** Passes a reading request on, without our cookies and credentials, and streams the answer back. */
function forward(config: Config, path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const upstream = new URL(config.ui.temporalUiUrl);
  const send = upstream.protocol === 'https:' ? httpsRequest : httpRequest;
  const options = {
    host: upstream.hostname,
    port: upstream.port,
    path,
    method: req.method,
    headers: upstreamHeaders(req, upstream),
  };
  return new Promise((resolve, reject) => {
    const out = send(options, (back) => {
      const headers = Object.entries(back.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
      for (const [name, value] of headers) if (value !== undefined) res.setHeader(name, value);
      if (path.startsWith('/api/') || path.startsWith('/render')) res.setHeader('cache-control', 'no-store');
      res.writeHead(back.statusCode ?? 502);
      pipeline(back, res, (error) => (error ? reject(error) : resolve()));
    });
    out.setTimeout(60_000, () => out.destroy(new Error('timeout')));
    out.once('error', reject);
    res.once('close', () => out.destroy());
    req.pipe(out);
  });
}

/** Host and origin become the UI's own; `sec-fetch-site` stays, without it the UI server asks for a CSRF token. */
function upstreamHeaders(req: IncomingMessage, upstream: URL): Record<string, string | string[]> {
  const { cookie: _ours, authorization: _credentials, ...rest } = req.headers;
  const kept = Object.entries(rest).filter(([name, value]) => value !== undefined && !HOP_BY_HOP.includes(name)) as [
    string,
    string | string[],
  ][];
  return { ...Object.fromEntries(kept), host: upstream.host, ...(req.headers.origin && { origin: upstream.origin }) };
}

function end(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  res.end(text);
}
