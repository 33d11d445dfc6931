// What must be there before anything runs: packages, the generated database client, the build. Each step is skipped
// while what it is made from has not changed. Node built-ins only: this runs on a fresh clone.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './services/child-process.mjs';
import { projectDir, StartProblem } from './settings.mjs';

const at = (...parts) => join(projectDir, ...parts);
const GENERATED = 'src/db/generated';
const STAMPS = 'node_modules/.cache/reclaim';

/** Runs npm as the npm that started us, else the one on PATH; development packages are part of the product's tools. */
function npm(args, env = process.env) {
  const own = process.env.npm_execpath;
  const isNpm = own && /npm-cli\.[cm]?js$/.test(own);
  const { NODE_ENV: _dropped, ...rest } = env;
  return isNpm
    ? run(process.execPath, [own, ...args], { cwd: projectDir, env: rest })
    : run('npm', args, { cwd: projectDir, env: rest, shell: process.platform === 'win32' });
}

async function npmOrProblem(args, what) {
  const { code, stdout, stderr } = await npm(args);
  if (code !== 0)
    throw new StartProblem(
      `${what} failed (npm ${args.join(' ')}):\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-60).join('\n')}`,
    );
}

function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/** True when node_modules holds exactly the locked versions: npm writes down at the end of an installation what it laid there. */
export function isInstalled() {
  const wanted = lockedPackages(at('package-lock.json'));
  const present = lockedPackages(at('node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    if (present[path]) return present[path].version === version;
    return optional || devOptional;
  });
}

/** `npm ci`, if the lock says something else than what is installed. Answers whether it did anything. */
export async function install() {
  if (isInstalled()) return false;
  await npmOrProblem(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], 'Installing the packages');
  return true;
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) if (existsSync(file)) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function isStamped(name, hash) {
  const file = at(STAMPS, name);
  return existsSync(file) && readFileSync(file, 'utf8') === hash;
}

function stamp(name, hash) {
  mkdirSync(at(STAMPS), { recursive: true });
  writeFileSync(at(STAMPS, name), hash);
}

/** The database client from prisma/schema.prisma. */
export async function generate() {
  const hash = hashOf([at('prisma/schema.prisma'), at('package-lock.json')]);
  if (existsSync(at(GENERATED, 'client.ts')) && isStamped('generated', hash)) return false;
  await npmOrProblem(['run', '--silent', 'generate'], 'Generating the database client');
  stamp('generated', hash);
  return true;
}

function sources() {
  const folders = ['src', 'workflows', 'activities'].flatMap((folder) => filesUnder(at(folder)));
  const made = at(GENERATED);
  const settings = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'nest-cli.json',
    'prisma/schema.prisma',
  ];
  return [
    ...folders.filter((file) => !file.startsWith(made) && !file.endsWith('.spec.ts')),
    ...settings.map((file) => at(file)),
  ];
}

/** Compiles to dist/. */
export async function build() {
  const hash = hashOf(sources());
  if (existsSync(at('dist/src/main.js')) && isStamped('built', hash)) return false;
  await npmOrProblem(['run', '--silent', 'build'], 'Building');
  stamp('built', hash);
  return true;
}

/** A hash of all migrations, to name a migrated template database after. */
export function migrationsHash() {
  return hashOf(filesUnder(at('prisma/migrations'))).slice(0, 16);
}

/** Applies the migrations as the owner of the tables. */
export async function migrate(ownerUrl) {
  const env = { ...process.env, DATABASE_OWNER_URL: ownerUrl };
  const { code, stdout, stderr } = await run(process.execPath, [at('tools/migrate.mjs'), 'deploy'], {
    cwd: projectDir,
    env,
  });
  if (code !== 0) throw new StartProblem(`The migrations could not be applied:\n${stderr.trim()}`);
  return stdout.split('\n')[0];
}

/** Makes the folder that a file will lie in. */
export function folderFor(file) {
  mkdirSync(dirname(file), { recursive: true });
}
