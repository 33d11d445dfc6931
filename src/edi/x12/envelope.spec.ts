import { a999, aFile, aSet, gs, hasProblem, isa, problemsOf, readAll } from '../../../test/edi/an-interchange.js';
import { ALLOW_ALL, type LeniencyName } from './options.js';
import type { X12ProblemCode } from './problem-code.js';

const REMITTANCE = 'BPR*I*0*C*NON************20260101~TRN*1*1*1999999999~N1*PR*P~N1*PE*C*XX*1234567893~';
const an835 = (): string => aFile('HP', '005010X221A1', aSet('835', '005010X221A1', REMITTANCE));

interface Fault {
  readonly code: X12ProblemCode;
  readonly leniency?: LeniencyName;
  readonly file: () => string;
}

const FAULTS: readonly Fault[] = [
  { code: 'LEADING_BYTES', leniency: 'allowLeadingBytes', file: () => `\n${an835()}` },
  {
    code: 'BLANKS_BETWEEN_SEGMENTS',
    leniency: 'allowBlanksBetweenSegments',
    file: () => an835().replaceAll('~', '~\n'),
  },
  { code: 'LAST_SEGMENT_UNTERMINATED', leniency: 'allowUnterminatedLastSegment', file: () => an835().slice(0, -1) },
  { code: 'ISA_WIDTH', leniency: 'allowIsaWidths', file: () => an835().replace('SENDER         ', 'SENDER') },
  { code: 'ENVELOPE_MISSING', leniency: 'allowMissingEnvelope', file: () => an835().slice(isa().length) },
  { code: 'SET_COUNT_WRONG', leniency: 'allowWrongCounts', file: () => an835().replace('SE*6', 'SE*7') },
  { code: 'GROUP_COUNT_WRONG', leniency: 'allowWrongCounts', file: () => an835().replace('GE*1', 'GE*2') },
  { code: 'INTERCHANGE_COUNT_WRONG', leniency: 'allowWrongCounts', file: () => an835().replace('IEA*1', 'IEA*2') },
  {
    code: 'SET_CONTROL_MISMATCH',
    leniency: 'allowWrongControlNumbers',
    file: () => an835().replace('SE*6*0001', 'SE*6*1'),
  },
  {
    code: 'GROUP_CONTROL_MISMATCH',
    leniency: 'allowWrongControlNumbers',
    file: () => an835().replace('GE*1*1', 'GE*1*2'),
  },
  {
    code: 'INTERCHANGE_CONTROL_MISMATCH',
    leniency: 'allowWrongControlNumbers',
    file: () => an835().replace('IEA*1*000000001', 'IEA*1*1'),
  },
  { code: 'GROUP_TRAILER_MISSING', leniency: 'allowMissingTrailers', file: () => an835().replace('GE*1*1~', '') },
  { code: 'INTERCHANGE_TRAILER_MISSING', leniency: 'allowMissingTrailers', file: () => an835().replace(/IEA.*/, '') },
  { code: 'GUIDE_OLDER', leniency: 'allowOlderGuide', file: () => an835().replaceAll('X221A1', 'X221') },
  { code: 'GUIDE_MISMATCH', leniency: 'allowGuideMismatch', file: () => an835().replaceAll('X221A1', 'X999') },
  { code: 'TEST_USAGE', leniency: 'allowTestUsage', file: () => an835().replace('*P*:~', '*T*:~') },
  { code: 'SET_TRAILER_MISSING', file: () => an835().replace(/SE\*6\*0001~/, '') },
  { code: 'GUIDE_UNKNOWN', file: () => an835().replaceAll('005010X221A1', '004010X091A1') },
  { code: 'SET_UNKNOWN', file: () => an835().replace('ST*835', 'ST*834') },
  { code: 'SEGMENT_ID_BAD', file: () => an835().replace('TRN*1', 'trn*1') },
  { code: 'SEGMENT_OUTSIDE_SET', file: () => an835().replace('GE*1', 'REF*1~GE*1') },
  { code: 'TEXT_BETWEEN_INTERCHANGES', file: () => `${an835()}END OF FILE~` },
  { code: 'INTERCHANGE_NUMBER_REPEATED', file: () => an835() + an835() },
  { code: 'SET_WITHOUT_GROUP', file: () => an835().replace(gs('HP', '005010X221A1'), '').replace('GE*1*1~', '') },
  { code: 'DELIMITERS_BAD', file: () => an835().replace('*P*:~', '*P*~') },
  { code: 'ISA_CUT', file: () => isa().slice(0, 60) },
  { code: 'NOT_X12', file: () => 'Dear sender, please find attached' },
  { code: 'FILE_EMPTY', file: () => '' },
];

