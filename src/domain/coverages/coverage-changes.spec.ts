import { plainDate } from '../dates/plain-date.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';
import { graceRulesFor } from '../payer-rules/rules-for.js';
import { coverageChanges } from './coverage-changes.js';
import { consequenceFor, type ClaimMet } from './coverage-consequences.js';
import { isConfirmed, type CoverageSnapshot, type ReportedPayer } from './coverage-snapshot.js';

const visit = plainDate('2026-03-20');
const answer = (over: Partial<CoverageSnapshot> = {}): CoverageSnapshot => ({
  takenOn: plainDate('2026-03-21'),
  asOf: visit,
  status: 'active',
  otherPayers: [],
  ...over,
});
const ended = (day?: string): CoverageSnapshot =>
  answer({ status: 'inactive', ...(day && { endsOn: plainDate(day) }) });
const summit: ReportedPayer = { place: 'unsaid', payerCode: 'SBP07', memberId: 'NEW7' };
const kinds = (before: CoverageSnapshot | undefined, after: CoverageSnapshot): string[] =>
  coverageChanges(before, after).map(({ what }) => what);

describe('two answers about one coverage', () => {
  it('that say the same are no change, and a refused or unclear one says nothing', () => {
    const full = answer({ memberId: 'M1', plan: 'GOLD', endsOn: plainDate('2026-12-31'), otherPayers: [summit] });
    expect(kinds(full, { ...full, takenOn: plainDate('2026-04-21') })).toEqual([]);
    expect(kinds(ended('2026-02-28'), ended('2026-02-28'))).toEqual([]);
    expect(kinds(full, answer({ status: 'refused' }))).toEqual([]);
    expect(kinds(full, answer({ status: 'unclear' }))).toEqual([]);
  });

  it('tell a retro-termination with its last day, from the first answer on', () => {
    expect(coverageChanges(undefined, ended('2026-02-28'))).toEqual([{ what: 'ended', lastDay: '2026-02-28' }]);
    expect(coverageChanges(answer(), ended())).toEqual([{ what: 'ended', lastDay: '2026-03-19' }]);
    expect(kinds(answer(), answer({ endsOn: plainDate('2026-03-31') }))).toEqual(['ended']);
    expect(kinds(ended('2026-02-28'), ended('2026-01-31'))).toEqual(['ended']);
  });

  it('tell a reinstatement', () => expect(kinds(ended('2026-02-28'), answer())).toEqual(['reinstated']));

  it('tell other payers, their place and their going', () => {
    expect(kinds(answer(), answer({ otherPayers: [summit] }))).toEqual(['otherPayerFound']);
    expect(kinds(answer({ otherPayers: [summit] }), answer())).toEqual(['otherPayerGone']);
    expect(
      kinds(answer({ otherPayers: [summit] }), answer({ otherPayers: [{ ...summit, place: 'primary' }] })),
    ).toEqual(['payerOrder']);
  });

  it('tell another member number or plan, but nothing where one answer does not name it', () => {
    expect(kinds(answer({ memberId: 'M1', plan: 'GOLD' }), answer({ memberId: 'M2', plan: 'SILVER' }))).toEqual([
      'memberId',
      'plan',
    ]);
    expect(kinds(answer({ memberId: 'M1' }), answer())).toEqual([]);
  });

  it('tell premiums that fall behind and that are paid again', () => {
    const behind = answer({ premiumPaidThrough: plainDate('2026-01-31') });
    expect(kinds(answer(), behind)).toEqual(['premium']);
    expect(kinds(behind, answer())).toEqual(['premiumPaid']);
  });
});

describe('what an answer confirms', () => {
  it('is the day it was asked about, or every day between the dates it names', () => {
    expect(isConfirmed(answer(), visit)).toBe(true);
    expect(isConfirmed(answer(), plainDate('2026-03-21'))).toBe(false);
    const period = answer({ beginsOn: plainDate('2026-01-01'), endsOn: plainDate('2026-03-31') });
    expect(isConfirmed(period, plainDate('2026-01-01'))).toBe(true);
    expect(isConfirmed(period, plainDate('2026-04-01'))).toBe(false);
    expect(isConfirmed(ended('2026-12-31'), visit)).toBe(false);
    expect(isConfirmed(undefined, visit)).toBe(false);
  });
});

