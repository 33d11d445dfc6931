// One EDI measurement in a process of its own, so that its memory is its own: node edi-run.mjs <what> <file> [times].
// Prints JSON: claims (documents of a 275), bytes, seconds by the clock, seconds of processor time (ours and the kernel's), peak memory.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { interchangeOf, product } from './edi-files.mjs';

const [what, file, times = '1'] = process.argv.slice(2);

/** The file as often as asked, without a copy on disk: memory must not grow with what is read. */
async function* bytesOf() {
  for (let at = 0; at < Number(times); at += 1) yield* createReadStream(file);
}

async function typedAndBalanced() {
  const { readX12 } = await product('read');
  const { RemittanceBalance } = await product('835/balance-remittance');
  const found = { claims: 0, problems: 0, unbalanced: 0 };
  let balance;
  const close = () => {
    if (balance && !balance.verdict().balanced) found.unbalanced += 1;
    balance = undefined;
  };
  for await (const items of readX12(bytesOf())) {
    for (const item of items) {
      if (item.kind === 'problem') found.problems += 1;
      else if (item.kind === 'remittance') balance = (close(), new RemittanceBalance(item));
      else if (item.kind === 'providerAdjustment') balance?.addProviderAdjustment(item);
      else if (item.kind === 'remittanceClaim') {
        found.claims += 1;
        balance?.addClaim(item);
      }
    }
  }
  close();
  return { claims: found.claims, note: `${found.problems} problems, ${found.unbalanced} unbalanced` };
}

async function read837() {
  const { readX12 } = await product('read');
  let claims = 0;
  for await (const items of readX12(bytesOf())) for (const item of items) if (item.kind === 'claim') claims += 1;
  return { claims };
}

/** Every document of a 275 on its way to a store that hashes it: what memory shows is what is held of it. */
async function store275() {
  const { readX12 } = await product('read');
  const { storeContents } = await product('275/store-contents');
  let claims = 0;
  const hashed = async (pieces) => {
    const hash = createHash('sha256');
    for await (const piece of pieces) hash.update(piece);
    return hash.digest('hex');
  };
  for await (const items of storeContents(readX12(bytesOf()), hashed))
    for (const item of items) if (item.kind === 'attachmentStored') claims += 1;
  return { claims, note: 'streamed to a store that hashes' };
}

async function x12Parser() {
  const { X12parser } = await import('x12-parser');
  let claims = 0;
  for await (const { name } of createReadStream(file).pipe(new X12parser()))
    if (name === 'CLP' || name === 'CLM') claims += 1;
  return { claims, note: 'segments as texts; no types, no sums' };
}

/** Not strict: strict refuses a stream's first chunk. It glues the rest of a chunk that ended on a terminator to the next. */
async function nodeX12() {
  const { X12Parser } = (await import('node-x12')).default;
  let claims = 0;
  for await (const { tag } of createReadStream(file).pipe(new X12Parser(false)))
    if (tag === 'CLP' || tag === 'CLM') claims += 1;
  return { claims, note: 'segments as texts; corrupts some where chunks end' };
}

/** What many scripts do: the whole file as one text. */
function split() {
  let claims = 0;
  for (const segment of readFileSync(file, 'latin1').split('~')) {
    const [id = ''] = segment.split('*');
    if (id.trim() === 'CLP' || id.trim() === 'CLM') claims += 1;
  }
  return { claims, note: 'whole file in memory; no types, no sums' };
}

const CLAIMS_A_SET = 1_000;
const SETS = 240;

/** Claims are made before the clock starts; checking and writing them is what is measured. */
async function write837() {
  const { generate837 } = await product('837p/generate-837');
  const { claims837Segments } = await product('837p/write-837');
  const { writeInterchange } = await product('write');
  const day = { date: '2026-01-05', time: '0800' };
  const made = generate837({ seed: 835, claims: CLAIMS_A_SET, firstServiceDate: '2025-11-03' });
  function* sets() {
    for (let at = 0; at < SETS; at += 1) {
      const written = claims837Segments({ bht: { reference: `B${at}`, use: 'CH', ...day }, ...made });
      if (!written.ok) throw new Error(`claims that cannot be written: ${JSON.stringify(written.problem[0])}`);
      const control = String(at + 1).padStart(4, '0');
      yield { st01: '837', guide: '005010X222A1', control, segments: written.value.segments };
    }
  }
  restart();
  let bytes = 0;
  for (const chunk of writeInterchange(interchangeOf(sets()))) bytes += chunk.length;
  return { bytes, claims: CLAIMS_A_SET * SETS };
}

const WORK = { typedAndBalanced, read837, store275, x12Parser, nodeX12, split, write837 };

let startedAt;
let usedBefore;
function restart() {
  startedAt = performance.now();
  usedBefore = process.cpuUsage();
}

restart();
const result = await WORK[what]();
const seconds = (performance.now() - startedAt) / 1000;
const used = process.cpuUsage(usedBefore);
const bytes = result.bytes ?? statSync(file).size * Number(times);
const peakMib = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ...result, bytes, seconds, processor: (used.user + used.system) / 1e6, peakMib }));
