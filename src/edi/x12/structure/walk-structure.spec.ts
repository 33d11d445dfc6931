import { aFile, aSet, problemsOf, readAll } from '../../../../test/edi/an-interchange.js';
import type { X12Problem } from '../problem.js';
import { compileStructure } from './compile-structure.js';
import { loopRules, segmentRules } from './structure-table.js';

const GUIDE = '005010X221A1';
const HEAD =
  'BPR*I*90*C*CHK************20260105~TRN*1*881234*1999999999~DTM*405*20260105~N1*PR*PAYER~N3*1 WAY~N4*DAYTON*OH*45402~PER*BL*DESK*TE*5555550100~N1*PE*CLINIC*XX*1234567893~LX*1~';
const claim = (number: number, more = ''): string =>
  `CLP*${number}*1*100*90**12*I1~NM1*QC*1*DOE*JANE~${more}SVC*HC:99213*100*90~DTM*472*20260102~CAS*CO*45*10~`;
const remittance = (...claims: readonly string[]): string =>
  aFile('HP', GUIDE, aSet('835', GUIDE, HEAD + claims.join('')));
const found = (file: string): X12Problem[] =>
  readAll(file).flatMap((item) => (item.kind === 'problem' ? [item.problem] : []));

describe('A walk along the guide', () => {
  it('says nothing about a sound remittance', () => {
    expect(found(remittance(claim(1), claim(2)))).toEqual([]);
  });

  it('names claim, line, loop and place of an unknown reason code, and keeps the remittance usable', () => {
    const [problem] = found(remittance(claim(1), claim(2).replace('CO*45', 'CO*9999')));
    expect(problem).toMatchObject({
      code: 'CODE_UNKNOWN',
      severity: 'note',
      subject: { claim: '2', line: 1 },
      at: { loop: '2110', segmentId: 'CAS', element: 2 },
    });
  });

  it('counts uses anew in each claim', () => {
    const twice = claim(1, 'MOA***MA01~MOA***MA01~');
    expect(found(remittance(twice, claim(2, 'MOA***MA01~'))).map(({ code }) => code)).toEqual([
      'SEGMENT_REPEATED_TOO_OFTEN',
    ]);
  });

  it('tells a fault that every claim repeats at its first three places', () => {
    const claims = Array.from({ length: 40 }, (_, at) => claim(at + 1).replace('HC:99213', 'HCC:99213'));
    const problems = found(remittance(...claims));
    expect(problems.map(({ code, at }) => `${code} ${at.segment}`)).toEqual([
      'ELEMENT_TOO_LONG 15',
      'ELEMENT_TOO_LONG 20',
      'ELEMENT_TOO_LONG 25',
    ]);
  });

  it('judges nothing that belongs to a party the guide does not know here', () => {
    const stray = claim(1).replace('SVC*', 'N1*ZZ*WHO~N4*X*OHIO*1~SVC*');
    expect(found(remittance(stray)).map(({ code, at }) => `${code} ${at.segmentId}`)).toEqual([
      'SEGMENT_UNEXPECTED N1',
    ]);
  });

  it('takes a second claim of one patient in a claim status answer for the same loop again', () => {
    const levels =
      'BHT*0010*08*Q1*20260118*0600*DG~HL*1**20*1~NM1*PR*2*PAYER*****PI*12345~HL*2*1*21*1~NM1*41*2*US*****46*12~HL*3*2*19*1~NM1*1P*2*CLINIC*****XX*1234567893~HL*4*3*22*0~NM1*IL*1*DOE*JANE****MI*W1~';
    const answer = (number: number): string => `TRN*2*Q${number}~STC*P1:20*20260118**100*0~REF*1K*${number}~`;
    const file = aFile('HN', '005010X212', aSet('277', '005010X212', levels + answer(1) + answer(2)));
    expect(problemsOf(file)).toEqual([]);
  });

  it('never says twice what the reader said', () => {
    const file = remittance(claim(1).replace('DTM*472*20260102', 'DTM*472*20260230'));
    expect(found(file).map(({ code }) => code)).toEqual(['DATE_BAD']);
  });

  it('refuses a long element and an unknown code only when asked to', () => {
    const file = remittance(claim(1).replace('CO*45', 'CO*9999').replace('HC:99213', 'HCC:99213'));
    expect(problemsOf(file)).toEqual(['warning ELEMENT_TOO_LONG', 'note CODE_UNKNOWN']);
    expect(problemsOf(file, { allowLongElements: false, allowBadCodes: false })).toEqual([
      'refused ELEMENT_TOO_LONG',
      'refused CODE_UNKNOWN',
    ]);
  });
});

describe('A table we wrote ourselves', () => {
  const inquiry = (more: string): string =>
    aFile(
      'HS',
      '005010X279A1',
      aSet(
        '270',
        '005010X279A1',
        `BHT*0022*13*B1*20260105*1200~HL*1**20*1~NM1*PR*2*PAYER*****PI*12345~HL*2*1*21*1~NM1*1P*2*CLINIC*****XX*1234567893~HL*3*2*22*0~TRN*1*T1*9US0000000~NM1*IL*1*DOE*JANE****MI*W1~${more}`,
      ),
    );

  it('lets a service type repeat and says nothing about a sound inquiry', () => {
    expect(problemsOf(inquiry('EQ*30^98^1~'))).toEqual([]);
  });

  it('warns and never refuses, however strict the reading is', () => {
    const strict = { allowLongElements: false, allowBadCodes: false, allowUnknownSegments: false };
    expect(problemsOf(inquiry('N4*XENIA*OHIO~EQ*QQQ~ZZZ*1~'), strict)).toEqual([
      'note ELEMENT_TOO_LONG',
      'warning ELEMENT_TOO_LONG',
      'warning SEGMENT_UNKNOWN',
    ]);
  });
});

describe('A structure table', () => {
  const rules = segmentRules('|ST|R|1|Start|01 R ID 3 3 1\n2000|AA|R?|2|Level|01 S ID 1 2x9 X,Y;02-1 R AN 1 5 @carc');
  it('tells repetitions, code lists and what no source confirms', () => {
    expect(rules[1]).toMatchObject({ required: true, confirmed: false, maxUse: 2 });
    expect(rules[1]?.elements).toMatchObject([
      { repeats: 9, max: 2 },
      { component: 1, list: 'carc' },
    ]);
  });
  it('knows from the set what begins a loop', () => {
    const { root, loops } = compileStructure(rules, loopRules('2000||0'));
    expect([loops, root.choices.size]).toEqual([2, 2]);
  });
});
