import { findCredits } from '../../../src/app/refunds/find-credits.js';
import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import { claimFaults } from '../../../src/edi/x12/837p/check-claim.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { takenBack, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, type Office } from './an-office.js';
import { insured, payersInTurn, withoutLines } from './payers-in-turn.js';

const PRIMARY = 'BRH01';
const SECONDARY = 'SBP07';
/** Each story is several days of files and turns. */
const SLOW = 240_000;

let office: Office;
let chain: ReturnType<typeof payersInTurn>;
beforeAll(async () => {
  office = await openOffice();
  chain = payersInTurn(office);
}, 120_000);
afterAll(() => office?.stop());

interface Chained {
  readonly primary: OpenedClaim;
  readonly decided: RemittanceClaim;
}

/** The primary paid and left the given part of the charge; the secondary's claim exists, not yet sent. */
async function primaryPaid(deductiblePercent: number): Promise<Chained> {
  const primary = await chain.bill(insured(PRIMARY, SECONDARY));
  const decided = await chain.decide(primary.claimNumber, { deductiblePercent });
  await chain.nextMorning();
  await chain.pays(PRIMARY, office.today(), decided);
  return { primary, decided };
}

/** The primary takes its decision back and decides anew in one remittance. */
async function primaryCorrects({ primary, decided }: Chained, over: { deductiblePercent?: number }) {
  const corrected = { ...(await chain.decide(primary.claimNumber, over)), payerControlNumber: 'NEW1' };
  await chain.pays(PRIMARY, office.today(), takenBack(withoutLines(decided)), corrected);
  return corrected;
}

const submissions = (claim: { id: string }) =>
  office.rows<{ frequency: string; state: string; original: string | null }>(
    'SELECT frequency, state, original_control AS original FROM submissions WHERE claim_id = $1 ORDER BY number',
    [claim.id],
  );
const openItems = async (...claims: { id: string }[]) =>
  (
    await office.rows<{ kind: string }>(
      "SELECT kind FROM work_items WHERE claim_id = ANY($1) AND state = 'OPEN' ORDER BY kind",
      [claims.map(({ id }) => id)],
    )
  ).map(({ kind }) => kind);
const shareOf = (decided: RemittanceClaim): number => decided.patientResponsibilityCents ?? 0;

/** The claim tells the decision of the payer before to the cent, and every line of it adds up. */
function expectTells(claim: Claim837, decided: RemittanceClaim): void {
  expect(claimFaults(claim)).toEqual([]);
  const [before] = claim.otherPayers;
  expect([before?.paidCents, before?.remainingCents, before?.claimNumber]).toEqual([
    decided.paidCents,
    shareOf(decided),
    decided.payerControlNumber,
  ]);
  expect(claim.lines.map(({ adjudications }) => adjudications[0]?.paidCents)).toEqual(
    decided.lines.map(({ paidCents }) => paidCents),
  );
}

