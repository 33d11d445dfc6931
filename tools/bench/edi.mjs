// `npm run bench -- edi`: reading and writing X12, each measurement in a process of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../services/child-process.mjs';
import { fileOf837, write835 } from './edi-files.mjs';
import { table } from './report.mjs';

const MIB = 1024 * 1024;
const WORKER = fileURLToPath(new URL('./edi-run.mjs', import.meta.url));

async function measure(what, file) {
  const { code, stdout, stderr } = await run(process.execPath, [WORKER, what, file]);
  if (code !== 0) return { fault: stderr.trim().split('\n').slice(-3).join(' ') };
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

const row = (title, result) =>
  result.fault
    ? [title, 'failed', '', '', '', result.fault]
    : [
        title,
        result.seconds.toFixed(2),
        (result.bytes / MIB / result.seconds).toFixed(1),
        Math.round(result.claims / result.seconds).toLocaleString('en'),
        Math.round(result.peakMib),
        result.note ?? '',
      ];

/** `megabytes`: size of the 835. */
export async function ediBench({ megabytes = 100 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'reclaim-bench-'));
  try {
    const remittances = join(folder, 'remittances.835');
    const claims = join(folder, 'claims.837');
    await write835(remittances, megabytes * MIB);
    await fileOf837(claims);
    const rows = [];
    for (const [title, what, file] of [
      [`835, ${megabytes} MiB: typed and balanced`, 'typedAndBalanced', remittances],
      ['  same file, x12-parser 1.3', 'x12Parser', remittances],
      ['  same file, split by "~" and "*"', 'split', remittances],
      ['837P: read, typed', 'read837', claims],
      ['  same file, x12-parser 1.3', 'x12Parser', claims],
      ['837P: made and written', 'write837', ''],
    ]) {
      rows.push(row(title, await measure(what, file)));
    }
    console.log(table('EDI', ['', 's', 'MiB/s', 'claims/s', 'peak MiB', ''], rows));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
