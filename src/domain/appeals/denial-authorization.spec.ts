import { plainDate } from '../dates/plain-date.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

const hear = (denial: DenialFacts, event: DenialEvent, date: string): DenialTurn =>
  nextDenial(denial, event, { date: plainDate(date), instant: `${date}T15:00:00.000Z` }, denialRulesOf(denial));

/** Denied on 12 January for a service of 5 January: the two weeks end on the 19th. */
const denied = (fields: Partial<DenialFacts> = {}): DenialFacts =>
  aDenial({ carc: '197', noticeDate: plainDate('2026-01-12'), serviceFrom: plainDate('2026-01-05'), ...fields });
const kinds = (turn: DenialTurn): string[] => turn.workItems.map((item) => item.kind);
const asked = (): DenialFacts => {
  const born = denied();
  const waiting = afterTurn(born, hear(born, { type: 'denialBorn' }, '2026-01-12'));
  return afterTurn(waiting, hear(waiting, { type: 'authorizationRequested' }, '2026-01-13'));
};

describe('CARC 197: the service was not authorized', () => {
  it('asks for an authorization after the fact within two weeks of the service', () => {
    const born = hear(denied(), { type: 'denialBorn' }, '2026-01-12');
    expect([born.state, kinds(born)]).toEqual(['TRIAGED', ['requestAuthorization']]);
    expect(born.deadlines.find(({ kind }) => kind === 'authorization-request')?.hardDate).toBe('2026-01-19');
  });

  it('asks for a corrected claim instead when the two weeks are over', () => {
    const late = denied({ serviceFrom: plainDate('2025-12-20') });
    expect(kinds(hear(late, { type: 'denialBorn' }, '2026-01-12'))).toEqual(['prepareCorrectedClaim']);
  });

  it('gives the payer seven days and contests the denial when it refuses', () => {
    const waiting = asked();
    expect(waiting.openDeadlines.find(({ kind }) => kind === 'authorization-decision')?.hardDate).toBe('2026-01-20');
    const refused = hear(waiting, { type: 'authorizationRefused' }, '2026-01-16');
    expect([refused.because, kinds(refused)]).toEqual([
      'The authorization was refused: the denial is contested.',
      ['assembleAppeal'],
    ]);
  });

  it('gives the payer 72 hours where the request is expedited', () => {
    const born = denied();
    const waiting = afterTurn(born, hear(born, { type: 'denialBorn' }, '2026-01-12'));
    const expedited = hear(waiting, { type: 'authorizationRequested', urgency: 'expedited' }, '2026-01-13');
    expect(expedited.deadlines).toContainEqual(
      expect.objectContaining({
        kind: 'authorization-decision',
        hardDate: '2026-01-16',
        ruleId: 'authorization-decision-expedited.default',
      }),
    );
  });

  it('comes back to a person with the field to mend, even when the window has just closed', () => {
    const turn = hear(
      asked(),
      { type: 'authorizationRejected', code: 'AF', level: 'benefit', words: 'no diagnosis', field: 'diagnosis' },
      '2026-01-20',
    );
    expect(turn.workItems).toEqual([
      expect.objectContaining({
        kind: 'requestAuthorization',
        facts: expect.objectContaining({ field: 'diagnosis', code: 'AF' }) as object,
      }),
    ]);
    expect(turn.closeDeadlines).toContain('authorization-decision');
    const [window] = turn.deadlines.filter(({ kind }) => kind === 'authorization-request');
    expect(window?.hardDate).toBe('2026-01-22');
  });

  it('sends the corrected claim when it is given', () => {
    const given = hear(asked(), { type: 'authorizationApproved' }, '2026-01-16');
    expect(given.steps.map(({ kind, details }) => [kind, details['frequency']])).toEqual([
      ['submitCorrectedClaim', '7'],
    ]);
    expect(given.closeDeadlines).toContain('authorization-decision');
  });

  it('does not wait longer than the payer may take', () => {
    const late = hear(asked(), { type: 'timeReached' }, '2026-01-21');
    expect(kinds(late)).toContain('assembleAppeal');
    expect(late.closeDeadlines).toContain('authorization-decision');
  });
});

describe('CARC 18: an exact duplicate', () => {
  const duplicate = (paidOriginal: boolean): DenialTurn =>
    hear(aDenial({ group: 'OA', carc: '18', paidOriginal }), { type: 'denialBorn' }, '2026-01-21');

  it('closes at once when the original is paid, without a deadline, an item or an appeal', () => {
    const turn = duplicate(true);
    expect([turn.state, turn.changes['outcome'], turn.workItems, turn.deadlines, turn.levels]).toEqual([
      'RESOLVED',
      'duplicate',
      [],
      [],
      [],
    ]);
  });

  it('goes to a person when no original is known', () => {
    const turn = duplicate(false);
    expect([turn.state, kinds(turn)]).toEqual(['NEW', ['triageDenial']]);
  });
});
