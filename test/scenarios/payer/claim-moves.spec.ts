import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import { cents } from '../../../src/domain/money.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import {
  balanceOf,
  cas,
  claimRow,
  decision,
  dear,
  denialsOf,
  foundPractice,
  openOne,
  post,
  takenBack,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';
import { claimHears, denialHears, itIs, openWork } from './story-days.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 200_000);
afterAll(() => practice?.stop());
beforeEach(() => itIs(practice, '2026-01-05'));

const stateOf = async (claim: OpenedClaim): Promise<string> => (await claimRow(practice, claim.id)).state;
const kinds = async (subjectId: string) => (await openWork(practice, subjectId)).map(({ kind }) => kind);
const deadlinesOf = (claim: OpenedClaim) =>
  practice.within((tx) =>
    tx.db.deadline.findMany({ where: { organizationId: practice.org, subjectId: claim.id, closedOn: null } }),
  );
const stepsOf = (subjectId: string) =>
  practice.within(async (tx) =>
    (await tx.db.intent.findMany({ where: { organizationId: practice.org, subjectId } })).map(({ kind }) => kind),
  );

async function ready(change?: (claim: Claim837) => Claim837): Promise<OpenedClaim> {
  const claim = await openOne(practice, change);
  await tellClaim(practice, claim);
  return claim;
}
async function sent(): Promise<OpenedClaim> {
  // Dear enough that every denial of it is worth an appeal.
  const claim = await ready(dear);
  await claimHears(practice, claim, 'submitted', { batchId: 'b1', date: '2026-01-05' });
  return claim;
}
async function accepted(): Promise<OpenedClaim> {
  const claim = await sent();
  await claimHears(practice, claim, 'payerAccepted', { receiptDate: '2026-01-06', payerClaimNumber: 'ICN1' });
  return claim;
}
const answered = (claim: OpenedClaim, category: string, statusCode: string, date: string) =>
  claimHears(practice, claim, 'claimStatusAnswered', { category, statusCode, date });

/** The payer decides; the claim hears it. */
async function decided(claim: OpenedClaim, over: Parameters<typeof decision>[1], on = '2026-01-20'): Promise<void> {
  await itIs(practice, on);
  await post(practice, { payerId: claim.payerId, on: plainDate(on), claims: [decision(claim, over)] });
  await tellClaim(practice, claim);
}
const PAID = { adjustments: [] };
const deniedWhole = (claim: OpenedClaim, group = 'CO', carc = '16') => ({
  adjustments: [cas(group, carc, claim.chargeCents)],
});
async function deniedClaim(carc = '16'): Promise<{ claim: OpenedClaim; denialId: string }> {
  const claim = await accepted();
  await decided(claim, deniedWhole(claim, 'CO', carc));
  const [denial] = await denialsOf(practice, claim.id);
  if (!denial) throw new Error('no denial was born');
  await tellDenial(practice, denial.id);
  return { claim, denialId: denial.id };
}
/** The denial's story moves first, then the claim hears of it. */
async function denialThenClaim(at: { claim: OpenedClaim; denialId: string }, type: string, facts: object = {}) {
  await denialHears(practice, at.denialId, type, facts as Record<string, string>);
  await tellClaim(practice, at.claim);
}

