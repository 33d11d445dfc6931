import { readWith } from '../../../../test/edi/read-written.js';
import { readSetText } from '../../../../test/edi/set-text.js';
import type { ReadResult } from '../../../../test/edi/read-written.js';
import { generate835 } from './generate-835.js';
import { remittanceReader } from './read-remittance.js';
import type { RemittanceClaim, RemittanceItem } from './remittance.js';

const HEADER = `
  BPR*I*100*C*ACH*CCP*01*042000013*DA*1*1512345678**01*044000024*DA*2*20260302
  TRN*1*881234*1512345678
  N1*PR*PAYER ONE*XV*12345
  N1*PE*HARBOR CLINIC*XX*1992753883
  LX*1`;

const read = (claims: string, header = HEADER): ReadResult<RemittanceItem> =>
  readSetText(remittanceReader, '835*0001*005010X221A1', header + claims);

function claimOf(text: string): RemittanceClaim {
  const claim = read(text).items.find((item) => item.kind === 'remittanceClaim');
  if (claim === undefined) throw new Error('No claim was read');
  return claim;
}

const codes = ({ problems }: ReadResult<RemittanceItem>): string[] =>
  problems.map(({ code, severity, at }) => `${code} ${severity} ${at.segmentId}${at.element ?? ''}`);

