import { init, use } from 'echarts/core';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

export interface Chart {
  readonly title: string;
  readonly subtitle?: string;
  readonly kind: 'bars' | 'stackedBars' | 'lines';
  /** What stands along the bottom, in order. */
  readonly places: readonly string[];
  readonly placesName?: string;
  /** Cents are shown in dollars, percent with their sign, counts as they are. */
  readonly unit: 'cents' | 'percent' | 'count';
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const axisText = { cents: '${value}', percent: '{value} %', count: '{value}' } as const;

/** Pixels above and below the picture, of a line of the legend, and of a letter and the mark in it. */
const MARGIN = 130;
const LEGEND_LINE = 25;
const LETTER = 6.5;
const MARK = 45;

/** The legend stands beside the picture: below, its lines would run into the axis. One series needs none, its title names it. */
const legendWidth = (series: Chart['series']): number =>
  series.length < 2 ? 0 : MARK + Math.ceil(LETTER * Math.max(...series.map(({ name }) => name.length)));

/** The chart as one SVG document. */
export function drawChart({ title, subtitle, kind, places, placesName, unit, series }: Chart): string {
  const beside = legendWidth(series);
  const height = Math.max(480, MARGIN + LEGEND_LINE * series.length);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 960, height });
  chart.setOption({
    animation: false,
    title: { text: title, ...(subtitle && { subtext: subtitle }) },
    legend: { orient: 'vertical', right: 10, top: 80, type: 'plain', show: beside > 0 },
    grid: { left: 90, right: 20 + beside, top: 80, bottom: 40 },
    xAxis: { type: 'category', data: [...places], ...(placesName && { name: placesName }) },
    yAxis: { type: 'value', axisLabel: { formatter: axisText[unit] } },
    series: series.map(({ name, values }) => ({
      type: kind === 'lines' ? ('line' as const) : ('bar' as const),
      ...(kind === 'stackedBars' && { stack: 'all' }),
      name,
      data: values.map((value) => (unit === 'cents' ? value / 100 : value)),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
