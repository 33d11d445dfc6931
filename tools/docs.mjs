// `npm run docs`: writes the generated documents; `-- --check` only compares, and a stale one is red.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { postingRules, problems, workItems } from './docs/catalogs.mjs';
import { entities } from './docs/entities.mjs';
import { lifecycles } from './docs/lifecycles.mjs';
import { signals } from './docs/signals.mjs';
import { stories } from './docs/stories.mjs';
import { build, generate } from './prepare.mjs';
import { projectDir } from './settings.mjs';

const PAGES = {
  'docs/erd.md': entities,
  'docs/lifecycles.md': lifecycles,
  'docs/signals.md': signals,
  'docs/work-items.md': workItems,
  'docs/problems.md': problems,
  'docs/posting-rules.md': postingRules,
  'docs/stories.md': stories,
};

/** A compiled module of the product: 'domain/roles' is dist/src/domain/roles.js. */
const module = (path) => import(pathToFileURL(join(projectDir, 'dist/src', `${path}.js`)).href);

/** Every generated document as it must be now: path → text. */
async function documents() {
  const { currentDocument, clientTypes } = await module('api/write-openapi');
  const openapi = await currentDocument();
  const texts = new Map([
    ['docs/openapi.json', `${JSON.stringify(openapi, null, 2)}\n`],
    ['src/api-client/schema.d.ts', await clientTypes(openapi)],
  ]);
  for (const [path, make] of Object.entries(PAGES)) texts.set(path, await make({ module, projectDir }));
  return texts;
}

const textAt = (path) => (existsSync(join(projectDir, path)) ? readFileSync(join(projectDir, path), 'utf8') : null);

function write(path, text) {
  mkdirSync(dirname(join(projectDir, path)), { recursive: true });
  writeFileSync(join(projectDir, path), text);
}

async function main() {
  const check = process.argv.includes('--check');
  if (!check || !existsSync(join(projectDir, 'dist/src/api/write-openapi.js'))) {
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
