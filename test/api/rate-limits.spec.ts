import { randomUUID } from 'node:crypto';
import { ask, startApi, type TestApi } from './start-api.js';

const FAILURES = 5;
const REQUESTS = 20;
let api: TestApi;
let org: string;
beforeAll(async () => {
  api = await startApi({ RECLAIM_FAILURES_PER_MINUTE: `${FAILURES}`, RECLAIM_REQUESTS_PER_SECOND: `${REQUESTS}` });
  org = await api.organization();
}, 60_000);
afterAll(() => api.stop());

describe('a principal that asks without pause', () => {
  it('is told to wait, and holds up nobody else', async () => {
    const [busy, other] = [await api.token('specialist', org, 'busy'), await api.token('specialist', org, 'other')];
    const answers = await Promise.all(
      Array.from({ length: 10 * REQUESTS }, () => ask(api, 'GET', '/principal', { token: busy })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body['code']).toBe('rateLimited');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await ask(api, 'GET', '/principal', { token: other })).status).toBe(200);
  });
});

describe('an address that guesses', () => {
  it('is refused after a few wrong links, tokens and signatures, while the probes of an operator still answer', async () => {
    const guesses = [
      () => ask(api, 'GET', `/links/${'a'.repeat(43)}`),
      () => ask(api, 'GET', '/principal', { token: 'not-a-token' }),
      () => ask(api, 'POST', `/webhooks/${randomUUID()}/nobody`, { body: Buffer.from('{}') }),
    ];
    const seen: number[] = [];
    for (let n = 0; n < 4 * FAILURES; n += 1) seen.push((await guesses[n % guesses.length]!()).status);
    expect(seen.slice(0, FAILURES)).not.toContain(429);
    expect(new Set(seen.slice(FAILURES))).toEqual(new Set([429]));
    expect((await ask(api, 'GET', '/health/live')).status).toBe(200);
  });
});
