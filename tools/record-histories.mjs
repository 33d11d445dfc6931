// Records the histories that `npm test` replays: plays every life of test/workflows/lives.ts on a real server and keeps what it wrote.
//   node tools/record-histories.mjs [release]      the release defaults to the version in package.json
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectDir } from './settings.mjs';

const release = process.argv[2] ?? JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')).version;
const require = createRequire(import.meta.url);
const jest = join(dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    jest,
    '--runTestsByPath',
    'test/workflows/lives.spec.ts',
    'test/workflows/drawn-lives.spec.ts',
  ],
  {
    cwd: projectDir,
    stdio: 'inherit',
    env: { ...process.env, RECLAIM_RECORD_HISTORIES: join(projectDir, 'test', 'replay', 'histories', release) },
  },
);
process.exit(status ?? 1);
