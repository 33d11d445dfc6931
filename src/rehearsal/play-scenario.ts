import { parseArgs } from 'node:util';
import { bodyOf, uploadFile } from '../api-client/client.js';
import type { components } from '../api-client/generated/schema.js';
import { readConfig } from '../config.js';
import { addDays } from '../domain/dates/plain-date.js';
import { momentAt } from '../simulator/business-moment.js';
import { FIRST_DAY } from '../simulator/practice-cast.js';
import { foundPractice } from '../simulator/practice-organization.js';
import { scenarioNamed, scenarios } from '../simulator/scenarios/catalog.js';
import { claimLife, type ClaimLife } from './claim-life.js';
import type { GuarantorSide } from './guarantor-life.js';
import { drawLife } from './draw-life.js';
import { Rehearsal } from './rehearsal.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '7' },
    days: { type: 'string', default: '280' },
    smtp: { type: 'string', default: '0' },
    page: { type: 'string', default: '0' },
    width: { type: 'string', default: '120' },
    color: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const WIDEST = 160;
const ENDS_CHECKED_EVERY_DAYS = 10;

/** Plays one fate of one claim from its 837 to its end and prints its life. Exit code 1 when it did not end or an invariant broke. */
async function main(): Promise<number> {
  const name = positionals[0] ?? '';
  if (!scenarios.some((scenario) => scenario.name === name)) {
    const names = scenarios.map((one) => `  ${one.name.padEnd(24)} ${one.story}`);
    console.error(`There is no scenario "${name}". There are:\n${names.join('\n')}`);
    return 1;
  }
  const config = readConfig();
  const office = await Rehearsal.open({
    config,
    ports: { smtp: Number(values.smtp), page: Number(values.page) },
  });
  try {
    const lives = await play(office, name, config.dataDir);
    const { invariants } = bodyOf(await office.api.as('supervisor').GET('/reports/main-job'));
    const broken = Object.entries(invariants).filter(([, count]) => count !== 0);
    const width = Math.min(WIDEST, Number(values.width));
    if (values.json) console.log(JSON.stringify(lives, null, 2));
    else
      lives.forEach((life, at) =>
        console.log(
          drawLife(life, titleOf(name, at), { color: values.color, width }) + (at + 1 < lives.length ? '\n' : ''),
        ),
      );
    for (const [invariant, count] of broken) console.error(`invariant broken: ${invariant} = ${count}`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await office.close();
  }
}

/** One visit may become two claims: the second one goes to another payer. */
const titleOf = (name: string, at: number): string =>
  at === 0 ? scenarioNamed(name).story : 'the same visit, to the other payer';

async function play(office: Rehearsal, name: string, dataDir: string): Promise<ClaimLife[]> {
  const { organizationId, api } = office;
  const seed = Number(values.seed);
  const practice = await foundPractice(api, { organizationId, seed, claims: 1, dataDir, scenarios: [name] });
  office.enter(practice.world);
  await uploadFile(api.as('admin'), { bytes: practice.file, name: 'practice.837', key: 'the-837' });
  for (let day = 0; day < Number(values.days); day += ENDS_CHECKED_EVERY_DAYS) {
    const until = addDays(FIRST_DAY, Math.min(Number(values.days), day + ENDS_CHECKED_EVERY_DAYS));
    await office.passUntil(momentAt(until, '20:00', 'America/New_York'));
  }
  return livesOf(office);
}

async function livesOf({ api }: Rehearsal): Promise<ClaimLife[]> {
  const { items } = bodyOf(await api.as('supervisor').GET('/claims', { params: { query: { limit: 10 } } }));
  const lives = await Promise.all(items.map(({ id }) => lifeOf(api, id)));
  return lives.sort((a, b) => (a.claimNumber < b.claimNumber ? -1 : 1));
}

async function lifeOf(api: Rehearsal['api'], id: string): Promise<ClaimLife> {
  const supervisor = api.as('supervisor');
  const claim = bodyOf(await supervisor.GET('/claims/{id}', { params: { path: { id } } }));
  const denials = await Promise.all(
    claim.denials.map(async (denial) =>
      bodyOf(await supervisor.GET('/denials/{id}', { params: { path: { id: denial.id } } })),
    ),
  );
  const contacts = bodyOf(await supervisor.GET('/contacts', { params: { query: { claimId: id } } })).items;
  const guarantor = await guarantorOf(supervisor, { id, accountId: claim.accountId });
  const remittances = await Promise.all(
    [...new Set(claim.remittances.map((one) => one.id))].map(async (remittanceId) =>
      bodyOf(await supervisor.GET('/remittances/{id}', { params: { path: { id: remittanceId } } })),
    ),
  );
  const subjects = [id, ...denials.map((denial) => denial.id), ...(guarantor?.subjects ?? [])];
  const approvals = await approvalsAbout(supervisor, subjects);
  return claimLife({ claim, denials, contacts, remittances, approvals, ...(guarantor && { guarantor }) });
}

const APPROVAL_STATES = ['PENDING', 'APPROVED', 'REFUSED'];

async function approvalsAbout(
  supervisor: ReturnType<Rehearsal['api']['as']>,
  subjects: readonly string[],
): Promise<components['schemas']['Approval'][]> {
  const pages = await Promise.all(
    APPROVAL_STATES.map(
      async (state) => bodyOf(await supervisor.GET('/approvals', { params: { query: { state, limit: 50 } } })).items,
    ),
  );
  return pages.flat().filter(({ subjectId }) => subjects.includes(subjectId));
}

/** Undefined as long as nothing of the claim was the patient's. */
async function guarantorOf(
  supervisor: ReturnType<Rehearsal['api']['as']>,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<(GuarantorSide & { readonly subjects: readonly string[] }) | undefined> {
  const account = bodyOf(await supervisor.GET('/accounts/{id}', { params: { path: { id: accountId } } }));
  if (!account.responsibilities.some(({ claimId }) => claimId === id)) return undefined;
  const placements = bodyOf(await supervisor.GET('/placements', { params: { query: { accountId, limit: 50 } } })).items;
  const { statements, plans, decisions } = account;
  const subjects = [accountId, ...[...plans, ...placements].map((one) => one.id)];
  const workItems = await Promise.all(
    subjects.map(
      async (subjectId) =>
        bodyOf(await supervisor.GET('/work-items', { params: { query: { subjectId, state: 'ANY', limit: 50 } } }))
          .items,
    ),
  );
  return { statements, plans, decisions, placements, workItems: workItems.flat(), subjects };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
