import { segmentText } from '../write.js';
import { segments999 } from './write-acknowledgement.js';
import { aFile, aSet, isa, problemsOf, readAll } from '../../../../test/edi/an-interchange.js';

const GUIDE = '005010X231A1';
const file = (body: string): string => aFile('FA', GUIDE, aSet('999', GUIDE, body));

describe('A 999 we receive', () => {
  it('tells per set what was wrong and where', () => {
    const body =
      'AK1*HC*17456*005010X222A1~AK2*837*0001*005010X222A1~IK3*CLM*22**8~CTX*CLM01:4711~IK4*5:3*1325*7*Z~CTX*SITUATIONAL TRIGGER~IK5*R*5~AK2*837*0002~IK5*A~AK9*P*2*2*1~';
    const [item] = readAll(file(body)).filter(({ kind }) => kind === 'implementationAcknowledgement');
    expect(item).toMatchObject({
      groupControl: '17456',
      code: 'P',
      sets: [
        {
          control: '0001',
          code: 'R',
          errors: ['5'],
          segments: [
            {
              segmentId: 'CLM',
              segmentInSet: 22,
              code: '8',
              context: ['CLM01:4711'],
              elements: [{ element: 5, component: 3, reference: '1325', code: '7', valueCopy: 'Z' }],
            },
          ],
        },
        { control: '0002', code: 'A' },
      ],
    });
  });

  it('without sets means all fared as the group', () => {
    const items = readAll(file('AK1*HC*1~AK9*A*3*3*3~'));
    expect(items.find(({ kind }) => kind === 'implementationAcknowledgement')).toMatchObject({ code: 'A', sets: [] });
  });

  it('whose counts contradict its sets is reported', () => {
    expect(problemsOf(file('AK1*HC*1~AK2*837*0001~IK5*R*5~AK9*A*1*1*1~'))).toEqual([
      'warning ACKNOWLEDGEMENT_COUNT_WRONG',
    ]);
  });

  it('that breaks off is reported', () => {
    expect(problemsOf(file('AK1*HC*1~AK2*837*0001~'))).toEqual(['warning SEGMENT_MISSING']);
  });
});

describe('A situation a 999 tells', () => {
  it('keeps where it lies, and is written as it came', () => {
    const body =
      'AK1*HC*1*005010X222A1~AK2*837*0001~IK3*REF*57**3~CTX*SITUATIONAL TRIGGER*CLM*43**5:3~CTX*CLM01:4711~IK5*R*5~AK9*R*1*1*0~';
    const item = readAll(file(body)).find((one) => one.kind === 'implementationAcknowledgement');
    if (item === undefined) throw new Error('no 999');
    expect(item.sets[0]?.segments[0]?.context).toEqual(['SITUATIONAL TRIGGER*CLM*43**5:3', 'CLM01:4711']);
    expect(segments999(item).map(segmentText).join('')).toBe(body);
  });
});

describe('A TA1 we receive', () => {
  const ta1 = (text: string): string => `${isa()}${text}~IEA*0*000000001~`;

  it('says what became of an interchange', () => {
    expect(problemsOf(ta1('TA1*000000017*260101*1200*R*021'))).toEqual([]);
  });

  it.each([
    ['TA1*17*260101*1200*R*021', 'ELEMENT_TOO_SHORT'],
    ['TA1*000000017*261301*1200*R*021', 'DATE_BAD'],
    ['TA1*000000017*260101*1200*Q*021', 'CODE_UNKNOWN'],
    ['TA1*000000017*260101*1200*R*999', 'CODE_UNKNOWN'],
  ])('%s is told as %s and used all the same', (text, code) => {
    expect(problemsOf(ta1(text))).toEqual([`warning ${code}`]);
    const item = readAll(ta1(text)).find((one) => one.kind === 'interchangeAcknowledgement');
    expect(item).toMatchObject({ code: text.split('*')[4] });
  });
});
