import type { Tx } from '../../src/db/in-transaction.js';
import { cancelWorkItems } from '../../src/app/stories/cancel-work-items.js';
import { recordEvent, type Facts } from '../../src/app/stories/record-event.js';
import { verifyBooks } from '../../src/app/books/verify-books.js';
import { denialStates } from '../../src/domain/appeals/denial-state.js';
import { lostWhenMissed } from '../../src/domain/appeals/denial-turn.js';
import { claimStates } from '../../src/domain/claims/claim-state.js';
import { addDays, plainDate, type PlainDate } from '../../src/domain/dates/plain-date.js';
import { cents } from '../../src/domain/money.js';
import { workItemCatalog } from '../../src/domain/work-items/catalog.js';
import { seededRandom } from '../../src/edi/x12/seeded-numbers.js';
import {
  cas,
  dear,
  decision,
  denialsOf,
  foundPractice,
  openOne,
  post,
  takenBack,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from './a-practice.js';

const ORDERS = Number(process.env['RECLAIM_CASES'] ?? (process.env['RECLAIM_TEST_DEEP'] === '1' ? 150 : 4));
const FIRST_SEED = Number(process.env['RECLAIM_SEED'] ?? 1);
const DAY_ONE = plainDate('2026-01-05');
/** After these days nothing more is heard and the stories wake by themselves. */
const SILENCE_DAYS = 60;
const MOST_WAKES = 150;

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  console.log(`${ORDERS} claims, seeds ${FIRST_SEED} to ${FIRST_SEED + ORDERS - 1}`);
}, 120_000);
afterAll(() => practice?.stop());

type Draw = <T>(from: readonly T[]) => T;

/** What may be heard about a claim at any time, whether it makes sense then or not. */
const aboutClaim = (on: PlainDate): readonly (readonly [type: string, facts?: Facts])[] => [
  ['submitted', { batchId: 'b', date: on }],
  ['payerAccepted', { receiptDate: on, payerClaimNumber: 'ICN1' }],
  ['payerRejected', { categories: ['A7'] }],
  ['batchRejected', { level: '999', codes: ['R'] }],
  ['claimStatusAnswered', { category: 'P1', statusCode: '20', date: on }],
  ['claimStatusAnswered', { category: 'R4', statusCode: '287', date: on }],
  ['claimStatusAnswered', { category: 'D0', statusCode: '35', date: on }],
  ['claimStatusAnswered', { category: 'F1', statusCode: '65', date: on }],
  ['holdPlaced', { reason: 'coding' }],
  ['holdReleased'],
  ['claimCorrected', { note: 'mended' }],
  ['documentsSent', { channel: 'fax', confirmation: 'F-1' }],
  ['payerPromised', { promisedDate: addDays(on, 10) }],
];
const aboutDenial = (on: PlainDate): readonly (readonly [type: string, facts?: Facts])[] => [
  ['correctionChosen'],
  ['correctionPrepared'],
  ['correctionSubmitted', { date: on, frequency: '7' }],
  ['correctionRejected'],
  ['appealChosen'],
  ['packetReady'],
  ['packetBuilt', { documentId: '00000000-0000-4000-8000-000000000001' }],
  ['appealFiled', { channel: 'portal', confirmation: 'P-1' }],
  ['appealDecided', { decision: 'favorable', decisionDate: on }],
  ['appealDecided', { decision: 'unfavorable', decisionDate: on }],
  ['appealCancelled'],
  ['documentsChosen'],
  ['documentsSent', { channel: 'fax', confirmation: 'F-1' }],
  ['reprocessingExpected'],
  ['otherPayerChosen'],
  ['otherPayerNotFound'],
  ['writeOffProposed'],
  ['writeOffRefused'],
];
const decisions = (claim: OpenedClaim) => [
  decision(claim),
  decision(claim, { adjustments: [cas('CO', '16', claim.chargeCents)] }),
  decision(claim, { adjustments: [cas('CO', '50', claim.chargeCents)] }),
  decision(claim, { adjustments: [cas('CO', '252', claim.chargeCents)], remarks: ['M127'] }),
  decision(claim, { adjustments: [cas('CO', '197', 40_000)] }),
  decision(claim, { adjustments: [cas('CO', '45', 2_000)] }),
  decision(claim, { adjustments: [cas('PR', '1', 2_500)], patientResponsibilityCents: cents(2_500) }),
  takenBack(decision(claim)),
];

const within: Practice['within'] = (work) => practice.within(work);
const itIs = (instant: Date): Promise<unknown> =>
  within((tx) => tx.db.organization.update({ where: { id: practice.org }, data: { businessAt: instant } }));
const noonOf = (day: PlainDate): Date => new Date(`${day}T15:00:00Z`);

/** Work whose outcome is this event is done when it is heard, as if somebody had finished it. */
const doneBy = (type: string): string[] =>
  Object.entries(workItemCatalog)
    .filter(([, rule]) => Object.values(rule.outcomes).some((outcome) => (outcome.event as string) === type))
    .map(([kind]) => kind);

/** One claim with its denials, told whenever something is heard and on every day its stories wanted to wake. */
class Life {
  private wakes = 0;

  constructor(
    private readonly claim: OpenedClaim,
    private readonly draw: Draw,
  ) {}

  async tellAll(): Promise<void> {
    await tellClaim(practice, this.claim);
    for (const { id } of await denialsOf(practice, this.claim.id)) await tellDenial(practice, id);
    await tellClaim(practice, this.claim);
  }

