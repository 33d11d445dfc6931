import { assignWork, type FreeWork, type StaffToday } from './assign-work.js';
import { fits, type Holding } from './staff-skills.js';

const work = (id: string, about: Partial<FreeWork> = {}): FreeWork => ({
  id,
  queue: 'denials',
  kind: 'workDenial',
  role: 'specialist',
  claimId: `claim-${id}`,
  payerId: 'aetna',
  untouchedBy: [],
  ownOf: [],
  ...about,
});
const person = (owner: string, about: Partial<StaffToday> = {}): StaffToday => ({
  owner,
  role: 'specialist',
  queues: [],
  kinds: [],
  payerIds: [],
  load: 0,
  ...about,
});
const given = (
  free: readonly FreeWork[],
  staff: readonly StaffToday[],
  { held = [], most = 60 }: { readonly held?: readonly Holding[]; readonly most?: number } = {},
) => Object.fromEntries(assignWork(free, held, staff, most).map(({ id, owner }) => [id, owner]));

describe('who knows such work', () => {
  it('is asked by queue or kind, and by payer; nobody said anything means all of it', () => {
    const denial = work('1');
    expect(fits({ queues: [], kinds: [], payerIds: [] }, denial)).toBe(true);
    expect(fits({ queues: ['edits'], kinds: [], payerIds: [] }, denial)).toBe(false);
    expect(fits({ queues: ['edits'], kinds: ['workDenial'], payerIds: ['aetna'] }, denial)).toBe(true);
    expect(fits({ queues: ['denials'], kinds: [], payerIds: ['uhc'] }, denial)).toBe(false);
    expect(fits({ queues: [], kinds: [], payerIds: ['uhc'] }, { ...denial, payerId: null })).toBe(true);
  });
});

describe('the morning’s assignment', () => {
  it('gives work by skill and payer, and leaves what nobody knows in its queue', () => {
    const free = [work('1'), work('2', { payerId: 'uhc' }), work('3', { queue: 'edits', kind: 'fixEdits' })];
    const staff = [
      person('ann', { queues: ['denials'], payerIds: ['aetna'] }),
      person('bob', { queues: ['denials'], payerIds: ['uhc'] }),
    ];
    expect(given(free, staff)).toEqual({ 1: 'ann', 2: 'bob' });
  });

  it('gives all items of a claim to one person, and shares claims by who has the least in hand', () => {
    const free = [
      work('1', { claimId: 'a' }),
      work('2', { claimId: 'b' }),
      work('3', { claimId: 'a', queue: 'no-response', kind: 'callPayer' }),
      work('4', { claimId: 'c' }),
    ];
    expect(given(free, [person('ann'), person('bob')])).toEqual({ 1: 'ann', 3: 'ann', 2: 'bob', 4: 'bob' });
  });

  it('leaves a claim with the owner it has, and makes nobody the owner of what they do not know', () => {
    const held: Holding[] = [{ ...work('0', { claimId: 'a' }), owner: 'bob' }];
    const more = work('1', { claimId: 'a', queue: 'edits', kind: 'fixEdits' });
    expect(given([more], [person('ann'), person('bob', { load: 9 })], { held })).toEqual({ 1: 'bob' });
    expect(given([more], [person('ann'), person('bob', { queues: ['denials'] })], { held })).toEqual({ 1: 'ann' });
    expect(given([more], [person('ann')], { held })).toEqual({});
  });

  it('splits a claim only where nobody knows all of its work', () => {
    const free = [work('1', { claimId: 'a' }), work('2', { claimId: 'a', queue: 'edits', kind: 'fixEdits' })];
    const split = [person('ann', { queues: ['denials'] }), person('bob', { queues: ['edits'] })];
    expect(given(free, split)).toEqual({ 1: 'ann', 2: 'bob' });
    expect(given(free, [...split, person('cleo', { load: 30 })])).toEqual({ 1: 'cleo', 2: 'cleo' });
  });

  it('stops at the daily load, what was finished today counted in; the most urgent goes out first', () => {
    const free = [work('1'), work('2'), work('3')];
    expect(given(free, [person('ann', { load: 58 })])).toEqual({ 1: 'ann', 2: 'ann' });
    expect(given(free, [person('ann', { load: 1 })], { most: 2 })).toEqual({ 1: 'ann' });
    expect(given(free, [person('ann', { load: 60 })])).toEqual({});
  });

  it('is for people of the item’s role, and not for who let it lie before', () => {
    expect(given([work('1')], [person('lena', { role: 'lead' })])).toEqual({});
    const untouched = work('1', { untouchedBy: ['ann'] });
    expect(given([untouched], [person('ann'), person('bob', { load: 9 })])).toEqual({ 1: 'bob' });
    expect(given([untouched], [person('ann')])).toEqual({});
  });

  it('never goes to whose own or relative’s account it is about', () => {
    const own = work('1', { ownOf: ['ann'] });
    expect(given([own], [person('ann'), person('bob', { load: 9 })])).toEqual({ 1: 'bob' });
    expect(given([own], [person('ann')])).toEqual({});
  });
});
