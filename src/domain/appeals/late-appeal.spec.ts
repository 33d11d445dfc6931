import { addDays, plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { AppealLevelFacts, DenialFacts } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

function hear(denial: DenialFacts, event: DenialEvent, day: string, done?: string) {
  const facts = { ...denial, openWorkItemKinds: denial.openWorkItemKinds.filter((kind) => kind !== done) };
  const at = { date: plainDate(day), instant: `${day}T15:00:00.000Z` };
  const turn = nextDenial(facts, event, at, denialRulesOf(facts));
  return { turn, denial: afterTurn(facts, turn) };
}
const level = (number: number, fields: Partial<AppealLevelFacts> = {}): AppealLevelFacts => ({
  level: number,
  state: 'CLOSED',
  filedOn: plainDate('2026-03-02'),
  decision: 'unfavorable',
  decidedOn: plainDate('2026-04-01'),
  ...fields,
});
const medicare = (fields: Partial<DenialFacts> = {}) =>
  aDenial({ carc: '50', payerClass: 'medicare', amountCents: cents(300_000), ...fields });

describe('an appeal whose window has closed', () => {
  const missed = (fields: Partial<DenialFacts> = {}) => {
    const born = hear(medicare(fields), { type: 'denialBorn' }, '2026-01-21');
    return hear(born.denial, { type: 'timeReached' }, '2026-08-03');
  };

  it('may be filed late at Medicare where somebody sees good cause: the same level, the letter says why', () => {
    const late = missed();
    expect(late.turn.workItems.find(({ kind }) => kind === 'triageDenial')?.facts['but']).toBe(
      'with good cause it may be filed late (42 CFR 405.942(b)): fileLate',
    );
    const { turn } = hear(late.denial, { type: 'lateAppealChosen' }, '2026-08-04', 'triageDenial');
    expect(turn.levels.map((row) => [row.level, row.state])).toEqual([[1, 'DRAFTING']]);
    expect(turn.workItems.map(({ kind, facts }) => [kind, facts['reason']])).toEqual([
      ['assembleAppeal', 'filed late: the letter shows good cause (42 CFR 405.942(b)), with its proof'],
    ]);
  });

  it('is lost where the payer knows no such cause, and needs none while its window is open', () => {
    const late = missed({ payerClass: 'commercial' });
    const { turn } = hear(late.denial, { type: 'lateAppealChosen' }, '2026-09-01', 'triageDenial');
    expect([turn.because, turn.workItems[0]?.facts['suggestion']]).toEqual([
      'No late appeal: no good cause is known to this level.',
      'WO',
    ]);
    const born = hear(medicare({ carc: '204' }), { type: 'denialBorn' }, '2026-01-21').denial;
    expect(hear(born, { type: 'lateAppealChosen' }, '2026-01-22').turn.because).toContain('no cause is needed');
  });
});

describe('evidence after the request', () => {
  const filed = (number: number, fields: Partial<DenialFacts> = {}) =>
    hear(
      medicare({
        state: 'TRIAGED',
        levels: [
          ...Array.from({ length: number - 1 }, (_, at) => level(at + 1)),
          level(number, { state: 'PACKET_READY', filedOn: null, decision: null, decidedOn: null }),
        ],
        ...fields,
      }),
      { type: 'appealFiled', channel: 'mail', confirmation: '9407', filedOn: plainDate('2026-05-04') },
      '2026-05-04',
    ).denial;
  const clock = (denial: DenialFacts) => denial.openDeadlines.find(({ kind }) => kind === 'appeal-decision');

  it.each([1, 2])('gives Medicare’s level %i fourteen days more, for each submission', (number) => {
    const before = filed(number);
    const once = hear(before, { type: 'appealEvidenceSent' }, '2026-05-20', 'recordAppealDecision');
    const first = clock(before)?.hardDate ?? plainDate('2026-01-01');
    expect(clock(once.denial)).toMatchObject({
      ruleId: `appeal-evidence.medicareFfs.${number}`,
      hardDate: addDays(first, 14),
    });
    expect(once.turn.workItems.map(({ kind }) => kind)).toEqual(['recordAppealDecision']);
    const twice = hear(once.denial, { type: 'appealEvidenceSent' }, '2026-05-27', 'recordAppealDecision');
    expect(clock(twice.denial)?.hardDate).toBe(addDays(first, 28));
  });

  it('moves no clock of a later level, nor of another payer', () => {
    for (const denial of [filed(3), filed(1, { payerClass: 'commercial' })]) {
      const { turn, denial: after } = hear(
        denial,
        { type: 'appealEvidenceSent' },
        '2026-05-20',
        'recordAppealDecision',
      );
      expect([clock(after)?.hardDate, turn.because]).toEqual([
        clock(denial)?.hardDate,
        'Evidence was sent after the request; the payer’s clock does not move.',
      ]);
    }
  });

  it('must all be in by level 2: the packet of each level says what counts', () => {
    const decided = (denial: DenialFacts) =>
      hear(
        denial,
        { type: 'appealDecided', decision: 'unfavorable', decisionDate: plainDate('2026-06-01') },
        '2026-06-01',
        'recordAppealDecision',
      ).turn.workItems[0]?.facts['evidence'];
    expect(decided(filed(1))).toContain('all evidence must be in now');
    expect(decided(filed(2))).toContain('only with good cause why it was not in at level 2');
  });
});
