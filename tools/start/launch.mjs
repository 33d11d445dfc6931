// The list of steps from an installed clone to the running product, and what happens until Ctrl-C.
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Listr } from 'listr2';
import { build, folderFor, generate, migrate } from '../prepare.mjs';
import { readJson } from '../services/private-files.mjs';
import { removePostgres, startPostgres } from '../services/postgres.mjs';
import { removeTemporal, startTemporal } from '../services/temporal.mjs';
import { projectDir, requireFreePorts, StartProblem } from '../settings.mjs';
import { childEnvironment, keyFile, ownDatabase } from './environment.mjs';
import { progressLine, runMainJob } from './main-job.mjs';
import { nextSteps } from './next-steps.mjs';
import { stopLeftovers, Supervisor } from './supervisor.mjs';
import { summary } from './summary.mjs';
import { faultsOf } from './verdict.mjs';

const KEPT_WHEN_FRESH = new Set(['tools', 'launcher.json']);
/** Where in the run the worker and the API are killed, as a share of the business days. */
const KILLS = [
  { name: 'worker', at: 0.35 },
  { name: 'api', at: 0.6 },
];
/** Without a terminal every output is a line of its own: one in five seconds is enough. */
const LINE_EVERY_MS = process.stdout.isTTY ? 100 : 5_000;

class Stopped extends Error {}

/** One launch: what is running, and the ways it ends. */
class Launch {
  constructor({ options, settings }) {
    Object.assign(this, { options, settings, stopped: false, kills: 0 });
    this.reportFile = join(settings.dataDir, 'main-job-report.json');
    this.ended = new Promise((done) => (this.end = done));
  }

