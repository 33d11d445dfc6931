// `reclaim worker`: one more worker beside those that run, in the foreground; with a build it is that version of the deployment.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { freePorts, projectDir, StartProblem } from '../settings.mjs';
import { installation } from './installation.mjs';

const LOOK_EVERY_MS = 500;

/** Resolves when the door says ready; never when the process ends first. */
async function untilReady(url, child) {
  while (child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return true;
    await new Promise((again) => setTimeout(again, LOOK_EVERY_MS));
  }
  return false;
}

function sayReady(url, build) {
  const who = build ? `a worker of build ${build}` : 'one more worker, of no build,';
  console.log(`${pc.green('✓')} ${who} is ready: ${url}/health/ready. Ctrl-C ends it once its tasks are done.`);
  if (build) console.log(`  It gets no task yet. "npm run reclaim -- deploy ${build}" gives it every one.`);
}

/** Ends with the worker, by its exit code. */
export async function worker({ build }) {
  const { env, hasDatabase } = await installation();
  if (!hasDatabase) throw new StartProblem('No database is known: run "npm start" once, or set DATABASE_URL.');
  const program = join(projectDir, 'dist/src/worker.js');
  if (!existsSync(program)) throw new StartProblem('Reclaim was never built here: run "npm run build".');
  const port = process.env.RECLAIM_WORKER_PORT || String((await freePorts(1))[0]);
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    cwd: projectDir,
    stdio: 'inherit',
    env: { ...env, RECLAIM_WORKER_PORT: port, ...(build && { RECLAIM_BUILD_ID: build }) },
  });
  // Ctrl-C reaches the child by itself; it takes the first signal and leaves the others.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
  const ended = new Promise((done) => child.once('exit', (code) => done(code ?? 1)));
  const url = `http://127.0.0.1:${port}`;
  if (await Promise.race([untilReady(url, child), ended.then(() => false)])) sayReady(url, build);
  return ended;
}
