import { advanceDayBook } from '../../src/app/clock/advance-day-book.js';
import { cents } from '../../src/domain/money.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { ageBases, agingGroups } from '../../src/app/aging/open-balances.js';
import {
  cas,
  dear,
  decision,
  foundPracticeIn,
  openOne,
  post,
  type OpenedClaim,
  type Practice,
} from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

interface Row {
  readonly key: string;
  readonly label: string;
  readonly party: string;
  readonly bucketCents: readonly number[];
  readonly totalCents: number;
  readonly creditCents: number;
}
interface Table {
  readonly on: string;
  readonly buckets: readonly string[];
  readonly rows: readonly Row[];
  readonly total: Omit<Row, 'key' | 'label' | 'party'>;
}
interface Behind {
  readonly items: readonly { readonly amountCents: number }[];
  readonly nextCursor?: string;
  readonly totalCents: number;
  readonly creditCents: number;
}

let api: TestApi;
let practice: Practice;
let supervisor: string;
let open: OpenedClaim;
let shared: OpenedClaim;
let overpaid: OpenedClaim;

/** In February: one claim unpaid, one with a share left to the patient, one overpaid by seven dollars. */
beforeAll(async () => {
  api = await startApi();
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: api.services.adminUrl, stop: api.stop };
  supervisor = await api.token('supervisor', practice.org);
  [open, shared, overpaid] = [
    await openOne(practice, dear),
    await openOne(practice, dear),
    await openOne(practice, dear),
  ];
  await post(practice, {
    payerId: shared.payerId,
    on: plainDate('2026-01-05'),
    claims: [
      decision(shared, { adjustments: [cas('PR', '1', 4_000)], patientResponsibilityCents: cents(4_000) }),
      decision(overpaid),
    ],
  });
  const tooMuch = decision(overpaid, { paidCents: cents(700), adjustments: [], chargeCents: cents(700) });
  await post(practice, { payerId: shared.payerId, claims: [tooMuch] });
  await practice.within(
    (tx) => tx.db.$executeRaw`UPDATE payers SET name = '=HYPERLINK("http://x","y")' WHERE id = ${open.payerId}::uuid`,
  );
}, 240_000);
afterAll(() => api?.stop());

const read = <T>(path: string, token = supervisor) => ask<T>(api, 'GET', path, { token });
const table = async (query: string): Promise<Table> => {
  const { status, body } = await read<Table>(`/reports/aging?${query}`);
  expect(status).toBe(200);
  return body;
};
const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);

/** Every claim behind a cell, page by page, two at a time. */
async function behind(query: string): Promise<{ cents: number; totalCents: number; creditCents: number }> {
  let [cursor, cents, totalCents, creditCents] = ['', 0, 0, 0];
  do {
    const { status, body } = await read<Behind>(
      `/reports/aging/claims?${query}&limit=2${cursor && `&cursor=${cursor}`}`,
    );
    expect(status).toBe(200);
    cents += sum(body.items.map(({ amountCents }) => amountCents));
    ({ totalCents, creditCents } = body);
    cursor = encodeURIComponent(body.nextCursor ?? '');
  } while (cursor !== '');
  return { cents, totalCents, creditCents };
}

describe('aging as a supervisor reads it', () => {
  it('foots by every date and every group: buckets to rows, rows to the total, claims to their cell', async () => {
    for (const base of ageBases)
      for (const by of agingGroups) {
        const { rows, total, buckets } = await table(`base=${base}&by=${by}`);
        expect([base, by, total.totalCents]).toEqual([base, by, open.chargeCents + 4_000]);
        expect(sum(rows.map(({ totalCents }) => totalCents))).toBe(total.totalCents);
        for (const row of rows) {
          expect(sum(row.bucketCents)).toBe(row.totalCents);
          for (const [at, cents] of row.bucketCents.entries()) {
            if (cents === 0) continue;
            const cell = new URLSearchParams({ base, by, key: row.key, party: row.party, bucket: buckets[at] ?? '' });
            expect((await behind(cell.toString())).totalCents).toBe(cents);
          }
        }
      }
  }, 240_000);

  it('keeps what was paid too much apart, under its own heading, and nets it with nothing', async () => {
    const { total } = await table('by=party');
    expect([total.totalCents, total.creditCents]).toEqual([open.chargeCents + 4_000, 700]);
    expect(await behind('by=party&side=credit')).toEqual({ cents: -700, totalCents: 0, creditCents: 700 });
    expect(await behind('by=party')).toMatchObject({ totalCents: open.chargeCents + 4_000, creditCents: 700 });
  });

  it('tells any past day as it stood then, and refuses one that is no day', async () => {
    const before = await table('on=2026-01-04');
    expect([before.on, before.rows, before.total.totalCents]).toEqual(['2026-01-04', [], 0]);
    expect((await read('/reports/aging?on=2026-02-30')).status).toBe(400);
    expect((await read('/reports/aging?base=birth')).status).toBe(400);
  });

  it('leaves as a sheet that runs nothing, as a workbook and as a picture', async () => {
    const csv = await read<string>('/reports/aging/export?format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toContain('attachment; filename="aging-payer-2026-01-05.csv"');
    expect(csv.text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(csv.text).not.toMatch(/(^|,|\n)"?[=@]/);
    const workbook = await read<string>('/reports/aging/export?format=xlsx');
    expect(workbook.text.slice(0, 2)).toBe('PK');
    const picture = await read<string>('/reports/aging/export?format=svg');
    expect(picture.headers.get('content-type')).toContain('image/svg+xml');
    expect(picture.text).toContain('&quot;');
    expect(picture.text).not.toContain('<script');
  });
});

describe('the aging of a Sunday', () => {
  it('is kept on the next morning from each base, and stands though a payer is renamed and claims are first billed later', async () => {
    const { org, within } = practice;
    await within((tx) =>
      tx.db.organization.update({ where: { id: org }, data: { businessAt: new Date('2026-03-02T11:00:00.000Z') } }),
    );
    const week = async (base: string) =>
      (await ask<Table>(api, 'GET', `/reports/aging/weeks/2026-03-01?base=${base}`, { token: supervisor })).body;
    expect(await week('service')).toMatchObject({ status: 404 });
    await advanceDayBook(practice.deps, { organizationId: org, subjectId: org, asked: true });
    const kept = await Promise.all(ageBases.map(week));
    expect(kept.map(({ on }) => on)).toEqual(['2026-03-01', '2026-03-01', '2026-03-01']);
    expect(kept[0]?.total.totalCents).toBeGreaterThan(0);
    const live = await ask<Table>(api, 'GET', '/reports/aging?on=2026-03-01', { token: supervisor });
    expect(kept[0]).toEqual(live.body);

    await within(async (tx) => {
      await tx.db.payer.updateMany({ where: { organizationId: org }, data: { name: 'RENAMED' } });
      await tx.db.claim.updateMany({ where: { organizationId: org }, data: { firstBilledOn: new Date('2026-02-28') } });
    });
    await advanceDayBook(practice.deps, { organizationId: org, subjectId: org, asked: true });
    expect(await Promise.all(ageBases.map(week))).toEqual(kept);
    const listed = await ask<{ items: { asOf: string; base: string; totalCents: number }[] }>(
      api,
      'GET',
      '/reports/aging/weeks',
      { token: supervisor },
    );
    expect(listed.body.items.map(({ asOf, base }) => `${asOf} ${base}`)).toEqual(
      [...ageBases].sort().map((base) => `2026-03-01 ${base}`),
    );
  });
});
