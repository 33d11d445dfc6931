import { chartOfAccounts, isLedgerAccount } from '../ledger/chart-of-accounts.js';
import type { PostingKind } from '../ledger/posting.js';
import { dollarsOf } from '../money.js';
import type { PlainDate } from '../dates/plain-date.js';

/** Whose balance is told: the payer's receivable of a claim, or a guarantor's receivable over all claims. */
export type BalanceParty = 'payer' | 'guarantor';

export interface PostingToExplain {
  readonly kind: string;
  readonly postedOn: PlainDate;
  /** Day the money names (BPR16 of the 835, day of the patient's payment). */
  readonly effectiveDate: PlainDate;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly sourcePlace?: string;
  readonly rule?: string;
  readonly reverses: boolean;
  readonly claimId?: string;
  readonly claimNumber?: string;
  readonly payerName?: string;
  /** Entries of this posting that belong to the claim, all accounts. */
  readonly entries: readonly { readonly account: string; readonly amountCents: number }[];
}

export interface ExplainedPosting {
  readonly on: PlainDate;
  readonly sentence: string;
  /** What the posting did to the balance that is told; a debit (more owed) is positive. */
  readonly changeCents: number;
  readonly balanceCents: number;
  readonly rule?: string;
  /** Paths of the API where the cause can be read. */
  readonly links: readonly string[];
}

export interface BalanceExplanation {
  readonly steps: readonly ExplainedPosting[];
  readonly balanceCents: number;
  readonly summary: string;
}

const receivable: Readonly<Record<BalanceParty, string>> = {
  payer: 'receivable.payer',
  guarantor: 'receivable.patient',
};

/** Tells a balance as sentences, oldest first; the running balance after each one is the fold of all before it. */
export function explainBalance(party: BalanceParty, postings: readonly PostingToExplain[]): BalanceExplanation {
  let balanceCents = 0;
  const steps = postings.map((posting): ExplainedPosting => {
    const changeCents = sumOf(posting, receivable[party]);
    balanceCents += changeCents;
    return {
      on: posting.postedOn,
      sentence: sentenceOf(posting),
      changeCents,
      balanceCents,
      ...(posting.rule !== undefined && { rule: posting.rule }),
      links: linksOf(posting),
    };
  });
  return { steps, balanceCents, summary: summaryOf(party, balanceCents, steps.length) };
}

function summaryOf(party: BalanceParty, balanceCents: number, steps: number): string {
  const who = party === 'payer' ? 'The payer' : 'The guarantor';
  if (steps === 0) return `Nothing was ever posted to ${who.toLowerCase()}’s balance.`;
  if (balanceCents === 0) return `${who} owes nothing: ${counted(steps)} bring the balance to zero.`;
  return balanceCents > 0
    ? `${who} owes ${dollarsOf(balanceCents)} after ${counted(steps)}.`
    : `We owe ${who.toLowerCase()} ${dollarsOf(-balanceCents)} after ${counted(steps)}.`;
}

const counted = (steps: number): string => `${steps} posting${steps === 1 ? '' : 's'}`;

const sumOf = ({ entries }: PostingToExplain, account: string): number =>
  entries.reduce((sum, entry) => (entry.account === account ? sum + entry.amountCents : sum), 0);

const titles: Readonly<Record<PostingKind, string>> = {
  charge: 'Charges were entered',
  chargeVoid: 'Charges were voided',
  chargeSplit: 'Charges of lines filed too late went to a claim of their own',
  remittancePayment: 'decided the claim',
  remittanceReversal: 'took an earlier decision back',
  providerAdjustment: 'adjusted the payment as a whole (PLB)',
  suspense: 'sent money for a claim nobody knew yet',
  suspenseMatched: 'Money that waited in suspense found its claim',
  patientPayment: 'The guarantor paid',
  paymentReturned: 'A payment of the guarantor came back from the bank',
  returnedPaymentFee: 'A fee was charged for a payment the bank returned',
  writeOff: 'A write-off was approved and posted',
  nextPayerTransfer: 'What this payer left was handed to the next payer’s claim',
  patientTransfer: 'The balance became the guarantor’s',
  refund: 'A credit was set aside to be paid back',
  refundPaid: 'A refund went out',
  agencyRemittance: 'The collection agency remitted the guarantor’s money',
  correction: 'An earlier posting was corrected',
};

const byPayer: readonly string[] = ['remittancePayment', 'remittanceReversal', 'providerAdjustment', 'suspense'];

function sentenceOf(posting: PostingToExplain): string {
  const title = titles[posting.kind as PostingKind] ?? `A posting of kind ${posting.kind} was made`;
  const subject = byPayer.includes(posting.kind) ? `${posting.payerName ?? 'The payer'} ${title}` : title;
  const claim = posting.claimNumber ? ` (claim ${posting.claimNumber})` : '';
  const named = posting.effectiveDate === posting.postedOn ? '' : `, dated ${posting.effectiveDate}`;
  const parts = posting.entries.flatMap((entry) => phraseOf(entry));
  const undone = posting.reverses ? '; it reverses an earlier posting exactly' : '';
  return `${subject}${claim}${named}: ${parts.length > 0 ? parts.join(', ') : 'no amount moved'}${undone}.`;
}

/** One entry in words; the receivable itself is the change beside the sentence and is not said twice. */
function phraseOf({ account, amountCents }: { account: string; amountCents: number }): string[] {
  const amount = dollarsOf(Math.abs(amountCents));
  if (account === 'receivable.payer') return [];
  if (account === 'receivable.patient') {
    return [amountCents > 0 ? `${amount} became the guarantor’s` : `the guarantor owes ${amount} less`];
  }
  if (account === 'cash.clearing') return [amountCents > 0 ? `${amount} came in` : `${amount} went back`];
  if (account === 'revenue.charges') return [amountCents < 0 ? `${amount} charged` : `${amount} of charges taken back`];
  const title = isLedgerAccount(account) ? chartOfAccounts[account].title : account;
  const isDebit = isLedgerAccount(account) && chartOfAccounts[account].side === 'debit';
  return [`${amount} ${title.toLowerCase()}${amountCents > 0 === isDebit ? '' : ' taken back'}`];
}

const sourcePaths: Readonly<Record<string, string>> = {
  claim: '/claims',
  remittance: '/remittances',
  approval: '/approvals',
};

function linksOf({ sourceType, sourceId, claimId }: PostingToExplain): string[] {
  const path = sourcePaths[sourceType];
  return [...new Set([...(path ? [`${path}/${sourceId}`] : []), ...(claimId ? [`/claims/${claimId}`] : [])])];
}
