// docs/signals.md: which event becomes which signal of which story, who writes the event, and the schemas of what travels.
import { join } from 'node:path';
import { eventWriters, literalConstant } from './event-writers.mjs';
import { interfaceSchemas } from './interface-schema.mjs';
import { code, codes, json, page, table } from './markdown.mjs';

/** Outcomes of work items that become this event of this story. */
const outcomesOf = (catalog, story, type) =>
  Object.entries(catalog).flatMap(([kind, rule]) =>
    rule.subject === story
      ? Object.entries(rule.outcomes)
          .filter(([, outcome]) => outcome.event === type)
          .map(([name]) => `${kind} → ${name}`)
      : [],
  );

function writersOf({ catalog, approvals, written }, story, type) {
  const outcomes = outcomesOf(catalog, story, type).map((text) => `outcome ${code(text)}`);
  const decisions = Object.entries(approvals).flatMap(([kind, events]) =>
    Object.entries(events)
      .filter(([, event]) => event === type)
      .map(([decision]) => `approval ${code(`${kind} → ${decision}`)}`),
  );
  const files = written
    .filter((one) => one.type === type && (one.story === null || one.story === story))
    .map(({ file }) => code(short(file)));
  return [...new Set([...outcomes, ...decisions, ...files])];
}

const short = (file) => file.replace(/^src\//, '').replace(/\.ts$/, '');

function eventSection(sources, story, workflow, rules) {
  const rows = Object.entries(rules).map(([type, rule]) => [
    code(type),
    code(rule.signal),
    rule.reopens ? 'yes' : '',
    rule.money ? 'yes' : '',
    writersOf(sources, story, type).join('<br>'),
  ]);
  return [`### ${story}: ${code(workflow)}`, table(['event', 'signal', 'reopens', 'money', 'written by'], rows)];
}

/** Outcomes whose event no story hears: the row, its answer and the audit entry are all that follows. */
function onlyRecorded(catalog, eventTable) {
  return Object.entries(catalog).flatMap(([kind, rule]) =>
    Object.entries(rule.outcomes)
      .filter(([, outcome]) => !eventTable[rule.subject]?.[outcome.event])
      .map(([name, outcome]) => [code(kind), code(name), code(outcome.event), rule.subject]),
  );
}

const UPDATES_OF = {
  claim: ['placeHold', 'releaseHold', 'expediteFollowUp', 'replanDeadline'],
  appeal: ['replanDeadline', 'cancelAppeal'],
};

const INTRO =
  'Nothing outside signals a story. The API, a file that came in or another story writes an **event row**, and in the same transaction an outbox row; ' +
  'the relay sends the signal this table names, with signal-with-start where the story may not run yet. A signal carries only the id of the event row. ' +
  '**Reopens**: a closed story starts a new run of the same id; without it the event is only recorded. **Money**: such a record of a closed story opens a work item. ' +
  '`businessTimeReached` is sent by the clock to the stories whose wake is due.';

export async function signals({ module, projectDir }) {
  const { eventTable } = await module('contracts/event-table');
  const { signalNames, updateNames } = await module('contracts/stories');
  const { workflowTypes } = await module('contracts/workflow-ids');
  const { workItemCatalog: catalog } = await module('domain/work-items/catalog');
  const approvals = literalConstant(join(projectDir, 'src/app/approvals'), 'EVENTS');
  const schemas = interfaceSchemas(join(projectDir, 'src/contracts/stories.ts'));
  const sources = { catalog, approvals, written: eventWriters(projectDir) };
  return page('Events, signals and updates', '`src/contracts/event-table.ts` and the work-item catalog', INTRO, [
    '## Events',
    ...Object.entries(eventTable).flatMap(([story, rules]) =>
      eventSection(sources, story, workflowTypes[story], rules),
    ),
    '## Outcomes no story hears',
    'These close the work item; the answer and the audit entry are what remains.',
    table(['work item', 'outcome', 'event', 'subject'], onlyRecorded(catalog, eventTable)),
    '## Signals',
    codes(signalNames),
    'Each carries:',
    json(schemas.StorySignal),
    '## Updates of supervisors',
    table(
      ['story', 'updates'],
      Object.entries(UPDATES_OF).map(([story, names]) => [
        story,
        codes(names.filter((name) => updateNames.includes(name))),
      ]),
    ),
    'A validator refuses what can never fit (closed story, no reason) without leaving a history event; one transaction judges the rest. Each takes:',
    json(schemas.SupervisorCommand),
    '## Query `currentTurn`',
    'The last judged turn, or nothing before the first one:',
    json(schemas.StoryTurn),
    '## Start',
    json(schemas.StoryInput),
  ]);
}
