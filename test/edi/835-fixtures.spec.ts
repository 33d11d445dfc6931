import { decimalOf } from '../../src/domain/money.js';
import { balanceRemittance, type RemittanceVerdict } from '../../src/edi/x12/835/balance-remittance.js';
import { remittanceReader } from '../../src/edi/x12/835/read-remittance.js';
import type { RemittanceAdjustment, RemittanceClaim, RemittanceItem } from '../../src/edi/x12/835/remittance.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { GUIDE_835, contentHashInput, remittance835Segments } from '../../src/edi/x12/835/write-remittance.js';
import { countsOf, eachFixture, type Facts, fixtureBytes, pick, sumOf } from './fixture-facts.js';
import { interchangeOf, readWith, withoutPlaces } from './read-written.js';

const money = (value: number): string => decimalOf(value);
const sameMoney = (fact: unknown): string => {
  const [whole = '0', decimals = ''] = String(fact).split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`.replace('-0.00', '0.00');
};

const claimsOf = (items: readonly RemittanceItem[]): RemittanceClaim[] =>
  items.filter((item) => item.kind === 'remittanceClaim');

function setsOf(items: readonly RemittanceItem[]): RemittanceItem[][] {
  const sets: RemittanceItem[][] = [];
  for (const item of items) {
    if (item.kind === 'remittance') sets.push([]);
    sets.at(-1)?.push(item);
  }
  return sets;
}

const verdicts = (items: readonly RemittanceItem[]): RemittanceVerdict[] =>
  setsOf(items).map((set) => balanceRemittance(set));

function factsOf(items: readonly RemittanceItem[]): Facts {
  const headers = items.filter((item) => item.kind === 'remittance');
  const claims = claimsOf(items);
  const lines = claims.flatMap((claim) => claim.lines);
  const plbs = items.filter((item) => item.kind === 'providerAdjustment');
  const reasons: RemittanceAdjustment[] = claims.flatMap((claim) => [
    ...claim.adjustments,
    ...claim.lines.flatMap((line) => line.adjustments),
  ]);
  const judged = verdicts(items);
  const good = (pick: (verdict: RemittanceVerdict) => { checked: number; failed: number }): string =>
    `${sumOf(judged.map((v) => pick(v).checked - pick(v).failed))}/${sumOf(judged.map((v) => pick(v).checked))}`;
  return {
    st: headers.length,
    bpr02_total: money(sumOf(headers.map(({ paymentCents }) => paymentCents))),
    bpr04: countsOf(headers.map(({ method }) => method)),
    clp: claims.length,
    clp02: countsOf(claims.map(({ status }) => status)),
    clp03_sum: money(sumOf(claims.map(({ chargeCents }) => chargeCents))),
    clp04_sum: money(sumOf(claims.map(({ paidCents }) => paidCents))),
    clp05_sum: money(sumOf(claims.map(({ patientResponsibilityCents }) => patientResponsibilityCents ?? 0))),
    svc: lines.length,
    svc02_sum: money(sumOf(lines.map(({ chargeCents }) => chargeCents))),
    svc03_sum: money(sumOf(lines.map(({ paidCents }) => paidCents))),
    cas_adjustments: reasons.length,
    cas_sum: money(sumOf(reasons.map(({ amountCents }) => amountCents))),
    cas_pr_sum: money(sumOf(reasons.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents))),
    cas_by_code: countsOf(reasons.map(({ group, carc }) => `${group}-${carc}`)),
    plb_adjustments: plbs.length,
    plb_sum: money(sumOf(plbs.map(({ amountCents }) => amountCents))),
    plb_reasons: countsOf(plbs.map(({ reason }) => reason)),
    tx_balanced: `${judged.filter(({ payment }) => payment.balanced).length}/${judged.length}`,
    claims_balanced: good(({ claims: count }) => count),
    services_balanced: good(({ lines: count }) => count),
    claims_svc_rollup_ok: good(({ rollups: count }) => count),
  };
}

const MONEY_KEYS = new Set([
  'bpr02_total',
  'clp03_sum',
  'clp04_sum',
  'clp05_sum',
  'svc02_sum',
  'svc03_sum',
  'cas_sum',
  'cas_pr_sum',
  'plb_sum',
]);

describe('an 835 file from outside', () => {
  describe('holds what its facts say', () => {
    eachFixture('835', ({ path, facts }) => {
      const { items } = readWith(remittanceReader, [fixtureBytes(path)], { allow: ALLOW_ALL });
      const found = factsOf(items);
      const entries = Object.entries(pick(facts, found));
      const expected = entries.map(([key, fact]) => [key, MONEY_KEYS.has(key) ? sameMoney(fact) : fact]);
      expect(found).toEqual(Object.fromEntries(expected));
    });
  });

  describe('is the same remittance after it was written in our form', () => {
    eachFixture('835', ({ path }) => {
      const { items } = readWith(remittanceReader, [fixtureBytes(path)], { allow: ALLOW_ALL });
      for (const set of setsOf(items)) {
        const segments = remittance835Segments(set);
        const written = interchangeOf({ st01: '835', functionalId: 'HP', guide: GUIDE_835, segments });
        const again = readWith(remittanceReader, written).items;
        const unset = (item: RemittanceItem): object => ({
          ...item,
          setControl: '',
          ...(item.kind === 'remittance' ? { ordinal: 1 } : {}),
        });
        expect(withoutPlaces(again.map(unset))).toEqual(withoutPlaces(set.map(unset)));
        expect([...contentHashInput(again)].join('')).toBe([...contentHashInput(set)].join(''));
      }
    });
  });
});
