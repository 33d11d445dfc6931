import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** A piece of seeded PHI that must never turn up outside sealed places: at least 6 characters, unlikely by chance. */
export interface Canary {
  /** Which field it stands for, e.g. `patient.memberId`. */
  readonly field: string;
  readonly token: string;
  /** A civil date is also looked for in the other orders people and X12 write it. */
  readonly kind?: 'text' | 'date';
}

export interface Finding {
  readonly field: string;
  readonly source: string;
  /** How it was written: `text`, `hex`, `base64`, `utf-16le`, `date MMDDYYYY`, … */
  readonly form: string;
  readonly offset: number;
}

export interface ScanSource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Needle {
  readonly field: string;
  readonly form: string;
  readonly bytes: Buffer;
}

const MIN_TOKEN_CHARS = 6;
const MAX_UNPACK_DEPTH = 2;

/**
 * Looks for canaries in plain text (any case), JSON and URL escapes, hex, UTF-16, base64 at all three alignments, compressed
 * parts and other orders of a date. Returns every place, so that a report can name file and field.
 */
export class PhiScanner {
  private readonly needles: readonly Needle[];

  constructor(canaries: readonly Canary[]) {
    const short = canaries.filter(({ token }) => token.length < MIN_TOKEN_CHARS);
    if (short.length > 0)
      throw new Error(`Canaries too short to be unmistakable: ${short.map(({ field }) => field).join(', ')}`);
    this.needles = canaries.flatMap(needlesOf);
  }

  scan({ name, bytes }: ScanSource, depth = 0): readonly Finding[] {
    const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Latin-1 keeps one character a byte, so offsets stay; lower case makes ASCII comparable.
    const folded = Buffer.from(haystack.toString('latin1').toLowerCase(), 'latin1');
    const found = this.needles.flatMap(({ field, form, bytes: needle }): Finding[] => {
      const offset = (form.startsWith('base64') ? haystack : folded).indexOf(needle);
      return offset < 0 ? [] : [{ field, source: name, form, offset }];
    });
    return depth >= MAX_UNPACK_DEPTH
      ? found
      : [
          ...found,
          ...unpacked(haystack).flatMap((part) => this.scan({ name: `${name} (unpacked)`, bytes: part }, depth + 1)),
        ];
  }

  scanText(name: string, text: string): readonly Finding[] {
    return this.scan({ name, bytes: Buffer.from(text, 'utf8') });
  }

  /** Rows of a query by column, e.g. a dump of every table as the reader role sees it. */
  scanRows(table: string, rows: readonly Readonly<Record<string, unknown>>[]): readonly Finding[] {
    return rows.flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) => {
        const name = `${table}.${column}`;
        if (value === null || value === undefined) return [];
        if (value instanceof Uint8Array) return this.scan({ name, bytes: value });
        return this.scanText(
          name,
          value instanceof Date
            ? value.toISOString()
            : typeof value === 'string'
              ? value
              : JSON.stringify(value, plainBigint),
        );
      }),
    );
  }

  /** A file or a folder with everything below it; file names count as text too. */
  async scanPath(path: string): Promise<readonly Finding[]> {
    const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOTDIR') return undefined;
        throw error;
      },
    );
    if (!entries)
      return [...this.scanText(`name of ${path}`, path), ...this.scan({ name: path, bytes: await readFile(path) })];
    const found: Finding[] = [];
    for (const entry of entries) {
      const file = join(entry.parentPath, entry.name);
      found.push(...this.scanText(`name of ${file}`, entry.name));
      if (entry.isFile()) found.push(...this.scan({ name: file, bytes: await readFile(file) }));
    }
    return found;
  }
}

export const describeFindings = (findings: readonly Finding[]): string =>
  findings.map(({ field, source, form, offset }) => `${field} as ${form} in ${source} at byte ${offset}`).join('\n');

const plainBigint = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

function needlesOf({ field, token, kind = 'text' }: Canary): readonly Needle[] {
  const spellings = kind === 'date' ? dateSpellings(token) : new Map([['text', token]]);
  return [...spellings].flatMap(([form, text]) => spellingNeedles(field, form, text));
}

