import { cas, dear, decision, foundPracticeIn, openOne, post, type Practice } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

interface Trends {
  readonly months: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly denials: number;
    readonly deniedCents: number;
    readonly centsByMonth: readonly number[];
  }[];
  readonly total: { readonly denials: number; readonly open: number; readonly recoveryBp: number | null };
}
interface Figures {
  readonly on: string;
  readonly figures: readonly { readonly name: string; readonly value?: number; readonly formula: string }[];
  readonly months: readonly { readonly month: string; readonly claimsDecided: number; readonly claimsDenied: number }[];
}

let api: TestApi;
let practice: Practice;
let supervisor: string;

/** Three claims decided in January: two denied for missing information, one paid. */
beforeAll(async () => {
  api = await startApi();
  practice = { ...(await foundPracticeIn(api.deps)), adminUrl: api.services.adminUrl, stop: api.stop };
  supervisor = await api.token('supervisor', practice.org);
  for (const denied of [true, true, false]) {
    const claim = await openOne(practice, dear);
    const adjustments = denied ? [cas('CO', '16', 40_000)] : [];
    await post(practice, { payerId: claim.payerId, claims: [decision(claim, { adjustments })] });
  }
}, 120_000);
afterAll(() => api?.stop());

const read = <T>(path: string, token = supervisor) => ask<T>(api, 'GET', path, { token });

describe('what a supervisor reads over the months', () => {
  it('shows which CARC costs the money, in words, month by month', async () => {
    const { status, body } = await read<Trends>('/reports/denials?by=carc&from=2025-12-01&to=2026-02-28');
    expect(status).toBe(200);
    expect(body.months).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(body.rows).toHaveLength(1);
    expect(body.rows[0]).toMatchObject({ key: '16', denials: 2, deniedCents: 80_000, centsByMonth: [0, 80_000, 0] });
    expect(body.rows[0]?.label).toMatch(/^16 Claim\/service lacks information/);
    expect(body.total).toMatchObject({ denials: 2, open: 2, recoveryBp: null });
  });

  it('foots by every group, and leaves out what was denied outside the period', async () => {
    for (const by of ['payer', 'carc', 'category', 'owner', 'provider']) {
      const { body } = await read<Trends>(`/reports/denials?by=${by}`);
      expect(body.months.at(-1)).toBe('2026-01');
      expect(body.months).toHaveLength(12);
      expect(body.rows.reduce((sum, { deniedCents }) => sum + deniedCents, 0)).toBe(80_000);
    }
    const { body } = await read<Trends>('/reports/denials?from=2025-01-01&to=2025-12-31');
    expect([body.rows, body.total.denials]).toEqual([[], 0]);
  });

  it('says what is wrong with a period that ends before it begins, or never ends', async () => {
    const backwards = await read<{ detail: string }>('/reports/denials?from=2026-02-01&to=2026-01-01');
    expect([backwards.status, backwards.body.detail]).toEqual([
      400,
      expect.stringContaining('begins on 2026-02-01, after its last day 2026-01-01'),
    ]);
    expect((await read('/reports/denials?from=1900-01-01')).status).toBe(400);
  });

  it('measures the office with formula and target', async () => {
    const { status, body } = await read<Figures>('/reports/key-figures');
    expect(status).toBe(200);
    const denialRate = body.figures.find(({ name }) => name === 'initialDenialRate');
    expect(denialRate).toMatchObject({ value: 66.7, target: '≤ 8 %' });
    expect(body.months.find(({ month }) => month === '2026-01')).toMatchObject({ claimsDecided: 3, claimsDenied: 2 });
  });

  it('hands both out as sheets and pictures that load nothing', async () => {
    const csv = await read<string>('/reports/denials/export?format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.body).toMatch(/^carc,denials,denied,open,recovered/);
    expect(csv.body).toContain('all,2,800.00,2,0,0');
    const svg = await read<string>('/reports/denials/export?format=svg&by=payer');
    expect(svg.headers.get('content-type')).toContain('image/svg+xml');
    expect(svg.body).toContain('2 denials');
    const page = await read<string>('/reports/key-figures/export?format=html');
    expect(page.body.match(/<svg /g)).toHaveLength(5);
    expect(page.body).not.toMatch(/src=|href=|NaN|undefined/);
    expect((await read<string>('/reports/key-figures/export?format=csv')).body).toContain(
      'Initial denial rate,66.7,percent',
    );
  });

  it('keeps the office to those who lead it: a specialist sees denials, not the key figures', async () => {
    const specialist = await api.token('specialist', practice.org);
    expect((await read('/reports/denials', specialist)).status).toBe(200);
    expect((await read('/reports/key-figures', specialist)).status).toBe(403);
  });
});
