import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { isPlainDate, plainDate } from '../domain/dates/plain-date.js';
import { DELIMITER_STYLES, restyled } from '../edi/x12/835/restyle.js';
import { claimAcknowledgements, claimStatusAnswers, eligibilityAnswers } from './generate-answers.js';
import { bankCredits, bankReports } from './generate-bank.js';
import { institutionalClaims, professionalClaims } from './generate-claims.js';
import { remittanceFiles } from './generate-remittances.js';
import type { GenerateKind, GenerateRequest } from './generate-request.js';
import { Progress } from './progress.js';

const KINDS: Readonly<Record<string, GenerateKind>> = {
  '835': remittanceFiles,
  '837P': professionalClaims,
  '837I': institutionalClaims,
  '277CA': claimAcknowledgements,
  '277': claimStatusAnswers,
  '271': eligibilityAnswers,
  BAI2: bankReports,
  ACH: bankCredits,
};

/** Bank files know no separators to choose. */
const BANK_KINDS: ReadonlySet<string> = new Set(['BAI2', 'ACH']);

const UNITS: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };

/** Bytes of `100MB`, `20 kb`, `1.5GB`; undefined when the text is no size. */
export function sizeInBytes(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmg]?b?)\s*$/i.exec(text);
  const unit = (match?.[2] ?? '').toUpperCase();
  const factor = UNITS[unit.length === 1 && unit !== 'B' ? `${unit}B` : unit];
  if (match === null || factor === undefined) return undefined;
  const bytes = Math.round(Number(match[1]) * factor);
  return bytes > 0 ? bytes : undefined;
}

const wholeIn = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
};

interface Asked {
  readonly kind: GenerateKind;
  readonly request: GenerateRequest;
  readonly style: number;
  readonly out: string | undefined;
}

const OPTIONS = {
  seed: { type: 'string' },
  size: { type: 'string' },
  count: { type: 'string' },
  sets: { type: 'string' },
  with: { type: 'string', multiple: true },
  style: { type: 'string' },
  date: { type: 'string' },
  out: { type: 'string' },
} as const;

/** What is asked for, or a sentence that says what is wrong with it. */
function askedFor(args: readonly string[]): Asked | string {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const name = (positionals[0] ?? '').toUpperCase();
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (kind === undefined) return `Name a kind to generate: ${Object.keys(KINDS).join(', ')}.`;
  const features = (values.with ?? []).flatMap((list) => list.split(',')).filter(Boolean);
  const foreign = features.filter((feature) => !kind.features.includes(feature));
  if (foreign.length > 0) {
    return `${name} has no feature ${foreign.join(', ')}; it has: ${kind.features.join(', ') || 'none'}.`;
  }
  const bytes = values.size === undefined ? undefined : sizeInBytes(values.size);
  if (values.size !== undefined && bytes === undefined) return `${values.size} is no size; write 20MB or 500KB.`;
  const numbers = { seed: wholeIn(values.seed, 1), count: wholeIn(values.count, 10), sets: wholeIn(values.sets, 1) };
  const style = wholeIn(values.style, 1);
  if (style !== 1 && BANK_KINDS.has(name)) return 'Bank files have one style only.';
  if ([...Object.values(numbers), style].some(Number.isNaN)) return 'seed, count, sets and style are whole numbers.';
  if (numbers.count < 1 || numbers.sets < 1) return 'count and sets are at least 1.';
  if (style < 1 || style > DELIMITER_STYLES.length) return `style is a number from 1 to ${DELIMITER_STYLES.length}.`;
  const date = values.date ?? '2026-03-02';
  if (!isPlainDate(date)) return `${date} is no date; write 2026-03-02.`;
  const request = { ...numbers, features, date: plainDate(date), ...(bytes === undefined ? {} : { bytes }) };
  return { kind, request, style, out: values.out ?? positionals[1] };
}

/**
 * Streams made-up documents to a file or standard output; a file's truth is written beside it as FILE.truth.json.
 * The same seed makes the same bytes on every machine.
 */
export async function generateFile(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n`);
    return 2;
  }
  const { kind, request, style, out } = asked;
  const generation = kind.generate(request);
  const chosen = DELIMITER_STYLES[style - 1];
  const chunks = style === 1 || chosen === undefined ? generation.bytes : restyled(generation.bytes, chosen);
  const target = out === undefined || out === '-' ? process.stdout : createWriteStream(out);
  try {
    await stream(chunks, target, request.bytes ?? 0);
  } catch (error) {
    process.stderr.write(`${out ?? 'standard output'}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  if (out !== undefined && out !== '-') {
    await writeFile(`${out}.truth.json`, `${JSON.stringify(generation.truth(), null, 2)}\n`);
  }
  return 0;
}

function readArguments(args: readonly string[]): Asked | string {
  try {
    return askedFor(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Writes at the pace of the reader; memory stays that of a chunk. */
async function stream(chunks: Iterable<Uint8Array>, target: Writable, total: number): Promise<void> {
  const progress = new Progress(total);
  for (const chunk of chunks) {
    progress.advance(chunk.length);
    if (!target.write(chunk)) await once(target, 'drain');
  }
  progress.end();
  if (target === process.stdout) return;
  target.end();
  await finished(target);
}
