import { completeWorkItem } from '../../src/app/work-items/complete-work-item.js';
import { importAcknowledgements } from '../../src/app/batches/import-acknowledgements.js';
import { finishFile } from '../../src/app/files/finish-file.js';
import { recognizeFile } from '../../src/app/files/recognize-file.js';
import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { GENERATE_KINDS } from '../../src/edi-cli/generate-kinds.js';
import { foundPractice, openOne, type Practice } from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const lead = { id: 'lea', role: 'lead' };
const CLAIMS = 3;

/** A 277CA of another office: what it says of each claim, and not one of them is ours. */
function strangers(features: readonly string[]): Uint8Array {
  const made = GENERATE_KINDS['277CA']?.generate({
    ...{ seed: 12 + features.length, count: CLAIMS, sets: 1, features, date: plainDate('2026-01-05') },
  });
  return Buffer.concat([...(made?.bytes ?? [])]);
}

async function store(bytes: Uint8Array): Promise<{ organizationId: string; fileId: string }> {
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: { id: 'ann', role: 'admin' },
    source: 'upload',
    name: 'strangers.277',
    bytes: (async function* () {
      yield bytes;
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  return { organizationId: practice.org, fileId: stored.value.fileId };
}

const itemsOf = (fileId: string) =>
  practice.within((tx) =>
    tx.db.workItem.findMany({
      where: { organizationId: practice.org, subjectId: fileId },
      orderBy: { dedupeKey: 'asc' },
    }),
  );
const booksOf = () =>
  practice.within(async (tx) => ({
    claims: await tx.db.claim.findMany({ where: { organizationId: practice.org } }),
    submissions: await tx.db.submission.findMany({ where: { organizationId: practice.org } }),
    events: await tx.db.storyEvent.count({
      where: { organizationId: practice.org, storyKind: { in: ['claim', 'batch'] } },
    }),
  }));

describe.each([
  ['accepts', []],
  ['rejects', ['rejected']],
] as const)('A 277CA that %s claims none of which is ours', (_what, features) => {
  it('changes no claim and asks a person about each of them, once however often it is read', async () => {
    await openOne(practice);
    const before = await booksOf();
    const file = await store(strangers(features));
    expect(await recognizeFile(practice.deps, file)).toMatchObject({ kinds: ['acknowledgements'] });
    for (const _reading of ['first', 'after a crash'])
      expect(await importAcknowledgements(practice.deps, file)).toEqual({ acceptedClaimIds: [] });
    const items = await itemsOf(file.fileId);
    expect(items).toHaveLength(CLAIMS);
    for (const item of items) {
      expect(item).toMatchObject({
        kind: 'unmatchedAcknowledgement',
        state: 'OPEN',
        queue: 'edi',
        subjectType: 'file',
      });
      expect(item.facts).toEqual({ what: '277CA', control: expect.stringMatching(/^G\d+S1N\d{7}$/) as string });
    }
    expect(new Set(items.map(({ facts }) => (facts as { control: string }).control)).size).toBe(CLAIMS);
    expect(await finishFile(practice.deps, file)).toMatchObject({ state: 'DONE_WITH_PROBLEMS', closed: true });
    expect(await booksOf()).toEqual(before);
  });

  it('is done once a person has explained every one of them', async () => {
    const open = await practice.within((tx) =>
      tx.db.workItem.findMany({
        where: { organizationId: practice.org, kind: 'unmatchedAcknowledgement', state: 'OPEN' },
      }),
    );
    for (const item of open) {
      const done = await completeWorkItem(practice.deps, lead, practice.org, {
        ...{ workItemId: item.id, version: item.version, outcome: 'explained' },
        fields: { note: 'billed by the old system' },
      });
      expect(done.ok).toBe(true);
    }
    const fileId = open[0]?.subjectId ?? '';
    expect(await finishFile(practice.deps, { organizationId: practice.org, fileId })).toMatchObject({ state: 'DONE' });
  });
});
