import { addDays, plainDate, type PlainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

/** Wednesday; the remittance was read on this day. */
const born = plainDate('2026-01-21');

/** CARC 18 waits for a person; CARC 50 is appealed, CARC 252 is answered with documents, 22 goes to another payer. */
function denial(carc: string, amountCents: number): DenialFacts {
  return hears(aDenial({ carc, amountCents: cents(amountCents) }), { type: 'denialBorn' }, born).after;
}

function hears(before: DenialFacts, event: DenialEvent, on: PlainDate): { turn: DenialTurn; after: DenialFacts } {
  const turn = nextDenial(before, event, { date: on, instant: `${on}T15:00:00.000Z` }, denialRulesOf(before));
  return { turn, after: afterTurn(before, turn) };
}

const clock = (facts: DenialFacts, kind: string) => facts.openDeadlines.find((row) => row.kind === kind);
const escalations = (turn: DenialTurn) =>
  turn.workItems.filter(({ kind }) => kind === 'denialOverdue').map(({ facts }) => facts['reason']);

describe.each([
  [499_999, 'triage', '2026-01-23', 'triage-business-days.default', 'nobody has triaged it'],
  [499_999, 'first-action', '2026-01-28', 'first-action-business-days.default', 'nothing has been done about it'],
  [500_000, 'triage', '2026-01-22', 'triage-business-days-high-dollar.default', 'nobody has triaged it'],
  [
    500_000,
    'first-action',
    '2026-01-23',
    'first-action-business-days-high-dollar.default',
    'nothing has been done about it',
  ],
])('the clock of a denial over %i cents: %s', (amountCents, kind, lastDay, ruleId, words) => {
  const hardDate = plainDate(lastDay);

  it(`ends on ${lastDay} and names its rule`, () =>
    expect(clock(denial('18', amountCents), kind)).toMatchObject({ hardDate, ruleId, version: 1, baseDate: born }));

  it('wakes the story by the day after it, and then brings the denial to the lead, once', () => {
    let facts = denial('18', amountCents);
    const told: unknown[] = [];
    let wakeOn: PlainDate | undefined = addDays(born, 1);
    for (let on = wakeOn; on <= addDays(hardDate, 10); on = addDays(on, 1)) {
      if (wakeOn === undefined || on < wakeOn) continue;
      const { turn, after } = hears(facts, { type: 'timeReached' }, on);
      const said = escalations(turn).filter((reason) => String(reason).startsWith(words));
      told.push(...said.map((reason) => [on, reason]));
      // The lead has answered before the next day.
      facts = { ...after, openWorkItemKinds: after.openWorkItemKinds.filter((open) => open !== 'denialOverdue') };
      wakeOn = turn.wakeOn;
    }
    expect(told).toEqual([[addDays(hardDate, 1), `${words} by ${lastDay}`]]);
    expect(facts.openWorkItemKinds).toContain('triageDenial');
  });
});

describe('the clocks of a denial', () => {
  it('run for whatever the first action is, and a later choice does not start them anew', () => {
    for (const carc of ['18', '50', '252', '22', '16'])
      expect([carc, clock(denial(carc, 25_000), 'first-action')?.hardDate]).toEqual([carc, '2026-01-28']);
    const chosen = hears(denial('18', 25_000), { type: 'appealChosen' }, plainDate('2026-01-26'));
    expect([clock(chosen.after, 'triage'), clock(chosen.after, 'first-action')?.hardDate]).toEqual([
      undefined,
      '2026-01-28',
    ]);
  });

  it('stop with the action, and what the lead was asked about is closed when the denial moves on', () => {
    const late = hears(denial('18', 25_000), { type: 'timeReached' }, plainDate('2026-01-24'));
    expect(escalations(late.turn)).toEqual(['nobody has triaged it by 2026-01-23']);
    const moved = hears(late.after, { type: 'documentsChosen' }, plainDate('2026-01-26'));
    expect(moved.turn.cancelWorkItems).toContain('denialOverdue');
    const sent = hears(moved.after, { type: 'documentsSent' }, plainDate('2026-01-27'));
    expect(clock(sent.after, 'first-action')).toBeUndefined();
    expect(escalations(hears(sent.after, { type: 'timeReached' }, plainDate('2026-02-02')).turn)).toEqual([]);
  });

  it('leave the denial with its owner while the lead is asked, and the lead’s word moves no date', () => {
    const late = hears(denial('50', 25_000), { type: 'timeReached' }, plainDate('2026-01-29'));
    expect([late.turn.state, late.after.openWorkItemKinds]).toEqual(['TRIAGED', ['assembleAppeal', 'denialOverdue']]);
    const answered = hears(late.after, { type: 'overdueAnswered' }, plainDate('2026-01-30'));
    expect([answered.turn.deadlines, answered.turn.closeDeadlines]).toEqual([[], []]);
  });
});

describe('an appeal that lies here', () => {
  it('is said to lie here when nothing is due: first its packet is assembled, then it is ready and not filed', () => {
    const packet = (state: 'DRAFTING' | 'PACKET_READY') => ({
      ...denial('50', 50_000),
      levels: [{ level: 1, state, filedOn: null, decision: null, decidedOn: null }],
    });
    const words = (state: 'DRAFTING' | 'PACKET_READY') =>
      hears(packet(state), { type: 'timeReached' }, addDays(born, 1)).turn.because;
    expect([words('DRAFTING'), words('PACKET_READY')]).toEqual([
      'The packet is still being assembled; it must be with the payer by 2026-07-19.',
      'The packet lies ready and is not filed yet; it must be with the payer by 2026-07-19.',
    ]);
  });
});
