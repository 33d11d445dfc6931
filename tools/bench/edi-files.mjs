// The files the EDI measurements read, made by the product's own generators from a fixed seed.
import { createWriteStream, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectDir } from '../settings.mjs';

const SEED = 835;
const product = (path) => import(pathToFileURL(join(projectDir, 'dist/src/edi/x12', `${path}.js`)).href);

/** An 835 of about this size, streamed to disk; several payments, so that sums are judged set by set. */
export async function write835(file, bytes) {
  const { claimsForBytes, generate835 } = await product('835/generate-835');
  const remittances = 10;
  const out = createWriteStream(file);
  for (const chunk of generate835(SEED, {
    remittances,
    claims: Math.round(claimsForBytes(bytes) / remittances),
  }).bytes()) {
    if (!out.write(chunk)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

const CLAIMS_837 = 20_000;
const CLAIMS_A_SET = 5_000;
const HEADER = { date: '2026-01-05', time: '0800' };

function interchange(sets) {
  const group = {
    functionalId: 'HC',
    sender: 'BENCH',
    receiver: 'RECLAIM',
    control: '1',
    guide: '005010X222A1',
    ...HEADER,
  };
  const envelope = {
    senderQualifier: 'ZZ',
    senderId: 'BENCH',
    receiverQualifier: 'ZZ',
    receiverId: 'RECLAIM',
    control: '000000001',
    usage: 'T',
    ackRequested: false,
  };
  return { ...envelope, ...HEADER, groups: [{ ...group, sets }] };
}

let made;

/** Claims are made before the clock of a measurement starts; writing them is what is measured. */
async function claims837() {
  if (made) return made;
  const { generate837 } = await product('837p/generate-837');
  made = generate837({ seed: SEED, claims: CLAIMS_837, firstServiceDate: '2025-11-03' });
  return made;
}

/** Writes the 837P with the product's writer; `file` may be empty when only the time counts. */
export async function fileOf837(file) {
  const { claims837Segments } = await product('837p/write-837');
  const { writeInterchange } = await product('write');
  const { claims, submitter, receiver } = await claims837();
  const sets = [];
  for (let at = 0; at < claims.length; at += CLAIMS_A_SET) {
    const bht = { reference: `B${at}`, use: 'CH', ...HEADER };
    const written = claims837Segments({ bht, submitter, receiver, claims: claims.slice(at, at + CLAIMS_A_SET) });
    if (!written.ok)
      throw new Error(`the generated claims cannot be written: ${JSON.stringify(written.problem).slice(0, 300)}`);
    sets.push({
      st01: '837',
      guide: '005010X222A1',
      control: String(1 + at / CLAIMS_A_SET).padStart(4, '0'),
      segments: written.value.segments,
    });
  }
  const bytes = Buffer.concat([...writeInterchange(interchange(sets))]);
  if (file) writeFileSync(file, bytes);
  return { bytes: bytes.length, claims: claims.length };
}
