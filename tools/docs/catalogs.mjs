// docs/work-items.md, docs/problems.md and docs/posting-rules.md: the catalogs as tables.
import { code, codes, page, spaced, table } from './markdown.mjs';

function workItem(kind, rule) {
  const rows = Object.entries(rule.outcomes).map(([name, { requires, event, approval }]) => [
    code(name),
    codes(requires) || '–',
    code(event),
    approval ?? '',
  ]);
  return [
    `### ${code(kind)}`,
    `**${rule.title}** · queue ${code(rule.queue)} · role ${code(rule.role)} · about a ${rule.subject}\n\n${rule.help}`,
    table(['outcome', 'required fields', 'event', 'approval'], rows),
  ];
}

export async function workItems({ module }) {
  const { workItemCatalog } = await module('domain/work-items/catalog');
  const queues = [...new Set(Object.values(workItemCatalog).map(({ queue }) => queue))].sort();
  const intro =
    'Everything a person may be asked to do. The API’s `allowedOutcomes` are this catalog filtered by role and state; completing an item needs an outcome and its fields. ' +
    'An outcome with an approval takes effect when another person within their limit agrees.';
  const parts = queues.flatMap((queue) => [
    `## Queue ${code(queue)}`,
    ...Object.entries(workItemCatalog)
      .filter(([, rule]) => rule.queue === queue)
      .flatMap(([kind, rule]) => workItem(kind, rule)),
  ]);
  return page('Work items', '`src/domain/work-items/catalog.ts`', intro, parts);
}

export async function problems({ module }) {
  const { problemCatalog } = await module('contracts/problems');
  const rows = Object.entries(problemCatalog).map(([name, { status, retry, title }]) => [
    code(name),
    status,
    retry ? 'yes' : 'no',
    title,
  ]);
  const intro =
    'Every door answers trouble as `application/problem+json` (RFC 9457): `type` ends in the code, `detail` names ids, codes and positions, never PHI. ' +
    '“Retry” says whether the same request can succeed later; stories use the same column.';
  return page('Problems', '`src/contracts/problems.ts`', intro, table(['code', 'status', 'retry', 'title'], rows));
}

const KINDS = {
  D: 'denial',
  A: 'write-off by contract or law',
  P: 'patient’s share',
  I: 'information',
  U: 'no row in the map',
};
const TREATMENTS = {
  account: 'posts to the write-off account its row names',
  patientShare: 'moves to the next payer, else to the patient',
  denied: 'posts nothing; a denial points at the amount',
  informational: 'posts nothing',
};
const GROUPS = ['CO', 'PR', 'OA', 'PI', 'other'];

const REVIEWS = {
  prContractual: 'a contract cannot bind the patient',
  contractualNotCo: 'a write-off needs group CO',
  patientKindNotPr: 'a patient’s share needs group PR',
  unknownCode: 'nobody knows the code',
};
const treatment = (rule) => TREATMENTS[rule] ?? `posts nothing; a person looks: ${REVIEWS[rule] ?? spaced(rule)}`;

function carcRows(carcMap) {
  const byMeaning = new Map();
  for (const { carc, category, kind, owner, actions, postsTo } of carcMap.values()) {
    const name = JSON.stringify([kind, category, owner, actions.join(', ') || '–', postsTo ?? '–']);
    byMeaning.set(name, [...(byMeaning.get(name) ?? []), carc]);
  }
  return [...byMeaning]
    .map(([name, carcs]) => [...JSON.parse(name), carcs.join(' ')])
    .sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1));
}

export async function postingRules({ module }) {
  const { treatmentTable } = await module('domain/remittances/adjustment-rules');
  const { chartOfAccounts } = await module('domain/ledger/chart-of-accounts');
  const { carcMap } = await module('domain/denials/carc-map');
  const rows = Object.entries(treatmentTable).map(([kind, groups]) => [
    `**${kind}** ${KINDS[kind] ?? ''}`,
    ...GROUPS.map((group) => treatment(groups[group])),
  ]);
  const intro =
    'What happens to one adjustment (CAS triplet) of a claim’s first payer. The **kind** of its CARC decides before its group. ' +
    'CO never reaches a patient, PI and OA never post by themselves; a negative denial, CO-45 for a whole unpaid charge, and patient shares a RARC protects are looked at by a person.';
  return page(
    'Posting rules',
    '`src/domain/remittances/adjustment-rules.ts`, `src/domain/denials`, `src/domain/ledger`',
    intro,
    [
      '## Kind × group',
      table(['kind', ...GROUPS], rows),
      '## What each CARC is',
      'Codes only; their texts belong to X12. Actions: CC corrected claim, APP appeal, DOC documents, OP other payer, PT patient, WO write-off, VER verify eligibility, RO reopening, REPROC reprocessing, WAIT.',
      table(['kind', 'category', 'owner', 'first actions', 'posts to', 'CARC'], carcRows(carcMap)),
      '## Chart of accounts',
      table(['account', ...accountHeads(chartOfAccounts)], accountRows(chartOfAccounts)),
    ],
  );
}

const accountHeads = (chart) => [...new Set(Object.values(chart).flatMap((rule) => Object.keys(rule)))];
const accountRows = (chart) =>
  Object.entries(chart).map(([name, rule]) => [code(name), ...accountHeads(chart).map((head) => rule[head] ?? '')]);
