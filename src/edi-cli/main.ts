const USAGE = `Reads and makes health care EDI files (X12, BAI2, ACH) without sending or storing anything.

  npm run -s edi -- facts FILE...                      what stands in each file, one JSON line per file
  npm run -s edi -- check FILE... [--json] [--lenient] [--values] [--ack DIR]
                                                       what is wrong with each file, and the TA1 and 999 it earns
  npm run -s edi -- show FILE [--claim N] [--json]     the documents of a file, or one claim of them
  npm run -s edi -- generate KIND [FILE] [--seed N] [--size 100MB | --count N] [--sets N] [--with a,b] [--style 1-7] [--date D]
                                                       made-up 835, 837P, 837I, 277CA, 277, 271, BAI2 or ACH, and the truth beside it

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
    case 'generate':
      return (await import('./generate.js')).generateFile(rest);
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