describe('a claim before it is sent', () => {
  it('begins as DRAFT with its filing deadline running', async () => {
    const claim = await openOne(practice);
    expect(await stateOf(claim)).toBe('DRAFT');
    await tellClaim(practice, claim);
    expect((await deadlinesOf(claim)).map(({ kind }) => kind)).toEqual(['timely-filing']);
  });

  it('is held for a coding query and goes on as a draft that is scrubbed again when released', async () => {
    const claim = await ready();
    await claimHears(practice, claim, 'holdPlaced', { reason: 'coding' });
    expect(await stateOf(claim)).toBe('HOLD');
    await claimHears(practice, claim, 'holdReleased');
    expect(await stateOf(claim)).toBe('READY');
  });

  it('passes its edits and asks for its submission', async () => {
    const claim = await ready();
    expect(await stateOf(claim)).toBe('READY');
    expect(await stepsOf(claim.id)).toContain('submitClaim');
  });

  it('fails an edit, which is work for the edit’s owner, and is scrubbed again when corrected', async () => {
    const claim = await ready((drawn) => ({
      ...drawn,
      lines: drawn.lines.map((line) => ({ ...line, pointers: [9] })),
    }));
    expect([await stateOf(claim), await kinds(claim.id)]).toEqual(['EDIT_FAILED', ['fixEdits']]);
    const [item] = await openWork(practice, claim.id);
    expect(item?.facts).toMatchObject({
      edits: expect.stringContaining('diagnosis-pointer') as string,
      owner: 'coder',
    });
    await claimHears(practice, claim, 'claimCorrected', { note: 'not mended at all' });
    expect(await stateOf(claim)).toBe('EDIT_FAILED');
  });

  it('is SUBMITTED when its batch was transmitted, and sends nothing twice', async () => {
    const claim = await sent();
    expect(await stateOf(claim)).toBe('SUBMITTED');
    await tellClaim(practice, claim);
    expect((await stepsOf(claim.id)).filter((kind) => kind === 'submitClaim')).toHaveLength(1);
  });
});

describe('a claim that was sent', () => {
  it('is rejected with its whole file (TA1, 999 R), mended and sent again as an original', async () => {
    const claim = await sent();
    await claimHears(practice, claim, 'batchRejected', { level: '999', codes: ['R'] });
    expect([await stateOf(claim), await kinds(claim.id)]).toEqual(['REJECTED', ['fixRejection']]);
    await claimHears(practice, claim, 'claimCorrected', { note: 'envelope mended' });
    expect(await stateOf(claim)).toBe('READY');
    expect(await denialsOf(practice, claim.id)).toEqual([]);
  });

  it('is not filed by a 999 alone: the deadline runs on', async () => {
    const claim = await sent();
    expect([await stateOf(claim), (await deadlinesOf(claim)).map(({ kind }) => kind)]).toEqual([
      'SUBMITTED',
      expect.arrayContaining(['timely-filing']),
    ]);
  });

  it('is ACCEPTED by the payer’s own 277CA: the receipt date proves filing and the clocks of the payer start', async () => {
    const claim = await accepted();
    expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'ACCEPTED', payerClaimNumber: 'ICN1' });
    expect((await deadlinesOf(claim)).map(({ kind }) => kind).sort()).toEqual(['follow-up', 'prompt-pay']);
  });

  it('is rejected by a 277CA (A7): no denial, no appeal, filing still runs', async () => {
    const claim = await sent();
    await claimHears(practice, claim, 'payerRejected', { categories: ['A7'] });
    expect([await stateOf(claim), await denialsOf(practice, claim.id)]).toEqual(['REJECTED', []]);
    expect((await deadlinesOf(claim)).map(({ kind }) => kind)).toContain('timely-filing');
  });

  it('is PENDED when the payer says so (277 P1)', async () => {
    const claim = await accepted();
    await answered(claim, 'P1', '20', '2026-01-20');
    expect(await stateOf(claim)).toBe('PENDED');
  });

  it('waits for records the payer asks for (277 R), and goes back to waiting when they are sent', async () => {
    const claim = await accepted();
    await answered(claim, 'R4', '287', '2026-01-20');
    expect([await stateOf(claim), await kinds(claim.id)]).toEqual(['INFO_REQUESTED', ['sendDocuments']]);
    await claimHears(practice, claim, 'documentsSent', { channel: 'portal', confirmation: 'P-77' });
    expect(await stateOf(claim)).toBe('PENDED');
  });

  it('is resent only after the payer said “not on file” twice, two business days apart', async () => {
    const claim = await accepted();
    await itIs(practice, '2026-01-20');
    await answered(claim, 'D0', '35', '2026-01-20');
    expect(await stateOf(claim)).toBe('ACCEPTED');
    await itIs(practice, '2026-01-21');
    await answered(claim, 'D0', '35', '2026-01-21');
    expect(await stateOf(claim)).toBe('ACCEPTED');
    await itIs(practice, '2026-01-23');
    await answered(claim, 'D0', '35', '2026-01-23');
    expect([await stateOf(claim), await kinds(claim.id)]).toEqual(['REJECTED', ['fixRejection']]);
  });
});

