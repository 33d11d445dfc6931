import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { addDays } from '../../../src/domain/dates/plain-date.js';
import { claimRow, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { benefit } from '../money/a-coverage-answer.js';
import { answerLastInquiry, openOffice, type Office } from '../money/an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const fay = { id: 'fay', role: 'frontDesk' };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.stop(), 120_000);

const active = benefit('1');

async function openInTheMorning(): Promise<OpenedClaim> {
  await office.goTo(addDays(office.today(), 1));
  const at = [`${office.today()}T13:00:00Z`, office.org];
  await office.rows('UPDATE organizations SET business_at = $1 WHERE id = $2', at);
  const claim = await openOne(office, (each) => ({
    ...each,
    payer: { ...each.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...each.subscriber, filingIndicator: 'CI' },
  }));
  await office.work();
  return claim;
}

const asked = async (claim: OpenedClaim) =>
  (await office.rows('SELECT 1 FROM eligibility_checks WHERE claim_id = $1', [claim.id])).length;
const open = (claim: OpenedClaim) =>
  office.rows<{ id: string; kind: string; facts: Record<string, unknown> }>(
    "SELECT id, kind, facts FROM work_items WHERE claim_id = $1 AND state = 'OPEN'",
    [claim.id],
  );
const nextDay = async () => {
  await office.goTo(addDays(office.today(), 1));
  await office.work();
};

describe('a payer that refuses to answer about coverage', () => {
  it('because it cannot now (42, before it looked at the patient) is asked again the next business day, by nobody’s hand', async () => {
    const claim = await openInTheMorning();
    await answerLastInquiry(office, [], { payer: { valid: 'N', reason: '42', followUp: 'R' } });
    await office.work();
    const [ladder] = await office.rows<{ rule: string }>(
      "SELECT rule_id AS rule FROM deadlines WHERE subject_id = $1 AND kind = 'eligibility-retry' AND closed_on IS NULL",
      [claim.id],
    );
    expect([ladder?.rule, await asked(claim), await open(claim)]).toEqual(['eligibility-retries.default', 1, []]);
    await nextDay();
    await nextDay();
    await nextDay();
    expect(await asked(claim)).toBe(2);
    await answerLastInquiry(office, [active]);
    await office.work();
    expect(await open(claim)).toEqual([]);
  }, 120_000);

  it('because the member id is wrong (72) is a person’s work, which names the field; mended, the payer is asked anew', async () => {
    const claim = await openInTheMorning();
    await answerLastInquiry(office, [], { subscriber: { valid: 'N', reason: '72', followUp: 'C' } });
    await office.work();
    const [item] = await open(claim);
    expect(item).toMatchObject({ kind: 'fixEligibility', facts: { field: 'member id', code: '72' } });
    expect((await claimRow(office, claim.id)).state).toBe('HOLD');
    const done = await completeWorkItem(office.deps, fay, office.org, {
      workItemId: item?.id ?? '',
      outcome: 'corrected',
      fields: { note: 'as on the card' },
      corrections: { memberId: 'CARD77' },
    });
    expect(done).toMatchObject({ ok: true });
    await office.work();
    expect([await asked(claim), (await claimRow(office, claim.id)).state]).toEqual([2, 'READY']);
    await nextDay();
    expect(office.sent().find((file) => file.includes(`CLM*${claim.claimNumber}*`))).toContain('*MI*CARD77~');
  }, 120_000);
});
