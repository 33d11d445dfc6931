import fc from 'fast-check';
import { plainDate } from '../dates/plain-date.js';
import type { CarcKind } from '../denials/classification.js';
import { chargePosting } from '../ledger/claim-postings.js';
import { accountBalance, type LedgerEntryDraft, type PostingDraft } from '../ledger/posting.js';
import { moneyReport } from '../reporting/money-report.js';
import { treat, treatmentTable } from './adjustment-rules.js';
import type { ClaimOnBooks } from './claim-plan.js';
import { planPostings, type RemittancePlan } from './plan-postings.js';
import type { AdjustmentClass, ClassifyAdjustment, ProviderAdjustment, Remittance, RemittanceClaim } from './remittance.js';

const DATE = plainDate('2026-05-04');
const meanings: Readonly<Record<string, AdjustmentClass>> = {
  '45': { kind: 'A', category: 'CONTRACT', postsTo: 'contractual', patientProtected: false },
  '253': { kind: 'A', category: 'CONTRACT', postsTo: 'sequestration', patientProtected: true },
  '94': { kind: 'A', category: 'CONTRACT', postsTo: 'overpaymentCheck', patientProtected: false },
  '1': { kind: 'P', category: 'PTRESP', postsTo: null, patientProtected: false },
  '2': { kind: 'P', category: 'PTRESP', postsTo: null, patientProtected: false },
  '50': { kind: 'D', category: 'MEDNEC', postsTo: null, patientProtected: false },
  '16': { kind: 'D', category: 'BILLERR', postsTo: null, patientProtected: false },
  '23': { kind: 'I', category: 'PRIOR', postsTo: null, patientProtected: false },
  '133': { kind: 'I', category: 'INFO', postsTo: null, patientProtected: false },
};
const classify: ClassifyAdjustment = ({ carc }) =>
  meanings[carc] ?? { kind: 'U', category: 'UNKNOWN', postsTo: null, patientProtected: false };

const cas = (group: string, carc: string, amountCents: number) => ({ group, carc, amountCents });
const clp = (over: Partial<RemittanceClaim> = {}): RemittanceClaim => ({
  ordinal: 1, claimNumber: 'A1', status: '1', chargeCents: 10_000, paidCents: 0, adjustments: [], remarks: [], lines: [], ...over,
});
const books = (over: Partial<ClaimOnBooks> = {}): ClaimOnBooks => ({
  claimId: 'claim', payerId: 'payer', guarantorAccountId: 'acc', rank: 'primary', openPayerCents: 10_000,
  patientGuard: { mayBill: true, reasons: [] }, earlier: [], lines: [], ...over,
});

function plan(claims: readonly RemittanceClaim[], known: ClaimOnBooks | null = books(), plb: readonly ProviderAdjustment[] = [], more: {
  openOffsets?: { reference: string; amountCents: number }[]; claimOfAdjustment?: ReadonlyMap<number, string>;
} = {}): RemittancePlan {
  const paymentCents = claims.reduce((sum, { paidCents }) => sum + paidCents, 0) - plb.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const remittance: Remittance = {
    remittanceId: 'r', identityKey: 'p|t|2026-05-04', payerId: 'payer', paymentDate: DATE, paymentCents, claims, providerAdjustments: plb,
  };
  return planPostings({
    remittance, classify, openOffsets: more.openOffsets ?? [], claimOfAdjustment: more.claimOfAdjustment ?? new Map(),
    claims: new Map(known ? claims.map((claim) => [claim.ordinal, known]) : []),
  });
}

const balances = (postings: readonly PostingDraft[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { account, amountCents } of postings.flatMap(({ entries }) => entries)) sums[account] = (sums[account] ?? 0) + amountCents;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
};

