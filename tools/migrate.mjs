// Prisma migrations without Prisma's native engine: in-process, offline, the same `_prisma_migrations` table as the CLI.
//   node tools/migrate.mjs deploy | status | check | new <name>
// DATABASE_OWNER_URL (or DATABASE_URL) names the database. All but `deploy` make a shadow database: the role needs CREATEDB.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { projectDir } from './settings.mjs';

const SCHEMA = 'prisma/schema.prisma';
const MIGRATIONS = join(projectDir, 'prisma/migrations');
const LOCK = 'provider = "postgresql"\n';
const CATALOG_CHAR_OID = 18; // type "char", which the adapter refuses
const TEXT_OID = 25;
const filters = { externalTables: [], externalEnums: [] };

/** Texts of the migrations that `deploy` may run; each runs in one transaction together with the record that it did. */
const deploying = new Set();
const RECORD = `UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE finished_at IS NULL AND rolled_back_at IS NULL`;

/** Tests kill a deployment here; nothing happens otherwise, and production refuses the setting. */
function crashPoint(name) {
  if (process.env.RECLAIM_CRASH_AT !== name) return;
  if (process.env.RECLAIM_MODE === 'production') throw new Error('RECLAIM_CRASH_AT: crash points are for tests.');
  process.kill(process.pid, 'SIGKILL');
}

/** The Postgres adapter with its gaps as a migration driver closed. */
class MigrationPg extends PrismaPg {
  connect() {
    return super.connect().then(closeGaps);
  }

  // Stock order (drop, then close) fails now and then with "accessed by other users": close first.
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    const owner = await this.connect();
    await owner.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = await new MigrationPg({ ...this.config, database }).connect();
    const close = shadow.dispose.bind(shadow);
    return Object.assign(shadow, {
      dispose: async () => {
        await close();
        await owner.executeScript(`DROP DATABASE "${database}"`);
        await owner.dispose();
      },
    });
  }
}

function closeGaps(adapter) {
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  let isChar = [];
  return Object.assign(adapter, {
    async performIO(query) {
      const result = await performIO(query);
      isChar = result.fields.map((field) => field.dataTypeID === CATALOG_CHAR_OID);
      for (const field of result.fields) if (field.dataTypeID === CATALOG_CHAR_OID) field.dataTypeID = TEXT_OID;
      return result;
    },
    async queryRaw(query) {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes };
    },
    // Stock executeScript splits at every ';', also inside $$ bodies, which breaks every trigger function.
    async executeScript(sql) {
      const isMigration = deploying.has(sql.trim());
      if (isMigration) crashPoint('migrationBegun');
      await adapter
        .underlyingDriver()
        .query(isMigration ? `${sql};\n${RECORD}` : sql)
        .catch((error) => adapter.onError(error));
      if (isMigration) crashPoint('migrationRun');
    },
  });
}

async function loadEngine(datamodel, url) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (text) => console.error('schema engine panic:', text) };
  const wasmFile = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/\.js$/, '_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  // Fields, not connectionString (which would win over `database` and make the real database the shadow one);
  // one connection, so that the advisory lock stays on it.
  const factory = new MigrationPg({ ...parseIntoClientConfig(url), max: 1 });
  return glue.SchemaEngine.new(
    { datamodels: [[SCHEMA, datamodel]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

async function readMigrations() {
  await mkdir(MIGRATIONS, { recursive: true });
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => {
      const value = await readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } };
    }),
  );
  const lockfile = { path: 'migration_lock.toml', content: LOCK };
  return { baseDir: 'prisma/migrations', lockfile, shadowDbInitScript: '', migrationDirectories };
}

/** The SQL that leads from the migrations to the schema; exitCode 0 means there is nothing to do. */
function difference(engine, migrations, datamodel) {
  const to = { tag: 'schemaDatamodel', files: [{ path: SCHEMA, content: datamodel }] };
  const from = { tag: 'migrations', ...migrations };
  return engine.diff({ from, to, shadowDatabaseUrl: null, script: true, exitCode: true, filters });
}

/** Migrations that a killed deployment began: their text and their record are one transaction, so nothing of them is there. */
async function begunButNotRun(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`);
    if (!rows[0].known) return [];
    const begun = await client.query(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL AND logs IS NULL',
    );
    return begun.rows.map((row) => row.migration_name);
  } finally {
    await client.end();
  }
}

const commands = {
  async deploy(engine, migrationsList, _datamodel, url) {
    for (const name of await begunButNotRun(url)) {
      await engine.markMigrationRolledBack({ migrationName: name });
      console.log(`  ${name} was begun by a deployment that died; nothing of it was kept, it runs again`);
    }
    for (const { migrationFile } of migrationsList.migrationDirectories)
      deploying.add(migrationFile.content.value.trim());
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
    const known = migrationsList.migrationDirectories.length;
    console.log(`${appliedMigrationNames.length} applied, ${known} known`);
    for (const name of appliedMigrationNames) console.log(`  ${name}`);
  },
  async status(engine, migrationsList) {
    const answer = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: true, filters });
    console.log(JSON.stringify(answer, null, 2));
  },
  async check(engine, migrationsList, datamodel) {
    const { exitCode, stdout } = await difference(engine, migrationsList, datamodel);
    if (exitCode === 0) return console.log('The migrations make exactly the schema.');
    console.error(
      `prisma/schema.prisma has changes without a migration (make one: npm run migrate -- new <name>):\n${stdout}`,
    );
    process.exitCode = 1;
  },
  async new(engine, migrationsList, datamodel, name) {
    if (!/^[a-z0-9_]+$/.test(name ?? '')) throw new Error('Give the migration a name of a-z, 0-9 and _.');
    const { exitCode, stdout } = await difference(engine, migrationsList, datamodel);
    if (exitCode === 0) return console.log('Nothing to do: the migrations make exactly the schema.');
    const dir = join(MIGRATIONS, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`);
    await mkdir(dir);
    await writeFile(join(dir, 'migration.sql'), stdout);
    await writeFile(join(MIGRATIONS, 'migration_lock.toml'), LOCK);
    console.log(`wrote ${dir}/migration.sql`);
  },
};

async function main([name = 'deploy', ...rest]) {
  const url = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL;
  const command = commands[name];
  if (!command) throw new Error(`Unknown command "${name}": one of ${Object.keys(commands).join(', ')}.`);
  if (!url) throw new Error('DATABASE_OWNER_URL (the role that owns the tables) is not set.');
  const datamodel = await readFile(join(projectDir, SCHEMA), 'utf8');
  const engine = await loadEngine(datamodel, url);
  await command(engine, await readMigrations(), datamodel, ...(name === 'deploy' ? [url] : rest));
}

main(process.argv.slice(2)).then(
  () => process.exit(process.exitCode ?? 0),
  (error) => {
    console.error(error?.message ?? error);
    process.exit(1);
  },
);
