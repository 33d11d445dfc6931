import 'reflect-metadata';
import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pino } from 'pino';
import { createApi } from './api/create-api.js';
import { mayUse } from './api/guards/access-table.js';
import { findApiKey, organizationNames } from './app/access/access.queries.js';
import { recordAccess } from './app/access/record-access.js';
import type { StoryDeps } from './app/deps.js';
import { ConfigFaults, readConfig, type Config } from './config.js';
import { assertSafeRole, openDatabase } from './db/database.js';
import { authenticator } from './identity/authenticate.js';
import type { HttpHandler } from './identity/http-answers.js';
import { SessionCookies } from './identity/session-cookie.js';
import { signInRoutes } from './identity/sign-in.js';
import { openTokenVerifier } from './identity/token-verifier.js';
import { openKeyRing } from './security/key-ring.js';
import { temporalClient } from './temporal/connection.js';
import { startUiProxy } from './temporal/ui-proxy.js';
import { armCrashPoints } from './crash-points.js';

/** The API process: HTTP API, sign-in, and the Temporal UI behind it. Starts and serves while Temporal is away. */
async function main(): Promise<void> {
  const config = readConfig();
  armCrashPoints(config);
  const log = pino({ name: 'api', level: config.logLevel });
  const db = openDatabase(config.database.url, POOL_SIZE);
  await assertSafeRole(db);
  const keys = openKeyRing(config);
  const deps: StoryDeps = { db, keys, config, temporal: temporalClient(config, keys) };
  const sessions = new SessionCookies(config, keys);
  const authenticate = authenticator({
    config,
    sessions,
    verifyToken: openTokenVerifier(config),
    findApiKey: (organizationId, keyId) => findApiKey(db, organizationId, keyId),
    now: () => new Date(),
  });
  const relay = openDatabase(config.database.relayUrl, 1);
  const app = await createApi({
    deps,
    authenticate,
    log,
    mounts: await mountsOf(deps, sessions, () => organizationNames(relay)),
  });
  const audit = auditWith(deps);
  const proxy = await startUiProxy({
    config,
    keys,
    authenticate,
    audit: audit.decode,
    mayDecode: ({ role }) => mayUse(role, 'payloads.decode'),
  });
  await listen(app, config);
  log.info({ port: config.api.port, uiPort: proxy.port }, 'API is up');
  process.send?.('ready');
  stopOnSignals(async () => {
    await whenAnswered(app);
    await Promise.all([app.close(), proxy.close()]);
    await Promise.all([db.$disconnect(), relay.$disconnect(), deps.temporal.connection.close()]);
    log.info('API has stopped');
  });
}

const POOL_SIZE = 16;

/** The local identity provider is development's: an installation with its own provider never loads it. */
async function mountsOf(
  deps: StoryDeps,
  sessions: SessionCookies,
  organizations: () => ReturnType<typeof organizationNames>,
): Promise<Record<string, HttpHandler>> {
  const { config, keys } = deps;
  const signIn = signInRoutes({ config, keys, sessions, audit: auditWith(deps).signIn });
  if (config.oidc) return { '/sign-in': signIn };
  const { localIdentityProvider } = await import('./identity/local-provider.js');
  return { '/sign-in': signIn, '/identity': localIdentityProvider({ config, keys, organizations }) };
}

/** Sign-ins and decodes are reads of people: audited like every other. */
function auditWith(deps: StoryDeps) {
  return {
    signIn: ({ subject, role, orgId }: { subject: string; role: string; orgId: string }) =>
      recordAccess(deps, {
        organizationId: orgId,
        actor: { id: subject, role },
        operation: 'principal.signIn',
        action: 'signIn',
        outcome: 'allowed',
      }),
    decode: async ({
      principal,
      workflowIds,
    }: {
      principal: { subject: string; role: string; orgId: string };
      workflowIds: readonly string[];
    }) => {
      for (const id of workflowIds) {
        await recordAccess(deps, {
          organizationId: principal.orgId,
          actor: { id: principal.subject, role: principal.role },
          operation: 'payloads.decode',
          action: 'view',
          subjectId: id,
          outcome: 'allowed',
        });
      }
    },
  };
}

async function listen(app: NestExpressApplication, config: Config): Promise<void> {
  try {
    await app.listen(config.api.port, config.api.host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ConfigFaults([`Port ${config.api.port} is taken: move the API with RECLAIM_API_PORT=<free port>.`]);
  }
}

/** How long requests under way may take when the process is asked to stop. */
const LAST_ANSWERS_MS = 10_000;
const IDLE_LOOK_MS = 50;

/** Takes no new connection and lets what is being answered be answered; `app.close()` cuts what is left. */
async function whenAnswered(app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer() as Server;
  const answered = new Promise<void>((done) => server.close(() => done()));
  const late = new Promise<void>((done) => setTimeout(done, LAST_ANSWERS_MS).unref());
  // A connection that has had its answer would be kept open for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  await Promise.race([answered, late]);
  clearInterval(idle);
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const once = (): void => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', once);
  process.once('SIGINT', once);
  process.once('disconnect', once);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigFaults ? error.message : error);
  process.exit(1);
});
