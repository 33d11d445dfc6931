import { randomUUID } from 'node:crypto';
import { cas, dear, decision, denialsOf, openOne, post, tellClaim, type Practice } from '../app/a-practice.js';
import { until } from '../races/two-apis.js';
import { startProduct, type RunningProduct } from './running-product.js';
import { ask, type TestApi } from './start-api.js';

let api: TestApi;
let practice: Practice;
let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
  ({ api, practice } = product);
}, 120_000);
afterAll(() => product?.stop(), 60_000);

const levelsOf = (denialId: string) =>
  practice.within((tx) => tx.db.appealLevel.findMany({ where: { organizationId: practice.org, denialId } }));

describe('a supervisor, over HTTP, on a story that runs', () => {
  it('withdraws an appeal once; the story goes on with a person, and a stranger or a specialist cannot', async () => {
    const claim = await openOne(practice, dear);
    await tellClaim(practice, claim);
    await post(practice, {
      payerId: claim.payerId,
      claims: [decision(claim, { adjustments: [cas('CO', '50', 40_000)] })],
    });
    const [denial] = await denialsOf(practice, claim.id);
    if (!denial) throw new Error('no denial was born');
    await until(async () => (await levelsOf(denial.id))[0]?.state === 'DRAFTING', 'an appeal is being drafted');
    const cancel = async (role: 'supervisor' | 'specialist', org = practice.org) =>
      ask(api, 'POST', `/denials/${denial.id}/cancel-appeal`, {
        token: await api.token(role, org),
        body: { reason: 'the contract manager settles it' },
        key: randomUUID(),
      });

    expect((await cancel('specialist')).status).toBe(403);
    expect((await cancel('supervisor', await api.organization())).status).toBe(404);
    const cancelled = await cancel('supervisor');
    expect([cancelled.status, cancelled.body]).toMatchObject([200, { command: 'cancelAppeal' }]);
    await until(async () => (await levelsOf(denial.id))[0]?.state === 'WITHDRAWN', 'the story withdrew it');
    const again = await cancel('supervisor');
    expect([again.status, again.body['code']]).toEqual([409, 'commandRefused']);
    const audit = await practice.within((tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: practice.org, subjectId: denial.id, role: 'supervisor' } }),
    );
    expect(audit.length).toBeGreaterThan(0);
  }, 60_000);
});
