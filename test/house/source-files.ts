import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The project folder. Jest runs there. */
export const projectDir = process.cwd();

/** Files under a folder as paths from the project folder; generated code and packages are left out. */
export function filesUnder(folder: string, ends: readonly string[]): string[] {
  return readdirSync(join(projectDir, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ends.some((end) => entry.name.endsWith(end)))
    .map((entry) => relative(projectDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|generated|dist)\//.test(path));
}

export const textOf = (path: string): string => readFileSync(join(projectDir, path), 'utf8');

export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;
