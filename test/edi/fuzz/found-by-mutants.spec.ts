import { ALLOW_ALL } from '../../../src/edi/x12/options.js';
import { a999, aFile, aSet, latin1, problemsOf, readAll, styled } from '../an-interchange.js';
import { factsOfBytes } from './read-mutant.js';

const HEAD =
  'BPR*I*0*C*NON************20260105~TRN*1*1*1999999999~N1*PR*PAYER~N3*1 WAY~N4*DAYTON*OH*45402~N1*PE*CLINIC*XX*1234567893~LX*1~';
const remittance = (body: string): string => aFile('HP', '005010X221A1', aSet('835', '005010X221A1', HEAD + body));

describe('What mutants found', () => {
  it('a file that ends in half of its CR LF is unterminated, however it is cut', () => {
    const bytes = latin1(styled(a999(), { terminator: '\r\n' }).slice(0, -1));
    const whole = JSON.stringify(readAll(bytes));
    expect(whole).toContain('LAST_SEGMENT_UNTERMINATED');
    for (let size = 1; size < bytes.length; size += 1) expect(JSON.stringify(readAll(bytes, {}, size))).toBe(whole);
  });

  it('a header cut inside its last elements is told the same in any chunks', () => {
    const bytes = latin1(`${a999()}${a999().slice(0, 103)}`);
    const whole = JSON.stringify(readAll(bytes));
    for (let size = 1; size < bytes.length; size += 1) expect(JSON.stringify(readAll(bytes, {}, size))).toBe(whole);
  });

  it.each(['constructor', '__proto__', 'toString'])('a value %s is an unknown code and no more', (value) => {
    const claims = aSet('837', '005010X222A1', `HL*1**${value}*1~NM1*${value}*2*X~REF*EI*1~CLM*1*1***11:B:1~`);
    const review = aSet(
      '278',
      '005010X217',
      `HL*1**${value}*1~NM1*${value}*2*X~HCR*${value}~AAA*N**${value}*${value}~`,
    );
    for (const text of [aFile(value, '005010X222A1', claims), aFile(value, '005010X217', review)]) {
      expect(readAll(text, { allow: ALLOW_ALL }).length).toBeGreaterThan(3);
      expect(factsOfBytes(latin1(text), 64).facts['st']).toBe(1);
    }
  });

  it.each(['CAS*CO*45*10~', 'SVC*HC:99213*10*10~'])('money before every claim is refused: %s', (loose) => {
    expect(problemsOf(remittance(`${loose}PLB*1*20261231*WO:1*0~`))).toContain('refused SEGMENT_OUT_OF_ORDER');
  });

  it.each(['BPR*I*5*C*ACH~', 'TRN*1*2*1999999999~'])('a second payment or trace is refused: %s', (again) => {
    const text = aFile('HP', '005010X221A1', aSet('835', '005010X221A1', HEAD.replace('N1*PR', `${again}N1*PR`)));
    expect(problemsOf(text)).toContain('refused SEGMENT_OUT_OF_ORDER');
  });

  it('a payment stated again after the claims is refused', () => {
    expect(problemsOf(remittance('CLP*A*1*0*0~BPR*I*5*C*ACH~'))).toContain('refused SEGMENT_OUT_OF_ORDER');
  });

  it('a zero byte refuses its set and never reaches a text', () => {
    const items = readAll(remittance('CLP*A\u0000B*1*0*0~NM1*QC*1*D\u0000E~'));
    expect(items.find((item) => item.kind === 'setEnd')).toMatchObject({ verdict: 'refused' });
    expect(items.find((item) => item.kind === 'remittanceClaim')).toMatchObject({ claimNumber: 'A\ufffdB' });
    expect(JSON.stringify(items)).not.toContain('\\u0000');
    expect(factsOfBytes(latin1(a999().replace('AK1*HC*17', 'AK1*HC*1\u00007')), 9).facts['ak1']).toEqual([
      'HC:1\u00007',
    ]);
  });

  it('a long file that is no X12 stays none, wherever it is cut', () => {
    const bytes = latin1(`1${'. '.repeat(700_000)}${a999()}`);
    for (const size of [64 * 1024, 700_000, bytes.length]) {
      expect(readAll(bytes, {}, size)).toMatchObject([{ kind: 'problem', problem: { code: 'NOT_X12' } }]);
    }
  });
});
