import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { between, seededRandom } from '../../src/edi/x12/seeded-numbers.js';
import { openKeyRing } from '../../src/security/key-ring.js';
import { temporalClient } from '../../src/temporal/connection.js';
import { openPractice, type Practice, type Progress } from '../scenarios/practice.js';
import { judgeRemains } from '../support/oracles.js';
import { startOwnServers, type OwnServers } from './own-servers.js';

const TARGETS = (process.env['RECLAIM_CHAOS_TARGETS'] ?? 'worker,api,postgres,temporal').split(',') as Target[];
const SEEDS = (process.env['RECLAIM_CHAOS_SEEDS'] ?? '1,2,3').split(',').map(Number);
const KILLS = 3;
const MOST_DOWN_MS = 5_000;
const CHOICE = { claims: 8, days: 120, patience: 180 };

type Target = 'worker' | 'api' | 'postgres' | 'temporal';

interface Kill {
  /** Share of the business days at which it happens. */
  readonly at: number;
  readonly downMs: number;
}

/** The seed gives the schedule, not the interleaving. */
function scheduleOf(seed: number): Kill[] {
  const random = seededRandom(seed);
  return Array.from({ length: KILLS }, () => ({
    at: between(random, 0, 80) / 100,
    downMs: between(random, 0, MOST_DOWN_MS),
  })).sort((a, b) => a.at - b.at);
}

/** Kills as the days go by, never two at a time. */
class Killer {
  killed = 0;
  private busy: Promise<void> = Promise.resolve();
  private isBusy = false;

  constructor(
    private readonly schedule: readonly Kill[],
    private readonly kill: (downMs: number) => Promise<void>,
  ) {}

  readonly look = ({ day, of }: Progress): void => {
    const next = this.schedule[this.killed];
    if (!next || this.isBusy || of <= 0 || day / of < next.at) return;
    this.killed += 1;
    this.isBusy = true;
    this.busy = this.kill(next.downMs).finally(() => (this.isBusy = false));
  };

  readonly done = (): Promise<void> => this.busy;
}

async function killOne(practice: Practice, own: OwnServers, target: Target, downMs: number): Promise<void> {
  if (target === 'postgres' || target === 'temporal') return own.kill(target, downMs);
  practice.programs[target].kill();
}

async function remainsOf(practice: Practice) {
  const temporal = temporalClient(practice.config, openKeyRing(practice.config));
  const mailFolder = join(practice.config.dataDir, 'practice', 'mail');
  const faults = await judgeRemains({ rows: practice.rows as never, temporal, mailFolder });
  await (temporal.connection as Connection).close();
  return faults;
}

const cases = TARGETS.flatMap((target) => SEEDS.map((seed) => ({ target, seed })));

describe(`a main job in which one of ${TARGETS.join(', ')} is killed ${KILLS} times`, () => {
  it.each(cases)(
    '$target, seed $seed: ends, and O1 to O8 hold',
    async ({ target, seed }) => {
      const schedule = scheduleOf(seed);
      console.log(
        `${target}, seed ${seed}: ${schedule.map(({ at, downMs }) => `${at * 100} % ${downMs} ms`).join(', ')}`,
      );
      const own = await startOwnServers();
      const practice = await openPractice({}, own);
      try {
        const killer = new Killer(schedule, (downMs) => killOne(practice, own, target, downMs));
        const job = await practice.runJob({ ...CHOICE, onProgress: killer.look });
        await killer.done();
        expect(killer.killed).toBe(KILLS);
        expect(Object.entries(job.report.invariants).filter(([, found]) => found !== 0)).toEqual([]);
        expect(job.code).toBe(0);
        expect(await remainsOf(practice)).toEqual({});
      } finally {
        await practice.stop();
      }
    },
    600_000,
  );
});