describe('a claim the payer decided', () => {
  it('paid in full closes with nothing left', async () => {
    const claim = await accepted();
    await decided(claim, PAID);
    expect(await stateOf(claim)).toBe('CLOSED_PAID');
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
  });

  it('paid with the contractual adjustment (CO-45) posts it by itself and closes', async () => {
    const claim = await accepted();
    await decided(claim, { adjustments: [cas('CO', '45', 2_000)] });
    expect([await stateOf(claim), await balanceOf(practice, claim.id, 'writeoff.WO-CON')]).toEqual([
      'CLOSED_PAID',
      2_000,
    ]);
  });

  it('denied in part is PARTIAL, with one denial for the part', async () => {
    const claim = await accepted();
    await decided(claim, { adjustments: [cas('CO', '50', 3_000)] });
    expect([await stateOf(claim), (await denialsOf(practice, claim.id)).map((row) => Number(row.amountCents))]).toEqual(
      ['PARTIAL', [3_000]],
    );
  });

  it('denied on every line is DENIED, with every cent at risk', async () => {
    const { claim } = await deniedClaim();
    expect(await stateOf(claim)).toBe('DENIED');
    expect((await denialsOf(practice, claim.id)).map((row) => Number(row.amountCents))).toEqual([claim.chargeCents]);
  });

  it('that says only “pending” (OA-133) is no denial: it waits for the decision', async () => {
    const claim = await accepted();
    await decided(claim, deniedWhole(claim, 'OA', '133'));
    expect(await denialsOf(practice, claim.id)).toEqual([]);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
    expect((await claimRow(practice, claim.id)).nextActionOn).not.toBeNull();
  });

  it('in a premium grace period (OA-257) is no denial either, and nobody bills the patient', async () => {
    const claim = await accepted();
    await decided(claim, deniedWhole(claim, 'OA', '257'));
    expect(await denialsOf(practice, claim.id)).toEqual([]);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
    expect((await claimRow(practice, claim.id)).nextActionOn).not.toBeNull();
  });

  it('with a deductible and no other payer becomes the patient’s share from that day', async () => {
    const claim = await accepted();
    await decided(claim, { adjustments: [cas('PR', '1', 2_500)], patientResponsibilityCents: cents(2_500) });
    expect([await stateOf(claim), await balanceOf(practice, claim.id, 'receivable.patient')]).toEqual([
      'PATIENT_RESP',
      2_500,
    ]);
  });

  it('with a deductible of the whole allowed amount is paid, not denied', async () => {
    const claim = await accepted();
    const share = claim.chargeCents;
    await decided(claim, { adjustments: [cas('PR', '1', share)], patientResponsibilityCents: cents(share) });
    expect([await stateOf(claim), await denialsOf(practice, claim.id)]).toEqual(['PATIENT_RESP', []]);
  });

  it('with CO-45 for the full charge is not believed: a person looks', async () => {
    const claim = await accepted();
    await decided(claim, deniedWhole(claim, 'CO', '45'));
    expect([await stateOf(claim), await kinds(claim.id)]).toEqual(['PARTIAL', ['reviewBalance']]);
  });
});

describe('a decision the payer takes back (CLP02 22)', () => {
  it('reopens the claim, which stands on the correction record that follows', async () => {
    const claim = await accepted();
    await decided(claim, PAID);
    await itIs(practice, '2026-02-02');
    const first = decision(claim, PAID);
    await post(practice, { payerId: claim.payerId, on: plainDate('2026-02-02'), claims: [takenBack(first)] });
    await tellClaim(practice, claim);
    expect(await stateOf(claim)).toBe('REVERSED');
    await decided(claim, { adjustments: [cas('CO', '45', 500)], payerControlNumber: 'ICN2' }, '2026-02-10');
    expect(await stateOf(claim)).toBe('CLOSED_PAID');
  });

  it('without a correction record in thirty days is a takeback a person looks into', async () => {
    const claim = await accepted();
    await decided(claim, PAID);
    await itIs(practice, '2026-02-02');
    await post(practice, {
      payerId: claim.payerId,
      on: plainDate('2026-02-02'),
      claims: [takenBack(decision(claim, PAID))],
    });
    await tellClaim(practice, claim);
    await itIs(practice, '2026-03-05');
    await tellClaim(practice, claim);
    expect([await stateOf(claim), await kinds(claim.id)]).toEqual(['PARTIAL', ['reviewBalance']]);
  });
});

