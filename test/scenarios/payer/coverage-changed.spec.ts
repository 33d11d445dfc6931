import { recordPatientPayment } from '../../../src/app/accounts/record-patient-payment.js';
import { askWriteOffs } from '../../../src/app/approvals/ask-write-offs.js';
import { decideApproval } from '../../../src/app/approvals/decide-approval.js';
import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { advanceDayBook } from '../../../src/app/clock/advance-day-book.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { askEligibility } from '../../../src/app/eligibility/ask-eligibility.js';
import { addDays, endOfMonth, plainDate, type PlainDate } from '../../../src/domain/dates/plain-date.js';
import type { Benefit } from '../../../src/edi/x12/270-271/eligibility-answer.js';
import { balanceOf, cas, claimRow, decision, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { benefit, ended, named } from '../money/a-coverage-answer.js';
import { answerLastInquiry, openOffice, remittanceFile, type Office } from '../money/an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const SUMMIT = { id: 'SBP07', name: 'SUMMIT BENEFIT PLANS' };
const MEDICAID = { id: 'OHMCD', name: 'OHIO MEDICAID' };
const fay = { id: 'fay', role: 'frontDesk' };
const sam = { id: 'sam', role: 'specialist' };
const mig = { id: 'mig', role: 'manager' };
const pia = { id: 'pia', role: 'poster' };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.rows("UPDATE payers SET payer_class = 'medicaid' WHERE payer_code = $1", [MEDICAID.id]);
}, 120_000);
afterAll(() => office?.stop());

const active = (...dates: Benefit['dates']): Benefit => benefit('1', { dates });

const ofUnion = (): Promise<OpenedClaim> =>
  openOne(office, (claim) => ({
    ...claim,
    payer: { ...claim.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'CI' },
  }));

/** The office asks once more, and the payer answers. */
async function asksAndHears(claim: OpenedClaim, ...benefits: Benefit[]): Promise<void> {
  expect(await askEligibility(office.deps, fay, office.org, claim.id)).toMatchObject({ ok: true });
  await office.work();
  await answerLastInquiry(office, benefits);
  await office.work();
}

/** A new claim comes in the morning of a new day: its batch closes in the evening only. */
async function inTheMorning(): Promise<OpenedClaim> {
  await office.goTo(addDays(office.today(), 1));
  await office.rows('UPDATE organizations SET business_at = $1 WHERE id = $2', [
    `${office.today()}T13:00:00Z`,
    office.org,
  ]);
  return ofUnion();
}

/** The answer to the question every new claim asks by itself. */
async function hears(...benefits: Benefit[]): Promise<void> {
  await office.work();
  await answerLastInquiry(office, benefits);
  await office.work();
}

async function nextDay(): Promise<void> {
  await office.goTo(addDays(office.today(), 1));
  await office.work();
}

const stateOf = async (claim: { id: string }) => (await claimRow(office, claim.id)).state;
const instead = async (claim: OpenedClaim) => {
  const [row] = await office.rows<{ id: string; claim_number: string; state: string; sequence: string }>(
    'SELECT id, claim_number, state, sequence FROM claims WHERE parent_claim_id = $1',
    [claim.id],
  );
  return row;
};
const openItems = (claim: OpenedClaim) =>
  office.rows<{ id: string; kind: string; facts: Record<string, unknown> }>(
    "SELECT id, kind, facts FROM work_items WHERE claim_id = $1 AND state = 'OPEN' ORDER BY kind",
    [claim.id],
  );
const kindsOf = async (claim: OpenedClaim) => (await openItems(claim)).map(({ kind }) => kind);
const sentFor = (claimNumber: string) => office.sent().filter((file) => file.includes(`CLM*${claimNumber}*`));
const changesOf = (claim: OpenedClaim) =>
  office.rows<{ changes: string[] }>(
    'SELECT s.changes FROM coverage_snapshots s JOIN claims c ON c.coverage_id = s.coverage_id WHERE c.id = $1 ORDER BY s.sequence',
    [claim.id],
  );
const toldTo = async (claim: OpenedClaim) =>
  (await office.rows("SELECT 1 FROM story_events WHERE subject_id = $1 AND type = 'coverageChanged'", [claim.id]))
    .length;
