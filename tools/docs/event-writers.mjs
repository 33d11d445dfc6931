// Which source file writes which event: `type: '…'` in an object literal of a use case or rule, read by the TypeScript parser.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Specs, and what they build claims, payers and lives from (`a-claim`): neither tells a story anything. */
const OF_SPECS = /\.spec\.ts$|^an?-/;

function sourcesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !OF_SPECS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

export function parse(file) {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

const isTypeText = (node) =>
  ts.isPropertyAssignment(node) && node.name.getText() === 'type' && ts.isStringLiteral(node.initializer);

/** Story named beside the type, when it is written there as a text. */
function storyBeside(node) {
  const named = node.parent.properties.find((one) => ['story', 'toStory'].includes(one.name?.getText()));
  if (named && ts.isPropertyAssignment(named) && ts.isStringLiteral(named.initializer)) return named.initializer.text;
  const call = node.parent.parent;
  const starts = ts.isCallExpression(call) && call.expression.getText() === 'startStory' && call.arguments[1];
  return starts && ts.isStringLiteral(starts) ? starts.text : null;
}

/** `[{ type, story, file }]`; `story` is null where the code decides it while running. */
export function eventWriters(projectDir, folders = ['src/app', 'src/domain']) {
  const found = [];
  for (const file of folders.flatMap((folder) => sourcesUnder(join(projectDir, folder)))) {
    const visit = (node) => {
      if (isTypeText(node)) {
        const path = file.slice(projectDir.length + 1).replaceAll('\\', '/');
        found.push({ type: node.initializer.text, story: storyBeside(node), file: path });
      }
      ts.forEachChild(node, visit);
    };
    visit(parse(file));
  }
  return found;
}

/** The value of a constant that some file of a folder writes down as plain literals: `const NAME = { … }`. */
export function literalConstant(folder, name) {
  let value;
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer)
      value = literal(node.initializer);
    ts.forEachChild(node, visit);
  };
  for (const file of sourcesUnder(folder)) visit(parse(file));
  if (value === undefined) throw new Error(`${folder} has no constant ${name}`);
  return value;
}

function literal(node) {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return literal(node.expression);
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(
      node.properties.map((one) => [
        ts.isStringLiteral(one.name) ? one.name.text : one.name.getText(),
        literal(one.initializer),
      ]),
    );
  }
  throw new Error(`not a plain literal: ${node.getText()}`);
}
