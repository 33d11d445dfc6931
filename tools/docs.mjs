// `npm run docs`: writes the generated documents; `-- --check` only compares, and a stale one is red.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { postingRules, problems, workItems } from './docs/catalogs.mjs';
import { denialMap } from './docs/denial-map.mjs';
import { edits } from './docs/edits.mjs';
import { entities } from './docs/entities.mjs';
import { lifecycles } from './docs/lifecycles.mjs';
import { payerRules } from './docs/payer-rules.mjs';
import { playbooks } from './docs/playbooks.mjs';
import { settingsPage } from './docs/settings.mjs';
import { signals } from './docs/signals.mjs';
import { stories } from './docs/stories.mjs';
import { build, generate } from './prepare.mjs';
import { run } from './services/child-process.mjs';
import { projectDir } from './settings.mjs';
import { ediPages } from './docs/edi.mjs';

const API_WRITER = 'dist/src/api/write-openapi.js';
const API_DOCUMENTS = ['docs/openapi.json', 'src/api-client/generated/schema.d.ts'];

const PAGES = {
  'docs/erd.md': entities,
  'docs/lifecycles.md': lifecycles,
  'docs/signals.md': signals,
  'docs/work-items.md': workItems,
  'docs/problems.md': problems,
  'docs/posting-rules.md': postingRules,
  'docs/edits.md': edits,
  'docs/denial-map.md': denialMap,
  'docs/playbooks.md': playbooks,
  'docs/payer-rules.md': payerRules,
  'docs/settings.md': settingsPage,
  'docs/stories.md': stories,
};

/** A compiled module of the product: 'domain/roles' is dist/src/domain/roles.js. */
const module = (path) => import(pathToFileURL(join(projectDir, 'dist/src', `${path}.js`)).href);

/** The API writes its document and its client's types itself; here into a folder of its own, so that a check changes nothing. */
async function apiDocuments() {
  const folder = mkdtempSync(join(tmpdir(), 'reclaim-docs-'));
  try {
    symlinkSync(join(projectDir, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const path of API_DOCUMENTS) mkdirSync(dirname(join(folder, path)), { recursive: true });
    const { code, stderr } = await run(process.execPath, [join(projectDir, API_WRITER)], { cwd: folder });
    if (code !== 0) throw new Error(`${API_WRITER} failed:\n${stderr}`);
    return API_DOCUMENTS.map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every generated document as it must be now: path → text. */
async function documents() {
  const texts = new Map(await apiDocuments());
  for (const [path, make] of Object.entries(PAGES)) texts.set(path, await make({ module, projectDir }));
  for (const [path, text] of await ediPages()) texts.set(path, text);
  return texts;
}

const textAt = (path) => (existsSync(join(projectDir, path)) ? readFileSync(join(projectDir, path), 'utf8') : null);

function write(path, text) {
  mkdirSync(dirname(join(projectDir, path)), { recursive: true });
  writeFileSync(join(projectDir, path), text);
}

async function main() {
  const check = process.argv.includes('--check');
  if (!check || !existsSync(join(projectDir, API_WRITER))) {
    await generate();
    await build();
  }
  const stale = [...(await documents())].filter(([path, text]) => textAt(path) !== text);
  if (!check) {
    for (const [path, text] of stale) write(path, text);
    console.log(stale.length === 0 ? 'every document is fresh' : `written: ${stale.map(([path]) => path).join(', ')}`);
    return 0;
  }
  for (const [path] of stale) console.error(`${path} is stale: run "npm run docs" and look at what changed.`);
  return stale.length === 0 ? 0 : 1;
}

process.exitCode = await main();
process.exit();
