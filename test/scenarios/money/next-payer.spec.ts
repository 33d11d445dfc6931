import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { balanceOf, type OpenedClaim } from '../../app/a-practice.js';
import { openOffice, type Office } from './an-office.js';
import { insured, payerNamed, payersInTurn, plus, withoutLines } from './payers-in-turn.js';

let office: Office;
let chain: ReturnType<typeof payersInTurn>;
beforeAll(async () => {
  office = await openOffice();
  chain = payersInTurn(office);
  // The classes of the practice's payers, which the fixture leaves commercial.
  await office.rows("UPDATE payers SET payer_class = 'medicare' WHERE payer_code = 'MCRB1'");
  await office.rows("UPDATE payers SET payer_class = 'medicaid' WHERE payer_code = 'OHMCD'");
}, 120_000);
afterAll(() => office?.stop());

describe('primary paid → secondary billed → paid', () => {
  let primary: OpenedClaim;
  let decided: RemittanceClaim;
  beforeAll(async () => {
    primary = await chain.bill(insured('BRH01', 'SBP07'));
    decided = await chain.decide(primary.claimNumber, { deductiblePercent: 20 });
    await chain.pays('BRH01', office.today(), decided);
    await chain.nextDay();
  }, 60_000);

  it('bills the secondary with what the primary left, and nothing to the patient', async () => {
    const secondary = await chain.existing(primary);
    const share = decided.patientResponsibilityCents;
    expect(secondary).toMatchObject({ sequence: 'S', state: 'SUBMITTED' });
    expect(await chain.owed(primary)).toEqual({ payer: 0, patient: 0 });
    expect(await chain.owed(secondary)).toEqual({ payer: share, patient: 0 });
    expect(await chain.state(primary)).toBe('BILLED_NEXT');
  });

  it('writes the primary’s decision to the cent: AMT*D, AMT*EAF, CAS and the date at every line', async () => {
    const secondary = await chain.existing(primary);
    const text = office.sent().find((file) => file.includes(`CLM*${secondary.claim_number}*`)) ?? '';
    const money = (amount: number) => (amount / 100).toString();
    expect(text).toContain('SBR*S*18*');
    expect(text).toContain(`AMT*D*${money(decided.paidCents)}~`);
    expect(text).toContain(`AMT*EAF*${money(decided.patientResponsibilityCents ?? 0)}~`);
    expect(text).toContain(`NM1*PR*2*${payerNamed('BRH01').name}*****PI*BRH01~`);
    expect(text).toContain('NM1*PR*2*SUMMIT BENEFIT PLANS*****PI*SBP07~');
    const day = office.rows<{ payment_date: string }>(
      "SELECT to_char(payment_date, 'YYYYMMDD') AS payment_date FROM remittances ORDER BY payment_date DESC LIMIT 1",
    );
    expect(text.split(`DTP*573*D8*${(await day)[0]?.payment_date}~`)).toHaveLength(decided.lines.length + 1);
    for (const line of decided.lines)
      expect(text).toContain(`SVD*BRH01*${money(line.paidCents)}*HC:${line.procedure.code}`);
  });

  it('counts the secondary’s filing from the primary’s remittance', async () => {
    const secondary = await chain.existing(primary);
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
    const secondary = await chain.existing(primary);
    const second = await chain.decide(secondary.claim_number, { deductiblePercent: 25 });
    await chain.pays('SBP07', office.today(), second);
    expect(await chain.owed(secondary)).toEqual({ payer: 0, patient: second.patientResponsibilityCents });
    expect(await chain.state(secondary)).toBe('PATIENT_RESP');
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
    const primary = await chain.bill(insured('UMH22', 'SBP07'));
    await chain.pays('UMH22', office.today(), await chain.decide(primary.claimNumber, { deductiblePercent: 10 }));
    await chain.nextDay();
    const secondary = await chain.existing(primary);
    await chain.pays('SBP07', office.today(), await chain.decide(secondary.claim_number));
    expect([await chain.state(secondary), await chain.state(primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
    expect(await chain.owed(secondary)).toEqual({ payer: 0, patient: 0 });
  });
});

describe('Medicare as the second payer', () => {
  it('counts its year from the service: the late decision of the payer before extends nothing (TF2)', async () => {
    const primary = await chain.bill(insured('BRH01', 'MCRB1'));
    await chain.pays('BRH01', office.today(), await chain.decide(primary.claimNumber, { deductiblePercent: 20 }));
    await chain.nextDay();
    const secondary = await chain.existing(primary);
    const [clock] = await office.rows<{ base: string; service: string; days: boolean }>(
      `SELECT d.base_date::text AS base, c.service_from::text AS service, d.hard_date = d.base_date + interval '1 year' AS days
         FROM deadlines d JOIN claims c ON c.id = d.subject_id WHERE d.subject_id = $1 AND d.kind = 'timely-filing'`,
      [secondary.id],
    );
    expect(clock).toEqual({ base: clock?.service, service: clock?.service, days: true });
  });
});

describe('Medicare crosses the claim over', () => {
  it('is waited for: the secondary’s 835 under our first number finds its claim, and we send nothing', async () => {
    const primary = await chain.bill(insured('MCRB1', 'SBP07'));
    const first = await chain.decide(primary.claimNumber, { deductiblePercent: 20, forwards: true });
    await chain.pays('MCRB1', office.today(), first);
    await chain.nextDay();
    const secondary = await chain.existing(primary);
    expect([await chain.state(primary), secondary.state]).toEqual(['CROSSED_OVER', 'ACCEPTED']);
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
    await chain.pays('SBP07', office.today(), { ...forwarded, patientResponsibilityCents: plus(0, 0) });
    expect(await chain.owed(secondary)).toEqual({ payer: 0, patient: 0 });
    expect([await chain.state(secondary), await chain.state(primary)]).toEqual(['CLOSED_PAID', 'CLOSED_PAID']);
  });

  it('is billed by us when thirty days pass in silence', async () => {
    const primary = await chain.bill(insured('MCRB1', 'UMH22'));
    await chain.pays(
      'MCRB1',
      office.today(),
      await chain.decide(primary.claimNumber, { deductiblePercent: 20, forwards: true }),
    );
    const [clock] = await office.rows<{ hard: string }>(
      "SELECT hard_date::text AS hard FROM deadlines WHERE subject_id = $1 AND kind = 'crossover' AND closed_on IS NULL",
      [primary.id],
    );
    await office.goTo(clock?.hard ?? '');
    await office.work();
    await chain.nextDay();
    const secondary = await chain.existing(primary);
    expect([await chain.state(primary), secondary.state]).toEqual(['BILLED_NEXT', 'SUBMITTED']);
    expect(office.sent().some((text) => text.includes(`CLM*${secondary.claim_number}*`))).toBe(true);
  });
});

describe('a payer that says the claim is not its own and sent it on (CLP02 23)', () => {
  const notOurs = async (claim: OpenedClaim): Promise<RemittanceClaim> => {
    const decided = await chain.decide(claim.claimNumber);
    return {
      ...withoutLines(decided),
      status: '23',
      paidCents: plus(0, 0),
      patientResponsibilityCents: plus(0, 0),
      adjustments: [{ group: 'OA', carc: '109', amountCents: decided.chargeCents }],
    };
  };

  it('denies nothing: the whole charge waits for the payer behind it, and we send nothing', async () => {
    const claim = await chain.bill(insured('MCRB1', 'SBP07'));
    await chain.pays('MCRB1', office.today(), await notOurs(claim));
    await chain.nextDay();
    const behind = await chain.existing(claim);
    expect([await chain.state(claim), behind.state]).toEqual(['CROSSED_OVER', 'ACCEPTED']);
    expect([await chain.owed(claim), await chain.owed(behind)]).toEqual([
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
    const claim = await chain.bill(insured('UMH22'));
    await chain.pays('UMH22', office.today(), await notOurs(claim));
    expect(await chain.owed(claim)).toEqual({ payer: claim.chargeCents, patient: 0 });
    expect(await office.rows('SELECT carc FROM denials WHERE claim_id = $1', [claim.id])).toEqual([{ carc: '109' }]);
  });
});

describe('three payers', () => {
  it('are asked one after the other, each with the decisions of those before', async () => {
    const primary = await chain.bill(insured('BRH01', 'UMH22', 'SBP07'));
    await chain.pays('BRH01', office.today(), await chain.decide(primary.claimNumber, { deductiblePercent: 50 }));
    await chain.nextDay();
    const secondary = await chain.existing(primary);
    await chain.pays('UMH22', office.today(), await chain.decide(secondary.claim_number, { deductiblePercent: 50 }));
    await chain.nextDay();
    const tertiary = await chain.existing(secondary);
    expect(tertiary).toMatchObject({ sequence: 'T', state: 'SUBMITTED' });
    const sent = await chain.asSent(tertiary.claim_number);
    expect(sent.otherPayers.map((other) => [other.sequence, other.payer?.id])).toEqual([
      ['P', 'BRH01'],
      ['S', 'UMH22'],
    ]);
    const last = await chain.decide(tertiary.claim_number, { deductiblePercent: 100 });
    await chain.pays('SBP07', office.today(), last);
    expect((await chain.owed(tertiary)).patient).toBe(last.patientResponsibilityCents);
    expect(await chain.owed(secondary)).toEqual({ payer: 0, patient: 0 });
  });
});

describe('a patient with Medicaid', () => {
  it('is never billed: Medicaid is asked last, and what it leaves stays with the practice', async () => {
    const primary = await chain.bill(insured('UMH22', 'OHMCD'));
    await chain.pays('UMH22', office.today(), await chain.decide(primary.claimNumber, { deductiblePercent: 30 }));
    await chain.nextDay();
    const medicaid = await chain.existing(primary);
    const decided = await chain.decide(medicaid.claim_number, { deductiblePercent: 100 });
    await chain.pays('OHMCD', office.today(), decided);
    expect(await chain.owed(medicaid)).toEqual({ payer: decided.patientResponsibilityCents, patient: 0 });
    const items = await office.rows<{ kind: string }>(
      "SELECT kind FROM work_items WHERE claim_id = $1 AND state = 'OPEN'",
      [medicaid.id],
    );
    expect(items).toEqual([{ kind: 'reviewBalance' }]);
  });
});
