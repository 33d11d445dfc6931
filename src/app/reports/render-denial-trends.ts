import { dollarsOf } from '../../domain/money.js';
import type { DenialSums, DenialTrend } from '../../domain/reporting/denial-trends.js';
import { drawChart } from '../charts/draw-chart.js';
import { sheetCsv, sheetXlsx, type Column } from '../sheets/sheet.js';
import type { DenialTrends } from './denial-trends.queries.js';

/** Groups the picture names; the rest is one colour, or nobody could tell them apart. */
const NAMED_GROUPS = 8;
const LABEL_LENGTH = 40;

type Line = DenialSums & Pick<DenialTrend, 'label' | 'centsByMonth'>;

const columnsOf = ({ by, months }: DenialTrends): readonly Column<Line>[] => [
  { title: by, words: ({ label }) => label },
  { title: 'denials', number: ({ denials }) => denials },
  { title: 'denied', cents: ({ deniedCents }) => deniedCents },
  { title: 'open', number: ({ open }) => open },
  { title: 'recovered', number: ({ recovered }) => recovered },
  { title: 'written off', number: ({ writtenOff }) => writtenOff },
  {
    title: 'recovered of resolved, %',
    number: ({ recoveryBp }) => (recoveryBp === null ? undefined : recoveryBp / 100),
  },
  ...months.map((month, at) => ({
    title: `denied ${month}`,
    cents: ({ centsByMonth }: Line) => centsByMonth[at] ?? 0,
  })),
];

const linesOf = ({ rows, total, months }: DenialTrends): readonly Line[] => [
  ...rows,
  { ...total, label: 'all', centsByMonth: sumsByMonth(rows, months.length) },
];

const sumsByMonth = (rows: readonly DenialTrend[], months: number): number[] =>
  Array.from({ length: months }, (_, at) => rows.reduce((sum, { centsByMonth }) => sum + (centsByMonth[at] ?? 0), 0));

/** RFC 4180, formula-safe; the last line is the sum of all. */
export const denialTrendsCsv = (trends: DenialTrends): string => sheetCsv(columnsOf(trends), linesOf(trends));

export const denialTrendsXlsx = (trends: DenialTrends): Promise<Buffer> =>
  sheetXlsx(`Denials by ${trends.by}`, columnsOf(trends), linesOf(trends));

/** Denied money month by month, one colour a group. */
export function denialTrendsSvg(trends: DenialTrends): string {
  const { rows, months, by, from, to, total } = trends;
  const rest = rows.slice(NAMED_GROUPS);
  return drawChart({
    title: `Denied by ${by === 'carc' ? 'CARC' : by}, ${from} to ${to}`,
    subtitle: `${total.denials} denials · ${dollarsOf(total.deniedCents)} denied · ${total.recovered} recovered · ${total.open} open`,
    kind: 'stackedBars',
    places: months,
    unit: 'cents',
    series: [
      ...rows
        .slice(0, NAMED_GROUPS)
        .map(({ label, centsByMonth }) => ({ name: shortened(label), values: centsByMonth })),
      ...(rest.length > 0 ? [{ name: `${rest.length} others`, values: sumsByMonth(rest, months.length) }] : []),
    ],
  });
}

const shortened = (label: string): string =>
  label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label;
