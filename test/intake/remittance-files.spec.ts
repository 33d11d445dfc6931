import { randomUUID } from 'node:crypto';
import { openOffice, type Office, type Settled, type WorkItemSeen } from './an-office.js';
import {
  acceptance,
  claimAcknowledgement,
  claimFile,
  interchange,
  remittanceFile,
  remittanceGroup,
  type PaidClaim,
} from './x12-files.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice(9);
  await office.within(async (tx) => {
    const where = { organizationId: office.org, payerCode: 'UMH22' };
    await tx.db.payer.updateMany({ where, data: { traceId: 'UMH22' } });
    const payer = await tx.db.payer.findFirstOrThrow({ where });
    await tx.db.claim.updateMany({ where: { organizationId: office.org }, data: { payerId: payer.id } });
  });
}, 120_000);
afterAll(() => office?.stop(), 60_000);

const aTrace = (): string => randomUUID().slice(0, 12).toUpperCase();
const known = async (at: number, paidCents = 5_000): Promise<PaidClaim> => {
  const number = office.claims[at]?.claimNumber ?? '';
  const claim = await office.within((tx) =>
    tx.db.claim.findUniqueOrThrow({
      where: { organizationId_claimNumber: { organizationId: office.org, claimNumber: number } },
    }),
  );
  return { number, chargeCents: Number(claim.chargeCents), paidCents };
};
const unknown: PaidClaim = { number: 'NOBODYS1', chargeCents: 9_000, paidCents: 7_500 };
const remittancesOf = (file: Settled) =>
  office.within((tx) =>
    tx.db.remittance.findMany({ where: { organizationId: office.org, fileId: file.id }, orderBy: { ordinal: 'asc' } }),
  );
const statesOf = async (file: Settled): Promise<string[]> => (await remittancesOf(file)).map(({ state }) => state);
const cashOf = async (remittanceId: string | undefined): Promise<number> =>
  office.within(async (tx) => {
    const [row] = await tx.db.$queryRaw<{ cash: number }[]>`
      SELECT coalesce(sum(e.amount_cents), 0)::int AS cash FROM ledger_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
       WHERE e.ledger_account = 'cash.clearing' AND p.source_id = ${remittanceId ?? ''}`;
    return row?.cash ?? 0;
  });
const ledgerSum = async (): Promise<number> =>
  office.within(async (tx) => {
    const [row] = await tx.db.$queryRaw<
      { sum: number }[]
    >`SELECT coalesce(sum(amount_cents), 0)::int AS sum FROM ledger_entries`;
    return row?.sum ?? 1;
  });
const only = (file: Settled, kind: string): WorkItemSeen => {
  const [item, ...more] = file.items.filter((one) => one.kind === kind && one.state !== 'CANCELLED');
  if (!item || more.length > 0) throw new Error(`expected one ${kind}: ${JSON.stringify(file.items)}`);
  return item;
};
afterEach(async () => {
  expect(await ledgerSum()).toBe(0);
});

