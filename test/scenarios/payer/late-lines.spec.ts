import { createHash } from 'node:crypto';
import { attachDocument, type AttachedKind } from '../../../src/app/documents/attach-document.js';
import { recordFilingException, type RecordFilingException } from '../../../src/app/claims/record-filing-exception.js';
import { verifyBooks } from '../../../src/app/books/verify-books.js';
import { plainDate, type PlainDate } from '../../../src/domain/dates/plain-date.js';
import { sumCents } from '../../../src/domain/money.js';
import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import { readX12 } from '../../../src/edi/x12/read.js';
import { balanceOf, claimRow, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, type Office } from '../money/an-office.js';
import { claimHears, openWork } from './story-days.js';

const sam = { id: 'sam', role: 'specialist' };
const LATE = plainDate('2024-12-20'); // its year ended on 20 December 2025
const RECENT = plainDate('2025-12-01');

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.rows("UPDATE payers SET payer_class = 'medicare'");
}, 120_000);
afterAll(() => office?.stop());

let serial = 0;
/** One line a day given, all with the procedure and charge of the drawn claim's first line. */
const linesOn =
  (...days: readonly PlainDate[]) =>
  (claim: Claim837): Claim837 => {
    const [first] = claim.lines;
    if (!first) throw new Error('a claim without lines');
    const lines = days.map((day, at) => ({ ...first, number: at + 1, serviceFrom: day, serviceThrough: day }));
    serial += 1;
    return {
      ...claim,
      claimNumber: `${claim.claimNumber}-${serial}`,
      lines,
      chargeCents: sumCents(lines.map((line) => line.chargeCents)),
    };
  };

async function claimsSent(): Promise<Claim837[]> {
  const claims: Claim837[] = [];
  for (const text of office.sent()) {
    const bytes = (async function* one() {
      yield new TextEncoder().encode(text);
    })();
    for await (const items of readX12(bytes, { allow: { allowTestUsage: true } }))
      for (const item of items) if (item.kind === 'claim') claims.push(item.claim);
  }
  return claims;
}
const sentAs = async (claimNumber: string): Promise<Claim837[]> =>
  (await claimsSent()).filter((claim) => claim.claimNumber === claimNumber);

/** The claim that the untimely lines of another one got. */
async function splitFrom(claim: OpenedClaim): Promise<{ id: string; claimNumber: string; state: string }> {
  const [row] = await office.rows<{ id: string; claimNumber: string; state: string }>(
    `SELECT id, claim_number AS "claimNumber", state FROM claims WHERE state_facts->>'splitFrom' = $1`,
    [claim.id],
  );
  if (!row) throw new Error('no lines were split off');
  return row;
}
const deadlinesOf = (claimId: string) =>
  office.rows<{ hard: string; rule: string; source: string; open: boolean }>(
    `SELECT hard_date::text AS hard, rule_id AS rule, source, closed_on IS NULL AS open FROM deadlines
      WHERE subject_id = $1 AND kind = 'timely-filing' ORDER BY created_on, hard_date`,
    [claimId],
  );
const pdf = (text: string): AsyncIterable<Uint8Array> =>
  (async function* one() {
    yield new TextEncoder().encode(`%PDF-1.7\n${text}`);
  })();
async function attached(claimId: string, kind: AttachedKind, text: string): Promise<string> {
  const stored = await attachDocument(office.deps, sam, office.org, { claimId, kind, bytes: pdf(text) });
  if (!stored.ok) throw new Error(stored.problem.detail);
  return stored.value.documentId;
}
const record = (wish: Omit<RecordFilingException, 'note'>) =>
  recordFilingException(office.deps, sam, office.org, { ...wish, note: 'Read in the letter' });
const refusal = async (wish: Omit<RecordFilingException, 'note'>): Promise<string> => {
  const answer = await record(wish);
  return answer.ok ? 'not refused' : `${answer.problem.code}: ${answer.problem.detail}`;
};

