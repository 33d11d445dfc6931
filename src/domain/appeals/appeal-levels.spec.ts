import { plainDate, type PlainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, denialRulesOf } from './a-denial.js';
import { appealLevelsFor, denialProgramOf } from './appeal-levels.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';
import { escalationRightOf } from './unanswered-level.js';
import { appealProgramFor, denialRulesFor } from '../payer-rules/rules-for.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';

const on = plainDate('2026-01-20');
const denialAmount = cents(50_000);

describe('a denial of the federal employees’ plan (FEHB)', () => {
  it('goes to the plan within six months, then to the Office of Personnel Management within 90 days', () => {
    expect(appealLevelsFor('commercial', 'bcbs-fep', on)).toMatchObject([
      { level: 1, window: { months: 6 }, decisionDays: 30, source: '5 CFR 890.105(b), (c)' },
      { level: 2, window: { days: 90 }, decisionDays: 60, name: 'Review by the Office of Personnel Management' },
    ]);
  });
});

describe('an appeal for the member', () => {
  /** The plan's final internal denial of this day: what is the last day to ask for the external review? */
  const lastDay = (decided: string): string | undefined => {
    const date = plainDate(decided);
    const denial = aDenial({
      carc: '50',
      state: 'APPEALING',
      amountCents: denialAmount,
      levels: [{ level: 1, state: 'FILED', filedOn: date, decision: null, decidedOn: null }],
    });
    const rules = denialRulesFor(
      { payerClass: 'commercial' },
      { on: date, claimKind: 'P', amountCents: denialAmount, program: 'commercialMember' },
      ruleLibrary,
    );
    const event = { type: 'appealDecided', decision: 'unfavorable', decisionDate: date } as const;
    const turn = nextDenial(denial, event, { date, instant: `${decided}T15:00:00Z` }, rules);
    return turn.deadlines.find(({ kind }) => kind === 'appeal-filing')?.hardDate;
  };

  it('goes to external review within four months; where the fourth has no such day, by the first of the fifth', () => {
    expect(['2026-06-15', '2026-10-30', '2026-10-31', '2027-10-29'].map(lastDay)).toEqual([
      '2026-10-15',
      '2027-03-01',
      '2027-03-01',
      '2028-02-29',
    ]);
  });

  it('is by the payer’s rule, never by itself; without a contract a Medicare Advantage plan owes a reconsideration', () => {
    expect(denialProgramOf({ payerClass: 'commercial', rarcs: [], memberRights: true })).toBe('commercialMember');
    expect(denialProgramOf({ payerClass: 'commercial', rarcs: [] })).toBe('commercial');
    expect(denialProgramOf({ payerClass: 'medicareAdvantage', rarcs: [], contracted: false })).toBe('maNonContract');
    expect(denialProgramOf({ payerClass: 'medicareAdvantage', rarcs: [] })).toBe('maContract');
  });

  it('of a provider without a contract climbs as Medicare’s own, to the court where $1,960 are in controversy', () => {
    const ladder = appealLevelsFor('maNonContract', undefined, on);
    expect(ladder.map(({ name }) => name).slice(1)).toEqual([
      'Independent review entity',
      'ALJ hearing (OMHA)',
      'Medicare Appeals Council',
      'Federal district court',
    ]);
    expect(ladder[4]).toMatchObject({ window: { days: 60 }, source: '42 CFR 422.612' });
    expect(ladder[4]?.minimumCents[2026]).toBe(196_000);
  });

  it('about the rate alone goes to such a plan’s payment dispute, within 120 days', () => {
    const rate = { payerClass: 'medicareAdvantage', rarcs: [], category: 'CONTRACT' } as const;
    expect(denialProgramOf({ ...rate, contracted: false })).toBe('maPaymentDispute');
    expect(denialProgramOf(rate)).toBe('maContract');
    expect(appealLevelsFor('maPaymentDispute', undefined, on)[0]?.window).toEqual({ days: 120 });
  });
});

