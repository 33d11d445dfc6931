import { ALLOW_ALL } from '../options.js';
import { X12Read, type X12Item } from '../read.js';
import type { Claim837, ClaimBatchEnd, ClaimBatchHeader } from './claim-837.js';

const ISA =
  'ISA*00*          *00*          *ZZ*A1             *ZZ*B1             *260401*1200*^*00501*000000001*0*P*:~';

function read(body: string, guide = '005010X222A1', chunk = 1_000_000): X12Item[] {
  const segments = body
    .trim()
    .split('\n')
    .map((line) => `${line.trim()}~`);
  const set = [`ST*837*0001*${guide}~`, ...segments, `SE*${segments.length + 2}*0001~`].join('');
  const text = `${ISA}GS*HC*A1*B1*20260401*1200*1*X*${guide}~${set}GE*1*1~IEA*1*000000001~`;
  const bytes = new TextEncoder().encode(text);
  const reader = new X12Read({ allow: ALLOW_ALL });
  const items: X12Item[] = [];
  for (let at = 0; at < bytes.length; at += chunk) items.push(...reader.feed(bytes.subarray(at, at + chunk)));
  return [...items, ...reader.finish()];
}

const claimsOf = (items: readonly X12Item[]): Claim837[] =>
  items.flatMap((item) => (item.kind === 'claim' ? [item.claim] : []));
const problemsOf = (items: readonly X12Item[]): string[] =>
  items.flatMap((item) => (item.kind === 'problem' ? [`${item.problem.code} ${item.problem.at.segmentId}`] : []));
const only = (items: readonly X12Item[]): Claim837 => {
  const [claim, second] = claimsOf(items);
  if (!claim || second) throw new Error('not one claim');
  return claim;
};

const HEAD = `BHT*0019*00*B7*20260401*1200*CH
NM1*41*2*RIVERSIDE*****46*RFP001
PER*IC*EDI*TE*5555550121*EX*12
NM1*40*2*MIDLAND*****46*MCH900
HL*1**20*1
PRV*BI*PXC*207Q00000X
NM1*85*2*RIVERSIDE*****XX*2999990015
N3*120 RIVER ROAD
N4*RIVERSIDE*OH*454319876
REF*EI*990000001`;
const INSURED = `HL*2*1*22*0
SBR*P*18*G1******CI
NM1*IL*1*HALE*FRANK****MI*M1
N3*1 A ST
N4*DAYTON*OH*454020000
DMG*D8*19840104*M
NM1*PR*2*BLUE*****PI*BRH01`;
const LINE = `LX*1
SV1*HC:99213:25*135*UN*1***1:2
DTP*472*D8*20260310
REF*6R*L1`;
const CLAIM = `CLM*C1*135***11:B:1*Y*A*Y*Y
HI*ABK:I10*ABF:E785`;

