const USAGE = `Reads health care EDI files (X12 and BAI2) without sending or storing anything.

  npm run -s edi -- facts FILE...                      what stands in each file, one JSON line per file
  npm run -s edi -- check FILE... [--json] [--lenient] [--values] [--ack DIR]
                                                       what is wrong with each file, and the TA1 and 999 it earns
  npm run -s edi -- show FILE [--claim N] [--json]     the documents of a file, or one claim of them

A file named - is standard input. Exit code: facts 0 unless a file cannot be opened; check 1 when anything is refused.
`;

/** Each command loads only what it needs: the program must start fast. */
async function run(command: string | undefined, rest: readonly string[]): Promise<number> {
  switch (command) {
    case 'facts':
      return (await import('./facts.js')).printFacts(rest);
    case 'check':
      return (await import('./check.js')).checkFiles(rest);
    case 'show':
      return (await import('./show.js')).showFile(rest);
    default:
      process.stderr.write(USAGE);
      return command === undefined || command === '--help' || command === 'help' ? 0 : 2;
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv[2], process.argv.slice(3));
