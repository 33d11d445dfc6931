import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  type INestApplication,
  Module,
  Param,
  Post,
  StandardSchemaValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { AccessGuard, type AccessEvent } from '../../src/api/guards/access-guard.js';
import { assertEveryRouteHasARow } from '../../src/api/guards/every-route-has-a-row.js';
import { Operation } from '../../src/api/guards/operation.js';
import { IdempotencyInterceptor, type IdempotencyStore } from '../../src/api/idempotency.interceptor.js';
import { ProblemFilter } from '../../src/api/problem-filter.js';
import type { KeyBeginning } from '../../src/app/idempotency/idempotency-keys.js';
import { RateLimits } from '../../src/api/rate-limits.js';
import { currentActor, currentPrincipal, requestContext } from '../../src/api/request-context.js';
import { type Config, readConfig } from '../../src/config.js';
import { problem, ProblemError } from '../../src/contracts/problems.js';
import { authenticator } from '../../src/identity/authenticate.js';
import { mintDevelopmentToken } from '../../src/identity/development-token.js';
import { localIdentityProvider } from '../../src/identity/local-provider.js';
import { SessionCookies } from '../../src/identity/session-cookie.js';
import { signInRoutes } from '../../src/identity/sign-in.js';
import { openTokenVerifier } from '../../src/identity/token-verifier.js';
import { newKeyFile } from '../../src/security/key-file.js';
import { KeyRing } from '../../src/security/key-ring.js';

const org = randomUUID();
const holdForm = z.strictObject({ reason: z.string().min(3) });
let effects = 0;

@Controller()
class ProbeController {
  @Get('claims/:id')
  @Operation('claims.read')
  read(@Param('id') id: string) {
    if (id === 'away') throw Object.assign(new Error('SECRET-IN-ERROR'), { code: 'P2028' });
    if (id === 'boom') throw new Error('SECRET-IN-ERROR');
    return { id, actor: currentActor(), org: currentPrincipal().orgId };
  }

