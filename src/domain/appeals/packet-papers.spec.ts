import { missingPapers } from './packet-papers.js';
import { appealLevelsFor } from './appeal-levels.js';
import { plainDate } from '../dates/plain-date.js';

const lacks = (levelRuleId: string, category: 'AUTH' | 'CONTRACT' | 'MEDNEC' | 'NONCOV', ...kept: string[]) =>
  missingPapers({ category, levelRuleId, kept });

describe('what an appeal packet cannot do without', () => {
  it('is what its argument rests on, by category', () => {
    const level = 'appeal-level.commercial.1';
    expect(lacks(level, 'MEDNEC').expected).toEqual(['the clinical record: notes, orders, results']);
    expect(lacks(level, 'AUTH', 'authorization')).toEqual({ required: [], expected: [] });
    expect(lacks(level, 'CONTRACT', 'record').expected).toEqual([
      'the page of the contract or the row of its fee schedule',
    ]);
    expect(lacks(level, 'NONCOV')).toEqual({ required: [], expected: [] });
  });

  it('is who may appeal at all: the waiver of liability, the authorization or the consent of the member', () => {
    const on = plainDate('2026-01-05');
    const first = (...asked: Parameters<typeof appealLevelsFor>) => appealLevelsFor(...asked)[0]?.ruleId ?? '';
    for (const [ruleId, paper] of [
      [first('maNonContract', undefined, on), 'waiverOfLiability'],
      [first('commercialMember', undefined, on), 'representative'],
      [first('medicaidMcoMember', undefined, on), 'representative'],
      [first('commercial', 'bcbs-fep', on), 'representative'],
    ] as const) {
      expect([ruleId, lacks(ruleId, 'NONCOV').required.length]).toEqual([ruleId, 1]);
      expect([ruleId, lacks(ruleId, 'NONCOV', paper).required]).toEqual([ruleId, []]);
    }
    expect(lacks(first('medicareFfs', undefined, on), 'NONCOV').required).toEqual([]);
  });

  it('is the appointment of a representative where we did not accept assignment and so are no party', () => {
    const asked = (levelRuleId: string, unassigned: boolean, ...kept: string[]) =>
      missingPapers({ category: 'NONCOV', levelRuleId, unassigned, kept }).required;
    expect(asked('appeal-level.medicareFfs.1', true)).toEqual([expect.stringContaining('CMS-1696')]);
    expect(asked('appeal-level.tricare.1', true)).toEqual([expect.stringContaining('32 CFR 199.10')]);
    expect(asked('appeal-level.tricare.1', true, 'representative')).toEqual([]);
    expect(asked('appeal-level.commercial.1', true)).toEqual([]);
    expect(asked('appeal-level.tricare.1', false)).toEqual([]);
  });
});
