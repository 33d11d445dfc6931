// The files the EDI measurements read: made by the product's own terminal program from a fixed seed, truth beside them.
import { readFileSync } from 'node:fs';
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

const HEADER = { date: '2026-01-05', time: '0800' };

/** One 837P interchange around sets. */
export function interchangeOf(sets) {
  const party = { senderQualifier: 'ZZ', senderId: 'BENCH', receiverQualifier: 'ZZ', receiverId: 'RECLAIM' };
  const group = { functionalId: 'HC', sender: 'BENCH', receiver: 'RECLAIM', control: '1', guide: '005010X222A1' };
  const groups = [{ ...group, ...HEADER, sets }];
  return { ...party, ...HEADER, control: '000000001', usage: 'T', ackRequested: false, groups };
}