  @Post('claims/:id/hold')
  @HttpCode(202)
  @Operation('claims.hold')
  async hold(@Param('id') id: string, @Body({ schema: holdForm }) body: z.infer<typeof holdForm>) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    effects += 1;
    if (body.reason === 'late') throw new ProblemError(problem('commandRefused', 'Too late.', { id }));
    if (body.reason === 'away') throw new ProblemError(problem('storyUnavailable', 'Away.'));
    return { zebra: 1, id, effects };
  }

  @Get('unlisted')
  unlisted() {
    return 'never seen';
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

/** The table `idempotency_keys` as a map. */
function mapStore(): IdempotencyStore {
  const rows = new Map<string, { requestHash: string; answer?: { status: number; body: string } }>();
  return {
    begin: async (place, requestHash): Promise<KeyBeginning> => {
      const row = rows.get(JSON.stringify(place));
      if (!row) rows.set(JSON.stringify(place), { requestHash });
      if (!row) return { state: 'new' };
      return row.answer
        ? { state: 'done', requestHash: row.requestHash, ...row.answer }
        : { state: 'running', requestHash: row.requestHash };
    },
    finish: async (place, answer) =>
      void rows.set(JSON.stringify(place), { requestHash: rows.get(JSON.stringify(place))?.requestHash ?? '', answer }),
    abandon: async (place) => void rows.delete(JSON.stringify(place)),
  };
}

const dataDir = mkdtempSync(join(tmpdir(), 'doors-'));
const keys = new KeyRing(newKeyFile());
const seen: AccessEvent[] = [];
const unexpected: unknown[] = [];
const signIns: string[] = [];
let app: INestApplication;
let config: Config;
let origin = '';
const token: Record<string, string> = {};

beforeAll(async () => {
  app = await NestFactory.create(ProbeModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  const port = (app.getHttpServer().address() as AddressInfo).port;
  await app.close();
  origin = `http://127.0.0.1:${port}`;
  config = readConfig({ RECLAIM_MODE: 'test', RECLAIM_DATA_DIR: dataDir, RECLAIM_API_PORT: String(port) });
  app = await NestFactory.create(ProbeModule, { logger: false });
  const sessions = new SessionCookies(config, keys);
  app.use(requestContext);
  app.use(
    '/identity',
    localIdentityProvider({
      config,
      keys,
      organizations: async () => [{ id: org, name: 'Riverside <Family> Practice' }],
    }),
  );
  app.use('/sign-in', signInRoutes({ config, keys, sessions, audit: async ({ role }) => void signIns.push(role) }));
  app.useGlobalPipes(new StandardSchemaValidationPipe());
  const limits = new RateLimits({ requestsPerSecond: 10_000, failuresPerMinute: 10_000 });
  app.useGlobalFilters(new ProblemFilter({ unexpected: ({ error }) => void unexpected.push(error) }, limits));
  const authenticate = authenticator({
    config,
    sessions,
    verifyToken: openTokenVerifier(config),
    findApiKey: async () => undefined,
    now: () => new Date(),
  });
  app.useGlobalGuards(new AccessGuard({ authenticate, limits, recordAccess: async (event) => void seen.push(event) }));
  app.useGlobalInterceptors(new IdempotencyInterceptor(mapStore(), keys));
  await app.listen(port, '127.0.0.1');
  for (const role of ['specialist', 'supervisor', 'admin'] as const)
    token[role] = await mintDevelopmentToken(config, { role, org });
});
afterAll(async () => {
  await app?.close();
  rmSync(dataDir, { recursive: true });
});

const ask = async (path: string, init: RequestInit & { as?: string } = {}) => {
  const headers = {
    ...(init.as && { authorization: `Bearer ${token[init.as]}` }),
    ...(init.body && { 'content-type': 'application/json' }),
    ...(init.headers as object),
  };
  const answer = await fetch(origin + path, { redirect: 'manual', ...init, headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const hold = (reason: string, key?: string, as = 'supervisor') =>
  ask('/claims/c-1/hold', {
    method: 'POST',
    as,
    body: JSON.stringify({ reason }),
    ...(key && { headers: { 'idempotency-key': key } }),
  });

describe('the doors of the API', () => {
  it('stay closed while a route has no row', () => {
    expect(() => assertEveryRouteHasARow(app)).toThrow('ProbeController.unlisted has no row in the access table');
  });

  it('let nobody in without a sign-in, and answer in problem+json with a request id', async () => {
    const answer = await ask('/claims/c-1', { headers: { 'x-request-id': 'my-request-1' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ]);
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'notSignedIn',
      status: 401,
      instance: 'urn:reclaim:request:my-request-1',
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('let a specialist read a claim and write the look to the access log', async () => {
    const answer = await ask('/claims/c-1', { as: 'specialist' });
    expect(JSON.parse(answer.text)).toMatchObject({
      id: 'c-1',
      org,
      actor: { id: `local:specialist:${org}`, role: 'specialist' },
    });
    expect(seen.at(-1)).toMatchObject({ operation: 'claims.read', action: 'view', outcome: 'allowed' });
  });

  it('keep the id of the claim looked at, and no other text of the caller', async () => {
    const id = randomUUID();
    await ask(`/claims/${id}`, { as: 'specialist' });
    expect(seen.at(-1)).toMatchObject({ subjectId: id });
    await ask('/claims/MARY-DOE', { as: 'specialist' });
    expect(seen.at(-1)).not.toHaveProperty('subjectId');
  });

  it('turn an administrator away from a claim and log the denial', async () => {
    expect((await ask('/claims/c-1', { as: 'admin' })).status).toBe(403);
    expect(seen.at(-1)).toMatchObject({ operation: 'claims.read', outcome: 'denied', principal: { role: 'admin' } });
  });

  it('do not open a route that is not in the table, even to a director', async () => {
    expect((await ask('/unlisted', { as: 'supervisor' })).status).toBe(403);
  });

  it('show nothing of an unexpected error', async () => {
    const answer = await ask('/claims/boom', { as: 'specialist' });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([500, 'internal']);
    expect(answer.text).not.toContain('SECRET');
    expect(unexpected).toEqual([
      { kind: 'Error', at: expect.arrayContaining([expect.stringContaining('ProbeController.read')]) },
    ]);
    expect(JSON.stringify(unexpected)).not.toContain('SECRET');
  });

  it('say of a database that takes nobody in to come again, not that something broke', async () => {
    const answer = await ask('/claims/away', { as: 'specialist' });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, 'unavailable']);
    expect(answer.text).not.toContain('SECRET');
    expect(unexpected.at(-1)).toMatchObject({ kind: 'Error', code: 'P2028' });
  });

  it('answer unknown paths and broken bodies in problem+json', async () => {
    expect(JSON.parse((await ask('/nowhere', { as: 'specialist' })).text)).toMatchObject({
      code: 'notFound',
      status: 404,
    });
    const broken = await ask('/claims/c-1/hold', {
      method: 'POST',
      as: 'supervisor',
      body: '{"reason":',
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(JSON.parse(broken.text)).toMatchObject({ code: 'invalidInput', status: 400 });
  });

  it('name the known fields of a wrong body, never what was sent', async () => {
    const answer = await ask('/claims/c-1/hold', {
      method: 'POST',
      as: 'supervisor',
      body: JSON.stringify({ reason: 7, canaryKey: 'CANARY' }),
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'invalidInput',
      errors: [expect.stringContaining('reason'), 'Unrecognized key: (not repeated here)'],
    });
    expect(answer.text).not.toMatch(/canary/i);
  });
});

describe('Idempotency-Key', () => {
  it('is asked of every POST that changes something', async () =>
    expect(JSON.parse((await hold('call payer')).text).code).toBe('idempotencyKeyMissing'));

  it('gives a hundred callers at once one effect, one status, the same bytes', async () => {
    const before = effects,
      key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => hold('call payer', key)));
    expect(effects - before).toBe(1);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set([`202 {"zebra":1,"id":"c-1","effects":${effects}}`]),
    );
  });

  it('refuses another body under the same key', async () => {
    const key = randomUUID();
    await hold('call payer', key);
    expect(JSON.parse((await hold('something else', key)).text)).toMatchObject({
      code: 'idempotencyMismatch',
      status: 422,
    });
  });

  it('gives a refusal again, and lets one that may pass be tried again', async () => {
    const [late, away] = [randomUUID(), randomUUID()];
    const before = effects;
    const [first, second] = [await hold('late', late), await hold('late', late)];
    expect([first.status, second.status, effects - before]).toEqual([409, 409, 1]);
    expect({ ...JSON.parse(second.text), instance: '' }).toEqual({ ...JSON.parse(first.text), instance: '' });
    expect([(await hold('away', away)).status, (await hold('away', away)).status, effects - before]).toEqual([
      503, 503, 3,
    ]);
  });

  it('is free again after a body of the wrong form', async () => {
    const key = randomUUID();
    expect((await hold('x', key)).status).toBe(400);
    expect((await hold('call payer', key)).status).toBe(202);
  });
});

describe("a person's sign-in", () => {
  /** A browser in small: keeps cookies by name, follows one redirect at a time. */
  const browser = () => {
    const jar = new Map<string, string>();
    return async (url: string, init: RequestInit = {}) => {
      const answer = await fetch(new URL(url, origin), {
        redirect: 'manual',
        ...init,
        headers: { ...(init.headers as object), cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
        jar.set(name, value);
      }
      return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() };
    };
  };

  it('leads from the page of people to a session that the API takes', async () => {
    const go = browser();
    let step = await go('/sign-in?returnTo=http://evil.example/');
    while (step.status === 302 || step.status === 303) step = await go(step.location);
    expect(step.text).toContain('Riverside &#60;Family&#62; Practice');
    const action = /action="([^"]+)"/.exec(step.text)?.[1] ?? '';
    step = await go(action, { method: 'POST', body: new URLSearchParams({ account: `local:supervisor:${org}` }) });
    while (step.status === 302 || step.status === 303) step = await go(step.location);
    expect(step.text).toContain('Signed in as Susan Okafor');
    expect(step.text).toContain('url=http://127.0.0.1:8080');
    expect(signIns).toEqual(['supervisor']);
    expect(JSON.parse((await go('/sign-in/who')).text)).toMatchObject({ role: 'supervisor', orgId: org });
    expect((await go('/claims/c-1')).status).toBe(200);
    expect((await go('/sign-in/out', { method: 'POST', headers: { origin } })).status).toBe(303);
    expect((await go('/sign-in/who')).status).toBe(401);
  });

  it('lands on the page of ours that was asked for', async () => {
    const go = browser();
    const story = `http://127.0.0.1:8080/namespaces/reclaim/workflows/claim%3A${org}%3A1`;
    let step = await go(`/sign-in?returnTo=${encodeURIComponent(story)}`);
    while (step.status === 302 || step.status === 303) step = await go(step.location);
    const action = /action="([^"]+)"/.exec(step.text)?.[1] ?? '';
    step = await go(action, { method: 'POST', body: new URLSearchParams({ account: `local:supervisor:${org}` }) });
    while (step.status === 302 || step.status === 303) step = await go(step.location);
    expect(step.text).toContain(`url=${story}"`);
  });

  it('does not accept a callback it did not begin, or one with a changed state', async () => {
    const go = browser();
    expect((await go('/sign-in/callback?code=x&state=y')).status).toBe(400);
    await go('/sign-in');
    expect((await go('/sign-in/callback?code=x&state=y')).status).toBe(403);
  });

  it('offers nobody outside the list', async () => {
    const go = browser();
    let step = await go('/sign-in');
    while (step.status === 302 || step.status === 303) step = await go(step.location);
    const action = /action="([^"]+)"/.exec(step.text)?.[1] ?? '';
    expect(
      (await go(action, { method: 'POST', body: new URLSearchParams({ account: 'local:integration:x' }) })).status,
    ).toBe(400);
  });
});
