import { stringify } from 'csv-stringify/sync';
import { init, use } from 'echarts/core';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { decimalOf } from '../../domain/money.js';
import type { AgingTable } from './aging.queries.js';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const titles: Readonly<Record<AgingTable['base'], string>> = {
  service: 'date of service',
  firstBill: 'first bill',
  responsibility: 'day of responsibility',
};

const header = (table: AgingTable): string[] => [
  table.by,
  'owed by',
  ...table.buckets.map((name) => `${name} days`),
  'total',
  'credits',
  'claims',
];

/** RFC 4180 with dollars as plain decimals; a name that begins like a formula is kept from being one. */
export function agingCsv(table: AgingTable): string {
  const amounts = (cents: readonly number[]): string[] => cents.map(decimalOf);
  const { total } = table;
  const lines = [
    header(table),
    ...table.rows.map((row) => [
      row.label,
      row.party,
      ...amounts([...row.bucketCents, row.totalCents, row.creditCents]),
      String(row.claims),
    ]),
    ['all', '', ...amounts([...total.bucketCents, total.totalCents, total.creditCents]), String(total.claims)],
  ];
  return stringify(lines, { escape_formulas: true, record_delimiter: 'windows' });
}

const DOLLARS = '#,##0.00';
const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });
const amount = (cents: number) => ({ value: cents / 100, type: Number, format: DOLLARS });
const words = (value: string) => ({ value, type: String });
const number = (value: number) => ({ value, type: Number });

/** One sheet; every text is a text cell, so that no name becomes a formula. */
export async function agingXlsx(table: AgingTable): Promise<Buffer> {
  const { total } = table;
  const rows = [
    header(table).map(bold),
    ...table.rows.map((row) => [
      words(row.label),
      words(row.party),
      ...[...row.bucketCents, row.totalCents, row.creditCents].map(amount),
      number(row.claims),
    ]),
    [
      bold('all'),
      words(''),
      ...[...total.bucketCents, total.totalCents, total.creditCents].map(amount),
      number(total.claims),
    ],
  ] as SheetData;
  return writeExcelFile(rows, { sheet: `Aging ${table.on}`, stickyRowsCount: 1 }).toBuffer();
}

/** Stacked bars: one bar a bucket, one colour a group; debts only, as in the table. */
export function agingSvg(table: AgingTable): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 960, height: 480 });
  chart.setOption({
    animation: false,
    title: {
      text: `Receivables by age from ${titles[table.base]}, ${table.on}`,
      subtext: `$${decimalOf(table.total.totalCents)} owed · $${decimalOf(table.total.creditCents)} credits apart`,
    },
    legend: { bottom: 0, type: 'plain' },
    grid: { left: 90, right: 20, top: 80, bottom: 70 },
    xAxis: { type: 'category', data: [...table.buckets], name: 'days' },
    yAxis: { type: 'value', axisLabel: { formatter: '${value}' } },
    series: table.rows.map((row) => ({
      type: 'bar' as const,
      stack: 'owed',
      name: table.by === 'party' ? row.label : `${row.label} (${row.party})`,
      data: row.bucketCents.map((cents) => cents / 100),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
