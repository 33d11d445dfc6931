import { a999, aFile, aSet, gs, isa, styled } from '../an-interchange.js';
import { eachVariant, type Variant } from './facts-of-text.js';

const MARK = '\xef\xbb\xbf';
const GUIDE = '005010X231A1';
const SET = aSet('999', GUIDE, 'AK1*HC*1~AK9*A*1*1*1~');
const ONE = aFile('FA', GUIDE, SET);

/** ONE with another ISA. */
const under = (header: string): string => header + ONE.slice(106);
const NARROW = 'ISA*00**00**ZZ*SENDER*ZZ*RECEIVER*260101*1200*^*00501*000000001*1*P*:~';

const HEADERS: readonly Variant[] = [
  ['a byte-order mark', MARK + ONE, { isa: 1, segments: 8, isa_len_bad: undefined, envelope_errors: {} }],
  ['blank lines before the file', `\r\n \t${ONE}`, { isa: 1, segments: 8, isa_len_bad: undefined }],
  [
    'two files joined, each with its mark',
    `${MARK}${ONE}\n${MARK}${under(NARROW)}`,
    { isa: 2, st: 2, segments: 16, isa_len_bad: 1, envelope_errors: {}, ak1: ['HC:1', 'HC:1'] },
  ],
  ['a mark, then a line end', `${MARK}\n${ONE}`, { isa: 1, segments: 8 }],
  ['ISA elements without padding', under(NARROW), { isa: 1, isa_len_bad: 1, segments: 8, envelope_errors: {} }],
  [
    'an ISA one byte too long',
    under(isa().replace('SENDER   ', 'SENDER    ')),
    { isa_len_bad: 1, delims: 'es=* cs=: rs=^ st=~' },
  ],
  [
    'two interchanges, one of them narrow, in different separators',
    ONE + styled(under(NARROW), { element: '|', component: '>', terminator: '\n' }),
    {
      isa: 2,
      st: 2,
      isa_len_bad: 1,
      segments: 16,
      delims: 'es=* cs=: rs=^ st=~',
      ak1: ['HC:1', 'HC:1'],
      envelope_errors: {},
    },
  ],
  ['ISA11 is a letter: no repetition', under(isa('000000001', '00501', 'U')), { delims: 'es=* cs=: rs=none st=~' }],
  [
    'ISA11 is a sign, but the version is older',
    under(isa('000000001', '00401', '^')),
    { delims: 'es=* cs=: rs=none st=~' },
  ],
  ['ISA11 is a sign from version 00402 on', under(isa('000000001', '00402', '!')), { delims: 'es=* cs=: rs=! st=~' }],
  ['ISA11 is empty', under(isa('000000001', '00501', '')), { delims: 'es=* cs=: rs=none st=~', isa_len_bad: 1 }],
  ['ISA11 has two letters', under(isa('000000001', '00501', '^^')), { delims: 'es=* cs=: rs=none st=~' }],
  [
    'a blank repeats: shown in quotes',
    under(isa('000000001', '00501', ' ')),
    { delims: "es=* cs=: rs=' ' st=~", isa_len_bad: undefined },
  ],
  [
    'one element too many: the counted bytes are the separators, whatever follows',
    under(isa().replace('*P*', '*P**')),
    { delims: 'es=* cs=: rs=^ st=~'.replace('cs=:', 'cs=*').replace('st=~', 'st=:'), isa: 1, gs: 0, st: 0 },
  ],
  [
    'a header cut short is an interchange that never ends',
    isa().slice(0, 60),
    { isa: 1, segments: 1, envelope_errors: { iea_missing: 1 }, unterminated_last_segment: 1, transaction: '' },
  ],
  [
    'segments before the first ISA: the separators are the interchange’s',
    `PER*IC*X~${ONE.replaceAll(':', '>')}`,
    { isa: 1, segments: 9, no_isa_envelope: undefined, delims: 'es=* cs=> rs=^ st=~' },
  ],
];

const TERMINATORS: readonly Variant[] = [
  ['LF ends segments', styled(ONE, { terminator: '\n' }), { delims: "es=* cs=: rs=^ st='\\n'", segments: 8 }],
  [
    'CR LF ends segments and counts as one byte',
    styled(ONE, { terminator: '\r\n' }),
    { delims: "es=* cs=: rs=^ st='\\r\\n'", segments: 8, isa_len_bad: undefined },
  ],
  [
    'CR LF ends segments, the last one has only its LF',
    styled(ONE, { terminator: '\r\n' }).replace(/\r\n$/, '\n'),
    { unterminated_last_segment: 1, segments: 8, envelope_errors: {} },
  ],
  ['CR ends segments', styled(ONE, { terminator: '\r' }), { delims: "es=* cs=: rs=^ st='\\r'", segments: 8 }],
  [
    'control bytes separate',
    styled(ONE, { element: '\x1d', component: '\x1f', repetition: '\x1e', terminator: '\x1c' }),
    { delims: "es='\\x1d' cs='\\x1f' rs='\\x1e' st='\\x1c'", segments: 8, envelope_errors: {} },
  ],
  [
    'a tab separates elements',
    styled(ONE, { element: '\t' }),
    { delims: "es='\\t' cs=: rs=^ st=~", segments: 8, ak1: ['HC:1'] },
  ],
  ['a quote ends segments', styled(ONE, { terminator: "'" }), { delims: "es=* cs=: rs=^ st='", segments: 8 }],
  ['blank lines, indentation, CR LF around', styled(ONE, { lineEnd: '\r\n\r\n\t ' }), { segments: 8 }],
  ['blanks before a terminator', styled(ONE, { terminator: '~' }).replace('IEA*1*', 'IEA*1 *'), { segments: 8 }],
  ['empty segments do not exist', ONE.replaceAll('~', '~~~'), { segments: 8, delims: 'es=* cs=: rs=^ st=~' }],
  ['no terminator at the end', ONE.slice(0, -1), { unterminated_last_segment: 1, segments: 8, envelope_errors: {} }],
  ['line ends after the last terminator', `${ONE}\n\n`, { unterminated_last_segment: undefined, segments: 8 }],
  ['something after the last terminator', `${ONE}\x1a`, { unterminated_last_segment: 1, segments: 9 }],
];

