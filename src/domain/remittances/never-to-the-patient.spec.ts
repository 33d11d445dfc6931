import fc from 'fast-check';
import { classifyAdjustment } from '../denials/classify-adjustment.js';
import { nextPayerTransferPosting, patientTransferPosting } from '../ledger/claim-postings.js';
import { accountBalance, type LedgerEntryDraft } from '../ledger/posting.js';
import { mayBillPatient } from '../patients/may-bill-patient.js';
import { payerClasses, type PayerClass } from '../payer-rules/payer-class.js';
import { books, cas, clp, DATE } from './a-remittance.js';
import { planPostings, type RemittancePlan } from './plan-postings.js';
import type { ClaimAdjustment, ClassifyAdjustment, RemittanceClaim } from './remittance.js';

const numRuns = Number(process.env['RECLAIM_CASES'] ?? 3_000);
const CHARGE = 10_000;
const CARCS = [
  '1',
  '2',
  '3',
  '45',
  '253',
  '94',
  '16',
  '18',
  '22',
  '23',
  '27',
  '29',
  '50',
  '96',
  '97',
  '100',
  '119',
  '197',
  '204',
  '209',
  '242',
  'A1',
  'B7',
  'W1',
  'ZZ9',
];

/** Any CAS a payer may write, of every group, with amounts that add up to what was not paid. */
const adjustmentsOf = fc
  .array(
    fc.record({
      group: fc.constantFrom('CO', 'PR', 'OA', 'PI', 'CR'),
      carc: fc.constantFrom(...CARCS),
      weight: fc.integer({ min: 1, max: 50 }),
    }),
    { minLength: 0, maxLength: 6 },
  )
  .map((parts) => {
    const total = parts.reduce((sum, { weight }) => sum + weight, 0);
    return (unpaid: number): ClaimAdjustment[] =>
      parts.map(({ group, carc, weight }, at) => {
        const before = parts.slice(0, at).reduce((sum, each) => sum + each.weight, 0);
        const share = (upTo: number) => Math.floor((unpaid * upTo) / total);
        return cas(group, carc, share(before + weight) - share(before));
      });
  });

interface Payer {
  readonly payerClass: PayerClass;
  readonly status: string;
  readonly paid: number;
  readonly adjustments: (unpaid: number) => ClaimAdjustment[];
  readonly onLine: boolean;
}

/** The insurance of one encounter: who pays, and whether the patient is a Qualified Medicare Beneficiary. */
interface Insured {
  readonly payers: readonly Payer[];
  readonly qmb: boolean;
}

const payer: fc.Arbitrary<Payer> = fc.record({
  payerClass: fc.constantFrom(...payerClasses),
  status: fc.constantFrom('1', '2', '3', '4', '19', '20', '21', '23'),
  paid: fc.integer({ min: 0, max: CHARGE }),
  adjustments: adjustmentsOf,
  onLine: fc.boolean(),
});

function remittanceClaim({ status, paid, adjustments, onLine }: Payer): RemittanceClaim {
  const given = adjustments(CHARGE - paid).filter(({ amountCents }) => amountCents !== 0);
  const paidCents = CHARGE - given.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const line = {
    ordinal: 1,
    procedure: { code: '99213', modifiers: [] },
    chargeCents: CHARGE,
    paidCents,
    adjustments: given,
    remarks: [],
  };
  return clp({
    status,
    chargeCents: CHARGE,
    paidCents,
    ...(onLine ? { lines: [line] } : { adjustments: given }),
  });
}

const insured = (minLength: number): fc.Arbitrary<Insured> =>
  fc.record({ payers: fc.array(payer, { minLength, maxLength: 3 }), qmb: fc.boolean() });

const classifierOf =
  (payerClass: PayerClass): ClassifyAdjustment =>
  ({ group, carc, rarcs }) =>
    classifyAdjustment({ group, carc, rarcs, payerKey: 'default', payerClass });

interface Told {
  readonly entries: readonly LedgerEntryDraft[];
  readonly claim: RemittanceClaim;
  readonly plan: RemittancePlan;
  readonly mayBill: boolean;
  readonly classify: ClassifyAdjustment;
}

/** The whole insurance of one encounter: each payer decides, what it leaves is handed on, the last leaves it to the guarantor. */
function encounter({ payers, qmb }: Insured): Told[] {
  let open = CHARGE;
  return payers.map((each, at): Told => {
    const claimId = `claim-${at}`;
    const classes = payers.slice(0, at + 1).map((one) => one.payerClass);
    const guard = mayBillPatient({ group: 'PR', payerClasses: classes, qmb });
    const last = at === payers.length - 1;
    const claim = remittanceClaim(each);
    const classify = classifierOf(each.payerClass);
    const known = books({
      claimId,
      payerId: `payer-${at}`,
      openPayerCents: open,
      patientGuard: guard,
      ...(!last && { nextPayerId: `payer-${at + 1}` }),
    });
    const plan = planPostings({
      remittance: {
        remittanceId: `r${at}`,
        identityKey: `k${at}`,
        payerId: `payer-${at}`,
        paymentDate: DATE,
        paymentCents: claim.paidCents,
        claims: [claim],
        providerAdjustments: [],
      },
      classify,
      openOffsets: [],
      claimOfAdjustment: new Map(),
      claims: new Map([[1, known]]),
    });
    const share = plan.claims[0]?.transferToNextPayerCents ?? 0;
    const handed = share > 0 ? handOn(at, share, { last, mayBill: guard.mayBill }) : [];
    const entries = [...plan.postings.flatMap((posting) => posting.entries), ...handed];
    open = share;
    return { entries, claim, plan, mayBill: guard.mayBill, classify };
  });
}

