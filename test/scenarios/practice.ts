import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig, type Config } from '../../src/config.js';
import { mintDevelopmentToken } from '../../src/identity/development-token.js';
import { ensureKeyFile } from '../../src/security/key-file.js';
import { PracticeApi } from '../../src/simulator/practice-api.js';
import { environmentOf, startTestServices, type TestServices } from '../support/services.js';
import { plainEnvironment, Program, runToEnd } from './program.js';

type ProgramName = 'api' | 'worker' | 'simulator';
const SCRIPTS: Readonly<Record<ProgramName, string>> = {
  api: 'main.js',
  worker: 'worker.js',
  simulator: 'simulator/main.js',
};

export interface Report {
  readonly claims: Readonly<Record<string, number>>;
  readonly money: Readonly<Record<string, number>>;
  readonly workItems: Readonly<Record<string, number>>;
  readonly invariants: Readonly<Record<string, number>>;
  readonly stories: Readonly<Record<string, number>>;
}

export interface Progress {
  readonly day: number;
  readonly of: number;
}

export interface Job {
  readonly code: number;
  readonly report: Report;
  readonly output: string;
}

/** A practice whose office is open: API, worker and simulator as processes of their own, on a database and a Temporal of their own. */
export interface Practice {
  readonly organizationId: string;
  readonly config: Config;
  readonly services: TestServices;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly dataDir: string };
  readonly programs: Readonly<Record<ProgramName, Program>>;
  readonly api: PracticeApi;
  /** Rows as the superuser sees them, behind row security. */
  readonly rows: <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>;
  /** The main job to its last day, or an error with what was printed. */
  readonly runJob: (choice: {
    claims: number;
    days: number;
    /** Seconds without quiet that the job bears. */
    patience?: number;
    onProgress?: (progress: Progress) => void;
  }) => Promise<Job>;
  readonly stop: () => Promise<void>;
}

interface TemporalServer {
  readonly address: string;
  readonly namespace: string;
  readonly stop: () => Promise<void>;
}

const tool = async <T>(path: string): Promise<T> => (await import(`../../tools/${path}` as string)) as T;

/**
 * Opens the office. A program with crash points dies once at each of them and is started again.
 * `own` are servers that nobody else uses; without them the database lies on the servers all specs share.
 */
export async function openPractice(
  crashPoints: Partial<Record<ProgramName, readonly string[]>> = {},
  own?: { readonly services: TestServices; readonly temporal: TemporalServer },
): Promise<Practice> {
  const services = own?.services ?? (await startTestServices());
  const dataDir = mkdtempSync(join(tmpdir(), 'practice-'));
  const { freePorts } = await tool<{ freePorts: (count: number) => Promise<number[]> }>('settings.mjs');
  const [api, ui, smtp, mailPage, temporalPort] = (await freePorts(5)) as [number, number, number, number, number];
  const temporal = own?.temporal ?? (await startTemporalServer(dataDir, temporalPort));
  const environment = {
    ...plainEnvironment(),
    ...environmentOf(services),
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    RECLAIM_DATA_DIR: dataDir,
    RECLAIM_API_PORT: String(api),
    RECLAIM_UI_PORT: String(ui),
    RECLAIM_MAIL_PAGE_PORT: String(mailPage),
    SMTP_URL: `smtp://127.0.0.1:${smtp}`,
    // A worker that is to die between two steps of planning ahead takes them for a small remittance too.
    ...(crashPoints.worker && { RECLAIM_PLAN_AHEAD_ABOVE: '0' }),
  };
  const config = readConfig(environment);
  ensureKeyFile(config.keyFile);
  const names = Object.keys(SCRIPTS) as ProgramName[];
  const programs = Object.fromEntries(
    names.map((name) => {
      const logFile = join(dataDir, 'logs', `${name}.log`);
      return [name, new Program(SCRIPTS[name], environment, logFile, crashPoints[name])];
    }),
  ) as Record<ProgramName, Program>;
  const admin = new pg.Pool({ connectionString: services.adminUrl, max: 2 });
  admin.on('error', () => undefined);
  const stop = async (): Promise<void> => {
    for (const name of ['simulator', 'worker', 'api'] as const) await programs[name].stop();
    await admin.end();
    await temporal.stop();
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await Promise.all(names.map((name) => programs[name].start()));
  } catch (error) {
    await stop();
    throw error;
  }
  const organizationId = randomUUID();
  return {
    organizationId,
    config,
    services,
    programs,
    stop,
    temporal: { address: temporal.address, namespace: temporal.namespace, dataDir: join(dataDir, 'temporal') },
    api: new PracticeApi(config.api.publicUrl, (role) => mintDevelopmentToken(config, { role, org: organizationId })),
    rows: async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await admin.query<T>(sql, values)).rows,
    runJob: (choice) => runJob(organizationId, dataDir, environment, choice),
  };
}

async function startTemporalServer(dataDir: string, port: number): Promise<TemporalServer> {
  const { startTemporal } = await tool<{ startTemporal: (wish: object) => Promise<TemporalServer> }>(
    'services/temporal.mjs',
  );
  const { readSettings } = await tool<{ readSettings: () => { cacheDir: string } }>('settings.mjs');
  return startTemporal({ dataDir, cacheDir: readSettings().cacheDir, ports: { temporal: port }, withUi: false });
}

async function runJob(
  organizationId: string,
  dataDir: string,
  environment: Readonly<Record<string, string>>,
  {
    claims,
    days,
    patience = 30,
    onProgress,
  }: { claims: number; days: number; patience?: number; onProgress?: (progress: Progress) => void },
): Promise<Job> {
  const reportFile = join(dataDir, 'report.json');
  const printed: string[] = [];
  const code = await runToEnd(
    'simulator/main-job.js',
    [
      '--org',
      organizationId,
      '--claims',
      String(claims),
      '--days',
      String(days),
      '--patience',
      String(patience),
      '--report',
      reportFile,
    ],
    environment,
    (line) => {
      printed.push(line);
      if (line.startsWith('{"progress"')) onProgress?.((JSON.parse(line) as { progress: Progress }).progress);
    },
  );
  const output = printed.join('\n');
  try {
    return { code, output, report: JSON.parse(readFileSync(reportFile, 'utf8')) as Report };
  } catch {
    throw new Error(`The job wrote no report and ended with ${code}:\n${output.slice(-3_000)}`);
  }
}
