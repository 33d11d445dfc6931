import { addDays, plainDate, type PlainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

function hears(before: DenialFacts, event: DenialEvent, on: PlainDate): { turn: DenialTurn; after: DenialFacts } {
  const turn = nextDenial(before, event, { date: on, instant: `${on}T15:00:00.000Z` }, denialRulesOf(before));
  return { turn, after: afterTurn(before, turn) };
}

const born = plainDate('2026-01-21');
const denial = (carc: string): DenialFacts =>
  hears(aDenial({ carc, amountCents: cents(250_000) }), { type: 'denialBorn' }, born).after;
const lastDay = (facts: DenialFacts, kind: string): PlainDate =>
  facts.openDeadlines.find((row) => row.kind === kind)?.hardDate ?? born;

/** Sleeps from wake to wake until a day; who was asked when, each asked person having answered at once. */
function brought(from: DenialFacts, until: PlainDate): { told: string[]; facts: DenialFacts } {
  const told: string[] = [];
  const opened = new Set<string>(); // a key opens one item ever
  let facts = from;
  for (let on = addDays(born, 1); on <= until;) {
    const { turn, after } = hears(facts, { type: 'timeReached' }, on);
    const asked = turn.workItems.filter(({ kind, dedupeKey }) => kind.startsWith('windowTo') && !opened.has(dedupeKey));
    for (const { dedupeKey } of asked) opened.add(dedupeKey);
    told.push(...asked.map(({ kind, facts: said }) => `${kind}, ${said['daysLeft']} days left`));
    facts = { ...after, openWorkItemKinds: after.openWorkItemKinds.filter((kind) => !kind.startsWith('windowTo')) };
    if (turn.wakeOn === undefined) break;
    on = turn.wakeOn;
  }
  return { told, facts };
}

describe('an appeal that still lies here', () => {
  const facts = denial('50');
  const last = lastDay(facts, 'appeal-filing');

  it('is brought to the lead a month and two weeks before its last day, then to supervisor and manager, each once', () => {
    expect(brought(facts, last).told).toEqual([
      'windowToLead, 30 days left',
      'windowToLead, 14 days left',
      'windowToSupervisor, 7 days left',
      'windowToManager, 2 days left',
    ]);
  });

  it('says which window, how many days and by which rule', () => {
    const { turn } = hears(facts, { type: 'timeReached' }, addDays(last, -30));
    expect(turn.workItems.find(({ kind }) => kind === 'windowToLead')?.facts).toMatchObject({
      reason: '30 days or less are left to appeal: the lead watches it',
      ruleId: 'filing-lead-days.default',
      hardDate: last,
    });
    expect(turn.rules).toContainEqual({ ruleId: 'filing-lead-days.default', version: 1 });
  });

  it('asks nobody any more once it is filed', () => {
    const near = hears(facts, { type: 'timeReached' }, addDays(last, -30)).after;
    const ready = hears(near, { type: 'packetReady' }, addDays(last, -29)).after;
    const built = hears(ready, { type: 'packetBuilt', documentId: 'letter' }, addDays(last, -29)).after;
    const filed = { type: 'appealFiled', filedOn: addDays(last, -28), channel: 'portal', confirmation: 'P-1' } as const;
    const { turn } = hears(built, filed, addDays(last, -28));
    expect([turn.state, turn.cancelWorkItems]).toEqual(['APPEALING', expect.arrayContaining(['windowToLead'])]);
  });
});

describe('a correction nobody has prepared', () => {
  const facts = denial('16');
  const last = lastDay(facts, 'corrected-claim');

  it('climbs with its own window', () => {
    const { turn } = hears(facts, { type: 'timeReached' }, addDays(last, -7));
    expect(turn.workItems.find(({ kind }) => kind === 'windowToSupervisor')?.facts).toMatchObject({
      reason: '7 days or less are left to correct the claim: the supervisor sees to it',
      hardDate: last,
    });
  });

  it('climbs no more once the corrected claim is with the payer', () => {
    const near = hears(facts, { type: 'timeReached' }, addDays(last, -7)).after;
    const prepared = hears(near, { type: 'correctionPrepared' }, addDays(last, -6));
    const sent = hears(
      prepared.after,
      { type: 'correctionSubmitted', date: addDays(last, -6), frequency: '7' },
      addDays(last, -6),
    );
    const after = sent.after.openWorkItemKinds.filter((kind) => kind.startsWith('windowTo'));
    expect([sent.turn.state, after]).toEqual(['CORRECTING', []]);
    const later = hears(sent.after, { type: 'timeReached' }, addDays(last, -2)).turn;
    expect(later.workItems.filter(({ kind }) => kind.startsWith('windowTo'))).toEqual([]);
  });
});
