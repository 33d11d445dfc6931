// docs/lifecycles.md: one state diagram per lifecycle, printed from the tables the stories run by.
import { mermaid, page, table } from './markdown.mjs';

/** From this many states on, a move is drawn once, from a box that stands for all of them; the table names them. */
const MANY_STATES = 6;
const MANY = 'MANY';

function drawnRows(rows) {
  const froms = new Map();
  const nameOf = ({ guard, to }) => `${guard}/${to}`;
  for (const row of rows) froms.set(nameOf(row), new Set([...(froms.get(nameOf(row)) ?? []), row.from]));
  return rows.map((row) => (froms.get(nameOf(row)).size >= MANY_STATES ? { ...row, from: MANY } : row));
}

/** Rows `{ from, event, guard, to }`; many events between the same two states share one arrow. */
function stateDiagram({ rows, start, finals }) {
  const arrows = new Map();
  for (const { from, event, guard, to } of drawnRows(rows)) {
    const place = `${from} --> ${to}`;
    const guards = arrows.get(place) ?? new Map();
    guards.set(guard || '', [...new Set([...(guards.get(guard || '') ?? []), event])]);
    arrows.set(place, guards);
  }
  const named = drawnRows(rows).some(({ from }) => from === MANY) ? [`  ${MANY} : many states, see the table`] : [];
  const lines = [...arrows].map(([place, guards]) => `  ${place} : ${[...guards].map(label).join('\\n')}`);
  return mermaid([
    'stateDiagram-v2',
    ...named,
    `  [*] --> ${start}`,
    ...lines,
    ...finals.map((state) => `  ${state} --> [*]`),
  ]);
}

/** Above this many, an arrow says how many events there are; the table below it names them. */
const MAX_EVENTS_ON_ARROW = 2;
const label = ([guard, events]) => {
  const what = events.length > MAX_EVENTS_ON_ARROW ? `${events.length} events` : events.join(', ');
  return guard ? `${guard} (${what})` : what;
};

const rowsOfLife = (life) =>
  Object.entries(life).flatMap(([from, { exits }]) =>
    Object.entries(exits).flatMap(([event, targets]) => targets.map((to) => ({ from, event, guard: '', to }))),
  );

const moves = (rows) => rows.filter(({ from, to }) => from !== to);

/** Every row of the table with the states it holds for: what the diagram shortens. */
function ruleTable(rows) {
  const byRule = new Map();
  for (const { from, event, guard, to } of rows) {
    const name = [event, guard, to].join('\t');
    byRule.set(name, [...new Set([...(byRule.get(name) ?? []), from])]);
  }
  return table(
    ['event', 'guard', 'from', 'to'],
    [...byRule].map(([name, froms]) => {
      const [event, guard, to] = name.split('\t');
      return [event, guard, froms.join(', '), to];
    }),
  );
}

const lifeTable = (life) =>
  table(
    ['state', 'meaning', 'owner', 'waits for'],
    Object.entries(life).map(([state, rule]) => [state, rule.title, rule.owner, rule.waitFor]),
  );

const ownerTable = (owners) => table(['open state', 'who acts next'], Object.entries(owners));

const finalsOfLife = (life, isFinal) => Object.keys(life).filter(isFinal);

function guarded(title, story, { rows, start, finals, owners }) {
  return [
    `## ${title}`,
    story,
    stateDiagram({ rows: moves(rows), start, finals }),
    ownerTable(owners),
    ruleTable(rows),
  ];
}

function lived(title, story, { life, start, isFinal }) {
  const rows = moves(rowsOfLife(life));
  return [
    `## ${title}`,
    story,
    stateDiagram({ rows, start, finals: finalsOfLife(life, isFinal) }),
    lifeTable(life),
    ruleTable(rows),
  ];
}

const INTRO =
  'A story’s transaction takes the state, the new events and the facts, asks the pure `next` function of the subject, and writes what it says. ' +
  'These tables are what `next` may do; specs prove that every state is reachable and that each open state has an owner, an exit and a next wake. ' +
  'Turns that stay in a state are left out of the diagrams.';

export async function lifecycles({ module }) {
  const { claimTransitions, ownerOf } = await module('domain/claims/claim-lifecycle');
  const { claimStates, isOpen } = await module('domain/claims/claim-state');
  const { denialTransitions, denialOwners } = await module('domain/appeals/denial-lifecycle');
  const { patientBalanceLife, isFinalPatientBalance } = await module('domain/patients/patient-balance-life');
  const { planLife, isFinalPlan } = await module('domain/payment-plans/plan-life');
  const { placementLife, isFinalPlacement } = await module('domain/collections/placement-life');
  const { batchTransitions } = await module('domain/batches/next-batch');
  const batchRows = batchTransitions.map(([from, event, guard, to]) => ({ from, event, guard, to }));
  const closed = claimStates.filter((state) => !isOpen(state));
  return page('Lifecycles', 'the tables in `src/domain`', INTRO, [
    ...guarded('Claim', 'Story `claimLifecycle`: one claim with one payer, from charges to a closed balance.', {
      rows: claimTransitions,
      start: 'DRAFT',
      finals: closed,
      owners: ownerOf,
    }),
    ...guarded(
      'Denial and its appeal',
      'Story `appealLifecycle`: one denial, from its birth on a remittance to its outcome.',
      {
        rows: denialTransitions,
        start: 'NEW',
        finals: ['RESOLVED'],
        owners: denialOwners,
      },
    ),
    ...lived('Patient balance', 'Story `patientBalance`: what one guarantor owes.', {
      life: patientBalanceLife,
      start: 'IDLE',
      isFinal: isFinalPatientBalance,
    }),
    ...lived('Payment plan', 'Story `paymentPlan`: one plan, from offer to the last installment or its end.', {
      life: planLife,
      start: 'PROPOSED',
      isFinal: isFinalPlan,
    }),
    ...lived(
      'Placement with an agency',
      'Story `agencyPlacement`: from the proposal over the agency’s work to its end or return.',
      { life: placementLife, start: 'SELECTED', isFinal: isFinalPlacement },
    ),
    '## Submission batch',
    'Story `submissionBatch`: one 837 file to one partner, until the payer has answered for every claim in it.',
    stateDiagram({ rows: batchRows, start: 'COLLECTING', finals: ['DONE', 'REJECTED'] }),
  ]);
}
