import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';

export interface EditTableRow {
  readonly id: string;
  readonly kind: string;
  readonly setting: string;
  readonly name: string;
  readonly payerClasses: readonly string[];
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly synthetic: boolean;
  readonly state: string;
  readonly rowCount: number;
  readonly loadedBy: string;
  readonly loadedOn: string;
}

/** Every table that was ever loaded, the newest first. */
export const listEditTables = (deps: Deps, actor: Actor, organizationId: string): Promise<readonly EditTableRow[]> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.editTable.findMany({
      where: { organizationId },
      orderBy: [{ kind: 'asc' }, { setting: 'asc' }, { effectiveFrom: 'desc' }],
    });
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      setting: row.setting,
      name: row.name,
      payerClasses: row.payerClasses,
      effectiveFrom: fromDateColumn(row.effectiveFrom),
      effectiveTo: fromNullableDate(row.effectiveTo) ?? null,
      synthetic: row.synthetic,
      state: row.state,
      rowCount: row.rowCount,
      loadedBy: row.loadedBy,
      loadedOn: fromDateColumn(row.loadedOn),
    }));
  });
