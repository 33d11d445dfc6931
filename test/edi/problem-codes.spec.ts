import { ALLOW_ALL, type Leniencies, type LeniencyName } from '../../src/edi/x12/options.js';
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
