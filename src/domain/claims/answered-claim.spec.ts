import { answeredClaim } from './answered-claim.js';

describe('a status answer (277)', () => {
  it('is about the claim we asked for, or the one it names', () => {
    expect(answeredClaim('c1', 'c1')).toEqual({ claimId: 'c1' });
    expect(answeredClaim('c1', undefined)).toEqual({ claimId: 'c1' });
    expect(answeredClaim(undefined, 'c2')).toEqual({ claimId: 'c2' });
  });

  it('that answers a question about one claim and names another moves neither', () =>
    expect(answeredClaim('c1', 'c2')).toEqual({ contradicts: true }));

  it('of nobody we know is for a person', () => expect(answeredClaim(undefined, undefined)).toEqual({ unknown: true }));
});