describe('what follows for a claim', () => {
  const claim = (over: Partial<ClaimMet> = {}): ClaimMet => ({
    serviceFrom: visit,
    serviceThrough: visit,
    onThisCoverage: true,
    patientShare: false,
    waits: false,
    refused: false,
    ...over,
  });
  const grace = graceRulesFor({ payerClass: 'commercial' }, visit, ruleLibrary);
  const follows = (before: CoverageSnapshot | undefined, after: CoverageSnapshot, met: ClaimMet) =>
    consequenceFor(coverageChanges(before, after), met, grace);

  it('of a service after the last day is the payer in force, or a person who finds one', () => {
    const end = ended('2026-02-28');
    expect(follows(answer(), end, claim({ otherCoverageId: 'b' }))).toEqual({ follows: 'rebill', coverageId: 'b' });
    expect(follows(answer(), end, claim())).toEqual({ follows: 'findOther' });
  });

  it('of a service before the last day is nothing, and of one across it a person', () => {
    const end = ended('2026-03-20');
    expect(follows(answer(), end, claim())).toBeUndefined();
    expect(follows(answer(), end, claim({ serviceThrough: plainDate('2026-03-21') }))).toEqual({ follows: 'review' });
  });

  it('of an answer that is not about its coverage is nothing', () => {
    expect(follows(answer(), ended('2026-02-28'), claim({ onThisCoverage: false }))).toBeUndefined();
  });

  it('of Medicaid behind a patient’s share is Medicaid’s own answer first, then the claim to it', () => {
    const named = claim({ patientShare: true, medicaid: { coverageId: 'm', confirmed: false } });
    expect(follows(answer(), answer({ otherPayers: [summit] }), named)).toEqual({
      follows: 'verifyMedicaid',
      coverageId: 'm',
    });
    const confirmed = claim({
      patientShare: true,
      onThisCoverage: false,
      medicaid: { coverageId: 'm', confirmed: true },
    });
    expect(follows(undefined, answer(), confirmed)).toEqual({ follows: 'rebillMedicaid', coverageId: 'm' });
    expect(follows(undefined, answer(), { ...confirmed, patientShare: false })).toBeUndefined();
  });

  it.each([
    ['2026-02-28', undefined], // month 1 of 3: paid as usual
    ['2026-01-31', '2026-04-30'],
    ['2025-12-31', '2026-03-31'],
    ['2025-11-30', undefined], // the grace period is over: the payer ends the coverage
  ])('of premiums paid through %s is a wait until %s', (paidThrough, until) => {
    const behind = answer({ premiumPaidThrough: plainDate(paidThrough) });
    expect(follows(answer(), behind, claim())).toEqual(until && { follows: 'waitForPremium', until });
  });

  it('of a reinstatement or a paid premium is that a claim that waited goes on', () => {
    expect(follows(ended('2026-02-28'), answer(), claim({ waits: true }))).toEqual({ follows: 'carryOn' });
    expect(follows(ended('2026-02-28'), answer(), claim())).toBeUndefined();
    expect(follows(answer(), answer(), claim({ refused: true }))).toEqual({ follows: 'carryOn' });
  });

  it('of a payer that comes first, another number or plan is a person', () => {
    const first: ReportedPayer = { ...summit, place: 'primary' };
    expect(follows(answer(), answer({ otherPayers: [first] }), claim())).toEqual({ follows: 'review' });
    expect(follows(answer(), answer({ otherPayers: [summit] }), claim())).toBeUndefined();
    expect(follows(answer({ memberId: 'M1' }), answer({ memberId: 'M2' }), claim())).toEqual({ follows: 'review' });
  });
});