function spellingNeedles(field: string, form: string, text: string): readonly Needle[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text.toLowerCase(), 'utf16le');
  const spelled = (suffix: string, bytes: Buffer): Needle => ({
    field,
    form: suffix ? `${form}, ${suffix}` : form,
    bytes,
  });
  const plain = folded(text);
  const variants = new Map<string, Buffer>([
    ['', plain],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['utf-16le', utf16],
    ['utf-16be', Buffer.from(utf16).swap16()],
    ['url', folded(encodeURIComponent(text))],
    ['form', folded(new URLSearchParams([['', text]]).toString().slice(1))],
    ['json', folded(JSON.stringify(text).slice(1, -1))],
    ['json-ascii', folded(asciiJson(text))],
    ['latin1', Buffer.from(text.toLowerCase(), 'latin1')],
    ['html', folded(text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`))],
  ]);
  const distinct = [...variants].filter(
    ([name, bytes], at, all) => all.findIndex(([, other]) => other.equals(bytes)) === at || name === '',
  );
  return [
    ...distinct.map(([name, bytes]) => spelled(name, bytes)),
    ...base64Needles(field, form, utf8),
    ...base64Needles(field, form, Buffer.from(text.toUpperCase())),
  ];
}

/** The characters of base64 that depend on the token alone, at each of the three alignments, in both alphabets. */
function base64Needles(field: string, form: string, bytes: Buffer): readonly Needle[] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + bytes.length) * 8) / 6);
    const sure = text.slice(first, last);
    const alphabets = new Set([sure, sure.replaceAll('+', '-').replaceAll('/', '_')]);
    return [...alphabets].map((needle) => ({ field, form: `base64 of ${form}`, bytes: Buffer.from(needle) }));
  });
}

const folded = (text: string): Buffer =>
  Buffer.from(Buffer.from(text, 'utf8').toString('latin1').toLowerCase(), 'latin1');
const asciiJson = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

function dateSpellings(date: string): Map<string, string> {
  const [year, month, day] = date.split('-');
  if (!year || !month || !day) throw new Error(`A date canary is written YYYY-MM-DD: ${date}`);
  const orders = {
    'YYYY-MM-DD': [year, month, day],
    'MM-DD-YYYY': [month, day, year],
    'DD-MM-YYYY': [day, month, year],
  };
  const spellings = new Map<string, string>();
  for (const [name, parts] of Object.entries(orders)) {
    for (const separator of ['-', '/', '.', ''])
      spellings.set(`date ${name.replaceAll('-', separator)}`, parts.join(separator));
  }
  spellings.set('date M/D/YYYY', `${Number(month)}/${Number(day)}/${year}`);
  return spellings;
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const ZLIB = [Buffer.from([0x78, 0x9c]), Buffer.from([0x78, 0xda]), Buffer.from([0x78, 0x01])];
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** Compressed parts that open: gzip anywhere, zlib streams (PDF, PNG), a whole brotli body. */
function unpacked(bytes: Buffer): readonly Buffer[] {
  const limits = { maxOutputLength: MAX_UNPACKED_BYTES };
  const parts: Buffer[] = [];
  const attempt = (open: () => Buffer): void => {
    try {
      parts.push(open());
    } catch {
      // Not compressed after all: the signature was a coincidence.
    }
  };
  for (const at of offsetsOf(bytes, GZIP)) attempt(() => gunzipSync(bytes.subarray(at), limits));
  for (const magic of ZLIB)
    for (const at of offsetsOf(bytes, magic))
      attempt(() => inflateSync(bytes.subarray(at), { ...limits, finishFlush: 2 }));
  if (bytes.length > 0 && bytes.length < 1024 * 1024) attempt(() => brotliDecompressSync(bytes, limits));
  return parts.filter((part) => part.length > 0);
}

function* offsetsOf(bytes: Buffer, magic: Buffer): Generator<number> {
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) yield at;
}
