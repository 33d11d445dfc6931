import { inTransaction, toDateColumn, type Actor } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { chartOfAccounts, isLedgerAccount, type NormalSide } from '../../domain/ledger/chart-of-accounts.js';
import type { Deps } from '../deps.js';

export interface TrialBalanceRow {
  readonly account: string;
  readonly title: string;
  readonly side: NormalSide;
  readonly debitCents: number;
  readonly creditCents: number;
  /** On the account's normal side: a debit account with more debits is positive, a credit account with more credits too. */
  readonly balanceCents: number;
}

export interface TrialBalance {
  readonly on: PlainDate;
  readonly rows: readonly TrialBalanceRow[];
  readonly debitCents: number;
  readonly creditCents: number;
}

interface Sums {
  readonly account: string;
  readonly debit: bigint;
  readonly credit: bigint;
}

/** Every account as of the end of a business day; a past day never changes, since it counts by the day of posting. */
export async function readTrialBalance(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: { readonly on?: PlainDate },
): Promise<TrialBalance> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const on = wish.on ?? tx.at.date;
    const sums = await tx.db.$queryRaw<Sums[]>`
      SELECT e.ledger_account AS account, coalesce(sum(e.amount_cents) FILTER (WHERE e.amount_cents > 0), 0)::bigint AS debit,
             coalesce(-sum(e.amount_cents) FILTER (WHERE e.amount_cents < 0), 0)::bigint AS credit
        FROM ledger_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
       WHERE e.organization_id = ${organizationId}::uuid AND p.posted_on <= ${toDateColumn(on)}::date
       GROUP BY 1 ORDER BY 1`;
    const rows = sums.map(toRow);
    const total = (side: 'debitCents' | 'creditCents'): number => rows.reduce((sum, row) => sum + row[side], 0);
    return { on, rows, debitCents: total('debitCents'), creditCents: total('creditCents') };
  });
}

function toRow({ account, debit, credit }: Sums): TrialBalanceRow {
  const rule = isLedgerAccount(account) ? chartOfAccounts[account] : { title: account, side: 'debit' as const };
  const debitCents = Number(debit);
  const creditCents = Number(credit);
  const balanceCents = rule.side === 'debit' ? debitCents - creditCents : creditCents - debitCents;
  return { account, title: rule.title, side: rule.side, debitCents, creditCents, balanceCents };
}