describe('an 837 set', () => {
  it('begins with its batch, gives each claim whole, and ends with sums', () => {
    const items = read([HEAD, INSURED, CLAIM, LINE].join('\n'));
    const header = items.find((item): item is ClaimBatchHeader => item.kind === 'claimBatchHeader');
    expect(header).toMatchObject({
      purpose: '00',
      reference: 'B7',
      createdDate: '2026-04-01',
      use: 'CH',
      submitter: { id: 'RFP001' },
      receiver: { id: 'MCH900' },
    });
    expect(only(items)).toMatchObject({
      kind: 'P',
      claimNumber: 'C1',
      chargeCents: 13_500,
      billingProvider: { npi: '2999990015', taxonomy: '207Q00000X', taxId: { qualifier: 'EI', value: '990000001' } },
      subscriber: {
        payerResponsibility: 'P',
        relationship: '18',
        groupNumber: 'G1',
        filingIndicator: 'CI',
        birthDate: '1984-01-04',
      },
      payer: { id: 'BRH01' },
      diagnoses: [
        { qualifier: 'ABK', code: 'I10' },
        { qualifier: 'ABF', code: 'E785' },
      ],
      lines: [
        {
          number: 1,
          procedure: { code: '99213', modifiers: ['25'] },
          pointers: [1, 2],
          lineControl: 'L1',
          serviceFrom: '2026-03-10',
        },
      ],
    });
    const end = items.find((item): item is ClaimBatchEnd => item.kind === 'claimBatchEnd');
    expect(end).toMatchObject({
      claims: 1,
      lines: 1,
      chargeCents: 13_500,
      lineChargeCents: 13_500,
      levels: { '20': 1, '22': 1 },
    });
    expect(problemsOf(items)).toEqual([]);
  });

  it('reads the same in chunks of one byte', () => {
    const body = [HEAD, INSURED, CLAIM, LINE].join('\n');
    expect(read(body, '005010X222A1', 1)).toEqual(read(body));
  });

  it('gives the patient of 2000C to their claims and not to the next insured', () => {
    const other = INSURED.replace('HL*2*1*22*0', 'HL*4*1*22*0').replace('HALE', 'KNOX');
    const patient = 'HL*3*2*23*0\nPAT*19\nNM1*QC*1*HALE*PAULA\nDMG*D8*20131111*F';
    const parts = [HEAD, INSURED.replace('22*0', '22*1'), patient, CLAIM, LINE, other, CLAIM.replace('C1', 'C2'), LINE];
    const [first, second] = claimsOf(read(parts.join('\n')));
    expect(first?.patient).toMatchObject({ relationship: '19', firstName: 'PAULA', birthDate: '2013-11-11' });
    expect([second?.patient, second?.subscriber.name]).toEqual([undefined, 'KNOX']);
  });

  it('reports a claim whose lines do not add up, and hands it out all the same', () => {
    const items = read([HEAD, INSURED, CLAIM.replace('135', '136'), LINE].join('\n'));
    expect(problemsOf(items)).toEqual(['CLAIM_TOTAL_WRONG CLM']);
    expect(claimsOf(items)).toHaveLength(1);
  });

  it('reads a fragment without HL by the roles of its names, one billing provider after another', () => {
    const fragment = (clinic: string, number: string): string =>
      `NM1*85*2*${clinic}*****XX*1234567893\nNM1*IL*1*DOE*JANE****MI*S1\n${CLAIM.replace('C1', number)}`;
    const claims = claimsOf(
      read(`BHT*0019*00*1*20260401*1200*CH\nPRV*BI*PXC*T1\n${fragment('FIRST', 'A')}\n${fragment('SECOND', 'B')}`),
    );
    expect(
      claims.map((claim) => [claim.claimNumber, claim.billingProvider.name, claim.billingProvider.taxonomy]),
    ).toEqual([
      ['A', 'FIRST', 'T1'],
      ['B', 'SECOND', undefined],
    ]);
  });

  it('takes a service without its own LX for a line, with a warning', () => {
    const items = read([HEAD, INSURED, CLAIM, LINE.replace('LX*1\n', '')].join('\n'));
    expect([only(items).lines.length, problemsOf(items)]).toEqual([1, ['SEGMENT_MISSING SV1']]);
  });

  it('tells the levels that are numbered wrong or hang on an unknown parent', () => {
    const items = read([HEAD, INSURED.replace('HL*2*1*22', 'HL*5*9*22'), CLAIM, LINE].join('\n'));
    expect(problemsOf(items)).toEqual(['HL_NUMBER_WRONG HL', 'HL_PARENT_UNKNOWN HL']);
  });

  it('keeps what it has no field for, in the loop it stood in', () => {
    const items = read(
      [
        HEAD,
        INSURED,
        `${CLAIM.split('\n')[0]}\nCR1*LB*140**A*DH*12****UNCONSCIOUS\nK3*STATE DATA:1`,
        LINE,
        'PS1*SUP1*12.5',
      ].join('\n'),
    );
    expect(only(items).ambulance).toEqual({
      ...{ patientWeightPounds: '140', reason: 'A', miles: '12', stretcherPurpose: 'UNCONSCIOUS' },
    });
    expect(only(items).unmodelled).toEqual([{ loop: '2300', id: 'K3', elements: [['STATE DATA', '1']] }]);
    expect(only(items).lines[0]).toMatchObject({ purchasedService: { providerId: 'SUP1', amountCents: 1_250 } });
  });

  it('keeps a transport in other units as it was sent', () => {
    const items = read([HEAD, INSURED, `${CLAIM.split('\n')[0]}\nCR1*KG*60**A*DK*20`, LINE].join('\n'));
    expect(only(items).ambulance).toBeUndefined();
    expect(only(items).unmodelled).toEqual([{ loop: '2300', id: 'CR1', elements: ['KG', '60', '', 'A', 'DK', '20'] }]);
  });

  it('keeps a segment no 837 knows, and says so', () => {
    const items = read([HEAD, INSURED, CLAIM, LINE, 'XYZ*1'].join('\n'));
    expect(only(items).lines[0]?.unmodelled).toEqual([{ loop: '2400', id: 'XYZ', elements: ['1'] }]);
    expect(problemsOf(items)).toEqual(['SEGMENT_UNKNOWN XYZ']);
  });

  it('calls institutional lines under the professional guide a mismatch and reads them by what they are', () => {
    const items = read(
      [HEAD, INSURED, CLAIM, LINE.replace('SV1*HC:99213:25*135*UN*1***1:2', 'SV2*0450*HC:99284*135*UN*1')].join('\n'),
    );
    expect([only(items).kind, problemsOf(items)]).toEqual(['I', ['GUIDE_MISMATCH CLM']]);
  });

  it('keeps an impossible date as it was sent and says so', () => {
    const items = read([HEAD, INSURED, CLAIM, LINE.replace('20260310', '20260231')].join('\n'));
    expect(only(items).lines[0]?.dates).toEqual([{ qualifier: '472', format: 'D8', value: '20260231' }]);
    expect(problemsOf(items)).toEqual(['DATE_BAD DTP']);
  });

  it('reports an amount that is none, and does not round it', () => {
    const items = read([HEAD, INSURED, CLAIM, LINE.replace('*135*', '*135.005*')].join('\n'));
    expect(problemsOf(items)).toEqual(['AMOUNT_BAD SV1', 'CLAIM_TOTAL_WRONG CLM']);
  });
});

