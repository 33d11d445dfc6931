/** What the program can do, command by command: printed for `--help` and after a slip. */
export const USAGE = `Reads and makes health care EDI files (X12, BAI2, ACH) without sending or storing anything.

  npm run -s edi -- facts FILE...          what stands in each file, one JSON line per file
  npm run -s edi -- check FILE...          what is wrong with each file, and the TA1 and 999 it earns
  npm run -s edi -- show FILE              a file as readable pages, or one claim of it
  npm run -s edi -- generate KIND [FILE]   a made-up file of any kind we write, and the truth beside it

COMMAND --help tells the options of a command. A file named - is standard input.
`;

const COMMANDS: Readonly<Record<string, string>> = {
  facts: `edi facts FILE...

One JSON line a file with its path, transaction and facts: counts, exact sums, balances. Broken files have facts too.
Exit code: 0 unless a file cannot be opened.
`,
  check: `edi check FILE... [--json] [--lenient] [--values] [--ack DIR]

Every problem in words: what, where, what became of it, what to do.
  --json      one JSON line a file, for machines
  --lenient   all reading options on (see docs/edi/options.md)
  --values    show values as sent: health data
  --ack DIR   write the TA1 and 999 that belong to each file
Exit code: 1 when anything is refused.
`,
  show: `edi show FILE [--claim N] [--json]

Remittances and claims as pages: adjustments with their plain words, balance at claim line, claim and payment.
  --claim N   one claim only, by its number (CLP01, CLM01) or its place in the file
  --json      the documents as JSON lines
Exit code: 1 when the claim asked for is not there.
`,
  generate: `edi generate KIND [FILE] [options]

Streams a made-up file to FILE, or to standard output; FILE.truth.json says what is true of it.
  --seed N        the same seed makes the same bytes; one seed tells one story in every kind (default 1)
  --count N       claims, persons, payments or sets answered (default 10)
  --size 100MB    instead of --count: come near to a size
  --sets N        checks of an 835, groups answered by a 999 (default 1)
  --with a,b      features, see below
  --style 1-7     separators and line ends
  --date D        date of the documents (default 2026-03-02)
`,
};

/** The help of a command, or of the whole program. */
export const helpFor = (command: string | undefined): string =>
  command !== undefined && Object.hasOwn(COMMANDS, command) ? (COMMANDS[command] ?? USAGE) : USAGE;
