import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aClaim, rulesOf } from './a-claim.js';
import type { EventOf } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { nextClaim } from './next-claim.js';

const today = plainDate('2026-02-10');
const at = { date: today, instant: '2026-02-10T15:00:00Z' };
type Follows = Omit<EventOf<'coverageChanged'>, 'type' | 'what'>;

const judged = (facts: Partial<ClaimFacts>, follows: Follows, what = 'ended') => {
  const claim = aClaim(facts);
  const event = { type: 'coverageChanged', what, ...follows } as EventOf<'coverageChanged'>;
  return nextClaim(claim, event, at, rulesOf(claim));
};
const items = (turn: ReturnType<typeof judged>): string[] => turn.workItems.map(({ kind }) => kind);
const other: Follows = { follows: 'rebill', coverageId: 'v2' } as Follows;

describe('a coverage that ended, and the payer in force is known', () => {
  it.each(['DRAFT', 'READY', 'EDIT_FAILED'] as const)('moves a claim that never left (%s) there by itself', (state) => {
    const day = plainDate('2026-04-05');
    const filing = { kind: 'timely-filing', ruleId: 'f', version: 1, source: 's', baseDate: today } as const;
    const turn = judged({ state, openDeadlines: [{ ...filing, id: 'd', hardDate: day, safeDate: day }] }, other);
    expect([turn.state, items(turn)]).toEqual(['BILLED_NEXT', []]);
    expect(turn.closeDeadlines).toContain('timely-filing');
  });

  it('moves one that waited on an eligibility hold, but not one a person holds', () => {
    expect(judged({ state: 'HOLD', held: true, holdReason: 'eligibility' }, other).state).toBe('BILLED_NEXT');
    const kept = judged({ state: 'HOLD', held: true, holdReason: 'codingQuery' }, other);
    expect([kept.state, items(kept)]).toEqual(['HOLD', ['reviewCoverage']]);
  });

  it.each(['SUBMITTED', 'ACCEPTED', 'PENDED', 'REJECTED'] as const)('asks a person once it was sent (%s)', (state) => {
    const turn = judged({ state, submissions: 1 }, other);
    expect([turn.state, items(turn)]).toEqual([state, ['reviewCoverage']]);
  });

  it.each(['DENIED', 'PAID', 'PATIENT_RESP'] as const)('leaves a decided claim (%s) to its own story', (state) => {
    const turn = judged({ state, submissions: 1, everAdjudicated: true }, other);
    expect([turn.state, items(turn)]).toEqual([state, []]);
  });

  it('changes nothing on a closed claim', () => {
    expect(judged({ state: 'CLOSED_PAID' }, other).state).toBe('CLOSED_PAID');
  });
});

describe('Medicaid that covers the visit after all', () => {
  const medicaid = { follows: 'rebillMedicaid', coverageId: 'v3' } as Follows;

  it.each(['PATIENT_RESP', 'CLOSED_PAID', 'CLOSED_WRITTEN_OFF'] as const)(
    'gets what the patient owed or paid (%s)',
    (state) => {
      const balances = { payerCents: cents(0), patientCents: cents(state === 'PATIENT_RESP' ? 2_000 : 0) };
      expect(judged({ state, balances, submissions: 1, everAdjudicated: true }, medicaid).state).toBe('BILLED_NEXT');
    },
  );
});

describe('a premium grace period', () => {
  const until = plainDate('2026-04-30');
  const behind = { follows: 'waitForPremium', until } as Follows;

  it('is waited out: no follow-up, no ladder by age, before it ends', () => {
    const turn = judged({ state: 'ACCEPTED', submissions: 1, submittedOn: plainDate('2026-01-06') }, behind, 'premium');
    expect(turn.deadlines).toContainEqual(expect.objectContaining({ kind: 'follow-up', safeDate: until }));
    expect([turn.changes['premiumGraceUntil'], items(turn)]).toEqual([until, []]);
    const waiting = aClaim({
      state: 'ACCEPTED',
      submissions: 1,
      submittedOn: plainDate('2026-01-06'),
      premiumGraceUntil: until,
      openDeadlines: turn.deadlines.map((draft) => ({ ...draft, id: 'd' })),
    });
    const later = { date: plainDate('2026-04-15'), instant: '2026-04-15T15:00:00Z' };
    const quiet = nextClaim(waiting, { type: 'timeReached' }, later, rulesOf(waiting));
    expect([quiet.steps, quiet.workItems]).toEqual([[], []]);
  });

  it('sends an unsent claim all the same: filing runs', () => {
    const turn = judged({ state: 'READY' }, behind, 'premium');
    expect([turn.state, turn.changes['premiumGraceUntil']]).toEqual(['READY', until]);
  });
});
