import { plainDate } from '../dates/plain-date.js';
import type { ClaimLineOnBooks } from './claim-plan.js';
import { matchClaim, matchLines, type ClaimCandidate } from './match-claims.js';
import type { RemittanceClaim, RemittanceLine } from './remittance.js';
import { judgeIdentity, remittanceKey } from './remittance-identity.js';

const DATE = plainDate('2026-05-04');
const clp: RemittanceClaim = {
  ordinal: 1,
  claimNumber: 'A1',
  status: '1',
  chargeCents: 100,
  paidCents: 0,
  payerControlNumber: 'ICN',
  from: DATE,
  adjustments: [],
  remarks: [],
  lines: [],
};
const candidate = (over: Partial<ClaimCandidate>): ClaimCandidate => ({
  claimId: 'x',
  payerId: 'p',
  claimNumber: 'other',
  samePatient: false,
  serviceFrom: DATE,
  chargeCents: 100,
  ...over,
});

describe('a remittance claim is matched', () => {
  it('by our number, then the payer’s, then patient, date and charge', () => {
    const byIcn = candidate({ claimId: 'icn', payerControlNumber: 'ICN' });
    const byPatient = candidate({ claimId: 'patient', samePatient: true });
    expect(matchClaim(clp, 'p', [byPatient, byIcn, candidate({ claimId: 'own', claimNumber: 'A1' })])).toEqual({
      by: 'claimNumber',
      claimId: 'own',
    });
    expect(matchClaim(clp, 'p', [byPatient, byIcn])).toEqual({ by: 'payerControlNumber', claimId: 'icn' });
    expect(matchClaim(clp, 'p', [byPatient])).toEqual({ by: 'patientDateCharge', claimId: 'patient' });
    expect(matchClaim({ ...clp, chargeCents: -100 }, 'p', [byPatient])).toEqual({
      by: 'patientDateCharge',
      claimId: 'patient',
    });
  });

  it('always together with the payer: a crossover secondary carries the primary’s number', () => {
    const primary = candidate({ claimId: 'first', payerId: 'medicare', claimNumber: 'A1' });
    const secondary = candidate({ claimId: 'second', payerId: 'p', claimNumber: 'B1', parentClaimNumber: 'A1' });
    expect(matchClaim(clp, 'p', [primary, secondary])).toEqual({ by: 'parentClaimNumber', claimId: 'second' });
    expect(matchClaim(clp, 'p', [primary])).toEqual({ by: 'none' });
  });

  it('never by guessing between two', () => {
    expect(
      matchClaim(
        clp,
        'p',
        ['a', 'b'].map((claimId) => candidate({ claimId, samePatient: true })),
      ),
    ).toEqual({ by: 'ambiguous' });
  });
});

describe('lines are matched', () => {
  const own = (lineId: string, over: Partial<ClaimLineOnBooks> = {}): ClaimLineOnBooks => ({
    lineId,
    lineControlNumber: lineId,
    procedureCode: '99213',
    modifiers: ['25'],
    serviceDate: DATE,
    chargeCents: 100,
    ...over,
  });
  const svc = (ordinal: number, over: Partial<RemittanceLine> = {}): RemittanceLine => ({
    ordinal,
    procedure: { code: '99213', modifiers: ['25'] },
    serviceFrom: DATE,
    chargeCents: 100,
    paidCents: 0,
    adjustments: [],
    remarks: [],
    ...over,
  });

  it('by our key first, then code, modifiers, date and charge, then code and date; each of ours once', () => {
    const matches = matchLines(
      [svc(1, { chargeCents: 60 }), svc(2), svc(3, { lineControl: 'c' }), svc(4)],
      [own('a'), own('b', { chargeCents: 70 }), own('c')],
    );
    expect(matches.map(({ ordinal, lineId, by }) => [ordinal, lineId, by])).toEqual([
      [1, 'b', 'codeDate'],
      [2, 'a', 'codeModifiersDateCharge'],
      [3, 'c', 'lineControl'],
    ]);
  });

  it('by the code we sent when the payer changed it', () => {
    const down = svc(1, {
      procedure: { code: '99212', modifiers: [] },
      submittedProcedure: { code: '99213', modifiers: ['25'] },
    });
    expect(matchLines([down], [own('a')])[0]?.lineId).toBe('a');
  });
});

describe('the identity of a remittance', () => {
  it('is payer, trace and date; without a trace there is none', () => {
    expect(remittanceKey({ payerTraceId: '1999', trace: ' 42 ', paymentDate: DATE })).toEqual({
      ok: true,
      value: '1999|42|2026-05-04',
    });
    expect(remittanceKey({ payerTraceId: '1999', trace: '', paymentDate: DATE })).toEqual({
      ok: false,
      problem: { missing: 'TRN02' },
    });
    expect(remittanceKey({ payerTraceId: 'a|b', trace: 'c', paymentDate: DATE })).not.toEqual(
      remittanceKey({ payerTraceId: 'a', trace: 'b|c', paymentDate: DATE }),
    );
  });

  it('tells a repeat from a conflict', () => {
    const earlier = { remittanceId: 'r1', contentHash: 'h', posted: true, superseded: false };
    expect(judgeIdentity('h', [])).toEqual({ verdict: 'new' });
    expect(judgeIdentity('h', [earlier])).toEqual({ verdict: 'repeat', of: 'r1' });
    expect(judgeIdentity('other', [earlier])).toEqual({ verdict: 'conflict', with: 'r1', firstPosted: true });
    expect(judgeIdentity('other', [{ ...earlier, posted: false }])).toEqual({
      verdict: 'conflict',
      with: 'r1',
      firstPosted: false,
    });
    expect(judgeIdentity('other', [{ ...earlier, superseded: true }])).toEqual({ verdict: 'new' });
  });
});