describe('a Medicare claim of which one line is past its year', () => {
  it('is parted before it is sent: the timely lines leave as one claim, the late line is kept and a lead is asked', async () => {
    const claim = await openOne(office, linesOn(RECENT, LATE, RECENT));
    await office.work();
    await office.goTo('2026-01-06');
    await office.work();
    const [sent, ...more] = await sentAs(claim.claimNumber);
    expect(more).toEqual([]);
    expect(sent?.lines.map((line) => [line.serviceFrom, line.lineControl])).toEqual([
      [RECENT, `${claim.claimNumber}-1`],
      [RECENT, `${claim.claimNumber}-2`],
    ]);
    expect(sent?.chargeCents).toBe((claim.chargeCents * 2) / 3);

    const off = await splitFrom(claim);
    expect([off.state, await sentAs(off.claimNumber)]).toEqual(['HOLD', []]);
    const work = await openWork(office, off.id);
    expect(work.map(({ kind, role }) => [kind, role])).toEqual([
      ['decideUntimelyLines', 'lead'],
      ['missedTimelyFiling', 'lead'],
    ]);
    expect(work[0]?.facts).toMatchObject({ fromClaim: claim.claimNumber, hardDate: '2025-12-20' });
  }, 60_000);

  it('keeps its books whole: each claim has the charges of its lines, and its own last day to file', async () => {
    const claim = await openOne(office, linesOn(LATE, RECENT));
    await office.work();
    const off = await splitFrom(claim);
    const half = claim.chargeCents / 2;
    expect([
      await balanceOf(office, claim.id, 'receivable.payer'),
      await balanceOf(office, off.id, 'receivable.payer'),
      await balanceOf(office, off.id, 'revenue.charges'),
    ]).toEqual([half, half, -half]);
    const checks = await verifyBooks(office.deps, { id: 'lena', role: 'lead' }, office.org);
    expect(checks.filter((check) => !check.holds)).toEqual([]);
    const open = (await deadlinesOf(claim.id)).filter((row) => row.open);
    expect(open.map((row) => row.hard)).toEqual(['2026-12-01']);
    expect((await deadlinesOf(off.id)).map((row) => [row.hard, row.open])).toEqual([['2025-12-20', true]]);
  }, 60_000);

  it('is not parted when every line is late, nor when every line is in time', async () => {
    const late = await openOne(office, linesOn(LATE, LATE));
    const timely = await openOne(office, linesOn(RECENT, RECENT));
    await office.work();
    await expect(splitFrom(late)).rejects.toThrow('no lines were split off');
    await expect(splitFrom(timely)).rejects.toThrow('no lines were split off');
  }, 60_000);
});

describe('a Medicare claim of which every line is past its year', () => {
  it('is not sent by itself: a lead is asked, and it leaves only when the lead sends it all the same', async () => {
    const claim = await openOne(office, linesOn(LATE, LATE));
    await office.work();
    await office.goTo('2026-01-06');
    await office.work();
    expect([(await claimRow(office, claim.id)).state, await sentAs(claim.claimNumber)]).toEqual(['HOLD', []]);
    const work = await openWork(office, claim.id);
    expect(work.map(({ kind, role }) => [kind, role])).toEqual([
      ['decideUntimelyLines', 'lead'],
      ['missedTimelyFiling', 'lead'],
    ]);
    await claimHears(office, claim, 'holdReleased', { note: 'The clinic wants the denial on paper' });
    await office.work();
    await office.goTo('2026-01-07');
    await office.work();
    expect(await sentAs(claim.claimNumber)).toHaveLength(1);
  }, 60_000);
});

