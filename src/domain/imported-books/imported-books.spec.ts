import fc from 'fast-check';
import { plainDate } from '../dates/plain-date.js';
import { checkReferences, type SyntheaTables } from './check-references.js';
import { compareClaim, repeatsBilledAmounts } from './compare-claim.js';
import { foldClaim } from './fold-claim.js';
import { findOddDates } from './odd-dates.js';
import { planImportPostings } from './plan-import-postings.js';
import { centsOf, syntheaFiles, type CsvRow } from './synthea-rows.js';

const known = { patient: new Set(['p1', 'p2']), encounter: new Set(['e1']), provider: new Set(['d1']) };
const row = (values: Readonly<Record<string, string>>, line = 2): CsvRow => ({
  line,
  get: (column) => values[column] ?? '',
});
let serial = 0;
const transaction = (values: Readonly<Record<string, string>>): CsvRow => {
  serial += 1;
  return row({ CLAIMID: 'c1', CHARGEID: String(serial), PATIENTID: 'p1', ...values }, serial + 1);
};
const charge = (amount: string, party = '1') =>
  transaction({ TYPE: 'CHARGE', AMOUNT: amount, TRANSFERTYPE: party, UNITS: '1', UNITAMOUNT: amount });
const pays = (method: string, amount: string, left: string) =>
  transaction({ TYPE: 'PAYMENT', METHOD: method, PAYMENTS: amount, OUTSTANDING: left });
const adjusts = (amount: string, left: string) =>
  transaction({ TYPE: 'ADJUSTMENT', METHOD: 'SYSTEM', ADJUSTMENTS: amount, OUTSTANDING: left });
const transfers = (amount: string, to: string): CsvRow[] => {
  const out = transaction({ TYPE: 'TRANSFEROUT', TRANSFERS: amount, OUTSTANDING: amount });
  const into = { TYPE: 'TRANSFERIN', AMOUNT: amount, TRANSFERS: amount, TRANSFERTYPE: to, OUTSTANDING: amount };
  return [out, transaction({ ...into, TRANSFEROUTID: out.get('CHARGEID') })];
};

describe('the transactions of a claim', () => {
  it('become what each party was charged, paid and still owes', () => {
    const folded = foldClaim(
      'c1',
      [
        charge('100.00'),
        pays('COPAY', '20.00', '80.00'),
        adjusts('10.00', '70.00'),
        pays('ECHECK', '40.00', '30.00'),
        ...transfers('30.00', '2'),
        pays('ECHECK', '12.50', '17.50'),
        ...transfers('17.50', 'p'),
        pays('CASH', '7.50', '10.00'),
      ],
      true,
    );
    expect(folded.disagreements).toEqual([]);
    expect(folded).toMatchObject({
      chargedCents: 10_000,
      paid: { primary: 4_000, secondary: 1_250, patient: 2_750 },
      adjusted: { primary: 1_000, secondary: 0, patient: 0 },
      owed: { primary: 0, secondary: 0, patient: 1_000 },
      serialChargeIds: true,
    });
  });

  it('stand with the patient from the start when there is no insurance', () => {
    const folded = foldClaim('c1', [charge('50.00', 'p'), pays('CC', '50.00', '0.00')], false);
    expect(folded).toMatchObject({ charged: { patient: 5_000 }, paid: { patient: 5_000 }, owed: { patient: 0 } });
  });

  it('leave a credit with the patient when the copay is more than the charge', () => {
    const rows = [charge('15.00'), pays('COPAY', '20.00', '0.00')];
    const folded = foldClaim('c1', rows, true);
    expect([folded.owed, folded.disagreements]).toEqual([{ primary: 0, secondary: 0, patient: -500 }, []]);
    const claim = row({ ID: 'c1', PATIENTID: 'p1', OUTSTANDING1: '0', OUTSTANDINGP: '0' });
    const options = { compareOutstanding: true, known };
    expect(compareClaim({ claim, rows, folded }, options)).toEqual({
      disagreements: [],
      credits: [{ claimId: 'c1', party: 'patient', amountCents: 500 }],
    });
  });

  it.each([
    [
      'a payment that the remainder does not know',
      [charge('100.00'), pays('ECHECK', '40.01', '60.00')],
      /OUTSTANDING says \$60\.00, the rows before leave \$59\.99/,
    ],
    [
      'a transfer that arrives with another amount',
      [
        charge('9.00'),
        transaction({ TYPE: 'TRANSFEROUT', TRANSFERS: '9.00' }),
        transaction({ TYPE: 'TRANSFERIN', TRANSFERS: '8.00', TRANSFERTYPE: 'p' }),
      ],
      /\$9\.00 goes out \(line \d+\), \$8\.00 comes in/,
    ],
    [
      'a transfer out that arrives nowhere',
      [charge('9.00'), transaction({ TYPE: 'TRANSFEROUT', TRANSFERS: '9.00' })],
      /arrives nowhere/,
    ],
    [
      'a transfer in from nowhere',
      [charge('9.00'), transaction({ TYPE: 'TRANSFERIN', TRANSFERS: '9.00', TRANSFERTYPE: 'p' })],
      /nothing was transferred out/,
    ],
    [
      'an amount that is none',
      [charge('9.00'), transaction({ TYPE: 'PAYMENT', METHOD: 'CASH', PAYMENTS: '1,00' })],
      /PAYMENTS is not an amount/,
    ],
    [
      'a charge that is not units times price',
      [transaction({ TYPE: 'CHARGE', AMOUNT: '10.00', UNITS: '3', UNITAMOUNT: '3.00' })],
      /3 × \$3\.00 is not the charge of \$10\.00/,
    ],
    ['a row of no known type', [charge('9.00'), transaction({ TYPE: 'GIFT' })], /none of CHARGE/],
  ])('are told apart from %s', (_what, rows, sentence) => {
    expect(foldClaim('c1', rows, true).disagreements).toEqual([
      expect.objectContaining({ claimId: 'c1', sentence: expect.stringMatching(sentence) }),
    ]);
  });

  it('come in any order when their serial says which', () => {
    const rows = [
      charge('100.00'),
      pays('ECHECK', '40.00', '60.00'),
      ...transfers('60.00', 'p'),
      pays('CHECK', '60.00', '0.00'),
    ];
    const expected = foldClaim('c1', rows, true);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        const folded = foldClaim('c1', shuffled, true);
        expect([folded.owed, folded.paid, folded.disagreements]).toEqual([expected.owed, expected.paid, []]);
      }),
      { seed: 3 },
    );
  });
});

