const USAGE = `Reads and makes health care EDI files (X12, BAI2, ACH) without sending or storing anything.

  npm run -s edi -- facts FILE...                      what stands in each file, one JSON line per file
  npm run -s edi -- check FILE... [--json] [--lenient] [--values] [--ack DIR]
                                                       what is wrong with each file, and the TA1 and 999 it earns
  npm run -s edi -- show FILE [--claim N] [--json]     a file as readable pages, or one claim of it, by number or place
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

/** An option that does not exist is a person's slip, told in a line. */
async function main(): Promise<number> {
  try {
    return await run(process.argv[2], process.argv.slice(3));
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    if (!(error instanceof TypeError) || typeof code !== 'string' || !code.startsWith('ERR_PARSE_ARGS')) throw error;
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

process.exitCode = await main();