describe('A sound file', () => {
  it('has no problem, and every verdict is usable', () => {
    const items = readAll(an835());
    expect(problemsOf(an835())).toEqual([]);
    const verdicts = items.flatMap((item) => ('verdict' in item ? [item.verdict] : []));
    expect(verdicts).toEqual(['usable', 'usable', 'usable']);
  });
});

describe('An envelope fault', () => {
  it.each(FAULTS)('$code is reported', ({ code, file }) => {
    expect(hasProblem(file(), code)).toBe(true);
  });

  it.each(FAULTS.filter(({ leniency }) => leniency !== undefined))(
    '$code is refused unless $leniency',
    ({ code, leniency, file }) => {
      const name = leniency as LeniencyName;
      expect(problemsOf(file(), { ...ALLOW_ALL, [name]: false })).toContain(`refused ${code}`);
      expect(problemsOf(file(), ALLOW_ALL)).not.toContain(`refused ${code}`);
    },
  );

  it('makes a wrong SE01 refuse money but not an answer', () => {
    expect(problemsOf(an835().replace('SE*6', 'SE*7'))).toEqual(['refused SET_COUNT_WRONG']);
    expect(problemsOf(a999().replace('SE*6', 'SE*7'))).toEqual(['warning SET_COUNT_WRONG']);
  });

  it('stands at its segment, element and byte', () => {
    const file = an835().replace('SE*6', 'SE*7');
    const [problem] = readAll(file).flatMap((item) => (item.kind === 'problem' ? [item.problem] : []));
    expect(problem?.at).toMatchObject({
      interchange: 1,
      group: 1,
      set: 1,
      setControl: '0001',
      segmentInSet: 6,
      segmentId: 'SE',
    });
    expect(problem?.at.byte).toBe(file.indexOf('SE*7'));
    expect(problem).toMatchObject({ expected: '6', valueShown: '7', at: { element: 1 } });
  });

  it('never lets a group outside every interchange be used', () => {
    const group = an835().slice(isa().length).replace(/IEA.*/, '');
    const verdicts = readAll(an835() + group).flatMap((item) => (item.kind === 'interchangeEnd' ? [item.verdict] : []));
    expect(verdicts).toEqual(['usable', 'refused']);
  });

  it('in one set leaves the others usable', () => {
    const set = aSet('835', '005010X221A1', REMITTANCE);
    const file = aFile(
      'HP',
      '005010X221A1',
      set,
      aSet('835', '005010X221A1', REMITTANCE, '0002').replace('SE*6', 'SE*9'),
    );
    const ends = readAll(file).flatMap((item) => (item.kind === 'setEnd' ? [item.verdict] : []));
    expect(ends).toEqual(['usable', 'refused']);
    expect(readAll(file).find((item) => item.kind === 'groupEnd')).toMatchObject({
      sets: 2,
      usableSets: 1,
      verdict: 'usable',
    });
  });

  it('beyond the limit is counted only and refuses the set', () => {
    const file = an835().replace('TRN*1', `${'bad*1~'.repeat(20)}TRN*1`);
    const items = readAll(file, { limits: { problemsPerSet: 5 } });
    expect(items.filter((item) => item.kind === 'problem')).toHaveLength(6);
    expect(items.find((item) => item.kind === 'setEnd')).toMatchObject({ verdict: 'refused', problems: 21 });
  });
});

describe('Sets nobody reads', () => {
  const an834 = (): string => aFile('BE', '005010X220A1', aSet('834', '005010X220A1', 'BGN*00*1~INS*Y*18~'));

  it('are handed out as segments only when asked for', () => {
    const kinds = (tokens: boolean): number =>
      readAll(an834(), { tokens }).filter(({ kind }) => kind === 'segment').length;
    expect([kinds(false), kinds(true)]).toEqual([0, 4]);
  });
});

describe('Interchange acknowledgements', () => {
  it('stand between header and group', () => {
    const file = a999().replace('GS*', 'TA1*000000905*260101*1200*R*023~GS*');
    expect(readAll(file).find((item) => item.kind === 'interchangeAcknowledgement')).toMatchObject({
      control: '000000905',
      code: 'R',
      note: '023',
    });
  });
});
