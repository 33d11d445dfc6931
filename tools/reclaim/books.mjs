// `reclaim books verify`: proves the books of one organization, or of all, straight from the database; changes nothing.
import pc from 'picocolors';
import { StartProblem } from '../settings.mjs';
import { installation, product } from './installation.mjs';

/** Organizations to look at: the one named, else every one, read with the relay's role, the only one that sees them all. */
async function organizationsOf(config, named, openDatabase) {
  const relay = openDatabase(config.database.relayUrl, 1);
  try {
    const all = await relay.organization.findMany({ select: { id: true, name: true }, orderBy: { createdAt: 'asc' } });
    const chosen = named ? all.filter(({ id }) => id === named) : all;
    if (chosen.length === 0)
      throw new StartProblem(named ? `There is no organization ${named}.` : 'There is no organization yet.');
    return chosen;
  } finally {
    await relay.$disconnect();
  }
}

function print({ name, sentence, holds, faults, faultCount }) {
  console.log(`  ${holds ? pc.green('✓') : pc.red('✗')} ${holds ? sentence : `${pc.bold(name)}: ${sentence}`}`);
  for (const { subject, found } of faults) console.log(`      ${pc.yellow(subject)} ${found}`);
  if (faultCount > faults.length) console.log(pc.dim(`      … and ${faultCount - faults.length} more`));
}

/** Exit code 0 when every check holds for every organization looked at. */
export async function verifyBooks({ org, json }) {
  const { config, hasDatabase } = await installation();
  if (!hasDatabase) throw new StartProblem('No database is known: run "npm start" once, or set DATABASE_URL.');
  const { openDatabase } = await product('db/database');
  const { verifyBooks: verify } = await product('app/books/verify-books');
  const { verifyAudit } = await product('app/audit/verify-audit');
  const { openKeyRing } = await product('security/key-ring');
  const keys = openKeyRing(config);
  const actor = { id: 'system:books-verify', role: 'system' };
  const organizations = await organizationsOf(config, org, openDatabase);
  const db = openDatabase(config.database.url, 2);
  const began = Date.now();
  const results = [];
  try {
    for (const { id, name } of organizations) {
      const checks = [...(await verify({ db }, actor, id)), await verifyAudit({ db, keys }, actor, id)];
      results.push({ organizationId: id, name, hold: checks.every(({ holds }) => holds), checks });
      if (json) continue;
      console.log(pc.bold(`${name} (${id})`));
      checks.forEach(print);
    }
  } finally {
    await db.$disconnect();
  }
  const broken = results.flatMap(({ checks }) => checks).filter(({ holds }) => !holds).length;
  if (json) console.log(JSON.stringify(results, null, 2));
  else {
    const size = `${results.length} organization${results.length === 1 ? '' : 's'} in ${Date.now() - began} ms`;
    console.log(
      broken === 0 ? pc.green(`✓ the books hold: ${size}`) : pc.red(`✗ ${broken} checks are broken: ${size}`),
    );
  }
  return broken === 0 ? 0 : 1;
}
