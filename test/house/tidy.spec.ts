import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { filesUnder, lineCount, projectDir, textOf } from './source-files.js';

const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 70;
const FOLDERS = ['src', 'workflows', 'activities', 'test', 'tools'].filter((folder) =>
  existsSync(join(projectDir, folder)),
);
const CODE = FOLDERS.flatMap((folder) => filesUnder(folder, ['.ts', '.mjs', '.cts']));
const BANNED =
  /^(utils?|helpers?|common|shared|misc|base|managers?|processors?|handlers?|types?)$|-(utils?|helpers?|manager|processor)$/;
/** Names that a tool or a law prescribes. */
const PRESCRIBED = /^(CHANGELOG|CONTRIBUTING|README|SOURCES|Dockerfile)/;

interface Stretch {
  readonly name: string;
  readonly lines: number;
}

/** The functions of a file with their lengths; a `describe` block is a chapter, not a function. */
function functionsOf(path: string, text: string): Stretch[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Stretch[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && !isChapter(node)) found.push(stretch(source, node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isChapter(node: ts.Node): boolean {
  const call = node.parent;
  return (
    ts.isCallExpression(call) &&
    /^describe\b/.test(call.expression.getText()) &&
    call.arguments.some((argument) => argument === node)
  );
}

function stretch(source: ts.SourceFile, node: ts.Node): Stretch {
  const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const start = line(node.getStart(source));
  return { name: `${source.fileName}:${start + 1}`, lines: line(node.end) - start + 1 };
}

const isKebabCase = (path: string): boolean => {
  const name = basename(path);
  return PRESCRIBED.test(name) || /^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(name);
};

describe('the house', () => {
  it(`has no file longer than ${MAX_FILE_LINES} lines`, () => {
    const long = CODE.map((path) => ({ path, lines: lineCount(textOf(path)) })).filter(
      ({ lines }) => lines > MAX_FILE_LINES,
    );
    expect(long).toEqual([]);
  });

  it(`has no function longer than ${MAX_FUNCTION_LINES} lines`, () => {
    const long = CODE.flatMap((path) => functionsOf(path, textOf(path))).filter(
      ({ lines }) => lines > MAX_FUNCTION_LINES,
    );
    expect(long).toEqual([]);
  });

  it('sees a function that is too long', () => {
    const text = `export function long() {\n${'  work();\n'.repeat(MAX_FUNCTION_LINES)}}\n`;
    expect(functionsOf('planted.ts', text)).toEqual([{ name: 'planted.ts:1', lines: MAX_FUNCTION_LINES + 2 }]);
  });

  it('names files after what is in them, never after being a container', () => {
    const parts = CODE.flatMap((path) =>
      path.split('/').map((part, i, all) => ({ path, part: i === all.length - 1 ? (part.split('.')[0] ?? '') : part })),
    );
    expect(parts.filter(({ part }) => BANNED.test(part))).toEqual([]);
    expect(['utils', 'claim-helpers', 'types', 'manager'].every((name) => BANNED.test(name))).toBe(true);
  });

  it('writes file names in kebab-case', () => {
    expect(CODE.filter((path) => !isKebabCase(path))).toEqual([]);
  });

  it('explains every source folder in a README', () => {
    const folders = new Set(
      CODE.filter((path) => path.startsWith('src/'))
        .map((path) => dirname(path))
        .filter((folder) => folder !== 'src'),
    );
    expect([...folders].filter((folder) => !existsSync(join(projectDir, folder, 'README.md'))).sort()).toEqual([]);
  });

  it('has no barrels besides the lists that Temporal wants', () => {
    const barrels = CODE.filter(
      (path) =>
        basename(path) === 'index.ts' && path.startsWith('src/') && /^export (\*|\{[^}]*\}) from/m.test(textOf(path)),
    );
    expect(barrels.filter((path) => !path.startsWith('src/simulator/'))).toEqual([]);
  });

  it('runs every spec file in exactly one stage of npm test', async () => {
    const { stageOf } = (await import('../../tools/testing/stages.mjs' as string)) as {
      stageOf: (path: string) => { name: string } | undefined;
    };
    const everything = filesUnder('.', ['.spec.ts', '.test.ts', '.spec.mjs', '.test.mjs']).filter(
      (path) => !path.startsWith('.'),
    );
    expect(everything.filter((path) => !path.endsWith('.spec.ts') || !stageOf(path))).toEqual([]);
  });
});
