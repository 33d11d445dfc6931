import { carcMap } from '../denials/carc-map.js';
import { carcMeanings } from '../denials/carc-meanings.js';
import { classifyAdjustment } from '../denials/classify-adjustment.js';
import { plainDate } from '../dates/plain-date.js';
import { payerQuirks } from '../payer-rules/payer-quirks.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';
import { actionWords, playbookFor } from './playbook.js';

const denial = (group: string, carc: string, ...rarcs: string[]) => ({
  group,
  carc,
  rarcs,
  classification: classifyAdjustment({ group, carc, rarcs }),
});

describe('a playbook', () => {
  it('has a meaning for every code the rulebook names, and for no other', () => {
    const named = [...carcMap.values()].filter((row) => row.kind !== 'U').map((row) => row.carc);
    expect(named.filter((carc) => !carcMeanings.has(carc))).toEqual([]);
    expect([...carcMeanings.keys()].filter((carc) => !named.includes(carc))).toEqual([]);
  });

  it('reads an unprocessable claim: no appeal, a new claim', () => {
    const playbook = playbookFor({
      kind: 'prepareCorrectedClaim',
      denial: denial('CO', '16', 'MA130'),
      quirks: [],
      tried: [],
    });
    expect(playbook.means).toContain('MA130: unprocessable');
    expect(playbook.steps).toEqual([
      actionWords.CC,
      'There is no appeal against this decision.',
      'The correction must be a new claim (frequency 1), not a replacement.',
      'The patient may not be billed for it.',
    ]);
  });

  it('names what stopped a claim before sending, and how each owner mends it', () => {
    const { means, steps } = playbookFor({
      kind: 'fixEdits',
      edits: ['member-id', 'charge-total'],
      quirks: [],
      tried: [],
    });
    expect(means).toBe('The member ID is missing; The total charge is not the sum of the lines.');
    expect(steps[0]).toContain('271');
    expect(steps[1]).toContain('(specialist)');
  });

  it('tells how Aetna in Texas differs from other payers, with the source', () => {
    const quirks = payerQuirks(
      { payerClass: 'commercial', payerKey: 'aetna', state: 'TX' },
      plainDate('2026-01-05'),
      ruleLibrary,
    );
    expect(quirks).toContain('first claim: 95 days (Texas prompt-pay law)');
    expect(payerQuirks({ payerClass: 'commercial' }, plainDate('2026-01-05'), ruleLibrary)).toEqual([]);
  });
});
