import { rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyBooks } from '../../src/app/books/verify-books.js';
import { importBooks, type ImportReport } from '../../src/app/imported-books/import-books.js';
import { readInvariants } from '../../src/app/invariants/invariants.queries.js';
import { moneyOf } from '../../src/app/reports/money.queries.js';
import { advanceClaim } from '../../src/app/claims/advance-claim.js';
import { foundPractice, type Practice } from './a-practice.js';
import { aSyntheaSet, writeSyntheaSet, type SyntheaSet } from './a-synthea-export.js';

const admin = { id: 'operator', role: 'admin' };
const toCents = (text: string | undefined): number => Math.round(Number(text || '0') * 100);

const folders: string[] = [];
const practices: Practice[] = [];
afterAll(async () => {
  for (const practice of practices) await practice.stop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function load(set: SyntheaSet): Promise<{ practice: Practice; report: ImportReport; folder: string }> {
  const folder = writeSyntheaSet(set);
  const practice = await foundPractice();
  folders.push(folder);
  practices.push(practice);
  return { practice, folder, report: await importBooks(practice.deps, admin, practice.org, { folder }) };
}

/** What the rows say without any of our code: charges less payments less adjustments, per claim. */
function owedByRows({ tables }: SyntheaSet): Map<string, number> {
  const owed = new Map<string, number>();
  for (const row of tables['claims_transactions'] ?? []) {
    const change =
      row['TYPE'] === 'CHARGE' ? toCents(row['AMOUNT']) : -toCents(row['PAYMENTS']) - toCents(row['ADJUSTMENTS']);
    owed.set(row['CLAIMID'] ?? '', (owed.get(row['CLAIMID'] ?? '') ?? 0) + change);
  }
  return owed;
}

/** Open balance of every imported claim by the export's id, from the ledger. */
async function owedOnBooks(practice: Practice): Promise<Map<string, number>> {
  return practice.within(async (tx) => {
    const claims = await tx.db.claim.findMany({ where: { organizationId: practice.org } });
    const balances = await tx.db.ledgerBalance.findMany({
      where: { organizationId: practice.org, ledgerAccount: { startsWith: 'receivable' } },
    });
    return new Map(
      claims.map((claim) => [
        practice.deps.keys.openText(
          { org: practice.org, table: 'claims', column: 'source_number', rowId: claim.id },
          Buffer.from(claim.sourceNumber ?? []),
        ),
        balances.filter(({ claimId }) => claimId === claim.id).reduce((sum, row) => sum + Number(row.balanceCents), 0),
      ]),
    );
  });
}

const sorted = (map: ReadonlyMap<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe.each(['older', 'newer'] as const)('books of a clean export of the %s exporter', (age) => {
  const set = aSyntheaSet({ seed: age === 'older' ? 5 : 6, claims: 120, age });
  let loaded: Awaited<ReturnType<typeof load>>;
  beforeAll(async () => {
    loaded = await load(set);
  }, 120_000);

  it('come out to the cent, claim by claim and in total', async () => {
    expect(sorted(await owedOnBooks(loaded.practice))).toEqual(sorted(owedByRows(set)));
    const money = await loaded.practice.within(moneyOf);
    const { totals } = loaded.report;
    expect(money).toMatchObject({
      chargedCents: totals.chargedCents,
      payerPaidCents: totals.paidCents.primary + totals.paidCents.secondary,
      patientPaidCents: totals.paidCents.patient,
      contractualCents: totals.adjustedCents,
      openCents: -totals.creditCents,
      ledgerSumCents: 0,
    });
    expect(totals.paidCents.secondary).toBeGreaterThan(0);
  });

  it('have nothing to report, since nothing is wrong', () => {
    const { disagreements, brokenReferences, oddDates, claims } = loaded.report;
    expect([disagreements, brokenReferences, oddDates]).toEqual([[], [], []]);
    expect(claims).toMatchObject({ read: 120, loaded: 120, repeated: 0, leftOut: 0 });
  });

  it('show an overpaid claim as a credit of the patient', () => {
    const overpaid = sorted(owedByRows(set)).filter(([, owed]) => owed < 0);
    expect(overpaid.length).toBeGreaterThan(0);
    expect(
      loaded.report.credits.map(({ claimId, party, amountCents }) => [claimId, party, -amountCents]).sort(),
    ).toEqual(overpaid.map(([claimId, owed]) => [claimId, 'patient', owed]).sort());
  });

  it('name the habits of the format once each', () => {
    const { traits } = loaded.report;
    expect(traits.filter((trait) => trait.startsWith('CHARGEID numbers the rows'))).toHaveLength(1);
    expect(traits.filter((trait) => trait.startsWith('TODATE is 1970-01-01'))).toHaveLength(1);
    expect(traits).toContainEqual(
      expect.stringMatching(age === 'older' ? /^"0" means no insurance/ : /^an empty insurance id/),
    );
    expect(traits).toContainEqual(expect.stringMatching(age === 'older' ? /START_YEAR/ : /START_DATE/));
  });

  it('are proven like any other books, and loading again books nothing', async () => {
    const { practice, folder } = loaded;
    const broken = (await verifyBooks(practice.deps, admin, practice.org)).filter(({ holds }) => !holds);
    expect(broken).toEqual([]);
    const before = await practice.within(moneyOf);
    const again = await importBooks(practice.deps, admin, practice.org, { folder });
    expect(again.claims).toMatchObject({ loaded: 0, repeated: 120 });
    expect(again.totals).toEqual(loaded.report.totals);
    expect(await practice.within(moneyOf)).toEqual(before);
  });
});

describe('an export with planted errors', () => {
  const set = aSyntheaSet({ seed: 9, claims: 60, age: 'newer' });
  const row = (table: string, at: number) => {
    const found = set.tables[table]?.[at];
    if (!found) throw new Error(`${table} has no row ${at}`);
    return found;
  };
  const transactionOf = (claim: number, type: string): number =>
    (set.tables['claims_transactions'] ?? []).findIndex(
      (each) => each['CLAIMID'] === row('claims', claim)['Id'] && each['TYPE'] === type,
    );
  const claimWith = (type: string, from: number): number =>
    Array.from({ length: 60 - from }, (_, at) => at + from).find((claim) => transactionOf(claim, type) >= 0) ?? -1;
  const paidLess = claimWith('PAYMENT', 3);
  const movedLess = claimWith('TRANSFERIN', 20);
  let loaded: Awaited<ReturnType<typeof load>>;

  beforeAll(async () => {
    row('claims', 0)['OUTSTANDINGP'] = '12.34';
    const payment = row('claims_transactions', transactionOf(paidLess, 'PAYMENT'));
    payment['PAYMENTS'] = (Number(payment['PAYMENTS']) - 0.01).toFixed(2);
    row('claims_transactions', transactionOf(movedLess, 'TRANSFERIN'))['TRANSFERS'] = '0.01';
    row('claims', 40)['PATIENTID'] = 'nobody';
    row('claims', 41)['PRIMARYPATIENTINSURANCEID'] = 'no-payer';
    row('claims_transactions', transactionOf(42, 'CHARGE'))['PLACEOFSERVICE'] = 'nowhere';
    row('claims', 43)['SERVICEDATE'] = '2120-01-01T00:00:00Z';
    set.tables['claims']?.push({ ...row('claims', 44), Id: 'without-transactions' }, { ...row('claims', 45) });
    loaded = await load(set);
  }, 120_000);

  it('reports each of them at its place, and no other', () => {
    const of = (claim: number) => row('claims', claim)['Id'];
    const found = loaded.report.disagreements.map(({ claimId, kind }) => [claimId, kind]);
    const mine = (claim: number) => found.filter(([claimId]) => claimId === of(claim)).map(([, kind]) => kind);
    expect(mine(0)).toEqual(['outstanding']);
    expect(mine(paidLess)).toContain('runningBalance');
    expect(mine(movedLess)).toContain('transfer');
    expect(mine(40)).toEqual([]);
    expect(found).toContainEqual(['without-transactions', 'noTransactions']);
    expect(found.filter(([, kind]) => kind === 'duplicateId')).toEqual([[of(45), 'duplicateId']]);
    const planted = [0, paidLess, movedLess, 45].map(of);
    expect(found.filter(([claimId]) => ![...planted, 'without-transactions'].includes(claimId))).toEqual([]);
    expect(loaded.report.brokenReferences.map(({ column, id }) => [column, id])).toEqual([
      ['PATIENTID', 'nobody'],
      ['PRIMARYPATIENTINSURANCEID', 'no-payer'],
      ['PLACEOFSERVICE', 'nowhere'],
    ]);
    expect(loaded.report.oddDates.map(({ claimId }) => claimId)).toEqual([of(43), of(43), of(43)]);
  });

  it('books what the transactions say all the same, to the cent', async () => {
    expect(sorted(await owedOnBooks(loaded.practice))).toEqual(sorted(owedByRows(set)));
    const checks = await verifyBooks(loaded.practice.deps, admin, loaded.practice.org);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('leaves no open claim without a next action: its story begins with the balance', async () => {
    const { practice } = loaded;
    const open = await practice.within((tx) =>
      tx.db.claim.findMany({ where: { organizationId: practice.org, state: 'PARTIAL' } }),
    );
    expect(open.length).toBe(loaded.report.claims.open);
    for (const claim of open)
      await advanceClaim(practice.deps, { organizationId: practice.org, subjectId: claim.id, asked: true });
    expect(await readInvariants(practice.deps, admin, practice.org)).toMatchObject({
      openClaimsWithoutNextAction: 0,
      missedHardDeadlines: 0,
      eventsWithoutStory: 0,
      overdueStories: 0,
    });
  });

  it('is refused whole when a file or a column is missing, with what is missing', async () => {
    const folder = writeSyntheaSet(set);
    folders.push(folder);
    writeFileSync(join(folder, 'payers.csv'), 'Id,TITLE\n1,x\n');
    const { practice } = loaded;
    await expect(importBooks(practice.deps, admin, practice.org, { folder })).rejects.toThrow(
      'payers.csv has no column NAME (line 1)',
    );
    unlinkSync(join(folder, 'claims.csv'));
    await expect(importBooks(practice.deps, admin, practice.org, { folder })).rejects.toThrow(
      'claims.csv is not in the folder',
    );
  });
});
