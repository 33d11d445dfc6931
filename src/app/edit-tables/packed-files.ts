import { unzipSync, type UnzipFileInfo } from 'fflate';
import type { EditTableKind } from '../../domain/edit-tables/edit-table.js';
import { UnusableTable } from './unusable-table.js';

/** More than any published table holds; a file that unpacks to more is none. */
const UNPACKED_BYTES = 1_000_000_000;

export const isPacked = (beginning: string): boolean => beginning.startsWith('PK');

/** What a ZIP holds, in its order. Archives and workbooks are both one. */
export function packedNames(bytes: Uint8Array): readonly string[] {
  const names: string[] = [];
  unzipped(bytes, ({ name }) => {
    names.push(name);
    return false;
  });
  return names;
}

/** One file of a ZIP, by its name. */
export function unpacked(bytes: Uint8Array, name: string): Uint8Array | undefined {
  return unzipped(bytes, (file) => {
    if (file.name !== name) return false;
    if (file.originalSize > UNPACKED_BYTES) throw new UnusableTable(name, 'it unpacks to more than a table can hold');
    return true;
  })[name];
}

function unzipped(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof UnusableTable) throw error;
    throw new UnusableTable('', `the archive is damaged (${error instanceof Error ? error.message : 'unreadable'})`);
  }
}

/** What CMS names the table in its archives, beside layouts, notes, addenda and corrections. */
const NAMED: Readonly<Record<EditTableKind, RegExp>> = {
  ncci: /(^|\/)cci(pra|oph)[^/]*\.(txt|xlsx)$/i,
  mue: /(^|\/)[^/]*mue[^/]*\.(csv|txt|xlsx)$/i,
  icd10cm: /(^|\/)icd10cm[-_]codes[-_]\d{4}\.txt$/i,
  hcpcs: /(^|\/)HCPC\d{4}_[A-Z]{3,5}_ANWEB[^/]*\.(txt|csv|xlsx)$/i,
  cpt: /\.(csv|txt)$/i,
  lcd: /\.(csv|txt)$/i,
};
const BESIDE = /correction|transaction|trans\b|changes|layout|notes?\b|addend|readme|__MACOSX/i;

/** The table of an archive: text rather than the same as a workbook. Throws where none or several could be meant. */
export function tableNamed(kind: EditTableKind, names: readonly string[]): string {
  const meant = names.filter((name) => NAMED[kind].test(name) && !BESIDE.test(name));
  const texts = meant.filter((name) => !isWorkbookName(name));
  const [table, another] = texts.length > 0 ? texts : meant;
  if (table === undefined)
    throw new UnusableTable('', `the archive holds no table of ${kind}: it holds ${listed(names)}`);
  if (another !== undefined)
    throw new UnusableTable(
      '',
      `the archive holds several tables of ${kind} (${listed(meant)}): take out the one meant`,
    );
  return table;
}

export const isWorkbookName = (name: string): boolean => /\.xlsx$/i.test(name);

const listed = (names: readonly string[]): string => names.slice(0, 8).join(', ') || 'nothing';