describe('a denied claim that is corrected', () => {
  it('is CORRECTING while the replacement is with the payer, and closes when it is paid', async () => {
    const at = await deniedClaim();
    await denialThenClaim(at, 'correctionPrepared');
    await denialThenClaim(at, 'correctionSubmitted', { date: '2026-01-21', frequency: '7' });
    expect(await stateOf(at.claim)).toBe('CORRECTING');
    await decided(at.claim, { ...PAID, payerControlNumber: 'ICN2' }, '2026-02-05');
    await tellDenial(practice, at.denialId);
    await tellClaim(practice, at.claim);
    expect(await stateOf(at.claim)).toBe('CLOSED_PAID');
    expect((await denialsOf(practice, at.claim.id)).map(({ state, outcome }) => [state, outcome])).toEqual([
      ['RESOLVED', 'paid'],
    ]);
  });

  it('whose replacement is rejected stands as denied as before, and the correction is work again', async () => {
    const at = await deniedClaim();
    await denialThenClaim(at, 'correctionPrepared');
    await denialThenClaim(at, 'correctionSubmitted', { date: '2026-01-21', frequency: '7' });
    await claimHears(practice, at.claim, 'payerRejected', { categories: ['A7'] });
    await tellDenial(practice, at.denialId);
    await tellClaim(practice, at.claim);
    expect(await stateOf(at.claim)).toBe('DENIED');
    expect(await kinds(at.denialId)).toEqual(['prepareCorrectedClaim']);
  });
});

describe('a denied claim that is appealed', () => {
  const filed = async () => {
    const at = await deniedClaim('50');
    await denialThenClaim(at, 'packetReady');
    await denialThenClaim(at, 'packetBuilt', { documentId: '00000000-0000-4000-8000-000000000001' });
    await denialThenClaim(at, 'appealFiled', { channel: 'fax', confirmation: 'FX-4711' });
    return at;
  };

  it('is APPEALING while the payer decides', async () => {
    const { claim } = await filed();
    expect(await stateOf(claim)).toBe('APPEALING');
  });

  it('lost is denied as before, and the next level or a decision to drop is somebody’s work', async () => {
    const at = await filed();
    await denialThenClaim(at, 'appealDecided', { decision: 'unfavorable', decisionDate: '2026-02-20' });
    expect(await stateOf(at.claim)).toBe('DENIED');
    expect(await kinds(at.denialId)).toHaveLength(1);
  });

  it('won stays APPEALING until the corrected remittance comes, which closes it', async () => {
    const at = await filed();
    await denialThenClaim(at, 'appealDecided', { decision: 'favorable', decisionDate: '2026-02-20' });
    expect(await stateOf(at.claim)).toBe('APPEALING');
    await decided(at.claim, { ...PAID, payerControlNumber: 'ICN2' }, '2026-03-01');
    await tellDenial(practice, at.denialId);
    await tellClaim(practice, at.claim);
    expect(await stateOf(at.claim)).toBe('CLOSED_PAID');
  });
});

describe('a claim at its end', () => {
  it('is CLOSED_VOIDED when the payer confirms the void', async () => {
    const { claim } = await deniedClaim();
    await claimHears(practice, claim, 'voidConfirmed');
    expect(await stateOf(claim)).toBe('CLOSED_VOIDED');
  });

  it('gets money after all: it is posted and a person decides what follows', async () => {
    const claim = await accepted();
    await decided(claim, PAID);
    await decided(
      claim,
      { ...PAID, payerControlNumber: 'ICN9', paidCents: cents(500), chargeCents: cents(500) },
      '2026-02-02',
    );
    expect(await kinds(claim.id)).toEqual(['paymentOnClosedClaim']);
  });
});