  listen() {
    const onSignal = () => {
      if (this.stopped) return this.supervisor?.killAll();
      this.stopped = true;
      this.job?.kill('SIGTERM');
      this.end({ signal: true });
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  }

  /** Steps stop at their ends once Ctrl-C was pressed. */
  step(title, work) {
    return {
      title,
      task: async (_, task) => {
        if (this.stopped) throw new Stopped();
        const startedAt = Date.now();
        const note = await work(task);
        if (this.stopped) throw new Stopped();
        task.title = `${title}${note ? `: ${note}` : ''} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`;
      },
    };
  }

  steps() {
    const { options } = this;
    const all = [
      options.fresh || options.once ? this.step('Old data removed', () => this.removeData()) : null,
      this.step('Database client', async () => ((await generate()) ? 'generated' : 'up to date')),
      this.step('Build', async () => ((await build()) ? 'done' : 'up to date')),
      this.step('Postgres', (task) => this.database(task)),
      this.step('Temporal', () => this.temporalServer()),
      this.step('Migrations', () => migrate(this.db.owner)),
      this.step('API, worker, simulator', (task) => this.programs(task)),
      this.wantsJob() ? this.step('Main job', (task) => this.mainJob(task)) : null,
    ];
    return all.filter(Boolean);
  }

  wantsJob() {
    if (this.options.once || this.options.fresh) return !this.options.noDemo;
    return !this.options.noDemo && readJson(this.reportFile) === null;
  }

  async removeData() {
    const { dataDir } = this.settings;
    await stopLeftovers(dataDir);
    if (!process.env.DATABASE_URL) await removePostgres(dataDir);
    if (!process.env.TEMPORAL_ADDRESS) await removeTemporal(dataDir);
    const old = readdirSync(dataDir).filter((name) => !KEPT_WHEN_FRESH.has(name));
    for (const name of old) rmSync(join(dataDir, name), { recursive: true, force: true });
  }

  async database(task) {
    const leftovers = await stopLeftovers(this.settings.dataDir);
    if (leftovers > 0) task.output = `${leftovers} process(es) of a run that was killed are stopped`;
    const start = () => startPostgres({ ...this.settings, say: (line) => (this.databaseNote = line) });
    this.db = ownDatabase() ?? (await start());
    this.services = [['Postgres', this.db, start]];
    if (this.databaseNote) return this.databaseNote;
    return this.db.how ?? `18 on port ${this.db.port}${this.db.reused ? ', still running' : ''}`;
  }

  async temporalServer() {
    const start = () => startTemporal(this.settings);
    this.temporal = await start();
    this.services.push(['Temporal', this.temporal, start]);
    return this.temporal.how;
  }

  async programs(task) {
    const { dataDir, ports } = this.settings;
    const { ensureKeyFile } = await import(pathToFileURL(join(projectDir, 'dist/src/security/key-file.js')).href);
    ensureKeyFile(keyFile(this.settings));
    await requireFreePorts(ports, process.env.SMTP_URL ? ['api', 'ui'] : ['api', 'ui', 'mail', 'mailPage']);
    this.environment = childEnvironment({ settings: this.settings, database: this.db, temporal: this.temporal });
    const say = (line) => (this.task ? (this.task.output = line) : console.log(line));
    const onFatal = (problem) => this.end({ problem });
    this.supervisor = new Supervisor({ dataDir, environment: this.environment, apiPort: ports.api, say, onFatal });
    for (const [name, server, restart] of this.services) this.supervisor.watchService(name, server, restart);
    const ready = [];
    await this.supervisor.startAll((name) => (task.output = `ready: ${ready.push(name) && ready.join(', ')}`));
  }

  async mainJob(task) {
    this.task = task;
    const startedAt = Date.now();
    let last = 0;
    const onProgress = (progress) => {
      this.killWhenDue(progress);
      if (Date.now() - last < LINE_EVERY_MS) return;
      last = Date.now();
      task.output = progressLine(progress);
    };
    const { dataDir } = this.settings;
    rmSync(this.reportFile, { force: true });
    const draft = `${this.reportFile}.draft`; // a broken-off run leaves no report behind
    const running = runMainJob({
      environment: this.environment,
      reportFile: draft,
      logFile: join(dataDir, 'logs', 'main-job.log'),
      args: this.options.jobArgs,
      onProgress,
      onChild: (child) => (this.job = child),
    });
    const fatal = this.ended.then(({ problem }) => {
      this.job?.kill('SIGTERM');
      throw problem ?? new Stopped();
    });
    fatal.catch(() => {}); // after the job nobody waits for it any more
    this.result = await Promise.race([running, fatal]);
    this.task = null;
    if (this.result.report) copyFileSync(draft, this.result.code === 0 ? this.reportFile : `${this.reportFile}.failed`);
    rmSync(draft, { force: true });
    if (this.options.report && this.result.report) this.deliver();
    return `${((Date.now() - startedAt) / 1000).toFixed(0)} s${this.kills ? `, ${this.kills} processes killed on the way` : ''}`;
  }

  deliver() {
    folderFor(this.options.report);
    copyFileSync(this.result.code === 0 ? this.reportFile : `${this.reportFile}.failed`, this.options.report);
  }

  killWhenDue({ day, of }) {
    const next = this.options.kill ? KILLS[this.kills] : undefined;
    if (!next || of <= 0 || day / of < next.at) return;
    this.kills += 1;
    this.supervisor.killHard(next.name);
  }

  faults() {
    const { code, report } = this.result;
    const faults = faultsOf(report);
    if (code !== 0)
      faults.push(
        `the main job ended with exit code ${code} (see ${join(this.settings.dataDir, 'logs', 'main-job.log')})`,
      );
    if (this.options.kill && this.kills < KILLS.length)
      faults.push(`only ${this.kills} of ${KILLS.length} kills happened`);
    return faults;
  }

  async stopEverything() {
    if (this.supervisor) return this.supervisor.stopAll();
    for (const [, server] of (this.services ?? []).reverse()) await server.stop();
  }
}

function printOutcome(launch) {
  const report = launch.result?.report ?? readJson(launch.reportFile);
  if (report && !launch.options.noDemo) console.log(`\n${summary(report)}`);
  return report;
}

async function afterJob(launch) {
  const report = printOutcome(launch);
  if (launch.options.once) {
    const faults = launch.options.noDemo ? [] : launch.faults();
    for (const fault of faults) console.error(`✗ ${fault}`);
    return faults.length === 0 ? 0 : 1;
  }
  if (launch.result && launch.result.code !== 0) console.error(`✗ ${launch.faults().join('; ')}`);
  console.log(
    `\n${nextSteps({ ...launch.settings, temporal: launch.temporal, showcase: report?.showcase, empty: launch.options.noDemo && !report })}`,
  );
  const { problem } = await launch.ended;
  if (problem) throw problem;
  return 0;
}

/** Runs everything; answers with the exit code. */
export async function launch({ options, settings }) {
  const run = new Launch({ options, settings });
  run.listen();
  // Our own signal handling: listr2's would end the process before the children are stopped.
  const list = new Listr(run.steps(), { registerSignalListeners: false, rendererOptions: { collapseSubtasks: false } });
  try {
    await list.run();
    return await afterJob(run);
  } catch (error) {
    if (error instanceof Stopped || run.stopped) return 130;
    throw error instanceof Error ? error : new StartProblem(String(error));
  } finally {
    if (run.stopped) console.log('\nStopping …');
    await run.stopEverything();
    if (run.stopped) console.log('Stopped.');
  }
}
