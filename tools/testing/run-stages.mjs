// What `npm test` does once the packages are there, by mode.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { run } from '../services/child-process.mjs';
import { removePostgres } from '../services/postgres.mjs';
import { freePorts, projectDir } from '../settings.mjs';
import { runJest } from './jest-run.mjs';
import { startServicesForTests } from './services.mjs';
import { OTHER_ZONES, SPEC_STAGES, specsInZones, stageOf } from './stages.mjs';

const CLAIMS_OF_SMALL_JOB = 12;
/** A deep run: 100,000 mutants of documents, 10,000 round trips of each kind we write. */
const DEEP_COUNTS = { RECLAIM_TEST_DEEP: '1', RECLAIM_PROPERTY_RUNS: '10000', RECLAIM_CASES: '25000' };
/** Another zone asks whether a day or an hour slips, not for every case once more. */
const FEW_CASES = { RECLAIM_CASES: '1000', RECLAIM_PROPERTY_RUNS: '50' };
/** Of the stories about payers the thirty of test/scenarios/payer/told-daily.ts. */
const FEWER_STORIES = { RECLAIM_STORIES: 'daily' };
const tool = (name) => join(projectDir, 'node_modules', '.bin', name);

async function mustSucceed(command, args, env = process.env) {
  const { code, stdout, stderr } = await run(command, args, { cwd: projectDir, env });
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`.trim().slice(-6_000));
}

const types = () => mustSucceed(tool('tsc'), ['--noEmit', '--pretty', 'false']);
const lint = () =>
  mustSucceed(tool('eslint'), ['--no-error-on-unmatched-pattern', 'src', 'workflows', 'activities', 'test']);
const format = () =>
  mustSucceed(tool('prettier'), ['--check', '--log-level', 'warn', 'src', 'workflows', 'activities', 'test', 'tools']);
const docs = () => mustSucceed(process.execPath, ['tools/docs.mjs', '--check']);

/** The environment of specs: no setting of the person's shell may change what they prove. */
function specEnvironment(extra = {}) {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_|TEMPORAL_|SMTP_URL|OIDC_|NODE_ENV$)/.test(name),
  );
  const kept = own.filter(
    ([name]) =>
      !name.startsWith('RECLAIM_') ||
      ['RECLAIM_X12_FIXTURES', 'RECLAIM_CACHE', 'RECLAIM_TEMPORAL_CLI', 'RECLAIM_TEMPORAL_TEST_SERVER'].includes(name),
  );
  return { ...Object.fromEntries(kept), TZ: 'UTC', ...extra };
}

function specsOf({ specs }, wanted) {
  const files = specs.filter((path) => stageOf(path) === wanted);
  if (files.length === 0) throw new Error(`no spec file belongs to the stage "${wanted.name}"`);
  return files;
}

/** Two workers suit two cores; a bare `npm test` must not depend on how many there are. */
function jestStage(context, wanted, extra) {
  return context.stage(wanted.name, () =>
    runJest(specsOf(context, wanted), { env: specEnvironment(extra), workers: 2 }),
  );
}

async function pureInOtherZones(context) {
  const [pure] = SPEC_STAGES.filter((stage) => stage.name.startsWith('pure'));
  for (const zone of OTHER_ZONES) {
    await context.stage(`pure rules and codecs in ${zone}`, () =>
      runJest(specsInZones(specsOf(context, pure), context.deep), {
        env: specEnvironment({ TZ: zone, ...FEW_CASES }),
        workers: 2,
      }),
    );
  }
}

async function withServices(context) {
  let services;
  const up = await context.stage(
    'Postgres and Temporal for the specs',
    async () => void (services = await startServicesForTests()),
  );
  if (!up) return;
  try {
    const { env } = services;
    const ownerUrl = env.RECLAIM_TEST_DATABASE_OWNER_URL;
    await context.stage('migrations make the schema', () =>
      mustSucceed(process.execPath, ['tools/migrate.mjs', 'check'], { ...process.env, DATABASE_OWNER_URL: ownerUrl }),
    );
    const stages = SPEC_STAGES.filter((stage) => stage.services && (context.deep || !stage.deepOnly));
    for (const wanted of stages)
      await jestStage(context, wanted, { ...env, ...(context.deep ? { RECLAIM_TEST_DEEP: '1' } : FEWER_STORIES) });
  } finally {
    await services.stop();
  }
}

/** The product as a person starts it, on ports and data of its own, with its worker and API killed on the way. */
async function mainJob(context) {
  const dataDir = join(projectDir, '.reclaim', 'test-main-job');
  const names = ['API', 'UI', 'TEMPORAL', 'TEMPORAL_UI', 'POSTGRES', 'MAIL', 'MAIL_PAGE'];
  const ports = await freePorts(names.length);
  const env = specEnvironment({
    RECLAIM_DATA_DIR: dataDir,
    ...Object.fromEntries(names.map((name, i) => [`RECLAIM_${name}_PORT`, String(ports[i])])),
  });
  const size = context.deep ? [] : ['--claims', String(CLAIMS_OF_SMALL_JOB)];
  const args = ['tools/start.mjs', '--once', '--kill', '--report', join(dataDir, 'report', 'report.json'), ...size];
  const child = spawn(process.execPath, args, { cwd: projectDir, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0)
    throw new Error(`the main job ended with exit code ${code}; its logs are in ${join(dataDir, 'logs')}`);
  await removePostgres(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}

async function staticChecks(context) {
  await Promise.all([context.stage('types', types), context.stage('lint', lint)]);
  if (existsSync(join(projectDir, 'tools/docs.mjs'))) await context.stage('generated documents are fresh', docs);
}

function notWithoutFixtures() {
  const folder = process.env.RECLAIM_X12_FIXTURES;
  if (!folder) console.log('RECLAIM_X12_FIXTURES is not set: the specs on the handed-out X12 files are left out.');
  else if (!existsSync(folder)) throw new Error(`RECLAIM_X12_FIXTURES names ${folder}, which is not there.`);
}

const named = (prefix) => SPEC_STAGES.find((stage) => stage.name.startsWith(prefix));

export async function fast(context) {
  await jestStage(context, named('pure'));
}

export async function check(context) {
  await context.stage('build', context.build);
  await context.stage('format', format);
  await staticChecks(context);
  await jestStage(context, named('house'));
}

export async function all(context) {
  notWithoutFixtures();
  await context.stage('build', context.build);
  await staticChecks(context);
  await jestStage(context, named('house'));
  await jestStage(context, named('pure'), context.deep ? DEEP_COUNTS : {});
  await pureInOtherZones(context);
  await jestStage(context, named('X12'), context.deep ? DEEP_COUNTS : {});
  await withServices(context);
  await context.stage(`main job with kills${context.deep ? '' : ` (${CLAIMS_OF_SMALL_JOB} claims)`}`, () =>
    mainJob(context),
  );
}

export const deep = all;
