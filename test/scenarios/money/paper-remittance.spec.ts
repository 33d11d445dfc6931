import { storeScan } from '../../../src/app/documents/store-scan.js';
import { changeOfficeSettings } from '../../../src/app/organizations/office-settings.js';
import { importRemittances } from '../../../src/app/remittances/import-remittances.js';
import { keyRemittance, type KeyRemittance } from '../../../src/app/remittances/key-remittance.js';
import { postRemittance } from '../../../src/app/remittances/post-remittance.js';
import { getRemittance } from '../../../src/app/remittances/remittances.queries.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import type { KeyedClaim } from '../../../src/edi/x12/835/keyed-remittance.js';
import { balanceOf, claimRow, decision, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const pia = { id: 'pia', role: 'poster' };
const pete = { id: 'pete', role: 'poster' };
const manager = { id: 'mo', role: 'manager' };
const date = plainDate('2026-01-05');

let office: Office;
let scanId: string;
beforeAll(async () => {
  office = await openOffice();
  scanId = await scan('%PDF-1.7 a scan of checks');
}, 120_000);
afterAll(() => office?.stop());

async function scan(text: string): Promise<string> {
  const stored = await storeScan(office.deps, pia, office.org, once(text));
  if (!stored.ok) throw new Error(stored.problem.code);
  return stored.value.scanId;
}
async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
const ofUnion = (): Promise<OpenedClaim> =>
  openOne(office, (claim) => ({
    ...claim,
    payer: { ...claim.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'CI' },
  }));
/** As the paper prints it: paid but for a fee-schedule reduction and the patient's copay. */
const printed = (claim: OpenedClaim, over: Partial<KeyedClaim> = {}): KeyedClaim => ({
  claimNumber: claim.claimNumber,
  status: '1',
  chargeCents: claim.chargeCents,
  paidCents: claim.chargeCents - 2_500,
  patientResponsibilityCents: 1_500,
  payerControlNumber: `P${claim.claimNumber}`,
  adjustments: [
    { group: 'CO', carc: '45', amountCents: 1_000 },
    { group: 'PR', carc: '3', amountCents: 1_500 },
  ],
  lines: [],
  ...over,
});
const paper = (claim: OpenedClaim, checkNumber: string, claims: readonly KeyedClaim[]): KeyRemittance => ({
  payerId: claim.payerId,
  scanId,
  checkNumber,
  paymentDate: date,
  paymentCents: claims.reduce((sum, each) => sum + each.paidCents, 0),
  claims,
  providerAdjustments: [],
});
/** Keys it and lets the file's story read and post it; returns the remittance. */
async function key(remittance: KeyRemittance, by = pia) {
  const keyed = await keyRemittance(office.deps, by, office.org, remittance);
  if (!keyed.ok) throw new Error(`${keyed.problem.code}: ${keyed.problem.detail}`);
  const file = { organizationId: office.org, fileId: keyed.value.fileId };
  const { remittanceIds } = await importRemittances(office.deps, file);
  for (const remittanceId of remittanceIds)
    await postRemittance(office.deps, { organizationId: office.org, remittanceId });
  await office.work();
  const [row] = await office.rows<{ id: string; state: string }>(
    'SELECT id, state FROM remittances WHERE file_id = $1',
    [file.fileId],
  );
  if (!row) throw new Error('no remittance was read from it');
  return row;
}
const limit = (keyedRemittanceCheckCents: number) =>
  changeOfficeSettings(office.deps, manager, office.org, { keyedRemittanceCheckCents });

describe('an explanation of benefits on paper', () => {
  it('posts as the 835 of the same payment would: cash, contract and the patient’s copay', async () => {
    await limit(10_000_000);
    const claim = await ofUnion();
    const { id, state } = await key(paper(claim, '70001', [printed(claim)]));
    expect(state).toBe('POSTED');
    const accounts = ['cash.clearing', 'writeoff.WO-CON', 'receivable.patient', 'receivable.payer'];
    const balances = await Promise.all(accounts.map((account) => balanceOf(office, claim.id, account)));
    expect(balances).toEqual([claim.chargeCents - 2_500, 1_000, 1_500, 0]);
    expect((await claimRow(office, claim.id)).state).toBe('PATIENT_RESP');
    const detail = await getRemittance(office.deps, pia, office.org, id);
    expect(detail).toMatchObject({ ok: true, value: { keyedBy: 'pia', scanId, trace: '70001', method: 'CHK' } });
  });

  it('posts line by line when the paper has lines, and denies what it denies', async () => {
    const claim = await ofUnion();
    const lines = claim.source.lines.map((line, at) => ({
      code: line.procedure?.code ?? '',
      modifiers: [...(line.procedure?.modifiers ?? [])],
      lineControl: claim.lineControls[at] ?? '',
      chargeCents: line.chargeCents,
      paidCents: at === 0 ? 0 : line.chargeCents,
      adjustments: at === 0 ? [{ group: 'CO', carc: '197', amountCents: line.chargeCents }] : [],
    }));
    const paidCents = lines.reduce((sum, line) => sum + line.paidCents, 0);
    const { state } = await key(
      paper(claim, '70002', [printed(claim, { paidCents, patientResponsibilityCents: 0, adjustments: [], lines })]),
    );
    expect(state).toBe('POSTED');
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(lines[0]?.chargeCents);
    const [denial] = await office.rows('SELECT carc FROM denials WHERE claim_id = $1', [claim.id]);
    expect(denial).toEqual({ carc: '197' });
  });

  it('finds its claim by patient, date and charge when the paper prints no number of ours', async () => {
    const claim = await ofUnion();
    const { patient } = claim.source as unknown as { patient?: { name?: string; firstName?: string } };
    const person = patient?.name ? patient : claim.source.subscriber;
    const { state } = await key(
      paper(claim, '70003', [
        printed(claim, {
          claimNumber: '',
          payerControlNumber: undefined,
          patient: {
            lastName: (person as { name: string }).name,
            firstName: (person as { firstName: string }).firstName,
          },
          serviceFrom: plainDate((await claimRow(office, claim.id)).serviceFrom.toISOString().slice(0, 10)),
        }),
      ]),
    );
    expect([state, await balanceOf(office, claim.id, 'receivable.payer')]).toEqual(['POSTED', 0]);
  });

  it('of a claim nobody knows puts the money in suspense with an unposted item', async () => {
    const claim = await ofUnion();
    const { id, state } = await key(
      paper(claim, '70004', [printed(claim, { claimNumber: 'NOBODY', payerControlNumber: 'X9' })]),
    );
    expect(state).toBe('POSTED');
    const items = await office.rows(
      'SELECT kind, state, amount_cents::int AS cents FROM unposted_items WHERE remittance_id = $1',
      [id],
    );
    expect(items).toEqual([{ kind: 'unknownClaim', state: 'OPEN', cents: claim.chargeCents - 2_500 }]);
  });
});

describe('paper that does not add up', () => {
  const keyed = (remittance: KeyRemittance) => keyRemittance(office.deps, pia, office.org, remittance);

  it('is refused at the desk with the difference, and nothing is kept', async () => {
    const claim = await ofUnion();
    const before = await office.rows('SELECT count(*) FROM inbound_files');
    const right = paper(claim, '70010', [printed(claim)]);
    expect(await keyed({ ...right, paymentCents: right.paymentCents + 1 })).toMatchObject({
      ok: false,
      problem: { code: 'remittanceUnbalanced', facts: { rule: 'payment', differenceCents: 1 } },
    });
    const wrongClaim = printed(claim, { adjustments: [{ group: 'CO', carc: '45', amountCents: 2_400 }] });
    expect(await keyed(paper(claim, '70010', [wrongClaim]))).toMatchObject({
      ok: false,
      problem: { code: 'remittanceUnbalanced', facts: { rule: 'claimPaid', claim: 1, differenceCents: -100 } },
    });
    expect(await office.rows('SELECT count(*) FROM inbound_files')).toEqual(before);
  });

  it('is refused without its scan, dated tomorrow, or for a payer of nobody', async () => {
    const claim = await ofUnion();
    const right = paper(claim, '70011', [printed(claim)]);
    expect(await keyed({ ...right, scanId: claim.id })).toMatchObject({ problem: { code: 'notFound' } });
    expect(await keyed({ ...right, payerId: claim.id })).toMatchObject({ problem: { code: 'notFound' } });
    expect(await keyed({ ...right, paymentDate: plainDate('2026-01-06') })).toMatchObject({
      problem: { code: 'invalidInput' },
    });
  });

  it('and a scan that is no PDF is no scan', async () => {
    expect(await storeScan(office.deps, pia, office.org, once('a letter'))).toMatchObject({
      problem: { code: 'unreadableFile' },
    });
    expect(await scan('%PDF-1.7 a scan of checks')).toBe(scanId);
  });
});

describe('the same check twice', () => {
  it('keyed twice is one file; keyed otherwise under the same number is a conflict a person decides', async () => {
    const claim = await ofUnion();
    const right = paper(claim, '70020', [printed(claim)]);
    await key(right);
    expect(await keyRemittance(office.deps, pete, office.org, right)).toMatchObject({
      problem: { code: 'duplicateFile' },
    });
    const other = printed(claim, { payerControlNumber: 'OTHER' });
    expect((await key(paper(claim, '70020', [other]))).state).toBe('CONFLICT');
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(0);
  });

  it('on paper first, under a name of the payer we did not know: its 835 waits for a person too', async () => {
    const claim = await ofUnion();
    await key(paper(claim, '70022', [printed(claim)]));
    const fileId = await office.receive(
      remittanceFile({ payer: UNION, date, trace: '70022', claims: [decision(claim)] }),
    );
    expect(await office.rows('SELECT state FROM remittances WHERE file_id = $1', [fileId])).toEqual([
      { state: 'CONFLICT' },
    ]);
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(claim.chargeCents - 2_500);
  });

  it('on paper and as an 835 is one payment: the second waits for a person and moves no money', async () => {
    const claim = await ofUnion();
    await office.receive(remittanceFile({ payer: UNION, date, trace: '70021', claims: [decision(claim)] }));
    await office.work();
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(claim.chargeCents);
    expect((await key(paper(claim, '70021', [printed(claim)]))).state).toBe('CONFLICT');
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(claim.chargeCents);
  });
});

describe('a paper payment above the limit of the office', () => {
  it('waits for another person than the one who keyed it', async () => {
    const claim = await ofUnion();
    const right = paper(claim, '70030', [printed(claim)]);
    await limit(right.paymentCents - 1);
    expect((await key(right)).state).toBe('HELD');
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(0);
    const [item] = await office.rows<{ id: string; facts: { reason: string } }>(
      "SELECT id, facts FROM work_items WHERE kind = 'heldRemittance' AND state = 'OPEN'",
    );
    expect(item?.facts.reason).toBe('secondCheck');
    const release = (by: typeof pia) =>
      completeWorkItem(office.deps, by, office.org, {
        workItemId: item?.id ?? '',
        outcome: 'posted',
        fields: { note: 'compared with the scan' },
      });
    expect(await release(pia)).toMatchObject({ ok: false, problem: { code: 'sameApprover' } });
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(0);
    expect(await release(pete)).toMatchObject({ ok: true });
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(right.paymentCents);
  });

  it('posts by itself at exactly the limit, and an 835 of any size is not concerned', async () => {
    const [keyed, filed] = [await ofUnion(), await ofUnion()];
    const right = paper(keyed, '70031', [printed(keyed)]);
    await limit(right.paymentCents);
    expect((await key(right)).state).toBe('POSTED');
    await limit(0);
    await office.receive(remittanceFile({ payer: UNION, date, trace: '70032', claims: [decision(filed)] }));
    expect(await balanceOf(office, filed.id, 'cash.clearing')).toBe(filed.chargeCents);
  });
});
