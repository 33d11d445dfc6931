// One EDI measurement in a process of its own, so that its memory is its own: node edi-run.mjs <what> <file>. Prints JSON.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectDir } from '../settings.mjs';

const product = (path) => import(pathToFileURL(join(projectDir, 'dist/src/edi/x12', `${path}.js`)).href);

async function typedAndBalanced(file) {
  const { readX12 } = await product('read');
  const { RemittanceBalance } = await product('835/balance-remittance');
  let claims = 0;
  let problems = 0;
  let unbalanced = 0;
  let balance;
  const close = () => {
    if (balance && !balance.verdict().balanced) unbalanced += 1;
    balance = undefined;
  };
  for await (const items of readX12(createReadStream(file))) {
    for (const item of items) {
      if (item.kind === 'problem') problems += 1;
      else if (item.kind === 'remittance') balance = (close(), new RemittanceBalance(item));
      else if (item.kind === 'providerAdjustment') balance?.addProviderAdjustment(item);
      else if (item.kind === 'remittanceClaim') {
        claims += 1;
        balance?.addClaim(item);
      }
    }
  }
  close();
  return { claims, note: `${problems} problems, ${unbalanced} unbalanced` };
}

async function read837(file) {
  const { readX12 } = await product('read');
  let claims = 0;
  for await (const items of readX12(createReadStream(file)))
    for (const item of items) if (item.kind === 'claim') claims += 1;
  return { claims };
}

async function x12Parser(file) {
  const { X12parser } = await import('x12-parser');
  let claims = 0;
  for await (const segment of createReadStream(file).pipe(new X12parser()))
    if (segment.name === 'CLP' || segment.name === 'CLM') claims += 1;
  return { claims, note: 'segments as objects of texts; no types, no sums' };
}

/** What many scripts do: the whole file as one text. */
async function split(file) {
  const segments = readFileSync(file, 'latin1').split('~');
  let claims = 0;
  for (const segment of segments) {
    const elements = segment.split('*');
    if (elements[0].trim() === 'CLP' || elements[0].trim() === 'CLM') claims += 1;
  }
  return { claims, note: 'whole file in memory; no types, no sums' };
}

async function write837(file) {
  const { fileOf837 } = await import('./edi-files.mjs');
  const { bytes, claims } = await fileOf837(file);
  return { claims, bytes };
}

const WORK = { typedAndBalanced, read837, x12Parser, split, write837 };

const [what, file] = process.argv.slice(2);
const startedAt = performance.now();
const result = await WORK[what](file);
const seconds = (performance.now() - startedAt) / 1000;
const bytes = result.bytes ?? statSync(file).size;
console.log(JSON.stringify({ ...result, bytes, seconds, peakMib: process.resourceUsage().maxRSS / 1024 }));
