import type { Facts } from '../../../src/app/stories/record-event.js';
import { cents } from '../../../src/domain/money.js';
import {
  balanceOf,
  cas,
  claimRow,
  decision,
  dear,
  denialsOf,
  foundPractice,
  openOne,
  takenBack,
  tellClaim,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';
import {
  bothGoOn,
  claimHears,
  decides,
  denialHears,
  denies,
  itIs,
  kindsOfWork,
  openDeadlines,
  openWork,
  readyClaim,
  sentClaim,
  stateOf,
  stepsOf,
  takenIn,
  type DeniedClaim,
} from './story-days.js';
import { story } from './told-daily.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 200_000);
afterAll(() => practice?.stop());
beforeEach(() => itIs(practice, '2026-01-05'));

const state = (claim: OpenedClaim) => stateOf(practice, claim);
const kinds = (subjectId: string) => kindsOfWork(practice, subjectId);
const clocks = async (claim: OpenedClaim) => (await openDeadlines(practice, claim.id)).map(({ kind }) => kind).sort();

const ready = (change?: Parameters<typeof readyClaim>[1]) => readyClaim(practice, change);
/** Dear enough that every denial of it is worth an appeal. */
const sent = () => sentClaim(practice, dear);
async function accepted(): Promise<OpenedClaim> {
  const claim = await sent();
  await takenIn(practice, claim, '2026-01-06');
  return claim;
}
const answered = (claim: OpenedClaim, category: string, statusCode: string, date: string) =>
  claimHears(practice, claim, 'claimStatusAnswered', { category, statusCode, date });

/** The payer decides on this day. */
async function decided(claim: OpenedClaim, over: Parameters<typeof decision>[1], on = '2026-01-20'): Promise<void> {
  await itIs(practice, on);
  await decides(practice, claim, decision(claim, over), on);
}
const PAID = { adjustments: [] };
const deniedWhole = (claim: OpenedClaim, group: string, carc: string) => ({
  adjustments: [cas(group, carc, claim.chargeCents)],
});
async function deniedClaim(carc = '16'): Promise<DeniedClaim> {
  const claim = await accepted();
  await itIs(practice, '2026-01-20');
  return denies(practice, claim, `CO-${carc}`, { on: '2026-01-20' });
}
/** The denial's story moves first, then the claim hears of it. */
async function denialThenClaim(at: DeniedClaim, type: string, facts: Facts = {}): Promise<void> {
  await denialHears(practice, at.denialId, type, facts);
  await tellClaim(practice, at.claim);
}
/** The payer takes its first decision back. */
async function reversed(claim: OpenedClaim): Promise<void> {
  await itIs(practice, '2026-02-02');
  await decides(practice, claim, takenBack(decision(claim, PAID)), '2026-02-02');
}

describe('a claim before it is sent', () => {
  story('begins as DRAFT with its filing deadline running', async () => {
    const claim = await openOne(practice);
    expect(await state(claim)).toBe('DRAFT');
    await tellClaim(practice, claim);
    expect(await clocks(claim)).toEqual(['timely-filing']);
  });

  story('is held for a coding query and goes on as a draft that is scrubbed again when released', async () => {
    const claim = await ready();
    await claimHears(practice, claim, 'holdPlaced', { reason: 'coding' });
    expect(await state(claim)).toBe('HOLD');
    await claimHears(practice, claim, 'holdReleased');
    expect(await state(claim)).toBe('READY');
  });

  story('passes its edits and asks for its submission', async () => {
    const claim = await ready();
    expect(await state(claim)).toBe('READY');
    expect((await stepsOf(practice, claim.id)).map(({ kind }) => kind)).toContain('submitClaim');
  });

  story('fails an edit, which is work for the edit’s owner, and is scrubbed again when corrected', async () => {
    const claim = await ready((drawn) => ({
      ...drawn,
      lines: drawn.lines.map((line) => ({ ...line, pointers: [9] })),
    }));
    expect([await state(claim), await kinds(claim.id)]).toEqual(['EDIT_FAILED', ['fixEdits']]);
    const [item] = await openWork(practice, claim.id);
    expect(item?.facts).toMatchObject({
      edits: expect.stringContaining('diagnosis-pointer') as string,
      owner: 'coder',
    });
    await claimHears(practice, claim, 'claimCorrected', { note: 'not mended at all' });
    expect(await state(claim)).toBe('EDIT_FAILED');
  });

  story('is SUBMITTED when its batch was transmitted, and sends nothing twice', async () => {
    const claim = await sent();
    expect(await state(claim)).toBe('SUBMITTED');
    await tellClaim(practice, claim);
    expect((await stepsOf(practice, claim.id)).filter(({ kind }) => kind === 'submitClaim')).toHaveLength(1);
  });
});

describe('a claim that was sent', () => {
  story('is rejected with its whole file (TA1, 999 R), mended and sent again as an original', async () => {
    const claim = await sent();
    await claimHears(practice, claim, 'batchRejected', { level: '999', codes: ['R'] });
    expect([await state(claim), await kinds(claim.id)]).toEqual(['REJECTED', ['fixRejection']]);
    await claimHears(practice, claim, 'claimCorrected', { note: 'envelope mended' });
    expect(await state(claim)).toBe('READY');
    expect(await denialsOf(practice, claim.id)).toEqual([]);
  });

  story('is not filed by a 999 alone: the deadline runs on', async () => {
    const claim = await sent();
    expect([await state(claim), await clocks(claim)]).toEqual(['SUBMITTED', expect.arrayContaining(['timely-filing'])]);
  });

  story(
    'is ACCEPTED by the payer’s own 277CA: the receipt date proves filing and the clocks of the payer start',
    async () => {
      const claim = await accepted();
      expect(await claimRow(practice, claim.id)).toMatchObject({ state: 'ACCEPTED', payerClaimNumber: 'ICN1' });
      expect(await clocks(claim)).toEqual(['follow-up', 'prompt-pay']);
    },
  );

  story('is rejected by a 277CA (A7): no denial, no appeal, filing still runs', async () => {
    const claim = await sent();
    await claimHears(practice, claim, 'payerRejected', { categories: ['A7'] });
    expect([await state(claim), await denialsOf(practice, claim.id)]).toEqual(['REJECTED', []]);
    expect(await clocks(claim)).toContain('timely-filing');
  });

  story('is PENDED when the payer says so (277 P1)', async () => {
    const claim = await accepted();
    await answered(claim, 'P1', '20', '2026-01-20');
    expect(await state(claim)).toBe('PENDED');
  });

  story('waits for records the payer asks for (277 R), and goes back to waiting when they are sent', async () => {
    const claim = await accepted();
    await answered(claim, 'R4', '287', '2026-01-20');
    expect([await state(claim), await kinds(claim.id)]).toEqual(['INFO_REQUESTED', ['sendDocuments']]);
    await claimHears(practice, claim, 'documentsSent', { channel: 'portal', confirmation: 'P-77' });
    expect(await state(claim)).toBe('PENDED');
  });

  story('is resent only after the payer said “not on file” twice, two business days apart', async () => {
    const claim = await accepted();
    await itIs(practice, '2026-01-20');
    await answered(claim, 'D0', '35', '2026-01-20');
    expect(await state(claim)).toBe('ACCEPTED');
    await itIs(practice, '2026-01-21');
    await answered(claim, 'D0', '35', '2026-01-21');
    expect(await state(claim)).toBe('ACCEPTED');
    await itIs(practice, '2026-01-23');
    await answered(claim, 'D0', '35', '2026-01-23');
    expect([await state(claim), await kinds(claim.id)]).toEqual(['REJECTED', ['fixRejection']]);
  });
});

describe('a claim the payer decided', () => {
  story('paid in full closes with nothing left', async () => {
    const claim = await accepted();
    await decided(claim, PAID);
    expect(await state(claim)).toBe('CLOSED_PAID');
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(0);
  });

  story('paid with the contractual adjustment (CO-45) posts it by itself and closes', async () => {
    const claim = await accepted();
    await decided(claim, { adjustments: [cas('CO', '45', 2_000)] });
    expect([await state(claim), await balanceOf(practice, claim.id, 'writeoff.WO-CON')]).toEqual([
      'CLOSED_PAID',
      2_000,
    ]);
  });

  story('denied in part is PARTIAL, with one denial for the part', async () => {
    const claim = await accepted();
    await decided(claim, { adjustments: [cas('CO', '50', 3_000)] });
    expect([await state(claim), (await denialsOf(practice, claim.id)).map((row) => Number(row.amountCents))]).toEqual([
      'PARTIAL',
      [3_000],
    ]);
  });

  story('denied on every line is DENIED, with every cent at risk', async () => {
    const { claim } = await deniedClaim();
    expect(await state(claim)).toBe('DENIED');
    expect((await denialsOf(practice, claim.id)).map((row) => Number(row.amountCents))).toEqual([claim.chargeCents]);
  });

  story('that says only “pending” (OA-133) is no denial: it waits for the decision', async () => {
    const claim = await accepted();
    await decided(claim, deniedWhole(claim, 'OA', '133'));
    expect(await denialsOf(practice, claim.id)).toEqual([]);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
    expect((await claimRow(practice, claim.id)).nextActionOn).not.toBeNull();
  });

  story('in a premium grace period (OA-257) is no denial either, and nobody bills the patient', async () => {
    const claim = await accepted();
    await decided(claim, deniedWhole(claim, 'OA', '257'));
    expect(await denialsOf(practice, claim.id)).toEqual([]);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
    expect((await claimRow(practice, claim.id)).nextActionOn).not.toBeNull();
  });

  story('with a deductible and no other payer becomes the patient’s share from that day', async () => {
    const claim = await accepted();
    await decided(claim, { adjustments: [cas('PR', '1', 2_500)], patientResponsibilityCents: cents(2_500) });
    expect([await state(claim), await balanceOf(practice, claim.id, 'receivable.patient')]).toEqual([
      'PATIENT_RESP',
      2_500,
    ]);
  });

  story('with a deductible of the whole allowed amount is paid, not denied', async () => {
    const claim = await accepted();
    const share = claim.chargeCents;
    await decided(claim, { adjustments: [cas('PR', '1', share)], patientResponsibilityCents: cents(share) });
    expect([await state(claim), await denialsOf(practice, claim.id)]).toEqual(['PATIENT_RESP', []]);
  });

  story('with CO-45 for the full charge is not believed: a person looks', async () => {
    const claim = await accepted();
    await decided(claim, deniedWhole(claim, 'CO', '45'));
    expect([await state(claim), await kinds(claim.id)]).toEqual(['PARTIAL', ['reviewBalance']]);
  });
});

describe('a decision the payer takes back (CLP02 22)', () => {
  story('reopens the claim, which stands on the correction record that follows', async () => {
    const claim = await accepted();
    await decided(claim, PAID);
    await reversed(claim);
    expect(await state(claim)).toBe('REVERSED');
    await decided(claim, { adjustments: [cas('CO', '45', 500)], payerControlNumber: 'ICN2' }, '2026-02-10');
    expect(await state(claim)).toBe('CLOSED_PAID');
  });

  story('without a correction record in thirty days is a takeback a person looks into', async () => {
    const claim = await accepted();
    await decided(claim, PAID);
    await reversed(claim);
    await itIs(practice, '2026-03-05');
    await tellClaim(practice, claim);
    expect([await state(claim), await kinds(claim.id)]).toEqual(['PARTIAL', ['reviewBalance']]);
  });
});

describe('a denied claim that is corrected', () => {
  story('is CORRECTING while the replacement is with the payer, and closes when it is paid', async () => {
    const at = await deniedClaim();
    await denialThenClaim(at, 'correctionPrepared');
    await denialThenClaim(at, 'correctionSubmitted', { date: '2026-01-21', frequency: '7' });
    expect(await state(at.claim)).toBe('CORRECTING');
    await decided(at.claim, { ...PAID, payerControlNumber: 'ICN2' }, '2026-02-05');
    await bothGoOn(practice, at);
    expect(await state(at.claim)).toBe('CLOSED_PAID');
    expect((await denialsOf(practice, at.claim.id)).map(({ state, outcome }) => [state, outcome])).toEqual([
      ['RESOLVED', 'paid'],
    ]);
  });

  story('whose replacement is rejected stands as denied as before, and the correction is work again', async () => {
    const at = await deniedClaim();
    await denialThenClaim(at, 'correctionPrepared');
    await denialThenClaim(at, 'correctionSubmitted', { date: '2026-01-21', frequency: '7' });
    await claimHears(practice, at.claim, 'payerRejected', { categories: ['A7'] });
    await bothGoOn(practice, at);
    expect(await state(at.claim)).toBe('DENIED');
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

  story('is APPEALING while the payer decides', async () => {
    const { claim } = await filed();
    expect(await state(claim)).toBe('APPEALING');
  });

  story('lost is denied as before, and the next level or a decision to drop is somebody’s work', async () => {
    const at = await filed();
    await denialThenClaim(at, 'appealDecided', { decision: 'unfavorable', decisionDate: '2026-02-20' });
    expect(await state(at.claim)).toBe('DENIED');
    expect(await kinds(at.denialId)).toHaveLength(1);
  });

  story('won stays APPEALING until the corrected remittance comes, which closes it', async () => {
    const at = await filed();
    await denialThenClaim(at, 'appealDecided', { decision: 'favorable', decisionDate: '2026-02-20' });
    expect(await state(at.claim)).toBe('APPEALING');
    await decided(at.claim, { ...PAID, payerControlNumber: 'ICN2' }, '2026-03-01');
    await bothGoOn(practice, at);
    expect(await state(at.claim)).toBe('CLOSED_PAID');
  });
});

describe('a claim at its end', () => {
  story('is CLOSED_VOIDED when the payer confirms the void', async () => {
    const { claim } = await deniedClaim();
    await claimHears(practice, claim, 'voidConfirmed');
    expect(await state(claim)).toBe('CLOSED_VOIDED');
  });

  story('gets money after all: it is posted and a person decides what follows', async () => {
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
