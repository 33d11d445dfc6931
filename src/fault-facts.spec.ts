import { ApplicationFailure } from '@temporalio/common';
import { ProblemError, problem } from './contracts/problems.js';
import { faultFacts } from './fault-facts.js';

const fault = (fields: object): Error => Object.assign(new Error('MILLER, ANNA owes 120.00'), fields);

describe('what a log says of a fault', () => {
  it('names kind and place, and never the message', () => {
    const facts = faultFacts(fault({ name: 'TypeError' }));
    expect(facts.kind).toBe('TypeError');
    expect(facts.at[0]).toMatch(/^at .*fault-facts\.spec/);
    expect(JSON.stringify(facts)).not.toContain('MILLER');
  });

  it('names the code of Prisma and of Postgres behind it', () => {
    const meta = { driverAdapterError: { cause: { originalCode: '23514', originalMessage: 'MILLER' } } };
    expect(faultFacts(fault({ code: 'P2010', meta })).code).toBe('P2010 23514');
    expect(faultFacts(fault({ code: 'ECONNREFUSED' })).code).toBe('ECONNREFUSED');
  });

  it('names the code of our own problem, also of one that no retry can cure', () => {
    expect(faultFacts(new ProblemError(problem('notFound', 'MILLER'))).code).toBe('notFound');
    expect(faultFacts(ApplicationFailure.nonRetryable('notFound', 'FinalProblem', 'notFound')).code).toBe('notFound');
  });

  it('says nothing that only looks like a code', () => {
    expect(faultFacts(fault({ code: 'Miller, Anna', details: ['MILLER'] })).code).toBeUndefined();
    expect(faultFacts('MILLER')).toEqual({ kind: 'string', at: [] });
  });
});
