import { randomUUID } from 'node:crypto';
import type { Deps } from '../../src/app/deps.js';
import { verifyBooks } from '../../src/app/books/verify-books.js';
import { planAhead, planStretch, planStretches } from '../../src/app/remittances/plan-ahead.js';
import { postRemittance, postWithin } from '../../src/app/remittances/post-remittance.js';
import { lockRemittance } from '../../src/app/remittances/remittance-to-post.js';
import type { Tx } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { generate837 } from '../../src/edi/x12/837p/generate-837.js';
import type { RemittanceClaim } from '../../src/edi/x12/835/remittance.js';
import { seededRandom } from '../../src/edi/x12/seeded-numbers.js';
import {
  balanceOf,
  cas,
  decision,
  foundPractice,
  foundPracticeIn,
  openOne,
  post,
  stage,
  takenBack,
  tellClaim,
  type OpenedClaim,
  type Practice,
} from './a-practice.js';
import { pictureOf } from './picture-of-books.js';

const DEEP = process.env['RECLAIM_TEST_DEEP'] === '1';
const SEEDS = DEEP ? 25 : 2;
const FIRST_SEED = Number(process.env['RECLAIM_SEED'] ?? 1);
const CLAIMS = 14;
const ON = plainDate('2026-01-05');
/** Small stretches, so that a short remittance has several. */
const TOGETHER = 4;

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

/** The same with every remittance planned ahead, however small. */
const planning = ({ deps }: Practice): Deps => ({ ...deps, config: { ...deps.config, planAheadAbove: 0 } });
const about = (remittanceId: string, { org }: Practice = practice) => ({ organizationId: org, remittanceId });
const plansOf = (remittanceId: string, { within, org }: Practice = practice) =>
  within(async (tx) => ({
    stretches: await tx.db.postingPlan.count({ where: { organizationId: org, remittanceId } }),
    rows: await tx.db.postingPlanRows.count({ where: { organizationId: org, remittanceId } }),
  }));
const plansIn = (tx: Tx, remittanceId: string) =>
  tx.db.postingPlan.findMany({
    where: { organizationId: practice.org, remittanceId },
    orderBy: { firstOrdinal: 'asc' },
  });
const NOTHING = { stretches: 0, rows: 0 };
const postingsOf = (remittanceId: string) =>
  practice.within((tx) => tx.db.posting.count({ where: { organizationId: practice.org, sourceId: remittanceId } }));
/** What payer and patient still owe of a claim: its coinsurance, when it is posted once. */
const openOf = async ({ id }: OpenedClaim): Promise<number> =>
  (await balanceOf(practice, id, 'receivable.payer')) + (await balanceOf(practice, id, 'receivable.patient'));
const brokenBooks = async ({ deps, org }: Practice) =>
  (await verifyBooks(deps, { id: 'test', role: 'admin' }, org)).filter(({ holds }) => !holds);

/** Claims of one payer: a remittance is about its payer's claims. */
const sources: readonly Claim837[] = (() => {
  const { claims } = generate837({
    seed: 90_001,
    claims: 30 * CLAIMS,
    firstServiceDate: plainDate('2025-12-01'),
    dependentPercent: 0,
    returningPercent: 0,
  });
  return claims.filter(({ payer }) => payer.id === claims[0]?.payer.id).slice(0, CLAIMS);
})();

const paid = (claim: OpenedClaim, shareCents = 1_000): RemittanceClaim =>
  decision(claim, { adjustments: [cas('CO', '45', 2_000), cas('PR', '2', shareCents)] });
const allPaid = (claims: readonly OpenedClaim[]): RemittanceClaim[] => claims.map((claim) => paid(claim));

async function openSome(of: Practice, count: number): Promise<OpenedClaim[]> {
  const opened: OpenedClaim[] = [];
  for (const source of sources.slice(0, count))
    opened.push(await openOne(of, () => ({ ...source, claimNumber: randomUUID().slice(0, 8) })));
  return opened;
}

