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
});
