import { bodyOf } from '../../src/api-client/client.js';
import { keyFiguresReport, type KeyFiguresReport } from '../../src/app/reports/key-figures.queries.js';
import { inTransaction, systemActor } from '../../src/db/in-transaction.js';
import { booksInLines } from '../../src/rehearsal/books-digest.js';
import { keyFiguresPage } from '../../src/app/reports/render-key-figures.js';
import { simulateYear } from '../../src/rehearsal/simulated-year.js';
import { practiceYear } from '../../src/simulator/practice-year.js';
import { broken, openOffice } from './rehearse.js';

/** A short year: every fate is dealt, the first statements and plans are out. */
const YEAR = { seed: 11, days: 45, claims: 20 };

interface Lived {
  readonly books: readonly string[];
  readonly claims: Readonly<Record<string, number>>;
  readonly money: Readonly<Record<string, number>>;
  readonly invariants: Readonly<Record<string, number>>;
  readonly brokenBooks: readonly string[];
  readonly measured: KeyFiguresReport;
  readonly days: readonly number[];
  /** Files of 271 that came in. */
  readonly eligibilityFiles: number;
}

async function live(): Promise<Lived> {
  const { office, dataDir, stop } = await openOffice();
  try {
    const days: number[] = [];
    await simulateYear(office, { ...YEAR, dataDir }, ({ day }) => days.push(day));
    const supervisor = office.api.as('supervisor');
    const { claims, money, invariants } = bodyOf(await supervisor.GET('/reports/main-job'));
    const { checks } = bodyOf(await supervisor.GET('/books/checks'));
    const eligibilityFiles = await inTransaction(
      office.deps.db,
      office.organizationId,
      { actor: systemActor('spec') },
      (tx) => tx.db.inboundFile.count({ where: { organizationId: office.organizationId, kind: 'eligibility' } }),
    );
    return {
      eligibilityFiles,
      books: await booksInLines(office.deps, office.organizationId),
      claims,
      money: money as unknown as Record<string, number>,
      invariants,
      brokenBooks: checks.filter(({ holds }) => !holds).map(({ sentence }) => sentence),
      measured: await keyFiguresReport(office.deps, systemActor('spec'), office.organizationId),
      days,
    };
  } finally {
    await stop();
  }
}

let first: Lived;
let second: Lived;
beforeAll(async () => {
  first = await live();
  second = await live();
}, 600_000);

describe('a simulated year of a practice', () => {
  it('gives the same books for the same seed: every claim, decision, posting, deadline and work item', () => {
    expect(second.books).toEqual(first.books);
    expect(first.books.length).toBeGreaterThan(200);
  });

  it('breaks no invariant and no check of the books', () => {
    expect(broken(first.invariants)).toEqual({});
    expect(first.brokenBooks).toEqual([]);
  });

  it('lets claims come in week by week until the end', () => {
    const { sendings, cast } = practiceYear(YEAR);
    expect(first.claims['imported']).toBe(YEAR.claims);
    expect(sendings.length).toBeGreaterThan(4);
    expect(
      new Set(first.books.filter((line) => line.startsWith('sending|')).map((line) => line.split('|')[4])).size,
    ).toBeGreaterThan(4);
    const people = cast.generated.claims.map(({ subscriber }) => `${subscriber.name}, ${subscriber.firstName}`);
    expect(new Set(people).size).toBe(YEAR.claims);
  });

  it('gets the answers to what it asks on one morning in one file', () => {
    expect(first.eligibilityFiles).toBeGreaterThan(3);
    expect(first.eligibilityFiles).toBeLessThan(YEAR.claims);
  });

  it('goes day by day, never back, and ends on its last day', () => {
    expect(first.days).toEqual([...first.days].sort((a, b) => a - b));
    expect(first.days.at(-1)).toBe(YEAR.days);
  });

  it('says month by month what was charged and owed: the last month is what the books owe now', () => {
    const { months } = first.measured;
    expect(months.map(({ month }) => month)).toEqual(['2026-01', '2026-02']);
    expect(months.at(-1)?.receivableCents).toBe(first.money['openCents']);
    expect(months.reduce((sum, { chargedCents }) => sum + chargedCents, 0)).toBe(first.money['chargedCents']);
  });

  it('measures the office by the formulas of the rulebook', () => {
    const valueOf = (name: string) => first.measured.figures.find((figure) => figure.name === name)?.value;
    const { openCents = 0, chargedCents = 0 } = first.money;
    expect(valueOf('daysInAr')).toBeCloseTo(openCents / (chargedCents / 90), 0);
    const decided = first.measured.months.reduce((sum, { claimsDecided }) => sum + claimsDecided, 0);
    expect(decided).toBeGreaterThan(5);
    expect(valueOf('initialDenialRate')).toBeGreaterThan(0);
    expect(valueOf('firstPassAcceptance')).toBeLessThan(100);
    expect(valueOf('firstPassYield')).toBeLessThan(100 - (valueOf('initialDenialRate') ?? 0) + 0.1);
    expect(valueOf('claimLag')).toBeLessThan(10);
  });

  it('draws it as one page that loads nothing', () => {
    const { figures, months } = first.measured;
    const page = keyFiguresPage({ title: 'A year', figures, months, notes: 'simulated' });
    expect(page.match(/<svg /g)).toHaveLength(5);
    expect(page).not.toMatch(/src=|href=|NaN|undefined/);
    for (const { title } of figures) expect(page).toContain(title);
    for (const { month } of months) expect(page).toContain(`<tr><td>${month}<td`);
  });

  it('says of each month what the year says of all: claims sent and clean, decided, denied and paid at once', () => {
    const { figures, months } = first.measured;
    const sum = (count: (month: (typeof months)[number]) => number) => months.reduce((all, one) => all + count(one), 0);
    const valueOf = (name: string) => figures.find((figure) => figure.name === name)?.value;
    expect(100 * (sum((m) => m.claimsClean) / sum((m) => m.claimsSent))).toBeCloseTo(
      valueOf('cleanClaimRate') ?? -1,
      0,
    );
    expect(100 * (sum((m) => m.claimsAccepted) / sum((m) => m.claimsAnswered))).toBeCloseTo(
      valueOf('firstPassAcceptance') ?? -1,
      0,
    );
    expect(100 * (sum((m) => m.claimsPaidAtOnce) / sum((m) => m.claimsDecided))).toBeCloseTo(
      valueOf('firstPassYield') ?? -1,
      0,
    );
    expect(100 * (sum((m) => m.claimsDenied) / sum((m) => m.claimsDecided))).toBeCloseTo(
      valueOf('initialDenialRate') ?? -1,
      0,
    );
  });

  it('deals every fate all year long: the second half of a year is as troubled as the first', () => {
    const { cast } = practiceYear({ seed: 7, claims: 400, days: 365 });
    const troubled = (from: number, to: number) =>
      cast.dealt.slice(from, to).filter((fate) => fate !== 'cleanAndPaid').length;
    expect(troubled(200, 400)).toBeGreaterThan(troubled(0, 200) * 0.8);
    expect(troubled(200, 400)).toBeLessThan(troubled(0, 200) * 1.25);
  });
});
