// JSON Schemas of the interfaces in src/contracts/stories.ts; those are plain records, so a small part of TypeScript is enough.
import ts from 'typescript';
import { parse } from './event-writers.mjs';

/** `{ Name: JSON Schema }` of every exported interface of a file. */
export function interfaceSchemas(file) {
  const source = parse(file);
  const schemas = {};
  for (const node of source.statements) {
    if (ts.isInterfaceDeclaration(node)) schemas[node.name.text] = schemaOf(node);
  }
  return schemas;
}

const commentOf = (node) =>
  ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => doc.comment)
    .filter((text) => typeof text === 'string')
    .join(' ');

function schemaOf(node) {
  const members = node.members.filter(ts.isPropertySignature);
  const described = (member) => {
    const description = commentOf(member);
    return { ...typeSchema(member.type), ...(description && { description }) };
  };
  const description = commentOf(node);
  return {
    ...(description && { description }),
    type: 'object',
    properties: Object.fromEntries(members.map((member) => [member.name.getText(), described(member)])),
    required: members.filter((member) => !member.questionToken).map((member) => member.name.getText()),
    additionalProperties: false,
  };
}

const PLAIN = { string: { type: 'string' }, number: { type: 'number' }, boolean: { type: 'boolean' } };

function typeSchema(node) {
  const text = node.getText();
  if (PLAIN[text]) return PLAIN[text];
  if (ts.isTypeOperatorNode(node)) return typeSchema(node.type);
  if (ts.isArrayTypeNode(node)) return { type: 'array', items: typeSchema(node.elementType) };
  const record = /^(?:Readonly<)?Record<string, (\w+)>>?$/.exec(text);
  if (record) return { type: 'object', additionalProperties: PLAIN[record[1]] ?? {} };
  return { type: 'string', title: text };
}
