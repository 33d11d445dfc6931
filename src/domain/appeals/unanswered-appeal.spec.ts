import { addDays, plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { AppealLevelFacts, DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

const filedOn = plainDate('2026-03-02');
const level = (number: number, fields: Partial<AppealLevelFacts> = {}): AppealLevelFacts => ({
  level: number,
  state: 'CLOSED',
  filedOn,
  decision: 'unfavorable',
  decidedOn: filedOn,
  ...fields,
});

/** Judges with the rules of the payer; what a person's answer is about is done when it arrives. */
function hear(facts: DenialFacts, event: DenialEvent, day: string): { turn: DenialTurn; denial: DenialFacts } {
  const at = { date: plainDate(day), instant: `${day}T15:00:00.000Z` };
  const turn = nextDenial(facts, event, at, denialRulesOf(facts));
  return { turn, denial: afterTurn(facts, turn) };
}

/** An appeal of $3,000 that reached this level of the program and was filed on 2 March 2026. */
function filedAt(number: number, fields: Partial<DenialFacts> = {}): DenialFacts {
  const earlier = Array.from({ length: number - 1 }, (_, at) => level(at + 1));
  const denial = aDenial({
    carc: '50',
    payerClass: 'medicare',
    state: 'TRIAGED',
    amountCents: cents(300_000),
    levels: [...earlier, level(number, { state: 'PACKET_READY', filedOn: null, decision: null, decidedOn: null })],
    ...fields,
  });
  return hear(denial, { type: 'appealFiled', channel: 'mail', confirmation: '9407 1', filedOn }, filedOn).denial;
}
const clockOf = (denial: DenialFacts) => denial.openDeadlines.find(({ kind }) => kind === 'appeal-decision');
const daysAfterClock = (denial: DenialFacts, days: number): string => {
  const end = clockOf(denial)?.hardDate;
  if (!end) throw new Error('no clock');
  return addDays(end, days);
};
const chase = (turn: DenialTurn) => turn.workItems.find(({ kind }) => kind === 'chaseAppealDecision');
/** Nobody is left with work but what is said. */
const answered = (denial: DenialFacts): DenialFacts => ({ ...denial, openWorkItemKinds: [] });

describe('an appeal the payer does not decide in its time', () => {
  it('is asked about on day 65 at the MAC: sixty days of the law and five of ours, by a call', () => {
    const filed = filedAt(1);
    const on = addDays(filedOn, 65);
    expect(hear(filed, { type: 'timeReached' }, addDays(filedOn, 64)).turn.workItems).toEqual([]);
    const { turn } = hear(filed, { type: 'timeReached' }, on);
    expect(chase(turn)?.facts).toMatchObject({ ask: 'call for the status', daysLate: 5 });
    expect(chase(turn)?.facts).not.toHaveProperty('mayEscalateTo');
  });

  it('is asked in writing with the proof after fifteen days, though nobody has called yet', () => {
    const filed = filedAt(1);
    const called = hear(filed, { type: 'timeReached' }, daysAfterClock(filed, 5)).denial;
    const { turn } = hear(called, { type: 'timeReached' }, daysAfterClock(filed, 15));
    expect([chase(turn)?.role, chase(turn)?.facts['ask']]).toEqual([
      'specialist',
      'ask a second time in writing, with the proof of filing',
    ]);
  });

  it('is the lead’s with payer relations after thirty days; where no state sets the clock nobody complains', () => {
    const filed = filedAt(1);
    const { turn } = hear(filed, { type: 'timeReached' }, daysAfterClock(filed, 30));
    expect([chase(turn)?.role, chase(turn)?.facts['ask']]).toEqual(['lead', 'bring it to payer relations']);
    expect(turn.workItems.map(({ kind }) => kind)).not.toContain('approveComplaint');
  });

  it.each([
    ['medicaid', 'the state Medicaid agency'],
    ['workersComp', 'the state workers’ compensation board'],
    ['auto', 'the state department of insurance'],
  ] as const)(
    'of %s has a complaint to %s drafted then, which a supervisor approves and a lead files',
    (payerClass, who) => {
      const filed = filedAt(1, { payerClass, carc: '50' });
      const on = daysAfterClock(filed, 30);
      const { turn, denial } = hear(filed, { type: 'timeReached' }, on);
      const complaint = turn.workItems.find(({ kind }) => kind === 'approveComplaint');
      expect(complaint?.facts['regulator']).toBe(who);
      const draft = String(complaint?.facts['draft']);
      expect(draft).toContain('On 03/02/2026 we filed an appeal');
      expect(draft).toContain('30 days later');
      expect(draft).not.toMatch(/rulebook|product default/i);
      const approved = hear(answered(denial), { type: 'complaintApproved' }, on);
      expect(approved.turn.workItems.map(({ kind }) => kind)).toEqual(['fileComplaint']);
      const made = hear(answered(approved.denial), { type: 'complaintFiled' }, on);
      expect([made.turn.state, made.turn.because]).toEqual([
        'APPEALING',
        'The regulator has our complaint; the appeal itself still waits for its decision.',
      ]);
    },
  );
});

describe('Medicare’s later levels, silent beyond their clock', () => {
  it.each([
    [2, 'ALJ hearing (OMHA)', '42 CFR 405.970(e)', 180],
    [3, 'Medicare Appeals Council', '42 CFR 405.1016(f)', 180],
    [4, 'Federal district court', '42 CFR 405.1132', undefined],
  ])('may be escalated from level %i to %s', (number, next, source, clock) => {
    const filed = filedAt(number);
    const asked = hear(filed, { type: 'timeReached' }, daysAfterClock(filed, 5));
    expect(chase(asked.turn)?.facts).toMatchObject({ mayEscalateTo: next });
    const on = daysAfterClock(filed, 6);
    const { turn, denial } = hear(answered(asked.denial), { type: 'appealEscalated' }, on);
    expect(turn.state).toBe('TRIAGED');
    expect(turn.because).toContain(`Not decided in its time, and escalated; the next level is open: ${next}`);
    expect(turn.levels.map((row) => [row.level, row.state, row.decision])).toEqual([
      [number, 'CLOSED', undefined],
      [number + 1, 'DRAFTING', undefined],
    ]);
    const window = denial.openDeadlines.find(({ kind }) => kind === 'appeal-filing');
    expect([window?.baseDate, window?.source]).toEqual([on, expect.stringContaining(source)]);
    if (clock === undefined) return;
    const ready = hear(
      {
        ...answered(denial),
        levels: denial.levels.map((row) => (row.level > number ? { ...row, state: 'PACKET_READY' as const } : row)),
      },
      { type: 'appealFiled', channel: 'mail', confirmation: '9407 2', filedOn: plainDate(on) },
      on,
    );
    expect(clockOf(ready.denial)?.hardDate).toBe(addDays(plainDate(on), clock));
  });

  it('are not escalated before the clock is over, nor is the first level ever: the payer is asked on', () => {
    const early = hear(filedAt(2), { type: 'appealEscalated' }, '2026-04-01').turn;
    expect([early.state, early.because]).toEqual([
      'APPEALING',
      'It cannot be escalated: its time to decide ends only on 2026-05-01.',
    ]);
    const mac = filedAt(1);
    const refused = hear(mac, { type: 'appealEscalated' }, daysAfterClock(mac, 9)).turn;
    expect([refused.state, chase(refused)?.facts['reason']]).toEqual(['APPEALING', 'this level gives no right to it']);
  });

  it('need the amount of the next level: below it the case stays where it is', () => {
    const small = filedAt(2, { amountCents: cents(19_999) });
    const { turn } = hear(small, { type: 'appealEscalated' }, daysAfterClock(small, 6));
    expect([turn.state, turn.because]).toEqual([
      'APPEALING',
      'It cannot be escalated: $200.00 must be in controversy at the next level.',
    ]);
  });
});

it('an appeal lost with less than the next level takes may be joined with other claims: its window stays open', () => {
  const small = filedAt(2, { amountCents: cents(19_999) });
  const { turn } = hear(
    small,
    { type: 'appealDecided', decision: 'unfavorable', decisionDate: plainDate('2026-04-20') },
    '2026-04-20',
  );
  expect(turn.deadlines.map(({ kind, hardDate }) => [kind, hardDate])).toEqual([['appeal-filing', '2026-06-24']]);
  expect(turn.workItems[0]?.facts['but']).toContain('other claims may be added to it (42 CFR 405.1006)');
});
