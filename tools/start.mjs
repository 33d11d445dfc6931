// `npm start`: from a fresh clone to a running product. Until the packages are there, Node built-ins only.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, isAlive } from './services/child-process.mjs';
import { readJson, writePrivateJson } from './services/private-files.mjs';
import { readOptions, USAGE } from './start/options.mjs';
import { install } from './prepare.mjs';
import { projectDir, readSettings, StartProblem } from './settings.mjs';

/** A run of the main job of its own must not meet the data of the system a person works with. */
function settingsFor(options) {
  const settings = readSettings();
  if (options.once && !process.env.RECLAIM_DATA_DIR) settings.dataDir = join(settings.dataDir, 'once');
  return settings;
}

function lockDataFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const file = join(dataDir, 'launcher.json');
  const other = readJson(file)?.pid;
  if (other && other !== process.pid && isAlive(other) && /start\.mjs/.test(commandLine(other) || 'start.mjs')) {
    throw new StartProblem(
      `Reclaim already runs on ${dataDir} (process ${other}). Stop it there with Ctrl-C, or set RECLAIM_DATA_DIR to another folder and move the ports.`,
    );
  }
  writePrivateJson(file, { pid: process.pid });
  return () => rmSync(file, { force: true });
}

async function installFirst() {
  const startedAt = Date.now();
  const timer = setTimeout(() => console.log('Installing the packages (npm ci) …'), 300);
  const did = await install();
  clearTimeout(timer);
  if (did) console.log(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(USAGE);
  process.chdir(projectDir);
  const settings = settingsFor(options);
  const unlock = lockDataFolder(settings.dataDir);
  try {
    await installFirst();
    if (!existsSync(join(projectDir, 'prisma/schema.prisma')))
      throw new StartProblem('This is not a whole clone: prisma/schema.prisma is missing.');
    const { launch } = await import('./start/launch.mjs');
    process.exitCode = await launch({ options, settings });
  } finally {
    unlock();
  }
}

main().then(
  () => process.exit(process.exitCode ?? 0),
  (error) => {
    console.error(error instanceof StartProblem ? `\n${error.message}` : error);
    process.exit(1);
  },
);