describe('an appeal for the enrollee of a Medicaid plan', () => {
  const filedOn = plainDate('2026-02-02');
  const rules = denialRulesFor(
    { payerClass: 'medicaidMco' },
    { on: filedOn, claimKind: 'P', amountCents: denialAmount, program: 'medicaidMcoMember' },
    ruleLibrary,
  );
  const hears = (event: DenialEvent, date: PlainDate, fields: Partial<DenialFacts> = {}) =>
    nextDenial(
      aDenial({ carc: '50', payerClass: 'medicaidMco', amountCents: denialAmount, ...fields }),
      event,
      { date, instant: `${date}T15:00:00Z` },
      rules,
    );
  const level = { level: 1, filedOn: null, decision: null, decidedOn: null } as const;
  const ready: Partial<DenialFacts> = { state: 'TRIAGED', levels: [{ ...level, state: 'PACKET_READY' }] };
  const filed: Partial<DenialFacts> = { state: 'APPEALING', levels: [{ ...level, state: 'FILED', filedOn }] };
  const hardDate = (turn: DenialTurn, kind: string) => turn.deadlines.find((row) => row.kind === kind)?.hardDate;

  it('is by the payer’s rule; else the plan’s dispute for providers is taken', () => {
    const mco = { payerClass: 'medicaidMco', rarcs: [] } as const;
    expect([denialProgramOf(mco), denialProgramOf({ ...mco, memberRights: true })]).toEqual([
      'medicaidMco',
      'medicaidMcoMember',
    ]);
    expect(denialProgramOf({ ...mco, payerClass: 'medicaid', memberRights: true })).toBe('medicaidFfs');
    const named = { rarcs: [], on: filedOn } as const;
    const own = ruleLibrary.map((row) => (row.key === 'memberRights' ? { ...row, value: true } : row));
    expect(appealProgramFor({ payerClass: 'medicaidMco' }, named, own)).toBe('medicaidMcoMember');
  });

  it('is filed within 60 days of the notice and decided within 30; the hearing follows within 90 of the plan’s notice', () => {
    expect(hardDate(hears({ type: 'denialBorn' }, plainDate('2026-01-20')), 'appeal-filing')).toBe('2026-03-21');
    const sent = hears({ type: 'appealFiled', channel: 'fax', confirmation: 'F-1', filedOn }, filedOn, ready);
    expect(hardDate(sent, 'appeal-decision')).toBe('2026-03-04');
    const decisionDate = plainDate('2026-03-02');
    const lost = hears({ type: 'appealDecided', decision: 'unfavorable', decisionDate }, decisionDate, filed);
    expect(lost.levels).toContainEqual(
      expect.objectContaining({ level: 2, name: 'State fair hearing for the enrollee' }),
    );
    expect(lost.deadlines.find(({ kind }) => kind === 'appeal-filing')).toMatchObject({
      hardDate: '2026-05-31',
      ruleId: 'appeal-level.medicaidMcoMember.2',
      version: 2,
    });
  });

  it('may go to the hearing when the plan does not decide in its time', () => {
    const [plan] = rules.levels;
    expect(plan && escalationRightOf(plan)?.source).toContain('42 CFR 438.408(c)(3)');
  });

  it('had 120 days for the hearing everywhere before states were let choose', () =>
    expect(
      ['2019-05-01', '2020-12-13', '2020-12-14'].map(
        (day) => appealLevelsFor('medicaidMcoMember', undefined, plainDate(day))[1]?.window,
      ),
    ).toEqual([{ days: 120 }, { days: 120 }, { days: 90 }]));
});

describe('a claim paid under the No Surprises Act', () => {
  it('is negotiated and resolved federally only where a commercial plan’s remittance says so', () => {
    expect(denialProgramOf({ payerClass: 'commercial', rarcs: ['N877'] })).toBe('federalIdr');
    expect(denialProgramOf({ payerClass: 'commercial', rarcs: ['N130'] })).toBe('commercial');
    expect(denialProgramOf({ payerClass: 'medicare', rarcs: ['N877'] })).toBe('medicareFfs');
  });

  it('counts 30 business days to begin the negotiation and four to begin the dispute after it', () => {
    const denial = aDenial({ noticeDate: on, rarcs: ['N877'], carc: '50', amountCents: denialAmount });
    const rules = denialRulesFor(
      { payerClass: 'commercial' },
      { on, claimKind: 'P', amountCents: denialAmount, program: denialProgramOf(denial) },
      ruleLibrary,
    );
    const born = nextDenial(denial, { type: 'denialBorn' }, { date: on, instant: `${on}T12:00:00.000Z` }, rules);
    // 20 January to 4 March 2026: thirty business days, Presidents’ Day (16 February) not counted.
    expect(born.deadlines.find(({ kind }) => kind === 'appeal-filing')).toMatchObject({
      hardDate: '2026-03-04',
      ruleId: 'appeal-level.federalIdr.1',
    });
    expect(rules.levels[1]).toMatchObject({ window: { businessDays: 4 }, name: 'Federal IDR' });
    expect(denialRulesOf(denial).levels[0]?.window).toEqual({ days: 180 });
  });
});