describe('claim against transactions', () => {
  const rows = [charge('100.00'), pays('ECHECK', '40.00', '60.00')];
  const folded = foldClaim('c1', rows, true);
  const options = { compareOutstanding: true, known };
  const compare = (values: Readonly<Record<string, string>>, of = rows) =>
    compareClaim({ claim: row({ ID: 'c1', PATIENTID: 'p1', ...values }), rows: of, folded }, options).disagreements;

  it('says which party is said to owe what, and what the transactions leave', () => {
    expect(compare({ OUTSTANDING1: '60.00' })).toEqual([]);
    expect(compare({ OUTSTANDING1: '0', OUTSTANDINGP: '5' }).map(({ kind, sentence }) => [kind, sentence])).toEqual([
      ['outstanding', 'OUTSTANDING1 says the primary payer owes $0.00, the transactions leave $60.00'],
      ['outstanding', 'OUTSTANDINGP says the patient owes $5.00, the transactions leave $0.00'],
    ]);
  });

  it('says when a transaction belongs to somebody else, and when there is none', () => {
    expect(compare({ OUTSTANDING1: '60', PATIENTID: 'p2' })).toMatchObject([
      { file: 'claims', kind: 'patient', sentence: 'all its transactions name another patient' },
    ]);
    const other = [...rows.slice(0, 1), transaction({ TYPE: 'PAYMENT', PATIENTID: 'p2' })];
    expect(compare({ OUTSTANDING1: '60' }, other)).toMatchObject([{ file: 'claims_transactions', kind: 'patient' }]);
    expect(compare({ OUTSTANDING1: '60', PATIENTID: 'nobody' })).toEqual([]);
    expect(compare({}, [])).toMatchObject([{ kind: 'noTransactions' }]);
  });

  it('does not compare what an older exporter only repeats', () => {
    const paid = [charge('100.00'), pays('ECHECK', '100.00', '0.00')];
    const claims = Array.from({ length: 6 }, () => ({
      claim: row({ ID: 'c', OUTSTANDING1: '100.00' }),
      rows: paid,
      folded: foldClaim('c', paid, true),
    }));
    expect(repeatsBilledAmounts(claims)).toBe(true);
    expect(repeatsBilledAmounts(claims.slice(0, 3))).toBe(false);
    const settled = claims.map((each) => ({ ...each, claim: row({ ID: 'c', OUTSTANDING1: '0' }) }));
    expect(repeatsBilledAmounts([...claims, ...settled])).toBe(false);
    const repeated = { claim: row({ ID: 'c1', OUTSTANDING1: '100', STATUS1: 'CLOSED' }), rows, folded };
    expect(compareClaim(repeated, { ...options, compareOutstanding: false }).disagreements).toMatchObject([
      { sentence: 'STATUS1 is CLOSED, the transactions leave the primary payer owing $60.00' },
    ]);
  });
});

