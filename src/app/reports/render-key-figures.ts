import type { KeyFigure } from '../../domain/reporting/key-figures.js';
import { drawChart, type Chart } from '../charts/draw-chart.js';
import { sheetCsv, sheetXlsx, type Column } from '../sheets/sheet.js';
import type { MonthOfBooks } from './key-figures.queries.js';

export interface KeyFiguresPage {
  readonly title: string;
  readonly figures: readonly KeyFigure[];
  readonly months: readonly MonthOfBooks[];
  /** How it was measured, in a sentence or two. */
  readonly notes: string;
}

const valueText = ({ value, unit }: KeyFigure): string =>
  value === undefined ? '–' : unit === 'percent' ? `${value} %` : `${value} d`;

/** A page with the key figures and what happened month by month; the charts stand in it, nothing is loaded from anywhere. */
export function keyFiguresPage({ title, figures, months, notes }: KeyFiguresPage): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:15px/1.45 system-ui;margin:2rem auto;max-width:60rem;color:#1f2328}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #d8dee4}td.n{text-align:right;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto;margin-top:2rem}small{color:#59636e}</style>
<h1>${escaped(title)}</h1>
<table><tr><th>Key figure<th>Value<th>Target<th>Formula</tr>
${figures.map(rowOf).join('\n')}
</table>
${chartsOf(months).map(drawChart).join('\n')}
<p><small>${escaped(notes)}</small></p></html>
`;
}

const rowOf = (figure: KeyFigure): string =>
  `<tr><td>${escaped(figure.title)}<td class="n">${valueText(figure)}<td>${escaped(figure.target ?? '')}<td><small>${escaped(figure.formula)}</small></tr>`;

function chartsOf(months: readonly MonthOfBooks[]): readonly Chart[] {
  const places = months.map(({ month }) => month);
  const series = (name: string, value: (month: MonthOfBooks) => number) => ({ name, values: months.map(value) });
  return [
    {
      title: 'Charged, paid and contractual, by month of posting',
      kind: 'bars',
      unit: 'cents',
      places,
      series: [
        series('charged', ({ chargedCents }) => chargedCents),
        series('paid', ({ paidCents }) => paidCents),
        series('contractual', ({ contractualCents }) => contractualCents),
        series('written off', ({ writtenOffCents }) => writtenOffCents),
      ],
    },
    {
      title: 'Owed at the end of the month',
      kind: 'lines',
      unit: 'cents',
      places,
      series: [series('receivable', ({ receivableCents }) => receivableCents)],
    },
    {
      title: 'Claims denied on their first remittance',
      kind: 'lines',
      unit: 'percent',
      places,
      series: [series('initial denial rate', denialRate)],
    },
  ];
}

const denialRate = ({ claimsDenied, claimsDecided }: MonthOfBooks): number =>
  claimsDecided > 0 ? Math.round((claimsDenied / claimsDecided) * 1_000) / 10 : 0;

const columns: readonly Column<KeyFigure>[] = [
  { title: 'key figure', words: ({ title }) => title },
  { title: 'value', number: ({ value }) => value },
  { title: 'unit', words: ({ unit }) => unit },
  { title: 'target', words: ({ target }) => target ?? '' },
  { title: 'formula', words: ({ formula }) => formula },
];

/** The figures with their definitions, formula-safe. */
export const keyFiguresCsv = (figures: readonly KeyFigure[]): string => sheetCsv(columns, figures);
export const keyFiguresXlsx = (figures: readonly KeyFigure[]): Promise<Buffer> =>
  sheetXlsx('Key figures', columns, figures);

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark);
