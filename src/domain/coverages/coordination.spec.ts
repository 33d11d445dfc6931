import fc from 'fast-check';
import { addDays, addMonths, plainDate } from '../dates/plain-date.js';
import {
  firstOfTwo,
  inOrder,
  medicareSecondary,
  placeAmong,
  type BesideMedicare,
  type CoordinatedPolicy,
} from './coordination.js';

const visit = plainDate('2026-03-20');
const policy = (over: Partial<CoordinatedPolicy> = {}): CoordinatedPolicy => ({ id: 'a', ...over });
const own = policy({ heldAs: 'self' });
const spouse = policy({ heldAs: 'spouse' });
const child = (over: Partial<CoordinatedPolicy> = {}): CoordinatedPolicy => policy({ heldAs: 'child', ...over });

describe('the order of two policies', () => {
  it.each([
    ['a plan without coordination', policy({ coordinates: false }), own, 'no coordination clause'],
    ['the patient’s own plan', own, spouse, 'the patient’s own plan'],
    [
      'for a child, the parent born earlier in the year, though younger',
      child({ holderBirthday: '02-28' }),
      child({ holderBirthday: '11-03' }),
      'birthday',
    ],
    [
      'for a child of parents with one birthday, the plan that covered longer',
      child({ holderBirthday: '05-05', effectiveOn: plainDate('2019-01-01') }),
      child({ holderBirthday: '05-05', effectiveOn: plainDate('2021-01-01') }),
      'longer coverage',
    ],
    [
      'the parent a court names, whatever the birthdays and the custody',
      child({ parent: 'courtOrdered', holderBirthday: '12-31' }),
      child({ parent: 'custodial', holderBirthday: '01-01' }),
      'court order',
    ],
    ['the parent with custody', child({ parent: 'custodial' }), child({ parent: 'custodialStep' }), 'custody'],
    ['then that parent’s spouse', child({ parent: 'custodialStep' }), child({ parent: 'nonCustodial' }), 'custody'],
    ['then the other parent', child({ parent: 'nonCustodial' }), child({ parent: 'nonCustodialStep' }), 'custody'],
    [
      'somebody at work before a retiree',
      { ...own, employment: 'active' },
      { ...own, employment: 'retiredOrLaidOff' },
      'active employment',
    ],
    [
      'any plan before COBRA',
      { ...own, employment: 'retiredOrLaidOff' },
      { ...own, employment: 'cobra' },
      'before COBRA',
    ],
    [
      'the longer coverage where nothing else tells',
      { ...own, effectiveOn: plainDate('2020-01-01') },
      { ...own, effectiveOn: plainDate('2024-01-01') },
      'longer coverage',
    ],
  ] as [string, CoordinatedPolicy, CoordinatedPolicy, string][])('puts first: %s', (_words, first, second, rule) => {
    expect(firstOfTwo(first, second)).toMatchObject({ order: -1, rule });
    expect(firstOfTwo(second, first)).toMatchObject({ order: 1, rule });
  });

  it('asks a person where nothing that is known tells them apart', () => {
    expect(firstOfTwo(own, { ...own, id: 'b' })).toMatchObject({ order: 0, rule: 'undecided' });
    expect(firstOfTwo(child({ holderBirthday: '02-01' }), child()).rule).toBe('undecided');
  });

  it('never uses the birthday for parents who live apart', () => {
    const apart = child({ parent: 'custodial', holderBirthday: '12-31' });
    expect(firstOfTwo(apart, child({ holderBirthday: '01-01' })).rule).toBe('undecided');
  });

  const dates = fc.integer({ min: 0, max: 5_000 }).map((days) => addDays(plainDate('2010-01-01'), days));
  const policies: fc.Arbitrary<CoordinatedPolicy> = fc
    .record({
      coordinates: fc.option(fc.boolean(), { nil: undefined }),
      heldAs: fc.option(fc.constantFrom('self' as const, 'spouse' as const, 'child' as const), { nil: undefined }),
      holderBirthday: fc.option(fc.constantFrom('01-01', '02-28', '06-15', '12-31'), { nil: undefined }),
      parent: fc.option(
        fc.constantFrom(
          'courtOrdered' as const,
          'custodial' as const,
          'custodialStep' as const,
          'nonCustodial' as const,
        ),
        { nil: undefined },
      ),
      employment: fc.option(fc.constantFrom('active' as const, 'retiredOrLaidOff' as const, 'cobra' as const), {
        nil: undefined,
      }),
      effectiveOn: fc.option(dates, { nil: undefined }),
    })
    .map((fields) => ({ id: 'x', ...(JSON.parse(JSON.stringify(fields)) as Partial<CoordinatedPolicy>) }));

  it('is the same whichever is looked at first, and always names its rule and source', () => {
    fc.assert(
      fc.property(policies, policies, (a, b) => {
        const [one, two] = [firstOfTwo(a, b), firstOfTwo(b, a)];
        expect(one.order + two.order).toBe(0);
        expect([one.rule, one.source]).toEqual([two.rule, two.source]);
        expect(one.rule === 'undecided').toBe(one.order === 0);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('Medicare second', () => {
  const type = (beside: BesideMedicare, on = visit): string | undefined => medicareSecondary(beside, on).type;
  const plan = (employees: number, currentEmployment = true) => ({ groupPlan: { employees, currentEmployment } });

  it.each([
    ['age, an employer of 20, at work', { reason: 'age', ...plan(20) }, '12'],
    ['age, an employer of 19', { reason: 'age', ...plan(19) }, undefined],
    ['age, a retiree’s plan', { reason: 'age', ...plan(5_000, false) }, undefined],
    ['disability, an employer of 100, at work', { reason: 'disability', ...plan(100) }, '43'],
    ['disability, an employer of 99', { reason: 'disability', ...plan(99) }, undefined],
    ['age and no plan of an employer', { reason: 'age' }, undefined],
    ['a work injury', { carrier: 'workersComp', reason: 'age' }, '15'],
    ['a car accident with no-fault insurance', { carrier: 'noFault' }, '14'],
    ['somebody liable', { carrier: 'liability' }, '47'],
    ['black lung', { carrier: 'blackLung' }, '41'],
    ['the Veterans’ administration', { carrier: 'veterans' }, '42'],
    ['the Public Health Service', { carrier: 'publicHealth' }, '16'],
  ] as [string, BesideMedicare, string | undefined][])('%s', (_words, beside, expected) =>
    expect(type(beside)).toBe(expected),
  );

  it('kidney failure: through thirty months, whatever the employer’s size, a retiree’s plan too', () => {
    const esrdSince = plainDate('2024-01-01');
    const beside: BesideMedicare = { reason: 'esrd', esrdSince, ...plan(2, false) };
    expect(type(beside, addDays(addMonths(esrdSince, 30), -1))).toBe('13');
    expect(type(beside, addMonths(esrdSince, 30))).toBeUndefined();
    expect(type({ reason: 'esrd', ...plan(2) })).toBeUndefined();
  });

  it('kidney failure and age or disability: the thirty months run on, and Medicare is first after them', () => {
    const esrdSince = plainDate('2024-01-01');
    const [last, after] = [addDays(addMonths(esrdSince, 30), -1), addMonths(esrdSince, 30)];
    const turned65: BesideMedicare = { reason: 'age', esrdSince, ...plan(500) };
    expect([type(turned65, last), type(turned65, after)]).toEqual(['13', undefined]);
    expect(type(turned65, addDays(esrdSince, -1))).toBe('12');
    const agedBefore: BesideMedicare = { reason: 'esrd', esrdSince, entitledBefore: 'age', ...plan(20) };
    expect([type(agedBefore, last), type(agedBefore, after)]).toEqual(['13', undefined]);
  });

  it('kidney failure of one for whom Medicare was first already: it stays first', () => {
    const esrdSince = plainDate('2024-01-01');
    const retired: BesideMedicare = { reason: 'esrd', esrdSince, entitledBefore: 'age', ...plan(500, false) };
    const small: BesideMedicare = { reason: 'esrd', esrdSince, entitledBefore: 'disability', ...plan(99) };
    expect([type(retired, addMonths(esrdSince, 3)), type(small, addMonths(esrdSince, 3))]).toEqual([
      undefined,
      undefined,
    ]);
    expect(medicareSecondary(small, addMonths(esrdSince, 3)).source).toBe('42 CFR 411.163(b)(4)');
  });

  it('always says whose rule it is', () => {
    expect(medicareSecondary({ reason: 'age', ...plan(20) }, visit).source).toBe('42 CFR 411.172');
  });
});

describe('a policy that came without a place', () => {
  const [first, second] = [policy({ id: '1', heldAs: 'spouse' }), policy({ id: '2', heldAs: 'spouse' })];

  it('stands where the payer put it', () => {
    const fresh = policy({ id: 'n', heldAs: 'spouse' });
    expect(placeAmong([first, second], fresh, { by: '2', first: true }).ids).toEqual(['1', 'n', '2']);
    expect(placeAmong([first, second], fresh, { by: '1', first: false }).ids).toEqual(['1', 'n', '2']);
  });

  it('stands before those the rules put behind it, else last', () => {
    expect(placeAmong([first, second], policy({ id: 'n', heldAs: 'self' }))).toMatchObject({
      ids: ['n', '1', '2'],
      rule: 'the patient’s own plan',
    });
    expect(placeAmong([first, second], policy({ id: 'n' })).ids).toEqual(['1', '2', 'n']);
  });
});

describe('all policies in order', () => {
  it('are there only when the rules tell every neighbour apart', () => {
    const [mother, father] = [child({ id: 'm', holderBirthday: '03-01' }), child({ id: 'f', holderBirthday: '09-01' })];
    expect(inOrder([father, mother])).toMatchObject({ ids: ['m', 'f'], rule: 'birthday' });
    expect(inOrder([father, { ...father, id: 'x' }])).toBeUndefined();
    expect(inOrder([mother])?.ids).toEqual(['m']);
  });
});