describe('what posts of a remittance claim', () => {
  it('is the payment, the contractual part and the patient’s share', () => {
    const { claims, postings } = plan([clp({ paidCents: 6_000, adjustments: [cas('CO', '45', 2_500), cas('PR', '2', 1_500)] })]);
    expect(balances(postings)).toEqual({
      'cash.clearing': 6_000, 'writeoff.WO-CON': 2_500, 'receivable.patient': 1_500, 'receivable.payer': -10_000,
    });
    expect(claims[0]).toMatchObject({ transferToPatientCents: 1_500, unexplainedCents: 0, outcome: { paidCents: 6_000, patientResponsibilityCents: 1_500 } });
  });

  it('is nothing of a denial, in any group; the amount stays with the payer', () => {
    for (const group of ['CO', 'PR', 'OA', 'PI']) {
      const { claims, postings } = plan([clp({ adjustments: [cas(group, '50', 10_000)] })]);
      expect(postings).toEqual([]);
      expect(claims[0]).toMatchObject({
        deniedCents: 10_000, unexplainedCents: 0, denials: [{ group, carc: '50', amountCents: 10_000 }], outcome: { deniedLines: 1, totalLines: 1 },
      });
    }
  });

  it('sends sequestration to its own account and never to the patient', () => {
    expect(balances(plan([clp({ paidCents: 9_800, adjustments: [cas('CO', '253', 200)] })]).postings)).toMatchObject({ 'writeoff.WO-SEQ': 200 });
    const asPatient = plan([clp({ paidCents: 9_800, adjustments: [cas('PR', '253', 200)] })]);
    expect(asPatient.claims[0]).toMatchObject({ transferToPatientCents: 0, unexplainedCents: 200 });
  });

  it('leaves PR-45, OA-45, unknown codes and CO with a patient code to a person', () => {
    const { claims, postings } = plan([clp({
      paidCents: 5_000, adjustments: [cas('PR', '45', 2_000), cas('OA', '45', 1_000), cas('CO', '2', 1_500), cas('CO', 'ZZ', 500)],
    })]);
    expect(balances(postings)).toEqual({ 'cash.clearing': 5_000, 'receivable.payer': -5_000 });
    expect(claims[0]?.unexplainedCents).toBe(5_000);
    expect(claims[0]?.reviews.map(({ reason }) => reason)).toEqual(['prContractual', 'contractualNotCo', 'patientKindNotPr', 'unknownCode']);
  });

  it('does not take CO-45 for the full charge as a contract', () => {
    const { claims, postings } = plan([clp({ adjustments: [cas('CO', '45', 10_000)] })]);
    expect(postings).toEqual([]);
    expect(claims[0]).toMatchObject({ unexplainedCents: 10_000, reviews: [{ reason: 'fullChargeContractual' }] });
  });

  it('keeps the patient’s share with payers while another payer comes next or the claim was crossed over', () => {
    const paid = { paidCents: 8_000, adjustments: [cas('PR', '2', 2_000)] };
    for (const [claim, known] of [
      [clp(paid), books({ nextPayerId: 'second' })], [clp({ ...paid, status: '19' }), books()], [clp({ ...paid, remarks: ['MA18'] }), books()],
    ] as const) {
      expect(plan([claim], known).claims[0]).toMatchObject({ transferToPatientCents: 0, transferToNextPayerCents: 2_000, unexplainedCents: 0 });
    }
  });

  it('never moves a share to a patient the law protects', () => {
    const guard = { mayBill: false, reasons: ['medicaid'] };
    expect(plan([clp({ paidCents: 8_000, adjustments: [cas('PR', '2', 2_000)] })], books({ patientGuard: guard })).claims[0]).toMatchObject({
      transferToPatientCents: 0, unexplainedCents: 2_000, reviews: [{ reason: 'patientGuard' }],
    });
  });

  it('limits a secondary to what the primary left; the rest is an exception', () => {
    const secondary = clp({ status: '2', paidCents: 1_500, adjustments: [cas('OA', '23', 6_000), cas('PR', '2', 300), cas('CO', '45', 2_200)] });
    const { claims, postings } = plan([secondary], books({ rank: 'secondary', openPayerCents: 2_000, priorPayerImpactCents: 8_000 }));
    expect(balances(postings)).toEqual({
      'cash.clearing': 1_500, 'receivable.patient': 300, 'writeoff.WO-CON': 200, 'receivable.payer': -2_000,
    });
    expect(claims[0]?.reviews).toEqual([
      { reason: 'beyondBalance', group: 'CO', carc: '45', amountCents: 2_000, leftOpenCents: 0 },
      { reason: 'differsFromPrimary', group: 'OA', carc: '23', amountCents: -2_000, leftOpenCents: 0 },
    ]);
  });

  it('names the lines of a denial and counts only fully denied lines', () => {
    const line = { procedure: { code: '99213', modifiers: [] }, serviceFrom: DATE, remarks: [] };
    const { claims } = plan([clp({
      paidCents: 4_000, remarks: ['MA01'], lines: [
        { ...line, ordinal: 1, chargeCents: 5_000, paidCents: 4_000, lineControl: 'L1', adjustments: [cas('CO', '45', 1_000)] },
        { ...line, ordinal: 2, chargeCents: 5_000, paidCents: 0, lineControl: 'L2', remarks: ['N115'], adjustments: [cas('CO', '50', 5_000)] },
      ],
    })], books({ lines: ['L1', 'L2'].map((key) => ({
      lineId: `id-${key}`, lineControlNumber: key, procedureCode: '99213', modifiers: [], serviceDate: DATE, chargeCents: 5_000,
    })) }));
    expect(claims[0]).toMatchObject({
      deniedCents: 5_000, outcome: { deniedLines: 1, totalLines: 2 },
      denials: [{ carc: '50', rarcs: ['N115'], lines: ['id-L2'], amountCents: 5_000 }],
    });
  });

  it('puts money of an unknown claim into suspense', () => {
    const { claims, postings } = plan([clp({ paidCents: 3_000 })], null);
    expect(balances(postings)).toEqual({ 'cash.clearing': 3_000, suspense: -3_000 });
    expect(claims[0]?.claimId).toBeUndefined();
  });
});

