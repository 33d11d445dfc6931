// Keeps the product's processes alive: starts them, waits until they are healthy, restarts one that dies, stops all.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, isAlive, startLogged, stopPid, tail } from '../services/child-process.mjs';
import { readJson, writePrivateJson } from '../services/private-files.mjs';
import { projectDir, StartProblem } from '../settings.mjs';

/** Stopped in this order: first what makes work, last what answers. */
const PROGRAMS = { simulator: 'dist/src/simulator/main.js', worker: 'dist/src/worker.js', api: 'dist/src/main.js' };
const READY_WITHIN_MS = 90_000;
const RESTARTS_A_MINUTE = 3;
const STOP_GRACE_MS = 30_000;

async function answersReady(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}

/** Ends what a killed launcher left behind, before a second worker would work beside it. */
export async function stopLeftovers(dataDir) {
  const known = readJson(join(dataDir, 'processes.json')) ?? {};
  const ours = Object.entries(known).filter(
    ([name, pid]) => isAlive(pid) && commandLine(pid).includes(PROGRAMS[name] ?? '\0'),
  );
  await Promise.all(ours.map(([, pid]) => stopPid(pid, { graceMs: 10_000 })));
  return ours.length;
}

/** Counts restarts; more than three a minute means that restarting does not help. */
export function restartLimit(now = Date.now) {
  const restarts = [];
  return () => {
    restarts.push(now());
    while (restarts[0] <= now() - 60_000) restarts.shift();
    return restarts.length <= RESTARTS_A_MINUTE;
  };
}

export class Supervisor {
  #children = new Map();
  #limits = new Map();
  #stopping = false;
  #services = [];

  /** `onFatal(problem)` is told once when something cannot be kept alive. `say` gets a line for each restart. */
  constructor({ dataDir, environment, apiPort, say, onFatal }) {
    Object.assign(this, { dataDir, environment, apiPort, say, onFatal });
  }

  logFile(name) {
    return join(this.dataDir, 'logs', `${name}.log`);
  }

  /** Starts all programs and waits until each is ready; `tell(name)` is called as each one is. */
  async startAll(tell) {
    const names = Object.keys(PROGRAMS).reverse();
    for (const name of names) this.#start(name, { append: false });
    await Promise.all(names.map((name) => this.#untilReady(name).then(() => tell(name))));
    for (const name of names) this.#watch(name);
  }

  #start(name, { append }) {
    const options = { logFile: this.logFile(name), append, ipc: true, cwd: projectDir, env: this.environment };
    const child = startLogged(process.execPath, ['--enable-source-maps', join(projectDir, PROGRAMS[name])], options);
    child.ready = false;
    child.on('message', (message) => (child.ready ||= message === 'ready'));
    child.gone.then((how) => (child.ended = how));
    this.#children.set(name, child);
    this.#writeDown();
    return child;
  }

  #writeDown() {
    const pids = Object.fromEntries([...this.#children].map(([name, child]) => [name, child.pid]));
    writePrivateJson(join(this.dataDir, 'processes.json'), pids);
  }

  async #untilReady(name) {
    const child = this.#children.get(name);
    const until = Date.now() + READY_WITHIN_MS;
    while (!child.ended && Date.now() < until) {
      const ready = name === 'api' ? await answersReady(`http://127.0.0.1:${this.apiPort}/health/ready`) : child.ready;
      if (ready) return;
      await sleep(50);
    }
    const how = child.ended
      ? `ended (${child.ended.signal ?? child.ended.code})`
      : `was not ready within ${READY_WITHIN_MS / 1000} s`;
    throw new StartProblem(
      `The ${name} ${how}. Its log (${this.logFile(name)}) ends:\n${tail(this.logFile(name), 25)}`,
    );
  }

  async #watch(name) {
    const mayRestart = this.#limit(name);
    for (;;) {
      const { code, signal } = await this.#children.get(name).gone;
      if (this.#stopping) return;
      if (!mayRestart()) return this.#giveUp(name);
      this.say(`the ${name} ended (${signal ?? code}) and is started again`);
      this.#start(name, { append: true });
    }
  }

  #limit(name) {
    if (!this.#limits.has(name)) this.#limits.set(name, restartLimit());
    return this.#limits.get(name);
  }

  #giveUp(name) {
    this.onFatal(
      new StartProblem(
        `The ${name} died more than ${RESTARTS_A_MINUTE} times within a minute. Its log (${this.logFile(name)}) ends:\n${tail(this.logFile(name), 25)}`,
      ),
    );
  }

  /** Keeps a server (Postgres, Temporal) alive too: `restart` answers with the new one. */
  watchService(name, server, restart) {
    const service = { name, server };
    this.#services.push(service);
    if (!server.pid) return; // not ours
    const mayRestart = this.#limit(name);
    const timer = setInterval(async () => {
      if (this.#stopping || service.busy || isAlive(service.server.pid)) return;
      service.busy = true;
      if (!mayRestart()) return this.#giveUp(name);
      this.say(`${name} ended and is started again`);
      try {
        service.server = await restart();
      } catch (problem) {
        if (!this.#stopping) this.onFatal(problem);
      }
      service.busy = false;
    }, 500);
    timer.unref();
  }

  /** SIGKILL, for proofs that nothing is lost. */
  killHard(name) {
    process.kill(this.#children.get(name).pid, 'SIGKILL');
  }

  /** Stops programs, then servers, each gently first. */
  async stopAll() {
    this.#stopping = true;
    for (const name of Object.keys(PROGRAMS)) {
      const child = this.#children.get(name);
      if (child?.pid) await stopPid(child.pid, { graceMs: STOP_GRACE_MS });
    }
    for (const { server } of this.#services.reverse()) await server.stop();
    writePrivateJson(join(this.dataDir, 'processes.json'), {});
  }

  /** A second Ctrl-C: no more grace. */
  killAll() {
    this.#stopping = true;
    for (const { pid } of this.#children.values()) if (pid && isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
}
