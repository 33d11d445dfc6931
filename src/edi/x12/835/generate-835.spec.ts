import { readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { balanceRemittance } from './balance-remittance.js';
import type { Generate835Options, RemittanceFeature } from './generate-835-features.js';
import { PLB_CODES } from './generate-835-features.js';
import { claimsForBytes, generate835, generate835Items } from './generate-835.js';
import { remittanceReader } from './read-remittance.js';
import type { RemittanceItem } from './remittance.js';

const FAULTS: readonly RemittanceFeature[] = ['unbalancedLine', 'unbalancedClaim', 'unbalancedPayment', 'debit'];
const SOUND: readonly RemittanceFeature[] = [
  'denial',
  'partialDenial',
  'zeroPay',
  'secondary',
  'tertiary',
  'forwarded',
  'notOurs',
  'predetermination',
  'replacement',
  'void',
  'claimLevel',
  'inpatient',
  'remarks',
  'interest',
  'downcoded',
  'reversal',
  'laterReversal',
  'orphanReversal',
  'plb',
  'allPlb',
  'plbOnly',
  'nonPayment',
  'capitation',
];

function readSets(seed: number, options: Generate835Options): RemittanceItem[][] {
  const { items, problems } = readWith(remittanceReader, generate835(seed, options).bytes());
  expect(problems).toEqual([]);
  const sets: RemittanceItem[][] = [];
  for (const item of items) {
    if (item.kind === 'remittance') sets.push([]);
    sets.at(-1)?.push(item);
  }
  return sets;
}

describe('a generated remittance', () => {
  it.each([...SOUND, ...FAULTS])('says the truth about itself with %s', (feature) => {
    const options = { features: [feature], remittances: 3 };
    const { truth } = generate835(7, options);
    const sets = readSets(7, options);
    expect(sets).toHaveLength(3);
    sets.forEach((items, index) => {
      const expected = truth[index];
      const verdict = balanceRemittance(items);
      expect(verdict).toMatchObject({
        balanced: expected?.expected.balanced,
        debit: expected?.expected.debit,
        lines: expected?.expected.lines,
        claims: expected?.expected.claims,
        rollups: expected?.expected.rollups,
        payment: { differenceCents: expected?.expected.paymentDifferenceCents },
      });
      const end = items.at(-1);
      expect(end).toMatchObject({
        kind: 'remittanceEnd',
        claims: expected?.claims,
        lines: expected?.lines,
        chargeCents: expected?.chargeCents,
        paidCents: expected?.paidCents,
        plbCents: expected?.plbCents,
      });
      expect(items.filter((item) => item.kind === 'providerAdjustment')).toHaveLength(
        expected?.providerAdjustments ?? -1,
      );
      expect(verdict.balanced).toBe(SOUND.includes(feature));
    });
  });

  it('is the same file for the same seed and another for another seed', () => {
    const file = (seed: number): string =>
      Buffer.concat([...generate835(seed, { features: SOUND.slice(0, 5) }).bytes()]).toString();
    expect(file(3)).toBe(file(3));
    expect(file(3)).not.toBe(file(4));
  });

  it('reads back as the items it was made of', () => {
    const options: Generate835Options = { features: SOUND.filter((feature) => feature !== 'plbOnly') };
    const [items] = generate835Items(11, options);
    const read = readSets(11, options)[0]?.slice(0, -1);
    expect(withoutPlaces(read)).toEqual([...(items ?? [])]);
  });

  it('takes a claim back in the file it was paid in, and corrects it', () => {
    const [items] = readSets(5, { features: ['reversal'], claims: 0 });
    const claims = items?.filter((item) => item.kind === 'remittanceClaim') ?? [];
    expect(claims.map(({ status }) => status)).toEqual(['1', '22', '1']);
    expect(new Set(claims.map(({ claimNumber }) => claimNumber)).size).toBe(1);
    expect((claims[0]?.paidCents ?? 0) + (claims[1]?.paidCents ?? 0)).toBe(0);
  });

  it('takes a claim back in the remittance after the one that paid it', () => {
    const [first, second] = readSets(5, { features: ['laterReversal'], claims: 0, remittances: 2 });
    const paid = first?.find((item) => item.kind === 'remittanceClaim');
    const back = second?.find((item) => item.kind === 'remittanceClaim' && item.status === '22');
    expect(back).toMatchObject({ claimNumber: paid?.claimNumber });
  });

  it('knows every provider adjustment code with both signs', () => {
    const [items] = readSets(9, { features: ['allPlb'] });
    const found = items?.filter((item) => item.kind === 'providerAdjustment') ?? [];
    for (const code of PLB_CODES) {
      expect(
        found
          .filter(({ reason }) => reason === code)
          .map(({ amountCents }) => Math.sign(amountCents))
          .sort(),
      ).toEqual(expect.arrayContaining([-1, 1]));
    }
  });

  it('makes about as many bytes as asked for', () => {
    let bytes = 0;
    for (const chunk of generate835(1, { claims: claimsForBytes(1_000_000) }).bytes()) bytes += chunk.length;
    expect(bytes).toBeGreaterThan(900_000);
    expect(bytes).toBeLessThan(1_100_000);
  });
});
