import { unpacked } from './packed-files.js';
import { UnusableTable } from './unusable-table.js';

/** A row of a sheet (ECMA-376 part 1, §18.3): its number as the screen shows it, its cells as text, empty ones in their places. */
export interface WorkbookRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Workbook {
  readonly sheet: string;
  readonly rows: Iterable<WorkbookRow>;
}

/** The first sheet of an .xlsx. Sheets of pairs have a million rows, so rows come one after the other. */
export function readWorkbook(bytes: Uint8Array): Workbook {
  const part = (path: string): string => {
    const found = unpacked(bytes, path);
    if (!found) throw new UnusableTable('', `the workbook has no ${path}`);
    return utf8(found);
  };
  const [, tag = ''] = /<(?:\w+:)?sheet\s([^>]*)>/.exec(part('xl/workbook.xml')) ?? [];
  const id = attribute(tag, 'r:id');
  const [, target = ''] =
    [...part('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\s([^>]*)>/g)]
      .map(([, attributes = '']) => [attribute(attributes, 'Id'), attribute(attributes, 'Target')] as const)
      .find(([known]) => known === id) ?? [];
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  const sheet = unpacked(bytes, path);
  if (!sheet || target === '') throw new UnusableTable('', 'the workbook has no sheet');
  const strings = unpacked(bytes, 'xl/sharedStrings.xml');
  return { sheet: attribute(tag, 'name'), rows: rowsOf(sheet, strings ? sharedStrings(utf8(strings)) : []) };
}

/** 'A' for the first column, 'AA' for the 27th. */
export function columnLetters(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnLetters(Math.floor(at / 26) - 1) + letter;
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const attribute = (attributes: string, name: string): string =>
  unescaped(new RegExp(`(?:^|\\s)${name}\\s*=\\s*"([^"]*)"`).exec(attributes)?.[1] ?? '');

/** Texts that cells share, in their order; a text of several runs is one text, its reading aids (`rPh`) are not part of it. */
const sharedStrings = (xml: string): string[] =>
  [...xml.matchAll(/<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)].map(([, item = '']) => textOf(item));

const textOf = (xml: string): string =>
  [...xml.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '').matchAll(TEXT)]
    .map(([, text = '']) => unescaped(text))
    .join('');
const TEXT = /<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
        name ? (NAMED[name] ?? whole) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
      )
    : text;

const PIECE_BYTES = 1_000_000;
const ROW = /<(?:\w+:)?row\s?([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g;

function* rowsOf(sheet: Uint8Array, strings: readonly string[]): Generator<WorkbookRow> {
  const decoder = new TextDecoder();
  let [rest, number] = ['', 0];
  for (let at = 0; at < sheet.length; at += PIECE_BYTES) {
    rest += decoder.decode(sheet.subarray(at, at + PIECE_BYTES), { stream: true });
    let read = 0;
    for (const found of rest.matchAll(ROW)) {
      const [whole, attributes = '', cells = ''] = found;
      number = Number(attribute(attributes, 'r')) || number + 1;
      read = found.index + whole.length;
      yield { row: number, cells: cellsOf(cells, strings) };
    }
    rest = rest.slice(read);
  }
}

const CELL = /<(?:\w+:)?c\s?([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;

function cellsOf(xml: string, strings: readonly string[]): string[] {
  const cells: string[] = [];
  for (const [, attributes = '', content = ''] of xml.matchAll(CELL)) {
    const [letters] = /^[A-Z]+/.exec(attribute(attributes, 'r')) ?? [];
    const at = letters ? columnAt(letters) : cells.length;
    while (cells.length < at) cells.push('');
    cells[at] = cellText(attribute(attributes, 't'), content, strings);
  }
  return cells;
}

const columnAt = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function cellText(type: string, content: string, strings: readonly string[]): string {
  if (type === 'inlineStr') return textOf(content);
  const [, raw = ''] = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/.exec(content) ?? [];
  const value = unescaped(raw);
  if (type === 's') return strings[Number(value)] ?? '';
  // some writers keep 20240101 as 2.0240101E7
  return type === '' || type === 'n' ? (/e/i.test(value) ? String(Number(value)) : value) : value;
}
