import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { workflowId } from '../../src/contracts/workflow-ids.js';
import type { StoryKind } from '../../src/domain/stories/turn.js';
import { currentBuild, makeCurrent } from '../../src/temporal/worker-version.js';
import { openOffice, startWorker, type Office, type RunningWorker, type Settled } from '../intake/an-office.js';
import { claimFile, remittanceFile } from '../intake/x12-files.js';

const OLD = 'r1';
const NEW = 'r2';
const nextRelease = fileURLToPath(new URL('./next-release/index.ts', import.meta.url));

let office: Office;
let next: RunningWorker | undefined;
beforeAll(async () => {
  office = await openOffice(0, OLD);
  await office.within((tx) =>
    tx.db.payer.updateMany({ where: { organizationId: office.org, payerCode: 'UMH22' }, data: { traceId: 'UMH22' } }),
  );
}, 120_000);
afterAll(async () => {
  await next?.stop();
  await office?.stop();
}, 60_000);

const service = () => office.api.deps.temporal as unknown as Parameters<typeof currentBuild>[0];
const namespace = () => office.api.config.temporal.namespace;

/** A server learns of a build when its worker polls for the first time. */
async function deploy(build: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await makeCurrent(service(), namespace(), build);
    } catch (error) {
      if (tries === 60) throw error;
      await pause(250);
    }
  }
}

interface Life {
  /** Builds that took the story's tasks, in order of appearance. */
  readonly builds: readonly string[];
  readonly failedTasks: number;
  readonly patched: boolean;
}

async function lifeOf(kind: StoryKind, subjectId: string): Promise<Life> {
  const { events } = await office.api.deps.temporal.workflow
    .getHandle(workflowId(kind, office.org, subjectId))
    .fetchHistory();
  const all = events ?? [];
  const builds = all.flatMap(({ workflowTaskCompletedEventAttributes: task }) => {
    const build = task?.deploymentVersion?.buildId;
    return build ? [build] : [];
  });
  return {
    builds: [...new Set(builds)],
    failedTasks: all.filter(({ workflowTaskFailedEventAttributes }) => workflowTaskFailedEventAttributes).length,
    patched: all.some(({ markerRecordedEventAttributes: marker }) => marker?.markerName === 'core_patch'),
  };
}

const claimsOf = (file: Settled) =>
  office.within(async (tx) => {
    const payer = await tx.db.payer.findFirstOrThrow({ where: { organizationId: office.org, payerCode: 'UMH22' } });
    await tx.db.claim.updateMany({ where: { sourceFileId: file.id }, data: { payerId: payer.id } });
    return tx.db.claim.findMany({ where: { organizationId: office.org, sourceFileId: file.id } });
  });

async function pay(claims: readonly { claimNumber: string; chargeCents: bigint }[], trace: string): Promise<Settled> {
  const paid = claims.map(({ claimNumber, chargeCents }) => ({
    number: claimNumber,
    chargeCents: Number(chargeCents),
    paidCents: Number(chargeCents),
  }));
  return office.settle(remittanceFile({ trace, claims: paid }));
}

async function closed(ids: readonly string[]): Promise<string[]> {
  for (let tries = 0; tries < 150; tries += 1) {
    const rows = await office.within((tx) => tx.db.claim.findMany({ where: { id: { in: [...ids] } } }));
    if (rows.every(({ state }) => state === 'CLOSED_PAID')) return rows.map(({ state }) => state);
    await pause(200);
  }
  return [];
}

describe('a new release beside the old one', () => {
  it('takes over running stories without one failed task; the old worker may then stop', async () => {
    expect(await currentBuild(service(), namespace())).toBeUndefined();
    await deploy(OLD);
    const first = await office.settle(claimFile(3));
    const claims = await claimsOf(first);
    await pause(1_000);
    expect(await lifeOf('file', first.id)).toEqual({ builds: [OLD], failedTasks: 0, patched: false });

    // Both poll; until it is made current the new one gets nothing.
    next = await startWorker(office.api, { id: NEW, stories: nextRelease });
    await pause(1_000);
    const beside = await office.settle(claimFile(1));
    expect((await lifeOf('file', beside.id)).builds).toEqual([OLD]);

    await deploy(NEW);
    expect(await currentBuild(service(), namespace())).toBe(NEW);
    const money = await pay(claims, 'ROLLED');
    expect(money.state).toBe('DONE');
    expect(await lifeOf('file', money.id)).toEqual({ builds: [NEW], failedTasks: 0, patched: true });
    expect(await closed(claims.map(({ id }) => id))).toHaveLength(3);
    for (const { id } of claims) {
      // Begun by the old code, ended by the new one on the old path: the patch is not theirs.
      expect(await lifeOf('claim', id)).toEqual({ builds: [OLD, NEW], failedTasks: 0, patched: false });
    }
  }, 180_000);

  it('can be taken back: what begins from then on runs on the old one', async () => {
    const file = await office.settle(claimFile(1));
    expect((await lifeOf('file', file.id)).patched).toBe(true);
    await deploy(OLD);
    const back = await office.settle(claimFile(1));
    expect(await lifeOf('file', back.id)).toEqual({ builds: [OLD], failedTasks: 0, patched: false });
    await deploy(NEW);
  }, 120_000);

  it('is refused as long as no worker of it polls', async () => {
    await expect(makeCurrent(service(), namespace(), 'r3-never-started')).rejects.toThrow();
    expect(await currentBuild(service(), namespace())).toBe(NEW);
  });
});
