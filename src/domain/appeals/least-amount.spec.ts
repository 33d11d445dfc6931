import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import { appealLevelsFor } from './appeal-levels.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { leastAmountOf } from './least-amount.js';
import { nextDenial } from './next-denial.js';

/** An ALJ hears $190 and more of what is filed in 2025, $200 and more of 2026; 2027 is not delivered. */
const beforeAJudge = (amountCents: number): DenialFacts =>
  aDenial({
    carc: '50',
    payerClass: 'medicare',
    state: 'APPEALING',
    amountCents: cents(amountCents),
    levels: ([1, 2] as const).map((level) => ({
      level,
      state: level === 2 ? 'FILED' : 'CLOSED',
      filedOn: null,
      decision: null,
      decidedOn: null,
    })),
  });

/** The QIC decided against us; somebody enters its letter. */
const against = (decided: string): DenialEvent => ({
  type: 'appealDecided',
  decision: 'unfavorable',
  decisionDate: plainDate(decided),
});

function hear(denial: DenialFacts, event: DenialEvent, day: string): DenialTurn {
  return nextDenial(denial, event, { date: plainDate(day), instant: `${day}T15:00:00Z` }, denialRulesOf(denial));
}

const judged = (
  amountCents: number,
  decided: string,
  entered = decided,
): [string | undefined, string, string | undefined] => {
  const item = hear(beforeAJudge(amountCents), against(decided), entered).workItems[0];
  return [item?.kind, String(item?.facts['but'] ?? item?.facts['reason']), item?.dueDate];
};

describe('the least amount a judge hears', () => {
  it('is that of the year in which it would be filed, not of the year of the decision', () => {
    expect(judged(19_500, '2025-12-01')[0]).toBe('assembleAppeal');
    const [kind, but] = judged(19_500, '2025-12-01', '2026-01-05');
    expect([kind, but]).toEqual(['triageDenial', expect.stringContaining('below $200.00 for ALJ hearing (OMHA)')]);
  });

  it('ends with the year where the next one asks for more: the packet is due in December, and says why', () => {
    const [kind, reason, dueDate] = judged(19_500, '2025-12-29');
    expect([kind, dueDate]).toEqual(['assembleAppeal', '2025-12-31']);
    expect(reason).toContain('file it in 2025: from 2026-01-01 on $200.00 must be in controversy');
    const [, enough, later] = judged(20_000, '2025-12-29');
    expect([enough, later]).toEqual(['the level before was decided against us', '2026-01-06']);
  });

  it('of a year nobody entered yet is the latest known one, and whoever files is asked to check it', () => {
    const [kind, reason] = judged(20_000, '2026-12-15');
    expect([kind, reason]).toEqual(['assembleAppeal', expect.stringContaining('of 2027 counts, which is not known')]);
    expect(judged(20_000, '2027-01-04')[1]).toContain('no least amount of 2027 is known, that of 2026 was taken');
    expect(judged(20_000, '2026-06-15')[1]).toBe('the level before was decided against us');
  });

  it('may become less: what is too small today may be filed after New Year', () => {
    const [judge] = appealLevelsFor('medicareFfs', undefined, plainDate('2026-01-01')).slice(2);
    if (!judge) throw new Error('no third level');
    const sinking = { ...judge, minimumCents: { 2025: 20_000, 2026: 19_000 } };
    const question = { amountCents: 19_500, today: plainDate('2025-12-01'), lastDay: plainDate('2026-02-04') };
    expect(leastAmountOf(sinking, question)).toEqual({
      cents: 20_000,
      short: true,
      notes: ['filed from 2026-01-01 on $190.00 suffices'],
    });
  });

  it('is looked at again when a packet of last year is ready to be filed', () => {
    const packetBuilt = { type: 'packetBuilt', documentId: 'doc1' } as const;
    const fileItem = (day: string) => {
      const opened = hear(beforeAJudge(19_500), against('2025-12-29'), '2025-12-29');
      return hear(afterTurn(beforeAJudge(19_500), opened), packetBuilt, day).workItems[0];
    };
    expect(fileItem('2025-12-30')).toMatchObject({ kind: 'fileAppeal', dueDate: '2025-12-31' });
    expect(fileItem('2026-01-05')?.facts['but']).toContain('below $200.00 for ALJ hearing (OMHA): add other claims');
  });
});
