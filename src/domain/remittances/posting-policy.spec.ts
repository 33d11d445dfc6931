import { holdReason } from './posting-policy.js';

describe('the posting policy of a payer', () => {
  it('posts by itself what balances, up to the limit and including it', () => {
    expect(holdReason({ policy: 'automatic', limitCents: 0 }, 99_999_999)).toBeUndefined();
    expect(holdReason({ policy: 'automatic', limitCents: 500_000 }, 500_000)).toBeUndefined();
    expect(holdReason({ policy: 'automatic', limitCents: 500_000 }, 500_001)).toBe('aboveLimit');
  });

  it('holds for a person what is to be reviewed, and asks for two above the limit', () => {
    expect(holdReason({ policy: 'review', limitCents: 0 }, 0)).toBe('review');
    expect(holdReason({ policy: 'review', limitCents: 100 }, 100)).toBe('review');
    expect(holdReason({ policy: 'review', limitCents: 100 }, 101)).toBe('aboveLimit');
  });

  it('wants a second pair of eyes on what was keyed from paper above the limit of the office, and on nothing else', () => {
    const keyed = { policy: 'automatic', limitCents: 0, keyedCheckCents: 100_000 } as const;
    expect(holdReason(keyed, 100_000)).toBeUndefined();
    expect(holdReason(keyed, 100_001)).toBe('secondCheck');
    expect(holdReason({ ...keyed, limitCents: 50_000 }, 100_001)).toBe('aboveLimit');
    expect(holdReason({ ...keyed, keyedCheckCents: 0 }, 0)).toBeUndefined();
  });
});