describe('amounts, references and dates', () => {
  it.each([
    ['12.5', 1_250],
    ['-0.01', -1],
    ['', 0],
    ['7', 700],
    ['1.230', 123],
    ['1.234', undefined],
    ['1e3', undefined],
    ['$5', undefined],
  ])('reads %s', (text, cents) => expect(centsOf(text)).toBe(cents));

  const empty = Object.fromEntries(syntheaFiles.map((file) => [file, []])) as unknown as SyntheaTables;

  it('finds the one id that points nowhere, and names a column that never does only once', () => {
    const claims = Array.from({ length: 9 }, (_, at) =>
      row(
        {
          ID: `c${at}`,
          PATIENTID: at === 4 ? 'gone' : 'p1',
          PRIMARYPATIENTINSURANCEID: '0',
        },
        at + 2,
      ),
    );
    const claims_transactions = claims.map((claim, at) =>
      row({ CLAIMID: claim.get('ID'), PATIENTID: 'p1', PATIENTINSURANCEID: `x${at}` }),
    );
    const found = checkReferences({ ...empty, patients: [row({ ID: 'p1' })], claims, claims_transactions });
    expect(found).toEqual({
      broken: [{ file: 'claims', line: 6, column: 'PATIENTID', id: 'gone', to: 'patients', claimId: 'c4' }],
      unusedColumns: ['claims_transactions.PATIENTINSURANCEID'],
    });
  });

  it('keeps odd dates apart and counts placeholders', () => {
    const found = findOddDates(
      {
        ...empty,
        patients: [row({ ID: 'p1', BIRTHDATE: '2000-05-05' })],
        claims: [
          row({ ID: 'c1', PATIENTID: 'p1', SERVICEDATE: '1999-01-01T00:00:00Z', LASTBILLEDDATE1: '1998-01-01' }),
        ],
        claims_transactions: [
          row({ CLAIMID: 'c1', FROMDATE: '2001-01-01T10:00:00Z', TODATE: '1970-01-01T00:00:00Z' }),
          row({ CLAIMID: 'c1', FROMDATE: '2001-01-02', TODATE: '2001-01-01' }),
          row({ CLAIMID: 'c1', FROMDATE: '2101-01-02', TODATE: '' }),
        ],
      },
      plainDate('2026-01-05'),
    );
    expect(found.placeholders).toBe(1);
    expect(found.odd.map(({ sentence }) => sentence)).toEqual([
      'SERVICEDATE 1999-01-01 is before the patient was born',
      'LASTBILLEDDATE1 1998-01-01 is before the service of 1999-01-01',
      'TODATE 2001-01-01 is before FROMDATE 2001-01-02',
      'FROMDATE 2101-01-02 is in the future',
    ]);
  });
});

describe('postings of an imported claim', () => {
  const cents = fc.integer({ min: 0, max: 50_000 });
  const amount = (value: number): string => (value / 100).toFixed(2);

  it('balance, and leave each party owing what the transactions leave', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents, cents, cents), { maxLength: 4 }), fc.boolean(), (lines, insured) => {
        const rows = lines.flatMap(([charged, copay, adjusted, paid]) => [
          charge(amount(charged)),
          pays('COPAY', amount(copay), ''),
          adjusts(amount(adjusted), ''),
          pays('ECHECK', amount(paid), ''),
        ]);
        const folded = foldClaim('c1', rows, insured);
        const ids = {
          claimId: 'c',
          sourceId: 's',
          guarantorAccountId: 'g',
          primaryPayerId: 'p',
          secondaryPayerId: 'q',
        };
        const postings = planImportPostings({ ...ids, serviceDate: plainDate('2020-01-01') }, folded);
        const entries = postings.flatMap(({ entries }) => entries);
        const of = (account: string, payerId?: string): number =>
          entries
            .filter((e) => e.account === account && e.payerId === payerId)
            .reduce((sum, e) => sum + e.amountCents, 0);
        expect([of('receivable.payer', 'p'), of('receivable.payer', 'q'), of('receivable.patient')]).toEqual([
          folded.owed.primary,
          folded.owed.secondary,
          folded.owed.patient,
        ]);
        const total = lines.reduce(
          (sum, [charged, copay, adjusted, paid]) => sum + charged - copay - adjusted - paid,
          0,
        );
        expect(folded.owed.primary + folded.owed.secondary + folded.owed.patient).toBe(total);
      }),
      { seed: 11 },
    );
  });
});
