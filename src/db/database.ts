import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.js';
import { gatherWrites } from './gathered-writes.js';
import { clientsName } from './statement-names.js';
import { LendingPool } from './lent-connections.js';

/** The application's connection pool; its role owns nothing and cannot bypass row security. */
export type Database = PrismaClient;

/** Longest wait for a free connection. */
const PATIENCE_MS = 20_000;

const pools = new WeakMap<Database, LendingPool>();

export function openDatabase(url: string, poolSize = 10): Database {
  const pool = new LendingPool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: PATIENCE_MS,
    pipeline: true,
  });
  pool.on('error', () => undefined);
  pool.on('connect', gatherWrites);
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => clientsName(sql),
  });
  const db = new PrismaClient({ adapter });
  pools.set(db, pool);
  // Only a client that is connected ends the pool when it disconnects.
  db.$connect().catch(() => undefined);
  return db;
}

/** The connections under the client: its tenant transactions are opened on the driver itself. */
export function poolOf(db: Database): LendingPool {
  const pool = pools.get(db);
  if (!pool) throw new Error('not opened by openDatabase');
  return pool;
}

/** Refuses a role that owns tables, is a superuser or bypasses row security: then no policy would protect anything. */
export async function assertSafeRole(db: Database): Promise<void> {
  const [role] = await db.$queryRaw<{ unsafe: boolean; owns: bigint; name: string }[]>`
    SELECT (r.rolsuper OR r.rolbypassrls) AS unsafe, current_user AS name,
           (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r') AS owns
      FROM pg_roles r WHERE r.rolname = current_user`;
  if (!role || role.unsafe || role.owns > 0n) {
    throw new Error(
      `Database role "${role?.name ?? '?'}" is a superuser, bypasses row security or owns tables. ` +
        'Start with the application role (NOSUPERUSER NOBYPASSRLS, owner of nothing): see DATABASE_URL.',
    );
  }
}
