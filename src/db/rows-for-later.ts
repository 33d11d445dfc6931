/** Rows that a plan is going to insert, by table, in their order. */
export class RowsForLater {
  private readonly rows = new Map<string, object[]>();

  add(table: string, rows: readonly object[]): void {
    const own = this.rows.get(table) ?? [];
    this.rows.set(table, own);
    for (const row of rows) own.push(row);
  }

  /** Tables with at least one row. */
  byTable(): readonly { readonly table: string; readonly rows: readonly object[] }[] {
    return [...this.rows].filter(([, rows]) => rows.length > 0).map(([table, rows]) => ({ table, rows }));
  }
}
