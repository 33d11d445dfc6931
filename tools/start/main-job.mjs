// Runs the main job as a child and turns its progress lines into a display.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectDir } from '../settings.mjs';
import { readJson } from '../services/private-files.mjs';

const PROGRAM = 'dist/src/simulator/main-job.js';
const BAR_CELLS = 24;

/** One line: business date, how far, and what has happened to the claims so far. */
export function progressLine({ businessDate, day, of, counts = {} }) {
  const filled = of > 0 ? Math.min(BAR_CELLS, Math.round((day / of) * BAR_CELLS)) : 0;
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
  const words = Object.entries(counts).map(([name, count]) => `${spaced(name)} ${count}`);
  return `${businessDate}  ${bar}  day ${day} of ${of}  ${words.join(' · ')}`;
}

/** `patientResponsibility` → `patient responsibility`. */
export function spaced(name) {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * Runs the job to its end. `onProgress` gets each progress object. Answers `{ code, report }`;
 * the exit code is 0 only if the job itself found every invariant to hold.
 */
export async function runMainJob({ environment, reportFile, logFile, args = [], onProgress, onChild = () => {} }) {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(projectDir, PROGRAM), '--report', reportFile, ...args],
    {
      cwd: projectDir,
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  onChild(child);
  const log = createWriteStream(logFile, { mode: 0o640 });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise((done) => child.once('close', (code, signal) => done(code ?? (signal ? 128 : 1))));
  for await (const line of createInterface({ input: child.stdout })) {
    const progress = progressIn(line);
    if (progress) onProgress(progress);
    else log.write(`${line}\n`);
  }
  const code = await ended;
  log.end();
  return { code, report: readJson(reportFile) };
}

function progressIn(line) {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line).progress ?? null;
  } catch {
    return null;
  }
}