const answerItem = async (claim: OpenedClaim, outcome: string, fields: Record<string, string> = {}) => {
  const item = (await openItems(claim)).find(({ kind }) => kind === 'reviewCoverage');
  const done = await completeWorkItem(office.deps, fay, office.org, {
    workItemId: item?.id ?? '',
    outcome,
    fields: { note: 'spoke with the patient', ...fields },
  });
  expect(done).toMatchObject({ ok: true });
  await office.work();
};

describe('a coverage that ended before the visit', () => {
  it('sends an unsent claim to the plan the payer names instead; it never goes to the payer that ended', async () => {
    const claim = await inTheMorning();
    await hears(ended, named(SUMMIT, 'NEWMEMBER7'));
    await nextDay();
    const next = await instead(claim);
    expect([await stateOf(claim), next?.sequence, next?.state]).toEqual(['BILLED_NEXT', 'P', 'SUBMITTED']);
    expect(sentFor(claim.claimNumber)).toEqual([]);
    expect(sentFor(next?.claim_number ?? '')[0]).toContain('*MI*NEWMEMBER7~');
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(0);
    expect(await balanceOf(office, next?.id ?? '', 'receivable.payer')).toBe(claim.chargeCents);
    expect(await changesOf(claim)).toEqual([{ changes: ['ended', 'otherPayerFound'] }]);
    expect(await kindsOf(claim)).toEqual([]);
    const [decided] = await office.rows<{ because: string }>(
      "SELECT because FROM decisions WHERE subject_id = $1 AND because LIKE 'The coverage had ended%'",
      [claim.id],
    );
    expect(decided?.because).toContain('the claim goes to the coverage that was in force');
  }, 60_000);

  it('holds an unsent claim while nobody else is known; the patient’s other card sends it there', async () => {
    const claim = await inTheMorning();
    await hears(ended);
    expect([await stateOf(claim), (await claimRow(office, claim.id)).holdReason]).toEqual(['HOLD', 'eligibility']);
    expect(await kindsOf(claim)).toEqual(['reviewCoverage']);
    await answerItem(claim, 'billOther', { payerCode: SUMMIT.id, memberNumber: 'CARD5' });
    await nextDay();
    const next = await instead(claim);
    expect([await stateOf(claim), next?.state]).toEqual(['BILLED_NEXT', 'SUBMITTED']);
    expect(sentFor(next?.claim_number ?? '')[0]).toContain('*MI*CARD5~');
  }, 60_000);

  it('lets a held claim go as it is when the payer reinstates the coverage', async () => {
    const claim = await inTheMorning();
    await hears(ended);
    expect(await stateOf(claim)).toBe('HOLD');
    await nextDay();
    expect(await stateOf(claim)).toBe('HOLD');
    await asksAndHears(claim, active());
    await nextDay();
    expect(await stateOf(claim)).toBe('SUBMITTED');
    expect(await kindsOf(claim)).toEqual([]);
    const [row] = await office.rows<{ terms_on: string | null }>(
      'SELECT v.terms_on FROM coverages v JOIN claims c ON c.coverage_id = v.id WHERE c.id = $1',
      [claim.id],
    );
    expect(row?.terms_on).toBeNull();
  }, 60_000);

  it('leaves a claim its payer has to a person; billed elsewhere, the later CO-27 asks nobody any more', async () => {
    const claim = await inTheMorning();
    await hears(active());
    await nextDay();
    expect(await stateOf(claim)).toBe('SUBMITTED');
    await asksAndHears(claim, ended, named(SUMMIT, 'ONFILE3'));
    const [item] = await openItems(claim);
    expect(item).toMatchObject({ kind: 'reviewCoverage', facts: { otherOnFile: true } });
    expect(await stateOf(claim)).toBe('SUBMITTED');
    await answerItem(claim, 'billOther');
    expect([await stateOf(claim), (await instead(claim))?.sequence]).toEqual(['BILLED_NEXT', 'P']);
    await nextDay();
    const denied = decision(claim, { status: '4', adjustments: [cas('CO', '27', claim.chargeCents)] });
    await office.receive(remittanceFile({ payer: UNION, date: office.today(), claims: [denied] }));
    await office.work();
    const denials = await office.rows('SELECT state, outcome FROM denials WHERE claim_id = $1', [claim.id]);
    expect(denials).toEqual([{ state: 'RESOLVED', outcome: 'rebilled' }]);
    expect([await stateOf(claim), await kindsOf(claim)]).toEqual(['BILLED_NEXT', []]);
  }, 60_000);
});

