import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectDir } from './source-files.js';

interface Fault {
  readonly rule: string;
  readonly from: string;
}

const cruiser = join(projectDir, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const PASSES = ['runtime', 'types'] as const;

/** Runs one pass in a folder that looks like the project. */
function cruise(folder: string, pass: (typeof PASSES)[number]): Promise<Fault[]> {
  const roots = ['src', 'workflows', 'activities'].filter((root) => existsSync(join(folder, root)));
  const args = [cruiser, ...roots, '--config', join(projectDir, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const env = { ...process.env, RECLAIM_ARROWS: pass, NODE_OPTIONS: '' };
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd: folder, env, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      try {
        const { summary } = JSON.parse(stdout) as {
          summary: { violations: { rule: { name: string }; from: string; to: string }[] };
        };
        done(summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from: `${from} → ${to}` })));
      } catch {
        failed(error ?? new Error(stderr));
      }
    });
  });
}

/** A small project with one fault a file. It lies inside the real one, so that packages are found. */
function plant(files: Record<string, string>): string {
  mkdirSync(join(projectDir, '.reclaim'), { recursive: true });
  const folder = mkdtempSync(join(projectDir, '.reclaim', 'planted-'));
  cpSync(join(projectDir, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function rulesBroken(files: Record<string, string>, pass: (typeof PASSES)[number]): Promise<string[]> {
  const folder = plant(files);
  try {
    return [...new Set((await cruise(folder, pass)).map(({ rule }) => rule))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('import arrows', () => {
  it.each(PASSES)(
    'point only downwards (%s)',
    async (pass) => {
      expect(await cruise(projectDir, pass)).toEqual([]);
    },
    240_000,
  );

  it('catch Node in a rule, three files below a story', async () => {
    const files = {
      'workflows/story.ts': "import { one } from '../src/domain/one.js'; export const story = one;",
      'src/domain/one.ts': "import { two } from './two.js'; export const one = two;",
      'src/domain/two.ts': "import { randomUUID } from 'node:crypto'; export const two = randomUUID;",
    };
    expect(await rulesBroken(files, 'runtime')).toEqual(['domain-is-pure', 'sandbox-closure']);
  }, 240_000);

  it('let a story know activities by type, never by value', async () => {
    const activity = {
      'activities/index.ts': 'export interface Activities { submit(): Promise<void> } export const made = 1;',
    };
    const byType = {
      ...activity,
      'workflows/story.ts': "import type { Activities } from '../activities/index.js'; export type A = Activities;",
    };
    const byValue = {
      ...activity,
      'workflows/story.ts': "import { made } from '../activities/index.js'; export const a = made;",
    };
    expect(await rulesBroken(byType, 'runtime')).toEqual([]);
    expect(await rulesBroken(byType, 'types')).toEqual([]);
    expect(await rulesBroken(byValue, 'runtime')).toEqual(['sandbox-closure', 'stories-know-contracts']);
  }, 240_000);

  it('catch a framework type in a rule, which has vanished at run time', async () => {
    const files = {
      'src/domain/claim.ts':
        "import type { INestApplication } from '@nestjs/common'; export type App = INestApplication;",
    };
    expect(await rulesBroken(files, 'runtime')).toEqual([]);
    expect(await rulesBroken(files, 'types')).toEqual(['domain-is-pure']);
  }, 240_000);

  it('catch every arrow that points upwards, and cycles', async () => {
    const thing = 'export const thing = 1;';
    const files = {
      'src/api/a.ts': thing,
      'src/db/d.ts': thing,
      'src/app/u.ts': "export { thing } from '../api/a.js';",
      'src/api/c.ts': "export { thing } from '../db/d.js';",
      'activities/x.ts': "export { thing } from '../src/db/d.js';",
      'src/simulator/s.ts': "export { thing } from '../db/d.js';",
      'src/db/e.ts': "export { thing } from '../app/v.js';",
      'src/app/v.ts': thing,
      'src/edi/p.ts': "import { readFileSync } from 'node:fs'; export const p = readFileSync;",
      'src/contracts/k.ts': "export { thing } from '../db/d.js';",
      'src/app/one.ts': "import { two } from './two.js'; export const one = (): number => two();",
      'src/app/two.ts': "import { one } from './one.js'; export const two = (): number => one();",
    };
    expect(await rulesBroken(files, 'runtime')).toEqual([
      'activities-are-doors',
      'api-asks-the-app',
      'app-is-below',
      'below-the-app',
      'contracts-cross-processes',
      'edi-is-pure',
      'no-circular',
      'the-other-side',
    ]);
  }, 240_000);
});
