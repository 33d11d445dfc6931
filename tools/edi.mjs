// Starts the EDI terminal program; builds the application first when it was never built.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = join(root, 'dist', 'src', 'edi-cli', 'main.js');

if (!existsSync(program)) {
  process.stderr.write('Building once (npm run build) …\n');
  const built = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (built.status !== 0 || !existsSync(program)) process.exit(built.status || 1);
}

// npm starts scripts in the project's folder; file names are meant where the caller stands.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import(pathToFileURL(program).href);
