// `reclaim simulate`: a year of a practice in stepped time on a throw-away database; key figures, charts, every invariant.
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import { projectDir } from '../settings.mjs';
import { progressLine } from '../start/main-job.mjs';
import { summary } from '../start/summary.mjs';
import { runRehearsal } from './throw-away-place.mjs';

const LOOK = { style: { head: [], border: [], compact: true } };
/** Without a terminal a line is printed each time this share of the days has passed. */
const LINE_EVERY = 0.1;

export async function simulate(options) {
  const charts = resolve(options.charts ?? join(projectDir, '.reclaim', 'simulated-year.html'));
  mkdirSync(dirname(charts), { recursive: true });
  let year;
  const show = progress();
  const code = await runRehearsal(
    'rehearsal/play-year.js',
    [
      `--seed=${options.seed}`,
      `--days=${options.days}`,
      `--claims=${options.claims}`,
      `--charts=${charts}`,
      ...(options.report ? [`--report=${resolve(options.report)}`] : []),
    ],
    (line) => {
      const said = line.startsWith('{') ? JSON.parse(line) : {};
      if (said.progress) show(said.progress);
      else if (said.year) year = said.year;
      else console.log(line);
    },
  );
  if (!year) return code || 1;
  show(undefined);
  console.log(tables(year));
  console.log(`charts: ${charts}`);
  return code;
}

/** One line that rewrites itself in a terminal, a few lines elsewhere. */
function progress() {
  let next = 0;
  return (now) => {
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${now ? progressLine(now) : ''}`);
    else if (now && now.day / now.of >= next) {
      next = now.day / now.of + LINE_EVERY;
      console.log(progressLine(now));
    }
  };
}

const shown = ({ value, unit }) => (value === undefined ? '–' : `${value} ${unit === 'percent' ? '%' : 'd'}`);

function tables(year) {
  const { report, books, figures, elapsedMs, cpuMs, told } = year;
  const table = new Table({ head: ['key figure', '', 'target'], ...LOOK });
  for (const figure of figures)
    table.push([figure.title, { content: shown(figure), hAlign: 'right' }, figure.target ?? '']);
  return [
    summary({ ...report, books, businessDays: year.days, elapsedMs }),
    table.toString(),
    `${told.turns} turns of stories, ${told.steps} steps · ${(cpuMs / 1000).toFixed(1)} s of processor time beside the database's`,
    `books ${pc.bold(books.digest.slice(0, 16))}: the same seed, days and claims give the same books`,
  ].join('\n');
}
