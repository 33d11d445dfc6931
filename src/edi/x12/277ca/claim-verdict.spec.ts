import { readAll, aFile, aSet, problemsOf } from '../../../../test/edi/an-interchange.js';
import { claimVerdict } from './claim-verdict.js';

const file = (claimStatus: string, above = 'A1:19:PR'): string =>
  aFile(
    'HN',
    '005010X214',
    aSet(
      '277',
      '005010X214',
      'BHT*0085*08*B1*20260106*1200*TH~HL*1**20*1~NM1*PR*2*PAYER*****PI*12345~TRN*1*B1~DTP*050*D8*20260106~DTP*009*D8*20260106~' +
        `HL*2*1*21*1~NM1*41*2*US*****46*1~TRN*2*B1~STC*${above}*20260106*WQ*100~` +
        'HL*3*2*19*1~NM1*85*2*CLINIC*****XX*1234567893~TRN*1*0~' +
        `HL*4*3*PT~NM1*QC*1*DOE*JANE****MI*W1~TRN*2*4711~STC*${claimStatus}*20260106*WQ*100~DTP*472*D8*20260102~`,
    ),
  );

function verdict(text: string): string {
  const claim = readAll(text).find((item) => item.kind === 'acknowledgedClaim');
  return claim === undefined ? 'nothing' : claimVerdict(claim);
}

describe('What a 277CA says of a claim', () => {
  it.each([
    ['A2:20:PR', 'accepted'],
    ['A5:20:PR', 'accepted'],
    ['A3:21', 'rejected'],
    ['A8:187', 'rejected'],
    ['A0:16', 'accepted'],
    ['Z9:20', 'accepted'],
  ])('%s is %s', (status, expected) => expect(verdict(file(status))).toBe(expected));

  it.each([
    ['Z9:20', 'unknown'],
    ['A0:16', 'noted'],
  ])('%s alone, without a word of the payer above it, is %s', (status, expected) =>
    expect(verdict(file(status, status))).toBe(expected),
  );

  it('a rejection above the claim is one of the claim', () =>
    expect(verdict(file('A2:20:PR', 'A3:24:41'))).toBe('rejected'));

  it('a yes of the clearinghouse is only noted', () =>
    expect(verdict(file('A2:20:PR').replace('NM1*PR*2', 'NM1*AY*2'))).toBe('noted'));

  it('a status newer than our list is kept as sent, told, and changes nothing of the verdict', () => {
    const text = file('A7:1801:85');
    const claim = readAll(text).find((item) => item.kind === 'acknowledgedClaim');
    expect(claim?.statuses[0]?.codes).toEqual([{ category: 'A7', status: '1801', entity: '85' }]);
    expect(problemsOf(text).filter((problem) => problem.includes('CODE_UNKNOWN'))).toHaveLength(1);
    expect(verdict(text)).toBe('rejected');
  });
});
