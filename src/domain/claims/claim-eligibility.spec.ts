import { plainDate, type PlainDate } from '../dates/plain-date.js';
import { aClaim, rulesOf } from './a-claim.js';
import type { ClaimEvent, EventOf } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { nextClaim } from './next-claim.js';

const monday = plainDate('2026-02-09');
const judge = (facts: Partial<ClaimFacts>, event: ClaimEvent, date: PlainDate = monday) => {
  const claim = aClaim(facts);
  return nextClaim(claim, event, { date, instant: `${date}T15:00:00Z` }, rulesOf(claim));
};
const busy: EventOf<'coverageRefused'> = {
  type: 'coverageRefused',
  remedy: 'retry',
  code: '42',
  level: 'payer',
  words: 'the payer cannot answer now',
};
const wrongId: EventOf<'coverageRefused'> = {
  type: 'coverageRefused',
  remedy: 'correct',
  code: '72',
  level: 'subscriber',
  words: 'the member id is missing or wrong',
  field: 'member id',
};
const retryOn = (turn: ReturnType<typeof judge>) =>
  turn.deadlines.find(({ kind }) => kind === 'eligibility-retry')?.hardDate;
const withPayer = { state: 'ACCEPTED', submissions: 1, submittedOn: plainDate('2026-02-02') } as const;

describe('a payer that could not answer about coverage', () => {
  it.each([
    [0, '2026-02-10'],
    [1, '2026-02-11'],
    [2, '2026-02-13'],
  ])('after %i tries is asked again on %s, and no person is bothered', (eligibilityRetries, on) => {
    const turn = judge({ ...withPayer, eligibilityRetries }, busy);
    expect([retryOn(turn), turn.changes['eligibilityRetries'], turn.workItems]).toEqual([
      on,
      eligibilityRetries + 1,
      [],
    ]);
  });

  it('is a person’s work when the ladder is used up', () => {
    const turn = judge({ ...withPayer, eligibilityRetries: 3 }, busy);
    expect([retryOn(turn), turn.workItems.map(({ kind }) => kind)]).toEqual([undefined, ['fixEligibility']]);
  });

  it('is asked when it wants to be asked (AAA04 X: after ten days)', () => {
    expect(retryOn(judge(withPayer, { ...busy, waitDays: 10 }))).toBe('2026-02-19');
  });

  it('is asked on that day, once', () => {
    const asked = judge(withPayer, busy);
    const openDeadlines = asked.deadlines.map((draft) => ({ ...draft, id: draft.kind }));
    expect(judge({ ...withPayer, openDeadlines }, { type: 'timeReached' }).steps).not.toContainEqual(
      expect.objectContaining({ kind: 'checkEligibility' }),
    );
    const turn = judge({ ...withPayer, openDeadlines }, { type: 'timeReached' }, plainDate('2026-02-10'));
    expect(turn.steps.map(({ kind }) => kind)).toContain('checkEligibility');
    expect(turn.closeDeadlines).toContain('eligibility-retry');
  });
});

describe('data the payer could not use', () => {
  it('hold an unsent claim and tell a person the field', () => {
    const turn = judge({ state: 'READY' }, wrongId);
    expect([turn.state, turn.changes['holdReason']]).toEqual(['HOLD', 'eligibility']);
    expect(turn.workItems).toEqual([
      expect.objectContaining({
        kind: 'fixEligibility',
        facts: expect.objectContaining({ field: 'member id', code: '72', reason: wrongId.words }) as object,
      }),
    ]);
  });

  it('do not hold a claim the payer has, nor one whose provider is unknown to the payer', () => {
    expect(judge(withPayer, wrongId).state).toBe('ACCEPTED');
    expect(judge({ state: 'READY' }, { ...wrongId, remedy: 'enroll', level: 'provider', code: '51' }).state).toBe(
      'READY',
    );
  });

  it('that are mended are asked about again, and the claim goes on', () => {
    const turn = judge({ state: 'HOLD', held: true, holdReason: 'eligibility' }, { type: 'eligibilityCorrected' });
    expect(turn.state).toBe('READY');
    expect(turn.steps.map(({ kind }) => kind)).toEqual(['checkEligibility', 'submitClaim']);
  });
});
