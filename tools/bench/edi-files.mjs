// The files the EDI measurements read: made by the product's own terminal program from a fixed seed, truth beside them.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../services/child-process.mjs';
import { projectDir } from '../settings.mjs';

const SEED = '835';
const PROGRAM = join(projectDir, 'dist/src/edi-cli/main.js');
export const product = (path) => import(pathToFileURL(join(projectDir, 'dist/src/edi/x12', `${path}.js`)).href);

/** A file of a kind (835, 837P) and about a size. Answers the claims its generator counted while it made them. */
export async function generatedFile(kind, file, megabytes) {
  const sets = kind === '835' ? ['--sets', '10'] : [];
  const args = ['generate', kind, file, '--seed', SEED, '--size', `${megabytes}MB`, ...sets];
  const { code, stderr } = await run(process.execPath, [PROGRAM, ...args]);
  if (code !== 0) throw new Error(`generate ${kind}: ${stderr}`);
  const truth = JSON.parse(readFileSync(`${file}.truth.json`, 'utf8'));
  return [truth].flat().reduce((sum, one) => sum + one.claims, 0);
}

const DOCUMENT_MB = 10;

/** A 275 of about a size in documents of ten megabytes, full of separators: BIN is counted, not searched. Answers how many. */
export function attachedFile(file, megabytes) {
  const documents = Math.max(1, Math.round(megabytes / DOCUMENT_MB));
  const body = Buffer.alloc(DOCUMENT_MB * 1_000_000, '%PDF-1.4 ~SE*1*0001~IEA*1*1~ \u0000\u00ff*:^\r\n', 'latin1');
  const out = openSync(file, 'w');
  const isa = `ISA*00*          *00*          *ZZ*${'BENCH'.padEnd(15)}*ZZ*${'RECLAIM'.padEnd(15)}*260105*0800*^*00501*000000001*0*T*:~`;
  writeSync(out, `${isa}GS*PI*BENCH*RECLAIM*20260105*0800*1*X*005010X210~`);
  for (let at = 1; at <= documents; at += 1) {
    const control = String(at).padStart(4, '0');
    writeSync(
      out,
      `ST*275*${control}*005010X210~BGN*02*A${at}*20260105~LX*1~TRN*1*ACN${at}~CAT*AE*CP~EFI*05~BIN*${body.length}*`,
    );
    writeSync(out, body);
    writeSync(out, `~SE*8*${control}~`);
  }
  writeSync(out, `GE*${documents}*1~IEA*1*000000001~`);
  closeSync(out);
  return documents;
}

const HEADER = { date: '2026-01-05', time: '0800' };

/** One 837P interchange around sets. */
export function interchangeOf(sets) {
  const party = { senderQualifier: 'ZZ', senderId: 'BENCH', receiverQualifier: 'ZZ', receiverId: 'RECLAIM' };
  const group = { functionalId: 'HC', sender: 'BENCH', receiver: 'RECLAIM', control: '1', guide: '005010X222A1' };
  const groups = [{ ...group, ...HEADER, sets }];
  return { ...party, ...HEADER, control: '000000001', usage: 'T', ackRequested: false, groups };
}