describe('a remittance that is planned before it is posted', () => {
  it('locks none of its claims while it is planned, and writes nothing into the books', async () => {
    const claims = await openSome(practice, 3);
    const id = await stage(practice, { payerId: claims[0]!.payerId, on: ON, claims: allPaid(claims) });
    await practice.within(async (tx) => {
      await tx.db.$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${practice.org}::uuid FOR UPDATE`;
      await planStretches(practice.deps, about(id));
    });
    expect(await plansOf(id)).toMatchObject({ stretches: 1 });
    expect(await postingsOf(id)).toBe(0);
    await postRemittance(practice.deps, about(id));
    expect(await postingsOf(id)).toBe(3);
    expect(await plansOf(id)).toEqual(NOTHING);
  });

  it('posts by the new books when the books of a claim change before it is published', async () => {
    const claims = await openSome(practice, 6);
    const [changed, other] = [claims[0]!, claims[5]!];
    const id = await stage(practice, { payerId: changed.payerId, on: ON, claims: allPaid(claims) });
    await planStretches(practice.deps, { ...about(id), together: TOGETHER });
    await post(practice, { payerId: changed.payerId, on: ON, claims: [paid(changed)] });
    await postRemittance(practice.deps, about(id));
    const items = await practice.within((tx) =>
      tx.db.unpostedItem.findMany({ where: { organizationId: practice.org, remittanceId: id } }),
    );
    // Planned as the first decision about the claim, published as the second.
    expect(items.map(({ kind, place }) => [kind, place])).toEqual([['decidedTwice', 'clp:1:decidedTwice']]);
    expect(await openOf(other)).toBe(1_000);
    expect(await brokenBooks(practice)).toEqual([]);
  });

  it('is posted on the day of its posting, though it was planned the evening before', async () => {
    const claims = await openSome(practice, 2);
    const id = await stage(practice, { payerId: claims[0]!.payerId, on: ON, claims: allPaid(claims) });
    await planStretches(practice.deps, about(id));
    await practice.within((tx) =>
      tx.db.organization.update({
        where: { id: practice.org },
        data: { businessAt: new Date('2026-01-06T15:00:00Z') },
      }),
    );
    await postRemittance(practice.deps, about(id));
    const days = await practice.within((tx) =>
      tx.db.posting.findMany({ where: { organizationId: practice.org, sourceId: id }, select: { postedOn: true } }),
    );
    expect(days.map(({ postedOn }) => postedOn?.toISOString().slice(0, 10))).toEqual(['2026-01-06', '2026-01-06']);
  });
});

describe('a process that dies', () => {
  it('between two stretches leaves a plan that the next one completes and publishes once', async () => {
    const claims = await openSome(practice, 10);
    const id = await stage(practice, { payerId: claims[0]!.payerId, on: ON, claims: allPaid(claims) });
    await planStretch(practice.deps, about(id), { first: 1, last: TOGETHER });
    await planStretches(practice.deps, { ...about(id), together: TOGETHER });
    expect(await plansOf(id)).toMatchObject({ stretches: 3 });
    expect(await postRemittance(practice.deps, about(id))).toEqual({ became: 'posted' });
    expect(await postRemittance(planning(practice), about(id))).toEqual({ became: 'repeat' });
    expect(await postingsOf(id)).toBe(10);
    expect(await plansOf(id)).toEqual(NOTHING);
  });

  it('after a part was planned loses nothing to whoever posts it then', async () => {
    const claims = await openSome(practice, 10);
    const id = await stage(practice, { payerId: claims[0]!.payerId, on: ON, claims: allPaid(claims) });
    await planStretch(practice.deps, about(id), { first: 5, last: 8 });
    await postRemittance(practice.deps, about(id));
    expect(await postingsOf(id)).toBe(10);
    for (const claim of claims) expect(await openOf(claim)).toBe(1_000);
  });

  it('while everything is written has written nothing, and the plans are still there', async () => {
    const claims = await openSome(practice, 5);
    const id = await stage(practice, { payerId: claims[0]!.payerId, on: ON, claims: allPaid(claims) });
    const bprIs = (paymentCents: number) =>
      practice.within((tx) =>
        tx.db.remittance.update({
          where: { organizationId_id: { organizationId: practice.org, id } },
          data: { paymentCents },
        }),
      );
    const right = allPaid(claims).reduce((sum, { paidCents }) => sum + paidCents, 0);
    await bprIs(right + 1);
    await expect(postRemittance(planning(practice), about(id))).rejects.toThrow('BPR02');
    expect(await postingsOf(id)).toBe(0);
    expect(await plansOf(id)).toMatchObject({ stretches: 1 });
    await bprIs(right);
    await postRemittance(planning(practice), about(id));
    expect(await postingsOf(id)).toBe(5);
  });
});

describe('two processes with one remittance', () => {
  it('plan it twice and post it once', async () => {
    const claims = await openSome(practice, 9);
    const id = await stage(practice, { payerId: claims[0]!.payerId, on: ON, claims: allPaid(claims) });
    const deps = planning(practice);
    const became = await Promise.all([1, 2, 3].map(() => postRemittance(deps, about(id))));
    expect(became.map((each) => each.became).sort()).toEqual(['posted', 'repeat', 'repeat']);
    expect(await postingsOf(id)).toBe(9);
    await planAhead(deps, about(id));
    expect(await plansOf(id)).toEqual(NOTHING);
    expect(await brokenBooks(practice)).toEqual([]);
  });

  it('keep no plan of it while the other one publishes, and none afterwards', async () => {
    const claims = await openSome(practice, 8);
    const id = await stage(practice, { payerId: claims[0]!.payerId, on: ON, claims: allPaid(claims) });
    await planStretch(practice.deps, about(id), { first: 1, last: TOGETHER });
    const slower = await practice.within(async (tx) => {
      await postWithin(practice.deps, tx, id);
      const planning = planStretch(practice.deps, about(id), { first: TOGETHER + 1, last: 2 * TOGETHER });
      await Promise.race([planning, somebodyWaits()]);
      return { planning };
    });
    await slower.planning;
    expect(await plansOf(id)).toEqual(NOTHING);
    expect(await postingsOf(id)).toBe(8);
  });

  it('drop no plan that the other one is about to publish', async () => {
    const claims = await openSome(practice, 8);
    const id = await stage(practice, { payerId: claims[0]!.payerId, on: ON, claims: allPaid(claims) });
    await planStretches(practice.deps, { ...about(id), together: TOGETHER });
    const plans = await practice.within((tx) => plansIn(tx, id));
    await post(practice, { payerId: claims[0]!.payerId, on: ON, claims: [paid(claims[0]!)] });
    const slower = await practice.within(async (tx) => {
      await lockRemittance(tx, id);
      const planning = planStretches(practice.deps, { ...about(id), together: TOGETHER });
      await Promise.race([planning, somebodyWaits()]);
      // The first plan is stale by now, and still there.
      expect(await plansIn(tx, id)).toEqual(plans);
      await postWithin(practice.deps, tx, id);
      return { planning };
    });
    await slower.planning;
    expect(await plansOf(id)).toEqual(NOTHING);
    for (const claim of claims.slice(1)) expect(await openOf(claim)).toBe(1_000);
  });
});

/** Until a statement of this practice waits for a lock on a row. */
async function somebodyWaits(): Promise<void> {
  for (let waiting = 0; waiting === 0;) {
    const [row] = await practice.within(
      (tx) => tx.db.$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'
           AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`,
    );
    waiting = row?.waiting ?? 0;
  }
}

/** CLPs drawn for claims by their place, the same for two practices; `decided` remembers what may be taken back. */
function drawClaims(
  random: () => number,
  decided: Map<number, (claim: OpenedClaim) => RemittanceClaim>,
): ((claims: readonly OpenedClaim[]) => RemittanceClaim)[] {
  const drawn: ((claims: readonly OpenedClaim[]) => RemittanceClaim)[] = [];
  const below = (count: number): number => Math.floor(random() * count);
  const decide = (at: number, make: (claim: OpenedClaim) => RemittanceClaim): void => {
    decided.set(at, make);
    drawn.push((claims) => make(claims[at]!));
  };
  for (let count = 6 + below(8); count > 0; count -= 1) {
    const at = below(CLAIMS);
    const share = 100 * (1 + below(30));
    const control = `ICN${at}-${drawn.length}-${share}`;
    const kind = below(10);
    const before = decided.get(at);
    if (kind <= 2) decide(at, (claim) => ({ ...paid(claim, share), payerControlNumber: control }));
    else if (kind === 3)
      decide(at, (claim) =>
        decision(claim, {
          status: '4',
          payerControlNumber: control,
          adjustments: [cas('CO', '50', claim.chargeCents)],
        }),
      );
    else if (kind === 4)
      decide(at, (claim) =>
        decision(claim, { payerControlNumber: control, adjustments: [cas('CO', '16', share), cas('CO', '45', 500)] }),
      );
    else if (kind === 5 && before) {
      drawn.push((claims) => takenBack(before(claims[at]!)));
      decide(at, (claim) => ({ ...paid(claim, share), payerControlNumber: control }));
    } else if (kind === 6 && before) {
      drawn.push((claims) => takenBack(before(claims[at]!)));
      decided.delete(at);
    } else if (kind === 7) drawn.push((claims) => ({ ...paid(claims[at]!), claimNumber: `NOT${at}X${share}` }));
    else if (kind === 8) drawn.push((claims) => ({ ...paid(claims[at]!, share), status: '25' }));
    else
      decide(at, (claim) =>
        decision(claim, { payerControlNumber: control, adjustments: [cas('PR', '1', share), cas('OA', '23', 300)] }),
      );
  }
  return drawn;
}

describe('random remittances', () => {
  it.each(Array.from({ length: SEEDS }, (_, at) => FIRST_SEED + at))(
    'leave the same books, events, items and audit whether planned ahead or not: seed %i',
    async (seed) => {
      const random = seededRandom(seed);
      const aPractice = async (): Promise<Practice> => ({ ...practice, ...(await foundPracticeIn(practice.deps)) });
      const [atOnce, ahead] = [await aPractice(), await aPractice()];
      const claimsOf = new Map([
        [atOnce, await openSome(atOnce, CLAIMS)],
        [ahead, await openSome(ahead, CLAIMS)],
      ]);
      const ids = new Map<Practice, string[]>([
        [atOnce, []],
        [ahead, []],
      ]);
      const decided = new Map<number, (claim: OpenedClaim) => RemittanceClaim>();
      for (let round = 0; round < 4; round += 1) {
        const drawn = drawClaims(random, decided);
        const between = drawClaims(random, decided).slice(0, 2);
        const told = [0, 1, 2].map(() => Math.floor(random() * CLAIMS));
        for (const office of [atOnce, ahead]) {
          const claims = claimsOf.get(office)!;
          const payerId = claims[0]!.payerId;
          const id = await stage(office, { payerId, on: ON, claims: drawn.map((make) => make(claims)) });
          if (office === ahead) await planStretches(office.deps, { ...about(id, office), together: TOGETHER });
          // While it waits for its publication, another one posts and some stories go on.
          const other = await post(office, { payerId, on: ON, claims: between.map((make) => make(claims)) });
          if (round % 2 === 0) await tellClaim(office, claims[told[0]!]!);
          await postRemittance(office.deps, about(id, office));
          ids.get(office)!.push(id, other);
          for (const at of told) await tellClaim(office, claims[at]!);
        }
      }
      const [expected, found] = [await pictureOf(atOnce, ids.get(atOnce)!), await pictureOf(ahead, ids.get(ahead)!)];
      expect(found).toEqual(expected);
      expect(expected['postings']!.length).toBeGreaterThan(20);
      expect(await brokenBooks(ahead)).toEqual([]);
    },
    120_000,
  );
});
