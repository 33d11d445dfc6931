import { broken, rehearse, segments, type Rehearsed } from './rehearse.js';

let office: Rehearsed;
beforeAll(async () => {
  office = await rehearse(['heldUntilSafeDate', 'heldForCoding'], 58);
}, 200_000);
afterAll(() => office?.stop());

const filing = async (scenario: string) =>
  (
    await office.rows<{ hard: string; safe: string; closed: string }>(
      `SELECT hard_date::text AS hard, safe_date::text AS safe, closed_on::text AS closed FROM deadlines WHERE subject_id = $1 AND kind = 'timely-filing'`,
      [office.claimOf(scenario).id],
    )
  )[0];
const sentOn = async (scenario: string) =>
  (
    await office.rows<{ on: string }>('SELECT sent_on::text AS on FROM submissions WHERE claim_id = $1', [
      office.claimOf(scenario).id,
    ])
  ).map(({ on }) => on);

describe('a claim held for the minimum billing days', () => {
  it('is taken out of the batch it waited in: nothing of a held claim leaves', async () => {
    const [first = ''] = office.sent('837');
    expect(segments(first, 'CLM').join()).not.toContain(office.claimOf('heldUntilSafeDate').number);
    expect(
      await office.rows(`SELECT why FROM audit_entries WHERE action = 'claim.withdraw' AND subject_id = $1`, [
        office.claimOf('heldUntilSafeDate').id,
      ]),
    ).toEqual([{ why: 'held before its batch was sent' }]);
  });

  it('is released by the filing clock at the safe date, sent that day and accepted in time', async () => {
    const deadline = await filing('heldUntilSafeDate');
    expect(await sentOn('heldUntilSafeDate')).toEqual([deadline?.safe]);
    expect(deadline && deadline.closed <= deadline.hard).toBe(true);
  });

  it('was shown to a lead 30 days ahead; the item is cancelled when the clock acts', async () => {
    expect(
      await office.rows(
        `SELECT role, state, facts->>'reason' AS reason FROM work_items WHERE kind = 'releaseHold' AND claim_id = $1`,
        [office.claimOf('heldUntilSafeDate').id],
      ),
    ).toEqual([{ role: 'lead', state: 'CANCELLED', reason: 'minimumBillDays' }]);
  });
});

describe('a claim held for a coding query', () => {
  it('is never released by the clock: a lead gets it at once when less than 30 days are left, and decides', async () => {
    expect(
      await office.rows(
        `SELECT role, outcome, opened_on::text AS opened, facts->>'reason' AS reason FROM work_items WHERE kind = 'releaseHold' AND claim_id = $1`,
        [office.claimOf('heldForCoding').id],
      ),
    ).toEqual([{ role: 'lead', outcome: 'release', opened: '2026-01-05', reason: 'codingQuery' }]);
    const events = await office.rows(
      `SELECT type FROM story_events WHERE subject_id = $1 AND type LIKE 'hold%' ORDER BY sequence`,
      [office.claimOf('heldForCoding').id],
    );
    expect(events).toEqual([{ type: 'holdPlaced' }, { type: 'holdReleased' }]);
  });

  it('is sent once, long before its hard date', async () => {
    const deadline = await filing('heldForCoding');
    expect(await sentOn('heldForCoding')).toEqual(['2026-01-05']);
    expect(deadline && deadline.closed < deadline.safe).toBe(true);
  });
});

it('pays both and misses no deadline', () => {
  expect(office.report.claims).toMatchObject({ imported: 2, submitted: 2, accepted: 2, paid: 2, open: 0 });
  expect(office.report.money).toMatchObject({ openCents: 0, ledgerSumCents: 0 });
  expect(office.mails()).toEqual([]);
  expect(broken(office.invariants)).toEqual({});
});
