import { readSetText } from '../../../../test/edi/set-text.js';
import { claimStatusInquiryReader } from '../276-277/read-claim-status-inquiry.js';
import { segmentText } from '../write.js';
import { HierarchyNumbers, LevelFold } from './hierarchy.js';

describe('HL hierarchies', () => {
  it('number the levels through the set and point at the parent', () => {
    const numbers = new HierarchyNumbers();
    const written = [
      numbers.segment(0, '20', true),
      numbers.segment(1, '21', true),
      numbers.segment(3, '22', true),
      numbers.segment(4, '23', false),
      numbers.segment(3, '22', false),
      numbers.segment(1, '21', false),
    ];
    expect(written.map(segmentText)).toEqual([
      'HL*1**20*1~',
      'HL*2*1*21*1~',
      'HL*3*2*22*1~',
      'HL*4*3*23*0~',
      'HL*5*2*22*0~',
      'HL*6*1*21*0~',
    ]);
  });

  it('say from which level on an item differs from the one before', () => {
    const fold = new LevelFold();
    expect(fold.firstNew(['payer', 'us', 'ada'])).toBe(0);
    expect(fold.firstNew(['payer', 'us', 'ada'])).toBe(3);
    expect(fold.firstNew(['payer', 'us', 'hugo'])).toBe(2);
    expect(fold.firstNew(['other', 'us', 'hugo'])).toBe(0);
  });

  it('are noted when the numbers of a sender do not run on or name no parent', () => {
    const { problems } = readSetText(
      claimStatusInquiryReader,
      '276*0001*005010X212',
      'BHT*0010*13*Q*20260302\nHL*1**20*1\nNM1*PR*2*PAYER\nHL*7*1*21*1\nNM1*41*2*US\nHL*8*9*19*1\nNM1*1P*2*CLINIC',
    );
    expect(problems.map(({ code, severity, at }) => `${code} ${severity} ${at.element}`)).toEqual([
      'HL_NUMBER_WRONG note 1',
      'HL_PARENT_UNKNOWN note 2',
    ]);
  });
});