describe('an answer that says what the last one said', () => {
  it('changes nothing: no event, no item, no second decision about it', async () => {
    const claim = await inTheMorning();
    await hears(active());
    await nextDay();
    await asksAndHears(claim, active());
    expect(await changesOf(claim)).toEqual([{ changes: [] }, { changes: [] }]);
    expect([await toldTo(claim), await kindsOf(claim)]).toEqual([0, []]);
  }, 60_000);
});

describe('Medicaid that covers the visit after all', () => {
  const share = 2_000;
  const paidByPatient = 800;

  it('is asked itself, then billed with the first payer’s decision, and the patient’s money is queued to go back', async () => {
    const claim = await inTheMorning();
    await hears(active());
    await nextDay();
    const paid = decision(claim, { adjustments: [cas('CO', '45', 500), cas('PR', '2', share)] });
    await office.receive(remittanceFile({ payer: UNION, date: office.today(), claims: [paid] }));
    await office.work();
    expect([await stateOf(claim), await balanceOf(office, claim.id, 'receivable.patient')]).toEqual([
      'PATIENT_RESP',
      share,
    ]);
    await recordPatientPayment(office.deps, pia, office.org, {
      accountId: claim.accountId,
      amountCents: paidByPatient,
      method: 'check',
      reference: '7',
      key: claim.id,
    });
    await office.work();
    await asksAndHears(claim, active(), named(MEDICAID, 'MCD44'));
    expect([await stateOf(claim), await instead(claim)]).toEqual(['PATIENT_RESP', undefined]);
    await answerLastInquiry(office, [active()]);
    await office.work();
    const next = await instead(claim);
    expect([await stateOf(claim), next?.sequence]).toEqual(['BILLED_NEXT', 'S']);
    expect(await balanceOf(office, claim.id, 'receivable.patient')).toBe(-paidByPatient);
    expect(await balanceOf(office, next?.id ?? '', 'receivable.payer')).toBe(share);
    const refunds = await office.rows(
      'SELECT owner, reason, state, amount_cents::int AS cents FROM refunds WHERE claim_id = $1',
      [claim.id],
    );
    expect(refunds).toEqual([{ owner: 'patient', reason: 'retroMedicaid', state: 'IDENTIFIED', cents: paidByPatient }]);
    const [filing] = await office.rows<{ rule: string; hard: PlainDate }>(
      "SELECT rule_id AS rule, hard_date::text AS hard FROM deadlines WHERE subject_id = $1 AND kind = 'timely-filing'",
      [next?.id],
    );
    expect(filing?.hard).toBe(addDays(office.today(), 90));
    const [owed] = await office.rows<{ owed: number }>(
      'SELECT coalesce(sum(greatest(amount_cents - paid_cents, 0)), 0)::int AS owed FROM responsibilitys WHERE claim_id = $1',
      [claim.id],
    );
    expect(owed?.owed).toBe(0);
    await nextDay();
    expect(sentFor(next?.claim_number ?? '')[0]).toContain('*MI*MCD44~');
  }, 90_000);
});

