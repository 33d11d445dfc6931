import { plainDate, type PlainDate } from '../dates/plain-date.js';
import type { Turn } from '../stories/turn.js';
import { aClaim, rulesOf } from './a-claim.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import type { ClaimState } from './claim-state.js';
import { nextClaim } from './next-claim.js';

const LATE = plainDate('2024-12-20'); // Medicare's year ended on 20 December 2025
const RECENT = plainDate('2025-12-01');
const TODAY = plainDate('2026-01-06');

const judge = (claim: ClaimFacts, event: ClaimEvent, date = TODAY): Turn<ClaimState> =>
  nextClaim(claim, event, { date, instant: `${date}T15:00:00.000Z` }, rulesOf(claim));

/** A Medicare claim with one line a day given. */
const medicare = (days: readonly PlainDate[], fields: Partial<ClaimFacts> = {}): ClaimFacts =>
  aClaim({
    payerClass: 'medicare',
    serviceFrom: days[0] ?? LATE,
    serviceThrough: days.at(-1) ?? LATE,
    lines: days.map((day) => ({ from: day, through: day })),
    ...fields,
  });
const imported = (claim: ClaimFacts) => judge(claim, { type: 'claimImported' });
const kinds = (turn: Turn<ClaimState>) => turn.workItems.map(({ kind }) => kind);
const sendings = (turn: Turn<ClaimState>) => turn.steps.filter(({ kind }) => kind === 'submitClaim').length;

describe('a Medicare claim of which every line is past its year', () => {
  it('is held for a lead, and nothing is sent', () => {
    const turn = imported(medicare([LATE, LATE]));
    expect([turn.state, turn.changes, sendings(turn)]).toEqual([
      'HOLD',
      { held: true, holdReason: 'untimelyLines' },
      0,
    ]);
    expect(kinds(turn)).toEqual(['decideUntimelyLines', 'missedTimelyFiling']);
    expect(turn.because).toContain('a person decides before anything is sent');
  });

  it('is held so as hospital claim by its through date, and as secondary claim', () => {
    const hospital = medicare([LATE], { kind: 'I', serviceFrom: LATE, serviceThrough: LATE });
    expect(imported(hospital).state).toBe('HOLD');
    expect(imported({ ...hospital, serviceThrough: RECENT }).state).toBe('READY');
    expect(imported(medicare([LATE], { undivided: true })).state).toBe('HOLD');
  });

  it('is held so when it waited until its year was over: in a batch, rejected, or behind a failed edit', () => {
    const waiting = { held: false, holdReason: null };
    const ready = medicare([LATE], { ...waiting, state: 'READY' });
    expect(judge(ready, { type: 'timeReached' }).state).toBe('HOLD');
    for (const state of ['REJECTED', 'EDIT_FAILED'] as const)
      expect(judge(medicare([LATE], { ...waiting, state }), { type: 'claimCorrected' }).state).toBe('HOLD');
  });

  it('is sent once a lead said so, and is not held for it again', () => {
    const held = medicare([LATE], { state: 'HOLD', held: true, holdReason: 'untimelyLines' });
    const turn = judge(held, { type: 'holdReleased' });
    expect([turn.state, sendings(turn), turn.changes['untimelySendingDecided']]).toEqual(['READY', 1, true]);
    const ready: ClaimFacts = { ...held, state: 'READY', held: false, holdReason: null, untimelySendingDecided: true };
    expect(judge(ready, { type: 'timeReached' }).state).toBe('READY');
  });

  it('stays when another hold ends: the release of that one decided nothing about its lateness', () => {
    const held = medicare([LATE], { state: 'HOLD', held: true, holdReason: 'codingQuery' });
    const turn = judge(held, { type: 'holdReleased' });
    expect([turn.state, turn.changes['holdReason'], sendings(turn)]).toEqual(['HOLD', 'untimelyLines', 0]);
  });

  it('is no matter on the last day of the year itself, nor with another payer', () => {
    expect(judge(medicare([LATE]), { type: 'claimImported' }, plainDate('2025-12-20')).state).toBe('READY');
    expect(imported(medicare([LATE], { payerClass: 'commercial' })).state).toBe('READY');
  });
});

describe('a Medicare claim of which some lines are past their year', () => {
  it('is parted when Medicare is first, and stays whole with another payer’s decision on it', () => {
    expect(imported(medicare([LATE, RECENT])).changes).toEqual({ splitOff: '1' });
    const secondary = imported(medicare([LATE, RECENT], { undivided: true }));
    expect([secondary.state, secondary.changes, sendings(secondary)]).toEqual(['READY', {}, 1]);
    expect(kinds(secondary)).toEqual(['missedTimelyFiling']);
  });
});
