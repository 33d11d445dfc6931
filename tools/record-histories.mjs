// Records the histories that `npm test` replays: plays every life of test/workflows/lives.ts on a real server and keeps what it wrote.
//   node tools/record-histories.mjs [release] [names]   the release defaults to the version in package.json
// With names (a pattern: 'voided|packet-by-file') only those lives are recorded, and every other file stays as it is sealed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectDir } from './settings.mjs';

const release = process.argv[2] ?? JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')).version;
const names = process.argv[3];
const specs = names
  ? ['test/workflows/lives.spec.ts', '--testNamePattern', `(${names})$`]
  : ['test/workflows/lives.spec.ts', 'test/workflows/drawn-lives.spec.ts'];
const require = createRequire(import.meta.url);
const jest = join(dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, '--runTestsByPath', ...specs],
  {
    cwd: projectDir,
    stdio: 'inherit',
    env: { ...process.env, RECLAIM_RECORD_HISTORIES: join(projectDir, 'test', 'replay', 'histories', release) },
  },
);
process.exit(status ?? 1);
