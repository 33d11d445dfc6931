import { join } from 'node:path';
import pg from 'pg';
import type { Role } from '../../src/domain/roles.js';
import { mintDevelopmentToken } from '../../src/identity/development-token.js';
import { ensureKeyFile } from '../../src/security/key-file.js';
import { foundPractice, type Practice } from '../app/a-practice.js';
import { plainEnvironment, Program } from '../scenarios/program.js';
import type { Rows } from '../support/oracles.js';

/** Full counts belong to `npm run test:deep`; a landing does a tenth of them or more. */
export const isDeep = process.env['RECLAIM_TEST_DEEP'] === '1';

export interface Asked {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly role?: Role;
  readonly subject?: string;
  readonly body?: Uint8Array | object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A practice that two API processes serve; every second request goes to the other one. */
export interface TwoApis {
  readonly practice: Practice;
  readonly ask: (wish: Ask) => Promise<Asked>;
  readonly rows: Rows;
  /** Starts a worker beside them. */
  readonly work: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** `temporal` names another server than the one the specs share. */
export async function openTwoApis(temporal?: { address: string; namespace: string }): Promise<TwoApis> {
  const practice = await foundPractice();
  const { config } = practice.deps;
  ensureKeyFile(config.keyFile);
  const { freePorts } = (await import('../../tools/settings.mjs' as string)) as {
    freePorts: (count: number) => Promise<number[]>;
  };
  const ports = await freePorts(4);
  const environment = (at: number): Record<string, string> => ({
    ...plainEnvironment(),
    RECLAIM_MODE: 'test',
    DATABASE_URL: config.database.url,
    DATABASE_RELAY_URL: config.database.relayUrl,
    DATABASE_READER_URL: config.database.readerUrl,
    TEMPORAL_ADDRESS: temporal?.address ?? config.temporal.address,
    TEMPORAL_NAMESPACE: temporal?.namespace ?? config.temporal.namespace,
    RECLAIM_DATA_DIR: config.dataDir,
    RECLAIM_LOG_LEVEL: 'warn',
    RECLAIM_PUBLIC_URL: config.api.publicUrl, // tokens name it
    RECLAIM_API_PORT: String(ports[2 * at]),
    RECLAIM_UI_PORT: String(ports[2 * at + 1]),
  });
  const logOf = (name: string): string => join(config.dataDir, 'logs', `${name}.log`);
  const apis = [0, 1].map((at) => new Program('main.js', environment(at), logOf(`api-${at}`)));
  const worker = new Program('worker.js', environment(0), logOf('worker'));
  await Promise.all(apis.map((api) => api.start()));
  const admin = new pg.Pool({ connectionString: practice.adminUrl, max: 2 });
  admin.on('error', () => undefined);
  let asked = 0;
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (role: Role, subject: string): Promise<string> => {
    const key = `${role}:${subject}`;
    const token = tokens.get(key) ?? mintDevelopmentToken(config, { role, org: practice.org, subject });
    tokens.set(key, token);
    return token;
  };
  return {
    practice,
    rows: async <T extends object>(sql: string, values: unknown[] = []) => (await admin.query(sql, values)).rows as T[],
    work: () => worker.start(),
    ask: async (wish) => {
      asked += 1;
      const token = wish.role && (await tokenOf(wish.role, wish.subject ?? `${wish.role}-1`));
      return send(`http://127.0.0.1:${ports[2 * (asked % 2)]}${wish.path}`, wish, token);
    },
    stop: async () => {
      await Promise.all([worker, ...apis].map((program) => program.stop(2_000)));
      await admin.end();
      await practice.stop();
    },
  };
}

async function send(url: string, wish: Ask, token: string | undefined): Promise<Asked> {
  const raw = wish.body instanceof Uint8Array;
  const answer = await fetch(url, {
    method: wish.method ?? 'POST',
    headers: {
      ...(token && { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() }),
      ...(wish.body !== undefined && { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
      ...wish.headers,
    },
    ...(wish.body !== undefined && { body: raw ? (wish.body as Uint8Array<ArrayBuffer>) : JSON.stringify(wish.body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Asked['body'] };
}

/** Asks again and again until it is so. */
export async function until(isSo: () => Promise<boolean>, what: string, withinMs = 120_000): Promise<void> {
  const limit = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > limit) throw new Error(`it never came to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
