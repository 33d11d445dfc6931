import { readSetText } from '../../../../test/edi/set-text.js';
import type { ClaimAcknowledgementItem } from './claim-acknowledgement.js';
import { footAcknowledgement } from './foot-acknowledgement.js';
import { claimAcknowledgementReader } from './read-claim-acknowledgement.js';

const read = (receiverTotals: string, providerTotals = ''): ClaimAcknowledgementItem[] =>
  readSetText(
    claimAcknowledgementReader,
    '277*0001*005010X214',
    `BHT*0085*08*B1*20260302*0930*TH
     HL*1**20*1
     NM1*PR*2*PAYER ONE*****PI*12345
     HL*2*1*21*1
     NM1*41*2*HARBOR*****46*US
     STC*A1:20*20260302*WQ
     ${receiverTotals}
     HL*3*2*19*1
     NM1*85*2*HARBOR CLINIC*****XX*1992753883
     ${providerTotals}
     HL*4*3*PT
     NM1*QC*1*MERCER*ADA****MI*W1
     TRN*2*CLM100
     STC*A7:562:85*20260302*U*250
     HL*5*3*PT
     NM1*QC*1*NOVAK*HUGO****MI*W2
     TRN*2*CLM101
     STC*A2:20*20260302*WQ*100`,
  ).items;

describe('footing a claim acknowledgement', () => {
  it('finds nothing when counts and charges are those of the claims', () => {
    expect(footAcknowledgement(read('QTY*90*1\nQTY*AA*1\nAMT*YU*100\nAMT*YY*250', 'QTY*QA*1\nQTY*QC*1'))).toEqual([]);
  });

  it('names the total that does not foot', () => {
    expect(footAcknowledgement(read('QTY*90*2\nAMT*YY*250', 'AMT*YU*90'))).toEqual([
      { level: 'receiver', partyName: 'HARBOR', qualifier: '90', stated: 2, found: 1 },
      { level: 'provider', partyName: 'HARBOR CLINIC', qualifier: 'YU', stated: 9_000, found: 10_000 },
    ]);
  });

  it('counts every claim as rejected below a rejected provider', () => {
    expect(footAcknowledgement(read('QTY*AA*2', 'STC*A8:496:85*20260302*U'))).toEqual([]);
  });
});
