import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import { RIVERSIDE_PAYERS } from '../../../src/edi/x12/837p/practice-catalog.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { readX12 } from '../../../src/edi/x12/read.js';
import { adjudicate } from '../../../src/simulator/adjudicate.js';
import type { PayerDecision } from '../../../src/simulator/scenarios/scenario.js';
import { balanceOf, claimRow, openOne, takenBack, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, remittanceFile, type Office } from './an-office.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  // The classes of the practice's payers, which the fixture leaves commercial.
  await office.rows("UPDATE payers SET payer_class = 'medicare' WHERE payer_code = 'MCRB1'");
  await office.rows("UPDATE payers SET payer_class = 'medicaid' WHERE payer_code = 'OHMCD'");
}, 120_000);
afterAll(() => office?.stop());

const payer = (id: string) => {
  const found = RIVERSIDE_PAYERS.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

/** A claim first to one payer, and with further policies of the patient in the order given. */
const insured =
  (first: string, ...others: string[]) =>
  (claim: Claim837): Claim837 => ({
    ...claim,
    payer: { ...claim.payer, id: first, name: payer(first).name },
    subscriber: { ...claim.subscriber, filingIndicator: payer(first).filingIndicator },
    otherPayers: others.map((id, at) => ({
      sequence: ['S', 'T'][at] ?? 'A',
      relationship: '18',
      filingIndicator: payer(id).filingIndicator,
      adjustments: [],
      amounts: [],
      benefitsAssigned: 'Y',
      release: 'Y',
      subscriber: {
        entity: 'person',
        name: claim.subscriber.name,
        firstName: claim.subscriber.firstName ?? '',
        memberId: `M${at}${claim.claimNumber}`,
        contacts: [],
        refs: [],
      },
      payer: { entity: 'organization', name: payer(id).name, id, idQualifier: 'PI', contacts: [], refs: [] },
      providers: [],
      unmodelled: [],
    })),
  });

async function claimsIn(text: string): Promise<Claim837[]> {
  const claims: Claim837[] = [];
  const bytes = (async function* one() {
    yield new TextEncoder().encode(text);
  })();
  for await (const items of readX12(bytes, { allow: { allowTestUsage: true } }))
    for (const item of items) if (item.kind === 'claim') claims.push(item.claim);
  return claims;
}

/** The claim as its payer holds it: what the last 837 that names it said. */
async function asSent(claimNumber: string): Promise<Claim837> {
  for (const text of office.sent().reverse()) {
    const found = (await claimsIn(text)).find((claim) => claim.claimNumber === claimNumber);
    if (found) return found;
  }
  throw new Error(`${claimNumber} was never sent`);
}

const decide = async (claimNumber: string, decision: Partial<PayerDecision> = {}): Promise<RemittanceClaim> =>
  adjudicate(
    await asSent(claimNumber),
    { payAfterDays: 1, ...decision },
    { ordinal: 1, payerClaimNumber: `P${claimNumber}` },
  );

async function pays(id: string, date: string, ...claims: RemittanceClaim[]): Promise<void> {
  await office.receive(remittanceFile({ payer: payer(id), date, claims }));
  await office.work();
}

async function bill(change: (claim: Claim837) => Claim837): Promise<OpenedClaim> {
  const claim = await openOne(office, change);
  await office.work();
  await nextDay();
  return claim;
}

/** One business day later, after closing time: what was ready has left. */
async function nextDay(): Promise<void> {
  const days = new Date(`${office.today()}T00:00:00Z`);
  days.setUTCDate(days.getUTCDate() + 1);
  await office.goTo(days.toISOString().slice(0, 10));
  await office.work();
}

const next = async (claim: { id: string }) => {
  const [row] = await office.rows<{ id: string; claim_number: string; state: string; sequence: string }>(
    'SELECT id, claim_number, state, sequence FROM claims WHERE parent_claim_id = $1',
    [claim.id],
  );
  return row;
};
const state = async (claim: { id: string }) => (await claimRow(office, claim.id)).state;
const owed = async (claim: { id: string }) => ({
  payer: await balanceOf(office, claim.id, 'receivable.payer'),
  patient: await balanceOf(office, claim.id, 'receivable.patient'),
});
const existing = async (claim: { id: string }) => {
  const found = await next(claim);
  if (!found) throw new Error('there is no claim to the next payer');
  return found;
};

describe('primary paid → secondary billed → paid', () => {
  let primary: OpenedClaim;
  let decided: RemittanceClaim;
  beforeAll(async () => {
    primary = await bill(insured('BRH01', 'SBP07'));
    decided = await decide(primary.claimNumber, { deductiblePercent: 20 });
    await pays('BRH01', office.today(), decided);
    await nextDay();
  }, 60_000);

  it('bills the secondary with what the primary left, and nothing to the patient', async () => {
    const secondary = await existing(primary);
    const share = decided.patientResponsibilityCents;
    expect(secondary).toMatchObject({ sequence: 'S', state: 'SUBMITTED' });
    expect(await owed(primary)).toEqual({ payer: 0, patient: 0 });
    expect(await owed(secondary)).toEqual({ payer: share, patient: 0 });
    expect(await state(primary)).toBe('BILLED_NEXT');
  });

  it('writes the primary’s decision to the cent: AMT*D, AMT*EAF, CAS and the date at every line', async () => {
    const secondary = await existing(primary);
    const text = office.sent().find((file) => file.includes(`CLM*${secondary.claim_number}*`)) ?? '';
    const money = (amount: number) => (amount / 100).toString();
    expect(text).toContain('SBR*S*18*');
    expect(text).toContain(`AMT*D*${money(decided.paidCents)}~`);
    expect(text).toContain(`AMT*EAF*${money(decided.patientResponsibilityCents ?? 0)}~`);
    expect(text).toContain(`NM1*PR*2*${payer('BRH01').name}*****PI*BRH01~`);
    expect(text).toContain('NM1*PR*2*SUMMIT BENEFIT PLANS*****PI*SBP07~');
    const day = office.rows<{ payment_date: string }>(
      "SELECT to_char(payment_date, 'YYYYMMDD') AS payment_date FROM remittances ORDER BY payment_date DESC LIMIT 1",
    );
    expect(text.split(`DTP*573*D8*${(await day)[0]?.payment_date}~`)).toHaveLength(decided.lines.length + 1);
    for (const line of decided.lines)
      expect(text).toContain(`SVD*BRH01*${money(line.paidCents)}*HC:${line.procedure.code}`);
  });

  it('counts the secondary’s filing from the primary’s remittance', async () => {
    const secondary = await existing(primary);
    const [deadline] = await office.rows<{ base: string }>(
      "SELECT base_date::text AS base FROM deadlines WHERE subject_id = $1 AND kind = 'timely-filing'",
      [secondary.id],
    );
    const [paid] = await office.rows<{ on: string }>(
      'SELECT payment_date::text AS on FROM remittances ORDER BY payment_date DESC LIMIT 1',
    );
    expect(deadline?.base).toBe(paid?.on);
  });

  it('posts at most what the primary left, gives the patient the rest, and both claims close with it', async () => {
    const secondary = await existing(primary);
    const second = await decide(secondary.claim_number, { deductiblePercent: 25 });
    await pays('SBP07', office.today(), second);
    expect(await owed(secondary)).toEqual({ payer: 0, patient: second.patientResponsibilityCents });
    expect(await state(secondary)).toBe('PATIENT_RESP');
    expect(await balanceOf(office, secondary.id, 'writeoff.WO-CON')).toBe(0);
    expect(
      await office.rows("SELECT 1 FROM work_items WHERE claim_id = ANY($1) AND state = 'OPEN'", [
        [primary.id, secondary.id],
      ]),
    ).toEqual([]);
  });
});

describe('a claim that the secondary pays in full', () => {
  it('closes together with its primary', async () => {
    const primary = await bill(insured('UMH22', 'SBP07'));
    await pays('UMH22', office.today(), await decide(primary.claimNumber, { deductiblePercent: 10 }));
    await nextDay();
    const secondary = await existing(primary);
    await pays('SBP07', office.today(), await decide(secondary.claim_number));
    expect([await state(secondary), await state(primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    expect(await owed(secondary)).toEqual({ payer: 0, patient: 0 });
  });
});

describe('Medicare crosses the claim over', () => {
  it('is waited for: the secondary’s 835 under our first number finds its claim, and we send nothing', async () => {
    const primary = await bill(insured('MCRB1', 'SBP07'));
    const first = await decide(primary.claimNumber, { deductiblePercent: 20, forwards: true });
    await pays('MCRB1', office.today(), first);
    await nextDay();
    const secondary = await existing(primary);
    expect([await state(primary), secondary.state]).toEqual(['CROSSED_OVER', 'ACCEPTED']);
    expect(office.sent().some((text) => text.includes(`CLM*${secondary.claim_number}*`))).toBe(false);
    const share = first.patientResponsibilityCents ?? 0;
    const forwarded: RemittanceClaim = {
      ...first,
      status: '2',
      paidCents: first.patientResponsibilityCents ?? first.paidCents,
      patientResponsibilityCents: first.paidCents,
      payerControlNumber: 'SUMMIT1',
      lines: [],
      adjustments: [{ group: 'OA', carc: '23', amountCents: plus(first.chargeCents, -share) }],
    };
    await pays('SBP07', office.today(), { ...forwarded, patientResponsibilityCents: plus(0, 0) });
    expect(await owed(secondary)).toEqual({ payer: 0, patient: 0 });
    expect([await state(secondary), await state(primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
  });

  it('is billed by us when thirty days pass in silence', async () => {
    const primary = await bill(insured('MCRB1', 'UMH22'));
    await pays('MCRB1', office.today(), await decide(primary.claimNumber, { deductiblePercent: 20, forwards: true }));
    const [clock] = await office.rows<{ hard: string }>(
      "SELECT hard_date::text AS hard FROM deadlines WHERE subject_id = $1 AND kind = 'crossover' AND closed_on IS NULL",
      [primary.id],
    );
    await office.goTo(clock?.hard ?? '');
    await office.work();
    await nextDay();
    const secondary = await existing(primary);
    expect([await state(primary), secondary.state]).toEqual(['BILLED_NEXT', 'SUBMITTED']);
    expect(office.sent().some((text) => text.includes(`CLM*${secondary.claim_number}*`))).toBe(true);
  });
});

describe('a payer that says the claim is not its own and sent it on (CLP02 23)', () => {
  const notOurs = async (claim: OpenedClaim): Promise<RemittanceClaim> => {
    const decided = await decide(claim.claimNumber);
    return {
      ...withoutLines(decided),
      status: '23',
      paidCents: plus(0, 0),
      patientResponsibilityCents: plus(0, 0),
      adjustments: [{ group: 'OA', carc: '109', amountCents: decided.chargeCents }],
    };
  };

  it('denies nothing: the whole charge waits for the payer behind it, and we send nothing', async () => {
    const claim = await bill(insured('MCRB1', 'SBP07'));
    await pays('MCRB1', office.today(), await notOurs(claim));
    await nextDay();
    const behind = await existing(claim);
    expect([await state(claim), behind.state]).toEqual(['CROSSED_OVER', 'ACCEPTED']);
    expect([await owed(claim), await owed(behind)]).toEqual([
      { payer: 0, patient: 0 },
      { payer: claim.chargeCents, patient: 0 },
    ]);
    expect(await office.rows('SELECT 1 FROM denials WHERE claim_id = $1', [claim.id])).toEqual([]);
    const [clock] = await office.rows<{ hard: string }>(
      "SELECT hard_date::text AS hard FROM deadlines WHERE subject_id = $1 AND kind = 'crossover' AND closed_on IS NULL",
      [claim.id],
    );
    expect(clock?.hard).toBeDefined();
  });

  it('is a denial that a person works when no payer behind it is known, and nothing to the patient', async () => {
    const claim = await bill(insured('UMH22'));
    await pays('UMH22', office.today(), await notOurs(claim));
    expect(await owed(claim)).toEqual({ payer: claim.chargeCents, patient: 0 });
    expect(await office.rows('SELECT carc FROM denials WHERE claim_id = $1', [claim.id])).toEqual([{ carc: '109' }]);
  });
});

describe('three payers', () => {
  it('are asked one after the other, each with the decisions of those before', async () => {
    const primary = await bill(insured('BRH01', 'UMH22', 'SBP07'));
    await pays('BRH01', office.today(), await decide(primary.claimNumber, { deductiblePercent: 50 }));
    await nextDay();
    const secondary = await existing(primary);
    await pays('UMH22', office.today(), await decide(secondary.claim_number, { deductiblePercent: 50 }));
    await nextDay();
    const tertiary = await existing(secondary);
    expect(tertiary).toMatchObject({ sequence: 'T', state: 'SUBMITTED' });
    const sent = await asSent(tertiary.claim_number);
    expect(sent.otherPayers.map((other) => [other.sequence, other.payer?.id])).toEqual([
      ['P', 'BRH01'],
      ['S', 'UMH22'],
    ]);
    const last = await decide(tertiary.claim_number, { deductiblePercent: 100 });
    await pays('SBP07', office.today(), last);
    expect((await owed(tertiary)).patient).toBe(last.patientResponsibilityCents);
    expect(await owed(secondary)).toEqual({ payer: 0, patient: 0 });
  });
});

describe('a patient with Medicaid', () => {
  it('is never billed: Medicaid is asked last, and what it leaves stays with the practice', async () => {
    const primary = await bill(insured('UMH22', 'OHMCD'));
    await pays('UMH22', office.today(), await decide(primary.claimNumber, { deductiblePercent: 30 }));
    await nextDay();
    const medicaid = await existing(primary);
    const decided = await decide(medicaid.claim_number, { deductiblePercent: 100 });
    await pays('OHMCD', office.today(), decided);
    expect(await owed(medicaid)).toEqual({ payer: decided.patientResponsibilityCents, patient: 0 });
    const items = await office.rows<{ kind: string }>(
      "SELECT kind FROM work_items WHERE claim_id = $1 AND state = 'OPEN'",
      [medicaid.id],
    );
    expect(items).toEqual([{ kind: 'reviewBalance' }]);
  });
});

describe('a primary that changes its mind after the secondary was billed', () => {
  it('takes back what it left and hands on only the new share', async () => {
    const primary = await bill(insured('BRH01', 'SBP07'));
    const old = await decide(primary.claimNumber, { deductiblePercent: 20 });
    await pays('BRH01', office.today(), old);
    await nextDay();
    const secondary = await existing(primary);
    const corrected = { ...(await decide(primary.claimNumber, { deductiblePercent: 30 })), payerControlNumber: 'NEW1' };
    await pays('BRH01', office.today(), takenBack(withoutLines(old)), corrected);
    expect(await owed(primary)).toEqual({ payer: 0, patient: 0 });
    expect(await owed(secondary)).toEqual({ payer: corrected.patientResponsibilityCents, patient: 0 });
    const items = await office.rows<{ kind: string }>(
      "SELECT kind FROM work_items WHERE claim_id = $1 AND state = 'OPEN'",
      [secondary.id],
    );
    expect(items).toEqual([{ kind: 'reviewBalance' }]);
  });
});

const plus = (amount: number, more: number) => (amount + more) as RemittanceClaim['paidCents'];

/** The payer takes the whole claim back at claim level. */
const withoutLines = (claim: RemittanceClaim): RemittanceClaim => ({
  ...claim,
  lines: [],
  adjustments: [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)],
});
