// `reclaim scenario NAME`: one claim, one fate, from its 837 to its end, as a timeline of business days.
import pc from 'picocolors';
import { product } from './installation.mjs';
import { runRehearsal } from './throw-away-place.mjs';

/** Capitals and hyphens do not matter: `denied-50-appealed` is the fate of that file. */
const plain = (name) => name.replaceAll('-', '').toLowerCase();

export async function scenario(name, options) {
  const { scenarios } = await product('simulator/scenarios/catalog');
  const meant = name && scenarios.find((one) => plain(one.name) === plain(name));
  if (!meant) {
    for (const one of scenarios) console.log(`  ${pc.bold(one.name.padEnd(24))} ${one.story}`);
    if (name) console.error(`\nThere is no scenario "${name}"; take one of these.`);
    return name ? 1 : 0;
  }
  const width = process.stdout.columns ?? 120;
  return runRehearsal('rehearsal/play-scenario.js', [
    meant.name,
    `--seed=${options.seed}`,
    `--days=${options.days}`,
    `--width=${width}`,
    ...(pc.isColorSupported && !options.json ? ['--color'] : []),
    ...(options.json ? ['--json'] : []),
  ]);
}
