import type { CarcKind } from '../denials/classification.js';
import { balances, books, cas, clp, DATE, plan } from './a-remittance.js';
import { treat, treatmentTable } from './adjustment-rules.js';
import type { AdjustmentClass } from './remittance.js';

describe('what posts of a remittance claim', () => {
  it('is the payment, the contractual part and the patient’s share', () => {
    const { claims, postings } = plan([
      clp({ paidCents: 6_000, adjustments: [cas('CO', '45', 2_500), cas('PR', '2', 1_500)] }),
    ]);
    expect(balances(postings)).toEqual({
      'cash.clearing': 6_000,
      'writeoff.WO-CON': 2_500,
      'receivable.patient': 1_500,
      'receivable.payer': -10_000,
    });
    expect(claims[0]).toMatchObject({
      transferToPatientCents: 1_500,
      unexplainedCents: 0,
      outcome: { paidCents: 6_000, patientResponsibilityCents: 1_500 },
    });
  });

  it('is nothing of a denial, in any group; the amount stays with the payer', () => {
    for (const group of ['CO', 'PR', 'OA', 'PI']) {
      const { claims, postings } = plan([clp({ adjustments: [cas(group, '50', 10_000)] })]);
      expect(postings).toEqual([]);
      expect(claims[0]).toMatchObject({
        deniedCents: 10_000,
        unexplainedCents: 0,
        denials: [{ group, carc: '50', amountCents: 10_000 }],
        outcome: { deniedLines: 1, totalLines: 1 },
      });
    }
  });

  it('sends sequestration to its own account and never to the patient', () => {
    expect(balances(plan([clp({ paidCents: 9_800, adjustments: [cas('CO', '253', 200)] })]).postings)).toMatchObject({
      'writeoff.WO-SEQ': 200,
    });
    const asPatient = plan([clp({ paidCents: 9_800, adjustments: [cas('PR', '253', 200)] })]);
    expect(asPatient.claims[0]).toMatchObject({ transferToPatientCents: 0, unexplainedCents: 200 });
  });

  it('leaves PR-45, OA-45, unknown codes and CO with a patient code to a person', () => {
    const { claims, postings } = plan([
      clp({
        paidCents: 5_000,
        adjustments: [cas('PR', '45', 2_000), cas('OA', '45', 1_000), cas('CO', '2', 1_500), cas('CO', 'ZZ', 500)],
      }),
    ]);
    expect(balances(postings)).toEqual({ 'cash.clearing': 5_000, 'receivable.payer': -5_000 });
    expect(claims[0]?.unexplainedCents).toBe(5_000);
    expect(claims[0]?.reviews.map(({ reason }) => reason)).toEqual([
      'prContractual',
      'contractualNotCo',
      'patientKindNotPr',
      'unknownCode',
    ]);
  });

  it('does not take CO-45 for the full charge as a contract', () => {
    const { claims, postings } = plan([clp({ adjustments: [cas('CO', '45', 10_000)] })]);
    expect(postings).toEqual([]);
    expect(claims[0]).toMatchObject({ unexplainedCents: 10_000, reviews: [{ reason: 'fullChargeContractual' }] });
  });

  it('keeps the patient’s share with payers while another payer comes next or the claim was crossed over', () => {
    const paid = { paidCents: 8_000, adjustments: [cas('PR', '2', 2_000)] };
    for (const [claim, known] of [
      [clp(paid), books({ nextPayerId: 'second' })],
      [clp({ ...paid, status: '19' }), books()],
      [clp({ ...paid, remarks: ['MA18'] }), books()],
    ] as const) {
      expect(plan([claim], known).claims[0]).toMatchObject({
        transferToPatientCents: 0,
        transferToNextPayerCents: 2_000,
        unexplainedCents: 0,
      });
    }
  });

  it('never moves a share to a patient the law protects', () => {
    const guard = { mayBill: false, reasons: ['medicaid'] };
    expect(
      plan([clp({ paidCents: 8_000, adjustments: [cas('PR', '2', 2_000)] })], books({ patientGuard: guard })).claims[0],
    ).toMatchObject({
      transferToPatientCents: 0,
      unexplainedCents: 2_000,
      reviews: [{ reason: 'patientGuard' }],
    });
  });

  it('limits a secondary to what the primary left; the rest is an exception', () => {
    const secondary = clp({
      status: '2',
      paidCents: 1_500,
      adjustments: [cas('OA', '23', 6_000), cas('PR', '2', 300), cas('CO', '45', 2_200)],
    });
    const { claims, postings } = plan(
      [secondary],
      books({ rank: 'secondary', openPayerCents: 2_000, priorPayerImpactCents: 8_000 }),
    );
    expect(balances(postings)).toEqual({
      'cash.clearing': 1_500,
      'receivable.patient': 300,
      'writeoff.WO-CON': 200,
      'receivable.payer': -2_000,
    });
    expect(claims[0]?.reviews).toEqual([
      { reason: 'beyondBalance', group: 'CO', carc: '45', amountCents: 2_000, leftOpenCents: 0 },
      { reason: 'differsFromPrimary', group: 'OA', carc: '23', amountCents: -2_000, leftOpenCents: 0 },
    ]);
  });

  it('names the lines of a denial and counts only fully denied lines', () => {
    const line = { procedure: { code: '99213', modifiers: [] }, serviceFrom: DATE, remarks: [] };
    const { claims } = plan(
      [
        clp({
          paidCents: 4_000,
          remarks: ['MA01'],
          lines: [
            {
              ...line,
              ordinal: 1,
              chargeCents: 5_000,
              paidCents: 4_000,
              lineControl: 'L1',
              adjustments: [cas('CO', '45', 1_000)],
            },
            {
              ...line,
              ordinal: 2,
              chargeCents: 5_000,
              paidCents: 0,
              lineControl: 'L2',
              remarks: ['N115'],
              adjustments: [cas('CO', '50', 5_000)],
            },
          ],
        }),
      ],
      books({
        lines: ['L1', 'L2'].map((key) => ({
          lineId: `id-${key}`,
          lineControlNumber: key,
          procedureCode: '99213',
          modifiers: [],
          serviceDate: DATE,
          chargeCents: 5_000,
        })),
      }),
    );
    expect(claims[0]).toMatchObject({
      deniedCents: 5_000,
      outcome: { deniedLines: 1, totalLines: 2 },
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
    const reached = kinds.flatMap((kind) =>
      ['CO', 'PR', 'OA', 'PI', 'CR'].map((group) => {
        const meaning: AdjustmentClass = {
          kind,
          category: 'CONTRACT',
          postsTo: 'contractual',
          patientProtected: false,
        };
        return `${kind}-${group}: ${treat(cas(group, '999', 100), meaning, { chargeCents: 500, paidCents: 0 }).to}`;
      }),
    );
    expect(reached.filter((text) => /account|patientShare/.test(text))).toEqual([
      'A-CO: account',
      'P-PR: patientShare',
    ]);
    expect(reached.filter((text) => text.startsWith('D')).every((text) => text.endsWith('denied'))).toBe(true);
    expect(Object.keys(treatmentTable).sort()).toEqual([...kinds].sort());
  });
});
