// Runs jest on a list of spec files and counts what came out.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { tmpdir } from 'node:os';
import { projectDir } from '../settings.mjs';

function jestProgram() {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A failure's text without the stack inside the test runner, which helps nobody. */
const readable = (message) =>
  message
    .split('\n')
    .filter((line) => !/^\s+at .*node_modules\/|^\s+at (processTicksAndRejections|new Promise) /.test(line))
    .join('\n');

/** A spec file that could not even be loaded counts as one failure. */
function countsOf(result) {
  const suites = result.testResults;
  const facts = suites.flatMap((suite) =>
    suite.assertionResults.map((fact) => ({ ...fact, file: relative(projectDir, suite.name) })),
  );
  const failed = facts.filter((fact) => fact.status === 'failed');
  const broken = suites.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((fact) => fact.status === 'failed'),
  );
  return {
    passed: facts.filter((fact) => fact.status === 'passed').length,
    failed: failed.length + broken.length,
    leftOut: facts
      .filter((fact) => ['pending', 'todo', 'skipped', 'disabled'].includes(fact.status))
      .map((fact) => `${fact.file}: ${fact.fullName}`),
    messages: [
      ...failed.map((fact) => `${fact.file} › ${fact.fullName}\n${fact.failureMessages.map(readable).join('\n')}`),
      ...broken.map((suite) => `${relative(projectDir, suite.name)}\n${suite.message}`),
    ],
  };
}

/** Answers `{ passed, failed, leftOut, messages }`. Jest's own text goes nowhere; the reporter prints a line a file. */
export async function runJest(files, { env = process.env, workers } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'reclaim-jest-'));
  const outputFile = join(folder, 'result.json');
  const args = [
    '--experimental-vm-modules',
    '--no-warnings',
    jestProgram(),
    '--ci',
    '--json',
    `--outputFile=${outputFile}`,
    `--reporters=${join(projectDir, 'tools/testing/progress-reporter.mjs')}`,
    `--testSequencer=${join(projectDir, 'tools/testing/spec-order.mjs')}`,
    ...(workers ? [`--maxWorkers=${workers}`] : []),
    '--workerIdleMemoryLimit=1200MB',
    '--runTestsByPath',
    ...files,
  ];
  const child = spawn(process.execPath, args, { cwd: projectDir, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  // With --json, jest writes the result to stdout too; the reporter's lines come before it.
  child.stdout.on(
    'data',
    forwardLines((line) => line.startsWith('{"') || console.log(line)),
  );
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-20_000)));
  const code = await new Promise((done) => child.once('close', done));
  const result = readResult(outputFile);
  rmSync(folder, { recursive: true, force: true });
  if (!result)
    return { passed: 0, failed: 1, leftOut: [], messages: [`jest ended with ${code} and no result\n${errors}`] };
  const counts = countsOf(result);
  if (counts.failed === 0 && code !== 0)
    return { ...counts, failed: 1, messages: [`jest ended with ${code}\n${errors}`] };
  return counts;
}

function forwardLines(print) {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    lines.forEach(print);
  };
}
