import { importRemittances } from '../../src/app/remittances/import-remittances.js';
import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { generate835 } from '../../src/edi/x12/835/generate-835.js';
import { foundPractice, type Practice, nameTraceId } from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  await nameTraceId(practice, '1512345678');
}, 120_000);
afterAll(() => practice?.stop());

const aFile = (seed: number): string =>
  Buffer.concat([...generate835(seed, { remittances: 2, claims: 5 }).bytes()]).toString('latin1');

async function imported(text: string): Promise<string[]> {
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: { id: 'test', role: 'poster' },
    source: 'upload',
    name: 'remittance.835',
    bytes: (async function* () {
      yield Buffer.from(text, 'latin1');
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  await importRemittances(practice.deps, { organizationId: practice.org, fileId: stored.value.fileId });
  const rows = await practice.within((tx) =>
    tx.db.remittance.findMany({ where: { organizationId: practice.org, fileId: stored.value.fileId } }),
  );
  return rows.map((row) => row.state);
}

describe('remittances whose sets are sound', () => {
  it('are ready when group and interchange are sound, too', async () => {
    const states = await imported(aFile(1));
    expect(states.length).toBeGreaterThan(0);
    expect(new Set(states)).toEqual(new Set(['READY']));
  });

  it.each([
    ['the group’s count is wrong', (text: string) => text.replace(/GE\*\d+\*/, 'GE*99*')],
    ['the interchange’s control numbers differ', (text: string) => text.replace(/IEA\*(\d+)\*\d+/, 'IEA*$1*000999999')],
    ['the file breaks off after the last set', (text: string) => text.slice(0, text.indexOf('GE*'))],
  ])('are quarantined when %s', async (_what, damage) => {
    const sound = aFile(2 + _what.length);
    const damaged = damage(sound);
    expect(damaged).not.toBe(sound);
    const states = await imported(damaged);
    expect(states.length).toBeGreaterThan(0);
    expect(new Set(states)).toEqual(new Set(['QUARANTINED']));
    const items = await practice.within((tx) =>
      tx.db.workItem.count({ where: { organizationId: practice.org, kind: 'quarantinedRemittance' } }),
    );
    expect(items).toBeGreaterThan(0);
  });

  it('post after all when the same payment comes in a sound file', async () => {
    const sound = aFile(99);
    expect(new Set(await imported(sound.replace(/GE\*\d+\*/, 'GE*99*')))).toEqual(new Set(['QUARANTINED']));
    expect(new Set(await imported(sound))).toEqual(new Set(['READY']));
    expect(
      await practice.within((tx) =>
        tx.db.remittance.count({ where: { organizationId: practice.org, state: 'SUPERSEDED' } }),
      ),
    ).toBe(2);
  });
});
