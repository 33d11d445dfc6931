// docs/stories.md: every workflow with its phases, every activity with its policy, from the sources of workflows/ and activities/.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from './event-writers.mjs';
import { code, page, table } from './markdown.mjs';

const commentOf = (node) =>
  ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => doc.comment)
    .filter((text) => typeof text === 'string')
    .join(' ')
    .replaceAll('\n', ' ');

const filesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .sort();

/** `[{ name, file }]` of the one list the worker bundles. */
function exportedWorkflows(projectDir) {
  const text = readFileSync(join(projectDir, 'workflows/index.ts'), 'utf8');
  return [...text.matchAll(/export \{ (\w+) \} from '\.\/([\w-]+)\.js'/g)].map(([, name, file]) => ({ name, file }));
}

function storyOf(projectDir, { name, file }) {
  const path = join(projectDir, 'workflows', `${file}.ts`);
  const text = readFileSync(path, 'utf8');
  const declared = parse(path).statements.find((node) => ts.isFunctionDeclaration(node) && node.name?.text === name);
  const notes = new Map(
    [...text.matchAll(/^const (\w+): Phase<[^>]*> = \w+;(?: \/\/ (.*))?$/gm)].map(([, phase, note]) => [
      phase,
      note ?? '',
    ]),
  );
  const body = /^const life = \{\n(.*?)^\}/ms.exec(text)?.[1] ?? '';
  const phases = [...body.matchAll(/^ {2}(\w+): (\w+),$/gm)].map(([, state, phase]) => [
    state,
    code(phase),
    notes.get(phase) ?? '',
  ]);
  const updates = /hearSupervisor\([^[]*\[([^\]]*)\]/.exec(text)?.[1].replaceAll("'", '') ?? '';
  return { name, says: declared ? commentOf(declared) : '', phases, updates };
}

function storySection(story, address) {
  return [
    `## ${code(story.name)}`,
    `${story.says} Workflow id ${code(address)}.${story.updates ? ` Updates: ${story.updates}.` : ''}`,
    ...(story.phases.length > 0 ? [table(['state', 'phase', 'does, waits for'], story.phases)] : []),
  ];
}

/** Activity → the options it is called with, from the proxies in the workflow sources. */
function policies(projectDir) {
  const sources = filesIn(join(projectDir, 'workflows')).map((name) =>
    readFileSync(join(projectDir, 'workflows', name), 'utf8'),
  );
  const proxyOf = /const (\w+) = proxy(Local)?Activities<Activities>\((\w+)\)/g;
  const exported = sources.flatMap((text) => [
    ...text.matchAll(/export const (\w+) = proxyLocalActivities<Activities>\((\w+)\)/g),
  ]);
  const found = new Map();
  for (const text of sources) {
    const proxies = new Map(exported.map(([, name, options]) => [name, options]));
    for (const [, name, , options] of text.matchAll(proxyOf)) proxies.set(name, options);
    for (const [, proxy, activity] of text.matchAll(/\b(\w+)\.(\w+)(?:\.executeWithOptions)?\(/g)) {
      if (proxies.has(proxy)) found.set(activity, proxies.get(proxy));
    }
  }
  return found;
}

function activityNames(projectDir) {
  const names = [];
  for (const file of filesIn(join(projectDir, 'activities')).filter((name) => name.endsWith('-activities.ts'))) {
    for (const [, name] of readFileSync(join(projectDir, 'activities', file), 'utf8').matchAll(/^ {4}(\w+): \(/gm)) {
      names.push({ name, group: file.replace(/-activities\.ts$/, '') });
    }
  }
  return names;
}

function optionRows(projectDir) {
  const source = parse(join(projectDir, 'workflows/activity-options.ts'));
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) =>
      statement.declarationList.declarations
        .filter((one) => one.type)
        .map((one) => [
          code(one.name.getText()),
          commentOf(statement),
          code(one.initializer.getText().replace(/\s+/g, ' ')),
        ]),
    );
}

const INTRO =
  'A story waits and acts; what an event means is judged by one transaction, called as a local activity. Steps are stored as intents before they run and are activities of their own name.';

export async function stories({ module, projectDir }) {
  const { workflowTypes } = await module('contracts/workflow-ids');
  const kinds = new Map(Object.entries(workflowTypes).map(([kind, type]) => [type, kind]));
  const addressOf = (type) =>
    type === 'dayBook' ? 'day-book:<organization>' : `${kinds.get(type)}:<organization>:<id>`;
  const policyOf = policies(projectDir);
  return page('Stories and activities', '`workflows/` and `activities/`', INTRO, [
    ...exportedWorkflows(projectDir).flatMap((one) => storySection(storyOf(projectDir, one), addressOf(one.name))),
    '## Activities',
    table(
      ['activity', 'group', 'policy'],
      activityNames(projectDir).map(({ name, group }) => [
        code(name),
        group,
        policyOf.has(name) ? code(policyOf.get(name)) : 'called by no story',
      ]),
    ),
    '## Policies',
    table(['policy', 'for', 'options'], optionRows(projectDir)),
  ]);
}