describe('an 835', () => {
  it('that does not balance is not posted at all, says by how much, and its sound neighbour in the file posts', async () => {
    const good = { trace: aTrace(), claims: [await known(0)] };
    const bad = { trace: aTrace(), claims: [await known(1)], paymentCents: 6_000 };
    const file = await office.settle(remittanceFile(bad, good));
    expect([await statesOf(file), file.state]).toEqual([['QUARANTINED', 'POSTED'], 'DONE_WITH_PROBLEMS']);
    const [quarantined, posted] = await remittancesOf(file);
    expect([await cashOf(quarantined?.id), await cashOf(posted?.id)]).toEqual([0, 5_000]);
    expect(file.summary).toMatchObject({ remittances: { QUARANTINED: 1, READY: 1 } });
    expect(JSON.stringify(quarantined?.verdict)).toContain('"differenceCents":1000');
    const item = only(file, 'quarantinedRemittance');
    expect(String(item.facts['why'])).toMatch(/\d/);
    // The payer is asked; without a corrected file the work comes back.
    expect((await office.complete(item, 'payerAsked', { counterparty: 'Ms. Lane' })).status).toBe(200);
    const later = await office.settled(file.id);
    expect(later.items.filter(({ state }) => state === 'OPEN')).toMatchObject([
      { kind: 'quarantinedRemittance', facts: { asked: 1 } },
    ]);
    // The corrected file has other content under the same trace: a person says that it is the valid one, and it posts.
    const corrected = await office.settle(remittanceFile({ ...bad, paymentCents: 5_000 }));
    expect(await statesOf(corrected)).toEqual(['CONFLICT']);
    const second = await office.complete(only(corrected, 'remittanceConflict'), 'keepSecond', {
      note: 'corrected file',
    });
    expect(second.status).toBe(200);
    const settled = await office.settled(corrected.id);
    expect([await statesOf(settled), await statesOf(file)]).toEqual([['POSTED'], ['SUPERSEDED', 'POSTED']]);
    expect((await office.settled(file.id)).items.filter(({ state }) => state === 'OPEN')).toEqual([]);
  });

  it('for a claim nobody knows posts the money to suspense and asks a person to find the claim', async () => {
    const file = await office.settle(remittanceFile({ trace: aTrace(), claims: [unknown, await known(6, 1_000)] }));
    expect(await statesOf(file)).toEqual(['POSTED']);
    const [row] = await remittancesOf(file);
    expect(await cashOf(row?.id)).toBe(8_500);
    const suspense = await office.within(
      (tx) => tx.db.$queryRaw<{ cents: number }[]>`
        SELECT sum(e.amount_cents)::int AS cents FROM ledger_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
         WHERE p.source_id = ${row?.id ?? ''} AND e.ledger_account = 'suspense'`,
    );
    expect(suspense).toEqual([{ cents: -7_500 }]);
    expect(file.items).toMatchObject([{ kind: 'unknownClaimPayment', facts: { ordinal: 1, paidCents: 7_500 } }]);
  });

  it('from a payer we do not know waits; once its trace id is set up it is judged again and posts once', async () => {
    const set = { trace: aTrace(), claims: [await known(2)], payerId: 'STRANGER9' };
    const file = await office.settle(remittanceFile(set));
    expect(await statesOf(file)).toEqual(['QUARANTINED']);
    const item = only(file, 'quarantinedRemittance');
    expect(item.facts['why']).toBe(
      'No payer of the organization, or more than one, has this trace id (TRN03) or payer id.',
    );
    // Read again too early, it is quarantined again with a new item: a closed one never swallows it.
    expect((await office.complete(item, 'readAgain', { note: 'too early' })).status).toBe(200);
    const early = await office.settled(file.id);
    const again = early.items.find(({ state }) => state === 'OPEN');
    expect(again?.kind).toBe('quarantinedRemittance');
    await office.within((tx) =>
      tx.db.payer.updateMany({
        where: { organizationId: office.org, payerCode: 'UMH22' },
        data: { traceId: 'STRANGER9' },
      }),
    );
    expect((await office.complete(again as WorkItemSeen, 'readAgain', { note: 'set up' })).status).toBe(200);
    const settled = await office.settled(file.id);
    expect([await statesOf(settled), settled.state]).toEqual([['POSTED'], 'DONE']);
    expect(await cashOf((await remittancesOf(settled))[0]?.id)).toBe(5_000);
  });

  it('comes twice at once for one claim: both post, each once', async () => {
    const claim = await known(3, 2_000);
    const texts = [
      remittanceFile({ trace: aTrace(), claims: [claim] }),
      remittanceFile({ trace: aTrace(), claims: [claim] }),
    ];
    const files = await Promise.all(texts.map((text) => office.settle(text)));
    for (const file of files) {
      expect(await statesOf(file)).toEqual(['POSTED']);
      expect(await cashOf((await remittancesOf(file))[0]?.id)).toBe(2_000);
    }
  });

  it('re-issued with one byte changed does not post twice; a person keeps the first, the second can only be reversed', async () => {
    const set = { trace: aTrace(), claims: [await known(4)] };
    const text = remittanceFile(set);
    const first = await office.settle(text);
    const rewrapped = await office.settle(remittanceFile(set));
    expect([await statesOf(first), await statesOf(rewrapped)]).toEqual([['POSTED'], ['REPEAT']]);
    const changed = await office.settle(text.replace('ICN', 'JCN'));
    expect(await statesOf(changed)).toEqual(['CONFLICT']);
    const item = only(changed, 'remittanceConflict');
    const refused = await office.complete(item, 'keepSecond', { note: 'newer' });
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, 'commandRefused']);
    expect((await office.complete(item, 'keepFirst', { note: 'a typing error of the payer' })).status).toBe(200);
    expect(await statesOf(changed)).toEqual(['SUPERSEDED']);
    expect(await cashOf((await remittancesOf(changed))[0]?.id)).toBe(0);
    const [row] = await remittancesOf(first);
    expect(await cashOf(row?.id)).toBe(5_000);
  });

  it('in a damaged file is quarantined, and a person may discard it for a reason', async () => {
    const file = await office.settle(
      remittanceFile({ trace: aTrace(), claims: [await known(5)] }).replace(/SE\*\d+/, 'SE*99'),
    );
    expect([await statesOf(file), file.items.map(({ kind }) => kind)]).toEqual([
      ['QUARANTINED'],
      ['brokenFile', 'quarantinedRemittance'],
    ]);
    const item = only(file, 'quarantinedRemittance');
    expect((await office.complete(item, 'discarded', {})).status).toBe(400);
    expect((await office.complete(item, 'discarded', { reason: 'a test file of the payer' })).status).toBe(200);
    expect(await statesOf(file)).toEqual(['SUPERSEDED']);
  });
});

