import { a999, aFile, aSet, gs, hasProblem, isa, latin1, readAll, styled } from '../../../test/edi/an-interchange.js';
import { DEFAULT_LIMITS } from './options.js';
import { separatorsOf } from './interchange-header.js';
import type { TokenizerLimits } from './tokenizer-limits.js';
import { Tokenizer } from './tokenizer.js';

interface Token {
  readonly text: string;
  readonly byte: number;
  readonly faults: readonly string[];
}

function tokens(file: string, limits: Partial<TokenizerLimits> = {}): Token[] {
  const tokenizer = new Tokenizer({ ...DEFAULT_LIMITS, ...limits });
  const found: Token[] = [];
  const drain = (): void => {
    while (tokenizer.next()) {
      const faults = Object.entries(tokenizer.faults).flatMap(([name, set]) => (set ? [name] : []));
      found.push({ text: tokenizer.segment.raw(), byte: tokenizer.segment.place().byte, faults });
    }
  };
  tokenizer.push(latin1(file));
  drain();
  tokenizer.finish();
  drain();
  return found;
}

const ids = (file: string): string[] => tokens(file).map(({ text }) => text.slice(0, 3).replace(/\W.*$/, ''));

describe('Segments', () => {
  it.each([
    ['line ends after each terminator', { lineEnd: '\r\n' }],
    ['a line feed as terminator', { terminator: '\n' }],
    ['CR LF as terminator', { terminator: '\r\n' }],
    ['a control byte as terminator', { terminator: '\x1d' }],
    ['bars and exclamation marks', { element: '|', component: '!', terminator: '\x1c' }],
    ['a tilde between elements', { element: '~', component: '^', repetition: '`', terminator: '_' }],
  ])('are the same with %s', (_name, style) => {
    expect(ids(styled(a999(), style))).toEqual(ids(a999()));
  });

  it('are found by counting when the header is not 106 bytes wide', () => {
    const narrow = a999().replace('SENDER         ', 'SENDER');
    expect(ids(narrow)).toEqual(ids(a999()));
  });

  it('take their separators from each header anew', () => {
    const both = a999() + styled(a999(), { element: '|', terminator: '\n' });
    expect(tokens(both)).toHaveLength(2 * tokens(a999()).length);
  });

  it('begin after a byte-order mark, also before a later interchange', () => {
    const file = `\xef\xbb\xbf${a999()}\r\n\xef\xbb\xbf${a999()}`;
    expect(tokens(file)).toHaveLength(2 * tokens(a999()).length);
    expect(tokens(file)[0]).toMatchObject({ byte: 3, faults: ['leadingBytes'] });
  });

  it('are none for empty segments, blank lines and the newline at the end', () => {
    expect(tokens(`${a999().replace('AK2', '~~\n \nAK2')}\n`)).toHaveLength(tokens(a999()).length);
  });

  it('after IEA end where the next interchange begins', () => {
    const file = `${a999()}\n--- INTERIM REPORT ---\n${a999()}`;
    expect(tokens(file, { findIsaAfterIea: true })).toHaveLength(2 * tokens(a999()).length + 1);
    expect(readAll(file).filter(({ kind }) => kind === 'interchangeEnd')).toHaveLength(2);
    expect(hasProblem(file, 'TEXT_BETWEEN_INTERCHANGES')).toBe(true);
  });

  it('lose blanks around them but none inside', () => {
    const file = a999().replace('AK1*HC*17', '  AK1*HC  *17');
    expect(tokens(file)[3]?.text).toBe('AK1*HC  *17*005010X222A1');
  });

  it('include a last one without terminator, with a note', () => {
    expect(tokens(a999().slice(0, -1)).at(-1)).toMatchObject({ text: 'IEA*1*000000001', faults: ['unterminated'] });
  });

  it('have no repetition separator before version 00402 or when ISA11 is a letter', () => {
    for (const header of [isa('000000001', '00401', '^'), isa('000000001', '00501', 'U')]) {
      const tokenizer = new Tokenizer(DEFAULT_LIMITS);
      tokenizer.push(latin1(`${header}${gs('HC', '005010')}`));
      expect(tokenizer.next()).toBe(true);
      expect(separatorsOf(tokenizer.segment).repetition).toBeUndefined();
    }
  });
});

describe('Attached data', () => {
  const attachment = (segment: string): string => aFile('PI', '005010X210', aSet('275', '005010X210', segment));

  it('may hold separators when their length is right', () => {
    expect(tokens(attachment('BIN*9*ab~CD*1~x~'))[3]).toMatchObject({ text: 'BIN*9*ab~CD*1~x', faults: [] });
    expect(tokens(attachment('BDS*ASC*5*a~b*c~'))[3]).toMatchObject({ text: 'BDS*ASC*5*a~b*c', faults: [] });
  });

  it('run to the next terminator when their length is wrong', () => {
    expect(tokens(attachment('BIN*500*abc~'))[3]).toMatchObject({ text: 'BIN*500*abc', faults: ['binaryLengthWrong'] });
  });

  it('over the limit are dropped and the next segment is read', () => {
    const found = tokens(attachment(`BIN*40*${'x'.repeat(40)}~`), { binaryBytes: 20 });
    expect(found[3]?.faults).toEqual(['binaryTooLong']);
    expect(found[4]?.text).toBe('SE*3*0001');
  });
});

describe('Limits', () => {
  it('cut a segment that never ends and go on after its terminator', () => {
    const found = tokens(a999().replace('AK2*837', `AK2*${'8'.repeat(500)}`), { segmentBytes: 200 });
    expect(found[4]).toMatchObject({ faults: ['tooLong'] });
    expect(found[4]?.text).toHaveLength(200);
    expect(found[5]?.text).toBe('IK5*A');
  });

  it('name a segment of too many elements', () => {
    expect(tokens(a999().replace('AK2*', `AK2${'*'.repeat(50)}`), { elements: 20 })[4]?.faults).toEqual([
      'tooManyElements',
    ]);
  });
});