describe('a primary that corrects its decision while the secondary has not decided', () => {
  it(
    'is told to the secondary when that has decided, never before: frequency 7 with the new amounts',
    async () => {
      const first = await primaryPaid(20);
      await chain.nextDay();
      const secondary = await chain.existing(first.primary);
      const onOldData = await chain.decide(secondary.claim_number);
      const corrected = await primaryCorrects(first, { deductiblePercent: 30 });
      await chain.nextDay();
      expect(await chain.owed(first.primary)).toEqual({ payer: 0, patient: 0 });
      expect(await chain.owed(secondary)).toEqual({ payer: shareOf(corrected), patient: 0 });
      expect([await chain.state(secondary), await submissions(secondary)]).toMatchObject([
        'SUBMITTED',
        [{ frequency: '1' }],
      ]);
      expect(await openItems(first.primary, secondary)).toEqual([]);
      await chain.pays(SECONDARY, office.today(), onOldData);
      await chain.nextDay();
      expect([await chain.state(secondary), (await submissions(secondary)).at(-1)]).toEqual([
        'CORRECTING',
        { frequency: '7', state: 'SENT', original: `P${secondary.claim_number}` },
      ]);
      const sent = await chain.asSent(secondary.claim_number);
      expect([sent.frequency, sent.refs.find(({ qualifier }) => qualifier === 'F8')?.value]).toEqual([
        '7',
        `P${secondary.claim_number}`,
      ]);
      expectTells(sent, corrected);
      const anew = { ...(await chain.decide(secondary.claim_number)), payerControlNumber: 'SECOND' };
      await chain.pays(SECONDARY, office.today(), takenBack(withoutLines(onOldData)), anew);
      expect(await chain.owed(secondary)).toEqual({ payer: 0, patient: 0 });
      expect([await chain.state(secondary), await chain.state(first.primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    },
    SLOW,
  );
});

describe('a primary that leaves less than the secondary has paid', () => {
  let first: Chained;
  let secondary: Awaited<ReturnType<typeof chain.existing>>;
  let paid: RemittanceClaim;
  let corrected: RemittanceClaim;
  beforeAll(async () => {
    first = await primaryPaid(30);
    await chain.nextDay();
    secondary = await chain.existing(first.primary);
    paid = await chain.decide(secondary.claim_number);
    await chain.pays(SECONDARY, office.today(), paid);
    expect([await chain.state(secondary), await chain.state(first.primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    corrected = await primaryCorrects(first, { deductiblePercent: 10 });
  }, SLOW);

  it(
    'reopens the secondary’s closed claim and sends it a replacement that adds up',
    async () => {
      await chain.nextDay();
      expect([await chain.state(secondary), await chain.state(first.primary)]).toEqual(['CORRECTING', 'BILLED_NEXT']);
      expect((await submissions(secondary)).map(({ frequency }) => frequency)).toEqual(['1', '7']);
      expectTells(await chain.asSent(secondary.claim_number), corrected);
    },
    SLOW,
  );

  it(
    'leaves a credit that is the secondary’s, with the clock of the law, and no cent of it the patient’s',
    async () => {
      const creditCents = paid.paidCents - shareOf(corrected);
      expect(await chain.owed(secondary)).toEqual({ payer: -creditCents, patient: 0 });
      await office.within((tx) => findCredits(tx));
      const refunds = await office.rows(
        `SELECT r.owner, p.payer_code, r.amount_cents::int AS cents, r.reason, r.state FROM refunds r
         JOIN payers p ON p.id = r.payer_id WHERE r.claim_id = $1`,
        [secondary.id],
      );
      expect(refunds).toEqual([
        { owner: 'payer', payer_code: SECONDARY, cents: creditCents, reason: 'correctionLowered', state: 'IDENTIFIED' },
      ]);
    },
    SLOW,
  );

  it(
    'ends when the secondary takes its payment back and pays anew',
    async () => {
      const anew = { ...(await chain.decide(secondary.claim_number)), payerControlNumber: 'SECOND' };
      await chain.pays(SECONDARY, office.today(), takenBack(withoutLines(paid)), anew);
      expect(await chain.owed(secondary)).toEqual({ payer: 0, patient: 0 });
      expect([await chain.state(secondary), await chain.state(first.primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    },
    SLOW,
  );
});

describe('a primary that corrects its decision before the secondary’s claim has left', () => {
  it(
    'changes the claim that waits: one claim goes out, frequency 1, with the new amounts',
    async () => {
      const first = await primaryPaid(20);
      const secondary = await chain.existing(first.primary);
      const corrected = await primaryCorrects(first, { deductiblePercent: 40 });
      await chain.nextDay();
      expect(await submissions(secondary)).toEqual([{ frequency: '1', state: 'SENT', original: null }]);
      expectTells(await chain.asSent(secondary.claim_number), corrected);
      expect(await chain.owed(secondary)).toEqual({ payer: shareOf(corrected), patient: 0 });
      expect(await openItems(first.primary, secondary)).toEqual([]);
    },
    SLOW,
  );

  it(
    'sends nothing when it now leaves nothing, and both claims close',
    async () => {
      const first = await primaryPaid(20);
      const secondary = await chain.existing(first.primary);
      await primaryCorrects(first, { deductiblePercent: 0 });
      await chain.nextDay();
      expect((await submissions(secondary)).map(({ state }) => state)).toEqual(['WITHDRAWN']);
      expect([await chain.state(secondary), await chain.state(first.primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
      expect([await chain.owed(secondary), await chain.owed(first.primary)]).toEqual([
        { payer: 0, patient: 0 },
        { payer: 0, patient: 0 },
      ]);
    },
    SLOW,
  );
});

describe('a primary that now pays everything, when the secondary has paid too', () => {
  it(
    'is told to the secondary all the same: nothing is left for it, and all it paid is its credit',
    async () => {
      const first = await primaryPaid(25);
      await chain.nextDay();
      const secondary = await chain.existing(first.primary);
      const paid = await chain.decide(secondary.claim_number);
      await chain.pays(SECONDARY, office.today(), paid);
      const corrected = await primaryCorrects(first, { deductiblePercent: 0 });
      await chain.nextDay();
      expect(await chain.owed(secondary)).toEqual({ payer: -paid.paidCents, patient: 0 });
      expect([await chain.state(secondary), await chain.state(first.primary)]).toEqual(['CORRECTING', 'BILLED_NEXT']);
      expectTells(await chain.asSent(secondary.claim_number), corrected);
    },
    SLOW,
  );
});

describe('a correction that changes no amount', () => {
  it(
    'is no news for the secondary: nothing is sent again, and nobody has to look',
    async () => {
      const first = await primaryPaid(20);
      await chain.nextDay();
      const secondary = await chain.existing(first.primary);
      await primaryCorrects(first, { deductiblePercent: 20 });
      await chain.nextDay();
      expect((await submissions(secondary)).map(({ frequency }) => frequency)).toEqual(['1']);
      expect([await chain.state(secondary), await chain.state(first.primary)]).toEqual(['SUBMITTED', 'BILLED_NEXT']);
      expect(await chain.owed(secondary)).toEqual({ payer: shareOf(first.decided), patient: 0 });
      expect(await openItems(first.primary, secondary)).toEqual([]);
    },
    SLOW,
  );
});

describe('a primary that leaves more than before, when the secondary has paid', () => {
  it(
    'hands the difference on: the secondary gets a replacement and owes what is new',
    async () => {
      const first = await primaryPaid(20);
      await chain.nextDay();
      const secondary = await chain.existing(first.primary);
      const paid = await chain.decide(secondary.claim_number);
      await chain.pays(SECONDARY, office.today(), paid);
      const anew = await primaryCorrects(first, { deductiblePercent: 45 });
      await chain.nextDay();
      expect(await chain.owed(secondary)).toEqual({ payer: shareOf(anew) - paid.paidCents, patient: 0 });
      expect((await submissions(secondary)).map(({ frequency }) => frequency)).toEqual(['1', '7']);
      expectTells(await chain.asSent(secondary.claim_number), anew);
    },
    SLOW,
  );
});
