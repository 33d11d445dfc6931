// `npm run reclaim -- …`: what a person does from a terminal beside the running product.
import { Command, InvalidArgumentError } from 'commander';
import { backup, restore } from './reclaim/backup.mjs';
import { verifyBooks } from './reclaim/books.mjs';
import { listEdits, loadEdits } from './reclaim/load-edits.mjs';
import { importBooks } from './reclaim/import-books.mjs';
import { deploy } from './reclaim/deploy.mjs';
import { doctor } from './reclaim/doctor.mjs';
import { rotateKeys, showKeys } from './reclaim/keys.mjs';
import { importFile } from './reclaim/import-file.mjs';
import { installation, organizationOf, tokenFor } from './reclaim/installation.mjs';
import { scenario } from './reclaim/scenario.mjs';
import { simulate } from './reclaim/simulate.mjs';
import { worker } from './reclaim/worker.mjs';
import { StartProblem } from './settings.mjs';

function seconds(text) {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('a number of seconds');
  return value;
}

/** Whole numbers from `least` on; anything else is told before an hour goes into it. */
const wholeFrom = (least) => (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new InvalidArgumentError(`a whole number, ${least} or more`);
  return value;
};

async function token({ role, org }) {
  const { settings, config } = await installation();
  process.stdout.write(`${await tokenFor(config, role, organizationOf(org, settings))}\n`);
  return 0;
}

const ORG = ['--org <id>', 'organization; the practice of the main job unless given'];
const program = new Command('reclaim').description('Reclaim from the terminal');
let work = Promise.resolve(0);
const command =
  (run) =>
  (...args) =>
    (work = run(...args));

program
  .command('token')
  .description('prints an access token of the local identity provider (development only)')
  .requiredOption('--role <role>', 'specialist, supervisor, manager, auditor, …')
  .option(...ORG)
  .action(command(token));
program
  .command('import <file>')
  .description('uploads an X12 file (837P, 835, 277CA, 999, 271, 277) and waits for its end')
  .option(...ORG)
  .option('--role <role>', 'role to upload as', 'admin')
  .option('--timeout <seconds>', 'how long to wait', seconds, 600)
  .option('--again', 'a file that came before and had problems is read again; what was taken is not taken twice')
  .action(command(importFile));
const books = program.command('books').description('the ledger as a whole');
books
  .command('import <folder>')
  .description('takes over the books of a Synthea CSV export; loading it again loads nothing twice')
  .option(...ORG)
  .option('--report <file>', 'writes everything found as JSON')
  .action(command(importBooks));
books
  .command('verify')
  .description('proves every invariant of the books, in words; reads only')
  .option('--org <id>', 'one organization; all of them unless given')
  .option('--json', 'for machines')
  .action(command(verifyBooks));
const edits = program.command('edits').description('published tables the edits before sending look things up in');
edits
  .command('load <file...>')
  .description(
    'takes NCCI pairs (all files of a quarter at once), unit limits or codes in, as they were downloaded (.txt, .csv, .xlsx or .zip); they bind once all is in',
  )
  .requiredOption('--kind <kind>', 'ncci, mue, icd10cm, hcpcs, cpt or lcd (diagnoses coverage policies list)')
  .requiredOption('--from <date>', 'first day the table is in force')
  .option('--to <date>', 'last day; until the next one unless given')
  .option('--setting <setting>', 'practitioner or hospital; pairs and unit limits need it')
  .option('--name <name>', 'what the publisher calls it; the file name unless given')
  .option(
    '--payers <class...>',
    'payer classes it binds; pairs and limits Medicare and Medicaid, codes everybody, unless given',
  )
  .option('--synthetic', 'invented rows: marked so')
  .option(...ORG)
  .action(command(loadEdits));
edits
  .command('list')
  .description('the tables in force, and those that were: for whom, from when, how many rows')
  .option(...ORG)
  .action(command(listEdits));
const keys = program.command('keys').description('the keys everything is sealed with');
keys
  .command('rotate')
  .description('a new key version seals from now on; everything older still opens, running stories go on')
  .action(command(rotateKeys));
keys
  .command('show')
  .description('the versions of the key file and how much is sealed under each')
  .action(command(showKeys));
program
  .command('backup')
  .description('copies database and sealed files into a folder, sealed once more; works while the product runs')
  .option('--to <folder>', 'an empty or new folder; one by the time under the data folder unless given')
  .action(command(backup));
program
  .command('restore <folder>')
  .description('brings a backup back into an empty database and data folder, and proves the books')
  .action(command(restore));
program
  .command('worker')
  .description('runs one more worker beside those that run, until Ctrl-C')
  .option('--build <build>', 'the version it is in a rolling deployment (RECLAIM_BUILD_ID)')
  .action(command(worker));
program
  .command('deploy [build]')
  .description('gives every task to the workers of a build (RECLAIM_BUILD_ID); without a build says which is current')
  .action(command(deploy));
program
  .command('scenario [name]')
  .description('plays one fate of one claim and prints its life as a timeline; without a name: the list of fates')
  .option('--seed <number>', 'which claim it is', wholeFrom(0), 7)
  .option('--days <number>', 'business days are played to this day', wholeFrom(1), 280)
  .option('--json', 'for machines')
  .action(command(scenario));
program
  .command('simulate')
  .description('lets a practice live through a year in stepped time; key figures, charts, every invariant')
  .option('--days <number>', 'business time to pass', wholeFrom(1), 365)
  .option('--claims <number>', 'claims that come in over that time', wholeFrom(1), 1000)
  .option('--seed <number>', 'the same seed gives the same books', wholeFrom(0), 7)
  .option('--report <file>', 'writes everything measured as JSON')
  .option('--charts <file>', 'an HTML page with charts; .reclaim/simulated-year.html unless given')
  .action(command(simulate));
program
  .command('doctor')
  .description('checks everything Reclaim stands on and says how to mend it')
  .action(command(doctor));

/** What a person can act on; anything else with its stack. */
function inWords(error) {
  if (error instanceof StartProblem || error.name === 'ConfigFaults') return error.message;
  if (error.name === 'UnknownOrganization') return `There is no organization ${error.message} in this database.`;
  if (error.code === 'ECONNREFUSED' && error.port)
    return `Nothing answers at ${error.address}:${error.port}: is "npm start" running? "npm run reclaim -- doctor" says what is missing.`;
  if (['P1000', 'P1001', 'P1002'].includes(error.code))
    return `${databaseSays(error)}. "npm run reclaim -- doctor" says what is missing.`;
  return error;
}

/** The last line of what the database client throws is what happened; the lines above name its own call. */
const databaseSays = ({ message }) => message.trim().split('\n').at(-1).trim().replace(/\.$/, '');

async function main() {
  await program.parseAsync();
  return work;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(inWords(error));
    process.exit(1);
  },
);
