import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of files from outside with facts from an independent reader (FACTS.tsv); without it these tests are skipped. */
const FOLDER = process.env['RECLAIM_X12_FIXTURES'];

export interface Facts {
  readonly [key: string]: unknown;
}

export interface FixtureFile {
  readonly path: string;
  readonly facts: Facts;
}

/** Files of one transaction with their facts; empty when no folder is named. */
export function fixtureFiles(transaction: string): FixtureFile[] {
  if (FOLDER === undefined || !existsSync(join(FOLDER, 'FACTS.tsv'))) return [];
  const rows = readFileSync(join(FOLDER, 'FACTS.tsv'), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  const wanted = rows.filter(([, kind]) => kind === transaction);
  return wanted.map(([path = '', , facts = '{}']) => ({ path, facts: JSON.parse(facts) as Facts }));
}

export const fixtureBytes = (path: string): Uint8Array => readFileSync(join(FOLDER ?? '', path));

/** Runs a fact test for each file of a transaction. */
export function eachFixture(transaction: string, test: (file: FixtureFile) => void): void {
  const files = fixtureFiles(transaction);
  if (files.length === 0) it.skip(`${transaction} files from outside (RECLAIM_X12_FIXTURES not set)`, () => undefined);
  else it.each(files.map((file) => [file.path, file] as const))('%s', (_, file) => test(file));
}

export function countsOf(values: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
}

export const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A fact's decimal text as whole cents. */
export const factCents = (fact: unknown): number => Math.round(Number(fact) * 100);

/** The facts a test compares, from all that are known of the file. */
export const pick = (facts: Facts, found: Facts): Facts =>
  Object.fromEntries(Object.keys(found).map((key) => [key, facts[key]]));
