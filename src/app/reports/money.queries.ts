import type { Tx } from '../../db/in-transaction.js';
import { chartOfAccounts, isLedgerAccount, type MoneyBucket } from '../../domain/ledger/chart-of-accounts.js';

/** charged = payerPaid + contractual + patientPaid + writtenOff + open, to the cent. */
export interface Money {
  readonly chargedCents: number;
  /** Payers' money, with what they added or kept beside claims (interest, offsets, suspense). */
  readonly payerPaidCents: number;
  readonly contractualCents: number;
  readonly patientPaidCents: number;
  readonly writtenOffCents: number;
  /** Owed by payers and guarantors, placed accounts included. */
  readonly openCents: number;
  readonly ledgerSumCents: number;
}

/** Kinds of postings that carry guarantors' money; agencies remit guarantors' money, gross. */
const PATIENT_POSTINGS: readonly string[] = ['patientPayment', 'paymentReturned', 'agencyRemittance'];

/** What went back to guarantors lowers what they paid, what went back to payers what those paid. */
const REFUND_POSTINGS: readonly string[] = ['refund', 'refundPaid'];

interface Sum {
  readonly account: string;
  readonly kind: string;
  readonly guarantors: boolean;
  readonly cents: bigint;
}

export async function moneyOf(tx: Tx): Promise<Money> {
  const sums = await tx.db.$queryRaw<Sum[]>`
    SELECT e.ledger_account AS account, p.kind, e.account_id IS NOT NULL AS guarantors, sum(e.amount_cents)::bigint AS cents
      FROM ledger_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
     WHERE e.organization_id = ${tx.organizationId}::uuid GROUP BY 1, 2, 3`;
  const total = (wanted: (sum: Sum) => boolean): number =>
    sums.filter(wanted).reduce((cents, sum) => cents + Number(sum.cents), 0);
  const bucket = (sum: Sum): MoneyBucket =>
    isLedgerAccount(sum.account) ? chartOfAccounts[sum.account].bucket : 'aside';
  const isMoney = (sum: Sum): boolean => ['paid', 'aside', 'transferred'].includes(bucket(sum));
  const fromPatient = (sum: Sum): boolean =>
    PATIENT_POSTINGS.includes(sum.kind) || (REFUND_POSTINGS.includes(sum.kind) && sum.guarantors);
  return {
    chargedCents: -total((sum) => bucket(sum) === 'charged'),
    payerPaidCents: total((sum) => isMoney(sum) && !fromPatient(sum)),
    patientPaidCents: total((sum) => isMoney(sum) && fromPatient(sum)),
    contractualCents: total((sum) => bucket(sum) === 'contractual'),
    writtenOffCents: total((sum) => bucket(sum) === 'writtenOff'),
    openCents: total((sum) => bucket(sum) === 'open'),
    ledgerSumCents: total(() => true),
  };
}