describe('the table of kind and group', () => {
  it('lets only CO of kind A reach an account and only PR of kind P the patient', () => {
    const kinds: CarcKind[] = ['A', 'P', 'D', 'I', 'U'];
    const reached = kinds.flatMap((kind) => ['CO', 'PR', 'OA', 'PI', 'CR'].map((group) => {
      const meaning: AdjustmentClass = { kind, category: 'CONTRACT', postsTo: 'contractual', patientProtected: false };
      return `${kind}-${group}: ${treat(cas(group, '999', 100), meaning, { chargeCents: 500, paidCents: 0 }).to}`;
    }));
    expect(reached.filter((text) => /account|patientShare/.test(text))).toEqual(['A-CO: account', 'P-PR: patientShare']);
    expect(reached.filter((text) => text.startsWith('D')).every((text) => text.endsWith('denied'))).toBe(true);
    expect(Object.keys(treatmentTable).sort()).toEqual([...kinds].sort());
  });
});

describe('a reversal', () => {
  const first = clp({ paidCents: 6_000, payerControlNumber: 'ICN1', adjustments: [cas('CO', '45', 2_500), cas('PR', '2', 1_500)] });
  const back = clp({
    ordinal: 2, status: '22', chargeCents: -10_000, paidCents: -6_000, payerControlNumber: 'ICN1', adjustments: [cas('CO', '45', -2_500), cas('PR', '2', -1_500)],
  });

  it('takes back exactly what was posted, and its correction in the same file posts anew', () => {
    const corrected = clp({ ordinal: 3, paidCents: 7_000, adjustments: [cas('CO', '45', 3_000)] });
    const { claims, postings } = plan([first, back, corrected]);
    expect(claims[1]).toMatchObject({ transferToPatientCents: -1_500, adjustedCents: -2_500, outcome: { reversal: true }, reviews: [] });
    expect(postings[1]?.reversesKey).toBe(postings[0]?.businessKey);
    expect(balances(postings)).toEqual({ 'cash.clearing': 7_000, 'writeoff.WO-CON': 3_000, 'receivable.payer': -10_000 });
  });

  it('without its original moves the cash through suspense and asks a person', () => {
    const { claims, postings } = plan([{ ...back, ordinal: 1 }], books(), [{ ordinal: 1, reason: 'WO', reference: 'ICN1', amountCents: -6_000 }]);
    expect(claims[0]?.reviews).toMatchObject([{ reason: 'reversalWithoutOriginal' }]);
    expect(balances(postings)).toEqual({ suspense: 6_000, 'payer-offset': -6_000 });
  });
});

describe('provider adjustments', () => {
  const wo = (ordinal: number, amountCents: number, reference = 'ICN1'): ProviderAdjustment => ({ ordinal, reason: 'WO', reference, amountCents });

  it('announce a recovery and clear it later', () => {
    expect(balances(plan([], null, [wo(1, -6_000)]).postings)).toEqual({ 'cash.clearing': 6_000, 'payer-offset': -6_000 });
    const later = plan([clp({ paidCents: 9_000 })], null, [wo(1, 6_000)], { openOffsets: [{ reference: 'ICN1', amountCents: 6_000 }] });
    expect(balances(later.postings)).toEqual({ 'cash.clearing': 3_000, suspense: -9_000, 'payer-offset': 6_000 });
    expect(later.providerAdjustments[0]?.review).toBeUndefined();
  });

  it('post a takeback on the claim when nothing was announced, never both for the same money', () => {
    const both = plan([clp({ paidCents: 9_000 })], null, [wo(1, 6_000)], {
      openOffsets: [{ reference: 'ICN1', amountCents: 4_000 }], claimOfAdjustment: new Map([[1, 'claim']]),
    });
    expect(balances(both.postings)).toEqual({ 'cash.clearing': 3_000, suspense: -9_000, 'payer-offset': 4_000, 'receivable.payer': 2_000 });
    expect(both.providerAdjustments[0]).toMatchObject({ claimId: 'claim', review: 'takebackInvestigation' });
  });

  it('acknowledge our refund at net zero', () => {
    const { postings, providerAdjustments } = plan([], null, [{ ordinal: 1, reason: '72', reference: 'ICN1', amountCents: -500 }, wo(2, 500)]);
    expect(balances(postings)).toEqual({});
    expect(providerAdjustments.map(({ review }) => review)).toEqual(['authorizedReturn', 'authorizedReturn']);
  });

  it('keep every code on its own account, with both signs', () => {
    for (const [reason, account] of [['L6', 'interest.income'], ['51', 'interest.expense'], ['IR', 'plb.IR'], ['CS', 'plb.CS'], ['QQ', 'plb.unknown']] as const) {
      for (const amountCents of [700, -700]) {
        const { postings } = plan([clp({ paidCents: 700 })], null, [{ ordinal: 1, reason, amountCents }]);
        expect(balances(postings)[account]).toBe(amountCents);
      }
    }
  });
});

