import { claimDiff } from './claim-diff.js';

describe('the difference of two versions of a claim', () => {
  it('names each changed value with what it was and became, and nothing else', () => {
    const claim = {
      member: 'W1',
      lines: [
        { code: '99213', modifiers: ['25'] },
        { code: '80053', modifiers: [] },
      ],
    };
    const after = { ...claim, member: 'W2', lines: [{ code: '99214', modifiers: [] }, claim.lines[1]], auth: 'PA1' };
    expect(claimDiff(claim, after)).toEqual([
      { field: 'member', before: 'W1', after: 'W2' },
      { field: 'lines.0.code', before: '99213', after: '99214' },
      { field: 'lines.0.modifiers.0', before: '25', after: null },
      { field: 'auth', before: null, after: 'PA1' },
    ]);
    expect(claimDiff(claim, structuredClone(claim))).toEqual([]);
  });
});
