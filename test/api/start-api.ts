import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pino } from 'pino';
import { createApi } from '../../src/api/create-api.js';
import { findApiKey } from '../../src/app/access/access.queries.js';
import type { StoryDeps } from '../../src/app/deps.js';
import { readConfig, type Config } from '../../src/config.js';
import { openDatabase } from '../../src/db/database.js';
import { authenticator } from '../../src/identity/authenticate.js';
import { mintDevelopmentToken } from '../../src/identity/development-token.js';
import { SessionCookies } from '../../src/identity/session-cookie.js';
import { openTokenVerifier } from '../../src/identity/token-verifier.js';
import type { Role } from '../../src/domain/roles.js';
import { openKeyRing } from '../../src/security/key-ring.js';
import { temporalClient } from '../../src/temporal/connection.js';
import { foundOrganization } from '../app/a-practice.js';
import { environmentOf, startTestServices, type TestServices } from '../support/services.js';

/** The API in this process on a database of its own. */
export interface TestApi {
  readonly app: NestExpressApplication;
  readonly deps: StoryDeps;
  readonly config: Config;
  readonly services: TestServices;
  readonly token: (role: Role, organizationId: string, subject?: string) => Promise<string>;
  readonly organization: (clock?: 'real' | 'stepped') => Promise<string>;
  readonly stop: () => Promise<void>;
}

export async function startApi(settings: Readonly<Record<string, string>> = {}): Promise<TestApi> {
  const services = await startTestServices();
  const dataDir = mkdtempSync(join(tmpdir(), 'api-'));
  const config = readConfig({
    ...environmentOf(services),
    RECLAIM_DATA_DIR: dataDir,
    RECLAIM_API_DOCS: 'open',
    RECLAIM_LOG_LEVEL: 'error',
    RECLAIM_FAILURES_PER_MINUTE: '100000', // the specs of access guess a lot
    ...settings,
  });
  const db = openDatabase(config.database.url, 10);
  const keys = openKeyRing(config);
  const deps: StoryDeps = { db, keys, config, temporal: temporalClient(config, keys) };
  const authenticate = authenticator({
    config,
    sessions: new SessionCookies(config, keys),
    verifyToken: openTokenVerifier(config),
    now: () => new Date(),
    findApiKey: (organizationId, keyId) => findApiKey(db, organizationId, keyId),
  });
  const app = await createApi({ deps, authenticate, log: pino({ level: 'error' }), mounts: {} });
  await app.listen(0, '127.0.0.1');
  return {
    app,
    deps,
    config,
    services,
    token: (role, org, subject) => mintDevelopmentToken(config, { role, org, ...(subject && { subject }) }),
    organization: (clock) => foundOrganization(deps, clock),
    stop: async () => {
      await app.close();
      await db.$disconnect();
      await deps.temporal.connection.close();
      await services.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the API answered. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

export interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request; a POST gets an Idempotency-Key of its own unless one is given ('' = none). */
export async function ask<T = Record<string, unknown>>(
  api: TestApi,
  method: string,
  path: string,
  wish: Ask = {},
): Promise<Answer<T>> {
  const raw = wish.body instanceof Uint8Array || wish.body instanceof FormData;
  const key = wish.key ?? (method === 'POST' ? randomUUID() : '');
  const answer = await fetch(`${await api.app.getUrl()}${path}`, {
    method,
    headers: {
      ...(wish.token && { authorization: `Bearer ${wish.token}` }),
      ...(key && { 'idempotency-key': key }),
      ...(wish.body !== undefined && !raw && { 'content-type': 'application/json' }),
      ...(wish.body instanceof Uint8Array && { 'content-type': 'application/octet-stream' }),
      ...wish.headers,
    },
    ...(wish.body !== undefined && { body: raw ? (wish.body as FormData) : JSON.stringify(wish.body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: (text.startsWith('{') ? JSON.parse(text) : text) as T,
  };
}
