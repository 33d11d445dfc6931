import { ALLOW_ALL, isAllowed, type Leniencies, type LeniencyName } from '../../src/edi/x12/options.js';
import { PROBLEM_CATALOG } from '../../src/edi/x12/problem-catalog.js';
import type { X12ProblemCode } from '../../src/edi/x12/problem-code.js';
import { problemText } from '../../src/edi/x12/problem-text.js';
import type { X12Problem } from '../../src/edi/x12/problem.js';
import { readAll } from './an-interchange.js';
import { PROBLEM_EXAMPLES, type ProblemExample } from './problem-examples.js';

const examples = Object.entries(PROBLEM_EXAMPLES) as [X12ProblemCode, ProblemExample][];
const softened = examples.filter(([code]) => PROBLEM_CATALOG[code].leniency !== undefined);

/** Every leniency on but the one that would hide the fault. */
const strictAbout = (name: LeniencyName | undefined): Leniencies =>
  name === undefined ? ALLOW_ALL : { ...ALLOW_ALL, [name]: false };

function found(code: X12ProblemCode, { text, options }: ProblemExample, allow: Leniencies): X12Problem {
  const items = readAll(text, { ...options, allow });
  const problems = items.flatMap((item) => (item.kind === 'problem' ? [item.problem] : []));
  const problem = problems.find((one) => one.code === code);
  if (problem === undefined)
    throw new Error(`${code} was not found, but ${problems.map((one) => one.code).join(', ')}`);
  return problem;
}

describe('Every problem code', () => {
  it('has an example', () => {
    expect(examples.map(([code]) => code).sort()).toEqual(Object.keys(PROBLEM_CATALOG).sort());
  });

  it.each(examples)('%s is found in the smallest file that shows it, with its place', (code, example) => {
    const { severity, at } = found(code, example, strictAbout(PROBLEM_CATALOG[code].leniency));
    const fromCatalog = PROBLEM_CATALOG[code].severity;
    expect([fromCatalog, 'note', 'warning', 'refused']).toContain(severity);
    expect(at.byte).toBeGreaterThanOrEqual(0);
    expect(at.byte).toBeLessThanOrEqual(example.text.length);
  });

  it('tells a person what, where and what to do', () => {
    const texts = examples.map(([code, example]) => {
      return `${code}: ${problemText(found(code, example, strictAbout(PROBLEM_CATALOG[code].leniency)))}`;
    });
    expect(texts.join('\n')).toMatchSnapshot();
  });
});

describe('Every leniency', () => {
  it('softens at least one fault', () => {
    const names = new Set(softened.map(([code]) => PROBLEM_CATALOG[code].leniency));
    const idle = Object.keys(ALLOW_ALL).filter((name) => !names.has(name as LeniencyName));
    expect(idle).toEqual([]);
  });

  it.each(softened)('%s refuses when it is off and is let through when it is on', (code, example) => {
    const { leniency, softened: milder = 'warning' } = PROBLEM_CATALOG[code];
    expect(found(code, example, strictAbout(leniency)).severity).toBe('refused');
    expect(found(code, example, ALLOW_ALL).severity).toBe(milder);
  });
});

/** What is let through when nobody says so: in every set; in none; in those that are neither money nor claims. */
const BY_DEFAULT: Readonly<Record<LeniencyName, 'always' | 'never' | 'notMoney'>> = {
  allowLeadingBytes: 'always',
  allowBlanksBetweenSegments: 'always',
  allowUnterminatedLastSegment: 'always',
  allowIsaWidths: 'never',
  allowMissingEnvelope: 'never',
  allowWrongCounts: 'notMoney',
  allowWrongControlNumbers: 'notMoney',
  allowMissingTrailers: 'never',
  allowGuideMismatch: 'never',
  allowOlderGuide: 'never',
  allowUnknownSegments: 'always',
  allowOutOfOrder: 'never',
  allowLongElements: 'always',
  allowBadCodes: 'always',
  allowTestUsage: 'never',
  allowBinaryResync: 'never',
};

describe('A leniency nobody named', () => {
  it.each(Object.entries(BY_DEFAULT) as [LeniencyName, string][])('%s is on: %s', (name, when) => {
    const allowed = ['835', '837', '', '271', '277', '999'].map((st01) => isAllowed(name, undefined, st01));
    const money = when === 'always';
    const other = when !== 'never';
    expect(allowed).toEqual([money, money, money, other, other, other]);
  });

  it.each(softened)('%s is refused or let through as that says', (code, example) => {
    const { leniency, softened: milder = 'warning' } = PROBLEM_CATALOG[code];
    const when = leniency === undefined ? 'never' : BY_DEFAULT[leniency];
    if (leniency === undefined || when === 'notMoney') return;
    const others = { ...ALLOW_ALL, [leniency]: undefined };
    expect(found(code, example, others).severity).toBe(when === 'always' ? milder : 'refused');
  });
});
