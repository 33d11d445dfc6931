import type { RemittanceClaim, RemittanceLine } from './remittance.js';
import type { ClaimLineOnBooks } from './claim-plan.js';
import { keptDecision } from './kept-decision.js';

const line = (ordinal: number, code: string, carc: string): RemittanceLine => ({
  ordinal,
  lineControl: `L${ordinal}`,
  procedure: { code, modifiers: [] },
  chargeCents: 10_000,
  paidCents: 0,
  adjustments: [{ group: 'CO', carc, amountCents: 10_000 }],
  remarks: [],
});
const remittance = (lines: readonly RemittanceLine[], whole: readonly string[] = []): RemittanceClaim => ({
  ordinal: 1,
  claimNumber: 'A1',
  status: '1',
  chargeCents: 20_000,
  paidCents: 0,
  payerControlNumber: 'ICN1',
  remarks: [],
  adjustments: whole.map((carc) => ({ group: 'CO', carc, amountCents: 20_000 })),
  lines,
});
const ours: readonly ClaimLineOnBooks[] = ['99213', '97140'].map((procedureCode, at) => ({
  lineId: String(at + 1),
  lineControlNumber: `L${at + 1}`,
  procedureCode,
  modifiers: [],
  serviceDate: '2025-12-01',
  chargeCents: 10_000,
}));

describe('what a remittance says about an appeal', () => {
  it('is said of the lines it stands on: one denial is kept while another line is paid', () => {
    const claim = remittance([line(1, '99213', '45'), line(2, '97140', '193')]);
    expect([keptDecision(claim, ours, '1'), keptDecision(claim, ours, '2')]).toEqual([undefined, 'unfavorable']);
  });

  it('is said of every denial where it stands on the whole claim; 285 dismisses', () => {
    expect(keptDecision(remittance([], ['193']), ours, '2')).toBe('unfavorable');
    expect(keptDecision(remittance([], ['285']), ours, 'claim')).toBe('dismissed');
    expect(keptDecision(remittance([line(1, '99213', '50')]), ours, 'claim')).toBeUndefined();
  });
});
