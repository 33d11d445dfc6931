import { isBusinessDay } from '../dates/business-days.js';
import { addDays, plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { AppealLevelFacts, DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

/** A level that was filed, as its row says. */
const filed = (level: number, fields: Partial<AppealLevelFacts> = {}): AppealLevelFacts => ({
  level,
  state: 'FILED',
  filedOn: plainDate('2026-03-02'),
  decision: null,
  decidedOn: null,
  ...fields,
});
const lost = (level: number) => filed(level, { state: 'CLOSED', decision: 'unfavorable' });

/** A Medicare denial of $600 that is appealed at the last of these levels. */
const appealed = (levels: readonly AppealLevelFacts[], fields: Partial<DenialFacts> = {}): DenialFacts =>
  aDenial({
    carc: '50',
    payerClass: 'medicare',
    state: 'APPEALING',
    amountCents: cents(60_000),
    levels,
    openWorkItemKinds: ['recordAppealDecision'],
    ...fields,
  });

function hear(denial: DenialFacts, event: DenialEvent, day: string): { turn: DenialTurn; denial: DenialFacts } {
  const facts = { ...denial, openWorkItemKinds: [] };
  const at = { date: plainDate(day), instant: `${day}T15:00:00.000Z` };
  const turn = nextDenial(facts, event, at, denialRulesOf(facts));
  return { turn, denial: afterTurn(facts, turn) };
}
type Decision = Extract<DenialEvent, { readonly type: 'appealDecided' }>['decision'];
const decided = (denial: DenialFacts, decision: Decision, day: string) =>
  hear(denial, { type: 'appealDecided', decision, decisionDate: plainDate(day) }, day);
const deadline = (denial: DenialFacts, kind: string) => denial.openDeadlines.find((row) => row.kind === kind);
const states = (denial: DenialFacts) =>
  [...denial.levels].sort((a, b) => a.level - b.level).map((row) => `${row.level} ${row.state}`);

describe('an appeal that is dismissed without a look at it', () => {
  it.each([
    [1, '42 CFR 405.974(b)'],
    [2, '42 CFR 405.1004'],
    [3, '42 CFR 405.1102(a)'],
  ])('at Medicare’s level %i may be reviewed one level up: 60 days and presumed receipt', (level, source) => {
    const earlier = Array.from({ length: level - 1 }, (_, at) => lost(at + 1));
    const { turn, denial } = decided(appealed([...earlier, filed(level)]), 'dismissed', '2026-06-01');
    // 60 days are 31 July, received five days after the notice at the latest: 5 August.
    expect(deadline(denial, 'appeal-filing')).toMatchObject({ hardDate: '2026-08-05', safeDate: '2026-07-31', source });
    expect(turn.workItems[0]?.facts).toMatchObject({
      level: level + 1,
      reason: expect.stringContaining('dismissal') as string,
    });
  });

  it('by the Council is final: a person decides (42 CFR 405.1116)', () => {
    const { turn } = decided(appealed([lost(1), lost(2), lost(3), filed(4)]), 'dismissed', '2026-06-01');
    expect([turn.state, turn.workItems[0]?.kind]).toEqual(['TRIAGED', 'triageDenial']);
    expect(turn.because).toContain('nobody reviews this dismissal');
  });

  it('decided against us instead has the longer window of the next level', () => {
    const { denial } = decided(appealed([filed(1)]), 'unfavorable', '2026-06-01');
    expect(deadline(denial, 'appeal-filing')).toMatchObject({
      hardDate: '2026-12-03',
      source: '42 CFR 405.962, 405.970',
    });
  });
});

describe('our own day to look for a decision', () => {
  it('is the business day before a clock that ends on a Saturday; the clock itself ends on its day (G4)', () => {
    const ready = appealed([filed(1, { state: 'PACKET_READY', filedOn: null })], { state: 'TRIAGED' });
    const filedOn = plainDate('2026-03-03'); // sixty days later is Saturday, 2 May
    const { turn } = hear(
      ready,
      { type: 'appealFiled', channel: 'mail', confirmation: '9407 1', filedOn },
      '2026-03-03',
    );
    expect(turn.deadlines.find(({ kind }) => kind === 'appeal-decision')?.hardDate).toBe('2026-05-02');
    expect(turn.workItems.map(({ kind, dueDate }) => [kind, dueDate])).toEqual([
      ['recordAppealDecision', '2026-05-01'],
    ]);
  });

  it('of any work about a denial is a day on which somebody works, whatever day the notice bears', () => {
    for (let day = 1; day <= 28; day += 1)
      for (const carc of ['16', '29', '39', '50', '97', '197', '252']) {
        const denial = aDenial({ carc, noticeDate: addDays(plainDate('2026-01-31'), day) });
        const { turn } = hear(denial, { type: 'denialBorn' }, '2026-03-02');
        for (const item of turn.workItems) expect(isBusinessDay(item.dueDate)).toBe(true);
      }
  });
});

describe('an appeal that is remanded', () => {
  const remanded = () => decided(appealed([lost(1), lost(2), filed(3)]), 'remanded', '2026-06-01');

  it('is decided anew one level below, by the clock of that level; nothing is filed', () => {
    const { turn, denial } = remanded();
    expect([denial.state, states(denial)]).toEqual(['APPEALING', ['1 CLOSED', '2 CLOSED', '3 ACKNOWLEDGED']]);
    expect(deadline(denial, 'appeal-decision')).toMatchObject({
      baseDate: '2026-06-01',
      hardDate: '2026-07-31', // 60 days of the contractor (405.970), not 90 of the judge
      ruleId: 'appeal-level.medicareFfs.2',
    });
    expect([turn.steps, turn.workItems.map(({ kind }) => kind)]).toEqual([[], ['recordAppealDecision']]);
  });

  it('and lost again may be brought to the same level again, with a packet of its own', () => {
    const { denial } = decided(remanded().denial, 'unfavorable', '2026-07-20');
    expect([denial.state, states(denial)]).toEqual(['TRIAGED', ['1 CLOSED', '2 CLOSED', '3 DRAFTING']]);
    expect(deadline(denial, 'appeal-filing')?.ruleId).toBe('appeal-level.medicareFfs.3');
  });

  it('and won then is to be paid within 30 days', () => {
    const { denial } = decided(remanded().denial, 'favorable', '2026-07-20');
    expect([states(denial).at(-1), deadline(denial, 'effectuation')?.hardDate]).toEqual([
      '3 EFFECTUATION_PENDING',
      '2026-08-19',
    ]);
  });
});

describe('an appeal won in part', () => {
  const won = () => decided(appealed([filed(1)]), 'partial', '2026-06-01');
  const remittance = (stillDenied: boolean, paid: number): DenialEvent => ({
    type: 'remittancePosted',
    remittanceClaimId: 'r2',
    paidCents: cents(paid),
    remainingCents: cents(stillDenied ? 35_000 : 0),
    stillDenied,
    date: plainDate('2026-06-15'),
  });

  it('goes on about the rest once the corrected remittance paid its part: the next window counts from the decision', () => {
    const { turn, denial } = hear(won().denial, remittance(true, 25_000), '2026-06-15');
    expect([denial.state, states(denial)]).toEqual(['TRIAGED', ['1 CLOSED', '2 DRAFTING']]);
    expect(deadline(denial, 'appeal-filing')).toMatchObject({ baseDate: '2026-06-01', hardDate: '2026-12-03' });
    expect(deadline(denial, 'effectuation')).toBeUndefined();
    expect(turn.workItems[0]?.facts['reason']).toContain('about the rest');
  });

  it('still waits for its payment when a remittance repeats the denial without any', () => {
    const { denial } = hear(won().denial, remittance(true, 0), '2026-06-15');
    expect(states(denial)).toEqual(['1 EFFECTUATION_PENDING']);
  });

  it('is done when nothing is denied any more', () => {
    const { denial } = hear(won().denial, remittance(false, 60_000), '2026-06-15');
    expect([denial.state, denial.outcome]).toEqual(['RESOLVED', 'paid']);
  });
});

describe('how often a denial is tried', () => {
  it('has a limit, corrections and levels together: then a person decides, with the next window kept open', () => {
    const rules = denialRulesOf(aDenial({ payerClass: 'medicare' })).attemptLimit;
    const corrections = rules.days - 1;
    const below = decided(appealed([filed(1)], { corrections: corrections - 1 }), 'unfavorable', '2026-06-01');
    expect(below.turn.workItems[0]?.kind).toBe('assembleAppeal');
    const { turn, denial } = decided(appealed([filed(1)], { corrections }), 'unfavorable', '2026-06-01');
    expect([turn.state, turn.workItems[0]?.kind]).toEqual(['TRIAGED', 'triageDenial']);
    expect(turn.workItems[0]?.facts['reason']).toBe(`${rules.days} attempts were made already.`);
    expect(deadline(denial, 'appeal-filing')?.hardDate).toBe('2026-12-03');
  });
});

describe('the least amount in controversy', () => {
  it('of a year nobody has entered is that of the latest known one, and the packet says to check it', () => {
    const { turn } = decided(appealed([lost(1), filed(2)]), 'unfavorable', '2027-02-01');
    expect(turn.workItems[0]?.facts['reason']).toContain('no least amount of 2027 is known, that of 2026 was taken');
    const known = decided(appealed([lost(1), filed(2)]), 'unfavorable', '2026-06-01');
    expect(known.turn.workItems[0]?.facts['reason']).toBe('the level before was decided against us');
  });
});
