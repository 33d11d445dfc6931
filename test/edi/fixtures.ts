import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of FACTS.tsv: what an independent reader found in a public file. */
export interface FactsRow {
  readonly path: string;
  readonly transaction: string;
  readonly facts: Record<string, unknown>;
}

/** Folder of the public files, when RECLAIM_X12_FIXTURES names one. They are not part of the repository. */
export const fixtureFolder = (): string | undefined => {
  const folder = process.env.RECLAIM_X12_FIXTURES;
  return folder !== undefined && existsSync(join(folder, 'FACTS.tsv')) ? folder : undefined;
};

export const LEFT_OUT = 'Public X12 files left out: set RECLAIM_X12_FIXTURES to their folder to read them too.\n';

export function factsRows(folder: string): FactsRow[] {
  const lines = readFileSync(join(folder, 'FACTS.tsv'), 'utf8').split('\n').slice(1);
  return lines.filter(Boolean).map((line) => {
    const [path = '', transaction = '', facts = '{}'] = line.split('\t');
    return { path, transaction, facts: JSON.parse(facts) as Record<string, unknown> };
  });
}

export const fixtureBytes = (folder: string, path: string): Uint8Array =>
  new Uint8Array(readFileSync(join(folder, path)));
