import { decideApproval } from '../../../src/app/approvals/decide-approval.js';
import { previewRemittance } from '../../../src/app/remittances/preview-remittance.queries.js';
import { requestUnpost } from '../../../src/app/remittances/unpost-remittance.js';
import { postRemittance } from '../../../src/app/remittances/post-remittance.js';
import { importRemittances } from '../../../src/app/remittances/import-remittances.js';
import { storeInboundFile } from '../../../src/app/files/store-inbound-file.js';
import { cents } from '../../../src/domain/money.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { balanceOf, cas, claimRow, decision, openOne, takenBack, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Office } from './an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const poster = { id: 'pia', role: 'poster' };
const supervisor = { id: 'sue', role: 'supervisor' };
const date = '2026-01-05';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.stop());

const ofUnion = (): Promise<OpenedClaim> =>
  openOne(office, (claim) => ({
    ...claim,
    payer: { ...claim.payer, id: UNION.id, name: UNION.name },
    subscriber: { ...claim.subscriber, filingIndicator: 'CI' },
  }));
const shared = (claim: OpenedClaim): RemittanceClaim =>
  decision(claim, {
    patientResponsibilityCents: cents(800),
    adjustments: [cas('CO', '45', 600), cas('PR', '2', 800), cas('PI', '94', 0)],
  });

/** Read and judged, but not posted yet. */
async function stage(...claims: RemittanceClaim[]): Promise<string> {
  const text = remittanceFile({ payer: UNION, date, claims });
  const stored = await storeInboundFile(office.deps, {
    organizationId: office.org,
    actor: poster,
    source: 'upload',
    name: 'in.x12',
    bytes: (async function* one() {
      yield new TextEncoder().encode(text);
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  const [id] = (await importRemittances(office.deps, { organizationId: office.org, fileId: stored.value.fileId }))
    .remittanceIds;
  if (!id) throw new Error('nothing was staged');
  return id;
}
const postings = async (): Promise<number> =>
  Number((await office.rows<{ n: string }>('SELECT count(*) AS n FROM postings'))[0]?.n);
const entriesOf = (remittanceId: string) =>
  office.rows<{ account: string; cents: string }>(
    'SELECT e.ledger_account AS account, e.amount_cents AS cents FROM ledger_entries e JOIN postings p ON p.id = e.posting_id WHERE p.source_id = $1 ORDER BY 1, 2',
    [remittanceId],
  );
const preview = (id: string) => previewRemittance(office.deps, poster, office.org, id);
const post = (remittanceId: string) => postRemittance(office.deps, { organizationId: office.org, remittanceId });
const unpost = (remittanceId: string) =>
  requestUnpost(office.deps, poster, office.org, { remittanceId, reason: 'keyingError' });
const decide = (approvalId: string, by = supervisor) =>
  decideApproval(office.deps, by, office.org, { approvalId, decision: 'approved', note: 'agreed' });
async function unposted(remittanceId: string): Promise<void> {
  const asked = await unpost(remittanceId);
  if (!asked.ok) throw new Error(asked.problem.code);
  expect(await decide(asked.value.approvalId)).toMatchObject({ ok: true });
  await office.work();
}

describe('a preview', () => {
  it('shows the very entries that posting then makes, and writes nothing', async () => {
    const [known, nobodys] = [await ofUnion(), await ofUnion()];
    const id = await stage(shared(known), { ...decision(nobodys, { payerControlNumber: 'X' }), claimNumber: 'NOBODY' });
    const before = await postings();
    const seen = await preview(id);
    if (!seen.ok) throw new Error(seen.problem.code);
    expect(await postings()).toBe(before);
    expect(seen.value).toMatchObject({
      postsByItself: true,
      cashCents: known.chargeCents - 1_400 + nobodys.chargeCents,
      needsPerson: [{ place: 'clp:2', reason: 'unknownClaim', amountCents: nobodys.chargeCents }],
    });
    await post(id);
    const planned = seen.value.postings
      .flatMap(({ entries }) => entries.map((entry) => ({ account: entry.account, cents: String(entry.amountCents) })))
      .sort((a, b) => a.account.localeCompare(b.account) || Number(a.cents) - Number(b.cents));
    const made = (await entriesOf(id)).sort(
      (a, b) => a.account.localeCompare(b.account) || Number(a.cents) - Number(b.cents),
    );
    expect(made).toEqual(planned);
    expect(await preview(id)).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  });
});

describe('a posted remittance that should not stand', () => {
  it('is taken back as a whole when another person agrees, and its claims wait for the right decision', async () => {
    const claim = await ofUnion();
    const id = await stage(shared(claim));
    await post(id);
    await office.work();
    expect((await claimRow(office, claim.id)).state).toBe('PATIENT_RESP');
    const asked = await unpost(id);
    if (!asked.ok) throw new Error(asked.problem.code);
    expect(await unpost(id)).toMatchObject({ ok: false, problem: { code: 'conflict' } });
    expect(await decide(asked.value.approvalId, poster)).toMatchObject({
      ok: false,
      problem: { code: 'sameApprover' },
    });
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(0);
    expect(await decide(asked.value.approvalId)).toMatchObject({ ok: true });
    await office.work();
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
    for (const account of ['receivable.patient', 'cash.clearing', 'writeoff.WO-CON'])
      expect([account, await balanceOf(office, claim.id, account)]).toEqual([account, 0]);
    expect((await claimRow(office, claim.id)).state).toBe('REVERSED');
    expect(await unpost(id)).toMatchObject({ ok: false, problem: { code: 'commandRefused' } });
  });

  it('gives way to a sound file of the same payment, which posts once', async () => {
    const claim = await ofUnion();
    const wrong = remittanceFile({ payer: UNION, date, trace: 'AGAIN', claims: [shared(claim)] });
    await office.receive(wrong);
    const [row] = await office.rows<{ id: string }>("SELECT id FROM remittances WHERE trace = 'AGAIN'");
    await unposted(row?.id ?? '');
    await office.receive(remittanceFile({ payer: UNION, date, trace: 'AGAIN', claims: [decision(claim)] }));
    await office.work();
    expect(await balanceOf(office, claim.id, 'receivable.payer')).toBe(0);
    expect(await balanceOf(office, claim.id, 'cash.clearing')).toBe(claim.chargeCents);
    expect((await claimRow(office, claim.id)).state).toBe('CLOSED_PAID');
  });

  it('stays while a later remittance has already taken a part of it back', async () => {
    const claim = await ofUnion();
    const decided = shared(claim);
    const first = await stage(decided);
    await post(first);
    await post(await stage(takenBack(decided)));
    expect(await unpost(first)).toMatchObject({ ok: false, problem: { code: 'commandRefused' } });
  });
});