describe('Medicaid that covers a share we had given up already', () => {
  const pending = (claim: OpenedClaim, kind: string) =>
    office.rows<{ id: string; cents: number; code: string }>(
      `SELECT id, amount_cents::int AS cents, details ->> 'writeOffCode' AS code FROM approvals
        WHERE subject_id = $1 AND kind = $2 AND state = 'PENDING'`,
      [claim.id, kind],
    );
  const approve = async (claim: OpenedClaim, kind: string) => {
    const [row] = await pending(claim, kind);
    const approvalId = row?.id ?? '';
    const decided = await decideApproval(office.deps, mig, office.org, {
      approvalId,
      decision: 'approved',
      note: 'read',
    });
    expect(decided).toMatchObject({ ok: true });
    await office.work();
  };
  const dayBook = async () => {
    await advanceDayBook(office.deps, { organizationId: office.org, subjectId: office.org, asked: true });
    await office.work();
  };

  it('is billed at once; the write-off comes back when whoever may approve it agrees, and the patient gets theirs', async () => {
    const [share, paidByPatient] = [2_000, 800];
    const claim = await inTheMorning();
    await hears(active());
    await nextDay();
    const paid = decision(claim, { adjustments: [cas('CO', '45', 500), cas('PR', '2', share)] });
    await office.receive(remittanceFile({ payer: UNION, date: office.today(), claims: [paid] }));
    await office.work();
    await recordPatientPayment(office.deps, pia, office.org, {
      accountId: claim.accountId,
      amountCents: paidByPatient,
      method: 'check',
      reference: '8',
      key: claim.id,
    });
    await office.work();
    await askWriteOffs(office.deps, sam, office.org, { claimIds: [claim.id], writeOffCode: 'WO-BD', dryRun: false });
    await approve(claim, 'write-off');
    expect([await stateOf(claim), await balanceOf(office, claim.id, 'receivable.patient')]).toEqual([
      expect.stringMatching(/^CLOSED/) as string,
      0,
    ]);

    // The patient has another visit, at which the payer names Medicaid; what Medicaid answers concerns the closed claim too.
    await dayBook();
    const another = await openOne(office, (each) => ({
      ...each,
      payer: { ...each.payer, id: UNION.id, name: UNION.name },
      subscriber: { ...claim.source.subscriber, filingIndicator: 'CI' },
    }));
    expect((await claimRow(office, another.id)).patientId).toBe((await claimRow(office, claim.id)).patientId);
    await office.work();
    await asksAndHears(another, active(), named(MEDICAID, 'MCD45'));
    await dayBook();
    const always = { qualifier: '307', date: plainDate('2025-01-01'), through: plainDate('2026-12-31') };
    await answerLastInquiry(office, [active(always)]);
    await office.work();
    const next = await instead(claim);
    expect([await stateOf(claim), next?.sequence]).toEqual(['BILLED_NEXT', 'S']);
    const books = async () => ({
      badDebt: await balanceOf(office, claim.id, 'writeoff.WO-BD'),
      patient: await balanceOf(office, claim.id, 'receivable.patient'),
      medicaid: await balanceOf(office, next?.id ?? '', 'receivable.payer'),
    });
    expect(await books()).toEqual({ badDebt: share - paidByPatient, patient: -paidByPatient, medicaid: paidByPatient });
    expect((await pending(claim, 'write-off-reversal')).map(({ cents, code }) => [cents, code])).toEqual([
      [share - paidByPatient, 'WO-BD'],
    ]);
    await approve(claim, 'write-off-reversal');
    expect(await books()).toEqual({ badDebt: 0, patient: -paidByPatient, medicaid: share });
    const refunds = await office.rows('SELECT reason, amount_cents::int AS cents FROM refunds WHERE claim_id = $1', [
      claim.id,
    ]);
    expect(refunds).toEqual([{ reason: 'retroMedicaid', cents: paidByPatient }]);
  }, 120_000);
});

describe('premiums that are not paid', () => {
  it('in months two and three let the claim wait, and asked about again when they are paid', async () => {
    const claim = await inTheMorning();
    await hears(active());
    await nextDay();
    const served = plainDate((await claimRow(office, claim.id)).serviceFrom.toISOString().slice(0, 10));
    const paidThrough = endOfMonth(served, -2);
    await asksAndHears(claim, active({ qualifier: '343', date: paidThrough }));
    const followUp = async () =>
      (
        await office.rows<{ on: string }>(
          "SELECT safe_date::text AS on FROM deadlines WHERE subject_id = $1 AND kind = 'follow-up' AND closed_on IS NULL",
          [claim.id],
        )
      )[0]?.on;
    expect(await followUp()).toBe(endOfMonth(paidThrough, 3));
    await nextDay();
    await asksAndHears(claim, active());
    expect((await followUp()) ?? '').toMatch(/^2026-01/);
    expect(await stateOf(claim)).toBe('SUBMITTED');
  }, 60_000);
});

it('after all of this every invariant of the books holds', async () => {
  const broken = (await verifyBooks(office.deps, pia, office.org)).filter(({ holds }) => !holds);
  expect(broken.map(({ sentence }) => sentence)).toEqual([]);
});
