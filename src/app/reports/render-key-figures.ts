import type { KeyFigure } from '../../domain/reporting/key-figures.js';
import { drawChart, type Chart } from '../charts/draw-chart.js';
import { sheetCsv, sheetXlsx, type Column } from '../sheets/sheet.js';
import type { MonthOfBooks } from './months.queries.js';

export interface KeyFiguresPage {
  readonly title: string;
  readonly figures: readonly KeyFigure[];
  readonly months: readonly MonthOfBooks[];
  /** How it was measured, in a sentence or two. */
  readonly notes: string;
}

const valueText = ({ value, unit }: KeyFigure): string =>
  value === undefined ? '–' : unit === 'percent' ? `${value} %` : `${value} d`;

/** A page with the key figures, what happened month by month and charts; they stand in it, nothing is loaded from anywhere. */
export function keyFiguresPage({ title, figures, months, notes }: KeyFiguresPage): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:15px/1.45 system-ui;margin:2rem auto;max-width:60rem;color:#1f2328}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #d8dee4}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
h2{margin-top:2rem}svg{width:100%;height:auto;margin-top:2rem}small{color:#59636e}</style>
<h1>${escaped(title)}</h1>
<table><tr><th>Key figure<th class="n">Value<th>Target<th>Formula</tr>
${figures.map(rowOf).join('\n')}
</table>
<h2>Month by month</h2>
<table><tr><th>Month${monthColumns.map(({ title: head }) => `<th class="n">${escaped(head)}`).join('')}</tr>
${months.map(monthRow).join('\n')}
</table>
<p><small>Claims by the month of their first sending, decisions by the month of their first remittance; the last month ends on the last day.</small></p>
${chartsOf(months).map(drawChart).join('\n')}
<p><small>${escaped(notes)}</small></p></html>
`;
}

const rowOf = (figure: KeyFigure): string =>
  `<tr><td>${escaped(figure.title)}<td class="n">${valueText(figure)}<td>${escaped(figure.target ?? '')}<td><small>${escaped(figure.formula)}</small></tr>`;

/** Of a hundred; absent when there is nothing to divide by. */
const rate = (part: number, whole: number): number | undefined =>
  whole > 0 ? Math.round((part / whole) * 1_000) / 10 : undefined;

/** Receivable at the end of the month by what was charged a day in the 90 days before, or since the books began. */
const daysInAr = ({ receivableCents, charged90Cents, charged90Days }: MonthOfBooks): number | undefined =>
  charged90Cents > 0 ? Math.round((receivableCents / (charged90Cents / charged90Days)) * 10) / 10 : undefined;

const cleanRate = (month: MonthOfBooks) => rate(month.claimsClean, month.claimsSent);
const acceptedRate = (month: MonthOfBooks) => rate(month.claimsAccepted, month.claimsAnswered);
const yieldRate = (month: MonthOfBooks) => rate(month.claimsPaidAtOnce, month.claimsDecided);
const denialRate = (month: MonthOfBooks) => rate(month.claimsDenied, month.claimsDecided);

const dollars = (cents: number): string =>
  (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const orNone = (value: number | undefined, unit: string): string => (value === undefined ? '–' : `${value} ${unit}`);

const monthColumns: readonly { readonly title: string; readonly text: (month: MonthOfBooks) => string }[] = [
  { title: 'Charged', text: ({ chargedCents }) => dollars(chargedCents) },
  { title: 'Paid', text: ({ paidCents }) => dollars(paidCents) },
  { title: 'Owed', text: ({ receivableCents }) => dollars(receivableCents) },
  { title: 'Days in AR', text: (month) => orNone(daysInAr(month), 'd') },
  { title: 'Sent', text: ({ claimsSent }) => String(claimsSent) },
  { title: 'Clean', text: (month) => orNone(cleanRate(month), '%') },
  { title: 'Accepted', text: (month) => orNone(acceptedRate(month), '%') },
  { title: 'Decided', text: ({ claimsDecided }) => String(claimsDecided) },
  { title: 'Paid at once', text: (month) => orNone(yieldRate(month), '%') },
  { title: 'Denied', text: (month) => orNone(denialRate(month), '%') },
  { title: 'Payment lag', text: (month) => (month.claimsDecided > 0 ? orNone(month.paymentLagDays, 'd') : '–') },
];

const monthRow = (month: MonthOfBooks): string =>
  `<tr><td>${escaped(month.month)}${monthColumns.map(({ text }) => `<td class="n">${escaped(text(month))}`).join('')}</tr>`;

function chartsOf(months: readonly MonthOfBooks[]): readonly Chart[] {
  const places = months.map(({ month }) => month);
  const series = (name: string, value: (month: MonthOfBooks) => number) => ({ name, values: months.map(value) });
  const rates = (name: string, value: (month: MonthOfBooks) => number | undefined) =>
    series(name, (month) => value(month) ?? 0);
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
      title: 'Days in AR at the end of the month',
      kind: 'lines',
      unit: 'count',
      places,
      series: [rates('days', daysInAr)],
    },
    {
      title: 'Claims clean, accepted and paid at the first attempt',
      kind: 'lines',
      unit: 'percent',
      places,
      series: [
        rates('clean', cleanRate),
        rates('accepted at first', acceptedRate),
        rates('paid by the first 835', yieldRate),
      ],
    },
    {
      title: 'Claims denied on their first remittance',
      kind: 'bars',
      unit: 'percent',
      places,
      series: [rates('initial denial rate', denialRate)],
    },
  ];
}

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