  async hear(on: PlainDate): Promise<void> {
    const denials = (await denialsOf(practice, this.claim.id)).filter(({ state }) => state !== 'RESOLVED');
    const about = this.draw(['claim', 'claim', 'payer', ...(denials.length > 0 ? ['denial', 'denial', 'denial'] : [])]);
    if (about === 'payer') {
      const decided = this.draw(decisions(this.claim));
      await post(practice, { payerId: this.claim.payerId, on, claims: [decided] });
    } else {
      const denial = about === 'denial' ? this.draw(denials) : undefined;
      const [type, facts = {}] = this.draw(denial ? aboutDenial(on) : aboutClaim(on));
      const subjectId = denial?.id ?? this.claim.id;
      await within(async (tx) => {
        await cancelWorkItems(tx, { subjectId, kinds: doneBy(type), why: type });
        await recordEvent(tx, { story: denial ? 'appeal' : 'claim', subjectId, type, facts });
      });
    }
    await this.tellAll();
  }

  /** Every wake its stories asked for until this day, in their order. */
  async wakeUntil(last: PlainDate): Promise<void> {
    for (;;) {
      const subjects = [this.claim.id, ...(await denialsOf(practice, this.claim.id)).map(({ id }) => id)];
      const next = await within((tx) =>
        tx.db.story.findFirst({
          where: {
            organizationId: practice.org,
            subjectId: { in: subjects },
            closedAt: null,
            nextWakeAt: { lte: noonOf(last) },
          },
          orderBy: { nextWakeAt: 'asc' },
        }),
      );
      if (!next?.nextWakeAt) return;
      if ((this.wakes += 1) > MOST_WAKES) throw new Error(`${next.kind} wakes again and again: ${next.waitingFor}`);
      await itIs(next.nextWakeAt);
      await this.tellAll();
      await this.mustStand();
    }
  }

  /** No state outside the lifecycles, nothing open without its next day, nothing unheard, no last day passed that nobody was asked about. */
  async mustStand(): Promise<void> {
    const found = await within(async (tx) => {
      const { organizationId, at } = tx;
      const claim = await tx.db.claim.findUniqueOrThrow({
        where: { organizationId_id: { organizationId, id: this.claim.id } },
      });
      const denials = await tx.db.denial.findMany({ where: { organizationId, claimId: claim.id } });
      const subjects = [claim.id, ...denials.map(({ id }) => id)];
      const stories = await tx.db.story.findMany({
        where: { organizationId, subjectId: { in: subjects }, closedAt: null },
      });
      const asleep = stories.filter(({ nextWakeAt }) => !nextWakeAt || nextWakeAt.toISOString().slice(0, 10) < at.date);
      const unheard = await tx.db.storyEvent.count({
        where: { organizationId, subjectId: { in: subjects }, handledAt: null },
      });
      const kinds = ['timely-filing', ...lostWhenMissed];
      const missed = await tx.db.$queryRaw<{ kind: string }[]>`
        SELECT d.kind FROM deadlines d
         WHERE d.organization_id = ${organizationId}::uuid AND d.subject_id = ANY(${subjects}::uuid[]) AND d.kind = ANY(${kinds})
           AND coalesce(d.closed_how, '') <> 'superseded' AND d.hard_date < coalesce(d.closed_on, ${at.date}::date)
           AND d.created_on <= d.hard_date -- a last day that was past before anybody chose this way is no day we missed
           AND NOT EXISTS (SELECT 1 FROM work_items w WHERE w.organization_id = d.organization_id
                             AND w.subject_id IN (d.subject_id, ${claim.id}::uuid) AND w.opened_on <= d.hard_date
                             AND coalesce(w.closed_on, 'infinity') >= d.safe_date)`;
      return {
        states: [claim.state, ...denials.map(({ state }) => state)].filter(
          (state) => ![...claimStates, ...denialStates].some((known) => known === state),
        ),
        withoutNextDay: claim.closedOn === null && (claim.nextActionOn === null || claim.nextAction === ''),
        asleep: asleep.map(({ kind, state }) => `${kind} ${state}`),
        unheard,
        missed: missed.map(({ kind }) => kind),
        ...(missed.length > 0 && { story: await lifeOf(tx, subjects) }),
      };
    });
    expect(found).toEqual({ states: [], withoutNextDay: false, asleep: [], unheard: 0, missed: [] });
  }
}

/** What was decided, for whoever reads a failure. */
const lifeOf = async (tx: Tx, subjects: readonly string[]): Promise<string[]> =>
  (
    await tx.db.decision.findMany({
      where: { organizationId: tx.organizationId, subjectId: { in: [...subjects] } },
      orderBy: { sequence: 'asc' },
    })
  ).map(
    ({ decidedOn, fromState, toState, because }) =>
      `${decidedOn.toISOString().slice(0, 10)} ${fromState} → ${toState}: ${because}`,
  );

async function live(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const draw: Draw = (from) => from[Math.floor(random() * from.length)] as (typeof from)[number];
  await itIs(noonOf(DAY_ONE));
  const life = new Life(await openOne(practice, draw([dear, undefined])), draw);
  await life.tellAll();
  let on = DAY_ONE;
  const length = 3 + Math.floor(random() * 9);
  for (let heard = 0; heard < length; heard += 1) {
    on = addDays(on, Math.floor(random() * 30));
    await life.wakeUntil(on);
    await itIs(noonOf(on));
    await life.hear(on);
    await life.mustStand();
  }
  await life.wakeUntil(addDays(on, SILENCE_DAYS));
}

describe('a claim and its denials, whatever is heard about them and in whatever order', () => {
  it('stand in a state that exists, have their next day, and miss no last day that nobody was asked about', async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + ORDERS; seed += 1)
      await live(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
    const checks = await verifyBooks(practice.deps, { id: 'lena', role: 'lead' }, practice.org);
    expect(checks.filter((check) => !check.holds)).toEqual([]);
  }, 3_600_000);
});
