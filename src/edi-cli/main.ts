import { helpFor, USAGE } from './usage.js';

/** Each command loads only what it needs: the program must start fast. */
async function run(command: string | undefined, rest: readonly string[]): Promise<number> {
  if (rest.includes('--help') || rest.includes('-h')) {
    const more = command === 'generate' ? `\n${(await import('./generate.js')).generateHelp()}` : '';
    process.stdout.write(`${helpFor(command)}${more}`);
    return 0;
  }
  switch (command) {
    case 'facts':
      return (await import('./facts.js')).printFacts(rest);
    case 'check':
      return (await import('./check.js')).checkFiles(rest);
    case 'show':
      return (await import('./show.js')).showFile(rest);
    case 'generate':
      return (await import('./generate.js')).generateFile(rest);
    case undefined:
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(helpFor(rest[0]));
      return 0;
    default:
      process.stderr.write(`${command} is no command.\n\n${USAGE}`);
      return 2;
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** An option that does not exist is a person's slip, told in a line. */
async function main(): Promise<number> {
  try {
    return await run(process.argv[2], process.argv.slice(3));
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    if (!(error instanceof TypeError) || typeof code !== 'string' || !code.startsWith('ERR_PARSE_ARGS')) throw error;
    process.stderr.write(`${error.message}\n\n${helpFor(process.argv[2])}`);
    return 2;
  }
}

process.exitCode = await main();
