import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { isPlainDate, plainDate } from '../domain/dates/plain-date.js';
import { DELIMITER_STYLES, restyled } from '../edi/x12/835/restyle.js';
import { ENVELOPE_FAULTS, withEnvelopeFaults } from './envelope-faults.js';
import { BANK_KINDS, GENERATE_KINDS, ONE_STYLE_KINDS } from './generate-kinds.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';
import { Progress } from './progress.js';

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

const ENVELOPE_FEATURES = Object.keys(ENVELOPE_FAULTS);

/** Features of a kind; faults of the envelope fit every X12 file. */
const featuresOf = (name: string, kind: GenerateKind): readonly string[] =>
  BANK_KINDS.has(name) ? kind.features : [...kind.features, ...ENVELOPE_FEATURES];

/** The kinds and what `--with` can add to each, for `--help`. */
export function generateHelp(): string {
  const kinds = Object.entries(GENERATE_KINDS).map(([name, { features }]) => {
    return `  ${name.padEnd(12)}${features.join(', ') || '-'}\n`;
  });
  const faults = `Every X12 kind also takes, one or more: ${ENVELOPE_FEATURES.join(', ')}.`;
  return `Kinds and what --with adds:\n${kinds.join('')}\n${faults}\n`;
}

/** What is asked for, or a sentence that says what is wrong with it. */
function askedFor(args: readonly string[]): Asked | string {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const name = (positionals[0] ?? '').toUpperCase();
  const kind = Object.hasOwn(GENERATE_KINDS, name) ? GENERATE_KINDS[name] : undefined;
  if (kind === undefined) return `Name a kind to generate: ${Object.keys(GENERATE_KINDS).join(', ')}.`;
  const features = (values.with ?? []).flatMap((list) => list.split(',')).filter(Boolean);
  const possible = featuresOf(name, kind);
  const foreign = features.filter((feature) => !possible.includes(feature));
  if (foreign.length > 0) return `${name} has no feature ${foreign.join(', ')}; it has: ${possible.join(', ')}.`;
  const bytes = values.size === undefined ? undefined : sizeInBytes(values.size);
  if (values.size !== undefined && bytes === undefined) return `${values.size} is no size; write 20MB or 500KB.`;
  const numbers = { seed: wholeIn(values.seed, 1), count: wholeIn(values.count, 10), sets: wholeIn(values.sets, 1) };
  const style = wholeIn(values.style, 1);
  if (style !== 1 && ONE_STYLE_KINDS.has(name)) return `${name} has one style only.`;
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
  const generation = generated(kind, request);
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

/** What the kind makes, with the faults asked for put into its envelope and named in the truth. */
export function generated(kind: GenerateKind, request: GenerateRequest): Generation {
  const isFault = (name: string): boolean => Object.hasOwn(ENVELOPE_FAULTS, name) && !kind.features.includes(name);
  const faults = request.features.filter(isFault);
  const made = kind.generate({ ...request, features: request.features.filter((name) => !isFault(name)) });
  if (faults.length === 0) return made;
  const problems = faults.flatMap((name) => ENVELOPE_FAULTS[name]?.problem ?? []);
  return {
    bytes: withEnvelopeFaults(made.bytes, faults),
    truth: () => ({ documents: made.truth(), envelopeProblems: problems }),
  };
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
