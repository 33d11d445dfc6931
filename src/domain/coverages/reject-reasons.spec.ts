import { rejectReasons, verdictOf, type Reject } from './reject-reasons.js';

const aaa = (reason: string, followUp = 'C', level: Reject['level'] = 'subscriber'): Reject => ({
  level,
  reason,
  followUp,
});

describe('a refused answer (AAA)', () => {
  it.each(['42', '80'])('is asked again when the payer could not answer (%s)', (code) => {
    expect(verdictOf([aaa(code, 'R', 'payer')])?.remedy).toBe('retry');
  });

  it.each([
    ['58', 'birth date'],
    ['64', 'patient id'],
    ['65', 'patient name'],
    ['67', 'patient name, birth date and id'],
    ['71', 'birth date'],
    ['72', 'member id'],
    ['73', 'subscriber name'],
    ['75', 'member id, name and birth date'],
    ['76', 'member id'],
    ['78', 'group number or payer'],
  ])('is mended by a person who is told the field (%s: %s)', (code, field) => {
    expect(verdictOf([aaa(code)])).toMatchObject({ remedy: 'correct', reason: { field } });
  });

  it('is a question of enrollment when the payer does not know who asks (51, 79)', () => {
    expect(verdictOf([aaa('51', 'N', 'provider')])?.remedy).toBe('enroll');
    expect(verdictOf([aaa('79', 'C', 'payer')])?.remedy).toBe('enroll');
  });

  it('with a fault to mend is not asked again before it is mended, whatever else it says', () => {
    expect(verdictOf([aaa('42', 'R', 'payer'), aaa('72')])?.reject.reason).toBe('72');
  });

  it('that the payer forbids to repeat is read by a person', () => {
    expect(verdictOf([aaa('42', 'N', 'payer')])?.remedy).toBe('read');
  });

  it('waits as long as the payer says (AAA04 W thirty days, X ten)', () => {
    expect(verdictOf([aaa('42', 'W')])?.waitDays).toBe(30);
    expect(verdictOf([aaa('80', 'X')])?.waitDays).toBe(10);
    expect(verdictOf([aaa('80', 'R')])?.waitDays).toBeUndefined();
  });

  it('with a code no list knows is read by a person, and one without any AAA is none', () => {
    expect(verdictOf([aaa('ZZ')])?.remedy).toBe('read');
    expect(verdictOf([])).toBeUndefined();
  });

  it('has plain words for every row, without X12 in them', () => {
    for (const { words, field } of Object.values(rejectReasons))
      expect(`${words} ${field ?? ''}`).not.toMatch(/AAA|NM1/);
  });
});
