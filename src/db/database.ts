import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.js';

/** The application's connection pool; its role owns nothing and cannot bypass row security. */
export type Database = PrismaClient;

export function openDatabase(url: string, poolSize = 10): Database {
  const adapter = new PrismaPg({ connectionString: url, max: poolSize }, { onPoolError: () => undefined });
  return new PrismaClient({ adapter });
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
