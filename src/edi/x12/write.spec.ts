import { cents } from '../../domain/money.js';
import { plainDate } from '../../domain/dates/plain-date.js';
import { problemsOf, readAll } from '../../../test/edi/an-interchange.js';
import {
  centsText,
  seg,
  segmentText,
  unwritableValues,
  writableText,
  writeInterchange,
  type OutInterchange,
} from './write.js';

const outgoing = (name: string): OutInterchange => ({
  senderQualifier: 'ZZ',
  senderId: 'SENDER',
  receiverQualifier: 'ZZ',
  receiverId: 'RECEIVER',
  date: plainDate('2026-01-31'),
  time: '0930',
  control: '000000007',
  usage: 'P',
  ackRequested: true,
  groups: [
    {
      functionalId: 'FA',
      sender: 'SENDER',
      receiver: 'RECEIVER',
      date: plainDate('2026-01-31'),
      time: '0930',
      control: '7',
      guide: '005010X231A1',
      sets: [
        {
          st01: '999',
          guide: '005010X231A1',
          control: '0001',
          segments: [seg('AK1', 'HC', '17', name), seg('AK9', 'A', '1', '1', '1', undefined, '')],
        },
      ],
    },
  ],
});

const text = (x: OutInterchange): string =>
  [...writeInterchange(x)].map((chunk) => new TextDecoder().decode(chunk)).join('');

describe('A written file', () => {
  it('has fixed header widths, counts and control numbers, and no empty ends', () => {
    expect(text(outgoing('X'))).toMatchSnapshot();
    expect(text(outgoing('X')).indexOf('GS')).toBe(106);
    expect(problemsOf(text(outgoing('X')))).toEqual([]);
  });

  it('is read back by our own reader', () => {
    const [ack] = readAll(text(outgoing('X'))).filter((item) => item.kind === 'implementationAcknowledgement');
    expect(ack).toMatchObject({ functionalId: 'HC', groupControl: '17', code: 'A', setsAccepted: 1 });
  });

  it('never carries a separator inside a value', () => {
    expect(() => text(outgoing('A*B'))).toThrow('AK103 holds a separator');
    expect(unwritableValues([seg('NM1', 'QC', '1', 'A~B'), seg('SV1', ['HC', '9:9'])])).toEqual([
      { segmentId: 'NM1', segment: 1, element: 3, reason: 'delimiter' },
      { segmentId: 'SV1', segment: 2, element: 1, component: 2, reason: 'delimiter' },
    ]);
    expect(writableText('SMITH*JONES\n')).toBe('SMITH JONES');
  });
});

describe('Segments', () => {
  it('lose trailing empty elements and components only', () => {
    expect(segmentText(seg('SV1', ['HC', '', '99213', ''], undefined, '', '5', undefined, ''))).toBe(
      'SV1*HC::99213***5~',
    );
  });
});

describe('Amounts', () => {
  it.each([
    [20_500, '205'],
    [20_550, '205.5'],
    [20_555, '205.55'],
    [5, '0.05'],
    [-1_400, '-14'],
    [-50, '-0.5'],
    [0, '0'],
  ])('%d cents are written %s', (amount, expected) => {
    expect(centsText(cents(amount))).toBe(expected);
  });
});
