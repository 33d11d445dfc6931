import type { PlainDate } from '../domain/dates/plain-date.js';
import { dollarsOf } from '../domain/money.js';
import { renderSheet, type Rendered } from './pdf-pages.js';

export interface ReceiptFacts {
  readonly organizationName: string;
  readonly number: number;
  readonly receivedOn: PlainDate;
  readonly guarantor: string;
  readonly accountNumber: string;
  readonly method: string;
  /** Check number or processor reference. */
  readonly reference: string;
  readonly amountCents: number;
  /** What it was counted to; empty until the account has taken it in. */
  readonly paid: readonly {
    readonly claimNumber: string;
    readonly serviceFrom: PlainDate;
    readonly amountCents: number;
  }[];
  /** The bank sent it back: the receipt stands as what was received, and says so. */
  readonly returnedOn?: PlainDate;
}

/** A numbered receipt for money of a guarantor: what came, when, how, and what it paid. */
export const renderReceipt = (facts: ReceiptFacts): Promise<Rendered> =>
  renderSheet(facts.receivedOn, {
    title: `Receipt ${facts.number}`,
    draw: (document) => {
      document.text(receiptLines(facts).join('\n'));
    },
  });

export function receiptLines(facts: ReceiptFacts): string[] {
  const taken = facts.paid.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const rest = facts.amountCents - taken;
  return [
    facts.organizationName,
    '',
    `Received on ${facts.receivedOn} from ${facts.guarantor}`,
    `Account ${facts.accountNumber}`,
    `${dollarsOf(facts.amountCents)} by ${facts.method} (${facts.reference})`,
    '',
    ...facts.paid.map(
      ({ claimNumber, serviceFrom, amountCents }) =>
        `${dollarsOf(amountCents)} for claim ${claimNumber}, service of ${serviceFrom}`,
    ),
    ...(rest > 0 ? [`${dollarsOf(rest)} is kept on the account`] : []),
    ...(facts.returnedOn ? ['', `Returned by the bank on ${facts.returnedOn}: this payment does not count.`] : []),
  ];
}
