import { plainDate } from '../dates/plain-date.js';
import { aClaim, aRemittance, rulesOf } from './a-claim.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { accidentMspOf } from './conditional-claim.js';
import { nextClaim } from './next-claim.js';

const at = (date: string) => ({ date: plainDate(date), instant: `${date}T15:00:00.000Z` });
const RULE = { ruleId: 'conditional-payment-days.medicare', version: 1 };

/** Medicare follows an insurer of an accident that received the claim on 12 January. */
const withInsurer = (fields: Partial<ClaimFacts>) =>
  aClaim({
    state: 'ACCEPTED',
    payerClass: 'auto',
    medicareAfter: '14',
    submittedOn: plainDate('2026-01-08'),
    acceptedOn: plainDate('2026-01-12'),
    ...fields,
  });
const turnOf = (facts: ClaimFacts, event: ClaimEvent, on: string) => nextClaim(facts, event, at(on), rulesOf(facts));
const clockOf = (fields: Partial<ClaimFacts>) =>
  turnOf(withInsurer(fields), { type: 'timeReached' }, '2026-02-02').deadlines.find(
    ({ kind }) => kind === 'conditional-claim',
  );

describe('the 120 days of an accident’s insurer', () => {
  it('count from the day a no-fault or workers’ compensation carrier received the claim', () => {
    expect(clockOf({})).toMatchObject({ ...RULE, baseDate: '2026-01-12', hardDate: '2026-05-12' });
    expect(clockOf({ medicareAfter: '15', payerClass: 'workersComp' })).toMatchObject({ hardDate: '2026-05-12' });
  });

  it('count for liability from the service, or from the claim where that came first', () => {
    expect(clockOf({ medicareAfter: '47' })).toMatchObject({ baseDate: '2026-01-05', hardDate: '2026-05-05' });
    const longer = { medicareAfter: '47', discharge: plainDate('2026-01-20') } as const;
    expect(clockOf(longer)).toMatchObject({ baseDate: '2026-01-08' });
  });

  it('do not run for a carrier that did not get the claim, where the patient has no Medicare, or once it decided', () => {
    expect(clockOf({ state: 'REJECTED', acceptedOn: null })).toBeUndefined();
    const { medicareAfter: _none, ...without } = withInsurer({});
    const turn = turnOf(without, { type: 'timeReached' }, '2026-02-02');
    expect(turn.deadlines.some(({ kind }) => kind === 'conditional-claim')).toBe(false);
    const open = {
      id: 'd',
      kind: 'conditional-claim',
      ...RULE,
      source: '',
      baseDate: plainDate('2026-01-12'),
    } as const;
    const facts = withInsurer({
      openDeadlines: [{ ...open, hardDate: plainDate('2026-05-12'), safeDate: plainDate('2026-05-12') }],
      openWorkItemKinds: ['decideConditionalClaim'],
    });
    const decided = turnOf(facts, aRemittance(), '2026-02-02');
    expect(decided.closeDeadlines).toContain('conditional-claim');
    expect(decided.cancelWorkItems).toContain('decideConditionalClaim');
  });

  it('wake the claim on the day after the last, whatever else it waits for', () => {
    const later = {
      kind: 'follow-up',
      ruleId: 'r',
      version: 1,
      source: '',
      baseDate: plainDate('2026-05-01'),
    } as const;
    const row = { id: 'f', ...later, hardDate: plainDate('2026-06-20'), safeDate: plainDate('2026-06-20') };
    const turn = turnOf(withInsurer({ openDeadlines: [row] }), { type: 'timeReached' }, '2026-05-10');
    expect(turn.wakeOn).toBe('2026-05-13');
    expect(turn.wakeReason).toContain('conditional-claim, rule conditional-payment-days.medicare v1');
  });

  it('asks a person on that day with what the claim to Medicare needs, and only once', () => {
    const turn = turnOf(withInsurer({ kind: 'I', statusRequests: 3 }), { type: 'timeReached' }, '2026-05-13');
    const [item] = turn.workItems.filter(({ kind }) => kind === 'decideConditionalClaim');
    expect(item?.facts).toMatchObject({
      insurer: 'no-fault',
      promptUntil: '2026-05-12',
      statusRequests: 4, // one of today
      medicareUntil: '2027-01-05',
      needs:
        'Medicare second (SBR05 14), the no-fault insurer first with nothing paid (AMT*D 0) and its silence as CAS, occurrence code 02 with the day of the accident, value code 14 with 0',
    });
    const again = turnOf(withInsurer({ conditionalClaim: 'declined' }), { type: 'timeReached' }, '2026-05-14');
    expect(again.workItems.some(({ kind }) => kind === 'decideConditionalClaim')).toBe(false);
  });

  it('a claim on hold is billed to nobody; the question comes back the next day', () => {
    const open = {
      id: 'd',
      kind: 'conditional-claim',
      ...RULE,
      source: '',
      baseDate: plainDate('2026-01-12'),
    } as const;
    const facts = withInsurer({
      held: true,
      openDeadlines: [{ ...open, hardDate: plainDate('2026-05-12'), safeDate: plainDate('2026-05-12') }],
    });
    const chosen = { type: 'conditionalClaimChosen', accidentDate: plainDate('2026-01-04') } as const;
    const turn = turnOf(facts, chosen, '2026-05-13');
    expect(turn.steps).toEqual([]);
    expect(turn.deadlines).toMatchObject([{ kind: 'conditional-claim', hardDate: '2026-05-13' }]);
  });
});

describe('how Medicare pays after an insurer of an accident', () => {
  it('is what its coverage says, else what the insurer is', () => {
    expect(accidentMspOf({ payerClass: 'auto', filingIndicator: 'AM' })).toBe('14');
    expect(accidentMspOf({ payerClass: 'auto', filingIndicator: 'LM' })).toBe('47');
    expect(accidentMspOf({ payerClass: 'auto', filingIndicator: 'AM', mspType: '47' })).toBe('47');
    expect(accidentMspOf({ payerClass: 'workersComp', filingIndicator: 'WC' })).toBe('15');
    expect(accidentMspOf({ payerClass: 'auto', filingIndicator: 'AM', mspType: '12' })).toBe('14');
    expect(accidentMspOf({ payerClass: 'commercial', filingIndicator: 'CI', mspType: '12' })).toBeUndefined();
  });
});