describe('a file of several kinds', () => {
  it('sends each part its own way: money posts, claims open, acknowledgements find their batch or a person', async () => {
    const claims = claimFile(2);
    const mixed =
      interchange(
        acceptance('4711'),
        remittanceGroup({ trace: aTrace(), claims: [await known(7, 300)] }),
        claimAcknowledgement('NOBODYS2'),
      ) + claims;
    const file = await office.settle(mixed);
    expect(file.kind).toBe('mixed');
    expect(file.summary).toMatchObject({
      sets: { '999': 1, '835': 1, '277': 1, '837': 1 },
      claims: { opened: 2, refused: 0 },
      remittances: { READY: 1 },
    });
    expect(await statesOf(file)).toEqual(['POSTED']);
    const byKind = [...file.items].sort((a, b) => (String(a.facts['what']) < String(b.facts['what']) ? -1 : 1));
    expect(byKind).toMatchObject([
      { kind: 'unmatchedAcknowledgement', facts: { what: '277CA' } },
      { kind: 'unmatchedAcknowledgement', facts: { what: '999', control: '4711' } },
    ]);
  });

  it('with a kind nobody takes names it, and the rest goes on', async () => {
    const inquiry = {
      functionalId: 'HS',
      guide: '005010X279A1',
      sets: ['ST*270*{control}*005010X279A1~BHT*0022*13*1*20260105*0800~HL*1**20*1~NM1*PR*2*PAYER*****PI*UMH22~'],
    };
    const file = await office.settle(
      interchange(inquiry, remittanceGroup({ trace: aTrace(), claims: [await known(8, 400)] })),
    );
    expect(await statesOf(file)).toEqual(['POSTED']);
    expect(only(file, 'brokenFile').facts).toMatchObject({ unrouted: '270' });
  });
});

describe('an acknowledgement for something we never sent', () => {
  it('changes nothing and asks a person, who may explain it', async () => {
    const file = await office.settle(interchange(acceptance('98765')));
    const item = only(file, 'unmatchedAcknowledgement');
    expect(item.facts).toEqual({ what: '999', control: '98765' });
    expect((await office.complete(item, 'explained', { note: 'from the old system' })).status).toBe(200);
  });
});
