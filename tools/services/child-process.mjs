// Starting, asking after and ending processes that must not die with the terminal's Ctrl-C, but in our order.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync, renameSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Starts a program in a process group of its own, with its output in `logFile` (the run before is kept as `.1`).
 * `ipc` adds a channel on which a Node child may say 'ready' and learns that we are gone.
 */
export function startLogged(command, args, { logFile, append = false, ipc = false, ...options }) {
  mkdirSync(dirname(logFile), { recursive: true });
  if (!append && existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const out = openSync(logFile, 'a', 0o640);
  const stdio = ipc ? ['ignore', out, out, 'ipc'] : ['ignore', out, out];
  const child = spawn(command, args, { detached: true, stdio, ...options });
  closeSync(out);
  child.gone = new Promise((done) => {
    child.once('exit', (code, signal) => done({ code, signal }));
    child.once('error', (error) => done({ code: null, signal: null, error }));
  });
  return child;
}

/** True while a process with this id lives (a zombie counts as gone). */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  try {
    return !/^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** The command line of a process where the system shows it (Linux), else an empty text. */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** Asks a process to end and waits; after `graceMs` it is killed. Always by its own id. */
export async function stopPid(pid, { signal = 'SIGTERM', graceMs = 30_000 } = {}) {
  if (!isAlive(pid)) return;
  send(pid, signal);
  const until = Date.now() + graceMs;
  while (isAlive(pid) && Date.now() < until) await sleep(25);
  if (!isAlive(pid)) return;
  send(pid, 'SIGKILL');
  while (isAlive(pid)) await sleep(25);
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended on its own
  }
}

/** Runs a program to its end and gives its exit code and what it printed. Never throws for a failing program. */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.once('error', (error) => done({ code: 127, stdout, stderr: error.message }));
    child.once('close', (code, signal) => done({ code: code ?? 128, signal, stdout, stderr }));
  });
}

/** The last lines of a log, for an error message. */
export function tail(logFile, lines = 15) {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
