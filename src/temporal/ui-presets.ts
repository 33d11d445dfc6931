/** Saved views and columns of the story list; the UI keeps them in localStorage of its origin, so only our page can set them. */
const columns = [
  'Status',
  'StoryKind',
  'StoryState',
  'WaitingFor',
  'NextDeadlineAt',
  'HardDeadlineAt',
  'AmountCents',
  'PayerId',
  'Workflow ID',
  'Start',
];

const RUNNING = '`ExecutionStatus`="Running"';
const views = [
  { id: 'reclaim-claims', name: 'Open claims', query: `\`StoryKind\`="claim" AND ${RUNNING}` },
  { id: 'reclaim-denials', name: 'Denials and appeals', query: `\`StoryKind\`="appeal" AND ${RUNNING}` },
  { id: 'reclaim-patients', name: 'Patient balances', query: `\`StoryKind\`="patient-balance" AND ${RUNNING}` },
  { id: 'reclaim-plans', name: 'Payment plans', query: `\`StoryKind\`="plan" AND ${RUNNING}` },
  { id: 'reclaim-files', name: 'Files and batches', query: `\`StoryKind\`="file" OR \`StoryKind\`="batch"` },
  { id: 'reclaim-closed', name: 'Closed claims', query: `\`StoryKind\`="claim" AND \`ExecutionStatus\`="Completed"` },
];

/** Link to the list of running stories of a kind, as the UI itself writes it. */
export const storyListPath = (namespace: string, query: string = views[0]?.query ?? ''): string =>
  `/namespaces/${encodeURIComponent(namespace)}/workflows?query=${encodeURIComponent(query)}`;

export const PRESETS_PAGE = '<p>Opening the stories …</p>';
export const PRESETS_SCRIPT_PATH = '/reclaim-presets.js';

/** Fills in what is missing for this namespace, keeps what a person has changed, then goes to the list. */
export function presetsScript(namespace: string): string {
  const saved = views.map((view) => ({ ...view, type: 'user' }));
  return `'use strict';
const namespace = ${JSON.stringify(namespace)};
function fill(key, value) {
  let all = {};
  try { all = JSON.parse(localStorage.getItem(key)) || {}; } catch { all = {}; }
  const known = all[namespace];
  if (Array.isArray(known) && Array.isArray(value) && value[0] && value[0].id) {
    all[namespace] = known.concat(value.filter((view) => !known.some((other) => other.id === view.id)));
  } else if (!known) { all[namespace] = value; }
  localStorage.setItem(key, JSON.stringify(all));
}
fill('namespace-workflow-table-columns', ${JSON.stringify(columns.map((label) => ({ label })))});
fill('saved-workflow-queries', ${JSON.stringify(saved)});
location.replace(${JSON.stringify(storyListPath(namespace))});
`;
}
