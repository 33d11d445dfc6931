import { PROBLEM_CATALOG } from './problem-catalog.js';
import type { X12ProblemCode } from './problem-code.js';
import { problemText } from './problem-text.js';
import type { X12Problem } from './problem.js';

const place = {
  interchange: 1,
  group: 1,
  set: 3,
  setControl: '0003',
  segment: 148,
  segmentId: 'CLP',
  byte: 10_412,
  length: 40,
};

const problem = (code: X12ProblemCode): X12Problem => ({
  code,
  severity: PROBLEM_CATALOG[code].severity,
  at: { ...place, element: 4, loop: '2100' },
  subject: { claim: '4711', line: 2 },
  expected: '205.00',
  valueShown: 'SECRET',
});

const codes = Object.keys(PROBLEM_CATALOG) as X12ProblemCode[];

describe('Problem texts', () => {
  it('say what, where and what to do, for every code', () => {
    const texts = codes.map((code) => `${code}: ${problemText(problem(code))}`);
    expect(texts).toMatchSnapshot();
    for (const text of texts) expect(text).not.toMatch(/[{}]|undefined/);
  });

  it('show values of documents only to those who may see them', () => {
    expect(problemText(problem('AMOUNT_BAD'))).not.toContain('SECRET');
    expect(problemText(problem('SET_COUNT_WRONG'))).toContain('SECRET');
  });

  it('need no repair for what a reading option let through', () => {
    const softened: X12Problem = { ...problem('SET_COUNT_WRONG'), severity: 'warning' };
    expect(problemText(softened)).toContain('Accepted by a reading option.');
  });
});
