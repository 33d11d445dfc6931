import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { plainDate } from '../domain/dates/plain-date.js';
import { AnswerBuilder, type InterchangeAnswer } from '../edi/x12/acknowledgements/answer.js';
import { answerInterchange } from '../edi/x12/acknowledgements/write-acknowledgement.js';
import { RemittanceBalance } from '../edi/x12/835/balance-remittance.js';
import { ALLOW_ALL } from '../edi/x12/options.js';
import { problemText } from '../edi/x12/problem-text.js';
import type { X12Problem } from '../edi/x12/problem.js';
import { readX12, type X12Item } from '../edi/x12/read.js';
import { writeInterchange } from '../edi/x12/write.js';
import { bankItems, opened, type OpenedFile } from './bank-file.js';
import { bytesOf, readFailure } from './read-file.js';

interface CheckOptions {
  readonly json: boolean;
  readonly lenient: boolean;
  readonly values: boolean;
  readonly ack: string | undefined;
}

interface Found {
  readonly counts: Record<string, number>;
  readonly problems: X12Problem[];
  /** Of a bank file; their sentences hold no values. */
  readonly bankProblems: {
    readonly code: string;
    readonly severity: string;
    readonly line: number;
    readonly message: string;
  }[];
  /** Sums of remittances that do not add up, in words. */
  readonly imbalances: string[];
  balance: RemittanceBalance | undefined;
  refused: boolean;
}

const PROBLEMS_SHOWN = 200;

/** What is wrong with each file. Returns the exit code: 1 when a file is refused in part or whole. */
export async function checkFiles(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      lenient: { type: 'boolean', default: false },
      values: { type: 'boolean', default: false },
      ack: { type: 'string' },
    },
  });
  if (positionals.length === 0) {
    process.stderr.write('Name the files to check.\n');
    return 2;
  }
  const options: CheckOptions = { json: values.json, lenient: values.lenient, values: values.values, ack: values.ack };
  let refused = 0;
  for (const path of positionals) refused += (await checkFile(path, options)) ? 0 : 1;
  return refused === 0 ? 0 : 1;
}

async function checkFile(path: string, options: CheckOptions): Promise<boolean> {
  const found: Found = {
    counts: {},
    problems: [],
    bankProblems: [],
    imbalances: [],
    balance: undefined,
    refused: false,
  };
  try {
    const file = await opened(bytesOf(path));
    if (file.bank === undefined) await readInto(found, path, { ...options, bytes: file.bytes });
    else await readBank(found, file);
  } catch (error) {
    process.stderr.write(`${path}: ${readFailure(error)}\n`);
    return false;
  }
  process.stdout.write(options.json ? jsonOf(path, found, options) : textOf(path, found, options));
  return !found.refused;
}

/** A report or payment file of the bank; totals that do not foot are problems. */
async function readBank(found: Found, file: OpenedFile): Promise<void> {
  for await (const items of bankItems(file)) {
    for (const item of items) {
      found.counts[item.kind] = (found.counts[item.kind] ?? 0) + 1;
      if (!('message' in item)) continue;
      if (item.severity === 'refused') found.refused = true;
      found.bankProblems.push(item);
    }
  }
}

async function readInto(
  found: Found,
  path: string,
  options: CheckOptions & { readonly bytes: AsyncIterable<Uint8Array> },
): Promise<void> {
  const answers = new AnswerBuilder({ includeValues: options.values });
  for await (const items of readX12(options.bytes, options.lenient ? { allow: ALLOW_ALL } : {})) {
    for (const item of items) {
      note(found, item);
      answers.item(item);
    }
  }
  if (options.ack !== undefined) await writeAnswers(answers.answers, options.ack, path);
}

/** One file per interchange answered, TA1 and 999 together. */
async function writeAnswers(answers: readonly InterchangeAnswer[], folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const now = new Date().toISOString();
  for (const [at, answer] of answers.entries()) {
    const ordinal = String(at + 1);
    const stamp = {
      control: ordinal.padStart(9, '0'),
      date: plainDate(now.slice(0, 10)),
      time: now.slice(11, 16).replace(':', ''),
    };
    const bytes = [...writeInterchange(answerInterchange(answer.received, answer, stamp))];
    await writeFile(join(folder, `${basename(path)}.${ordinal}.ack.edi`), Buffer.concat(bytes));
  }
}

function note(found: Found, item: X12Item): void {
  found.counts[item.kind] = (found.counts[item.kind] ?? 0) + 1;
  if (item.kind === 'problem') {
    if (item.problem.severity === 'refused') found.refused = true;
    found.problems.push(item.problem);
  }
  noteBalance(found, item);
}

function noteBalance(found: Found, item: X12Item): void {
  if (item.kind === 'remittance') found.balance = new RemittanceBalance(item);
  else if (item.kind === 'remittanceClaim') found.balance?.addClaim(item);
  else if (item.kind === 'providerAdjustment') found.balance?.addProviderAdjustment(item);
  if (item.kind !== 'setEnd' || found.balance === undefined) return;
  const { balanced, imbalances } = found.balance.verdict();
  found.balance = undefined;
  if (!balanced) found.refused = true;
  for (const { message } of imbalances) found.imbalances.push(message);
}

function withoutValue(problem: X12Problem): X12Problem {
  const { valueShown: _hidden, ...rest } = problem;
  return rest;
}

function jsonOf(path: string, found: Found, options: CheckOptions): string {
  const problems = found.problems.map((problem) => ({
    ...(options.values ? problem : withoutValue(problem)),
    text: problemText(problem, { showValues: options.values }),
  }));
  return `${JSON.stringify({ path, refused: found.refused, found: found.counts, imbalances: found.imbalances, problems: [...problems, ...found.bankProblems] })}\n`;
}

function textOf(path: string, found: Found, options: CheckOptions): string {
  const { problem: ofX12 = 0, bankProblem = 0, achProblem = 0, set = 0, ...rest } = found.counts;
  const problem = ofX12 + bankProblem + achProblem;
  const contents = Object.entries(rest)
    .filter(([kind]) => !/^(interchange|group)?(End)?$|End$/.test(kind))
    .map(([kind, count]) => `${count} × ${kind}`)
    .join(', ');
  const shown = found.problems.slice(0, PROBLEMS_SHOWN).map((one) => {
    return `  ${one.severity.padEnd(8)} ${problemText(one, { showValues: options.values })}\n`;
  });
  const ofBank = found.bankProblems
    .slice(0, PROBLEMS_SHOWN)
    .map((one) => `  ${one.severity.padEnd(8)} ${one.message}\n`);
  const unbalanced = found.imbalances.slice(0, PROBLEMS_SHOWN).map((message) => `  refused  ${message}\n`);
  const more = problem > PROBLEMS_SHOWN ? `  … and ${problem - PROBLEMS_SHOWN} more\n` : '';
  const verdict = found.refused ? 'refused in part or whole' : 'usable';
  const head = `${path}: ${verdict}; ${set} sets${contents === '' ? '' : `, ${contents}`}; ${problem} problems\n`;
  return head + unbalanced.join('') + shown.join('') + ofBank.join('') + more;
}
