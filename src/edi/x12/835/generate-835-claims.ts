import { plainDate, type PlainDate } from '../../../domain/dates/plain-date.js';
import { cents } from '../../../domain/money.js';
import type { ClaimPlan } from './generate-835-claim.js';
import { daysBefore, generateClaim, reversalOf } from './generate-835-claim.js';
import type { Generate835Options, RemittanceFeature } from './generate-835-features.js';
import type { RemittanceClaim, RemittanceLine } from './remittance.js';
import type { Random } from '../seeded-numbers.js';

type GeneratedClaim = Omit<RemittanceClaim, 'ordinal'>;

/** Interest of the `interest` feature: on the claim as AMT*I, as money in PLB L6. */
export const INTEREST_CENTS = 321;

export const dateOf = (options: Generate835Options): PlainDate => options.date ?? plainDate('2026-03-02');
export const wrongByOf = (options: Generate835Options): number => options.wrongByCents ?? 1_000;

/** Claims a feature adds. */
const FEATURE_PLANS: readonly (readonly [RemittanceFeature, readonly Partial<ClaimPlan>[]])[] = [
  ['denial', [{ outcome: 'denied' }, { outcome: 'denied', linesAtLeast: 2 }]],
  ['partialDenial', [{ outcome: 'partial', linesAtLeast: 2 }]],
  ['zeroPay', [{ outcome: 'patient' }]],
  ['secondary', [{ status: '2', outcome: 'prior' }]],
  ['tertiary', [{ status: '3', outcome: 'prior' }]],
  ['forwarded', [{ status: '19' }, { status: '20', outcome: 'prior' }, { status: '21', outcome: 'prior' }]],
  ['notOurs', [{ status: '23', outcome: 'nothing' }]],
  ['predetermination', [{ status: '25', outcome: 'nothing' }]],
  ['replacement', [{ frequency: '7' }]],
  ['void', [{ frequency: '8', outcome: 'denied' }]],
  ['claimLevel', [{ claimLevel: true }]],
  ['inpatient', [{ claimLevel: true, inpatient: true }]],
  ['remarks', [{ remarks: true }]],
  ['interest', [{ interestCents: INTEREST_CENTS }]],
  ['downcoded', [{ downcoded: true }]],
];

const FEATURE_PARTS = 1_000_000;
const REVERSAL_PARTS = 2_000_000;
const EARLIER_PART = REVERSAL_PARTS + 3;

/** Makes the claims of one remittance, each from its own seed, so that any of them can be made again alone. */
export class ClaimMaker {
  private readonly features: ReadonlySet<RemittanceFeature>;
  private readonly days: readonly PlainDate[];

  constructor(
    private readonly seed: number,
    private readonly ordinal: number,
    private readonly options: Generate835Options,
    private readonly prng: (seed: number) => Random,
  ) {
    this.features = new Set(options.features ?? []);
    this.days = daysBefore(dateOf(options));
  }

  *claims(): Generator<GeneratedClaim> {
    if (this.features.has('plbOnly')) return;
    const count = this.options.claims ?? 3;
    for (let n = 1; n <= count; n += 1) yield this.ordinaryClaim(n);
    yield* this.featureClaims();
    yield* this.reversalClaims();
  }

  randomFor(part: number): Random {
    const seed = Math.imul(this.seed, 0x9e3779b1) ^ Math.imul(this.ordinal, 0x85ebca6b) ^ Math.imul(part, 0xc2b2ae35);
    return this.prng(seed >>> 0);
  }

  private ordinaryClaim(n: number): GeneratedClaim {
    const faulty = this.features.has('unbalancedLine') || this.features.has('unbalancedClaim');
    if (n !== 1 || !faulty) return this.claim(n, {});
    return this.spoiled(this.claim(n, { linesAtLeast: 2 }));
  }

  private claim(part: number, plan: Partial<ClaimPlan>, number?: string): GeneratedClaim {
    return generateClaim(this.randomFor(part), {
      number: number ?? `C${this.seed}R${this.ordinal}N${part}`,
      linesAtMost: this.options.linesAtMost ?? 4,
      days: this.days,
      ...plan,
    });
  }

  /** `unbalancedLine` moves an amount from one line's reason to another's; `unbalancedClaim` adds a claim reason. */
  private spoiled(claim: GeneratedClaim): GeneratedClaim {
    const by = wrongByOf(this.options);
    const lines = this.features.has('unbalancedLine')
      ? claim.lines.map((line, index) => (index > 1 ? line : shifted(line, index === 0 ? by : -by)))
      : claim.lines;
    const extra = this.features.has('unbalancedClaim') ? [{ group: 'CO', carc: '45', amountCents: cents(by) }] : [];
    return { ...claim, lines, adjustments: [...claim.adjustments, ...extra] };
  }

  private *featureClaims(): Generator<GeneratedClaim> {
    let part = FEATURE_PARTS;
    for (const [feature, plans] of FEATURE_PLANS) {
      for (const plan of plans) {
        part += 1;
        if (this.features.has(feature)) yield this.claim(part, plan);
      }
    }
  }

  private *reversalClaims(): Generator<GeneratedClaim> {
    if (this.features.has('reversal')) {
      const original = this.claim(REVERSAL_PARTS + 1, {});
      yield original;
      yield reversalOf(original);
      yield this.claim(REVERSAL_PARTS + 2, { outcome: 'partial', linesAtLeast: 2 }, original.claimNumber);
    }
    if (this.features.has('laterReversal')) yield* this.laterReversal();
    if (this.features.has('orphanReversal')) yield reversalOf(this.claim(REVERSAL_PARTS + 5, {}));
  }

  private *laterReversal(): Generator<GeneratedClaim> {
    if (this.ordinal < (this.options.remittances ?? 1)) yield this.claim(EARLIER_PART, {});
    if (this.ordinal === 1) return;
    const earlier = new ClaimMaker(this.seed, this.ordinal - 1, this.options, this.prng).claim(EARLIER_PART, {});
    yield reversalOf(earlier);
    yield this.claim(REVERSAL_PARTS + 4, { outcome: 'denied' }, earlier.claimNumber);
  }
}

function shifted(line: RemittanceLine, by: number): RemittanceLine {
  const [first, ...rest] = line.adjustments;
  if (first === undefined) return line;
  return { ...line, adjustments: [{ ...first, amountCents: cents(first.amountCents + by) }, ...rest] };
}
