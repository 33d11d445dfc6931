import { plainDate } from '../domain/dates/plain-date.js';
import { FactsRead } from '../edi/facts/facts-of.js';
import type { Facts } from '../edi/facts/fact.js';
import { sizeInBytes } from './generate.js';
import { claimAcknowledgements } from './generate-claim-acknowledgements.js';
import { claimStatusAnswers } from './generate-claim-statuses.js';
import { eligibilityAnswers } from './generate-eligibility.js';
import { bankReports } from './generate-bank.js';
import { institutionalClaims, professionalClaims } from './generate-claims.js';
import { remittanceFiles } from './generate-remittances.js';
import type { GenerateKind, GenerateRequest } from './generate-request.js';

interface Made {
  readonly bytes: Buffer;
  readonly transaction: string;
  readonly facts: Facts;
  readonly truth: Record<string, number>;
}

function made(kind: GenerateKind, request: Partial<GenerateRequest> = {}): Made {
  const whole = { seed: 5, count: 30, sets: 1, features: kind.features, date: plainDate('2026-03-02'), ...request };
  const generation = kind.generate(whole);
  const bytes = Buffer.concat([...generation.bytes]);
  const read = new FactsRead();
  read.feed(bytes);
  return { bytes, ...read.finish(''), truth: generation.truth() as Record<string, number> };
}

const inCents = (text: unknown): number => Math.round(Number(text) * 100);

describe('Generated files', () => {
  it.each([
    ['837P', professionalClaims],
    ['837I', institutionalClaims],
  ] as const)('%s: an independent count finds the truth written beside them', (transaction, kind) => {
    const { facts, truth, ...file } = made(kind);
    expect(file.transaction).toBe(transaction);
    expect(facts).toMatchObject({ clm: 30, lines: truth.lines, claims_line_sum_mismatch: 0, envelope_errors: {} });
    expect(inCents(facts.clm02_sum)).toBe(truth.chargeCents);
  });

  it('an 835 holds every feature asked for', () => {
    const { facts, truth } = made(remittanceFiles, { features: ['reversal', 'plb', 'denial'], sets: 2 });
    const remittances = truth as unknown as readonly { claims: number; plbCents: number; reversals: number }[];
    expect(facts.tx_balanced).toBe('2/2');
    expect(facts.clp).toBe(remittances.reduce((sum, { claims }) => sum + claims, 0));
    expect(inCents(facts.plb_sum)).toBe(remittances.reduce((sum, { plbCents }) => sum + plbCents, 0));
    expect(remittances.every(({ reversals }) => reversals > 0)).toBe(true);
  });

  it('a 277CA answers the claims of the 837 with the same seed, and its totals foot', () => {
    const claims = made(professionalClaims, { features: [] });
    const answer = made(claimAcknowledgements, { features: ['rejected'] });
    expect(answer.transaction).toBe('277CA');
    expect(answer.truth.claims).toBe(claims.truth.claims);
    const { acceptedCents = 0, rejectedCents = 0, rejected } = answer.truth;
    expect(acceptedCents + rejectedCents).toBe(claims.truth.chargeCents);
    expect(rejected).toBeGreaterThan(0);
    const [number = ''] = /G5S1N\d+/.exec(claims.bytes.toString()) ?? [];
    expect(answer.bytes.toString()).toContain(`TRN*2*${number}~`);
  });

  it('a 277 and a 271 say about each claim and person what the truth says', () => {
    expect(made(claimStatusAnswers).facts).toMatchObject({ stc_segments: 30, trn: 30 });
    const eligibility = made(eligibilityAnswers, { features: ['aaa', 'otherPayer'] });
    expect(eligibility.facts).toMatchObject({ eb: eligibility.truth.benefits, members: 30 });
    expect((eligibility.facts.aaa as readonly string[]).length).toBe(eligibility.truth.refused);
  });

  it('the bank reports the payments of the 835 with the same seed', () => {
    const remittances = made(remittanceFiles, { features: [], sets: 4, count: 3 });
    const bank = made(bankReports, { features: [], count: 4 });
    expect(bank.transaction).toBe('BAI2');
    expect(bank.truth.totalCents).toBe(inCents(remittances.facts.bpr02_total));
    expect(bank.facts).toMatchObject({ sum98_eq_99: true, rec_count_99_ok: true });
    expect(made(bankReports, { count: 4, features: ['wrongTotal'] }).facts).toMatchObject({ sum98_eq_99: false });
  });

  it('come near to the size asked for, in sets of a thousand claims', () => {
    const { bytes, facts } = made(professionalClaims, { bytes: 1_200_000, features: [] });
    expect(bytes.length).toBeGreaterThan(1_100_000);
    expect(bytes.length).toBeLessThan(1_400_000);
    expect(facts.st).toBeGreaterThan(1);
  });

  it('are the same from the same seed', () => {
    expect(made(professionalClaims).bytes.equals(made(professionalClaims).bytes)).toBe(true);
    expect(made(professionalClaims).bytes.equals(made(professionalClaims, { seed: 6 }).bytes)).toBe(false);
  });
});

describe('A size', () => {
  it.each([
    ['100MB', 100_000_000],
    ['1.5 gb', 1_500_000_000],
    ['20k', 20_000],
    ['512', 512],
  ])('%s is understood', (text, bytes) => {
    expect(sizeInBytes(text)).toBe(bytes);
  });

  it.each(['', 'MB', '10 apples', '-5MB', '0'])('“%s” is none', (text) => {
    expect(sizeInBytes(text)).toBeUndefined();
  });
});
