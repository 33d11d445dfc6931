import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decimalOf } from '../../src/domain/money.js';
import { balanceRemittance, type RemittanceVerdict } from '../../src/edi/x12/835/balance-remittance.js';
import { remittanceReader } from '../../src/edi/x12/835/read-remittance.js';
import type { RemittanceAdjustment, RemittanceClaim, RemittanceItem } from '../../src/edi/x12/835/remittance.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { readWith } from './read-written.js';

/** Folder of 835 files with facts from an independent reader (FACTS.tsv); without it these tests are skipped. */
const FOLDER = process.env['RECLAIM_X12_FIXTURES'];

interface Facts {
  readonly [key: string]: unknown;
}

function rows(transaction: string): [string, Facts][] {
  if (FOLDER === undefined || !existsSync(join(FOLDER, 'FACTS.tsv'))) return [];
  const lines = readFileSync(join(FOLDER, 'FACTS.tsv'), 'utf8').split('\n');
  return lines
    .map((line) => line.split('\t'))
    .filter(([, kind]) => kind === transaction)
    .map(([path = '', , facts = '{}']) => [path, JSON.parse(facts) as Facts]);
}

const money = (value: number): string => decimalOf(value);
const sameMoney = (fact: unknown): string => {
  const [whole = '0', decimals = ''] = String(fact).split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`.replace('-0.00', '0.00');
};

const claimsOf = (items: readonly RemittanceItem[]): RemittanceClaim[] =>
  items.filter((item) => item.kind === 'remittanceClaim');

function counts(values: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function verdicts(items: readonly RemittanceItem[]): RemittanceVerdict[] {
  const sets: RemittanceItem[][] = [];
  for (const item of items) {
    if (item.kind === 'remittance') sets.push([]);
    sets.at(-1)?.push(item);
  }
  return sets.map((set) => balanceRemittance(set));
}

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
    `${sum(judged.map((v) => pick(v).checked - pick(v).failed))}/${sum(judged.map((v) => pick(v).checked))}`;
  return {
    st: headers.length,
    bpr02_total: money(sum(headers.map(({ paymentCents }) => paymentCents))),
    bpr04: counts(headers.map(({ method }) => method)),
    clp: claims.length,
    clp02: counts(claims.map(({ status }) => status)),
    clp03_sum: money(sum(claims.map(({ chargeCents }) => chargeCents))),
    clp04_sum: money(sum(claims.map(({ paidCents }) => paidCents))),
    clp05_sum: money(sum(claims.map(({ patientResponsibilityCents }) => patientResponsibilityCents ?? 0))),
    svc: lines.length,
    svc02_sum: money(sum(lines.map(({ chargeCents }) => chargeCents))),
    svc03_sum: money(sum(lines.map(({ paidCents }) => paidCents))),
    cas_adjustments: reasons.length,
    cas_sum: money(sum(reasons.map(({ amountCents }) => amountCents))),
    cas_pr_sum: money(sum(reasons.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents))),
    cas_by_code: counts(reasons.map(({ group, carc }) => `${group}-${carc}`)),
    plb_adjustments: plbs.length,
    plb_sum: money(sum(plbs.map(({ amountCents }) => amountCents))),
    plb_reasons: counts(plbs.map(({ reason }) => reason)),
    tx_balanced: `${judged.filter(({ payment }) => payment.balanced).length}/${judged.length}`,
    claims_balanced: good(({ claims: count }) => count),
    services_balanced: good(({ lines: count }) => count),
    claims_svc_rollup_ok: good(({ rollups: count }) => count),
  };
}

const MONEY_KEYS = new Set(['bpr02_total', 'clp03_sum', 'clp04_sum', 'clp05_sum', 'svc02_sum', 'svc03_sum', 'cas_sum', 'cas_pr_sum', 'plb_sum']);

const files = rows('835');
const describeFiles = files.length === 0 ? describe.skip : describe;

describeFiles('an 835 file from outside', () => {
  it.each(files.length === 0 ? [['none', {}] as [string, Facts]] : files)('%s holds what its facts say', (path, facts) => {
    const bytes = readFileSync(join(FOLDER ?? '', path));
    const { items } = readWith(remittanceReader, [bytes], { allow: ALLOW_ALL });
    const found = factsOf(items);
    const expected = Object.fromEntries(
      Object.keys(found).map((key) => [key, MONEY_KEYS.has(key) ? sameMoney(facts[key]) : facts[key]]),
    );
    expect(found).toEqual(expected);
  });
});
