import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const BUILD = resolve(process.env['RECLAIM_TEST_BUILD'] ?? 'dist');
const READY_WITHIN_MS = 60_000;
/** What stands on a server that is away dies again at once; whoever dies this often will not come back. */
const MOST_DEATHS = 40;
const PAUSE_MS = 300;

/** One process of the product, kept alive as the launcher keeps it: whoever dies is started again. */
export class Program {
  /** How often it ended without being asked to, crash points aside. */
  deaths = 0;
  /** Crash points it has died at, in order. */
  readonly crashedAt: string[] = [];
  private child: ChildProcess | undefined;
  private stopping = false;
  private ready: Promise<void> = Promise.resolve();

  constructor(
    private readonly script: string,
    private readonly environment: Readonly<Record<string, string>>,
    readonly logFile: string,
    /** It dies once at each of these, whichever comes next. */
    private readonly crashPoints: readonly string[] = [],
  ) {}

  start(): Promise<void> {
    mkdirSync(dirname(this.logFile), { recursive: true });
    const log = openSync(this.logFile, 'a');
    const left = this.crashPoints.filter((name) => !this.crashedAt.includes(name));
    const child = spawn(process.execPath, ['--enable-source-maps', join(BUILD, 'src', this.script)], {
      env: { ...this.environment, ...(left.length > 0 && { RECLAIM_CRASH_AT: left.join(',') }) },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    this.ready = new Promise((done, fail) => {
      const late = setTimeout(
        () => fail(new Error(`${this.script} was not ready in time:\n${this.log.slice(-2_000)}`)),
        READY_WITHIN_MS,
      );
      child.on('message', (message) => {
        if (message === 'ready') {
          clearTimeout(late);
          done();
        }
      });
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        fail(new Error(`${this.script} ended (${signal ?? code}):\n${this.log.slice(-2_000)}`));
        this.ended();
      });
    });
    this.ready.catch(() => undefined);
    return this.ready;
  }

  private ended(): void {
    if (this.stopping) return;
    const reached = [...this.log.matchAll(/^crash point reached: (\w+)$/gm)].map(([, name]) => name ?? '');
    if (reached.length > this.crashedAt.length) this.crashedAt.push(...reached.slice(this.crashedAt.length));
    else this.deaths += 1;
    if (this.deaths < MOST_DEATHS) setTimeout(() => this.stopping || void this.start(), PAUSE_MS);
  }

  get log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** kill -9; it comes back by itself. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  async stop(graceMs = 15_000): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await gone;
    clearTimeout(hard);
  }
}

/** Runs a program of the build to its end, handing on each line it prints. */
export function runToEnd(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  onLine: (line: string) => void,
): Promise<number> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(BUILD, 'src', script), ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(onLine);
      })
      .on('end', () => {
        if (rest) onLine(rest);
      });
  }
  return new Promise((done) => child.once('close', (code) => done(code ?? 128)));
}

/** No setting of the person's shell reaches the processes, nor jest's own Node options. */
export function plainEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(RECLAIM_|DATABASE_|TEMPORAL_|SMTP_URL|OIDC_|NODE_OPTIONS|NODE_ENV|JEST_)/.test(name),
  );
  return Object.fromEntries(own.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
