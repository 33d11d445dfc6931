import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { crashPoints, type CrashPoint } from '../../src/crash-points.js';
import { openKeyRing } from '../../src/security/key-ring.js';
import { temporalClient } from '../../src/temporal/connection.js';
import { openPractice, type Job, type Practice } from '../scenarios/practice.js';
import { judgeRemains } from '../support/oracles.js';

const isDeep = process.env['RECLAIM_TEST_DEEP'] === '1';
/** Eight claims of the job's own seed meet every fate, so that every step is taken. */
const CHOICE = { claims: 8, days: isDeep ? 200 : 75, patience: 300 };
/** One of each kind; `npm run test:deep` takes them all. */
const AT_A_LANDING: readonly CrashPoint[] = [
  'turnJudged',
  'signalSent',
  'storyUnstarted',
  'batchDelivered',
  'mailAccepted',
];
const all = Object.keys(crashPoints) as CrashPoint[];
const armed = isDeep ? all : [...AT_A_LANDING, 'clockMoved' as const];
const OF_API = armed.filter((name) => ['itemCompleted', 'linkAnswered', 'clockMoved'].includes(name));
const OF_WORKER = armed.filter((name) => !OF_API.includes(name));
/** After these nobody can say whether the mail left. */
const IN_DOUBT = armed.filter((name) => name.startsWith('mail'));

let practice: Practice;
let job: Job;
beforeAll(async () => {
  practice = await openPractice({ worker: OF_WORKER, api: OF_API });
  job = await practice.runJob(CHOICE);
  console.log(
    `${armed.length} of ${all.length} crash points; the worker died at ${practice.programs.worker.crashedAt.join(', ')}; the API at ${practice.programs.api.crashedAt.join(', ')}`,
  );
}, 900_000);
afterAll(() => practice?.stop(), 60_000);

describe('an office whose programs die at every named point', () => {
  it('has met each of them', () => {
    expect([...practice.programs.worker.crashedAt].sort()).toEqual([...OF_WORKER].sort());
    expect([...practice.programs.api.crashedAt].sort()).toEqual([...OF_API].sort());
    expect([practice.programs.worker.deaths, practice.programs.api.deaths]).toEqual([0, 0]);
  });

  it('ends its job with every invariant at zero', () => {
    expect(job.report.invariants).toEqual(
      Object.fromEntries(Object.keys(job.report.invariants).map((name) => [name, 0])),
    );
    expect(job.code).toBe(0);
  });

  it('has lost nothing, done nothing twice, and explained everything: O1 to O8', async () => {
    const temporal = temporalClient(practice.config, openKeyRing(practice.config));
    const faults = await judgeRemains({
      rows: practice.rows as never,
      temporal,
      mailFolder: join(practice.config.dataDir, 'practice', 'mail'),
    });
    await (temporal.connection as Connection).close();
    expect(faults).toEqual({});
  }, 120_000);

  it('asks a person about each mail that may or may not have left', async () => {
    const items = await practice.rows(
      `SELECT facts->>'kind' AS kind FROM work_items WHERE kind = 'resolveInDoubtSend'`,
    );
    expect(items).toEqual(IN_DOUBT.map(() => ({ kind: 'notifyPatient' })));
  });
});
