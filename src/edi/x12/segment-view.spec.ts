import { centsOf } from './segment-view.js';
import { a999, latin1 } from '../../../test/edi/an-interchange.js';
import { DEFAULT_LIMITS } from './options.js';
import { Tokenizer } from './tokenizer.js';

const centsIn = (text: string): number | undefined => centsOf(latin1(text), 0, text.length);

describe('Amounts', () => {
  it.each([
    ['205', 20_500],
    ['205.5', 20_550],
    ['44594.0', 4_459_400],
    ['.5', 50],
    ['5.', 500],
    ['-14', -1_400],
    ['+3', 300],
    ['00012.50', 1_250],
    ['-0', 0],
    ['9999999999999.99', 999_999_999_999_999],
  ])('%s is exact in cents', (text, cents) => {
    expect(centsIn(text)).toBe(cents);
  });

  it.each(['', '-', '.', '1.234', '1e3', '1,000', ' 5', '5 ', '--1', '1.2.3', '99999999999999.99', 'abc'])(
    '"%s" is no amount and is never rounded',
    (text) => {
      expect(centsIn(text)).toBeUndefined();
    },
  );
});

describe('A segment', () => {
  function view(segment: string): Tokenizer['segment'] {
    const tokenizer = new Tokenizer(DEFAULT_LIMITS);
    tokenizer.push(latin1(a999().replace('AK2*837*0001', segment)));
    for (let at = 0; at < 5; at += 1) tokenizer.next();
    return tokenizer.segment;
  }

  it('gives elements, components and repetitions as sent', () => {
    const segment = view('SVC*HC:99213:25*100.5**12^13:X*');
    expect([segment.id, segment.count]).toEqual(['SVC', 5]);
    expect([segment.el(1), segment.comp(1, 2), segment.comp(1, 9)]).toEqual(['HC:99213:25', '99213', '']);
    expect(segment.comps(1)).toEqual(['HC', '99213', '25']);
    expect(segment.cents(2)).toBe(10_050);
    expect([segment.isEmpty(3), segment.isEmpty(5), segment.isEmpty(9)]).toEqual([true, true, true]);
    expect(segment.reps(4)).toEqual(['12', '13:X']);
    expect(segment.repComps(4)).toEqual([['12'], ['13', 'X']]);
    expect([segment.el(9), segment.comps(9), segment.reps(9)]).toEqual(['', [], []]);
  });

  it('reads letters as UTF-8, and as Latin-1 when they are not', () => {
    expect(view('NM1*QC*1*MU\xc3\x91OZ').el(3)).toBe('MUÑOZ');
    const latin = view('NM1*QC*1*MU\xd1OZ');
    expect(latin.el(3)).toBe('MUÑOZ');
    expect(latin.sawLatin1).toBe(true);
  });

  it('keeps long values whole', () => {
    const name = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789';
    expect(view(`NM1*QC*1*${name}`).el(3)).toBe(name);
  });
});
