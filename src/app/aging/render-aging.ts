import { init, use } from 'echarts/core';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { decimalOf } from '../../domain/money.js';
import { sheetCsv, sheetXlsx, type Column } from '../sheets/sheet.js';
import type { AgingRow, AgingTable } from './aging.queries.js';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

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
