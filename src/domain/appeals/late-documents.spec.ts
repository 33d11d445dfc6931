import { plainDate } from '../dates/plain-date.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

/** CARC 252 misses a document. */
const missing = (noticeDate: string): DenialFacts => aDenial({ carc: '252', noticeDate: plainDate(noticeDate) });

function hears(before: DenialFacts, event: DenialEvent, date: string) {
  const facts = { ...before, openWorkItemKinds: before.openWorkItemKinds.filter((kind) => kind !== 'triageDenial') };
  const at = { date: plainDate(date), instant: `${date}T15:00:00.000Z` };
  const turn = nextDenial(event.type === 'timeReached' ? before : facts, event, at, denialRulesOf(facts));
  const triage = turn.workItems.find(({ kind }) => kind === 'triageDenial')?.facts;
  return { turn, triage, after: afterTurn(facts, turn) };
}

describe('documents whose time is over', () => {
  it('are waited for by nobody: whoever chooses them is told why, and no clock asks again', () => {
    const born = hears(missing('2025-11-20'), { type: 'denialBorn' }, '2026-01-21');
    expect([born.turn.state, born.turn.deadlines.map(({ kind }) => kind)]).toEqual([
      'NEW',
      expect.not.arrayContaining(['document-request']),
    ]);
    expect(born.triage?.['reason']).toBe('the payer’s time for documents ended on 2025-12-20');
    const chosen = hears(born.after, { type: 'documentsChosen' }, '2026-01-22');
    expect([chosen.turn.state, chosen.triage?.['suggestion']]).toEqual(['TRIAGED', 'APP']);
    expect(chosen.turn.rules).toContainEqual({ ruleId: 'document-request.default', version: 1 });
    const woken = hears(chosen.after, { type: 'timeReached' }, chosen.turn.wakeOn ?? '');
    expect([woken.turn.state, woken.triage]).toEqual(['TRIAGED', undefined]);
    const sent = hears(chosen.after, { type: 'documentsSent' }, '2026-02-05');
    expect(sent.turn.because).toContain('what was decided about it stands');
  });

  it('leave a person the appeal when they did not go in time', () => {
    const born = hears(missing('2026-01-20'), { type: 'denialBorn' }, '2026-01-21');
    const late = hears(born.after, { type: 'timeReached' }, '2026-02-20');
    expect([late.turn.state, late.triage?.['reason']]).toEqual([
      'TRIAGED',
      'no documents left in the payer’s time for them, which ended on 2026-02-19',
    ]);
    expect(hears(late.after, { type: 'documentsChosen' }, '2026-02-23').turn.state).toBe('TRIAGED');
  });
});
