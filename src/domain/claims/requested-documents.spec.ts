import { plainDate } from '../dates/plain-date.js';
import type { DeadlineDraft } from '../stories/turn.js';
import { aClaim, rulesOf } from './a-claim.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { nextClaim } from './next-claim.js';

const asked: DeadlineDraft & { id: string } = {
  id: 'r1',
  kind: 'document-request',
  ruleId: 'document-request.default',
  version: 1,
  source: 'rulebook §2.2',
  baseDate: plainDate('2026-02-02'),
  hardDate: plainDate('2026-03-04'),
  safeDate: plainDate('2026-03-04'),
};
/** The payer asked for records about the corrected claim; then its denial took another way. */
const denied: ClaimFacts = aClaim({
  state: 'DENIED',
  everAdjudicated: true,
  everyLineDenied: true,
  openDeadlines: [asked],
  openDenials: [{ id: 'd1', state: 'TRIAGED', outcome: null, wholeClaim: true }],
});
const hears = (claim: ClaimFacts, event: ClaimEvent, date: string) =>
  nextClaim(claim, event, { date: plainDate(date), instant: `${date}T15:00:00Z` }, rulesOf(claim));

describe('records a payer asked for while a correction was with it', () => {
  it('are sent although the claim stands as denied again: nothing is waited for any more', () => {
    const sent = hears({ ...denied, openWorkItemKinds: ['sendDocuments'] }, { type: 'documentsSent' }, '2026-02-10');
    expect(sent).toMatchObject({
      state: 'DENIED',
      closeDeadlines: ['document-request'],
      cancelWorkItems: ['sendDocuments'],
    });
  });

  it('are somebody’s work again on their last day, when nobody has them in hand', () => {
    const due = hears(denied, { type: 'timeReached' }, '2026-03-04');
    expect(due.workItems.map(({ kind }) => kind)).toEqual(['sendDocuments']);
  });

  it('of which we hear when their time is over are a person’s question, with no clock that has already run out', () => {
    const accepted = aClaim({
      state: 'ACCEPTED',
      submittedOn: plainDate('2026-01-06'),
      acceptedOn: plainDate('2026-01-07'),
    });
    const told = hears(
      accepted,
      { type: 'claimStatusAnswered', category: 'R4', statusCode: '123', date: plainDate('2026-01-10') },
      '2026-03-02',
    );
    expect(told.state).toBe('INFO_REQUESTED');
    expect(told.deadlines.map(({ kind }) => kind)).not.toContain('document-request');
    const sends = told.workItems.filter(({ kind }) => kind === 'sendDocuments');
    expect(sends.map(({ facts }) => facts['reason'])).toEqual([expect.stringContaining('ended on 2026-02-09')]);
    const waiting: ClaimFacts = {
      ...accepted,
      state: 'INFO_REQUESTED',
      turn: 1,
      openDeadlines: told.deadlines.map((row) => ({ ...row, id: row.kind })),
      openWorkItemKinds: ['sendDocuments'],
    };
    const later = hears(waiting, { type: 'timeReached' }, '2026-03-03');
    expect([later.state, later.deadlines, later.closeDeadlines]).toEqual(['INFO_REQUESTED', [], []]);
    expect(later.workItems.map(({ kind }) => kind)).not.toContain('sendDocuments');
  });

  it('are our records office’s work of five business days, with a reminder after three, whatever the payer gives', () => {
    const accepted = aClaim({
      state: 'ACCEPTED',
      submittedOn: plainDate('2026-01-06'),
      acceptedOn: plainDate('2026-01-07'),
    });
    const requests = (heardOn: string) =>
      hears(
        accepted,
        { type: 'claimStatusAnswered', category: 'R4', statusCode: '123', date: plainDate('2026-02-02') },
        heardOn,
      );
    const told = requests('2026-02-02');
    expect(told.workItems.find(({ kind }) => kind === 'sendDocuments')).toMatchObject({
      dueDate: '2026-02-09',
      facts: { remindOn: '2026-02-05' },
    });
    expect(told.rules).toContainEqual({ ruleId: 'document-owner-business-days.default', version: 1 });
    expect(told.deadlines.find(({ kind }) => kind === 'document-request')?.hardDate).toBe('2026-03-04');
    const late = requests('2026-03-03').workItems.find(({ kind }) => kind === 'sendDocuments');
    expect([late?.dueDate, late?.facts]).toEqual(['2026-03-04', { category: 'R4' }]); // the payer’s last day
  });

  it('are the lead’s question on the fifth business day, once, while the work stays with the records office', () => {
    const asked = hears(
      aClaim({ state: 'ACCEPTED', submittedOn: plainDate('2026-01-06'), acceptedOn: plainDate('2026-01-07') }),
      { type: 'claimStatusAnswered', category: 'R4', statusCode: '123', date: plainDate('2026-02-02') },
      '2026-02-02',
    );
    expect(asked.deadlines.find(({ kind }) => kind === 'document-collection')).toMatchObject({
      ruleId: 'document-owner-business-days.default',
      hardDate: '2026-02-09',
    });
    const waiting = aClaim({
      state: 'INFO_REQUESTED',
      turn: 1,
      acceptedOn: plainDate('2026-01-07'),
      openDeadlines: asked.deadlines.map((row) => ({ ...row, id: row.kind })),
      openWorkItemKinds: ['sendDocuments'],
    });
    expect(asked.wakeOn).toBe('2026-02-09');
    const before = hears(waiting, { type: 'timeReached' }, '2026-02-06');
    expect(before.workItems.map(({ kind }) => kind)).toEqual([]);
    const late = hears(waiting, { type: 'timeReached' }, '2026-02-09');
    expect(late.workItems).toEqual([
      expect.objectContaining({
        kind: 'documentsOverdue',
        dueDate: '2026-02-10',
        facts: expect.objectContaining({ hardDate: '2026-03-04', reason: expect.stringContaining('until 2026-02-09') }),
      }),
    ]);
    expect([late.closeDeadlines, late.cancelWorkItems]).toEqual([['document-collection'], []]);
    const sent = hears(
      { ...waiting, openWorkItemKinds: ['sendDocuments', 'documentsOverdue'] },
      { type: 'documentsSent' },
      '2026-02-10',
    );
    expect(sent.cancelWorkItems).toEqual(['sendDocuments', 'documentsOverdue']);
  });

  it('are waited for no longer once their day has passed', () => {
    expect(hears(denied, { type: 'timeReached' }, '2026-03-05').closeDeadlines).toContain('document-request');
  });
});
