import { parseArgs } from 'node:util';
import { decimalOf } from '../domain/money.js';
import { RemittanceBalance } from '../edi/x12/835/balance-remittance.js';
import type {
  ProviderAdjustment,
  RemittanceAdjustment,
  RemittanceClaim,
  RemittanceHeader,
} from '../edi/x12/835/remittance.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { ALLOW_ALL } from '../edi/x12/options.js';
import { problemText } from '../edi/x12/problem-text.js';
import { readX12, type X12Item } from '../edi/x12/read.js';
import { bytesOf, readFailure } from './read-file.js';

const ENVELOPE_KINDS: ReadonlySet<string> = new Set([
  'interchange',
  'interchangeEnd',
  'group',
  'groupEnd',
  'remittanceGroup',
]);

/** Prints the documents of a file; `--claim N` only the claim with that number (CLP01, CLM01) or ordinal. */
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
    for await (const items of readX12(bytesOf(path), { allow: ALLOW_ALL, tokens: true })) {
      for (const item of items) process.stdout.write(shown.item(item));
    }
  } catch (error) {
    process.stderr.write(`${path}: ${readFailure(error)}\n`);
    return 1;
  }
  return 0;
}

class Shown {
  private claims = 0;
  private balance: RemittanceBalance | undefined;

  constructor(
    private readonly claim: string | undefined,
    private readonly json: boolean,
  ) {}

  item(item: X12Item): string {
    const isClaim = item.kind === 'remittanceClaim' || item.kind === 'claim';
    if (isClaim) this.claims += 1;
    if (this.claim !== undefined && !(isClaim && this.isAsked(item))) return '';
    if (this.json) return `${JSON.stringify(item)}\n`;
    return this.text(item);
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
        return remittanceText(item);
      case 'remittanceClaim':
        this.balance?.addClaim(item);
        return remittanceClaimText(item, this.claims);
      case 'providerAdjustment':
        this.balance?.addProviderAdjustment(item);
        return providerAdjustmentText(item);
      case 'claim':
        return claimText(item.claim, this.claims);
      case 'segment':
        return `  ${[item.id, ...item.elements].join(' | ')}\n`;
      default:
        return ENVELOPE_KINDS.has(item.kind) ? '' : `  ${JSON.stringify(item)}\n`;
    }
  }

  private endOfSet(segments: number, verdict: string): string {
    const imbalances = this.balance?.verdict().imbalances ?? [];
    this.balance = undefined;
    const lines = imbalances.map(({ message }) => `! ${message}\n`);
    return `${lines.join('')}  ${segments} segments, ${verdict}\n`;
  }
}

const dollars = (amount: number): string => decimalOf(amount).padStart(11);

function remittanceText(item: RemittanceHeader): string {
  const { payer, payee, method, trace = '', effectiveDate = '', paymentCents } = item;
  return `  ${payer?.name ?? '(no payer)'} pays ${payee?.name ?? '(no payee)'} ${decimalOf(paymentCents)} by ${method} ${trace} on ${effectiveDate}\n`;
}

const adjustmentsText = (adjustments: readonly RemittanceAdjustment[]): string =>
  adjustments.map(({ group, carc, amountCents }) => ` ${group}-${carc} ${decimalOf(amountCents)}`).join('');

function remittanceClaimText(item: RemittanceClaim, ordinal: number): string {
  const remarks = item.remarks.length === 0 ? '' : `  remarks ${item.remarks.join(' ')}`;
  const sums = `charge ${dollars(item.chargeCents)} paid ${dollars(item.paidCents)}`;
  const head = `  claim ${ordinal} ${item.claimNumber} status ${item.status} ${sums}${adjustmentsText(item.adjustments)}${remarks}\n`;
  const lines = item.lines.map((line) => {
    const codes = [line.procedure.code, ...line.procedure.modifiers].join(' ');
    const amounts = `charge ${dollars(line.chargeCents)} paid ${dollars(line.paidCents)}`;
    return `    line ${line.ordinal} ${codes.padEnd(12)} ${amounts}${adjustmentsText(line.adjustments)} ${line.remarks.join(' ')}`.trimEnd();
  });
  return head + lines.map((line) => `${line}\n`).join('');
}

function providerAdjustmentText(item: ProviderAdjustment): string {
  const { providerId, reason, reference = '', amountCents } = item;
  return `  provider adjustment ${providerId} ${reason} ${reference} ${decimalOf(amountCents)}\n`;
}

function claimText(claim: Claim837, ordinal: number): string {
  const head = `  claim ${ordinal} ${claim.claimNumber} charge ${dollars(claim.chargeCents)} ${claim.lines.length} lines\n`;
  const lines = claim.lines.map((line, at) => {
    const codes = [line.procedure?.code ?? '', ...(line.procedure?.modifiers ?? [])].join(' ');
    return `    line ${at + 1} ${codes.padEnd(12)} charge ${dollars(line.chargeCents)}\n`;
  });
  return head + lines.join('');
}
