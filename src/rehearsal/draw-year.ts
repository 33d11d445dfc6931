import type { MonthOfBooks } from '../app/reports/key-figures.queries.js';
import type { KeyFigure } from '../domain/reporting/key-figures.js';

const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 64;
const BOTTOM = 28;
const TOP = 16;
const INK = ['#1f6feb', '#2da44e', '#bf8700', '#8250df'] as const;

interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

interface Chart {
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly kind: 'bars' | 'line';
  readonly format: (value: number) => string;
}

const dollars = (cents: number): string => `$${Math.round(cents / 100).toLocaleString('en-US')}`;
const percent = (value: number): string => `${Math.round(value * 10) / 10} %`;

export interface DrawnYear {
  readonly title: string;
  readonly figures: readonly KeyFigure[];
  readonly months: readonly MonthOfBooks[];
  /** How it was measured, in a sentence or two. */
  readonly notes: string;
}

/** A page with the key figures and what happened month by month, drawn as SVG; nothing is loaded from anywhere. */
export function drawYear({ title, figures, months, notes }: DrawnYear): string {
  const labels = months.map(({ month }) => month.slice(2));
  const charts: Chart[] = [
    {
      title: 'Charged, paid and contractual, by month of posting',
      labels,
      kind: 'bars',
      format: dollars,
      series: [
        { name: 'charged', values: months.map(({ chargedCents }) => chargedCents) },
        { name: 'paid', values: months.map(({ paidCents }) => paidCents) },
        { name: 'contractual', values: months.map(({ contractualCents }) => contractualCents) },
        { name: 'written off', values: months.map(({ writtenOffCents }) => writtenOffCents) },
      ],
    },
    {
      title: 'Owed at the end of the month',
      labels,
      kind: 'line',
      format: dollars,
      series: [{ name: 'receivable', values: months.map(({ receivableCents }) => receivableCents) }],
    },
    {
      title: 'Claims denied on their first remittance',
      labels,
      kind: 'line',
      format: percent,
      series: [
        {
          name: 'initial denial rate',
          values: months.map(({ claimsDenied, claimsDecided }) =>
            claimsDecided > 0 ? (claimsDenied / claimsDecided) * 100 : 0,
          ),
        },
      ],
    },
  ];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:15px/1.45 system-ui;margin:2rem auto;max-width:44rem;color:#1f2328}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #d8dee4}td.n{text-align:right;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto;font:12px system-ui}small{color:#59636e}</style>
<h1>${escaped(title)}</h1>
<table><tr><th>Key figure<th>Value<th>Target<th>Formula</tr>
${figures.map(rowOf).join('\n')}
</table>
${charts.map((chart) => `<h2>${escaped(chart.title)}</h2>\n${drawChart(chart)}`).join('\n')}
<p><small>${escaped(notes)}</small></p></html>
`;
}

export const valueText = ({ value, unit }: KeyFigure): string =>
  value === undefined ? '–' : unit === 'percent' ? `${value} %` : `${value} d`;

const rowOf = (figure: KeyFigure): string =>
  `<tr><td>${escaped(figure.title)}<td class="n">${valueText(figure)}<td>${escaped(figure.target ?? '')}<td><small>${escaped(figure.formula)}</small></tr>`;

function drawChart({ labels, series, kind, format }: Chart): string {
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const step = (WIDTH - LEFT) / Math.max(1, labels.length);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.max(0, value) / most);
  const grid = [0, 0.5, 1].map((part) => {
    const at = round(y(most * part));
    return `<line x1="${LEFT}" x2="${WIDTH}" y1="${at}" y2="${at}" stroke="#d8dee4"/><text x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${escaped(format(most * part))}</text>`;
  });
  const names = labels.map(
    (label, at) =>
      `<text x="${round(LEFT + step * (at + 0.5))}" y="${HEIGHT - 8}" text-anchor="middle">${label}</text>`,
  );
  const drawn = series.map((one, at) => (kind === 'bars' ? bars(one, at, series.length) : line(one, at)));
  const legend = series.map(
    ({ name }, at) => `<text x="${LEFT + at * 110}" y="11" fill="${INK[at % INK.length]}">■ ${escaped(name)}</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">${[...grid, ...names, ...drawn, ...legend].join('')}</svg>`;

  function bars({ values }: Series, at: number, of: number): string {
    const width = (step * 0.8) / of;
    return values
      .map((value, month) => {
        const x = LEFT + step * (month + 0.1) + width * at;
        return `<rect x="${round(x)}" y="${round(y(value))}" width="${round(width)}" height="${round(y(0) - y(value))}" fill="${INK[at % INK.length]}"/>`;
      })
      .join('');
  }

  function line({ values }: Series, at: number): string {
    const points = values.map((value, month) => `${round(LEFT + step * (month + 0.5))},${round(y(value))}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${INK[at % INK.length]}" stroke-width="2"/>`;
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark);
