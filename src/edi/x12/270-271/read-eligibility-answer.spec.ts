import { readSetText } from '../../../../test/edi/set-text.js';
import type { EligibilityAnswer } from './eligibility-answer.js';
import { eligibilityAnswerReader } from './read-eligibility-answer.js';

const answers = (text: string): EligibilityAnswer[] =>
  readSetText(eligibilityAnswerReader, '271*0001*005010X279A1', `BHT*0022*11*Q1*20260302*0930\n${text}`).items.filter(
    (item) => item.kind === 'eligibilityAnswer',
  );

const PARTIES = `
  HL*1**20*1
  NM1*PR*2*PAYER ONE*****PI*12345
  PER*IC*HELP*TE*8005550100
  HL*2*1*21*1
  NM1*1P*2*HARBOR CLINIC*****XX*1992753883`;

const SUBSCRIBER = `
  TRN*2*OURTRACE*9123456789
  NM1*IL*1*MERCER*ADA****MI*W1
  DMG*D8*19800229*F
  DTP*346*D8*20260101`;

describe('reading an eligibility answer', () => {
  it('cuts the service types a benefit repeats, with their time period and network', () => {
    const [answer] = answers(`${PARTIES}
      HL*3*2*22*0${SUBSCRIBER}
      EB*1**30**GOLD PLAN
      EB*B*IND*98^UC^30*HM*GOLD PLAN*27*25.5****N*Y
      MSG*COPAY WAIVED FOR THE FIRST VISIT
      EB*A**98*****.2`);
    expect(answer?.subscriber).toMatchObject({
      id: 'W1',
      birthDate: '1980-02-29',
      traces: [{ type: '2', number: 'OURTRACE' }],
      dates: [{ qualifier: '346', date: '2026-01-01' }],
    });
    expect(answer?.sourceContacts).toMatchObject([{ channels: [{ qualifier: 'TE', value: '8005550100' }] }]);
    expect(answer?.benefits).toMatchObject([
      { information: '1', serviceTypes: ['30'], planDescription: 'GOLD PLAN' },
      {
        information: 'B',
        serviceTypes: ['98', 'UC', '30'],
        timePeriod: '27',
        amountCents: 2_550,
        authorizationRequired: 'N',
        inNetwork: 'Y',
        messages: ['COPAY WAIVED FOR THE FIRST VISIT'],
      },
      { information: 'A', percent: '.2' },
    ]);
  });

  it('names another payer of the patient', () => {
    const [answer] = answers(`${PARTIES}
      HL*3*2*22*0${SUBSCRIBER}
      EB*R**30
      REF*6P*GROUP9
      DTP*290*RD8*20260101-20261231
      LS*2120
      NM1*PRP*2*OTHER PLAN*****PI*777
      N4*DAYTON*OH*45402
      PER*IC**TE*8005550111
      LE*2120
      EB*1**30`);
    expect(answer?.benefits[0]).toMatchObject({
      refs: [{ qualifier: '6P' }],
      dates: [{ qualifier: '290', date: '2026-01-01', through: '2026-12-31' }],
      entities: [{ name: 'OTHER PLAN', id: '777', address: { city: 'DAYTON' }, contacts: [{ role: 'IC' }] }],
    });
    expect(answer?.benefits[1]?.entities).toEqual([]);
  });

  it('says at which level a question was refused, and whether to correct or retry', () => {
    const atPayer = answers('HL*1**20*0\nNM1*PR*2*PAYER ONE*****PI*12345\nAAA*Y**42*R');
    expect(atPayer).toMatchObject([{ source: { rejections: [{ reason: '42', followUp: 'R' }] } }]);
    expect(atPayer[0]).not.toHaveProperty('receiver');
    const atProvider = answers(`${PARTIES}\nAAA*Y**50*N`);
    expect(atProvider).toMatchObject([{ receiver: { rejections: [{ reason: '50' }] } }]);
    const atSubscriber = answers(`${PARTIES}\nHL*3*2*22*0\nNM1*IL*1*MERCER*ADA****MI*W9\nAAA*N**72*C`);
    expect(atSubscriber).toMatchObject([{ subscriber: { rejections: [{ valid: 'N', reason: '72', followUp: 'C' }] } }]);
  });

  it('answers for a dependent with the subscriber beside them', () => {
    const found = answers(`${PARTIES}
      HL*3*2*22*1
      NM1*IL*1*MERCER*ADA****MI*W1
      HL*4*3*23*0
      TRN*2*KID
      NM1*03*1*MERCER*BO
      INS*N*19
      EB*1**30`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      subscriber: { firstName: 'ADA' },
      dependent: { firstName: 'BO', relationship: '19', isSubscriber: false, traces: [{ number: 'KID' }] },
      benefits: [{ information: '1' }],
    });
  });

  it('answers for many people in one file', () => {
    const found = answers(`${PARTIES}
      HL*3*2*22*0
      NM1*IL*1*MERCER*ADA****MI*W1
      EB*1**30
      HL*4*2*22*0
      NM1*IL*1*NOVAK*HUGO****MI*W2
      EB*6**30`);
    expect(
      found.map(({ ordinal, subscriber, benefits }) => [ordinal, subscriber?.id, benefits[0]?.information]),
    ).toEqual([
      [1, 'W1', '1'],
      [2, 'W2', '6'],
    ]);
  });
});
