import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workflowId } from '../../src/contracts/workflow-ids.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { Benefit } from '../../src/edi/x12/270-271/eligibility-answer.js';
import { claimRow, openOne, type OpenedClaim, type Practice } from '../app/a-practice.js';
import { until } from '../races/two-apis.js';
import { benefit, ended, named } from '../scenarios/money/a-coverage-answer.js';
import { answerLastInquiry } from '../scenarios/money/an-office.js';
import { startProduct, type RunningProduct } from './running-product.js';
import { ask, type TestApi } from './start-api.js';

const SUMMIT = { id: 'SBP07', name: 'SUMMIT BENEFIT PLANS' };
const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };

let api: TestApi;
let practice: Practice;
let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
  ({ api, practice } = product);
}, 200_000);
afterAll(() => product?.stop(), 60_000);

const ofUnion = (): Promise<OpenedClaim> =>
  openOne(practice, (claim) => ({
    ...claim,
    payer: { ...claim.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'CI' },
  }));

const questions = (): number => {
  const out = join(api.config.dataDir, practice.org, 'out');
  const names = existsSync(out) ? readdirSync(out) : [];
  return names.filter((name) => name.startsWith('270')).length;
};

/** The claim's story has asked by itself; the payer's 271 comes in by upload, as a clearinghouse's does. */
async function hears(asked: number, ...benefits: Benefit[]): Promise<void> {
  await until(async () => questions() === asked, 'the story asks about coverage');
  const receive = async (text: string): Promise<string> => {
    const token = await api.token('integration', practice.org);
    const stored = await ask(api, 'POST', '/files', { token, body: Buffer.from(text) });
    if (stored.status !== 201) throw new Error(`${stored.status} ${stored.text}`);
    return String(stored.body['fileId']);
  };
  await answerLastInquiry(
    { deps: api.deps, org: practice.org, today: () => plainDate('2026-01-05'), receive },
    benefits,
  );
}

const over = async (
  method: 'GET' | 'POST',
  claim: OpenedClaim,
  body?: unknown,
  role: 'frontDesk' | 'auditor' = 'frontDesk',
) =>
  ask(api, method, `/claims/${claim.id}/payer-order`, {
    token: await api.token(role, practice.org),
    ...(body !== undefined && { body }),
  });
const orderOf = async (claim: OpenedClaim): Promise<{ coverageId: string; payerName: string; source: string }[]> =>
  (await over('GET', claim)).body['policies'] as never;

describe('a claim’s story that runs on the server', () => {
  it('hears that the coverage had ended before the visit, and the payer in force has the claim', async () => {
    const claim = await ofUnion();
    await hears(1, ended, named(SUMMIT, 'OTHER8'));
    await until(
      async () => (await claimRow(practice, claim.id)).state === 'BILLED_NEXT',
      'the claim is billed instead',
    );
    const instead = await practice.within((tx) =>
      tx.db.claim.findFirst({ where: { organizationId: practice.org, id: { not: claim.id } } }),
    );
    const payer = await practice.within((tx) =>
      tx.db.payer.findUniqueOrThrow({
        where: { organizationId_id: { organizationId: practice.org, id: instead?.payerId ?? '' } },
      }),
    );
    expect(payer.payerCode).toBe(SUMMIT.id);
    const story = api.deps.temporal.workflow.getHandle(workflowId('claim', practice.org, instead?.id ?? ''));
    await until(async () => (await claimRow(practice, instead?.id ?? '')).state === 'READY', 'its own story goes on');
    expect((await story.describe()).status.name).toBe('RUNNING');
    await until(async () => questions() === 2, 'the payer in force is asked about its own coverage');
    const events = await practice.within((tx) =>
      tx.db.storyEvent.findMany({
        where: { organizationId: practice.org, subjectId: claim.id, type: 'coverageChanged' },
      }),
    );
    expect(events.map(({ facts }) => (facts as { follows?: string }).follows)).toEqual(['rebill']);
  }, 200_000);
});

describe('the order of a patient’s payers, over HTTP', () => {
  it('is seen, and set by the front desk with a reason; nobody else sets it', async () => {
    const asked = questions() + 1;
    const claim = await ofUnion();
    await hears(asked, benefit('1'), named(SUMMIT, 'OTHER8', 'SEP'));
    await until(async () => (await orderOf(claim)).length === 2, 'the second policy is on file');
    const [union, summit] = await orderOf(claim);
    expect([union?.payerName, union?.source, summit?.payerName, summit?.source]).toEqual([
      UNION.name,
      'claim',
      SUMMIT.name,
      'payer',
    ]);
    const order = [summit?.coverageId, union?.coverageId];
    expect((await over('POST', claim, { order, why: 'x' }, 'auditor')).status).toBe(403);
    expect([
      (await over('POST', claim, { order })).status,
      (await orderOf(claim)).map((each) => each.payerName),
    ]).toEqual([400, [UNION.name, SUMMIT.name]]);
    const set = await over('POST', claim, { order, why: 'court decree on file' });
    expect([set.status, set.body]).toEqual([200, { order, rule: 'a person’s order', source: 'court decree on file' }]);
    expect((await orderOf(claim)).map(({ payerName, source }) => [payerName, source])).toEqual([
      [SUMMIT.name, 'hand'],
      [UNION.name, 'hand'],
    ]);
  }, 200_000);
});
