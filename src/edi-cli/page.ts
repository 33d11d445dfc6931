import { groupedOf } from '../domain/money.js';
import { claimStatusText, statusCategoryText } from '../edi/codes/claim-status-codes.js';

const WIDTH = 100;

/** A status of a claim in words: category, status and whom it is about. */
function statusText(value: object): string | undefined {
  const { category, status, entity } = value as Readonly<Record<string, unknown>>;
  if (typeof category !== 'string' || typeof status !== 'string') return undefined;
  const code = [category, status, ...(typeof entity === 'string' ? [entity] : [])].join(':');
  const said = [statusCategoryText(category) ?? 'a category our list does not know', claimStatusText(status)];
  return joined(code, said.filter(Boolean).join('; '));
}

/** `1234567` as `12,345.67`, right-aligned for columns. */
export const dollars = (amountCents: number, columns = 0): string => groupedOf(amountCents).padStart(columns);

/** Text broken at blanks to the width of a page; every line but the first begins with the indentation. */
export function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** Those of the texts that say something, with two blanks between. */
export const joined = (...texts: readonly (string | undefined | false)[]): string =>
  texts.filter((text) => typeof text === 'string' && text !== '').join('  ');

export const people = (person: { readonly name?: string; readonly firstName?: string } | undefined): string =>
  [person?.name, person?.firstName].filter(Boolean).join(', ');

const LEFT_OUT: ReadonlySet<string> = new Set(['place', 'kind', 'setControl']);

/** Any other document as names and values, nothing empty, places left out. */
export function outline(value: unknown, indent: number): string {
  const blanks = ' '.repeat(indent);
  if (Array.isArray(value)) {
    return value
      .map((entry) => {
        const text = typeof entry === 'object' && entry !== null ? statusText(entry as object) : undefined;
        return text === undefined
          ? `${blanks}-\n${outline(entry, indent + 2)}`
          : `${blanks}${wrapped(text, indent + 2)}\n`;
      })
      .join('');
  }
  if (typeof value !== 'object' || value === null) return `${blanks}${String(value)}\n`;
  return Object.entries(value)
    .filter(([key, entry]) => !LEFT_OUT.has(key) && entry !== '' && !(Array.isArray(entry) && entry.length === 0))
    .map(([key, entry]) => {
      const name = words(key);
      if (key.endsWith('Cents') && typeof entry === 'number')
        return `${blanks}${words(key.slice(0, -5))}: ${dollars(entry)}\n`;
      if (entry instanceof Uint8Array) return `${blanks}${name}: ${entry.length} bytes\n`;
      if (typeof entry !== 'object' || entry === null) return `${blanks}${name}: ${String(entry)}\n`;
      if (Array.isArray(entry) && entry.every((one) => typeof one !== 'object')) {
        return `${blanks}${name}: ${entry.join(', ')}\n`;
      }
      return `${blanks}${name}\n${outline(entry, indent + 2)}`;
    })
    .join('');
}

/** `payerClaimNumber` as `payer claim number`. */
export const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