/** What the step does with a share: to the next claim, or (crossed over to nobody we know) to the guarantor under the guard. */
function handOn(at: number, amountCents: number, to: { last: boolean; mayBill: boolean }): readonly LedgerEntryDraft[] {
  const from = { claimId: `claim-${at}`, payerId: `payer-${at}` };
  const head = { businessKey: `h${at}`, effectiveDate: DATE, amountCents };
  if (!to.last)
    return nextPayerTransferPosting({ ...head, from, to: { claimId: `claim-${at + 1}`, payerId: `payer-${at + 1}` } })
      .entries;
  if (!to.mayBill) return [];
  return patientTransferPosting({
    ...head,
    ...from,
    guarantorAccountId: 'acc',
    source: { type: 'claim', id: from.claimId },
  }).entries;
}

const allAdjustments = (claim: RemittanceClaim): readonly ClaimAdjustment[] => [
  ...claim.adjustments,
  ...claim.lines.flatMap((line) => line.adjustments),
];
/** PR of the kind that is a patient's share and that no rule protects the patient from. */
const billable = ({ claim, classify }: Told): number =>
  allAdjustments(claim)
    .filter((each) => each.group === 'PR')
    .filter((each) => {
      const meaning = classify({ ...each, rarcs: [] });
      return meaning.kind === 'P' && !meaning.patientProtected;
    })
    .reduce((sum, { amountCents }) => sum + amountCents, 0);

describe('the patient’s account', () => {
  it('never gets a cent of CO, nor of PI or OA without a person, whatever payers say and whoever they are', () => {
    fc.assert(
      fc.property(insured(1), (patient) => {
        for (const told of encounter(patient)) {
          const owed = accountBalance(told.entries, { account: 'receivable.patient' });
          expect(owed).toBeGreaterThanOrEqual(0);
          expect(owed).toBeLessThanOrEqual(told.mayBill ? billable(told) : 0);
        }
      }),
      { numRuns },
    );
  });

  it('never gets a cent of a QMB, a Medicaid or a workers’ compensation patient, from whichever payer', () => {
    const never: readonly PayerClass[] = ['medicaid', 'medicaidMco', 'workersComp', 'feca'];
    const everyProtection = fc.oneof(
      insured(1).map((patient): Insured => ({ ...patient, qmb: true })),
      fc.tuple(insured(1), fc.constantFrom(...never)).map(([{ payers, qmb }, payerClass]): Insured => ({
        payers: payers.map((each, at) => (at === 0 ? { ...each, payerClass } : each)),
        qmb,
      })),
    );
    fc.assert(
      fc.property(everyProtection, (patient) => {
        for (const { entries } of encounter(patient))
          expect(accountBalance(entries, { account: 'receivable.patient' })).toBe(0);
      }),
      { numRuns },
    );
  });

  it('of a QMB gets no share: what no payer is left for is contractual, and nobody is asked', () => {
    const share = {
      payerClass: 'medicare',
      status: '1',
      paid: 8_000,
      adjustments: () => [cas('PR', '2', 2_000)],
    } as const;
    const [told] = encounter({ payers: [{ ...share, onLine: true }], qmb: true });
    expect(accountBalance(told?.entries ?? [], { account: 'writeoff.WO-QMB' })).toBe(2_000);
    expect(accountBalance(told?.entries ?? [], { account: 'receivable.payer' })).toBe(-10_000);
    expect(told?.plan.claims[0]?.reviews).toEqual([]);
  });

  it('gets nothing from a payer while another is still to be asked', () => {
    fc.assert(
      fc.property(insured(2), (patient) => {
        const [first] = encounter(patient);
        expect(accountBalance(first?.entries ?? [], { account: 'receivable.patient' })).toBe(0);
      }),
      { numRuns },
    );
  });

  it('and the books of the whole encounter foot: charge = paid + written off + patient + still open', () => {
    fc.assert(
      fc.property(insured(1), (patient) => {
        const entries = encounter(patient).flatMap((told) => told.entries);
        expect(entries.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(0);
        expect(accountBalance(entries, { account: 'transfer.next-payer' })).toBe(0);
      }),
      { numRuns },
    );
  });

  it('does get a share in these cases, so that the property is not empty', () => {
    const share: Payer = {
      payerClass: 'commercial',
      status: '1',
      paid: 8_000,
      adjustments: () => [cas('PR', '1', 2_000)],
      onLine: false,
    };
    const of = (payers: Payer[], qmb = false) =>
      encounter({ payers, qmb }).map((told) => accountBalance(told.entries, { account: 'receivable.patient' }));
    expect(of([share])).toEqual([2_000]);
    const second: Payer = {
      ...share,
      status: '2',
      paid: 1_500,
      adjustments: () => [cas('OA', '23', 8_000), cas('PR', '3', 500)],
    };
    expect(of([share, second])).toEqual([0, 500]);
    expect(of([share, { ...second, payerClass: 'medicaid' }])).toEqual([0, 0]);
    expect(of([{ ...share, payerClass: 'workersComp' }])).toEqual([0]);
    expect(of([share], true)).toEqual([0]);
  });
});
