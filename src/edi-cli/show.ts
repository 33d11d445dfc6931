import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { RemittanceBalance } from '../edi/x12/835/balance-remittance.js';
import { ALLOW_ALL } from '../edi/x12/options.js';
import { problemText } from '../edi/x12/problem-text.js';
import { readX12, type X12Item } from '../edi/x12/read.js';
import { bankItems, opened, type AchItem, type BankItem } from './bank-file.js';
import { outline, words } from './page.js';
import { bytesOf, readFailure } from './read-file.js';
import { claimPage } from './show-claim.js';
import { balancePage, providerAdjustmentPage, remittanceClaimPage, remittancePage } from './show-remittance.js';

const NOT_SHOWN: ReadonlySet<string> = new Set([
  ...['interchange', 'interchangeEnd', 'group', 'groupEnd', 'remittanceGroup', 'remittanceEnd'],
  ...['claimBatchHeader', 'claimBatchEnd', 'authorizationEnd', 'attachmentEnd', 'attachmentContent'],
]);

/** Prints the documents of a file as pages; `--claim N` only the claim with that number (CLP01, CLM01) or ordinal. */
export async function showFile(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { claim: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [path] = positionals;
  if (path === undefined) {
    process.stderr.write('Name a file to show.\n');
    return 2;
  }
  const shown = new Shown(values.claim, values.json);
  try {
    const file = await opened(bytesOf(path));
    if (file.bank === undefined) {
      for await (const items of readX12(file.bytes, { allow: ALLOW_ALL, tokens: true })) {
        await print(items.map((item) => shown.item(item)).join(''));
      }
    } else {
      for await (const items of bankItems(file)) {
        await print(items.map((item) => (values.json ? `${JSON.stringify(item)}\n` : bankText(item))).join(''));
      }
    }
  } catch (error) {
    process.stderr.write(`${path}: ${readFailure(error)}\n`);
    return 1;
  }
  if (shown.found) return 0;
  process.stderr.write(`${path}: no claim ${values.claim ?? ''} among ${shown.claims} claims.\n`);
  return 1;
}

/** Writes at the pace of the reader. */
async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

function bankText(item: BankItem | AchItem): string {
  if ('message' in item) return `! ${item.message}\n`;
  return `\n  ${words(item.kind)}\n${outline(item, 4)}`;
}

/** Turns items into text, one page after another. */
export class Shown {
  claims = 0;
  /** What was asked for was there. */
  found: boolean;
  private balance: RemittanceBalance | undefined;
  /** The head of the payment a claim belongs to, said once. */
  private head = '';

  constructor(
    private readonly claim: string | undefined,
    private readonly json: boolean,
  ) {
    this.found = claim === undefined;
  }

  item(item: X12Item): string {
    const isClaim = item.kind === 'remittanceClaim' || item.kind === 'claim';
    if (isClaim) this.claims += 1;
    if (this.claim === undefined) return this.json ? `${JSON.stringify(item)}\n` : this.text(item);
    if (item.kind === 'remittance' && !this.json) this.head = remittancePage(item);
    if (!isClaim || !this.isAsked(item)) return '';
    this.found = true;
    if (this.json) return `${JSON.stringify(item)}\n`;
    const head = this.head;
    this.head = '';
    return head + this.text(item);
  }

  private isAsked(item: X12Item): boolean {
    const number =
      item.kind === 'remittanceClaim' ? item.claimNumber : item.kind === 'claim' ? item.claim.claimNumber : '';
    return this.claim === number || this.claim === String(this.claims);
  }

  private text(item: X12Item): string {
    switch (item.kind) {
      case 'problem':
        return `! ${problemText(item.problem)}\n`;
      case 'set':
        return `\n${item.st01} ${item.control} (${item.guide || 'no guide'})\n`;
      case 'setEnd':
        return this.endOfSet(item.segments, item.verdict);
      case 'remittance':
        this.balance = new RemittanceBalance(item);
        return remittancePage(item);
      case 'remittanceClaim':
        this.balance?.addClaim(item);
        return remittanceClaimPage(item, this.claims);
      case 'providerAdjustment':
        this.balance?.addProviderAdjustment(item);
        return providerAdjustmentPage(item);
      case 'claim':
        return claimPage(item.claim, this.claims);
      case 'segment':
        return `  ${[item.id, ...item.elements].join(' | ')}\n`;
      default:
        return NOT_SHOWN.has(item.kind) ? '' : `\n  ${words(item.kind)}\n${outline(item, 4)}`;
    }
  }

  private endOfSet(segments: number, verdict: string): string {
    const balance = this.balance === undefined ? '' : balancePage(this.balance.verdict());
    this.balance = undefined;
    return `${balance}\n  ${segments} segments, ${verdict}\n`;
  }
}
