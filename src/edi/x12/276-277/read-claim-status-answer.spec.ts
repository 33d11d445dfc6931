import { readSetText } from '../../../../test/edi/set-text.js';
import type { ClaimStatusAnswer, ClaimStatusAnswerItem } from './claim-status-answer.js';
import { claimStatusAnswerReader } from './read-claim-status-answer.js';

const items = (text: string): ClaimStatusAnswerItem[] =>
  readSetText(claimStatusAnswerReader, '277*0001*005010X212', `BHT*0010*08*Q1*20260302*0930*DG\n${text}`).items;

const answers = (text: string): ClaimStatusAnswer[] => items(text).filter((item) => item.kind === 'claimStatusAnswer');

const PARTIES = `
  HL*1**20*1
  NM1*PR*2*PAYER ONE*****PI*12345
  HL*2*1*21*1
  NM1*41*2*HARBOR*****46*US
  HL*3*2*19*1
  NM1*1P*2*HARBOR CLINIC*****XX*1992753883`;

describe('reading a claim status answer', () => {
  it('finds our trace, both claim numbers, the status and what was paid', () => {
    const [answer] = answers(`${PARTIES}
      HL*4*3*22*0
      NM1*IL*1*MERCER*ADA****MI*W1
      TRN*2*OURTRACE
      STC*F1:65*20260301**250*200.5*20260228*CHK*20260228*881234
      REF*1K*ICN7
      REF*EJ*CLM100
      REF*BLT*131
      DTP*472*D8*20260201
      SVC*HC:99213:25*250*200.5****1
      STC*F1:65*20260301
      REF*FJ*L1
      DTP*472*D8*20260201`);
    expect(answer).toMatchObject({
      source: { id: '12345' },
      provider: { id: '1992753883' },
      subscriber: { id: 'W1' },
      trace: 'OURTRACE',
      payerClaimNumber: 'ICN7',
      claimNumber: 'CLM100',
      billType: '131',
      serviceFrom: '2026-02-01',
      statuses: [
        {
          codes: [{ category: 'F1', status: '65' }],
          chargeCents: 25_000,
          paidCents: 20_050,
          decidedDate: '2026-02-28',
          paymentMethod: 'CHK',
          checkNumber: '881234',
        },
      ],
      lines: [{ procedure: { code: '99213', modifiers: ['25'] }, units: '1', lineControl: 'L1' }],
    });
  });

  it('tells the claims of a dependent from those of the subscriber', () => {
    const found = answers(`${PARTIES}
      HL*4*3*22*1
      NM1*IL*1*MERCER*ADA****MI*W1
      HL*5*4*23
      NM1*QC*1*MERCER*BO
      TRN*2*T1
      STC*P3:317*20260301
      TRN*2*T2
      STC*D0:35*20260301
      HL*6*3*22*0
      NM1*IL*1*NOVAK*HUGO****MI*W2
      TRN*2*T3
      STC*RQ:1*20260301`);
    expect(found.map(({ trace, dependent, subscriber }) => [trace, subscriber.id, dependent?.firstName])).toEqual([
      ['T1', 'W1', 'BO'],
      ['T2', 'W1', 'BO'],
      ['T3', 'W2', undefined],
    ]);
  });

  it('keeps a status that stands at the level of receiver or provider', () => {
    const found = items(`
      HL*1**20*1
      NM1*PR*2*PAYER ONE*****PI*12345
      HL*2*1*21*0
      NM1*41*2*HARBOR*****46*US
      TRN*2*T0
      STC*E1:23*20260301`);
    expect(found.find((item) => item.kind === 'claimStatusAnswerLevel' && item.level === 'receiver')).toMatchObject({
      trace: 'T0',
      statuses: [{ codes: [{ category: 'E1', status: '23' }] }],
    });
  });
});