describe('what an earlier payer decided', () => {
  it('stands with that payer and its lines', () => {
    const other = `SBR*P*18*******MB
CAS*CO*45*30**253*1.2*2
CAS*PR*2*20
AMT*D*83.8
AMT*EAF*20
OI***Y*P**Y
MOA***MA01*N5
NM1*IL*1*HALE*FRANK****MI*1EG4
NM1*PR*2*MEDICARE*****PI*MCRB1
DTP*573*D8*20260401
REF*F8*ICN9`;
    const decided = `SVD*MCRB1*83.8*HC:99213:25**1
CAS*CO*45*51.2
AMT*EAF*20`;
    const claim = only(read([HEAD, INSURED, CLAIM, other, LINE, decided].join('\n')));
    expect(claim.otherPayers).toMatchObject([
      {
        sequence: 'P',
        adjustments: [
          { group: 'CO', carc: '45', amountCents: 3_000 },
          { group: 'CO', carc: '253', amountCents: 120, quantity: '2' },
          { group: 'PR', carc: '2', amountCents: 2_000 },
        ],
        paidCents: 8_380,
        remainingCents: 2_000,
        benefitsAssigned: 'Y',
        patientSignature: 'P',
        release: 'Y',
        outpatient: { remarks: ['MA01', 'N5'] },
        subscriber: { memberId: '1EG4' },
        payer: { id: 'MCRB1' },
        adjudicationDate: '2026-04-01',
        claimNumber: 'ICN9',
      },
    ]);
    expect(claim.lines[0]?.adjudications).toMatchObject([
      { payerId: 'MCRB1', paidCents: 8_380, remainingCents: 2_000, adjustments: [{ amountCents: 5_120 }] },
    ]);
  });
});