describe('any balanced remittance', () => {
  const groups = fc.constantFrom('CO', 'PR', 'OA', 'PI', 'CR');
  const carcs = fc.constantFrom('45', '253', '94', '1', '2', '50', '16', '23', '133', 'ZZ');
  const claimArb = fc.record({
    paidCents: fc.integer({ min: 0, max: 20_000 }), open: fc.integer({ min: 0, max: 40_000 }), next: fc.boolean(), mayBill: fc.boolean(), known: fc.boolean(),
    adjustments: fc.array(fc.record({ group: groups, carc: carcs, amountCents: fc.integer({ min: -2_000, max: 9_000 }) }), { maxLength: 5 }),
    status: fc.constantFrom('1', '1', '2', '4', '19', '25'),
  });
  const plbArb = fc.array(fc.record({
    reason: fc.constantFrom('WO', 'FB', '72', 'L6', '51', 'CS', 'IR', 'QQ'), reference: fc.constantFrom('a', 'b'), amountCents: fc.integer({ min: -5_000, max: 5_000 }),
  }), { maxLength: 4 });

  it('moves exactly BPR02 of cash, balances, and explains every cent left on a claim', () => {
    fc.assert(fc.property(fc.array(claimArb, { maxLength: 6 }), plbArb, (parts, plbParts) => {
      const claims = parts.map((part, index) => clp({
        ordinal: index + 1, status: part.status, paidCents: part.paidCents, adjustments: part.adjustments,
        chargeCents: part.paidCents + part.adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0),
      }));
      const known = new Map(parts.flatMap((part, index) => (part.known ? [[index + 1, books({
        claimId: `c${index}`, openPayerCents: part.open, ...(part.next && { nextPayerId: 'n' }), patientGuard: { mayBill: part.mayBill, reasons: [] },
      })] as const] : [])));
      const providerAdjustments = plbParts.map((part, index) => ({ ordinal: index + 1, ...part }));
      const paymentCents = claims.reduce((sum, { paidCents }) => sum + paidCents, 0) - providerAdjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
      const remittance: Remittance = { remittanceId: 'r', identityKey: 'k', payerId: 'payer', paymentDate: DATE, paymentCents, claims, providerAdjustments };
      const { claims: plans, postings } = planPostings({
        remittance, claims: known, classify, openOffsets: [{ reference: 'a', amountCents: 1_000 }], claimOfAdjustment: new Map([[1, 'c0']]),
      });
      const entries = postings.flatMap((posting) => posting.entries);
      expect(accountBalance(entries, { account: 'cash.clearing' })).toBe(paymentCents);
      expect(new Set(postings.map(({ businessKey }) => businessKey)).size).toBe(postings.length);
      for (const each of plans.filter(({ claimId, outcome }) => claimId && outcome.status !== '25')) {
        const before = known.get(each.ordinal)?.openPayerCents ?? 0;
        const left = before + accountBalance(each.posting?.entries ?? [], { account: 'receivable.payer' });
        const pending = each.informationalCents - claims[each.ordinal - 1]!.adjustments.filter(({ carc }) => carc === '23').reduce((sum, { amountCents }) => sum + amountCents, 0);
        const owned = each.deniedCents + each.transferToNextPayerCents + each.unexplainedCents + pending;
        if (left > owned) throw new Error(`${left - owned} cents nobody owns`);
        if (each.posting && !each.posting.entries.every(({ claimId }) => claimId === each.claimId)) throw new Error('foreign entry');
        if (each.transferToPatientCents > 0 && known.get(each.ordinal)?.patientGuard.mayBill !== true) throw new Error('protected patient');
      }
    }), { numRuns: 600, seed: 3 });
  });

  it('keeps the money identity of a claim from charge to remittance', () => {
    const charge = chargePosting({ claimId: 'claim', payerId: 'payer', chargeCents: 10_000, effectiveDate: DATE });
    const { postings } = plan([clp({ paidCents: 6_000, adjustments: [cas('CO', '45', 2_500), cas('PR', '2', 1_000), cas('CO', '16', 500)] })]);
    const entries: LedgerEntryDraft[] = [charge, ...postings].flatMap((posting) => posting.entries);
    expect(moneyReport(entries)).toMatchObject({
      chargedCents: 10_000, payerPaidCents: 6_000, contractualCents: 2_500, openPatientCents: 1_000, openPayerCents: 500, differenceCents: 0,
    });
  });
});
