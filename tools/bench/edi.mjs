// `npm run bench -- edi`: reading and writing X12 beside what else there is, each measurement in a process of its own.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../services/child-process.mjs';
import { projectDir } from '../settings.mjs';
import { attachedFile, generatedFile } from './edi-files.mjs';
import { table } from './report.mjs';

const MB = 1_000_000;
const WORKER = fileURLToPath(new URL('./edi-run.mjs', import.meta.url));
/** Each is measured so often; the run with the least processor time is shown: other work on the machine only adds. */
const REPEATS = 3;

async function once(what, file, times) {
  const { code, stdout, stderr } = await run(process.execPath, [WORKER, what, file, String(times)]);
  if (code !== 0) return { fault: stderr.trim().split('\n').slice(-3).join(' ') };
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

async function measure(what, file, { times = 1, repeats = REPEATS } = {}) {
  let best = await once(what, file, times);
  for (let at = 1; at < repeats; at += 1) {
    const next = await once(what, file, times);
    if (best.fault || (!next.fault && next.processor < best.processor)) best = next;
  }
  return best;
}

const rate = (bytes, seconds) => (bytes / MB / seconds).toFixed(1);

function row(title, result, truth, things = 'claims') {
  if (result.fault) return [title, 'failed', '', '', '', result.fault];
  const { bytes, seconds, processor, peakMib, claims, note = '' } = result;
  const right = claims === truth ? `all ${things} found; ` : `${claims} ${things.toUpperCase()} FOUND OF ${truth}; `;
  const counted = truth === undefined ? '' : right;
  return [title, seconds.toFixed(2), rate(bytes, seconds), rate(bytes, processor), Math.round(peakMib), counted + note];
}

/** The public files, when the environment names their folder: whole process, start included. */
async function factsRow() {
  const folder = process.env.RECLAIM_X12_FIXTURES;
  if (!folder || !existsSync(join(folder, 'FACTS.tsv'))) return [];
  const lines = readFileSync(join(folder, 'FACTS.tsv'), 'utf8').split('\n').slice(1).filter(Boolean);
  const files = lines.map((line) => join(folder, line.split('\t')[0]));
  const times = [];
  for (let at = 0; at < REPEATS; at += 1) {
    const startedAt = performance.now();
    const { code } = await run('npm', ['run', '-s', 'edi', '--', 'facts', ...files], { cwd: projectDir });
    if (code !== 0) return [[`facts of ${files.length} files`, 'failed', '', '', '', '']];
    times.push((performance.now() - startedAt) / 1000);
  }
  return [[`facts of ${files.length} files, npm included`, Math.min(...times).toFixed(2), '', '', '', '']];
}

const HEAD = ['', 's', 'MB/s', 'MB/s of processor time', 'peak MiB', ''];

async function speed(folder, megabytes) {
  const [remittances, claims] = [join(folder, 'remittances.835'), join(folder, 'claims.837')];
  const truth835 = await generatedFile('835', remittances, megabytes);
  const attachments = join(folder, 'attachments.275');
  const truth275 = attachedFile(attachments, megabytes);
  const truth837 = await generatedFile('837P', claims, megabytes);
  const ours = await measure('typedAndBalanced', remittances);
  const peer = await measure('x12Parser', remittances);
  const rows = [
    row(`835, ${megabytes} MB: typed and balanced`, ours, truth835),
    row('  same file, x12-parser 1.3', peer, truth835),
    row('  same file, node-x12 1.7 (stream)', await measure('nodeX12', remittances, { repeats: 1 }), truth835),
    row('  same file, split by "~" and "*"', await measure('split', remittances), truth835),
    row(`837P, ${megabytes} MB: read, typed`, await measure('read837', claims), truth837),
    row('  same file, x12-parser 1.3', await measure('x12Parser', claims, { repeats: 1 }), truth837),
    row(`275, ${megabytes} MB: documents stored`, await measure('store275', attachments), truth275, 'documents'),
    row('837P: checked and written', await measure('write837', '')),
    ...(await factsRow()),
  ];
  console.log(table('EDI', HEAD, rows));
  if (!ours.fault && !peer.fault) {
    const times = (peer.processor / ours.processor).toFixed(1);
    console.log(`835: ${times} times as fast as x12-parser, by processor time, with types and sums it does not have.`);
  }
  return remittances;
}

/** The same remittances once, five and fifty times: what is kept must not grow with what is read. */
async function memory(folder) {
  const file = join(folder, 'small.835');
  const truth = await generatedFile('835', file, 20);
  const results = [];
  for (const times of [1, 5, 50]) results.push(await measure('typedAndBalanced', file, { times, repeats: 1 }));
  const rows = results.map((result, at) => {
    const times = [1, 5, 50][at];
    return row(`835, ${(20 * times).toLocaleString('en')} MB`, { ...result, note: '' }, truth * times);
  });
  console.log(table('Memory by size', HEAD, rows));
  const [small, , large] = results;
  console.log(`1 GB takes ${(large.peakMib / small.peakMib).toFixed(2)} times the memory of 20 MB.`);
}

/** `megabytes`: size of the files. */
export async function ediBench({ megabytes = 100 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'reclaim-bench-'));
  try {
    await speed(folder, megabytes);
    await memory(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
