import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { refuse } from '../../src/app/remittances/envelope-around.js';
import { importRemittances } from '../../src/app/remittances/import-remittances.js';
import { postRemittance } from '../../src/app/remittances/post-remittance.js';
import { generate835 } from '../../src/edi/x12/835/generate-835.js';
import { foundPractice, type Practice, nameTraceId } from './a-practice.js';

const COPIES = 8;
let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  await nameTraceId(practice, '1512345678');
}, 120_000);
afterAll(() => practice?.stop());

/** The same payment under another control number of the envelope. */
async function received(seed: number, control: number, claims = 4): Promise<string> {
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: { id: 'test', role: 'poster' },
    source: 'upload',
    name: `payment-${control}.835`,
    bytes: (async function* () {
      yield Buffer.concat([...generate835(seed, { control, claims }).bytes()]);
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  return stored.value.fileId;
}

async function readAndPost(fileId: string): Promise<void> {
  const { remittanceIds } = await importRemittances(practice.deps, { organizationId: practice.org, fileId });
  for (const remittanceId of remittanceIds)
    await postRemittance(practice.deps, { organizationId: practice.org, remittanceId });
}

const remittancesOf = (fileIds: readonly string[]) =>
  practice.within((tx) =>
    tx.db.remittance.findMany({ where: { organizationId: practice.org, fileId: { in: [...fileIds] } } }),
  );

describe('one payment in several envelopes', () => {
  it.each([1, 2, 3])(
    'posts once when all come at the same moment (round %i)',
    async (round) => {
      const controls = Array.from({ length: COPIES }, (_, index) => round * 100 + index);
      const files = await Promise.all(controls.map((control) => received(round, control)));
      await Promise.all(files.map(readAndPost));
      const rows = await remittancesOf(files);
      const posted = rows.filter(({ state }) => state === 'POSTED');
      expect([posted.length, rows.filter(({ state }) => state === 'REPEAT').length]).toEqual([1, COPIES - 1]);
      expect(rows.filter(({ state }) => state === 'REPEAT').map(({ repeatOf }) => repeatOf)).toEqual(
        Array(COPIES - 1).fill(posted[0]?.id),
      );
    },
    60_000,
  );

  it('is a conflict for whoever comes second with other content, also at the same moment', async () => {
    const files = await Promise.all([received(50, 5_000), otherContent(50, 5_001)]);
    await Promise.all(files.map(readAndPost));
    expect((await remittancesOf(files)).map(({ state }) => state).sort()).toEqual(['CONFLICT', 'POSTED']);
  }, 60_000);
});

describe('a repeat of a payment whose first copy turned out damaged', () => {
  it('does not keep a third, sound copy from posting', async () => {
    const [first, second] = [await received(60, 6_000), await received(60, 6_001)];
    await importRemittances(practice.deps, { organizationId: practice.org, fileId: first });
    await readAndPost(second);
    const [damaged] = await remittancesOf([first]);
    await refuse(practice.deps, { organizationId: practice.org, fileId: first }, damaged?.id ?? '');
    const third = await received(60, 6_002);
    await readAndPost(third);
    const states = (await remittancesOf([first, second, third])).map(({ fileId, state }) => [fileId, state]);
    expect(Object.fromEntries(states)).toEqual({ [first]: 'SUPERSEDED', [second]: 'REPEAT', [third]: 'POSTED' });
  }, 60_000);
});

/** Same payer, trace, date and amount; one claim number reads otherwise. */
async function otherContent(seed: number, control: number): Promise<string> {
  const text = Buffer.concat([...generate835(seed, { control, claims: 4 }).bytes()]).toString('latin1');
  const changed = text.replace(/CLP\*([^*]+)\*/, 'CLP*X$1*');
  expect(changed).not.toBe(text);
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: { id: 'test', role: 'poster' },
    source: 'upload',
    name: 'changed.835',
    bytes: (async function* () {
      yield Buffer.from(changed, 'latin1');
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  return stored.value.fileId;
}
