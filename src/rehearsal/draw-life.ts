import { createColors } from 'picocolors';
import type { ClaimLife } from './claim-life.js';
import { dollars, type LifeEntry, type LifeKind } from './life-entry.js';

const MARKS: Readonly<Record<LifeKind, string>> = {
  document: '✉',
  event: '•',
  decision: '→',
  money: '$',
  deadline: '⧖',
  work: '☐',
  contact: '☏',
};
const ENDED = '☑';
const WHAT_WIDTH = 26;
const NARROWEST = 40;

export interface DrawOptions {
  readonly color: boolean;
  /** Characters a line may have. */
  readonly width: number;
}

/** A claim's life as a timeline for a terminal: one block a business day, one line a thing, long sentences wrapped below themselves. */
export function drawLife(life: ClaimLife, title: string, { color, width }: DrawOptions): string {
  const pc = createColors(color);
  const paint: Readonly<Record<LifeKind, (text: string) => string>> = {
    document: pc.blue,
    event: pc.dim,
    decision: pc.bold,
    money: pc.green,
    deadline: pc.yellow,
    work: pc.magenta,
    contact: pc.cyan,
  };
  const line = ({ kind, what, text, isEnded }: LifeEntry): string => {
    const head = `  ${isEnded ? ENDED : MARKS[kind]} ${what.padEnd(WHAT_WIDTH)} `;
    const [first = '', ...more] = wrapped(text, Math.max(NARROWEST, width - head.length));
    return [`${paint[kind](head)}${first}`, ...more.map((rest) => `${' '.repeat(head.length)}${rest}`)].join('\n');
  };
  const days = [...new Set(life.entries.map(({ on }) => on))];
  const blocks = days.map((day) =>
    [pc.bold(weekdayOf(day)), ...counted(life.entries.filter(({ on }) => on === day)).map(line)].join('\n'),
  );
  const foot = `${life.claimNumber} is ${life.state}: charged ${dollars(life.chargeCents)}, open ${dollars(life.openCents)}`;
  return [pc.inverse(` ${title} `), ...blocks, pc.bold(foot)].join('\n\n');
}

/** What is said twice in a row is said once, with how often. */
function counted(entries: readonly LifeEntry[]): LifeEntry[] {
  const said: { entry: LifeEntry; times: number }[] = [];
  for (const entry of entries) {
    const last = said.at(-1);
    const same = last?.entry.kind === entry.kind && last.entry.what === entry.what && last.entry.text === entry.text;
    if (last && same) last.times += 1;
    else said.push({ entry, times: 1 });
  }
  return said.map(({ entry, times }) => (times === 1 ? entry : { ...entry, text: `${entry.text} (${times} times)` }));
}

const weekdayOf = (day: string): string =>
  `${new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))} ${day}`;

/** Lines of at most `width` characters, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
