import { fail, ok, type Result } from '../../domain/result.js';

/** What one deposit or charge on an account looks like to the bank. Amounts in minor units. */
export interface OutBankTransaction {
  readonly typeCode: string;
  readonly amount: number;
  readonly bankReference?: string;
  readonly customerReference?: string;
  readonly text?: string;
}

export interface OutBankAccount {
  readonly account: string;
  readonly currency?: string;
  readonly summaries: readonly { readonly typeCode: string; readonly amount: number; readonly items?: number }[];
  readonly transactions: readonly OutBankTransaction[];
}

export interface OutBankReport {
  readonly sender: string;
  readonly receiver: string;
  /** YYMMDD and HHMM. */
  readonly date: string;
  readonly time: string;
  readonly id: string;
  readonly groups: readonly {
    readonly receiver: string;
    readonly originator: string;
    readonly asOfDate: string;
    readonly currency?: string;
    readonly accounts: readonly OutBankAccount[];
  }[];
}

const LINE_CHARACTERS = 80;
const TEXT_LINE = LINE_CHARACTERS - 3;

/** Lines broken at blanks only: a reader joins them by a blank, and a trace number must stay whole. */
function wrapped(text: string, firstRoom: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/ +/)) {
    const room = lines.length === 0 ? firstRoom : TEXT_LINE;
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

class Lines {
  readonly lines: string[] = [];

  record(...fields: readonly (string | number | undefined)[]): void {
    this.lines.push(`${fields.map((field) => field ?? '').join(',')}/`);
  }

  /** A transaction; its text ends with the line and goes on in 88 records. */
  transaction({ typeCode, amount, bankReference = '', customerReference = '', text = '' }: OutBankTransaction): void {
    const head = ['16', typeCode, amount, '', bankReference, customerReference].join(',');
    if (text === '') {
      this.lines.push(`${head},/`);
      return;
    }
    const [first = '', ...more] = wrapped(text, LINE_CHARACTERS - head.length - 1);
    this.lines.push(`${head},${first}`, ...more.map((line) => `88,${line}`));
  }
}

function writeAccount(out: Lines, account: OutBankAccount): number {
  const first = out.lines.length;
  const summaries = account.summaries.flatMap(({ typeCode, amount, items }) => [typeCode, amount, items, '']);
  out.record('03', account.account, account.currency, ...summaries);
  for (const transaction of account.transactions) out.transaction(transaction);
  const amounts = [...account.summaries, ...account.transactions];
  const total = amounts.reduce((sum, { amount }) => sum + amount, 0);
  out.record('49', total, out.lines.length - first + 1);
  return total;
}

/** Fields with a comma, slash or line break cannot be written, except commas and slashes in text. */
function firstUnwritable(report: OutBankReport): string | undefined {
  const accounts = report.groups.flatMap((group) => group.accounts);
  const transactions = accounts.flatMap((account) => account.transactions);
  const references = transactions.flatMap(({ bankReference = '', customerReference = '' }) => [
    bankReference,
    customerReference,
  ]);
  const identifiers = [
    report.sender,
    report.receiver,
    report.id,
    ...accounts.map((account) => account.account),
    ...references,
  ];
  if (identifiers.some((field) => /[,/\r\n]/.test(field))) return 'A field holds a comma, a slash or a line break';
  if (transactions.some(({ text = '' }) => /[\r\n]/.test(text))) return 'A text holds a line break';
  return undefined;
}

/** The report as BAI2 with its totals and record counts. */
export function writeBai2(report: OutBankReport): Result<Uint8Array, string> {
  const unwritable = firstUnwritable(report);
  if (unwritable !== undefined) return fail(unwritable);
  const out = new Lines();
  out.record('01', report.sender, report.receiver, report.date, report.time, report.id, LINE_CHARACTERS, undefined, 2);
  let fileTotal = 0;
  for (const group of report.groups) {
    const first = out.lines.length;
    out.record('02', group.receiver, group.originator, 1, group.asOfDate, undefined, group.currency ?? 'USD', 2);
    const total = group.accounts.reduce((sum, account) => sum + writeAccount(out, account), 0);
    out.record('98', total, group.accounts.length, out.lines.length - first + 1);
    fileTotal += total;
  }
  out.record('99', fileTotal, report.groups.length, out.lines.length + 1);
  return ok(new TextEncoder().encode(`${out.lines.join('\n')}\n`));
}
