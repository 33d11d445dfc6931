import { plainDate } from '../dates/plain-date.js';
import { appealLetter } from './appeal-letter.js';
import { letterCitation, letterDate } from './letter-words.js';
import { dollarsOf } from '../money.js';

describe('the words of a letter to a payer', () => {
  it('are dates and dollars as the payer writes them', () => {
    expect([letterDate(plainDate('2026-01-05')), dollarsOf(125_000), dollarsOf(-50)]).toEqual([
      '01/05/2026',
      '$1,250.00',
      '-$0.50',
    ]);
  });

  it('cite law and contract, never how we came by a number of our own', () => {
    expect(letterCitation('42 CFR 405.942')).toBe('42 CFR 405.942');
    expect(letterCitation('42 CFR 438.408; contract, product default')).toBe('42 CFR 438.408, contract');
    expect(letterCitation('Contract, product default')).toBe('our agreement with you');
    expect(letterCitation('Rulebook §4 SLA')).toBe('our right to have a decision reviewed');
  });

  it('name the lines that are contested, and speak of records only where some are enclosed', () => {
    const facts = {
      category: 'BUNDLE',
      group: 'CO',
      carc: '97',
      carcText: 'included in another service',
      rarcs: [],
      denied: '$80.00',
      noticeDate: '01/15/2026',
      serviceFrom: '12/01/2025',
      lines: 'line 2: 97140',
      levelName: 'Appeal',
      rule: 'Contract',
      argument: '',
      recordsEnclosed: true,
    } as const;
    const letter = appealLetter(facts);
    expect(letter.slice(0, 3)).toEqual([
      'Appeal: on 01/15/2026 you denied $80.00 for the service of 12/01/2025 (line 2: 97140) with CO-97 (“included in another service”).',
      'We ask you to reverse this decision and to pay the $80.00 that you denied.',
      'The documentation shows separate services, billed with the modifier that says so.',
    ]);
    expect(appealLetter({ ...facts, recordsEnclosed: false }).join(' ')).not.toMatch(/record|documentation/);
  });

  it('quote the denial and say under what the appeal is filed', () => {
    const letter = appealLetter({
      category: 'MEDNEC',
      group: 'CO',
      carc: '50',
      carcText: 'not deemed a medical necessity',
      rarcs: ['N115'],
      denied: '$250.00',
      noticeDate: '01/15/2026',
      serviceFrom: '12/01/2025',
      levelName: 'Provider appeal, first level',
      rule: 'Contract, product default',
      argument: '',
      recordsEnclosed: true,
    });
    expect(letter[0]).toBe(
      'Provider appeal, first level: on 01/15/2026 you denied $250.00 for the service of 12/01/2025 with CO-50 (“not deemed a medical necessity”), remarks N115.',
    );
    expect(letter.at(-1)).toBe('This appeal is filed under our agreement with you.');
  });
});