const G = gs('FA', GUIDE);
const TRAILERS: readonly Variant[] = [
  ['no IEA', `${isa()}${G}${SET}GE*1*1~`, { envelope_errors: { iea_missing: 1 } }],
  [
    'no GE in either of two interchanges: the first is missed at the next GS, the second at the end',
    `${isa()}${G}${SET}IEA*1*000000001~`.repeat(2),
    { envelope_errors: { ge_missing: 2 }, isa: 2, gs: 2 },
  ],
  ['no SE', `${isa()}${G}ST*999*1~GE*1*1~IEA*1*000000001~`, { envelope_errors: { st_without_se: 1 } }],
  [
    'nothing but headers, twice',
    `${isa()}${G}ST*999*1~`.repeat(2),
    { envelope_errors: { st_without_se: 2, ge_missing: 2, iea_missing: 2 } },
  ],
  [
    'trailers without headers are no errors',
    'ST*999*1~AK1*HC*7~SE*3*1~SE*1*1~GE*1*1~IEA*1*1~',
    { envelope_errors: {}, no_isa_envelope: 1, isa: 0, gs: 0, impl: '', segments: 6 },
  ],
  [
    'control numbers are compared as text, counts as numbers',
    `${isa()}${G}ST*999*0121~SE*02*121~GE*+1*01~IEA*001*1~`,
    { envelope_errors: { se02_mismatch: 1, ge02_mismatch: 1, iea02_mismatch: 1 } },
  ],
  [
    'counts that are no numbers are wrong',
    `${isa()}${G}ST*999*1~SE**1~GE*one*1~IEA*1.0*000000001~`,
    { envelope_errors: { se01_mismatch: 1, ge01_mismatch: 1, iea01_mismatch: 1 } },
  ],
  [
    'a group opened twice',
    `${isa()}${G}${G}${SET}GE*1*1~IEA*2*000000001~`,
    { envelope_errors: { ge_missing: 1 }, gs: 2 },
  ],
  [
    'a set of no group takes its guide from itself alone',
    `${isa()}${G}GE*0*1~ST*999*1~SE*2*1~ST*999*2*X1~SE*2*2~IEA*1*000000001~`,
    { impl: 'X1', envelope_errors: {}, st: 2 },
  ],
  [
    'guides once each, sorted; an empty ST03 takes GS08',
    `${isa()}${G}ST*999*1*Z~SE*2*1~ST*999*2~SE*2*2~ST*999*3*Z~SE*2*3~GE*3*1~IEA*1*000000001~`,
    { impl: `${GUIDE},Z` },
  ],
];

const NO_ISA: readonly Variant[] = [
  [
    'begins at GS',
    ONE.slice(106),
    { no_isa_envelope: 1, isa: 0, gs: 1, segments: 7, envelope_errors: {}, delims: 'es=* cs=: rs=^ st=~' },
  ],
  [
    'begins at ST, with a mark and in other element separators',
    `${MARK}ST|999|1~AK1|HC   |7~SE|3|1~`,
    { ak1: ['HC   :7'], delims: 'es=| cs=: rs=^ st=~' },
  ],
  [
    'components as in the first service line: SV2',
    'ST*837*1~SV2*0300*HC>1*5~SE*3*1~',
    { transaction: '837I', delims: 'es=* cs=> rs=^ st=~' },
  ],
  [
    'components as in the first service line: SV3 after an empty SV1',
    'ST*837*1~SV3*AD<1*5~SE*3*1~',
    { transaction: '837D', delims: 'es=* cs=< rs=^ st=~' },
  ],
  [
    'two sets and nothing around them',
    'ST*997*1~SE*2*1~ST*997*2~SE*9*2~',
    { st: 2, envelope_errors: { se01_mismatch: 1 } },
  ],
  [
    'an ISA that comes later sets its separators',
    `ST*999*1~SE*2*1~${styled(ONE, { element: '|' })}`,
    { isa: 1, no_isa_envelope: undefined, st: 2, delims: 'es=| cs=: rs=^ st=~' },
  ],
];

describe('Facts of files: headers', () => eachVariant(HEADERS));
describe('Facts of files: separators and line ends', () => eachVariant(TERMINATORS));
describe('Facts of files: trailers and guides', () => eachVariant(TRAILERS));
describe('Facts of files without ISA', () => eachVariant(NO_ISA));

describe('Facts of many interchanges', () => {
  const many = Array.from({ length: 156 }, (_, at) => a999().replaceAll('000000001', String(at).padStart(9, '0')));
  eachVariant([['156 interchanges', many.join('\n'), { isa: 156, st: 156, segments: 156 * 10, envelope_errors: {} }]]);
});