describe('an exception to Medicare’s year (42 CFR 424.44(b))', () => {
  it('is a new last day with its citation: six months from the notice, to the month’s end, and the lines go out', async () => {
    const claim = await openOne(office, linesOn(RECENT, LATE));
    await office.work();
    const off = await splitFrom(claim);
    const documentId = await attached(off.id, 'filingException', 'Entitlement back to 1 November 2024');
    const on = plainDate('2025-11-12');
    const answer = await record({ claimId: off.id, kind: 'retroactiveEntitlement', on, documentId });
    expect(answer).toMatchObject({ ok: true, value: { citation: '42 CFR 424.44(b)(2)', hardDate: '2026-05-31' } });
    await office.work();
    expect(await deadlinesOf(off.id)).toEqual([
      { hard: '2025-12-20', rule: 'timely-filing.medicare', source: '42 CFR 424.44', open: false },
      { hard: '2026-05-31', rule: 'filing-exception-months.medicare', source: '42 CFR 424.44(b)(2)', open: true },
    ]);
    expect(await openWork(office, off.id)).toEqual([]);
    await office.goTo('2026-01-07');
    await office.work();
    const [sent] = await sentAs(off.claimNumber);
    // CLM20: the delay lies in how eligibility was decided.
    expect([sent?.lines.map((line) => line.serviceFrom), sent?.delayReason]).toEqual([[LATE], '8']);
  }, 60_000);

  it('is refused without its document, and with one of another claim or of another kind', async () => {
    const claim = await openOne(office, linesOn(LATE, LATE));
    const other = await openOne(office, linesOn(LATE, LATE));
    const on = plainDate('2025-11-12');
    const wish = { claimId: claim.id, kind: 'administrativeError', on } as const;
    const precise =
      'documentMissing: 42 CFR 424.44(b)(1) needs the notice that the error or misrepresentation of CMS or its ' +
      'contractor is corrected: attach it to this claim as filingException first';
    expect(await refusal(wish)).toBe(precise);
    expect(await refusal({ ...wish, documentId: await attached(other.id, 'filingException', 'a') })).toBe(precise);
    expect(await refusal({ ...wish, documentId: await attached(claim.id, 'record', 'a') })).toBe(precise);
    expect((await claimRow(office, claim.id)).contentVersion).toBe(1);
  });

  it('is refused when the extension is over, brings nothing, or rests on a recoupment that came too early', async () => {
    const claim = await openOne(office, linesOn(LATE, LATE));
    const documentId = await attached(claim.id, 'filingException', 'b');
    const ask = (kind: RecordFilingException['kind'], on: string) =>
      refusal({ claimId: claim.id, kind, on: plainDate(on), documentId });
    expect(await ask('administrativeError', '2025-05-02')).toContain('the extension itself ended on 2025-11-30');
    expect(await ask('administrativeError', '2026-03-01')).toContain('still to come');
    expect(await ask('administrativeError', '2024-12-01')).toContain('older than the service');
    expect(await ask('medicaidRecoupment', '2025-06-19')).toContain('a recoupment counts from 2025-06-20 on');
    const recent = await openOne(office, linesOn(RECENT, RECENT));
    const letter = await attached(recent.id, 'filingException', 'c');
    const early = { claimId: recent.id, kind: 'retroactiveEntitlement', on: RECENT, documentId: letter } as const;
    expect(await refusal(early)).toContain('filing is open until 2026-12-01 without it');
  });

  it('of a disaster lasts until the day the waiver names, and the payer reads why the claim is late', async () => {
    const claim = await openOne(office, linesOn(LATE, LATE));
    await office.work();
    const on = plainDate('2025-12-22');
    const wish = { claimId: claim.id, kind: 'disaster', on } as const;
    expect(await refusal({ ...wish, until: plainDate('2026-02-28') })).toBe(
      'documentMissing: TF4, disaster waiver needs the waiver that names the disaster, the places and the last day to file: ' +
        'attach it to this claim as filingException first',
    );
    const documentId = await attached(claim.id, 'filingException', 'The flood of December, until 28 February');
    expect(await refusal({ ...wish, documentId })).toContain('name the last day to file');
    const answer = await record({ ...wish, documentId, until: plainDate('2026-02-28') });
    expect(answer).toMatchObject({ ok: true, value: { citation: 'TF4, disaster waiver', hardDate: '2026-02-28' } });
    await office.work();
    expect((await deadlinesOf(claim.id)).filter((row) => row.open)).toEqual([
      { hard: '2026-02-28', rule: 'filing-exception-by-document.default', source: 'TF4, disaster waiver', open: true },
    ]);
    await office.goTo('2026-01-08');
    await office.work();
    expect((await sentAs(claim.claimNumber)).map((sent) => sent.delayReason)).toEqual(['15']);
  }, 60_000);

  it('rests on bytes that are kept: the same letter twice is one document, found by its hash', async () => {
    const claim = await openOne(office, linesOn(LATE, LATE));
    const documentId = await attached(claim.id, 'filingException', 'The plan took its payment back');
    expect(await attached(claim.id, 'filingException', 'The plan took its payment back')).toBe(documentId);
    const [row] = await office.rows<{ sha256: string }>('SELECT sha256 FROM documents WHERE id = $1', [documentId]);
    const bytes = '%PDF-1.7\nThe plan took its payment back';
    expect(row?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});
