import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';
import { isInpatient } from './peer-to-peer.js';

function hear(denial: DenialFacts, event: DenialEvent, day: string, done?: string) {
  const facts = { ...denial, openWorkItemKinds: denial.openWorkItemKinds.filter((kind) => kind !== done) };
  const at = { date: plainDate(day), instant: `${day}T15:00:00.000Z` };
  const turn: DenialTurn = nextDenial(facts, event, at, denialRulesOf(facts));
  return { turn, denial: afterTurn(facts, turn) };
}
/** Denied on Tuesday, 20 January 2026; we read it the day after. */
const born = (fields: Partial<DenialFacts> = {}) =>
  hear(aDenial({ carc: '39', amountCents: cents(200_000), ...fields }), { type: 'denialBorn' }, '2026-01-21');
const clock = (denial: DenialFacts, kind: string) => denial.openDeadlines.find((row) => row.kind === kind);

describe('a talk between physicians', () => {
  it('is the clinician’s to schedule when the authorization was refused as it was asked for, beside the appeal', () => {
    const { turn, denial } = born();
    expect(turn.workItems.map(({ kind, dueDate }) => [kind, dueDate])).toEqual([
      ['assembleAppeal', '2026-01-28'],
      ['schedulePeerToPeer', '2026-01-23'],
    ]);
    expect(clock(denial, 'peer-to-peer')).toMatchObject({
      ruleId: 'peer-to-peer-days.default',
      baseDate: '2026-01-20',
      hardDate: '2026-02-03',
    });
  });

  it('has five business days about an inpatient stay, and its target is never a day nobody works', () => {
    const { denial } = born({ carc: '186', claimKind: 'I', inpatient: true });
    expect(clock(denial, 'peer-to-peer')).toMatchObject({
      ruleId: 'peer-to-peer-inpatient-business-days.default',
      hardDate: '2026-01-27',
    });
    // Denied on Saturday the 17th: fourteen days end on Saturday the 31st, the target is the Friday.
    const saturday = born({ noticeDate: plainDate('2026-01-17') });
    expect(clock(saturday.denial, 'peer-to-peer')).toMatchObject({ hardDate: '2026-01-31', safeDate: '2026-01-30' });
    expect(['11', '18', '21', '13', '32'].map(isInpatient)).toEqual([true, true, true, false, false]);
  });

  it('does not stop the clock of the appeal, whatever comes of it', () => {
    const { denial } = born();
    const last = clock(denial, 'appeal-filing');
    const agreed = hear(
      denial,
      { type: 'peerToPeerScheduled', appointmentDate: plainDate('2026-01-30') },
      '2026-01-22',
      'schedulePeerToPeer',
    );
    expect(agreed.turn.workItems).toEqual([expect.objectContaining({ kind: 'holdPeerToPeer', dueDate: '2026-01-30' })]);
    expect(clock(agreed.denial, 'peer-to-peer')).toBeUndefined();
    for (const type of ['peerToPeerUpheld', 'peerToPeerOverturned', 'peerToPeerNotHeld'] as const) {
      const { denial: after } = hear(agreed.denial, { type }, '2026-01-30', 'holdPeerToPeer');
      expect([type, clock(after, 'appeal-filing')]).toEqual([type, last]);
    }
  });

  it('that is won waits for the reprocessing; nothing came, the appeal is somebody’s again while its window is open', () => {
    const { turn, denial } = hear(born().denial, { type: 'peerToPeerOverturned' }, '2026-01-23', 'schedulePeerToPeer');
    expect([turn.state, turn.because, denial.openWorkItemKinds]).toEqual([
      'TRIAGED',
      'The payer’s physician gave way: the claim is to be reprocessed.',
      [],
    ]);
    const silent = hear(denial, { type: 'timeReached' }, '2026-02-23');
    expect(silent.turn.workItems.map(({ kind, facts }) => [kind, facts['reason']])).toEqual([
      ['triageDenial', 'nothing came from the payer'],
    ]);
    expect(hear(silent.denial, { type: 'appealChosen' }, '2026-02-24', 'triageDenial').turn.workItems[0]?.kind).toBe(
      'assembleAppeal',
    );
  });

  it('nobody asked for in time is over, and the work on the appeal stays where it is', () => {
    const { turn, denial } = hear(born().denial, { type: 'timeReached' }, '2026-02-04');
    expect(turn.cancelWorkItems).toContain('schedulePeerToPeer');
    expect(turn.closeDeadlines).toContain('peer-to-peer');
    expect(denial.openWorkItemKinds).toContain('assembleAppeal');
  });

  it('may be asked for about any denial a person works on, and the work comes back to that person', () => {
    const necessity = born({ carc: '50' });
    expect(necessity.turn.workItems.map(({ kind }) => kind)).toEqual(['assembleAppeal']);
    const asked = hear(necessity.denial, { type: 'peerToPeerChosen' }, '2026-01-22', 'assembleAppeal');
    expect(asked.turn.workItems.map(({ kind }) => kind)).toEqual(['schedulePeerToPeer', 'assembleAppeal']);
    const late = hear(necessity.denial, { type: 'peerToPeerChosen' }, '2026-02-04', 'assembleAppeal');
    expect(late.turn.because).toBe(
      'There is no talk between physicians: the payer’s time to ask for it ended on 2026-02-03.',
    );
    expect(late.turn.workItems.map(({ kind }) => kind)).toEqual(['assembleAppeal']);
  });

  it('is not offered by original Medicare', () => {
    const { turn } = born({ carc: '39', payerClass: 'medicare' });
    expect(turn.workItems.map(({ kind }) => kind)).not.toContain('schedulePeerToPeer');
  });

  it('ends when the appeal is filed', () => {
    const { denial } = born();
    const ready: DenialFacts = {
      ...denial,
      levels: [{ level: 1, state: 'PACKET_READY', filedOn: null, decision: null, decidedOn: null }],
    };
    const { turn } = hear(ready, { type: 'appealFiled', channel: 'portal', confirmation: 'A1' }, '2026-01-26');
    expect([turn.dropDeadlines, turn.cancelWorkItems]).toEqual([
      expect.arrayContaining(['peer-to-peer']),
      expect.arrayContaining(['schedulePeerToPeer']),
    ]);
  });
});
