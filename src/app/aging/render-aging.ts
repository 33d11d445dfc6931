import { dollarsOf } from '../../domain/money.js';
import { drawChart } from '../charts/draw-chart.js';
import { sheetCsv, sheetXlsx, type Column } from '../sheets/sheet.js';
import type { AgingRow, AgingTable } from './aging.queries.js';

const titles: Readonly<Record<AgingTable['base'], string>> = {
  service: 'date of service',
  firstBill: 'first bill',
  responsibility: 'day of responsibility',
};

type Line = Omit<AgingRow, 'key' | 'party'> & { readonly party: string };

const columnsOf = (table: AgingTable): readonly Column<Line>[] => [
  { title: table.by, words: ({ label }) => label },
  { title: 'owed by', words: ({ party }) => party },
  ...table.buckets.map((name, at) => ({ title: `${name} days`, cents: (line: Line) => line.bucketCents[at] ?? 0 })),
  { title: 'total', cents: ({ totalCents }) => totalCents },
  { title: 'credits', cents: ({ creditCents }) => creditCents },
  { title: 'claims', number: ({ claims }) => claims },
];

const linesOf = (table: AgingTable): readonly Line[] => [...table.rows, { ...table.total, label: 'all', party: '' }];

/** RFC 4180, formula-safe; the last line is the sum of all. */
export const agingCsv = (table: AgingTable): string => sheetCsv(columnsOf(table), linesOf(table));

/** The same as one sheet. */
export const agingXlsx = (table: AgingTable): Promise<Buffer> =>
  sheetXlsx(`Aging ${table.on}`, columnsOf(table), linesOf(table));

/** Stacked bars: one bar a bucket, one colour a group; debts only, as in the table. */
export const agingSvg = (table: AgingTable): string =>
  drawChart({
    title: `Receivables by age from ${titles[table.base]}, ${table.on}`,
    subtitle: `${dollarsOf(table.total.totalCents)} owed · ${dollarsOf(table.total.creditCents)} credits apart`,
    kind: 'stackedBars',
    places: table.buckets,
    placesName: 'days',
    unit: 'cents',
    series: table.rows.map(({ label, party, bucketCents }) => ({
      name: table.by === 'party' ? label : `${label} (${party})`,
      values: bucketCents,
    })),
  });
