// How the bench prints: the machine, and tables.
import { cpus, loadavg, totalmem } from 'node:os';
import Table from 'cli-table3';
import pc from 'picocolors';

export function machine() {
  const all = cpus();
  return [
    pc.bold('Machine'),
    `  ${all[0]?.model.trim()} × ${all.length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `  load before: ${loadavg()
      .map((value) => value.toFixed(1))
      .join(' ')} (other work makes every number smaller; compare ratios)`,
  ].join('\n');
}

export function table(title, head, rows) {
  const made = new Table({ head, style: { head: [], border: [] } });
  made.push(...rows);
  return `\n${pc.bold(title)}\n${made.toString()}`;
}

export const perSecond = (count, ms) => Math.round((count * 1000) / ms);
