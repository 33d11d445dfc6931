// The steps of tools/compose/Dockerfile in plain folders, where no container engine is at hand: node tools/compose/build-without-engine.mjs DIR
// DIR gets one folder a stage; the last is what the image would hold. Base images and system users are left to an engine.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectDir } from '../settings.mjs';

const WORKDIR = '/app';
/** Makes users of the system and folders outside the product. */
const ONLY_IN_AN_IMAGE = /\b(groupadd|useradd)\b/;
/** Keeps an image small; here it would empty the npm cache of whoever runs this. */
const CACHE_CLEANING = /\s*&&\s*npm cache clean --force/;

/** Instructions of a Dockerfile, continued lines joined. */
const instructions = (text) =>
  text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => {
      const [, name, rest] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { name, rest };
    });

/** What the build may see: files that git knows, less those of `.dockerignore`. */
function context() {
  const ignored = readFileSync(join(projectDir, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: projectDir });
  return files
    .toString()
    .split('\n')
    .filter((file) => file && existsSync(join(projectDir, file)))
    .filter((file) => !ignored.some((name) => file === name || file.startsWith(`${name}/`)));
}

/** `COPY [--from=STAGE] SOURCE… TARGET` into the folder of a stage. */
function copy(rest, folder, root) {
  const words = rest.split(/\s+/);
  const from = words[0].startsWith('--from=') ? words.shift().slice('--from='.length) : undefined;
  const target = join(folder, words.pop());
  if (from) {
    for (const source of words) cpSync(join(root, from, source.replace(WORKDIR, '')), target, { recursive: true });
    return;
  }
  const files = context();
  for (const source of words) {
    const inside = files.filter((file) => source === '.' || file === source || file.startsWith(`${source}/`));
    if (inside.length === 0) throw new Error(`COPY ${source}: nothing of that name reaches the build`);
    for (const file of inside) {
      const isFolder = source !== '.' && file !== source;
      const place =
        source === '.' ? join(folder, file) : isFolder ? join(target, file.slice(source.length)) : join(target, file);
      mkdirSync(dirname(place), { recursive: true });
      cpSync(join(projectDir, file), place);
    }
  }
}

function run(rest, folder) {
  if (ONLY_IN_AN_IMAGE.test(rest)) return console.log('  left to an engine');
  const { NODE_OPTIONS: _ours, ...env } = process.env;
  const { status } = spawnSync('sh', ['-c', rest.replace(CACHE_CLEANING, '')], { cwd: folder, stdio: 'inherit', env });
  if (status !== 0) throw new Error(`RUN ${rest}: exit code ${status}`);
}

const root = process.argv[2] && resolve(process.argv[2]);
if (!root || existsSync(root)) throw new Error('Name a folder that is not there yet.');
let stage = 'image';
for (const { name, rest } of instructions(readFileSync(join(projectDir, 'tools/compose/Dockerfile'), 'utf8'))) {
  console.log(`${name} ${rest}`);
  if (name === 'FROM') mkdirSync(join(root, (stage = / AS (\w+)$/.exec(rest)?.[1] ?? 'image')), { recursive: true });
  if (name === 'COPY') copy(rest, join(root, stage), root);
  if (name === 'RUN') run(rest, join(root, stage));
}
console.log(`The image would hold ${join(root, stage)}.`);
