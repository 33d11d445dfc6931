// `reclaim keys`: the versions of the key file, what is sealed under each, and a new one.
import { existsSync } from 'node:fs';
import pc from 'picocolors';
import pg from 'pg';
import { StartProblem } from '../settings.mjs';
import { installation, product } from './installation.mjs';
import { everyRowUrl } from './every-row.mjs';

async function keyFileOf(config) {
  if (!existsSync(config.keyFile))
    throw new StartProblem(`There is no key file ${config.keyFile}: "npm start" makes one, or set RECLAIM_KEY_FILE.`);
  return product('security/key-file');
}

/** A new version seals from now on; running processes take it up within a second, everything older still opens. */
export async function rotateKeys() {
  const { config } = await installation();
  const { rotateKeyFile } = await keyFileOf(config);
  const version = rotateKeyFile(config.keyFile);
  console.log(
    `${pc.green('✓')} key version ${version} seals from now on; running processes take it up within a second.`,
  );
  console.log(
    `  Copy ${config.keyFile} to where you keep keys, apart from the backups: older data opens with the older versions in it.`,
  );
  console.log('  Where processes have key files of their own (one a machine), put this file on every machine now.');
  return 0;
}

/** Which versions are still needed, and by how much. */
export async function showKeys() {
  const { config, settings } = await installation();
  const { readKeyFile } = await keyFileOf(config);
  const { current, blindIndex, versions } = readKeyFile(config.keyFile);
  const { keyUsage } = await product('app/keys/key-usage');
  const client = new pg.Client({ connectionString: everyRowUrl(settings) });
  await client.connect();
  try {
    const usage = new Map((await keyUsage(client, config.dataDir)).map((one) => [one.version, one]));
    for (const { version } of versions) {
      const { values = 0, files = 0 } = usage.get(version) ?? {};
      const marks = [version === current && 'seals', version === blindIndex && 'blind index']
        .filter(Boolean)
        .join(', ');
      console.log(`version ${version}${marks ? ` (${marks})` : ''}: ${values} sealed values, ${files} files`);
      usage.delete(version);
    }
    for (const [version, { values, files }] of usage)
      console.log(
        pc.red(`version ${version} is missing from the file, but ${values} values and ${files} files need it`),
      );
    return usage.size === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}
