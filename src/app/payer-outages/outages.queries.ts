import type { PayerOutage } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { OutageReport } from '../../domain/payer-outages/outage-effects.js';
import type { Deps } from '../deps.js';
import { heldSends } from './held-sends.js';

export interface OutageView {
  readonly id: string;
  readonly payerId: string;
  readonly state: 'ON' | 'RESUMING' | 'OVER';
  readonly reason: string;
  readonly beganOn: string;
  readonly beganBy: string;
  readonly resumedOn: string | null;
  readonly perDay: number | null;
  readonly overOn: string | null;
  /** What waits now. */
  readonly waiting: { readonly claims: number; readonly questions: number };
  /** Null before the resumption. */
  readonly report: OutageReport | null;
}

export async function outageView(tx: Tx, row: PayerOutage): Promise<OutageView> {
  const held = row.state === 'OVER' ? [] : await heldSends(tx, row.payerId);
  const claims = held.filter(({ kind }) => kind.startsWith('submit')).length;
  return {
    id: row.id,
    payerId: row.payerId,
    state: row.state as OutageView['state'],
    reason: row.reason,
    beganOn: fromDateColumn(row.beganOn),
    beganBy: row.beganBy,
    resumedOn: fromNullableDate(row.resumedOn) ?? null,
    perDay: row.perDay,
    overOn: fromNullableDate(row.overOn) ?? null,
    waiting: { claims, questions: held.length - claims },
    report: row.resumedOn ? (row.report as unknown as OutageReport) : null,
  };
}

/** The outages of a payer, the newest first. */
export async function outagesOf(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  payerId: string,
): Promise<{ readonly items: readonly OutageView[] }> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.payerOutage.findMany({
      where: { organizationId, payerId },
      orderBy: [{ beganOn: 'desc' }, { id: 'asc' }],
      take: 100,
    });
    const items: OutageView[] = [];
    for (const row of rows) items.push(await outageView(tx, row));
    return { items };
  });
}
