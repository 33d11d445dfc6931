import { openOffice, type Office } from './an-office.js';
import { claimFile } from './x12-files.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice(0);
}, 120_000);
afterAll(() => office?.stop(), 60_000);

const claimsOf = (fileId: string) =>
  office.within((tx) => tx.db.claim.findMany({ where: { organizationId: office.org, sourceFileId: fileId } }));
const problemCodes = (file: { problems: readonly { code: string; severity: string }[] }): string[] =>
  file.problems.filter(({ severity }) => severity === 'refused').map(({ code }) => code);

describe('an 837P', () => {
  it('in good order opens every claim and leaves nothing to do', async () => {
    const file = await office.settle(claimFile(3));
    expect([file.kind, file.state, file.items]).toEqual(['claims', 'DONE', []]);
    expect(file.summary).toMatchObject({ sets: { '837': 1 }, claims: { opened: 3, repeats: 0, refused: 0 } });
    expect(await claimsOf(file.id)).toHaveLength(3);
  });

  it.each([
    ['whose set does not count right', 'SET_COUNT_WRONG', (text: string) => text.replace(/SE\*\d+\*/, 'SE*999*')],
    ['whose group does not end', 'GROUP_TRAILER_MISSING', (text: string) => text.replace(/GE\*1\*1~/, '')],
    ['that breaks off in the middle', 'SET_TRAILER_MISSING', (text: string) => text.slice(0, text.length * 0.6)],
    ['of a guide nobody reads', 'GUIDE_UNKNOWN', (text: string) => text.replaceAll('005010X222A1', '004010X098A1')],
  ])('%s is quarantined whole: no claim opens, and the answer names the place', async (_what, code, damage) => {
    const sound = claimFile(4);
    const file = await office.settle(damage(sound));
    expect(file.state).toBe('DONE_WITH_PROBLEMS');
    expect(problemCodes(file)).toContain(code);
    expect(file.items).toMatchObject([
      { kind: 'brokenFile', state: 'OPEN', facts: { first: expect.any(String) as string } },
    ]);
    expect(Number(file.items[0]?.facts['segment'])).toBeGreaterThan(0);
    for (const problem of file.problems) expect(problem.message).toMatch(/\w.*[.] .*\w/);
    expect(await claimsOf(file.id)).toEqual([]);
    // The mended file is another file, and nothing of the damaged one stands in its way.
    const mended = await office.settle(sound);
    expect([mended.state, (await claimsOf(mended.id)).length]).toEqual(['DONE', 4]);
    const item = file.items[0];
    if (!item) throw new Error('no item');
    expect((await office.complete(item, 'replaced', { replacementFileId: file.id })).status).toBe(400);
    expect((await office.complete(item, 'replaced', { replacementFileId: mended.id })).status).toBe(200);
    expect((await office.settled(file.id)).state).toBe('REPLACED');
  });

  it('with one claim whose amount cannot be read refuses that claim and opens its neighbours', async () => {
    const file = await office.settle(claimFile(3).replace(/CLM\*([^*]+)\*[\d.]+\*/, 'CLM*$1*1e309*'));
    expect(problemCodes(file)).toEqual(['AMOUNT_BAD']);
    expect(file.summary).toMatchObject({ refusedClaims: 1, refusedSets: 0, claims: { opened: 2, refused: 0 } });
    expect(file.items).toMatchObject([{ kind: 'brokenFile', facts: { refusedClaims: 1, first: 'AMOUNT_BAD' } }]);
    expect(await claimsOf(file.id)).toHaveLength(2);
  });

  it('with one claim whose lines do not add up refuses that claim, says why and where, and opens the rest', async () => {
    const file = await office.settle(claimFile(3).replace(/CLM\*([^*]+)\*[\d.]+\*/, 'CLM*$1*7.77*'));
    expect(file.summary).toMatchObject({ claims: { opened: 2, refused: 1 } });
    expect(file.items).toMatchObject([{ kind: 'brokenFile', facts: { refused: 1, wrongTotal: 1 } }]);
    const [problem] = file.problems.filter(({ code }) => code === 'CLAIM_TOTAL_WRONG');
    expect(problem?.message).toContain('CLM02');
    expect(Number((problem?.place as { byte: number }).byte)).toBeGreaterThan(0);
  });

  it('for a payer we do not have waits for it: once the payer is added the file is read again and only the rest opens', async () => {
    const text = claimFile(3).replaceAll(/PI\*(MCRB1|OHMCD|BRH01|UMH22|SBP07|HAD15)/g, 'PI*NEWCO');
    const file = await office.settle(text);
    expect(file.summary).toMatchObject({ claims: { opened: 0, refused: 3 } });
    const [item] = file.items;
    if (!item || file.items.length > 1) throw new Error(JSON.stringify(file.items));
    expect(item.facts).toEqual({ refused: 3, unknownPayer: 3 });
    expect(problemCodes(file)).toEqual(Array(3).fill('CLAIM_PAYER_UNKNOWN'));
    await office.within(async (tx) => {
      const [known] = await tx.db.payer.findMany({ where: { organizationId: office.org }, take: 1 });
      if (!known) throw new Error('no payer');
      await tx.db.payer.create({ data: { ...known, id: crypto.randomUUID(), payerCode: 'NEWCO', name: 'NEWCO' } });
    });
    expect((await office.complete(item, 'readAgain', { note: 'the payer is set up now' })).status).toBe(200);
    const again = await office.settled(file.id);
    expect([again.state, again.summary]).toMatchObject(['DONE', { claims: { opened: 3, repeats: 0, refused: 0 } }]);
    expect(await claimsOf(file.id)).toHaveLength(3);
  });

  it('whose claim has no member id opens the claim and stops it before the payer, with the field named', async () => {
    const file = await office.settle(claimFile(1).replace(/(NM1\*IL\*1\*[^~]*?)\*MI\*[^~*]+~/, '$1~'));
    expect(file.summary).toMatchObject({ claims: { opened: 1 } });
    const [claim] = await claimsOf(file.id);
    const items = await waitFor(() =>
      office.within((tx) =>
        tx.db.workItem.findMany({ where: { organizationId: office.org, claimId: claim?.id ?? '' } }),
      ),
    );
    expect(items.map(({ kind }) => kind)).toEqual(['fixEdits']);
    expect(items[0]?.facts).toMatchObject({ edits: 'member-id', field: 'memberId' });
  });

  it('sent twice, also at the same moment, opens its claims once', async () => {
    const text = claimFile(2);
    const answers = await Promise.all([office.send(text), office.send(text), office.send(text)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const fileId = String(answers.find(({ status }) => status === 201)?.body['fileId']);
    for (const refused of answers.filter(({ status }) => status === 409))
      expect(refused.body).toMatchObject({ code: 'duplicateFile', facts: { firstFileId: fileId } });
    await office.settled(fileId);
    // The same claims under another envelope are another file, and still the same claims.
    const rewrapped = await office.settle(text.replaceAll(/0000001\d\d/g, '000000999'));
    expect(rewrapped.summary).toMatchObject({ claims: { opened: 0, repeats: 2 } });
    expect(await claimsOf(fileId)).toHaveLength(2);
  });
});

async function waitFor<T extends readonly unknown[]>(look: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return look();
}
