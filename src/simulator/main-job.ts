import { randomUUID } from 'node:crypto';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiRefusal, bodyOf, uploadFile } from '../api-client/client.js';
import type { components } from '../api-client/generated/schema.js';
import { mintDevelopmentToken } from '../identity/development-token.js';
import { addDays, daysBetween, type PlainDate } from '../domain/dates/plain-date.js';
import { momentAt } from './business-moment.js';
import { PracticeApi, type PracticeClockView } from './practice-api.js';
import { FIRST_DAY } from './practice-cast.js';
import { foundPractice } from './practice-organization.js';
import { simulatorSettings } from './settings.js';
import { phiFindings } from './phi-findings.js';
import { loadWorld, saveWorld, type World } from './world.js';

const DAYS = 270;
const UNREACHABLE_LIMIT_MS = 60_000;
const RETRY_MS = 12;
const PROGRESS_MS = 2_000;

const { values } = parseArgs({
  options: {
    report: { type: 'string' },
    seed: { type: 'string', default: '20260105' },
    claims: { type: 'string', default: '40' },
    days: { type: 'string', default: String(DAYS) },
    org: { type: 'string' },
    /** Seconds without quiet that are an error; proofs that kill processes allow more. */
    patience: { type: 'string', default: '30' },
  },
});

type Report = components['schemas']['MainJobReport'];

/** The main job: found the practice, upload its 837P, let 270 days pass, report. Exit code 0 only if every invariant held. */
async function main(): Promise<number> {
  const began = Date.now();
  const settings = simulatorSettings();
  const organizationId = values.org ?? randomUUID();
  const tokens = new Map<string, Promise<string>>();
  const api = new PracticeApi(settings.apiUrl, (role) => {
    const token = tokens.get(role) ?? mintDevelopmentToken(settings.config, { role, org: organizationId });
    tokens.set(role, token);
    return token;
  });
  const practice = await patiently(() =>
    foundPractice(api, {
      organizationId,
      seed: Number(values.seed),
      claims: Number(values.claims),
      dataDir: settings.config.dataDir,
    }),
  );
  const worldPath = join(settings.worldsFolder, `${organizationId}.json`);
  if (!(await exists(worldPath))) await saveWorld(worldPath, practice.world);
  await patiently(() =>
    uploadFile(api.as('admin'), {
      bytes: practice.file,
      name: 'riverside.837',
      key: `practice:${organizationId}:837`,
    }),
  ).catch((error: unknown) => {
    if (!(error instanceof ApiRefusal) || error.status !== 409) throw error;
  });
  const clock = await letTimePass(api, addDays(FIRST_DAY, Number(values.days)));
  const found = await reportOf(api);
  const books = await patiently(async () => bodyOf(await api.as('supervisor').GET('/books/checks')));
  const world = (await loadWorld(worldPath)) ?? practice.world;
  const report = {
    ...found,
    invariants: { ...found.invariants, phiFindings: await phiFindings(settings.config.dataDir, world) },
  };
  const result = {
    ...report,
    books: {
      checks: books.checks.length,
      broken: books.checks.filter(({ holds }) => !holds).map(({ sentence }) => sentence),
    },
    organizationId,
    showcase: showcaseOf(world),
    businessDays: daysBetween(FIRST_DAY, clock.businessDate as PlainDate),
    elapsedMs: Date.now() - began,
  };
  if (values.report) await writeFile(values.report, `${JSON.stringify(result, null, 2)}\n`);
  say(clock, report);
  const broken = Object.entries(report.invariants).filter(([, found]) => found !== 0);
  for (const [name, found] of broken) console.error(`invariant broken: ${name} = ${found}`);
  for (const sentence of result.books.broken) console.error(`books broken: ${sentence}`);
  return broken.length === 0 && result.books.broken.length === 0 ? 0 : 1;
}

/** One claim whose story is worth reading: a denial that was appealed and won. */
function showcaseOf(world: World): { claimNumber: string; workflowId: string } | undefined {
  const appealed = Object.entries(world.claimIds).find(([, claimNumber]) => {
    const memberId = world.claims[claimNumber]?.claim.subscriber.memberId ?? '';
    return world.fates[memberId]?.scenario === 'denied50Appealed';
  });
  return appealed && { claimNumber: appealed[1], workflowId: `claim:${world.organizationId}:${appealed[0]}` };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Asks the clock to move again and again; a practice that does not become quiet is an error that names what is at work. */
async function letTimePass(api: PracticeApi, last: PlainDate): Promise<PracticeClockView> {
  let clock = await patiently(() => api.clock());
  const until = momentAt(last, '20:00', clock.zone);
  let quietSince = Date.now();
  let shown = 0;
  while (new Date(clock.businessAt).toISOString() < new Date(until).toISOString()) {
    const moved = await step(api, until);
    if (moved) quietSince = Date.now();
    if (!moved && Date.now() - quietSince > Number(values.patience) * 1_000)
      throw new Error(`The practice did not become quiet: ${lastRefusal}`);
    if (!moved) await sleep(RETRY_MS);
    if (Date.now() - shown < PROGRESS_MS) continue;
    shown = Date.now();
    clock = await patiently(() => api.clock());
    say(clock, await reportOf(api));
  }
  return clock;
}

const reportOf = (api: PracticeApi): Promise<Report> =>
  patiently(async () => bodyOf(await api.as('supervisor').GET('/reports/main-job')));

let lastRefusal = '';

async function step(api: PracticeApi, until: string): Promise<boolean> {
  try {
    const move = await patiently(async () =>
      bodyOf(await api.as('integration').POST('/practice-clock/advance', { body: { until } })),
    );
    return move.moved;
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.status !== 409) throw error;
    lastRefusal = error.detail;
    return false;
  }
}

/** An API that restarts is waited for; an answer, even a refusal, is an answer. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  const began = Date.now();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const answered = error instanceof ApiRefusal && error.status < 500;
      if (answered || Date.now() - began > UNREACHABLE_LIMIT_MS) throw error;
      await sleep(200);
    }
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function say(clock: PracticeClockView, report: Report): void {
  const {
    imported,
    submitted,
    accepted,
    paid,
    denied,
    appealed,
    recovered,
    correctedSubmitted,
    planned,
    placed,
    writtenOff,
    open,
  } = report.claims;
  const counts = {
    imported,
    submitted,
    accepted,
    paid,
    denied,
    appealed,
    recovered,
    corrected: correctedSubmitted,
    planned,
    placed,
    writtenOff,
    open,
  };
  const day = daysBetween(FIRST_DAY, clock.businessDate as PlainDate);
  console.log(JSON.stringify({ progress: { businessDate: clock.businessDate, day, of: Number(values.days), counts } }));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
