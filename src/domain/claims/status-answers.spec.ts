import { STATUS_CATEGORY_VALUES } from '../../edi/codes/known-values.js';
import { plainDate } from '../dates/plain-date.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import { aClaim, rulesOf } from './a-claim.js';
import type { ClaimFacts } from './claim-facts.js';
import type { ClaimState } from './claim-state.js';
import { nextClaim } from './next-claim.js';

const today = plainDate('2026-01-20');
const sentOn = plainDate('2026-01-05');
const sent = aClaim({ state: 'SUBMITTED', submissions: 1, lastFrequency: '1', submittedOn: sentOn });
const accepted: ClaimFacts = { ...sent, state: 'ACCEPTED', acceptedOn: sentOn, payerClaimNumber: 'ICN1' };
const answers = (claim: ClaimFacts, category: string) =>
  nextClaim(
    claim,
    { type: 'claimStatusAnswered', category, statusCode: '20', date: today },
    { date: today, instant: `${today}T15:00:00Z` },
    rulesOf(claim),
  );

interface Meaning {
  readonly means: string;
  readonly categories: string;
  /** Where a sent claim and an accepted one go. */
  readonly sent: ClaimState;
  readonly accepted: ClaimState;
  /** Calendar day on which the claim is looked at next, where the answer sets it. */
  readonly next?: string;
  readonly work?: WorkItemKind;
}

/** Every category of code source 507 (rulebook §2.2). */
const table: readonly Meaning[] = [
  { means: 'forwarded: only noted', categories: 'A0', sent: 'SUBMITTED', accepted: 'ACCEPTED', next: '2026-02-03' },
  { means: 'the payer has it', categories: 'A1 A2 A5', sent: 'ACCEPTED', accepted: 'ACCEPTED', next: '2026-02-03' },
  {
    means: 'not adjudicated: rejected',
    categories: 'A3 A6 A7 A8 F5',
    sent: 'REJECTED',
    accepted: 'REJECTED',
    work: 'fixRejection',
  },
  { means: 'not on file, to be said twice', categories: 'A4 D0', sent: 'SUBMITTED', accepted: 'ACCEPTED' },
  { means: 'pending', categories: 'P0 P1 P2 P4 P5', sent: 'PENDED', accepted: 'PENDED', next: '2026-02-03' },
  { means: 'pending for information', categories: 'P3', sent: 'PENDED', accepted: 'PENDED', work: 'sendDocuments' },
  {
    means: 'finalized: a remittance within ten days',
    categories: 'F0 F1 F2 F3 F3F F3N F4',
    sent: 'ACCEPTED',
    accepted: 'ACCEPTED',
    next: '2026-01-30',
  },
  {
    means: 'information wanted',
    categories: 'R0 R1 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 R16 R17 RQ',
    sent: 'INFO_REQUESTED',
    accepted: 'INFO_REQUESTED',
    work: 'sendDocuments',
  },
  {
    means: 'the payer’s system failed: asked again on the next business day',
    categories: 'E0 E1 E2 E3 E4',
    sent: 'SUBMITTED',
    accepted: 'ACCEPTED',
    next: '2026-01-21',
  },
  {
    means: 'not delivered: a ticket with the clearinghouse, asked again on the next business day',
    categories: 'X0',
    sent: 'SUBMITTED',
    accepted: 'ACCEPTED',
    next: '2026-01-21',
    work: 'statusNotDelivered',
  },
];
const rows = table.flatMap(({ categories, ...meaning }) =>
  categories.split(' ').map((category) => ({ category, ...meaning })),
);

describe('a status answer (277)', () => {
  it('has a meaning for every category there is, and names none twice', () => {
    expect(rows.map(({ category }) => category).sort()).toEqual([...STATUS_CATEGORY_VALUES].sort());
  });

  it.each(rows)('$category: $means', ({ category, next, work, ...state }) => {
    for (const [claim, to] of [
      [sent, state.sent],
      [accepted, state.accepted],
    ] as const) {
      const turn = answers(claim, category);
      const followUp = turn.deadlines.find(({ kind }) => kind === 'follow-up');
      expect([turn.state, turn.because]).toEqual([to, expect.stringMatching(/\S/)]);
      if (next) expect(followUp?.hardDate).toBe(next);
      expect(turn.workItems.map(({ kind }) => kind)).toEqual(work ? [work] : []);
      expect((turn.wakeOn ?? '') > today).toBe(true);
    }
  });

  it('of a category nobody knows is kept and followed up (G8)', () => {
    const turn = answers(accepted, 'Q9');
    expect([turn.state, turn.because, turn.changes['lastStatusAnswer']]).toEqual([
      'ACCEPTED',
      'The payer answered Q9:20.',
      'Q9:20',
    ]);
  });
});
