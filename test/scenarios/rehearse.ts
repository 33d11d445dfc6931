import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { bodyOf, uploadFile } from '../../src/api-client/client.js';
import { readConfig } from '../../src/config.js';
import { addDays, type PlainDate } from '../../src/domain/dates/plain-date.js';
import { Rehearsal } from '../../src/rehearsal/rehearsal.js';
import { momentAt } from '../../src/simulator/business-moment.js';
import { FIRST_DAY } from '../../src/simulator/practice-cast.js';
import { foundPractice } from '../../src/simulator/practice-organization.js';
import type { components } from '../../src/api-client/generated/schema.js';
import { environmentOf, startTestServices, type TestServices } from '../support/services.js';

/** What an office did with a few claims, and what everybody finds afterwards. */
export interface Rehearsed {
  readonly organizationId: string;
  readonly report: components['schemas']['MainJobReport'];
  readonly invariants: Readonly<Record<string, number>>;
  /** The claim that met a fate, by the name of the fate. */
  readonly claimOf: (scenario: string) => { readonly id: string; readonly number: string };
  /** What was decided about the claim and its denials, in order: day and sentence. */
  readonly lifeOf: (scenario: string) => Promise<{ on: string; became: string; because: string }[]>;
  /** Rows as the superuser sees them. */
  readonly rows: <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>;
  /** Files we sent, whose names begin so, in the order in which they left. */
  readonly sent: (prefix: string) => string[];
  /** Files that came in. */
  readonly received: (prefix: string) => string[];
  readonly mails: () => { readonly to: string; readonly subject: string }[];
  /** Files the collection agency took, oldest name first. */
  readonly agencyFiles: (prefix: string) => string[];
  /** Lets the office go on to a later day. */
  readonly goOn: (days: number) => Promise<void>;
  readonly api: Rehearsal['api'];
  readonly stop: () => Promise<void>;
}

const tool = async <T>(path: string): Promise<T> => (await import(`../../tools/${path}` as string)) as T;

/** The whole cast over this many claims, as the main job deals it. */
export const rehearseCast = (claims: number, days: number, seed = 20_260_105): Promise<Rehearsed> =>
  open({ claims, days, seed });

/** One claim for each named fate, and as many business days as asked for; no Temporal, the real API and database. */
export const rehearse = (scenarios: readonly string[], days: number, seed = 7): Promise<Rehearsed> =>
  open({ claims: scenarios.length, scenarios, days, seed });

interface Wish {
  readonly claims: number;
  readonly scenarios?: readonly string[];
  readonly days: number;
  readonly seed: number;
}

/** An office of its own that nobody has founded a practice in yet. */
export interface OpenedOffice {
  readonly office: Rehearsal;
  readonly services: TestServices;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
}

export async function openOffice(): Promise<OpenedOffice> {
  const services = await startTestServices();
  const dataDir = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  const { freePorts } = await tool<{ freePorts: (count: number) => Promise<number[]> }>('settings.mjs');
  const [port, smtp, page] = (await freePorts(3)) as [number, number, number];
  const config = readConfig({
    ...environmentOf(services),
    RECLAIM_DATA_DIR: dataDir,
    RECLAIM_API_PORT: String(port),
    RECLAIM_LOG_LEVEL: 'error',
    SMTP_URL: `smtp://127.0.0.1:${smtp}`,
  });
  const office = await Rehearsal.open({ config, ports: { smtp, page } });
  const stop = async (): Promise<void> => {
    await office.close();
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { office, services, dataDir, stop };
}

async function open(wish: Wish): Promise<Rehearsed> {
  const { office, ...opened } = await openOffice();
  try {
    return await play(office, { ...wish, ...opened });
  } catch (error) {
    await opened.stop();
    throw error;
  }
}

interface Play extends Wish {
  readonly services: TestServices;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
}

async function play(
  office: Rehearsal,
  { services, dataDir, claims: size, scenarios = [], days, seed, stop }: Play,
): Promise<Rehearsed> {
  const { organizationId, api } = office;
  const practice = await foundPractice(api, {
    organizationId,
    seed,
    claims: size,
    dataDir,
    ...(scenarios.length > 0 && { scenarios }),
  });
  office.enter(practice.world);
  await uploadFile(api.as('admin'), { bytes: practice.file, name: 'practice.837', key: 'the-837' });
  const goOn = (until: number): Promise<void> =>
    office.passUntil(momentAt(addDays(FIRST_DAY, until), '20:00', 'America/New_York'));
  await goOn(days);
  const admin = new pg.Pool({ connectionString: services.adminUrl, max: 2 });
  admin.on('error', () => undefined);
  const { folders } = practice.world;
  const report = bodyOf(await api.as('supervisor').GET('/reports/main-job'));
  const rows: Rehearsed['rows'] = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
    (await admin.query<T>(sql, values)).rows;
  const claims = await rows<{ id: string; number: string }>(
    'SELECT id, claim_number AS number FROM claims ORDER BY claim_number',
  );
  const claimOf: Rehearsed['claimOf'] = (scenario) => claims[scenarios.indexOf(scenario)] ?? { id: '', number: '' };
  return {
    organizationId,
    claimOf,
    lifeOf: (scenario) =>
      rows(
        `SELECT decided_on::text AS on, to_state AS became, because FROM decisions
          WHERE subject_id = $1 OR subject_id IN (SELECT id FROM denials WHERE claim_id = $1) ORDER BY sequence`,
        [claimOf(scenario).id],
      ),
    api,
    goOn,
    report,
    invariants: report.invariants,
    rows,
    sent: (prefix) => textsOf(join(folders.outbound, 'taken'), prefix),
    received: (prefix) => textsOf(join(folders.inbound, 'archive'), prefix),
    agencyFiles: (prefix) => textsOf(join(practice.world.agencyFolders?.outbound ?? '', 'taken'), prefix),
    mails: () => office.mail.all().map(({ to, subject }) => ({ to, subject })),
    stop: async () => {
      await admin.end();
      await stop();
    },
  };
}

const textsOf = (folder: string, prefix: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Segments of one id, in order: `segments(file, 'CLM')`. */
export const segments = (text: string, id: string): string[] =>
  text.split('~').filter((one) => one.startsWith(`${id}*`));

/** Business days are civil dates of the practice. */
export const dayOf = (days: number): PlainDate => addDays(FIRST_DAY, days);

/** Every invariant that is not zero; empty = all hold. */
export const broken = (found: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(found).filter(([, count]) => count !== 0));
