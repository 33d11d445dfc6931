import { advanceDayBook } from '../../../src/app/clock/advance-day-book.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { reserveWorkItem } from '../../../src/app/work-items/reserve-work-item.js';
import type { Benefit } from '../../../src/edi/x12/270-271/eligibility-answer.js';
import { openOne, type OpenedClaim } from '../../app/a-practice.js';
import { answerLastInquiry, openOffice, type Office } from '../money/an-office.js';

interface Asked {
  readonly id: string;
  readonly name: string;
}
const UNION: Asked = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const SUMMIT: Asked = { id: 'SBP07', name: 'SUMMIT BENEFIT PLANS' };
const BLUE_RIVER: Asked = { id: 'BRH01', name: 'BLUE RIVER HEALTH' };
const HEARTLAND: Asked = { id: 'HAD15', name: 'HEARTLAND ADVANTAGE' };
const lee = { id: 'lee', role: 'lead' };
const nothing = { refs: [], dates: [], rejections: [], messages: [], conditions: [], entities: [], unmodelled: [] };
const active: Benefit = { ...nothing, ordinal: 1, information: '1', serviceTypes: ['30'] };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.stop(), 120_000);

/** A claim whose patient's coverage the payer is asked about before it leaves, on the day it is. */
async function asked(payer: Asked): Promise<OpenedClaim> {
  const claim = await openOne(office, (each) => ({
    ...each,
    payer: { ...each.payer, id: payer.id, name: payer.name },
    subscriber: { ...each.subscriber, filingIndicator: 'CI' },
  }));
  await office.work();
  return claim;
}

/** The day book's turn; 12:00 UTC is 07:00 in the East in winter. */
async function morning(date: string, time = '10:00'): Promise<{ wakeReason: string; wakeAt: string }> {
  await office.goTo(date, time);
  await advanceDayBook(office.deps, { organizationId: office.org, subjectId: office.org, asked: true });
  const [story] = await office.rows<{ wakeReason: string; wakeAt: Date }>(
    `SELECT wake_reason AS "wakeReason", next_wake_at AS "wakeAt" FROM stories WHERE kind = 'day-book'`,
  );
  return { wakeReason: story?.wakeReason ?? '', wakeAt: story?.wakeAt.toISOString() ?? '' };
}

const missing = ({ name }: Asked) =>
  office.rows<{ id: string; state: string; outcome: string | null; queue: string; facts: Record<string, unknown> }>(
    `SELECT id, state, outcome, queue, facts FROM work_items
      WHERE kind = 'answersMissing' AND facts ->> 'payer' = $1 ORDER BY opened_on`,
    [name],
  );

async function settle(id: string, outcome: string, fields: Record<string, string>): Promise<void> {
  const reserved = await reserveWorkItem(office.deps, lee, office.org, { workItemId: id });
  if (!reserved.ok) throw new Error(reserved.problem.detail);
  const done = await completeWorkItem(office.deps, lee, office.org, { workItemId: id, outcome, fields });
  if (!done.ok) throw new Error(done.problem.detail);
}

describe('an answer about coverage that does not come', () => {
  it('is due at 07:00 Eastern time of the next business day; then one item names payer, day and people, and ends with the answers', async () => {
    await office.goTo('2026-01-09', '15:00'); // a Friday
    await asked(UNION);
    expect(await morning('2026-01-10')).toMatchObject({ wakeReason: 'a day begins' });
    expect(await morning('2026-01-12')).toEqual({
      wakeReason: 'answers about coverage are due',
      wakeAt: '2026-01-12T12:00:00.000Z',
    });
    expect(await missing(UNION)).toEqual([]);

    expect(await morning('2026-01-12', '12:00')).toMatchObject({ wakeReason: 'a day begins' });
    const facts = { payer: UNION.name, askedOn: '2026-01-09', through: '2026-01-09', people: 1 };
    expect(await missing(UNION)).toMatchObject([
      {
        state: 'OPEN',
        queue: 'edi',
        facts: {
          ...facts,
          dueAt: '2026-01-12T12:00:00.000Z',
          rules: 'eligibility-answer-business-days.default v1, eligibility-answer-hour.default v1',
        },
      },
    ]);

    await answerLastInquiry(office, [active]);
    expect(await missing(UNION)).toMatchObject([{ state: 'CANCELLED', outcome: 'cancelled: the answers came' }]);
  }, 180_000);

  it('never fills the queue: the same item counts the people of the days after', async () => {
    await office.goTo('2026-01-16', '15:00');
    await asked(SUMMIT);
    await asked(SUMMIT);
    await morning('2026-01-21');
    await asked(SUMMIT);
    await morning('2026-01-23');
    expect(await missing(SUMMIT)).toMatchObject([
      { state: 'OPEN', facts: { askedOn: '2026-01-16', through: '2026-01-21', people: 3 } },
    ]);
    await answerLastInquiry(office, [active]);
    expect(await missing(SUMMIT)).toMatchObject([{ state: 'OPEN', facts: { people: 2 } }]);
  }, 180_000);

  it('is asked about once: what a person settled stays settled, and a later day opens the next item', async () => {
    await office.goTo('2026-01-23', '15:00');
    await asked(BLUE_RIVER);
    await morning('2026-01-27');
    const [item] = await missing(BLUE_RIVER);
    await settle(item?.id ?? '', 'ticketOpened', { counterparty: 'Clearinghouse', note: 'Ticket 4711' });
    await morning('2026-01-28');
    expect(await missing(BLUE_RIVER)).toMatchObject([{ state: 'COMPLETED', outcome: 'ticketOpened' }]);

    await asked(BLUE_RIVER);
    await morning('2026-01-30');
    expect(await missing(BLUE_RIVER)).toMatchObject([
      { state: 'COMPLETED' },
      { state: 'OPEN', facts: { askedOn: '2026-01-28', people: 1 } },
    ]);
  }, 180_000);

  it('is not waited for where the payer answers none, by rule', async () => {
    await office.rows(
      `INSERT INTO payer_rules (id, organization_id, rule_id, version, key, value, source, authority, payer_key,
                                effective_from, state, proposed_by, proposed_on)
       SELECT gen_random_uuid(), $1, 'eligibility-answer-business-days.payer-none', 1, 'eligibilityAnswerBusinessDays', '0',
              'The payer takes no 270', 'payer', 'none', '2026-01-01', 'ACTIVE', 'sue', '2026-01-05'`,
      [office.org],
    );
    await office.rows(`UPDATE payers SET rule_key = 'none' WHERE payer_code = $1`, [HEARTLAND.id]);
    await office.goTo('2026-01-30', '15:00');
    await asked(HEARTLAND);
    await asked(UNION);
    await morning('2026-02-03');
    expect(await missing(HEARTLAND)).toEqual([]);
    expect(await missing(UNION)).toMatchObject([{ state: 'CANCELLED' }, { state: 'OPEN', facts: { people: 1 } }]);
  }, 180_000);
});
