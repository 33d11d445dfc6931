import { RemittanceBalance } from '../x12/835/balance-remittance.js';
import { problemText } from '../x12/problem-text.js';
import { readX12 } from '../x12/read.js';

/** What a payer paid, claim by claim, and whether it adds up. A broken file gives sentences, never an exception. */
export async function readARemittance(bytes: AsyncIterable<Uint8Array>): Promise<string[]> {
  const lines: string[] = [];
  let balance: RemittanceBalance | undefined;
  for await (const items of readX12(bytes)) {
    for (const item of items) {
      if (item.kind === 'problem') lines.push(`${item.problem.severity}: ${problemText(item.problem)}`);
      else if (item.kind === 'remittance') balance = new RemittanceBalance(item);
      else if (item.kind === 'providerAdjustment') balance?.addProviderAdjustment(item);
      else if (item.kind === 'remittanceClaim') {
        balance?.addClaim(item);
        lines.push(`${item.claimNumber}: paid ${item.paidCents} of ${item.chargeCents} cents`);
      } else if (item.kind === 'remittanceEnd' && balance) {
        lines.push(balance.verdict().balanced ? 'balanced' : 'does not add up: post nothing');
      }
    }
  }
  return lines;
}
