import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { crashPoints, type CrashPoint } from '../../src/crash-points.js';
import { openKeyRing } from '../../src/security/key-ring.js';
import { temporalClient } from '../../src/temporal/connection.js';
import { openPractice, type Job, type Practice } from '../scenarios/practice.js';
import { AT_ANY_MOMENT, judgeRemains } from '../support/oracles.js';

const isDeep = process.env['RECLAIM_TEST_DEEP'] === '1';
/** Eight claims take every step of a landing; that a guarantor answers a link needs more of them, and time. */
const CHOICE = isDeep ? { claims: 16, days: 270, patience: 300 } : { claims: 8, days: 75, patience: 300 };
/** One of each kind; `npm run test:deep` takes them all. */
const AT_A_LANDING: readonly CrashPoint[] = [
  'turnJudged',
  'signalSent',
  'storyUnstarted',
  'batchDelivered',
  'mailAccepted',
];
/** The office's payers take no files: this one is met in `attachment.spec.ts`. */
const ELSEWHERE: readonly CrashPoint[] = ['attachmentNumbered'];
const all = (Object.keys(crashPoints) as CrashPoint[]).filter((name) => !ELSEWHERE.includes(name));
const armed = isDeep ? all : [...AT_A_LANDING, 'clockMoved' as const];
const OF_API = armed.filter((name) => ['itemCompleted', 'linkAnswered', 'clockMoved'].includes(name));
const OF_WORKER = armed.filter((name) => !OF_API.includes(name));
/** After these nobody can say whether the mail left. */
const IN_DOUBT = armed.filter((name) => name.startsWith('mail'));

/** What was found when the office had come back from these deaths. */
interface Judged {
  readonly points: readonly string[];
  readonly faults: Readonly<Record<string, unknown>>;
}

/** Judges the books after each death while the job goes on: what one transaction wrote must hold at any moment. */
class Judge {
  readonly judged: Judged[] = [];
  private seen: readonly string[] = [];
  private busy: Promise<void> = Promise.resolve();

  constructor(private readonly of: Practice) {}

  readonly look = (): void => {
    const { worker, api } = this.of.programs;
    const points = [...worker.crashedAt, ...api.crashedAt].filter((name) => !this.seen.includes(name));
    if (points.length === 0) return;
    this.seen = [...this.seen, ...points];
    this.busy = this.busy.then(async () => {
      const faults = await judgeRemains({ rows: this.of.rows as never }, AT_ANY_MOMENT);
      this.judged.push({ points, faults });
    });
  };

  /** Deaths after the last progress line are judged too. */
  readonly done = (): Promise<void> => {
    this.look();
    return this.busy;
  };
}

let practice: Practice;
let job: Job;
let judged: readonly Judged[];
beforeAll(async () => {
  practice = await openPractice({ worker: OF_WORKER, api: OF_API });
  const judge = new Judge(practice);
  job = await practice.runJob({ ...CHOICE, onProgress: judge.look });
  await judge.done();
  judged = judge.judged;
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

  it('has balanced books, whole work and a complete audit after each death, while the job goes on: O1, O2, O5, O7', () => {
    expect(judged.flatMap(({ points }) => points).sort()).toEqual([...armed].sort());
    expect(judged.map(({ points, faults }) => ({ points, faults }))).toEqual(
      judged.map(({ points }) => ({ points, faults: {} })),
    );
    // Progress is told every two seconds: deaths in between are judged together, never all at once.
    expect(judged.length).toBeGreaterThan(1);
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