describe('reading a remittance', () => {
  it('takes six reasons from one CAS and leaves out empty ones', () => {
    const claim = claimOf(`
      CLP*A1*1*100*10**12*ICN1
      CAS*CO*45*40*1*97*20****
      CAS*CO*1*10*****2*10
      CAS*OA*23*10`);
    expect(claim.adjustments.map(({ group, carc, amountCents }) => `${group}-${carc} ${amountCents}`)).toEqual([
      'CO-45 4000',
      'CO-97 2000',
      'CO-1 1000',
      'CO-2 1000',
      'OA-23 1000',
    ]);
  });

  it('keeps claim reasons and line reasons apart', () => {
    const claim = claimOf(`
      CLP*A1*1*100*50**12*ICN1
      CAS*CO*45*10
      NM1*QC*1*MERCER*ADA****MI*W1
      SVC*HC:99213:25*100*60**1
      DTM*472*20260201
      CAS*CO*97*30
      CAS*PR*2*10
      REF*6R*L1
      AMT*B6*70
      LQ*HE*N130`);
    expect(claim.adjustments).toHaveLength(1);
    expect(claim.lines[0]).toMatchObject({
      ordinal: 1,
      procedure: { qualifier: 'HC', code: '99213', modifiers: ['25'] },
      adjustments: [{ carc: '97' }, { carc: '2' }],
      lineControl: 'L1',
      allowedCents: 7_000,
      remarks: ['N130'],
      serviceFrom: '2026-02-01',
      serviceThrough: '2026-02-01',
    });
  });

  it('takes every remark code of MIA and MOA', () => {
    const claim = claimOf(`
      CLP*A1*1*100*100**MA*ICN1
      MIA*0****MA01***************M15*N1*N2*N3
      MOA***MA02*N4*N5*N6*N7`);
    expect(claim.remarks).toEqual(['MA01', 'M15', 'N1', 'N2', 'N3', 'MA02', 'N4', 'N5', 'N6', 'N7']);
  });

  it('names the next payer, the corrected insured and the payer that should have come first', () => {
    const claim = claimOf(`
      CLP*A1*19*100*100**MA*ICN1
      NM1*QC*1*MERCER*ADA
      NM1*74*1*MERCER*ADA****C*W2
      NM1*TT*2*STATE PLAN*****PI*55
      NM1*PR*2*OTHER PLAN*****PI*66`);
    expect(claim.crossoverPayer?.id).toBe('55');
    expect(claim.correctedInsured?.id).toBe('W2');
    expect(claim.correctedPriorityPayer?.id).toBe('66');
  });

  it('knows the submitted procedure when the payer changed it', () => {
    const [line] = claimOf(`
      CLP*A1*1*100*100**12*ICN1
      SVC*HC:99213*100*100*0450*1*HC:99215*2`).lines;
    expect(line).toMatchObject({ revenueCode: '0450', submittedProcedure: { code: '99215' }, submittedUnits: '2' });
  });

  it('reads several pairs of one PLB and keeps their signs', () => {
    const { items } = read('\nPLB*1992753883*20261231*WO:ICN9*25*L6*-1.5*CS*3');
    expect(items.filter((item) => item.kind === 'providerAdjustment')).toMatchObject([
      { ordinal: 1, reason: 'WO', reference: 'ICN9', amountCents: 2_500, fiscalPeriodDate: '2026-12-31' },
      { ordinal: 2, reason: 'L6', amountCents: -150 },
      { ordinal: 3, reason: 'CS', amountCents: 300 },
    ]);
  });

  it('counts an amount that is none as zero and says where', () => {
    const result = read('\nCLP*A1*1*1O0*50**12*ICN1');
    expect(codes(result)).toContain('AMOUNT_BAD refused CLP3');
    expect(result.items.find((item) => item.kind === 'remittanceClaim')).toMatchObject({
      chargeCents: 0,
      paidCents: 5_000,
    });
    expect(result.problems.find(({ code }) => code === 'AMOUNT_BAD')).toMatchObject({
      subject: { claim: 'A1' },
      valueShown: '1O0',
    });
  });

  it('does not guess when a procedure was typed with the wrong separator', () => {
    const result = read('\nCLP*A1*1*742*742**12*ICN1\nSVC*HC:59426******742*742**1');
    expect(codes(result)).toEqual(
      expect.arrayContaining(['ELEMENT_MISSING warning SVC2', 'ELEMENT_MISSING warning SVC3']),
    );
  });

  it('keeps an impossible date as sent and goes on', () => {
    const result = read('\nCLP*A1*1*100*100**12*ICN1\nDTM*232*20260230');
    expect(codes(result)).toContain('DATE_BAD warning DTM2');
    const claim = result.items.find((item) => item.kind === 'remittanceClaim');
    expect(claim).toMatchObject({ unmodelled: [{ id: 'DTM', elements: ['232', '20260230'] }] });
    expect(claim).not.toHaveProperty('from');
  });

  it('keeps segments it has no field for with their claim or line', () => {
    const claim = claimOf(`
      CLP*A1*1*100*100**12*ICN1
      ZZ1*A:B
      SVC*HC:99213*100*100
      ZZ2*C`);
    expect(claim.unmodelled).toEqual([{ id: 'ZZ1', elements: [['A', 'B']] }]);
    expect(claim.lines[0]?.unmodelled).toEqual([{ id: 'ZZ2', elements: ['C'] }]);
  });

  it('says what a remittance lacks', () => {
    expect(codes(read('\nCLP*A1*1*100*100**12*ICN1', '\nLX*1'))).toEqual(
      expect.arrayContaining(['SEGMENT_MISSING refused ST', 'SEGMENT_MISSING warning ST', 'SEGMENT_MISSING note CLP']),
    );
  });

  it('takes a debit as a negative payment', () => {
    const { items } = read('', HEADER.replace('*100*C*', '*100*D*'));
    expect(items[0]).toMatchObject({ kind: 'remittance', paymentCents: -10_000, creditDebit: 'D' });
  });

  it('reads payer and payee with their numbers', () => {
    const header = `
      BPR*I*0*C*NON************20260302
      TRN*1*881234*1512345678
      REF*EV*US1
      DTM*405*20260301
      N1*PR*PAYER ONE*XV*12345
      N3*1 PLAZA
      N4*DAYTON*OH*45402
      REF*2U*87726
      PER*BL*SUPPORT*TE*8005550100*EX*12
      N1*PE*HARBOR CLINIC*XX*1992753883
      REF*TJ*311234567`;
    expect(read('', header).items[0]).toMatchObject({
      receiverId: 'US1',
      productionDate: '2026-03-01',
      effectiveDate: '2026-03-02',
      trace: '881234',
      payerTraceId: '1512345678',
      payer: {
        ids: [{ qualifier: 'XV' }, { qualifier: '2U', value: '87726' }],
        address: { city: 'DAYTON' },
        contacts: [{ channels: [{ qualifier: 'TE' }, { qualifier: 'EX', value: '12' }] }],
      },
      payee: { npi: '1992753883', taxId: '311234567' },
    });
  });

  it('hands out the claims read before a set broke off, and no end', () => {
    const [bytes] = [...generate835(1, { claims: 3 }).bytes()];
    const cut = bytes?.subarray(0, Math.floor(bytes.length * 0.7)) ?? new Uint8Array(0);
    const { items } = readWith(remittanceReader, [cut]);
    expect(items.some((item) => item.kind === 'remittanceClaim')).toBe(true);
    expect(items.some((item) => item.kind === 'remittanceEnd')).toBe(false);
  });

  it('finds the same wherever the bytes are cut', () => {
    const chunks = [...generate835(2, { claims: 1, features: ['remarks', 'plb'], linesAtMost: 2 }).bytes()];
    const bytes = Buffer.concat(chunks);
    const whole = readWith(remittanceReader, [bytes]);
    for (let at = 1; at < bytes.length; at += 1) {
      const parts = readWith(remittanceReader, [bytes.subarray(0, at), bytes.subarray(at)]);
      expect(parts.items).toEqual(whole.items);
    }
    const single = readWith(
      remittanceReader,
      Array.from(bytes, (byte) => Uint8Array.of(byte)),
    );
    expect(single.items).toEqual(whole.items);
  });
});
