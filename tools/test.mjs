// `npm test`: everything a landing must pass, from a fresh clone. Until the packages are there, Node built-ins only.
//   --fast    pure specs only            --check   what can be said without running the product
//   --deep    full counts, chaos, and the whole main job
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, generate, install } from './prepare.mjs';
import { projectDir } from './settings.mjs';

const startedAt = Date.now();
const total = { passed: 0, failed: 0, leftOut: [] };
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Every spec file of the project, as paths from the project folder. */
function allSpecs() {
  const roots = ['src', 'workflows', 'activities', 'test'].filter((root) => existsSync(join(projectDir, root)));
  return roots.flatMap((root) =>
    readdirSync(join(projectDir, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.spec.ts'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(projectDir.length + 1)),
  );
}

function record(name, since, { passed, failed, leftOut = [], messages = [] }) {
  total.passed += passed;
  total.failed += failed;
  total.leftOut.push(...leftOut);
  for (const message of messages) console.log(`\n${message}\n`);
  const mark = failed > 0 ? '✗' : '✓';
  console.log(`${mark} ${name}: ${passed} passed, ${failed} failed (${seconds(since)}; ${seconds(startedAt)} in all)`);
}

/** A stage that either works or not; `work` may answer with a note. */
async function stage(name, work) {
  const since = Date.now();
  console.log(`▸ ${name}`);
  try {
    const result = await work();
    record(name, since, typeof result === 'object' && result !== null ? result : { passed: 1, failed: 0 });
    return true;
  } catch (error) {
    record(name, since, { passed: 0, failed: 1, messages: [error.message] });
    return false;
  }
}

/** Without these nothing else can run. */
async function mustHold(name, work) {
  if (!(await stage(name, work))) finish();
}

function finish() {
  if (total.leftOut.length > 0) console.log(`\nLeft out (${total.leftOut.length}):\n  ${total.leftOut.join('\n  ')}`);
  if (total.passed + total.failed === 0) total.failed = 1;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 ? 1 : 0);
}

async function main(argv) {
  const mode = ['fast', 'check', 'deep'].find((name) => argv.includes(`--${name}`)) ?? 'all';
  process.chdir(projectDir);
  await mustHold('packages', install);
  await mustHold('database client', generate);
  const stages = await import('./testing/run-stages.mjs');
  const context = { specs: allSpecs(), stage, mode, build, deep: mode === 'deep' };
  await stages[mode](context);
  finish();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  total.failed += 1;
  finish();
});
