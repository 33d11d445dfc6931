import { plainDate } from '../dates/plain-date.js';
import { aClaim, rulesOf } from './a-claim.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { nextClaim } from './next-claim.js';

const receivedOn = plainDate('2026-01-05');
const medicare = aClaim({
  state: 'ACCEPTED',
  payerClass: 'medicare',
  submissions: 1,
  submittedOn: receivedOn,
  acceptedOn: receivedOn,
  payerClaimNumber: 'ICN1',
});
const hears = (claim: ClaimFacts, event: ClaimEvent, date: string) =>
  nextClaim(claim, event, { date: plainDate(date), instant: `${date}T15:00:00Z` }, rulesOf(claim));
const asks = (turn: ReturnType<typeof hears>) => turn.steps.map(({ kind }) => kind);

describe('a status question (276)', () => {
  it('is not asked before the payer answers it: Medicare from the fourteenth day after the receipt', () => {
    const early = hears(medicare, { type: 'followUpExpedited' }, '2026-01-10');
    expect([asks(early), early.wakeOn]).toEqual([[], '2026-01-19']);
    expect(early.because).toBe(
      'The payer answers no question about the claim before 2026-01-19; it is asked then: a supervisor asked to look now.',
    );
    expect(early.rules.map(({ ruleId }) => ruleId)).toContain('status-quiet-days.medicare');
    const followUp = early.deadlines.flatMap((row) => (row.kind === 'follow-up' ? [{ ...row, id: 'f' }] : []));
    const then = hears({ ...medicare, openDeadlines: followUp }, { type: 'timeReached' }, '2026-01-19');
    expect(asks(then)).toEqual(['requestClaimStatus']);
  });

  it('is asked at once where no receipt is known, and of payers that answer at any time', () => {
    const unheard = hears(
      { ...medicare, state: 'SUBMITTED', acceptedOn: null },
      { type: 'claimSilent', clock: '277CA' },
      '2026-01-09',
    );
    const commercial = hears({ ...medicare, payerClass: 'commercial' }, { type: 'followUpExpedited' }, '2026-01-06');
    expect([asks(unheard), asks(commercial)]).toEqual([['requestClaimStatus'], ['requestClaimStatus']]);
  });
});
